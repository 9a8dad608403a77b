"""The smallest example of each way in which a number was once read wrongly or lost unsaid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import pytest

import govreport
from govreport import AnnualReport, Status
from govreport.accounting import account

HEAD = (
    "三、收到和处理政府信息公开申请情况\n"
    "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和) | 申请人情况 | | | | | | |\n"
)
LEVELS = "自然人 | 法人或其他组织 | 总计 | | | | |\n"
ORGANISATIONS = "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | | |\n"
CASES = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | " * 3
FEES = "第二十条第(八)项 | |\n信息内容 | 本年收费金额(单位:万元) |\n行政事业性收费 | {} |\n"
DECISIONS = "第二十条第(六)项 | |\n信息内容 | 本年处理决定数量 |\n行政处罚 | {} |\n行政强制 | 4 |\n"


def read(report: AnnualReport) -> dict[str, tuple[object, str]]:
    """Path -> value and status."""
    return {r.path: (r.value, r.status.value) for r in govreport.records(report)}


def codes(report: AnnualReport) -> set[str]:
    return {finding.code for finding in report.diagnostics}


# -- columns follow the printed header ----------------------------------------------------------


def test_the_total_stands_first() -> None:
    """A header that prints 总计 first moves the first number of each row there."""
    report = govreport.parse(
        HEAD
        + "总计 | 自然人 | 法人或其他组织 | | | | |\n"
        + ORGANISATIONS
        + "一、本年新收政府信息公开申请数量 | 9 | 4 | 1 | 2 | 1 | 1 | 0 | |\n"
        + "三、本年度办理结果 | (一)予以公开 | 7 | 3 | 1 | 1 | 1 | 1 | 0 | |\n"
    )
    found = read(report)

    assert found["requests.new_requests.total"] == (9, "inferred")
    assert found["requests.new_requests.natural_person"] == (4, "inferred")
    assert found["requests.results.disclosed.total"] == (7, "inferred")
    assert "columns-assumed" in codes(report)


def test_columns_below_a_heading_of_two_levels_are_permuted() -> None:
    """The columns below 法人或其他组织 keep the order in which they are printed."""
    report = govreport.parse(
        HEAD
        + LEVELS
        + "商业企业 | 法律服务机构 | 其他 | 社会公益组织 | 科研机构 | | |\n"
        + "一、本年新收政府信息公开申请数量 | 1 | 2 | 3 | 4 | 5 | 6 | 21 | |\n"
        + "二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | |\n"
    )

    assert read(report)["requests.new_requests.legal_service_organisation"][0] == 3
    assert read(report)["requests.new_requests.research_institution"][0] == 6


def test_a_column_for_a_sum_is_kept_beside_the_form() -> None:
    """法人小计 among the organisations is an extra value; the seven others keep their place."""
    report = govreport.parse(
        HEAD
        + LEVELS
        + "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 法人小计 | |\n"
        + "一、本年新收政府信息公开申请数量 | 4 | 1 | 2 | 1 | 1 | 0 | 5 | 9 | |\n"
        + "二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | |\n"
    )
    found = read(report)

    assert found["requests.new_requests.total"] == (9, "read")
    assert found["extra.requests[0].values[0]"] == (5, "read")


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        ("其他 | 法人小计", "4 | 1 | 2 | 1 | 1 | 0 | 5 | 9", None),
        ("其他 | 法人小计", "4 | 1 | 2 | 1 | 1 | 0 | 6 | 9", (6, 5)),
        ("其他 | 小计", "4 | 1 | 2 | 1 | 1 | 0 | 5 | 9", None),
        ("其他 | 小计", "4 | 1 | 2 | 1 | 1 | 0 | 9 | 9", None),
        ("其他 | 小计", "4 | 1 | 2 | 1 | 1 | 0 | 7 | 9", (7, 5)),
        ("其他 | 法人小计", "4 | 1 |  | 1 | 1 | 0 | 6 | 9", None),
    ],
)
def test_a_column_for_a_sum_is_checked(header: str, row: str, said: tuple[int, int] | None) -> None:
    """It is held against its parts where all are printed; what differs is a finding."""
    report = govreport.parse(
        HEAD
        + LEVELS
        + f"商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | {header} | |\n"
        + f"一、本年新收政府信息公开申请数量 | {row} | |\n"
        + "二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | |\n"
    )
    found = [d.message for d in report.diagnostics if d.code == "added-sum-differs"]

    assert len(found) == (said is not None)
    if said is not None:
        assert f"{said[0]} is printed, its parts add up to {said[1]}" in found[0]


@pytest.mark.parametrize("separator", [" | ", " "])
def test_lawsuits_before_reviews(separator: str) -> None:
    """行政诉讼 before 行政复议: the first ten numbers are those of lawsuits."""
    text = (
        (
            "四、政府信息公开行政复议、行政诉讼情况\n行政诉讼 | 行政复议 |\n"
            f"未经复议直接起诉 | 复议后起诉 |\n{CASES}\n"
            "1 | 2 | 3 | 4 | 10 | 0 | 0 | 0 | 0 | 0 | 5 | 6 | 7 | 8 | 26 |\n"
        )
        .replace(" | ", separator)
        .replace(" |", "" if separator == " " else " |")
    )
    report = govreport.parse(f"某局2021年政府信息公开工作年度报告\n{text}")
    found = read(report)

    assert found["review_and_litigation.litigation_direct.upheld"][0] == 1
    assert found["review_and_litigation.review.total"][0] == 26


# -- fillers of the label columns ---------------------------------------------------------------


def test_a_filler_and_a_blank_cell_explain_the_same_row() -> None:
    """An empty cell before the values and one behind them: two readings, so no value is sure."""
    report = govreport.parse(
        HEAD
        + LEVELS
        + ORGANISATIONS
        + "三、本年度办理结果 | (一)予以公开 |  | 3 | 0 | 5 | 0 | 0 | 0 |  |\n"
    )

    assert not [r for r in govreport.records(report) if r.status is Status.READ and r.value]


# -- cells that are no numbers ------------------------------------------------------------------


@pytest.mark.parametrize(
    "printed",
    [
        *("2O3", "41B", "95.", "12. 5", "481~9", "6%", "12.5亿", "12万5千元", "50美元", "6。"),
        *("2％", "54l", "226％", "3千元"),
    ],
)
def test_an_odd_cell_is_no_number(printed: str) -> None:
    """No part of what is printed becomes the value, the cell is named, and the rest is right."""
    report = govreport.parse(DECISIONS.format(printed))
    found = read(report)

    assert found["proactive_disclosure.penalties.decisions"] == (None, "not_a_number")
    assert found["proactive_disclosure.coercive_measures.decisions"] == (4, "read")
    assert any(printed in finding.message for finding in report.diagnostics)


@pytest.mark.parametrize("printed", ["12①", "12*", "12[1]", "12³"])
def test_a_mark_is_said(printed: str) -> None:
    """A footnote mark leaves the number, not without a word."""
    report = govreport.parse(DECISIONS.format(printed))

    assert read(report)["proactive_disclosure.penalties.decisions"] == (12, "inferred")
    assert "number-marked" in codes(report)


def test_an_odd_cell_in_a_spaced_row() -> None:
    """The rest of the row stays with it."""
    zeros = "0 0 0 0 0 0 0"
    report = govreport.parse(
        "某局2021年政府信息公开工作年度报告 自然人 法人或其他组织 总计 商业企业 科研机构 "
        "社会公益组织 法律服务机构 其他 "
        f"一、本年新收政府信息公开申请数量 {zeros} 二、上年结转政府信息公开申请数量 {zeros} "
        f"三、本年度办理结果 (一)予以公开 0 2o 81 0 0 0 0 (三)不予公开 1.属于国家秘密 {zeros} "
    )
    found = read(report)

    assert found["requests.results.disclosed.commercial_enterprise"] == (None, "not_a_number")
    assert found["requests.results.disclosed.research_institution"][0] == 81
    assert not [path for path in found if path.startswith("extra.")]


# -- units ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        (FEES.format("12.5(元)"), "元"),
        (FEES.format("12.5（单位：元）"), "元"),
        (FEES.format("12.5"), "万元"),
        (FEES.format("人民币12.5元"), "元"),
        (FEES.format("12.5").replace("单位:万元", "单位:千元"), "千元"),
        (FEES.format("12.5").replace("(单位:万元)", ""), None),
    ],
)
def test_the_unit_is_the_printed_one(text: str, unit: str | None) -> None:
    """The cell's unit wins over the header's; a header without one leaves it unknown."""
    report = govreport.parse(text)
    assert report.proactive_disclosure is not None
    fees = report.proactive_disclosure.administrative_fees
    assert fees is not None
    assert fees.amount is not None

    assert (fees.amount.value, fees.amount.unit) == (Decimal("12.5"), unit)


# -- whose table ----------------------------------------------------------------------------------

LAST_YEAR = (
    "某局2020年政府信息公开工作年度报告\n一、总体情况\n上一年度(2019年)主动公开情况如下:\n"
    "第二十条第(一)项 | | | |\n信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n"
    "规章 | 91 | 92 | 93 |\n规范性文件 | 94 | 95 | 96 |\n"
    "二、主动公开政府信息情况\n"
    "第二十条第(一)项 | | | |\n信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n"
    "规章 | 1 | 2 | 3 |\n规范性文件 | 4 | 5 | 6 |\n"
)


def test_last_years_table_is_not_this_years() -> None:
    """The quoted table stays outside the model, number by number; this year's is read."""
    report = govreport.parse(LAST_YEAR)
    found = read(report)

    assert found["proactive_disclosure.rules.newly_made"] == (1, "read")
    assert found["proactive_disclosure.normative_documents.total_disclosed"] == (6, "read")
    assert [item.raw for item in report.unplaced] == ["91", "92", "93", "94", "95", "96"]
    assert "several-reports" in codes(report)


