"""R13 and T1 on sentences: what a figure in prose is compared with, and the traps."""

from __future__ import annotations

import pytest
from attrs import evolve
from tests.checks.reports import GOOD, group, results, sections

import govreport
from govreport.checks import check
from govreport.model import AnnualReport, ApplicantCounts, Withheld

# The tables of the report: new 12, carried over 0, results 11 (all disclosed), carried forward 1;
# documents issued 2, abolished 1, in force 12; licences 340, penalties 21; fees 20.3万元;
# reviews 3 (2 upheld, 1 corrected), lawsuits 1.


def _report(sentence: str) -> AnnualReport:
    """The good report with one sentence in section 一."""
    title = "临江区人民政府2023年政府信息公开工作年度报告"
    read = govreport.parse(f"{title}\n一、总体情况\n{sentence}\n")
    return evolve(GOOD, narrative=read.narrative, sections=sections(overview=sentence))


def _found(sentence: str) -> list[str]:
    found = check(_report(sentence)).findings
    return [str(one) for one in found if one.code in ("R13", "T1")]


@pytest.mark.parametrize(
    "sentence",
    [
        "全年收到政府信息公开申请12件。",
        "上年结转0件，本年新收12件，办结11件，结转下年度1件。",
        "予以公开11件。",
        "不予公开0件，无法提供0件，不予处理0件，其他处理0件。",
        "全年制发规范性文件2件，废止1件，现行有效12件。",
        "全年作出行政许可决定340件，行政处罚21件。",
        "行政复议3件，其中维持2件，纠正1件。",
        "行政诉讼1件。",
        "行政事业性收费20.3万元。",
        "行政事业性收费203000元。",  # another unit
        "全年收到12项申请。",  # 项 counts requests
        "收到政府信息公开申请12件，其中自然人10件，法人或其他组织2件。",
        "不予公开0件（属于国家秘密0件），无法提供0件（本机关不掌握0件）。",
        "行政诉讼1件，其中未经复议直接起诉0件，复议后起诉1件。",
    ],
)
def test_figures_that_agree(sentence: str) -> None:
    """Facts are found, and each equals its cells."""
    assert _report(sentence).narrative
    assert _found(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("全年共收到和办理依申请公开9件。", ["says 9", "table says 12", "table says 11"]),
        ("上年结转3件，本年新收12件。", ["says 3", "table says 0"]),
        ("结转下年度2件。", ["says 2", "table says 1"]),
        ("予以公开9件。", ["says 9", "table says 11"]),
        ("部分公开2件。", ["says 2", "table says 0"]),
        ("不予公开1件。", ["says 1", "table says 0"]),  # the sum of a group
        ("无法提供2件。", ["says 2", "table says 0"]),
        ("不予公开0件，不予处理3件。", ["says 3", "table says 0"]),
        ("行政规范性文件发布3条，废止数量1条，现行有效数量12条。", ["says 3", "table says 2"]),
        ("全年作出行政许可决定341件。", ["says 341", "table says 340"]),
        ("全年作出行政处罚决定22件。", ["says 22", "table says 21"]),
        ("行政事业性收费21万元。", ["says 21", "table says 20.3"]),
        ("被申请行政复议4件。", ["says 4", "table says 3"]),
        ("收到13项政府信息公开申请。", ["says 13", "table says 12"]),
        ("收到政府信息公开申请12件（自然人9件，法人3件）。", ["says 9", "says 3"]),
        ("不予公开0件（属于国家秘密1件）。", ["says 1", "table says 0"]),
        ("重复申请不予处理1件，逾期不补正2件。", ["says 1", "says 2"]),
        ("未经复议直接起诉1件，复议后起诉0件。", ["says 1", "says 0"]),
    ],
)
def test_figures_that_differ(sentence: str, said: list[str]) -> None:
    """R13 names the figure and the cells; it is an info, for prose may count otherwise."""
    found = _found(sentence)

    assert found
    assert all(one.startswith("info[R13]") for one in found)
    assert all(any(part in one for one in found) for part in said)


@pytest.mark.parametrize(
    "sentence",
    [
        "全年收到申请12件，其中通过网络收到申请5件，当面收到7件。",  # parts of the whole
        "网上收到申请5件。",
        "自2008年以来累计收到申请99件。",  # cumulative
        "截至2023年底，累计收到政府信息公开申请99件。",
        "全年收到申请约15件。",  # approximate
        "全年收到申请10余件。",
        "2022年收到政府信息公开申请30件。",  # another year
        "2022年收到政府信息公开申请30件，2023年收到政府信息公开申请12件。",
        "全年收到政府信息公开申请12件，比上年增加5件。",  # a difference
        "全年收到政府信息公开申请12件，较去年30件下降60%。",
        "全年受理行政审批171件。",  # no request for information
        "全年受理信访申请171件。",
        "收到和上年结转的申请共13件。",  # new and carried over together
        "区教育局收到政府信息公开申请5件。",  # another organ
    ],
)
def test_traps(sentence: str) -> None:
    """Parts, cumulative and approximate figures, other years and other organs are left alone."""
    assert _found(sentence) == []


@pytest.mark.parametrize(
    "sentence", ["2023年未收到政府信息公开申请。", "全年没有收到依申请公开。", "无行政复议。"]
)
def test_none_against_a_table(sentence: str) -> None:
    """A negation is T1's, not a figure of R13's."""
    (found,) = _found(sentence)

    assert found.startswith("warning[T1]")


def test_all_closed_beside_open_requests() -> None:
    """均已办结, and 结转下年度 is 1."""
    (found,) = _found("全年收到政府信息公开申请12件，均已办结。")

    assert "结转下年度 is 1" in found


def test_a_blank_row_of_a_group_is_not_zero() -> None:
    """不予公开 1 may be right where one of the eight rows is blank."""
    report = _report("不予公开1件。")
    assert report.requests is not None
    rows = results(withheld=group(Withheld, internal_affairs=ApplicantCounts()))
    blank = evolve(report, requests=evolve(report.requests, results=rows))
    ended = {verdict.check: verdict for verdict in check(blank).verdicts}

    assert str(ended["R13"].outcome) == "not_evaluable"
    assert "5.属于三类内部事务信息 总计" in ended["R13"].reason


def test_prose_that_was_cut() -> None:
    """What an excerpt states is compared; what it lacks says nothing."""
    report = _report("全年收到政府信息公开申请13件，其中……。")
    verdicts = {verdict.check: str(verdict.outcome) for verdict in check(report).verdicts}

    assert [one[:9] for one in _found("全年收到政府信息公开申请13件，其中……。")] == ["info[R13]"]
    assert verdicts["S4"] == verdicts["S7"] == "not_evaluable"
