"""One report as rows of the tables: tuples in the order of the schema's columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeAlias

from govreport.diagnostics import Severity
from govreport.document import Span
from govreport.export.frames.figures import figures
from govreport.export.frames.identity import Identity
from govreport.export.frames.reasons import reasons
from govreport.export.frames.values import TOO_LONG, fits
from govreport.model import AnnualReport, Outcome, Status, Value
from govreport.model.tables import table_of
from govreport.records import Record, records

Row: TypeAlias = tuple[Any, ...]
Rows: TypeAlias = dict[str, list[Row]]
"""Table name -> its rows."""

_RULE = re.compile(r"[RP]\d+")
_NO_PLACE: Row = (None,) * 9
_WITH_NUMBER = frozenset({Status.READ, Status.INFERRED, Status.CORRECTED})


def rows_of(
    report: AnnualReport,
    identity: Identity | None = None,
    *,
    repeat: int = 0,
    content_hash: str | None = None,
) -> Rows:
    """The rows of one report in each of the tables.

    Args:
        report: what was read.
        identity: where it came from; what its own provenance says when not given.
        repeat: how often the same identity was met before, to keep keys apart.
        content_hash: hash of the document's bytes; the report's own when not given.

    >>> {name: len(rows) for name, rows in rows_of(AnnualReport(year=2020)).items()}
    {'cells': 0, 'reports': 1, 'facts': 0, 'findings': 0, 'unplaced': 0}
    """
    identity = identity or Identity.of(report.provenance.source)
    head = head_of(identity, report.agency, report.year, repeat)
    found = list(records(report))
    cells = [record for record in found if not record.path.startswith("narrative.")]
    facts = [record for record in found if record.path.startswith("narrative.")]
    unplaced = [record for record in cells if record.path.startswith("unplaced.")]
    return {
        "cells": _cells(report, head, cells),
        "reports": [(*head, *_report(report, cells, content_hash))],
        "facts": [
            (*head, fact.identifier, record.path, *_number(record, fact.unit),
             fact.approximate, fact.part, fact.cumulative, fact.organ, fact.sentence,
             *place(fact.span), record.status.value, _fitting(record.value_read))
            for fact, record in zip(report.narrative, facts, strict=True)
        ],
        "findings": [
            (*head, item.code, item.severity.value, item.message, item.hint, item.path,
             *place(item.span))
            for item in report.diagnostics
        ],
        "unplaced": [
            (
                *head,
                record.path,
                record.path.removeprefix("unplaced.").partition("[")[0],
                record.label or None,
                record.raw,
                *place(record.span),
            )
            for record in unplaced
        ],
    }  # fmt: skip


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


def failure_row(
    identity: Identity, code: str, message: str, content_hash: str | None = None
) -> Row:
    """The row of a document that could not be read."""
    return (*head_of(identity, None, None), code, message, content_hash)


def place(span: Span | None) -> Row:
    """The columns of a place."""
    if span is None:
        return _NO_PLACE
    return (
        span.line,
        span.column,
        span.page,
        span.box,
        span.table,
        span.row,
        span.cell,
        span.start,
        span.end,
    )


def _number(record: Record, unit: str | None) -> Row:
    return (_fitting(record.value), record.raw, unit)


def _fitting(value: Value) -> Value:
    return value if fits(value) else None


def _cells(report: AnnualReport, head: Row, found: Iterable[Record]) -> list[Row]:
    why = reasons(report)
    forms = report.forms
    rows: list[Row] = []
    for record in found:
        status = record.status
        value = record.value if status in _WITH_NUMBER else None
        value_read = _fitting(record.value_read)
        reason = why(record) if status is Status.INFERRED else None
        if value is not None and not fits(value):
            value, reason = None, TOO_LONG
        form = forms.of(table_of(record.path))
        rows.append(
            (*head, form, record.path, record.label, value, record.raw, record.unit,
             status.value, reason, value_read, *place(record.span))
        )  # fmt: skip
    return rows


def _report(report: AnnualReport, cells: Iterable[Record], content_hash: str | None) -> Row:
    source, forms = report.provenance.source, report.forms
    counts = Counter(record.status for record in cells)
    severities = Counter(item.severity for item in report.diagnostics)
    broken = dict.fromkeys(item.code for item in report.diagnostics if _RULE.fullmatch(item.code))
    chosen = {choice.task: choice.name for choice in report.provenance.choices}
    values = {
        record.path: record.value
        for record in cells
        if record.status in _WITH_NUMBER and fits(record.value)
    }
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
        counts[Status.READ],
        counts[Status.INFERRED],
        counts[Status.BLANK],
        counts[Status.NOT_APPLICABLE],
        counts[Status.NOT_A_NUMBER],
        counts[Status.UNPLACED],
        counts[Status.CORRECTED],
        len(report.narrative),
        severities[Severity.ERROR],
        severities[Severity.WARNING],
        severities[Severity.INFO],
        " ".join(broken) or None,
        content_hash or source.content_hash,
        None,
        None,
        None,
        *(values.get(figure.path) for figure in figures()),
        *_outcomes(report),
    )


def _outcomes(report: AnnualReport) -> Row:
    """The checks by how they ended: their codes, separated by spaces."""
    ended: dict[Outcome, list[str]] = {outcome: [] for outcome in Outcome}
    for verdict in report.verdicts:
        ended[verdict.outcome].append(verdict.check)
    return tuple(" ".join(codes) or None for codes in ended.values())