def test_a_label_printed_twice_beside_a_missing_row() -> None:
    """One of the two labels is wrong: neither row is read without a doubt."""
    report = govreport.parse(
        HEAD
        + LEVELS
        + ORGANISATIONS
        + "(三)不予公开 | 3.危及“三安全一稳定” | 0 | 0 | 0 | 0 | 0 | 0 | 0 | |\n"
        + "5.属于三类内部事务信息 | 7 | 0 | 0 | 0 | 0 | 0 | 7 | |\n"
        + "5.属于三类内部事务信息 | 8 | 0 | 0 | 0 | 0 | 0 | 8 | |\n"
        + "6.属于四类过程性信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | |\n"
    )

    assert read(report)["requests.results.withheld.internal_affairs.total"] == (7, "inferred")


# -- nothing tabular vanishes ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "部门规章 | 3 | 5 | 12 |\n其他文件 | 4 | 6 | 13 |\n",
        "许可 29 67\n处罚 24 2\n强制 32 14\n",
        "1 0 0 0 0 0 1\n",
    ],
)
def test_numbers_of_an_unknown_table_are_named(text: str) -> None:
    """A table whose labels no form knows is no table, and each of its numbers is named."""
    report = govreport.parse(f"某局2021年政府信息公开工作年度报告\n{text}")
    named = " ".join(d.message for d in report.diagnostics if d.code == "number-unaccounted")
    numbers = [part for part in text.replace("|", " ").split() if part.isdigit()]

    kept = [str(record.value) for record in govreport.records(report)]
    assert set(numbers) <= {*named.replace(":", " ").split(), *kept}
    assert len(account(report).numbers) == len(numbers) + 1


