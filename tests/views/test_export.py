"""Flat tables for spreadsheets and data frames."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport.document import Document
from govreport.export.tabular import (
    COLUMNS,
    rows,
    write_csv,
    write_json,
    write_json_lines,
)
from govreport.model import AnnualReport
from govreport.text.spreadsheets import harmless

Made = tuple[AnnualReport, Document]


def test_columns_are_stable(made_2019: Made) -> None:
    """Scripts may rely on these names and their order."""
    assert COLUMNS[:9] == (
        "file",
        "agency",
        "year",
        "path",
        "value",
        "raw",
        "status",
        "unit",
        "label",
    )
    assert all(tuple(row) == COLUMNS for row in rows(made_2019[0]))


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


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=20))
def test_exact_text_survives_csv(text: str) -> None:
    """Without the disarming, what is read back is what was printed."""
    stream = io.StringIO(newline="")
    write_csv([{"raw": text}], stream, columns=("path", "raw"), escape_formulas=False)
    stream.seek(0)

    assert list(csv.reader(stream))[1] == ["", text]


def test_json_array_and_lines_say_the_same(made_2019: Made) -> None:
    """Both JSON forms carry the same objects."""
    one, many = io.StringIO(), io.StringIO()
    count = write_json(rows(made_2019[0]), one)

    assert write_json_lines(rows(made_2019[0]), many) == count
    assert json.loads(one.getvalue()) == [json.loads(x) for x in many.getvalue().splitlines()]


def test_fractions_lose_no_digit() -> None:
    """Money is exact in every form: no exponent, no binary floating point."""
    line = [{"value": Decimal("1160000000000000.10")}]
    text, data = io.StringIO(), io.StringIO()
    write_csv(line, text, columns=("value",))
    write_json_lines(line, data)

    assert text.getvalue() == "value\r\n1160000000000000.10\r\n"
    assert json.loads(data.getvalue()) == {"value": "1160000000000000.10"}


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\x1b", "\x85", "\x9b", "\x00"])
def test_marks_that_cannot_be_seen_are_written_out(mark: str) -> None:
    """In CSV as an escape to look at; in JSON Lines as the escape that JSON reads back."""
    line = [{"raw": f"1{mark}23"}]
    text, data = io.StringIO(), io.StringIO()
    write_csv(line, text, columns=("raw",))
    write_json_lines(line, data)

    assert text.getvalue() == f"raw\r\n1\\u{ord(mark):04x}23\r\n"
    assert mark not in data.getvalue()
    assert json.loads(data.getvalue()) == line[0]
