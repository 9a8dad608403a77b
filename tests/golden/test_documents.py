"""Small documents with their expectation in the same file; adding a case is adding a file.

A file begins with a line that says what the case shows, then ``---input---`` and the document as
it is, then ``---expected---`` and what a careful reader writes down. Lines of the expectation::

    year 2020                      year and agency of the report
    sections overview requests     the identifiers of the sections, ``-`` for one without
    layout bare_cells              the layout that was chosen
    form requests 2019             the form that a table follows
    rules newly_made 1 ...         a row below its table: each column with its cell
    new_requests 1 0 0 0 0 0 1     the seven (or five) columns of the other tables are not named
    unplaced requests 3 3          numbers kept outside the model
    warning label-lost line 12     severity, code and line of each diagnostic; ``x 3`` if repeated

A cell is a number, followed by its unit if the form prints none (``[元]``, ``[unit unknown]``) or
if it is not 件 or 项; ``?`` marks a value whose place was concluded. ``_`` is a blank cell,
``(/)`` a placeholder as printed, ``"见附件"`` words.
``xfail: reason`` in the lines above ``---input---`` states a known defect, ``awaits: reason``
something that the library does not read yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

import govreport
from govreport.diagnostics import Diagnostic
from govreport.model import AnnualReport, Status
from govreport.records import Record

DOCUMENTS = Path(__file__).resolve().parent / "documents"
INPUT = "---input---\n"
EXPECTED = "\n---expected---\n"
COMMAND = "pytest tests/golden/test_documents.py --update-goldens"

_TABLES = ("proactive_disclosure", "requests", "review_and_litigation", "statistics")
_USUAL_COLUMNS = (
    (
        "natural_person",
        "commercial_enterprise",
        "research_institution",
        "public_welfare_organisation",
        "legal_service_organisation",
        "other",
        "total",
    ),
    ("upheld", "corrected", "other_result", "pending", "total"),
)


def written(report: AnnualReport) -> str:
    """The report in the notation of the expectations."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: AnnualReport) -> Iterator[str]:
    yield f"year {report.year}"
    yield f"agency {report.agency}"
    yield " ".join(["sections", *(section.identifier or "-" for section in report.sections)])
    yield from (
        f"layout {choice.name}" for choice in report.provenance.choices if choice.task == "layout"
    )
    yield from (
        f"form {table} {form}"
        for table in _TABLES
        if (form := getattr(report.forms, table)) is not None
    )
    cells = [
        record
        for record in govreport.records(report)
        if not record.path.startswith(("narrative.", "supplementary["))
    ]
    placed = [record for record in cells if record.status is not Status.UNPLACED]
    for table, rows in groupby(placed, key=lambda record: record.path.split(".")[0]):
        yield f"[{table}]"
        for path, row in groupby(rows, key=_row_path):
            yield _row(path, list(row))
    for supplement in report.supplementary:
        yield f"[supplementary] {supplement.caption}"
        yield from (" ".join([r.label, *map(str, r.values)]) for r in supplement.rows)
    for table, loose in groupby(
        (record for record in cells if record.status is Status.UNPLACED),
        key=lambda record: record.path.split(".")[1].partition("[")[0],
    ):
        yield " ".join(["unplaced", table, *(record.raw for record in loose)])
    for finding, times in groupby(map(_finding, report.diagnostics)):
        count = len(list(times))
        yield finding if count == 1 else f"{finding} x {count}"


def _finding(finding: Diagnostic) -> str:
    place = f" line {finding.span.line}" if finding.span is not None else ""
    return f"{finding.severity.value} {finding.code}{place}"


def _row_path(record: Record) -> str:
    if record.path.startswith("extra."):
        return record.label
    row, _, column = record.path.partition(".")[2].rpartition(".")
    return row if not column.endswith("]") else record.label


def _row(path: str, row: list[Record]) -> str:
    columns = tuple(record.path.rpartition(".")[2] for record in row)
    named = columns not in _USUAL_COLUMNS and not columns[0].endswith("]")
    cells = [
        f"{column} {_cell(record)}" if named else _cell(record)
        for column, record in zip(columns, row, strict=True)
    ]
    return " ".join([path, *cells])


def _cell(record: Record) -> str:
    if record.status is Status.BLANK:
        return "_"
    if record.status is Status.NOT_APPLICABLE:
        return f"({record.raw})"
    if record.status is Status.NOT_A_NUMBER:
        return f'"{record.raw}"'
    if record.path.endswith("amount"):
        unit = f"[{record.unit or 'unit unknown'}]"
    else:
        unit = f"[{record.unit}]" if record.unit not in ("件", "项", None) else ""
    return f"{record.value}{unit}{'?' if record.status is Status.INFERRED else ''}"


def _cases() -> Iterator[object]:
    for file in sorted(DOCUMENTS.iterdir()):
        about, _, _ = file.read_text(encoding="utf-8").partition(INPUT)
        marks = [
            pytest.mark.xfail(strict=line.startswith("xfail:"), reason=line[7:].strip())
            for line in about.splitlines()
            if line.startswith(("xfail:", "awaits:"))
        ]
        yield pytest.param(file, marks=marks, id=file.name)


@pytest.mark.parametrize("file", list(_cases()))
def test_document(file: Path, request: pytest.FixtureRequest) -> None:
    """Each number ends where it is printed, each cell has its status, each doubt its diagnostic."""
    about, _, rest = file.read_text(encoding="utf-8").partition(INPUT)
    document, _, expected = rest.rpartition(EXPECTED)
    assert about
    assert expected

    if file.suffix == ".html":
        pytest.importorskip("selectolax", reason="the extra html is not installed")
        report = govreport.read(document.encode())
    else:
        report = govreport.parse(document)
    actual = written(report)

    if request.config.getoption("--update-goldens"):
        file.write_text(about + INPUT + document + EXPECTED + actual, encoding="utf-8")
        return
    assert expected == actual, (
        f"{file.name} is read otherwise than expected; if the document says so, run: {COMMAND}"
    )


def test_there_are_enough_cases() -> None:
    """The documents cover each layout and each kind of damage; the folder is not empty."""
    names = {file.stem.split("_")[0] for file in DOCUMENTS.iterdir()}
    damages = {f"D{number:02}" for number in range(1, 18)}

    assert len(list(DOCUMENTS.iterdir())) >= 40
    assert damages <= names
    assert {"layout", "value", "label"} <= names