def test_radicals_are_characters() -> None:
    """A PDF's radicals are folded before anything is read; offsets stay."""
    report = govreport.parse(DECISIONS.format("12").replace("行", "⾏"))
    (record, _) = govreport.records(report)

    assert record.status is Status.READ
    assert record.span is not None
    assert record.span.line == 3


def test_a_pipe_on_a_line_of_its_own() -> None:
    """规章⏎|⏎3⏎|: each pipe separates two cells, and the row ends where none follows."""
    cells = (
        "第二十条第(一)项\n|\n信息内容\n|\n本年新制作数量\n|\n本年新公开数量\n|\n对外公开总数量\n"
    )
    report = govreport.parse(f"{cells}规章\n|\n3\n|\n4\n|\n5\n规范性文件\n|\n6\n|\n7\n|\n8\n")

    assert read(report)["proactive_disclosure.rules.total_disclosed"] == (5, "read")
    assert read(report)["proactive_disclosure.normative_documents.newly_made"] == (6, "read")


@pytest.mark.parametrize(
    "sentence",
    [
        "行政复议 3 件，其中结果维持 2 件，结果纠正 0 件，其他结果 1 件，尚未审结 0 件。",
        "2020年，行政复议结果维持2件，结果纠正0件，其他结果1件，尚未审结0件，总计3件。",
        "被申请行政复议 0 起、行政诉讼 0 起，结果维持 0 结果纠正 0 其他结果 0 尚未审结 0 总计 0。",
        "行政复议：无。未经复议直接起诉 2 件（结果维持 1，尚未审结 1），复议后起诉 1 件。",
    ],
)
def test_a_running_sentence_is_no_table(sentence: str) -> None:
    """Figures of reviews and lawsuits in prose are no table, and no error."""
    row = "0 0 0 0 0 0 0"
    report = govreport.parse(
        "某局2020年政府信息公开工作年度报告 三、收到和处理政府信息公开申请情况 自然人 "
        "法人或其他组织 总计 商业企业 科研机构 社会公益组织 法律服务机构 其他 "
        f"一、本年新收政府信息公开申请数量 {row} 二、上年结转政府信息公开申请数量 {row} "
        f"三、本年度办理结果 (一)予以公开 {row} 四、结转下年度继续办理 {row}\n"
        f"四、政府信息公开行政复议、行政诉讼情况\n{sentence}\n"
    )

    assert report.review_and_litigation is None
    assert not [finding for finding in report.diagnostics if finding.severity == "error"]


