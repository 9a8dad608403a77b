"""What a character costs, counted in calls: linear alone would allow a minute for a megabyte."""

from __future__ import annotations

import contextlib
import sys
from types import FrameType
from typing import Any

import pytest
from tests.scaling.test_structures import BEGINNINGS, TITLE, UNITS

from govreport import GovReportError, parse, records
from govreport.tables.placement import digits

MOST = 110
"""Calls for a character. A report has fewer than ten; what costs most are rows of one digit in a
table whose rows have many cells. Before numbers beside numbers were looked at once it was 210."""

MORE = {
    "numbers with commas": "1,",
    "zeros with commas": "0,0,",
    "columns": "| ",
    "numbers in circles": "①",
    "opening brackets": "（",
    "the word for year": "年",
    "open cells": "<td",
    "numbers with a pipe": "1|",
    "numbers with units": "1件，",
    "numbers with tabs": "0\t",
    "numbers and sentences": "1。\n",
    "labels and numbers": "其他 1\n",
    "percentages": "1% ",
    "wide numbers": "１，",
    "semicolons": "1；",
}
LIMITED = {"a row that can be cut in many ways", "digits without end"}
"""Their work is limited for the whole document: see `test_undecidable_rows_are_limited`."""


def _parse(text: str) -> None:
    with contextlib.suppress(GovReportError):
        list(records(parse(text, max_characters=10**8)))


def calls(text: str) -> int:
    """Function calls, into Python and C, that reading takes once everything is loaded."""
    count = 0

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    _parse(text)
    sys.setprofile(profile)
    try:
        _parse(text)
    finally:
        sys.setprofile(None)
    return count


def _cost(head: str, unit: str) -> float:
    few, many = (head + unit * (size // len(unit)) for size in (600, 1800))
    return (calls(many) - calls(few)) / (len(many) - len(few))


@pytest.mark.parametrize("beginning", [None, *BEGINNINGS])
def test_calls_for_a_character(beginning: str | None) -> None:
    """Each thing that repeats, alone and behind the first tables of each layout."""
    head = "" if beginning is None else TITLE + BEGINNINGS[beginning]
    units = {name: unit for name, unit in {**UNITS, **MORE}.items() if name not in LIMITED}
    costs = {name: _cost(head, unit) for name, unit in units.items()}

    assert {name: round(cost) for name, cost in costs.items() if cost > MOST} == {}


def test_undecidable_rows_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of digits that can be cut in many ways take a fixed amount of work, not more each."""
    monkeypatch.setattr(digits, "WORK_OF_A_DOCUMENT", 20_000)
    head = TITLE + BEGINNINGS["cases "]
    row = UNITS["a row that can be cut in many ways"]
    taken = [calls(head + row * rows) for rows in (300, 600)]

    assert (taken[1] - taken[0]) / (300 * len(row)) < MOST
