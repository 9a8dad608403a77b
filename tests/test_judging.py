"""The measure itself: what excuses a missing value, and what does not."""

from __future__ import annotations

import pytest

from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Span
from govreport.model import AnnualReport, UnplacedNumber
from govreport.testing import Outcome, judge

_PATH = "requests.new_requests.total"
_OTHER = "requests.new_requests.other"


def _outcomes(report: AnnualReport, text: str = "", *, both: bool = False) -> list[Outcome]:
    expected = {_PATH: 7, _OTHER: 7} if both else {_PATH: 7}
    return [verdict.outcome for verdict in judge(report, expected, text)]


def _report(
    message: str = "odd", span: Span | None = None, path: str | None = None
) -> AnnualReport:
    return AnnualReport(
        diagnostics=(Diagnostic("row-extra", Severity.WARNING, message, span, path=path),)
    )


def test_an_unplaced_number_excuses_one_missing_value() -> None:
    """Two cells hold 7 and one 7 is unplaced: one of the two is lost in silence."""
    report = AnnualReport(unplaced=(UnplacedNumber("requests", "7", value=7),))
    assert _outcomes(report, both=True) == [Outcome.MISSING_FLAGGED, Outcome.MISSING_SILENTLY]


def test_an_unplaced_number_of_another_table_excuses_nothing() -> None:
    report = AnnualReport(unplaced=(UnplacedNumber("review_and_litigation", "7", value=7),))
    assert _outcomes(report) == [Outcome.MISSING_SILENTLY]


def test_a_run_of_digits_excuses_the_numbers_that_it_is_made_of() -> None:
    """Glued digits that cannot be cut name what they hold, each digit once."""
    report = AnnualReport(unplaced=(UnplacedNumber("requests", "1007"),))
    assert _outcomes(report, both=True) == [Outcome.MISSING_FLAGGED, Outcome.MISSING_SILENTLY]


@pytest.mark.parametrize("value", [None, 0])
def test_glued_zeros_excuse_one_zero_each(value: int | None) -> None:
    """``00`` names two cells that hold 0, and no third."""
    report = AnnualReport(unplaced=(UnplacedNumber("requests", "00", value=value),))
    paths = [f"requests.new_requests.{name}" for name in ("other", "total", "natural_person")]
    outcomes = [verdict.outcome for verdict in judge(report, dict.fromkeys(paths, 0), "")]
    assert outcomes == [Outcome.MISSING_FLAGGED] * 2 + [Outcome.MISSING_SILENTLY]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("7 stands outside the table", Outcome.MISSING_FLAGGED),
        ("17 stands outside the table", Outcome.MISSING_FLAGGED),  # a run that may hold it
        ("8 stands outside the table", Outcome.MISSING_SILENTLY),
        ("8 values for 7 columns", Outcome.MISSING_SILENTLY),
        ("something is odd", Outcome.MISSING_SILENTLY),
    ],
)
def test_a_message_excuses_the_number_that_it_names(message: str, expected: Outcome) -> None:
    assert _outcomes(_report(message)) == [expected]


def test_a_span_excuses_the_number_that_it_covers() -> None:
    text = "新收 7 件" + " " * 500
    assert _outcomes(_report(span=Span(0, 6)), text) == [Outcome.MISSING_FLAGGED]
    assert _outcomes(_report(span=Span(0, 2)), text) == [Outcome.MISSING_SILENTLY]
    assert _outcomes(_report(span=Span(0, 450)), text) == [Outcome.MISSING_SILENTLY]


def test_a_number_said_and_shown_is_one_number() -> None:
    report = _report("7 has no place", Span(0, 1))
    assert _outcomes(report, "7", both=True) == [Outcome.MISSING_FLAGGED, Outcome.MISSING_SILENTLY]


def test_a_blank_cell_without_a_record_is_missing_unless_its_row_is_named() -> None:
    """A blank cell has no number that could be named: a finding must speak of its row."""
    named = _report(path="requests.new_requests")
    assert judge(AnnualReport(), {_PATH: None}, "")[0].outcome is Outcome.MISSING_SILENTLY
    assert judge(named, {_PATH: None}, "")[0].outcome is Outcome.MISSING_FLAGGED