_SEVEN = ("12", "30", "4", "5", "6", "7", "64")
_APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


def _new_requests(cells: Sequence[str], separator: str) -> list[object]:
    head = separator.join(("申请人情况", *_APPLICANTS))
    row = separator.join(("一、本年新收政府信息公开申请数量", *cells))
    report = govreport.parse(f"三、收到和处理政府信息公开申请情况\n{head}\n{row}\n")
    return [one.value for one in govreport.records(report) if one.path.startswith("requests.")]


@pytest.mark.parametrize("separator", ["   ", " | "])
@pytest.mark.parametrize("mark", ["\u200b{}", "{}\ufeff", "\u200d"])
def test_what_is_not_seen_is_no_part_of_a_number(mark: str, separator: str) -> None:
    cells = [mark.format(text) if "{" in mark else mark.join(text) for text in _SEVEN]
    assert _new_requests(cells, separator) == [12, 30, 4, 5, 6, 7, 64]


@pytest.mark.parametrize("mark", ["**{}**", '"{}"', "“{}”"])
def test_a_number_may_stand_in_quotes(mark: str) -> None:
    assert _new_requests([mark.format(text) for text in _SEVEN], " | ") == list(map(int, _SEVEN))


def test_a_glued_row_that_does_not_add_up_is_concluded() -> None:
    text = (
        "三、收到和处理政府信息公开申请情况申请人情况自然人法人或其他组织总计商业企业科研机构"
        "社会公益组织法律服务机构其他一、本年新收政府信息公开申请数量18 7 1 2 5 7 8"
        "二、上年结转政府信息公开申请数量1 0 0 0 0 0 1"
    )
    report = govreport.parse(text, layout="glued")
    statuses = {one.path.split(".")[1]: one.status for one in govreport.records(report)}
    assert statuses["new_requests"] in (Status.INFERRED, Status.UNPLACED)


