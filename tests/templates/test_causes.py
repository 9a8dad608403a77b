"""Diagnostics of one cause are one; none that names a number is lost."""

from __future__ import annotations

import govreport
from govreport.diagnostics import Diagnostic, Severity, finding
from govreport.document import Span
from govreport.tables.causes import one_per_cause

_HEAD = "某局2022年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n"
_COLUMNS = (
    "申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n"
)
_NEW = "一、本年新收政府信息公开申请数量"
_OVER = "二、上年结转政府信息公开申请数量"


def _row(label: str, *cells: str) -> str:
    return " | ".join((label, *cells)) + " |\n"


def _found(text: str) -> dict[str, Diagnostic]:
    found = govreport.parse(text).diagnostics
    by_code = {one.code: one for one in found}
    assert len(by_code) == len(found), "two findings have one code"
    return by_code


def _placed(names: str, how: str = "x") -> list[Diagnostic]:
    return [
        finding(
            "cells-placed",
            "{label}: columns concluded ({how})",
            Span(number, number + 1),
            label=name,
            how=how,
        )
        for number, name in enumerate(names)
    ]


def test_rows_placed_for_one_reason() -> None:
    """Rows of the same reason are joined with all places, those of another stay apart."""
    first, second, third = _placed("甲乙丙")
    (other,) = _placed("丁", "y")
    joined, apart = one_per_cause((first, second, other, third))

    assert joined.message == "甲, 乙, 丙: columns concluded (x)"
    assert [span.start for span in joined.spans] == [0, 1, 2]
    assert apart == other


def test_many_rows_are_counted() -> None:
    """Three are named, the rest is a number; no place is left out."""
    (joined,) = one_per_cause(_placed("甲乙丙丁戊己"))

    assert joined.message == "甲, 乙, 丙 and 3 more: columns concluded (x)"
    assert len(joined.spans) == 6


def test_numbers_without_a_place_are_all_named() -> None:
    """One finding for one reason names each number and keeps each place."""
    blanks = _row(_NEW, "3", "3") + _row(_OVER, "5", "5") + _row("(一)予以公开", "4", "4")
    found = _found(_HEAD + _COLUMNS + blanks)["number-unplaced"]

    assert found.severity is Severity.ERROR
    for shown in (f"{_NEW}: 3 3", f"{_OVER}: 5 5", "(一)予以公开: 4 4"):
        assert shown in found.message
    text = _HEAD + _COLUMNS + blanks
    assert [text[span.start : span.end] for span in found.spans] == ["3 | 3", "5 | 5", "4 | 4"]


def test_zeros_without_a_place_are_no_error() -> None:
    """What has no place is kept, and an info says so; beside numbers above 0 it is not named."""
    zeros = _found(_HEAD + _COLUMNS + _row(_NEW, "0", "0") + _row(_OVER, "0", "0"))
    assert zeros["number-unplaced"].severity is Severity.INFO
    mixed = _found(_HEAD + _COLUMNS + _row(_NEW, "3", "3") + _row(_OVER, "0", "0"))
    found = mixed["number-unplaced"]
    assert found.severity is Severity.ERROR
    assert _NEW in found.message
    assert _OVER not in found.message
    assert len(found.spans) == 2


def test_the_text_ends_at_a_row() -> None:
    """Rows that are not there because the text is cut off are said with the row where it ends."""
    complete = _row(_NEW, *"1000001") + _row(_OVER, *"0000000")
    found = _found(_HEAD + _COLUMNS + complete)

    assert set(found) == {"rows-missing"}
    assert found["rows-missing"].message.startswith(f"the text ends here, at row {_OVER}; ")


def test_a_row_that_is_cut_off() -> None:
    """The rows after it are no finding of their own."""
    cut = _row(_NEW, *"1000001") + _OVER + " | 4 | 0 | 2"
    found = _found(_HEAD + _COLUMNS + cut)

    assert set(found) == {"number-unplaced"}
    assert found["number-unplaced"].message.endswith("(the text ends here)")
    assert found["number-unplaced"].severity is Severity.ERROR


def test_the_numeral_of_a_cut_label_is_no_lost_number() -> None:
    """``2`` behind the complete row 1.属于国家秘密 begins the next label."""
    rows = [(_NEW, "1000001"), (_OVER, "0000000"), ("(一)予以公开", "1000001")]
    rows += [("(二)部分公开", "0000000"), ("(三)不予公开 | 1.属于国家秘密", "0000000")]
    found = _found(_HEAD + _COLUMNS + "".join(_row(name, *cells) for name, cells in rows) + "2.")

    assert {one.severity for one in found.values()} == {Severity.INFO}


def test_rows_missing_within_a_text() -> None:
    """Where prose follows the table, the text does not end there."""
    text = _HEAD + _COLUMNS + _row(_NEW, *"1000001") + "\n五、存在的主要问题及改进情况\n\n"
    found = _found(text + "一是宣传不够。下一步将加强培训。\n")

    assert found["rows-missing"].message.startswith("21 rows of the form not printed: ")


def test_cells_are_listed() -> None:
    """A finding about rows has the record paths of all their cells."""
    glued = (
        "某局2022年政府信息公开工作年度报告三、收到和处理政府信息公开申请情况申请人情况自然人"
        "法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他"
        f"{_NEW}5000005{_OVER}1000001"
    )
    found = _found(glued)["cells-placed"]

    assert "requests.new_requests.natural_person" in found.paths
    assert "requests.carried_over.total" in found.paths
    assert len(found.paths) == 14


def test_no_title_beside_no_organ() -> None:
    """One of the two is said."""
    title = finding("title-missing", "the document prints no title")
    organ = finding("agency-unknown", "the document does not name its agency")

    assert one_per_cause([title, organ]) == (organ,)
    assert one_per_cause([title]) == (title,)


def test_a_number_without_a_place_stands_under_the_place_of_its_finding() -> None:
    rows = "".join(f"{label}{'31415926535' * 2}\n" for label in ("规章", "行政规范性文件"))
    text = f"{_HEAD}{rows}" + "".join(
        f"（{number}）{label}27182818284590\n"
        for number, label in enumerate(("予以公开", "部分公开", "不予公开", "无法提供") * 6)
    )
    report = govreport.parse(text)
    spans = [one.span for one in report.diagnostics if one.code.startswith("number-")]
    for item in report.unplaced:
        assert item.span is not None
        start, end = item.span.start, item.span.end
        assert any(
            span is not None and span.start <= start and end <= span.end < span.start + 400
            for span in spans
        )
