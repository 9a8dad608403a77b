"""The smallest texts that once were read silently wrong; each stays here."""

from __future__ import annotations

import pytest

from govreport.api import parse
from govreport.model import Status
from govreport.records import records


def _statuses(text: str, layout: str | None = None) -> dict[str, tuple[object, Status]]:
    found = parse(text, layout=layout)
    return {record.path: (record.value, record.status) for record in records(found)}


def _codes(text: str) -> set[str]:
    return {finding.code for finding in parse(text).diagnostics}


def test_a_sign_between_glued_digits_begins_a_cell() -> None:
    """Of 98653-6367322368 no part is read as the third column: where to cut is unknown."""
    text = (
        "第二十条第(六)项信息内容上一年项目数量本年增/减处理决定数量"
        "行政处罚1-10行政强制98653-6367322368第二十条第(八)项信息内容上一年项目数量本年增/减"
        "行政事业性收费00"
    )
    found = _statuses(text, "glued")
    assert "proactive_disclosure.coercive_measures.decisions" not in found
    unplaced = {value for path, (value, _) in found.items() if path.startswith("unplaced.")}
    assert {98653, -6367322368} <= unplaced


_CASES = (
    "四、政府信息公开行政复议、行政诉讼情况\n行政复议 |\n行政诉讼 |\n|||||||||||||\n"
    + "".join(f"{label} |\n" for label in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
    + "未经复议直接起诉 |\n复议后起诉 |\n||||||||\n"
    + "".join(f"{label} |\n" for label in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
    * 2
    + "|||||\n"
)


def test_a_lost_number_of_the_only_row_is_not_a_blank_at_its_end() -> None:
    """Fourteen numbers and one pipe more: which of the fifteen is missing is not certain."""
    found = _statuses(_CASES + "3 |\n" * 14 + "|\n")
    read = [path for path, (_, status) in found.items() if status is Status.READ]
    assert read == []


def test_one_pipe_more_is_a_blank_cell_or_padding() -> None:
    """规章 with two numbers and a pipe: the third may be blank, or one was dropped (D8)."""
    header = "第二十条第(一)项 |\n|||\n信息内容 |\n本年制发件数 |\n本年废止件数 |\n现行有效件数 |\n"
    found = _statuses(
        header + "规章 |\n99909 |\n53010 |\n|\n行政规范性文件 |\n94482 |\n16585 |\n8652 |\n"
        "第二十条第(五)项 |\n|||\n信息内容 |\n本年处理决定数量 |\n||\n行政许可 |\n7 |\n||\n"
    )
    rules = [status for path, (_, status) in found.items() if ".rules." in path]
    assert Status.READ not in rules


def test_repeated_lines_removed_may_leave_a_row_without_any_number() -> None:
    """A first row of which the crawler left no number is no error."""
    text = (
        "二、主动公开政府信息情况\n\n\n第二十条第(一)项\n\n信息内容\n\n本年新制作数量\n\n"
        "规章\n\n\n\n\n规范性文件\n\n3\n\n\n行政许可\n\n4\n\n\n行政处罚\n\n5\n\n"
    )
    assert parse(text).proactive_disclosure is not None


def test_a_row_of_the_other_form_below_its_group_label_is_doubted() -> None:
    """其他处理 with numbers above row 2 of the 2021 form: row 1 has lost its label."""
    zero = " | 0 | 0 | 5 | 0 | 0 | 0 | 5 | ||\n"
    text = (
        "三、收到和处理政府信息公开申请情况\n(五)不予处理 | 1.信访举报投诉类申请"
        + zero
        + "(六)其他处理"
        + zero
        + "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
        + zero
        + "3.其他"
        + zero
        + "(七)总计"
        + zero
    )
    found = _statuses(text)
    combined = [s for path, (_, s) in found.items() if "other_handling.combined" in path]
    assert Status.READ not in combined
    assert "rows-exclusive" in _codes(text)


def test_a_header_without_its_beginning_does_not_tell_the_column() -> None:
    """Of three columns only the last heading is left: one number may stand in any of them."""
    found = _statuses(
        "处理决定数量 行政处罚 0 行政强制 0 第二十条第(八)项 信息内容 上一年项目数量 本年增/减 "
        "行政事业性收费 1 2 第二十条第(九)项 信息内容 采购项目数量 采购总金额 政府集中采购 3 4\n",
        "spaced",
    )
    value, status = found["proactive_disclosure.penalties.decisions"]
    assert (value, status) != (0, Status.READ)


_REQUESTS = (
    "| (本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和) | 申请人情况 ||||||||\n"
    "| 自然人 | 法人或其他组织 | 总计 |||||||\n|---|---|\n"
    "| 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |||||\n"
    "| 一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |||\n"
    "| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |||\n"
)


@pytest.mark.parametrize("padding", ["||||||||", " | | | | | | | |"])
def test_padding_of_a_short_row_is_no_blank_column(padding: str) -> None:
    """Where complete rows are padded too, 3 and 3 may be any two of the seven columns."""
    found = _statuses(_REQUESTS + f"| 四、结转下年度继续办理 | 3 | 3{padding}\n")

    assert not any(path.startswith("requests.carried_forward") for path in found)
    assert [value for path, (value, _) in found.items() if path.startswith("unplaced")] == [3, 3]


def test_a_copied_merged_cell_is_one_cell() -> None:
    """A converter that copies a merged cell copies its header too: 550 is one number."""
    found = _statuses(
        "| 第二十条第(五)项 " * 4 + "|\n|---|---|---|---|\n"
        "| 信息内容 | 本年处理决定数量 | 本年处理决定数量 | 本年处理决定数量 |\n"
        "| 行政许可 | 550 | 550 | 550 |\n"
    )

    assert found == {"proactive_disclosure.licensing.decisions": (550, Status.READ)}


def test_a_copied_merged_cell_never_fills_other_columns() -> None:
    """Three different numbers below one copied header are no row of the form of 2019."""
    found = _statuses(
        "| 第二十条第(六)项 " * 4 + "|\n|---|---|---|---|\n"
        "| 信息内容 | 本年处理决定数量 | 本年处理决定数量 | 本年处理决定数量 |\n"
        "| 行政强制 | 0 | 0 | 1 |\n"
    )

    assert all(path.startswith("unplaced") for path in found)
