"""Flat texts for spreadsheets: formulas disarmed, no digit lost."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawing import examples

from govreport.export.files.texts import CsvFile, JsonLinesFile
from govreport.export.frames import table
from govreport.text.spreadsheets import harmless

NAMES = table("cells").names


def row(**values: Any) -> tuple[Any, ...]:
    """A row of the table of cells."""
    return tuple(values.get(name) for name in NAMES)


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1+1", "＋1", "＠A"]
)
def test_formulas_are_disarmed(text: str) -> None:
    """A cell of a report cannot run in a spreadsheet."""
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["-3", "+19", "-", "——", "/", "0", "", "规章", "-1,234.50"])
def test_what_reports_print_stays_as_printed(text: str) -> None:
    """Signed numbers and placeholders are not formulas."""
    assert harmless(text) == text


@settings(max_examples=examples(60))
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_exact_text_survives_csv(text: str) -> None:
    """Without the disarming, what is read back is what was printed."""
    stream = io.StringIO(newline="")
    CsvFile(stream, "cells", escape_formulas=False).add("cells", [row(raw=text)])
    stream.seek(0)
    [read] = csv.DictReader(stream)

    assert read["raw"] == text


def test_fractions_lose_no_digit() -> None:
    """Money is exact in every form: no exponent, no binary floating point."""
    text, data = io.StringIO(), io.StringIO()
    CsvFile(text, "cells").add("cells", [row(value=Decimal("1160000000000000.10"))])
    JsonLinesFile(data, "cells").add("cells", [row(value=Decimal("1160000000000000.10"))])
    text.seek(0)

    assert next(csv.DictReader(text))["value"] == "1160000000000000.10"
    assert json.loads(data.getvalue())["value"] == "1160000000000000.10"


def test_other_tables_are_left_out() -> None:
    """A file of one table takes no rows of another."""
    text = io.StringIO()
    CsvFile(text, "cells").add("facts", [(None,) * 25])

    assert len(text.getvalue().splitlines()) == 1


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\x1b", "\x85", "\x9b", "\x00"])
def test_marks_that_cannot_be_seen_are_written_out(mark: str) -> None:
    """In CSV as an escape to look at; in JSON Lines as the escape that JSON reads back."""
    text, data = io.StringIO(newline=""), io.StringIO()
    CsvFile(text, "cells").add("cells", [row(raw=f"1{mark}23")])
    JsonLinesFile(data, "cells").add("cells", [row(raw=f"1{mark}23")])
    text.seek(0)

    assert next(csv.DictReader(text))["raw"] == f"1\\u{ord(mark):04x}23"
    assert mark not in data.getvalue()
    assert json.loads(data.getvalue())["raw"] == f"1{mark}23"
