"""Columns made straight from the rows of a report say what its records say."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from shutil import which

import pyarrow
import pytest

from govreport import read, records
from govreport.export.frames.arrow import joined, to_arrow, typed_array
from govreport.export.frames.rows import blocks_of, rows_of
from govreport.model import Status

REPORTS = sorted(Path("examples/reports").glob("*.txt"))
FILES = [*REPORTS, *sorted(Path("tests/readers/fixtures").glob("*2021*"))]
NUMBER = pyarrow.decimal128(38, 6)
COUNTED = (Status.READ, Status.INFERRED, Status.CORRECTED)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_cell_is_its_record(path: Path) -> None:
    if path.suffix == ".rtf" and not which("soffice"):
        pytest.skip("LibreOffice, which opens .rtf, is not installed")
    report = read(path)

    cells = to_arrow(report)["cells"].to_pylist()

    found = [
        (r.path, r.label, r.value if r.status in COUNTED else None, r.raw, r.unit, r.status.value,
         r.span and (r.span.line, r.span.column, r.span.page, r.span.box, r.span.table,
                     r.span.row, r.span.cell, r.span.start, r.span.end))
        for r in records(report) if not r.path.startswith("narrative.")
    ]  # fmt: skip
    names = ("line", "column", "page", "box", "table", "row", "cell", "start", "end")
    told = [
        (c["path"], c["label"], c["value"], c["raw"], c["unit"], c["status"],
         tuple(tuple(c[n]) if n == "box" and c[n] else c[n] for n in names))
        for c in cells
    ]  # fmt: skip
    assert found == told
    assert found


def test_reports_joined_are_the_reports_one_by_one() -> None:
    reports = [read(path) for path in REPORTS]
    made = [blocks_of(report) for report in reports]

    for name in made[0]:
        together = joined(name, [blocks[name] for blocks in made]).to_pylist()
        alone = [row for blocks in made for row in joined(name, [blocks[name]]).to_pylist()]
        assert together == alone
        assert len(together) == sum(len(rows_of(report)[name]) for report in reports)


@pytest.mark.parametrize(
    "values",
    [
        (1, None, -3),
        (1, Decimal("116408.28"), None),
        (None, None),
        (2**63, -(2**63), 7),
        (10**31, Decimal("0.000001"), 0),
        (),
    ],
    ids=str,
)
def test_no_digit_of_a_number_is_lost(values: tuple[int | Decimal | None, ...]) -> None:
    found = typed_array(values, NUMBER)

    assert list(values) == found.to_pylist()
    assert found.type == NUMBER
