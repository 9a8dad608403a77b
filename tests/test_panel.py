"""The panel: one flat view across forms, with the reason for each number and each gap."""

from __future__ import annotations

import re

import pytest
from attrs import evolve

from govreport import from_json, parse, to_json
from govreport.export.panel import panel
from govreport.export.panel.mappings import NATIONAL, PROSE, indicators, rates
from govreport.export.panel.page import formulas, listing
from govreport.export.panel.rates import rate_entry
from govreport.model import AnnualReport, Fact, Indicator, RowTrace, Statistics, Status
from govreport.model.provenance import Provenance
from govreport.records import resolve

OFFICIAL = """某局2020年政府信息公开工作年度报告
一、本年新收政府信息公开申请数量 | 3 | 1 | 0 | 0 | 0 | 0 | 4 |
二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
（一）予以公开 | 2 | 1 | 0 | 0 | 0 | 0 | 3 |
行政复议 | 行政诉讼 |
未经复议直接起诉 | 复议后起诉 |
2 | 1 | 0 | 0 | 3 | 4 | 0 | 0 | 1 | 5 | 1 | 0 | 0 | 0 | 1 |
"""


def national(columns: str = "统计数", *, second: str = "") -> AnnualReport:
    extra = f" {second} |" if second else ""
    rows = {
        "（一）收到申请数 | 件": "85",
        "2.同意公开答复数 | 件": "27",
        "其中：涉及商业秘密 | 件": "2",
        "涉及个人隐私 | 件": "3",
        "四、行政复议数量 | 件": "8",
        "（一）维持具体行政行为数 | 件": "",
        "五、行政诉讼数量 | 件": "6",
    }
    body = "\n".join(f"{label} | {value} |{extra}" for label, value in rows.items())
    head = "某局2016年政府信息公开工作年度报告\n统计指标 | 单位 |"
    return parse(f"{head} {columns} |\n{body}\n")


def test_every_report_has_every_indicator() -> None:
    """The names are the same for an empty report and a full one."""
    names = [*(one.name for one in indicators()), *(one.name for one in rates())]

    assert list(panel(AnnualReport())) == names
    assert list(panel(national())) == names
    assert len(set(names)) == len(names)


def test_no_counterpart_is_none_with_a_reason() -> None:
    """What a form does not count is None, never 0, and the reason is told."""
    entry = panel(national())["requests_carried_over"]

    assert entry.value is None
    assert entry.equivalence is None
    assert "before 2019" in entry.reason
    for empty in panel(AnnualReport()).values():
        assert empty.value is None
        assert empty.reason


def test_kinds_of_equivalence() -> None:
    """The same number means more or less in another form."""
    entries = panel(national())

    assert (entries["requests_received"].value, entries["requests_received"].equivalence) == (
        85,
        "same",
    )
    assert entries["requests_disclosed"].equivalence == "narrower"
    assert entries["reviews"].equivalence == "narrower"
    assert entries["requests_received"].form == "2014"
    assert entries["requests_received"].source == ("statistics.requests.received",)


def test_parts_are_added_up_with_all_their_sources() -> None:
    """N32 and N33 became one row in 2019: their sum is narrower than that row."""
    entry = panel(national())["requests_refused_third_party_rights"]

    assert entry.value == 5
    assert len(entry.source) == 2
    assert entry.equivalence == "narrower"


def test_blank_is_not_zero() -> None:
    """A blank cell has no value in the panel, and the reason says that it is blank."""
    entry = panel(national())["reviews_upheld"]

    assert entry.value is None
    assert "blank" in entry.reason


def test_a_missing_part_gives_no_sum() -> None:
    """不予公开 is the sum of eight rows; with one of them missing there is no sum."""
    entry = panel(parse(OFFICIAL))["requests_refused"]

    assert entry.value is None


def test_official_form() -> None:
    """The forms of 2019 and 2021 define the indicators; both kinds of lawsuits are added up."""
    entries = panel(parse(OFFICIAL))

    assert entries["requests_received"].value == 4
    assert entries["requests_carried_over"].value == 0
    assert entries["requests_received_from_persons"].value == 3
    assert entries["items_disclosed"].value is None
    assert entries["lawsuits"].value == 6
    assert entries["lawsuits"].source == (
        "review_and_litigation.litigation_direct.total",
        "review_and_litigation.litigation_after_review.total",
    )


