"""The public strategies: valid, quick, and small when something fails."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

import govreport
from govreport import AnnualReport
from govreport.plugins.registry import registry
from govreport.testing import documents, reports
from govreport.testing.conformance import installed

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@given(st.from_type(AnnualReport))
@settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
def test_reports_by_their_type(report: AnnualReport) -> None:
    """They come back from JSON, have records with the model's values, and an account of none."""
    found = list(govreport.records(report))

    assert govreport.from_json(govreport.to_json(report)) == report
    assert len(found) > 100
    assert report.requests is not None
    assert report.requests.new_requests is not None
    values = {record.path: record.value for record in found}
    assert values["requests.new_requests.total"] == report.requests.new_requests.total
    assert report.status("requests.new_requests.total") in ("read", "blank")


def test_a_hundred_are_drawn_in_seconds() -> None:
    """Drawing is no reason to leave a property out."""
    begun = time.process_time()
    drawn = []

    @given(st.from_type(AnnualReport))
    @settings(max_examples=100, deadline=None, database=None, suppress_health_check=SLOW)
    def draw(report: AnnualReport) -> None:
        drawn.append(report)

    draw()

    assert len(drawn) >= 100
    assert time.process_time() - begun < 20


def test_a_failure_shrinks_to_a_few_numbers() -> None:
    """A total of 5 or more needs one number and its sums, not 179."""
    small = find(
        st.from_type(AnnualReport),
        lambda r: r.requests is not None and (r.requests.results.total.total or 0) >= 5,
        settings=settings(database=None, suppress_health_check=SLOW),
    )
    numbers = [record.value for record in govreport.records(small) if record.value]

    assert 0 < len(numbers) <= 6
    assert max(map(int, numbers)) == 5


def test_blanks_and_missing_rows_are_drawn() -> None:
    """What may be blank or missing is, in some report."""
    blank = find(reports(traced=True, blanks=True), lambda r: "blank" in _statuses(r))
    missing = find(
        reports(missing=True, form="2021"),
        lambda r: r.requests is None or r.requests.carried_over is None,
    )

    assert "blank" in _statuses(blank)
    assert missing.requests is None or missing.requests.carried_over is None


def _statuses(report: AnnualReport) -> set[str]:
    return {str(record.status) for record in govreport.records(report)}


@pytest.mark.parametrize("name", ["2014", "2019", "2021"])
def test_documents_of_a_grammar(name: str) -> None:
    """Whatever the grammar allows is read without an exception, and no number is lost unsaid."""
    template = registry("templates").get(name)

    @given(documents(template))
    @settings(max_examples=15, deadline=None, suppress_health_check=SLOW)
    def read(text: str) -> None:
        with installed(template):
            report = govreport.parse(text)
        named = [d.span for d in report.diagnostics if d.span is not None]
        for number in govreport.account(report).unaccounted:
            assert any(s.start <= number.span.start and number.span.end <= s.end for s in named)

    read()


def test_whoever_uses_hypothesis_alone_pays_nothing() -> None:
    """Its entry point imports neither Lark nor the strategies before somebody draws."""
    code = (
        "import hypothesis, sys, hypothesis.strategies\n"
        "heavy = ('lark', 'cattrs', 'rich', 'govreport.templates', 'govreport.testing')\n"
        "found = [m for m in sys.modules if m.startswith(heavy)]\n"
        "assert not found, found\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
