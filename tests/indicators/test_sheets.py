"""Lists of indicators in every layout: each number is right, or named."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

import pytest
from tests.indicators.pages import KEEP_BLANKS, LAYOUTS, SEPARATED, Layout, Sheet, glued
from tests.indicators.sheets import BLANKS, SHEETS

from govreport.diagnostics import Severity
from govreport.document import Document
from govreport.model import AnnualReport, Status
from govreport.pipeline import parse_document
from govreport.records import Record, records

_DIGITS = re.compile(r"\d+")


def read(document: Document) -> tuple[AnnualReport, list[Record]]:
    """The report and the records of its tables."""
    report = parse_document(document)
    return report, [record for record in records(report) if "narrative" not in record.path]


def values_of(report: AnnualReport) -> dict[str, tuple[int | Decimal | None, ...]]:
    """Printed label -> values, over the tables of all kinds."""
    found = {row.label: row.values for table in report.supplementary for row in table.rows}
    found |= {row.label: row.values for row in report.extra.get("statistics", ())}
    found |= {row.label: row.values for row in report.statistics or ()}
    return {label: values for label, values in found.items() if values}


def units_of(report: AnnualReport) -> dict[str, str | None]:
    """Printed label -> unit."""
    found = {row.label: row.unit for table in report.supplementary for row in table.rows}
    found |= {row.label: row.unit for row in report.statistics or ()}
    return found


def official(report: AnnualReport) -> list[object]:
    """The tables of the official forms; none stands in any of these documents."""
    tables = (report.proactive_disclosure, report.requests, report.review_and_litigation)
    return [table for table in tables if table is not None]


def named(report: AnnualReport, sheet: Sheet, found: list[Record]) -> bool:
    """Whether each printed digit run of the value cells is in a record or unplaced."""
    printed = Counter(
        digits
        for row in sheet.data
        for cell, role in zip(row, sheet.roles, strict=True)
        if role == "v"
        for digits in _DIGITS.findall(cell)
    )
    raws = [record.raw for record in found] + [item.raw for item in report.unplaced]
    return not printed - Counter(digits for raw in raws for digits in _DIGITS.findall(raw))


PAIRS = [
    pytest.param(sheet, layout, id=f"{sheet.name} {layout.__name__}")
    for sheet in SHEETS
    for layout in SEPARATED
    if sheet is not BLANKS or layout in KEEP_BLANKS
]


@pytest.mark.parametrize(("sheet", "layout"), PAIRS)
def test_every_value_is_read(sheet: Sheet, layout: Layout) -> None:
    """Wherever something separates the cells, all values are read without inference."""
    report, found = read(layout(sheet))

    assert values_of(report) == sheet.expected()
    assert {record.status for record in found} <= {
        Status.READ,
        Status.BLANK,
        Status.NOT_APPLICABLE,
        *([Status.INFERRED] if sheet.inferred else []),
    }
    assert report.unplaced == ()
    assert official(report) == []
    assert [d.message for d in report.diagnostics if d.severity is Severity.ERROR] == []


@pytest.mark.parametrize(("sheet", "layout"), PAIRS)
def test_units_and_columns(sheet: Sheet, layout: Layout) -> None:
    """Units and headers stand in the model as printed."""
    report, _ = read(layout(sheet))
    columns = [table.columns for table in report.supplementary]
    columns += [report.statistics.columns] if report.statistics else []

    assert columns == [sheet.columns]
    units = units_of(report)
    expected = sheet.expected_units()
    assert {label: unit for label, unit in units.items() if label in expected} == {
        label: unit for label, unit in expected.items() if label in units
    }


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_glued_is_right_or_unplaced(sheet: Sheet) -> None:
    """Without a separator each value is the printed one, or its digits are unplaced."""
    report, _ = read(glued(sheet))
    expected = sheet.expected()
    values = values_of(report)

    assert {label: values[label] for label in values if label in expected} == {
        label: expected[label] for label in expected if label in values
    }
    assert set(values) <= set(expected)
    assert sum(map(len, values.values())) + len(report.unplaced) > 0
    assert official(report) == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_nothing_vanishes(sheet: Sheet, layout: Layout) -> None:
    """Each digit of a value cell is in a record or unplaced."""
    report, found = read(layout(sheet))

    if layout is glued:
        raws = [record.raw for record in found] + [item.raw for item in report.unplaced]
        kept = sum(len(digits) for raw in raws for digits in _DIGITS.findall(raw))
        cells = [
            cell
            for row in sheet.data
            for cell, role in zip(row, sheet.roles, strict=True)
            if role == "v"
        ]
        assert kept >= sum(len(digits) for cell in cells for digits in _DIGITS.findall(cell))
    else:
        assert named(report, sheet, found)
