"""One printed cell: number, placeholder or words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govreport.text.cells import PLACEHOLDERS, is_sentence, read_cell, unit_in


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
    "printed", ["见附件", "规章", "第二十条第（一）项", "2.其他", "(三)不予公开"]
)
def test_words(printed: str) -> None:
    """Words are no number, whatever numbering they begin with."""
    reading = read_cell(printed)

    assert (reading.kind, reading.value) == ("words", None)


@pytest.mark.parametrize(
    "printed",
    [
        *("5-7", "1,20", "1.2.3", "2020年", "第3", "12，", "3/4", "--5", "2O3", "41B", "95."),
        *(
            "12. 5",
            "481~9",
            "12.5亿",
            "12万5千元",
            "50美元",
            "6。",
            "（55）",
            "54l",
            "[5]",
            "（5）",
        ),
    ],
)
def test_odd_cells(printed: str) -> None:
    """Digits that are no number keep their place as a cell: no part of them is its value."""
    reading = read_cell(printed)

    assert (reading.kind, reading.value) == ("odd", None)


@pytest.mark.parametrize(
    ("printed", "value", "mark"),
    [
        *(("12①", 12, "①"), ("3*", 3, "*"), ("0[1]", 0, "[1]"), ("0³", 0, "³")),
        *(("约5", 5, "约"), ("约12.5万元", Decimal("12.5"), "约"), ("¥12.5", Decimal("12.5"), "¥")),
    ],
)
def test_numbers_with_a_mark(printed: str, value: int | Decimal, mark: str) -> None:
    """A footnote mark or a word of vagueness leaves the number, and is kept to be said."""
    reading = read_cell(printed)

    assert (reading.kind, reading.value, reading.mark) == ("number", value, mark)


@pytest.mark.parametrize(
    "minus", ["-", "−", "–", "—", "﹣", "‐", "‑", "－", "减", "减少", "下降", "负"]
)
def test_every_minus_sign(minus: str) -> None:
    """Whatever a page prints for a minus sign is one."""
    assert read_cell(f"{minus}78").value == -78


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("〇", 0, None),
        ("零", 0, None),
        ("十二", 12, None),
        ("3千元", 3, "千元"),
        ("12.5(元)", Decimal("12.5"), "元"),
        ("12.5（单位：元）", Decimal("12.5"), "元"),
        ("人民币12.5万元", Decimal("12.5"), "万元"),
        ("2百万元", 2, "百万元"),
        ("6%", 6, "%"),
        ("2％", 2, "%"),
        ("1，234，567", 1234567, None),
        ("1\u200b2", 12, None),
        ("\u00a012\u00a0", 12, None),
    ],
)
def test_numbers_in_other_prints(printed: str, value: int | Decimal, unit: str | None) -> None:
    """Numerals, units and white space of every kind are read without a doubt."""
    reading = read_cell(printed)

    assert (reading.kind, reading.value, reading.unit) == ("number", value, unit)


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


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("本年度我局主动公开政府信息" * 4, False),
        ("本年度我局主动公开政府信息" * 4 + "。", True),
        ("本年度我局主动公开政府信息" * 4 + "。(附后)", True),
        ("本年度我局主动公开政府信息" * 4 + "。（附后）", True),
        ("(一)" + "本年度我局主动公开政府信息" * 4 + "。", False),
        ("（一）" + "本年度我局主动公开政府信息" * 4 + "。", False),
        ("公" * 39 + "。", False),
        ("公" * 40 + "。", True),
        ("。" + "公" * 40, True),
    ],
)
def test_what_is_a_sentence(text: str, sentence: bool) -> None:
    """A long text with a full stop before any bracket is no label."""
    assert is_sentence(text) is sentence
