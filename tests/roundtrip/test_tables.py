"""What is printed in a layout is read back as it was: tables of the official forms."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from govreport.api import parse
from govreport.model import AnnualReport, DocumentCounts, ProactiveDisclosure, Status
from govreport.records import records
from govreport.testing import judge, printed_values, silent
from govreport.testing.strategies import reports
from govreport.views.text import LAYOUTS, CannotExpress, can_express, compose, render

_PARTS = ("proactive_disclosure", "requests", "review_and_litigation", "extra", "forms", "unplaced")
_WITH_BLANKS = ("bare_cells", "markdown", "piped_cells", "piped_rows")


def _same(report: AnnualReport, layout: str, *, name_layout: bool = False) -> AnnualReport:
    text = render(report, layout)
    found = parse(text, layout=layout if name_layout else None)
    for part in _PARTS:
        assert getattr(report, part) == getattr(found, part), part
    return found


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "glued"])
@pytest.mark.parametrize("form", ["2019", "2021"])
@given(data=st.data())
def test_every_form_comes_back_from_every_layout(
    form: str, layout: str, data: st.DataObject
) -> None:
    """A complete form is read back cell by cell, each value `read`, from the right layout."""
    report = data.draw(reports(dense=True, form=form))
    found = _same(report, layout)
    assert found.provenance.choices[0].name == layout
    assert {record.status for record in records(found)} == {Status.READ}


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "glued"])
@given(data=st.data())
def test_rows_that_are_not_printed_stay_absent(layout: str, data: st.DataObject) -> None:
    """Missing rows do not move other rows, whatever the layout."""
    _same(data.draw(reports(dense=True, missing=True)), layout, name_layout=True)


@pytest.mark.parametrize("layout", _WITH_BLANKS)
@settings(suppress_health_check=[HealthCheck.filter_too_much])  # few layouts show every blank
@given(data=st.data())
def test_blank_cells_stay_blank_in_their_column(layout: str, data: st.DataObject) -> None:
    """Blank is None in its own column, never 0 and never shifted."""
    report = data.draw(reports(dense=True, blanks=True))
    assume(can_express(layout, report))
    # A nearly empty table may look like another layout: here the layout is named.
    _same(report, layout, name_layout=True)


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "glued"])
@given(data=st.data())
def test_a_row_that_the_form_does_not_know_is_kept(layout: str, data: st.DataObject) -> None:
    """An added row comes back with its label and values, and nothing else moves."""
    _same(data.draw(reports(dense=True, extra=True)), layout)


@given(report=reports(dense=True, consistent=True))
def test_glued_numbers_are_right_or_unplaced(report: AnnualReport) -> None:
    """Without separators a number is in its own cell, or kept as unplaced: never elsewhere."""

    page = compose(report)
    text = render(report, "glued", strict=False)
    assert silent(judge(parse(text), printed_values(page), text)) == []


@pytest.mark.parametrize(
    "layout", ["bare_cells", "labelled_lines", "markdown", "piped_cells", "piped_rows"]
)
@pytest.mark.parametrize("form", ["2019", "2021"])
@given(data=st.data())
def test_a_whole_report_comes_back(form: str, layout: str, data: st.DataObject) -> None:
    """Title, organ, year, date, sections and tables: the report equals the one printed."""
    report = data.draw(reports(dense=True, form=form, identity=True))
    assert report == parse(render(report, layout))


def test_blank_cells_in_running_text_are_refused() -> None:
    """A layout that has no blank cells says so instead of printing something else."""
    report = AnnualReport(proactive_disclosure=ProactiveDisclosure(rules=DocumentCounts(issued=1)))
    with pytest.raises(CannotExpress, match="blank"):
        render(report, "spaced")
