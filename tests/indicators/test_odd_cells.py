"""Cells of lists of indicators: a number is read whole or not at all, whatever the layout."""

from __future__ import annotations

import pytest

import govreport
from govreport import records

LABELS = (
    ("（一）主动公开政府信息数", "条", "640"),
    ("其中：主动公开规范性文件数", "条", "{}"),
    ("制发规范性文件总数", "件", "11"),
    ("（二）收到申请数", "件", "85"),
    ("1.当面申请数", "件", "7"),
    ("2.传真申请数", "件", "0"),
    ("3.网络申请数", "件", "70"),
    ("4.信函申请数", "件", "8"),
)
PATH = "statistics.proactive.normative_documents_disclosed"
TITLE = "某局2016年政府信息公开工作年度报告\n政府信息公开情况统计表\n"
HEAD = ("统计指标", "单位", "统计数")
SPACED = (" | ", "\t", " ", "\n")


def page(cell: str, separator: str) -> str:
    """A national table with one odd cell."""
    rows = [HEAD, *((label, unit, number.format(cell)) for label, unit, number in LABELS)]
    between = "\n" if separator else ""
    return TITLE + between.join(separator.join(row) for row in rows) + "\n"


def read(text: str) -> dict[str, tuple[str, str]]:
    """Path -> value and status."""
    return {r.path: (str(r.value), r.status.value) for r in records(govreport.parse(text))}


@pytest.mark.parametrize("separator", [*SPACED, ""])
@pytest.mark.parametrize(
    ("cell", "value", "status"),
    [
        ("2O3", "None", "not_a_number"),
        ("41B", "None", "not_a_number"),
        ("12l", "None", "not_a_number"),
        ("12万5千元", "None", "not_a_number"),
        ("12.5亿", "None", "not_a_number"),
        ("50美元", "None", "not_a_number"),
        ("481~9", "None", "not_a_number"),
        ("2.5.3", "None", "not_a_number"),
        ("3/4", "None", "not_a_number"),
        ("3①", "3", "inferred"),
        ("12[1]", "12", "inferred"),
        ("约5", "5", "inferred"),
        ("减4", "-4", "inferred"),
        ("-4", "-4", "inferred"),
        ("〇", "0", "read"),
        ("1,205", "1205", "read"),
        ("1，205", "1205", "read"),
        ("12.5", "12.5", "inferred"),
        ("3千元", "None", "not_a_number"),
        ("6%", "None", "not_a_number"),
        ("6万元", "None", "not_a_number"),
        ("6件", "6", "read"),
    ],
)
def test_a_cell_is_read_whole_or_not_at_all(
    cell: str, value: str, status: str, separator: str
) -> None:
    """The beginning of what is printed is never its value, and the other rows stay as they are."""
    found = read(page(cell, separator))
    others = [v for path, (v, _) in found.items() if path.startswith("statistics") and path != PATH]

    assert found[PATH] == (value, status)
    assert others == ["640", "11", "85", "7", "0", "70", "8"]
    assert not [path for path in found if not path.startswith("statistics")]


@pytest.mark.parametrize("separator", SPACED)
@pytest.mark.parametrize("cell", ["95.", "5-7", "（5）", "十二"])
def test_cells_that_glued_text_cannot_show(cell: str, separator: str) -> None:
    """Between separators they are whole too; glued, they are named and never read in part."""
    found = read(page(cell, separator))

    assert found[PATH] == (("12", "read") if cell == "十二" else ("None", "not_a_number"))


@pytest.mark.parametrize("separator", [*SPACED, ""])
@pytest.mark.parametrize("numbered", ["row numbers", "codes", "codes before the unit"])
def test_row_numbers_and_codes_are_no_values(numbered: str, separator: str) -> None:
    """In a cell of their own, first, second or third; glued ones are named where they can be cut
    in several ways."""
    rows = []
    for number, (label, unit, printed) in enumerate(LABELS, 1):
        name, value, code = label.split("）")[-1].split(".")[-1], printed.format(12), f"{number:02}"
        rows.append(
            {
                "row numbers": (str(number), name, unit, value),
                "codes": (name, unit, code, value),
                "codes before the unit": (name, code, unit, value),
            }[numbered]
        )
    head = {
        "row numbers": ("序号", "统计指标", "单位", "统计数"),
        "codes": ("指标名称", "计量单位", "代码", "本年累计"),
        "codes before the unit": ("指标名称", "代码", "计量单位", "本年累计"),
    }[numbered]
    text = TITLE + ("\n" if separator else "").join(separator.join(row) for row in [head, *rows])
    found = read(text + "\n")
    values = [v for path, (v, _) in found.items() if not path.startswith("unplaced")]
    unplaced = [path for path in found if path.startswith("unplaced")]

    if separator or not unplaced:
        assert values == ["640", "12", "11", "85", "7", "0", "70", "8"]
        assert not unplaced
    else:
        assert not values
        assert len(unplaced) == len(LABELS)
