"""The panel as a table, and rates with their zero denominators."""

from __future__ import annotations

from decimal import Decimal

import pytest

import govreport
from govreport.arrow import panel_frame
from govreport.export.panel import PanelEntry, panel
from govreport.export.panel.mappings import EQUIVALENCES, Rate, indicators, rates
from govreport.export.panel.rates import rate_entry
from govreport.model import AnnualReport

ROWS = """某局2021年政府信息公开工作年度报告
一、本年新收政府信息公开申请数量 | {new} | 0 | 0 | 0 | 0 | 0 | {new} |
二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
（一）予以公开 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |
（二）部分公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
（七）总计 | {total} | 0 | 0 | 0 | 0 | 0 | {total} |
四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
"""


def entry(name: str, value: int | None, equivalence: str = "same") -> PanelEntry:
    return PanelEntry(name, value, "件", (name,), "2021", equivalence, "")


def test_rates_of_a_report() -> None:
    """Three of four requests answered with the information, one of four carried forward."""
    found = panel(govreport.parse(ROWS.format(new=4, total=4)))

    assert found["grant_rate"].value == Decimal("0.75")
    assert found["backlog_rate"].value == Decimal("0.25")
    assert found["grant_rate"].unit == "1"
    assert found["grant_rate"].equivalence == "same"
    assert "requests.results.disclosed.total" in found["grant_rate"].source
    assert found["legal_refusal_rate"].value is None
    assert "requests_refused has no value" in found["legal_refusal_rate"].reason


def test_a_zero_denominator_gives_no_rate() -> None:
    """Without requests there is no rate: neither 0 nor 1, and the reason is told."""
    found = panel(govreport.parse(ROWS.format(new=0, total=0)))

    assert found["requests_completed"].value == 0
    assert found["grant_rate"].value is None
    assert found["grant_rate"].reason == "its denominator is 0"


def test_a_rate_above_one_says_so() -> None:
    """A wrong total of the original is not repaired; the rate names the contradiction."""
    found = panel(govreport.parse(ROWS.format(new=4, total=2)))["grant_rate"]

    assert found.value == Decimal("1.5")
    assert "contradict" in found.reason


@pytest.mark.parametrize(
    ("above", "below", "kind"),
    [
        ("same", "same", "same"),
        ("narrower", "same", "narrower"),
        ("same", "broader", "narrower"),
        ("narrower", "broader", "narrower"),
        ("broader", "narrower", "broader"),
        ("broader", "broader", "not_comparable"),
        ("not_comparable", "same", "not_comparable"),
        ("same", "not_comparable", "not_comparable"),
    ],
)
def test_rates_of_bounds(above: str, below: str, kind: str) -> None:
    """A quotient of bounds is a bound only where that holds."""
    rate = Rate("r", "r", "r", {"a": 1}, {"b": 1})
    found = rate_entry(rate, {"a": entry("a", 1, above), "b": entry("b", 2, below)})

    assert found.equivalence == kind


def test_a_difference_turns_a_bound_round() -> None:
    """Closed cases are all without the pending ones: more of these makes the quotient larger."""
    rate = Rate("r", "r", "r", {"a": 1}, {"b": 1, "c": -1})
    parts = {"a": entry("a", 1), "b": entry("b", 5), "c": entry("c", 3, "broader")}

    assert rate_entry(rate, parts).value == Decimal("0.5")
    assert rate_entry(rate, parts).equivalence == "broader"
    assert rate_entry(rate, {**parts, "c": entry("c", 9)}).value is None


def test_every_term_of_a_rate_is_an_indicator() -> None:
    """No rate names an indicator that the panel does not have."""
    names = {indicator.name for indicator in indicators()}

    assert len(rates()) == 6
    for rate in rates():
        assert {*rate.numerator, *rate.denominator} <= names


def test_long_frame(bundled: list[AnnualReport]) -> None:
    """One row for each indicator of each report, with what is needed to compare."""
    frame = panel_frame(bundled).to_pylist()
    expected = [
        (report.agency, name, item.value, item.equivalence, item.form)
        for report in bundled
        for name, item in panel(report).items()
    ]

    assert [
        (row["agency"], row["indicator"], row["value"], row["equivalence"], row["form"])
        for row in frame
    ] == expected
    assert all(row["reason"] for row in frame)


def test_wide_frame_keeps_kinds_apart(bundled: list[AnnualReport]) -> None:
    """Each value stands in the column of its kind of equivalence, and in no other."""
    rows = panel_frame(bundled, wide=True).to_pylist()
    for report, row in zip(bundled, rows, strict=True):
        for name, item in panel(report).items():
            columns = {
                kind: row.get(name if kind == "same" else f"{name}__{kind}")
                for kind in EQUIVALENCES
            }
            filled = {kind: value for kind, value in columns.items() if value is not None}

            assert filled == ({item.equivalence: item.value} if item.value is not None else {})
            assert row[f"{name}__scope"] == (item.scope if item.value is not None else None)


def test_wide_frame_of_nothing_has_its_columns() -> None:
    """The columns do not depend on the reports."""
    some = panel_frame(AnnualReport(year=2020), wide=True)

    assert panel_frame([], wide=True).schema == some.schema
    assert len(some.schema.names) == len(set(some.schema.names))