def test_columns_by_level_are_never_added() -> None:
    """Two columns by level have no whole: None; with 合计 that column counts."""
    levels = panel(national("县级 | 乡镇", second="1"))["requests_received"]
    whole = panel(national("合计 | 乡镇", second="1"))["requests_received"]

    assert levels.value is None
    assert "县级" in levels.reason
    assert whole.value == 85


def test_local_table_counts_the_year_only() -> None:
    """历年累计 is never taken for the year."""
    report = parse(
        "某县2011年政府信息公开工作年度报告\n指标名称 | 计量单位 | 2011年度 | 历年累计 |\n"
        "主动公开信息数 | 条 | 425 | 1516 |\n申请总数 | 条 | 3 | 9 |\n"
    )
    entry = panel(report)["items_disclosed"]

    assert (entry.value, entry.unit, entry.form) == (425, "条", "local")
    assert entry.source == ("supplementary[0].rows[0].values[0]",)


@pytest.mark.parametrize(
    ("facts", "value"),
    [
        ((Fact("requests.received", 85, "件"),), 85),
        ((Fact("requests.received", 85, "件", approximate=True),), None),
        ((Fact("requests.received", 26, "件", organ="区政府"),), None),
        ((Fact("requests.received", 85, "件"), Fact("requests.received", 84, "件")), None),
    ],
)
def test_figures_in_prose(facts: tuple[Fact, ...], value: int | None) -> None:
    """Only a single exact figure of the whole organ counts."""
    entry = panel(AnnualReport(narrative=facts))["requests_received"]

    assert entry.value == value
    assert entry.form == (PROSE if value else None)


def test_inferred_cells_are_marked() -> None:
    """A number whose place was concluded says so in the panel."""
    trace = RowTrace(
        "statistics.complaints", ("",), "", ("",), ("件",), ("4",), (0,), (1,), (Status.INFERRED,)
    )
    report = AnnualReport(
        statistics=Statistics((Indicator("complaints", "举报投诉数量", (4,), "件"),), ("统计数",)),
        provenance=Provenance(rows=(trace,)),
    )
    entry = panel(report)["complaints"]

    assert (entry.value, entry.inferred, entry.form) == (4, True, NATIONAL)


def test_mappings_are_documented() -> None:
    """The reference lists every indicator and rate, with the reason of each mapping."""
    text = listing() + formulas()
    named = [*(one.name for one in indicators()), *(one.name for one in rates())]

    assert re.findall(r"^### (\S+)$", text, re.M) == named
    assert all(mapped.reason in text for one in indicators() for mapped in one.mappings)


def test_national_paths_are_rows_of_the_form() -> None:
    """No mapping names a row that the national table does not have."""
    from govreport.grammars import builtin_grammar

    rows = {f"statistics.{row.path}" for row in builtin_grammar("statistics").rows}
    mapped = {
        path
        for indicator in indicators()
        for mapping in indicator.mappings
        if mapping.source == NATIONAL
        for path in mapping.paths
    }

    assert mapped <= rows
    assert resolve(AnnualReport(), "statistics") is None


def test_a_rate_of_numbers_of_any_length() -> None:
    """A damaged page that prints a number of 500 digits has rates, and comes back from JSON."""
    text = (
        "某局2021年政府信息公开工作年度报告\n第二十条第(六)项 | |\n"
        f"信息内容 | 本年处理决定数量 | |\n行政处罚 | {'9' * 500} | |\n行政强制 | 3 | |\n"
    )
    report = parse(text)
    names = panel(parse(OFFICIAL))
    known = names["requests_received"]
    found = []
    for rate in rates():
        entries = {name: evolve(known, value=10**500) for name in names}
        entries |= {name: evolve(known, value=3) for name in rate.denominator}
        found.append(rate_entry(rate, entries))

    assert from_json(to_json(report)) == report
    assert any(entry.value is not None and entry.value > 10**400 for entry in found)
