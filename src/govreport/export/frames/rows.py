"""One report as rows of the tables: tuples in the order of the schema's columns."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TypeAlias

from govreport.diagnostics import Diagnostic, Severity
from govreport.export.frames.blocks import Block, Row
from govreport.export.frames.cells import CellColumns, cell_columns, place
from govreport.export.frames.definition import table
from govreport.export.frames.figures import figures
from govreport.export.frames.identity import Identity
from govreport.export.frames.values import correction_text, fits
from govreport.model import AnnualReport, Fact, Outcome, Status, Value
from govreport.records import Record, records, records_outside

Rows: TypeAlias = dict[str, list[Row]]
"""Table name -> its rows."""

Blocks: TypeAlias = dict[str, Block]
"""Table name -> the rows of one report in it, column by column."""

_RULE = re.compile(r"[RP]\d+")
_COUNTED = (
    Status.READ,
    Status.INFERRED,
    Status.BLANK,
    Status.NOT_APPLICABLE,
    Status.NOT_A_NUMBER,
    Status.UNPLACED,
    Status.CORRECTED,
)
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def rows_of(
    report: AnnualReport,
    identity: Identity | None = None,
    *,
    repeat: int = 0,
    content_hash: str | None = None,
) -> Rows:
    """The rows of one report in each of the tables; arguments as for `blocks_of`.

    >>> {name: len(rows) for name, rows in rows_of(AnnualReport(year=2020)).items()}
    {'cells': 0, 'reports': 1, 'facts': 0, 'findings': 0, 'unplaced': 0}
    """
    made = blocks_of(report, identity, repeat=repeat, content_hash=content_hash)
    return {name: block.rows() for name, block in made.items()}


def blocks_of(
    report: AnnualReport,
    identity: Identity | None = None,
    *,
    repeat: int = 0,
    content_hash: str | None = None,
) -> Blocks:
    """The rows of one report in each of the tables, column by column.

    Args:
        report: what was read.
        identity: where it came from; what its own provenance says when not given.
        repeat: how often the same identity was met before, to keep keys apart.
        content_hash: hash of the document's bytes; the report's own when not given.

    >>> blocks_of(AnnualReport(title="年报"))["reports"].columns[0]
    ('年报',)
    """
    identity = identity or Identity.of(report.provenance.source)
    head = head_of(identity, report.agency, report.year, repeat)
    found = list(records(report) if report.corrections else records_outside(report))
    facts = [record for record in found if record.path.startswith("narrative.")]
    others = [record for record in found if not record.path.startswith("narrative.")]
    cells = cell_columns(report, others)
    rows = {
        "reports": [_report(report, cells, content_hash)],
        "facts": list(map(_fact, report.narrative, facts)),
        "findings": list(map(_finding, report.diagnostics)),
        "unplaced": [_unplaced(r) for r in others if r.path.startswith("unplaced.")],
    }
    made = {name: Block.of_rows(head, some, _width(name)) for name, some in rows.items()}
    return {"cells": Block(head, cells.columns()), **made}


@cache
def _width(name: str) -> int:
    """How many columns a table has besides those that every table begins with."""
    return len(table(name).columns) - IDENTITY_COLUMNS


def _fact(fact: Fact, record: Record) -> Row:
    return (
        fact.identifier,
        record.path,
        *_number(record, fact.unit),
        fact.approximate,
        fact.part,
        fact.cumulative,
        fact.organ,
        fact.sentence,
        *place(fact.span),
        record.status.value,
        _fitting(record.value_read),
    )


def _finding(item: Diagnostic) -> Row:
    severity = item.severity.value
    return (item.code, severity, item.message, item.hint, item.path, *place(item.span))


def _unplaced(record: Record) -> Row:
    name = record.path.removeprefix("unplaced.").partition("[")[0]
    return (record.path, name, record.label or None, record.raw, *place(record.span))


def head_of(identity: Identity, agency: str | None, year: int | None, repeat: int = 0) -> Row:
    """The columns that every table begins with."""
    return (
        identity.key(repeat),
        identity.id,
        identity.source,
        identity.entry,
        identity.position,
        identity.url,
        agency,
        year,
    )


IDENTITY_COLUMNS = len(head_of(Identity(), None, None))
"""How many columns every table begins with."""


def failure_block(
    identity: Identity, code: str, message: str, content_hash: str | None = None
) -> Block:
    """The row of a document that could not be read."""
    return Block(head_of(identity, None, None), ((code,), (message,), (content_hash,)))


def _number(record: Record, unit: str | None) -> Row:
    return (_fitting(record.value), record.raw, unit)


def _fitting(value: Value) -> Value:
    return value if fits(value) else None


def _report(report: AnnualReport, cells: CellColumns, content_hash: str | None) -> Row:
    source, forms = report.provenance.source, report.forms
    counts = Counter(cells.states)
    severities = Counter(item.severity.value for item in report.diagnostics)
    broken = dict.fromkeys(item.code for item in report.diagnostics if _RULE.fullmatch(item.code))
    chosen = {choice.task: choice.name for choice in report.provenance.choices}
    numbers = zip(cells.paths, cells.values, strict=True)
    values = {path: value for path, value in numbers if value is not None}
    return (
        report.title,
        report.published,
        source.format,
        source.encoding,
        source.reader,
        chosen.get("layout"),
        forms.proactive_disclosure,
        forms.requests,
        forms.review_and_litigation,
        forms.statistics,
        *(counts[status.value] for status in _COUNTED),
        len(report.narrative),
        *(severities[severity.value] for severity in _SEVERITIES),
        " ".join(broken) or None,
        content_hash or source.content_hash,
        None,
        None,
        None,
        *map(values.get, _figure_paths()),
        *_outcomes(report),
        _corrections(cells),
    )


def _corrections(cells: CellColumns) -> str | None:
    """What people corrected, beside the figures that are shown as corrected."""
    rows = zip(cells.states, cells.paths, cells.read, cells.values, cells.raws, strict=True)
    return (
        "; ".join(
            correction_text(path, read, value, raw)
            for state, path, read, value, raw in rows
            if state == Status.CORRECTED.value
        )
        or None
    )


@cache
def _figure_paths() -> tuple[str, ...]:
    return tuple(figure.path for figure in figures())


def _outcomes(report: AnnualReport) -> Row:
    """The checks by how they ended: their codes, separated by spaces."""
    ended: dict[Outcome, list[str]] = {outcome: [] for outcome in Outcome}
    for verdict in report.verdicts:
        ended[verdict.outcome].append(verdict.check)
    return tuple(" ".join(codes) or None for codes in ended.values())
