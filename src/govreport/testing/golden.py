"""Golden documents: a document and what a careful reader writes down of it, in one file.

The notation stands in ``tests/golden/test_documents.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from govreport.diagnostics import Diagnostic
from govreport.document import Document
from govreport.model import AnnualReport, Status
from govreport.records import Record, records

INPUT = "---input---\n"
EXPECTED = "\n---expected---\n"

_OF_PEOPLE = ("correction-stale", "correction-conflict", "original-error-known")
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
        for record in records(report)
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
    findings = (item for item in report.diagnostics if item.code not in _OF_PEOPLE)
    for finding, times in groupby(map(_finding, findings)):
        count = len(list(times))
        yield finding if count == 1 else f"{finding} x {count}"


def _finding(finding: Diagnostic) -> str:
    spans = dict.fromkeys((*([finding.span] if finding.span else ()), *finding.spans))
    lines = sorted({span.line for span in spans if span.line is not None})
    place = " ".join(["", "line", *map(str, lines)]) if lines else ""
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


def document_text(report: AnnualReport, document: Document) -> str:
    """A corrected report as a golden document: the test fails until the parser reads it so.

    Raises:
        ValueError: the document is no text, so that the text alone does not say what is printed.
    """
    if document.source.format not in ("text", "markdown"):
        raise ValueError(
            f"a golden document is a text, this one is {document.source.format}: keep the file "
            "itself as a test"
        )
    people = ", ".join(dict.fromkeys(item.who for item in report.corrections))
    reasons = "; ".join(dict.fromkeys(item.why for item in report.corrections if item.why))
    about = f"Corrected by {people}{f': {reasons}' if reasons else ''}."
    version = next((i.parser_version for i in report.corrections if i.parser_version), "unknown")
    head = f"{about}\nxfail: misread by version {version}\n\n"
    return head.replace("\n---", "\n--") + INPUT + document.text + EXPECTED + written(report)
