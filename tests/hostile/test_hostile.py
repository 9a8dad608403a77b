"""Hostile input: a clear error or a report, nothing else, and work that grows in proportion."""

from __future__ import annotations

import sys
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govreport.api import parse
from govreport.errors import GovReportError, UnrecognisedReport
from govreport.model import AnnualReport, Status
from govreport.records import records
from govreport.templates.official import FORM_2019, FORM_2021
from govreport.testing.filling import Filling, fill
from govreport.testing.strategies import reports
from govreport.views.text import LAYOUTS, compose, print_page


def _report(form: Any = FORM_2019, seed: int = 1) -> AnnualReport:
    tables = {
        table.table: fill(table, Filling(seed=seed, zeros=30), variant=form.name)
        if table.exclusive
        else fill(table, Filling(seed=seed, zeros=30))
        for table in form.tables
    }
    return AnnualReport(**tables)


_TEXT = print_page(compose(_report()), "piped_rows")
_WORDS = [
    label
    for table in (*FORM_2019.tables, *FORM_2021.tables)
    for label in table.grammar.official.values()
]


def _survives(text: str) -> AnnualReport | None:
    try:
        found = parse(text)
    except GovReportError:
        return None
    list(records(found))
    return found


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\x00", "你好", "no report at all", "0", "|"])
def test_what_is_no_report_is_refused_with_reasons(text: str) -> None:
    """The error says what was tried and why each candidate declined."""
    with pytest.raises(UnrecognisedReport) as caught:
        parse(text)
    assert caught.value.declined


@pytest.mark.parametrize(
    "text",
    [
        "|" * 1_000_000,
        "|\n" * 300_000,
        "0 |\n" * 100_000,
        "(" * 200_000,
        "规章" * 50_000,
        "第二十条第(一)项 | ||||\n" * 20_000,
        "其他\n" * 60_000,
        "行政许可 " + "1" * 200_000,
        "规章 | " + "9" * 5000 + " | 0 | 0 |\n",
        "一、" * 100_000,
        "0 " * 200_000,
        "结果维持" * 20_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_large_repetitive_input_is_survived(text: str) -> None:
    """Pipes, brackets, digits or labels without end."""
    _survives(text)


def test_ten_megabytes_of_pipes_are_survived() -> None:
    """As many pipes as nobody prints."""
    _survives("|" * 10_000_000)


@pytest.mark.parametrize(
    "mark", ["\x00", "\ud800", "\u200f", "\u202e", "\u2066", "\ufeff", "\x1b", "\u2028"]
)
def test_strange_characters_are_survived(mark: str) -> None:
    """Lone surrogates, NULs and marks of direction, anywhere in a report."""
    for position in range(0, len(_TEXT), 211):
        _survives(_TEXT[:position] + mark + _TEXT[position:])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_half_a_table_is_half_a_report(layout: str) -> None:
    """Cut at any place, what is left is read or refused."""
    text = print_page(compose(_report()), layout)
    for end in range(0, len(text), 97):
        _survives(text[:end])
        _survives(text[end:])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_printed_twice_is_not_read_twice(layout: str) -> None:
    """No two cells have the same path, and the second print is named in a diagnostic."""
    text = print_page(compose(_report()), layout)
    found = parse(text + text)
    paths = [record.path for record in records(found)]
    assert len(paths) == len(set(paths))
    assert [finding for finding in found.diagnostics if finding.severity != "info"]


@pytest.mark.parametrize("layout", ["piped_rows", "piped_cells", "markdown"])
def test_two_reports_in_one_text_are_not_mixed_silently(layout: str) -> None:
    """Two reports with different numbers: what is read is the first, or something says so."""
    first, second = _report(seed=1), _report(FORM_2021, seed=2)
    found = parse(print_page(compose(first), layout) + print_page(compose(second), layout))
    assert [finding for finding in found.diagnostics if finding.severity != "info"]


@given(st.text())
@example("\ud800")
def test_any_text_is_survived(text: str) -> None:
    """Whatever the text: a report or a clear error."""
    _survives(text)


@given(st.lists(st.sampled_from([*_WORDS, " | ", "|", "\n", "0", "12", " ", "||", "-", "。"])))
def test_any_order_of_labels_and_cells_is_survived(pieces: list[str]) -> None:
    """The forms' own labels and cells in any order."""
    _survives("".join(pieces))


@given(report=reports(dense=True), cuts=st.lists(st.integers(0, 4000), min_size=2, max_size=6))
def test_shuffled_pieces_are_survived(report: AnnualReport, cuts: list[int]) -> None:
    """A report whose pieces were put together in another order."""
    text = print_page(compose(report), "piped_cells")
    edges = [0, *sorted(cut % len(text) for cut in cuts), len(text)]
    pieces = [text[a:b] for a, b in pairwise(edges)]
    _survives("".join(reversed(pieces)))


def _calls(text: str) -> int:
    """Function calls, into Python and C, that parsing takes."""
    count = 0

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        _survives(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit",
    ["规章 | 0 | 0 | 0 | |\n", "0 |\n", "其他\n\n", "结果维持 ", "一、总体情况\n", "规章007", "|"],
)
def test_twice_the_text_takes_twice_the_work(unit: str) -> None:
    """Counted in calls, not in seconds: no part of the parser looks back over all cells."""
    _survives(unit * 10)
    once, twice = _calls(unit * 2000), _calls(unit * 4000)
    assert twice <= 2.5 * once + 2000


def test_status_of_every_record_is_one_of_six() -> None:
    """No record leaves without a status."""
    assert {record.status for record in records(parse(_TEXT))} <= set(Status)
