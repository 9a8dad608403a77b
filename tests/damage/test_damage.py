"""Damaged documents: each value is right, or flagged; never silently different."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govreport.api import parse
from govreport.errors import GovReportError
from govreport.model import AnnualReport
from govreport.testing import (
    DAMAGES,
    Damage,
    Outcome,
    Verdict,
    damaged_page,
    damaged_text,
    judge,
    nothing_nearby,
    printed_values,
)
from govreport.testing.strategies import damages, reports
from govreport.views.text import LAYOUTS, compose

_BY_NAME = {damage.name: damage for damage in DAMAGES}


def _broken_promises(
    report: AnnualReport, layout: str, applied: list[tuple[Damage, int]]
) -> list[Verdict]:
    page = compose(report)
    text = damaged_text(page, layout, applied)
    try:
        found = parse(text)
    except GovReportError:
        return []
    expected = printed_values(damaged_page(page, applied))
    broken = nothing_nearby(found, judge(found, expected, text))
    if any(damage.loses and damage.text for damage, _ in applied):
        # The damage took numbers out of the text; what is left must still not be wrong.
        broken = [verdict for verdict in broken if verdict.outcome is Outcome.WRONG_SILENTLY]
    return broken


@pytest.mark.parametrize("layout", LAYOUTS)
@given(report=reports(dense=True), applied=damages())
def test_no_damage_makes_a_value_silently_wrong(
    layout: str, report: AnnualReport, applied: list[tuple[Damage, int]]
) -> None:
    """After one to three damages every number is right, or something says that it is not."""
    assert _broken_promises(report, layout, applied) == []


@pytest.mark.parametrize("layout", ["bare_cells", "markdown", "piped_cells", "piped_rows"])
@given(report=reports(dense=True, blanks=True, missing=True), applied=damages(most=2))
def test_no_damage_moves_a_number_into_a_blank_cell(
    layout: str, report: AnnualReport, applied: list[tuple[Damage, int]]
) -> None:
    """Blank cells and missing rows leave room for numbers of other cells: none may move in."""
    assert _broken_promises(report, layout, applied) == []


@pytest.mark.parametrize("name", sorted(_BY_NAME))
@given(report=reports(dense=True), choice=st.integers(0, 2000), data=st.data())
def test_each_damage_alone_is_survived(
    name: str, report: AnnualReport, choice: int, data: st.DataObject
) -> None:
    """Each kind of damage on its own, in any layout."""
    layout = data.draw(st.sampled_from(LAYOUTS))
    assert _broken_promises(report, layout, [(_BY_NAME[name], choice)]) == []


_HARMLESS = ("label-spaced", "traditional", "full-width", "thousands", "signs", "carriage-returns")


@pytest.mark.parametrize("layout", ["markdown", "piped_cells", "piped_rows"])
@pytest.mark.parametrize("name", _HARMLESS)
@given(report=reports(dense=True), choice=st.integers(0, 2000))
def test_what_must_not_matter_does_not(
    name: str, layout: str, report: AnnualReport, choice: int
) -> None:
    """Damage that leaves every label and number recognisable costs no value at all."""
    page = compose(report)
    text = damaged_text(page, layout, [(_BY_NAME[name], choice)])
    verdicts = judge(parse(text), printed_values(page), text)
    assert {Outcome.RIGHT} == {verdict.outcome for verdict in verdicts}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
@given(choice=st.integers(0, 10**6))
@example(choice=0)
def test_a_damage_is_pure_and_never_fails(damage: Damage, choice: int) -> None:
    """The same choice damages the same way, and an empty page or text is survived."""
    assert (damage.page is None) != (damage.text is None)
    if damage.page is not None:
        assert damage.page((), choice) == damage.page((), choice) == ()
    if damage.text is not None:
        assert damage.text("规章 | 1 |\n", choice) == damage.text("规章 | 1 |\n", choice)
