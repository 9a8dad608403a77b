"""Cells as people damage them by hand, as small as they get: each is read, or it is said."""

from __future__ import annotations

import pytest

import govreport
from govreport import AnnualReport, Status

OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
APPLICANTS = (
    "三、收到和处理政府信息公开申请情况\n(本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和)"
    " | 申请人情况 |\n自然人 | 法人或其他组织 | 总计 |\n"
    "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
)
PENALTIES = (
    "第二十条第（六）项 |\n信息内容 |\n本年处理决定数量 |\n行政处罚 |\n{} |\n行政强制 |\n2 |\n"
)
DECISIONS = "proactive_disclosure.penalties.decisions"


def sure(report: AnnualReport) -> dict[str, object]:
    return {r.path: r.value for r in govreport.records(report) if r.status is Status.READ}


def said(report: AnnualReport, text: str, printed: str) -> bool:
    """Whether doubt, a number without a place, or a finding stands over what is printed."""
    start = text.index(printed)
    end = start + len(printed)
    spans = [item.span for item in report.unplaced]
    spans += [r.span for r in govreport.records(report) if r.status is not Status.READ]
    for finding in report.diagnostics:
        spans += [finding.span, *finding.spans]
    return any(span is not None and span.start < end and start < span.end for span in spans)


@pytest.mark.parametrize("cell", ["1\u202f234", "&#49;&#50;&#51;&#52;", "\u200f1234\u200e"])
def test_what_shows_as_a_number_is_that_number(cell: str) -> None:
    """A narrow space within it, digits written as entities, marks of direction around it."""
    assert sure(govreport.parse(PENALTIES.format(cell)))[DECISIONS] == 1234


@pytest.mark.parametrize("cell", ["¹²", "壹拾贰", "1З", "c", "12c", "13855556666"])
def test_what_may_be_another_number_is_never_sure(cell: str) -> None:
    """Raised digits, formal numerals, Cyrillic letters, a lone letter, a telephone number."""
    text = PENALTIES.format(cell)
    report = govreport.parse(text)
    assert DECISIONS not in sure(report)
    assert said(report, text, cell)


def test_a_telephone_number_among_counts_is_named_with_its_reason() -> None:
    report = govreport.parse(PENALTIES.format("13855556666"))
    messages = [str(one.message) for one in report.diagnostics if one.code == "number-marked"]
    assert any("more digits than a count" in message for message in messages)


def numbered(first: int) -> str:
    rows = (
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "三、本年度办理结果 | （一）予以公开",
        "（二）部分公开",
        "（三）不予公开 | 1.属于国家秘密",
        "2.其他法律行政法规禁止公开",
    )
    return APPLICANTS + "".join(
        f"{label} | {number} | 0 | 0 | 0 | 0 | 0 | {number} |\n"
        for number, label in enumerate(rows, first)
    )


def test_a_column_that_counts_the_rows_is_no_first_column() -> None:
    report = govreport.parse(numbered(1))
    assert not [path for path in sure(report) if path.startswith("requests.")]
    assert any("count them" in str(one.message) for one in report.diagnostics)


def test_rows_that_rise_from_another_number_are_counts() -> None:
    assert sure(govreport.parse(numbered(7)))["requests.new_requests.natural_person"] == 7


def test_shares_beside_the_values_make_no_second_row() -> None:
    """Fourteen cells are two rows of seven, unless every second one is a percentage."""
    cells = " | ".join(f"{n} | {n}%" for n in (3, 0, 4, 0, 0, 0, 7))
    text = f"{APPLICANTS}一、本年新收政府信息公开申请数量 | {cells} |\n"
    report = govreport.parse(text)
    assert not [path for path in sure(report) if path.startswith("requests.")]
    assert said(report, text, "4 | 4%")


@pytest.mark.parametrize("last", ["61", "61 17 9", "17、61"])
def test_numbers_behind_an_odd_cell_are_named(last: str) -> None:
    """The odd cell ends the row; what follows it on its line stands in no record."""
    text = (
        "四、政府信息公开行政复议、行政诉讼情况\n行政复议 行政诉讼\n"
        + " ".join(OUTCOMES)
        + " 未经复议直接起诉 复议后起诉\n"
        + " ".join(OUTCOMES * 2)
        + f"\n31 42 53 64 190 1 2 3 4 10 25 36 5。 {last}\n"
    )
    report = govreport.parse(text)
    for number in last.replace("、", " ").split():
        assert said(report, text, number), number


def test_outcomes_whose_row_is_no_table_are_named() -> None:
    text = "四、行政复议、行政诉讼情况\n" + "".join(OUTCOMES) * 3 + "\n88 99。\n"
    report = govreport.parse(text)
    assert said(report, text, "88")
    assert said(report, text, "99")


def test_a_number_with_a_full_stop_is_no_numeral_of_the_label_below() -> None:
    """The last digit of 32． stands before a label, and is no 2． of it."""
    text = "行政处罚 | 32．\n行政强制 | 2 |\n"
    report = govreport.parse("第二十条第（六）项\n信息内容 | 本年处理决定数量 |\n" + text)
    assert sure(report).get(DECISIONS) in (None, 32)
    assert 3 not in sure(report).values()
