"""Local and agency-designed tables: rows as printed, digits cut only by arithmetic."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawing import examples

from govreport import GovReportError, UnrecognisedReport, parse
from govreport.model import AnnualReport, Status
from govreport.records import records

TITLE = "东山县人民政府2011年政府信息公开工作年度报告"

ROWS = [
    ("主动公开信息数", "条", "425", "1516"),
    ("其中：1.网站公开", "条", "418", "1509"),
    ("2.政府公报公开", "条", "7", "7"),
    ("受理依申请公开信息总数", "条", "31", "58"),
    ("其中：1.当面申请数", "条", "12", "20"),
    ("2.传真申请数", "条", "0", "5"),
    ("3.网上申请数", "条", "19", "33"),
    ("行政复议数", "件", "1", "2"),
    ("本镇广播播出次数", "次", "0", "0"),
]
HEADER = ("指标名称", "计量单位", "2011年度", "历年累计")


def spaced() -> str:
    cells = [*HEADER, *(cell for row in ROWS for cell in row)]
    return f"{TITLE} 附件1：东山县政府信息公开情况统计表 {' '.join(cells)}"


def glued(rows: list[tuple[str, str, str, str]] = ROWS, before: str = "") -> str:
    cells = [*HEADER, *(cell for row in rows for cell in row)]
    return f"{TITLE} {before} 附件1：东山县政府信息公开情况统计表 {''.join(cells)}"


def lines() -> str:
    cells = [*HEADER, *(cell for row in ROWS for cell in row)]
    return "\n".join([TITLE, "附件1：东山县政府信息公开情况统计表", *cells])


def piped() -> str:
    table = "\n".join(" | ".join(row) + " |" for row in (HEADER, *ROWS))
    return f"{TITLE}\n附件1：东山县政府信息公开情况统计表\n{table}\n"


def values(report: AnnualReport) -> dict[str, tuple[object, ...]]:
    return {row.label: row.values for table in report.supplementary for row in table.rows}


EXPECTED = {row[0]: (Decimal(row[2]), Decimal(row[3])) for row in ROWS}


@pytest.mark.parametrize("text", [spaced(), lines(), piped()])
def test_two_columns_are_kept_apart(text: str) -> None:
    """The year and all years together are two columns, never added; all cells are read."""
    report = parse(text)

    assert values(report) == EXPECTED
    assert report.supplementary[0].caption == "附件1：东山县政府信息公开情况统计表"
    assert report.supplementary[0].columns == ("2011年度", "历年累计")
    assert {r.status for r in records(report)} == {Status.READ}
    assert report.unplaced == ()


def test_known_indicators_are_named() -> None:
    """Rows with a known label name the national indicator; a row of the printer's own does not."""
    rows = {row.label: row for row in parse(spaced()).supplementary[0].rows}

    assert rows["受理依申请公开信息总数"].identifier == "requests.received"
    assert rows["其中：1.当面申请数"].identifier == "requests.received.in_person"
    assert rows["行政复议数"].identifier == "review"
    assert rows["本镇广播播出次数"].identifier is None
    assert rows["主动公开信息数"].unit == "条"


def test_record_label_is_caption_row_and_column() -> None:
    """A record of a local table says where it stands in the words of the document."""
    found = {record.path: record for record in records(parse(spaced()))}

    record = found["supplementary[0].rows[1].values[1]"]
    assert record.value == 1509
    assert record.label == "附件1：东山县政府信息公开情况统计表 / 其中：1.网站公开 / 历年累计"


def test_glued_digits_cut_by_the_sums() -> None:
    """4251516, 4181509 and 77 add up in one way only; the status says inferred."""
    rows = ROWS[:3]
    report = parse(glued(rows))

    assert values(report) == {row[0]: EXPECTED[row[0]] for row in rows}
    assert {r.status for r in records(report)} == {Status.INFERRED}
    assert "cells-placed" in {d.code for d in report.diagnostics}


def test_glued_digits_with_several_ways_stay_unplaced() -> None:
    """346085376 may be cut in three ways: the raw digits are kept and named."""
    rows = [
        ("主动公开信息数", "条", "3460", "85376"),
        ("其中：1.网站公开", "条", "3460", "85376"),
        ("2.政府公报公开", "条", "0", "0"),
    ]
    report = parse(glued(rows))

    assert [item.raw for item in report.unplaced] == ["346085376", "346085376"]
    assert [item.label for item in report.unplaced] == ["主动公开信息数", "其中：1.网站公开"]
    assert values(report)["2.政府公报公开"] == (0, 0)
    assert values(report)["主动公开信息数"] == ()
    assert {d.code for d in report.diagnostics} >= {"number-unplaced"}


def test_a_figure_in_the_text_decides() -> None:
    """The prose states 3460条: that leaves one way, marked as inferred."""
    rows = [("主动公开信息数", "条", "3460", "85376"), ("行政复议数", "件", "0", "0")]
    report = parse(glued(rows, before="全年公开3460条。"))

    assert values(report)["主动公开信息数"] == (3460, 85376)
    assert report.status("supplementary[0].rows[0].values[0]") is Status.INFERRED


