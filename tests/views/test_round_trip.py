"""The official form is the inverse of reading."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

import govreport
from govreport.document import Document
from govreport.model import AnnualReport
from govreport.views.official import official_html

Made = tuple[AnnualReport, Document]
REPORTS = sorted((Path(__file__).resolve().parents[2] / "examples/reports").glob("*.txt"))
TABLES = ("proactive_disclosure", "requests", "review_and_litigation", "extra")


def cells(report: AnnualReport) -> list[tuple[object, ...]]:
    return [
        (record.path, record.value, record.unit)
        for record in govreport.records(report)
        if record.path.split(".")[0] in TABLES
    ]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_bundled_reports_survive_the_official_form(path: Path) -> None:
    """Read, printed as the official form, read again: the same tables, cell by cell."""
    report = govreport.read(path)
    again = govreport.read(official_html(report).encode())

    assert [getattr(again, name) for name in TABLES] == [getattr(report, name) for name in TABLES]
    assert cells(again) == cells(report)


def test_the_form_of_2021_survives(made_2021: Made) -> None:
    """Three rows under (六)其他处理, money in 万元, the merged cells of the 2021 grid."""
    made = made_2021[0]
    rows = [row for row in made.provenance.rows if not row.path.startswith("supplementary")]
    report = attrs.evolve(
        made, supplementary=(), provenance=attrs.evolve(made.provenance, rows=tuple(rows))
    )
    again = govreport.read(official_html(report).encode())

    assert [getattr(again, name) for name in TABLES] == [getattr(report, name) for name in TABLES]