@pytest.mark.parametrize("bar", "｜│┃￨")
def test_bars_are_pipes(bar: str) -> None:
    text = (
        "二、主动公开政府信息情况\n信息内容|本年制发件数|本年废止件数|现行有效件数|\n规章|1|2|31|\n"
    )
    report = govreport.parse(text.replace("|", bar))
    values = [one.value for one in govreport.records(report)]
    assert values == [1, 2, 31]


@pytest.mark.parametrize("row", ["6件 88件 5件 839件", '"6"  "88"  "5"', "77 , 275 , 0 , 2 , 41"])
def test_numbers_in_a_row_without_a_label_are_named(row: str) -> None:
    report = govreport.parse(f"某局2022年政府信息公开工作年度报告\n\n{row}\n")
    shown = " ".join(str(one) for one in report.diagnostics if one.code == "number-unaccounted")
    assert all(number in shown for number in re.findall(r"\d+", row))


def test_the_number_of_a_page_is_no_layout() -> None:
    text = (
        "二、主动公开政府信息情况第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数"
        "规章131行政规范性文件000\n3\n"
    )
    report = govreport.parse(text)
    assert report.provenance.choices[0].name == "glued"


def test_words_within_a_row_make_no_row_of_their_own() -> None:
    head = "三、收到和处理政府信息公开申请情况\n申请人情况 |\n" + "".join(
        f"{name} |\n" for name in _APPLICANTS
    )
    cells = [f"{number} |\n" for number in _SEVEN]
    text = (
        f"{head}一、本年新收政府信息公开申请数量 |\n{''.join(cells[:2])}续表\n{''.join(cells[2:])}"
    )
    text += "二、上年结转政府信息公开申请数量 |\n" + "0 |\n" * 7
    report = govreport.parse(text)
    assert {"4", "5", "6", "7", "64"} <= {one.raw for one in report.unplaced}


@pytest.mark.parametrize("mark", ["> ", ">", "- ", "* ", "• ", "+ "])
def test_a_mark_before_every_line_is_none_of_its_cells(mark: str) -> None:
    lines = [
        "二、主动公开政府信息情况",
        "第二十条第（五）项",
        "信息内容",
        "上一年项目数量",
        "本年增/减",
    ]
    lines += ["处理决定数量", "行政许可", "12", "3", "45", "其他对外管理服务事项", "6", "0", "7"]
    plain = govreport.parse("\n".join(lines))
    marked = govreport.parse("\n".join(mark + line for line in lines))
    values = [(one.path, one.value) for one in govreport.records(plain)]
    assert [value for _, value in values] == [12, 3, 45, 6, 0, 7]
    assert [(one.path, one.value) for one in govreport.records(marked)] == values


def test_numbers_below_one_another_are_named_whatever_stands_beside_them() -> None:
    text = "某局2022年政府信息公开工作年度报告\n\n" + "".join(
        f"{n}: {n * 7}\n" for n in range(2, 9)
    )
    report = govreport.parse(text)
    shown = " ".join(str(one) for one in report.diagnostics if one.code == "number-unaccounted")
    assert all(str(n * 7) in shown for n in range(2, 9))


_OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


@pytest.mark.parametrize("printed", [_OUTCOMES[::-1] * 2, _OUTCOMES[:0:-1]])
def test_a_cut_header_of_outcomes_in_another_order_gives_no_sure_value(
    printed: tuple[str, ...],
) -> None:
    cells = " | ".join(map(str, range(1, 16)))
    report = govreport.parse(
        "四、政府信息公开行政复议、行政诉讼情况\n| 行政复议 | 行政诉讼 |\n"
        f"| {' | '.join(printed)} |\n| {cells} |\n",
        layout="markdown",
    )
    found = [one for one in govreport.records(report) if one.path.startswith("review")]
    assert all(one.status is not Status.READ for one in found)
    assert len(found) == 15 or len(report.unplaced) == 15