def test_unit_column_lost() -> None:
    """The header has three cells and the rows two: the numbers still stand beside their labels."""
    text = "\n".join(
        [
            "东山县2018年政府信息公开工作报告",
            "附表一 主动公开情况统计",
            *("指标", "单位", "数量", "全县公开信息数", "31", "其中:1. 县直部门", "20"),
            *("2.乡镇、街道", "11", "附表二 申请情况统计表", "指标", "单位", "数量"),
            *("全县受理申请数", "0", "其中:1. 县直部门", "0", "相关阅读", "热门文章"),
        ]
    )
    report = parse(text)

    assert [table.caption for table in report.supplementary] == [
        "附表一 主动公开情况统计",
        "附表二 申请情况统计表",
    ]
    assert [[(row.label, row.values) for row in table.rows] for table in report.supplementary] == [
        [("全县公开信息数", (31,)), ("其中:1. 县直部门", (20,)), ("2.乡镇、街道", (11,))],
        [("全县受理申请数", (0,)), ("其中:1. 县直部门", (0,))],
    ]


def test_codes_are_not_values() -> None:
    """A column 代码 numbers the rows; where a code cannot be told from a value, nothing is read."""
    head = f"{TITLE}\n指标名称 | 代码 | 计量单位 | 本期实际 | 本年累计 |\n"
    full = "主动公开信息数 | 01 | 条 | 40 | 425 |\n申请总数 | 02 | 条 | 3 | 9 |\n"
    cut = "行政复议数 | 03 | 件 | 5 | |\n"
    report = parse(head + full + cut)

    assert values(report)["主动公开信息数"] == (40, 425)
    assert values(report)["申请总数"] == (3, 9)
    assert values(report)["行政复议数"] == ()
    assert [item.raw for item in report.unplaced] == ["03", "5"]


def test_nonsense_is_declined() -> None:
    """A text that is no report is not read as one of no form."""
    with pytest.raises(UnrecognisedReport):
        parse("nonsense")


def test_report_of_prose_alone() -> None:
    """Before 2019 a report may have no table at all; it is a report all the same."""
    report = parse("东山县2012年政府信息公开工作年度报告\n本县2012年无政府信息公开申请。\n")

    assert report.year == 2012
    assert report.supplementary == ()


def test_many_tables_cost_no_more_than_their_length() -> None:
    """Tables beyond the limit are named, not dropped in silence."""
    report = parse(TITLE + " 指标 单位 数量 公开数 条 7" * 400)

    assert len(report.supplementary) == 100
    assert "tables-left-out" in {d.code for d in report.diagnostics}


def test_endless_digits() -> None:
    """Digits without end are unplaced, not an error of another kind."""
    report = parse(
        glued([("主动公开信息数", "条", "7" * 5000, "7" * 5000)], before="9" * 5000 + "条")
    )

    assert len(report.unplaced) == 1


PIECES = st.sampled_from(
    [
        "指标名称",
        "计量单位",
        "2011年度",
        "历年累计",
        "代码",
        "其中：",
        "1.",
        "2、",
        "（一）",
        "——",
        "条",
        "件",
        "425",
        "0.5",
        "77.",
        "(",
        "|",
        "\n",
        " ",
        "行政复议数",
        "被依法纠错数",
        "。",
        "表",
    ]
)


@given(st.lists(PIECES, max_size=60))
@settings(max_examples=examples(200), deadline=None)
def test_pieces_in_any_order(pieces: list[str]) -> None:
    """Scrambled tables never raise anything but the library's own errors."""
    try:
        report = parse(TITLE + "\n" + "".join(pieces))
    except GovReportError:
        return
    assert len(list(records(report))) >= 0
    for record in records(report):
        assert record.path


@given(
    numbers=st.lists(st.tuples(st.integers(0, 999), st.integers(0, 9999)), min_size=2, max_size=4)
)
@settings(max_examples=examples(150), deadline=None)
def test_glued_columns_are_right_or_unplaced(numbers: list[tuple[int, int]]) -> None:
    """Items that add up to their total: each cut is the printed one, or the run is unplaced."""
    pairs = [(year, year + more) for year, more in numbers]
    total = (sum(year for year, _ in pairs), sum(every for _, every in pairs))
    names = ["其中：1.当面申请数", "2.传真申请数", "3.网上申请数", "4.信函申请数"]
    rows = [("申请总数", "条", str(total[0]), str(total[1]))]
    rows += [(name, "条", str(a), str(b)) for name, (a, b) in zip(names, pairs, strict=False)]
    report = parse(glued(rows))
    printed = {row[0]: (Decimal(row[2]), Decimal(row[3])) for row in rows}

    assert len(report.unplaced) + sum(map(bool, values(report).values())) == len(rows)
    for label, found in values(report).items():
        assert found in ((), printed[label])
