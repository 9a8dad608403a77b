"""One printed cell: number, placeholder or words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govreport.text.cells import PLACEHOLDERS, read_cell, unit_in


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("0", 0, None),
        ("1205", 1205, None),
        ("1,205", 1205, None),
        ("1，205", 1205, None),
        ("24,001,305", 24001305, None),
        ("７", 7, None),
        ("+19", 19, None),
        ("-3", -3, None),
        ("−3", -3, None),
        ("－3", -3, None),
        ("减4", -4, None),
        ("減4", -4, None),
        ("增5", 5, None),
        ("0件", 0, "件"),
        ("2笔", 2, "笔"),
        ("984361元", 984361, "元"),
        ("160.5964万元", Decimal("160.5964"), "万元"),
        ("116408.28", Decimal("116408.28"), None),
        ("22（其中修订16件）", 22, None),
        ("1200人次", 1200, "人次"),
        ("3 件", 3, "件"),
    ],
)
def test_numbers(printed: str, value: int | Decimal, unit: str | None) -> None:
    """A number is read with its sign, every digit, and the unit that stands in the cell."""
    reading = read_cell(printed)

    assert (reading.kind, reading.value, reading.unit) == ("number", value, unit)


@pytest.mark.parametrize("printed", sorted(PLACEHOLDERS))
def test_placeholders(printed: str) -> None:
    """A placeholder has no value: it is not zero."""
    reading = read_cell(printed)

    assert (reading.kind, reading.value) == ("placeholder", None)


@pytest.mark.parametrize(
    "printed",
    ["见附件", "约5", "5-7", "1,20", "1.2.3", "2020年", "第3", "十二", "12，", "3/4", "--5", "5%"],
)
def test_words(printed: str) -> None:
    """What is no plain number stays words: nothing is made out of a part of it."""
    reading = read_cell(printed)

    assert (reading.kind, reading.value) == ("words", None)


def test_several_numbers() -> None:
    """Several numbers in a cell are neither joined nor reduced to the first."""
    reading = read_cell("3 0 12")

    assert (reading.kind, reading.value, reading.several) == ("number", None, True)


def test_leading_zeros_do_not_make_two_readings() -> None:
    """A number with leading zeros keeps its value; the raw text stays with the caller."""
    assert read_cell("007").value == 7


def test_very_long_cells_are_words() -> None:
    """A cell far longer than any label is prose and is not searched for labels."""
    reading = read_cell("规章" * 2000)

    assert (reading.kind, reading.key) == ("words", "")


def test_label_of_words() -> None:
    """Words come with the key by which a form's label is found, and with their numeral."""
    reading = read_cell("3、危及“三安全一稳定”(含网络安全)")

    assert (reading.key, reading.numeral) == ("危及三安全一稳定", "3")
    assert reading.full == "危及三安全一稳定含网络安全"


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("采购总金额(万元)", "万元"),
        ("采购总金额（元）", "元"),
        ("本年收费金额(单位:万元)", "万元"),
        ("采购总金额", None),
        ("采购项目数量(个)", None),
        ("万元以上项目", None),
    ],
)
def test_unit_in_header(header: str, unit: str | None) -> None:
    """Only a unit of money in brackets is a header's unit."""
    assert unit_in(header) == unit
