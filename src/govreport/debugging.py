"""Describe how a document was read: who was asked, which cells, where each grammar went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from govreport.diagnostics import Diagnostic
from govreport.document import Document
from govreport.errors import UnrecognisedReport
from govreport.model import AnnualReport, RowTrace
from govreport.pipeline import parse_document
from govreport.readers import DEFAULT, Limits, open_document
from govreport.text.cells import BLANK, PAD, ROW_END, read_cell
from govreport.text.labels import Match
from govreport.trace import Asked, ClaimTrace, Step, TableTrace, Trace, recording

_PROSE = 40


def debug(
    source: Any,
    *,
    reader: str | None = None,
    layout: str | None = None,
    template: str | None = None,
    limits: Limits = DEFAULT,
) -> dict[str, Any]:
    """Read a document and describe the reading as plain data.

    Args:
        source: as for `govreport.read`.
        reader: name of a reader to use instead of choosing.
        layout: name of a layout to use instead of choosing.
        template: name of a template to use instead of choosing.
        limits: safety limits of the readers.

    Raises:
        UnreadableSource: the source cannot be opened.
        PluginError: a name that is no usable plugin.

    >>> found = debug("规章 | 1 | 2 | 3 |\\n规范性文件 | 4 | 5 | 6 |\\n".encode())
    >>> found["layout"], found["tables"][0]["rows"][1]["path"]
    ('piped_rows', 'normative_documents')
    """
    with recording() as trace:
        document = open_document(source, reader=reader, limits=limits)
        report: AnnualReport | None = None
        error = None
        try:
            report = parse_document(document, template=template, layout=layout)
        except UnrecognisedReport as failure:
            error = str(failure)
    traces = report.provenance.rows if report is not None else ()
    return {
        "source": document.source.name,
        "error": error,
        "reader": document.source.reader,
        "readers": _asked(trace.readers, reader),
        "layout": trace.layout,
        "layouts": _asked(trace.layouts, layout),
        "claims": [_claim(claim, document, traces) for claim in trace.claims],
        "tables": [_table(table, trace, document, traces) for table in trace.tables],
        "cells": list(_cells(trace, document)),
        "diagnostics": [_finding(item) for item in report.diagnostics] if report else [],
    }


def _asked(asked: Sequence[Asked], named: str | None) -> list[dict[str, Any]]:
    ranked = sorted(asked, key=lambda one: one.score, reverse=True)
    if named is not None:
        return [{"name": named, "score": None, "found": ["asked for"], "missing": []}]
    return [
        {
            "name": one.name,
            "score": round(one.score, 3),
            "found": list(one.found),
            "missing": list(one.missing),
            **({"problem": one.problem} if one.problem else {}),
        }
        for one in ranked
    ]


def _place(document: Document, start: int | None) -> dict[str, int | None]:
    if start is None:
        return {"line": None, "column": None, "start": None}
    span = document.span(start, start)
    return {"line": span.line, "column": span.column, "start": start}


def _cells(trace: Trace, document: Document) -> Iterator[dict[str, Any]]:
    """Every cell with what it is, and the terminals that its label may stand for."""
    for text, start, end in trace.cells:
        place = {**_place(document, start), "end": end}
        if text in (BLANK, PAD, ROW_END):
            kind = {BLANK: "blank", PAD: "padding", ROW_END: "row end"}[text]
            yield {**place, "text": "", "kind": kind, "terminals": []}
            continue
        reading = read_cell(text)
        matches: tuple[Match, ...] = ()
        if reading.kind == "words":
            matches = trace.vocabulary.find(reading.key, reading.full) or ()
        yield {
            **place,
            "text": text,
            "kind": "label" if matches else reading.kind,
            "terminals": [f"{match.table}:{match.terminal}" for match in matches],
        }


def _table(
    table: TableTrace, trace: Trace, document: Document, traces: Sequence[RowTrace]
) -> dict[str, Any]:
    grammar = table.form.grammar
    labelled = [row for row in table.rows if row.matches is not None]
    rows = [_row(found, document) for found in table.assigned]
    known = {id(found.row) for found in table.assigned}
    rows += [
        _unplaced(row, document) for row in table.rows if row.filled() and id(row) not in known
    ]
    rows += _concluded(table.table, {row["path"] for row in rows}, traces, document)
    rows.sort(key=lambda row: row["start"])
    seen = {row["path"] for row in rows}
    return {
        "table": table.table,
        "forms": [
            {"form": form, "template": name, "score": round(score, 3)}
            for form, name, score in table.candidates
        ],
        "form": table.form.form,
        "grammar": grammar.path.name,
        "started": _start(labelled, document),
        "stopped": _stop(labelled, table, trace, document),
        "steps": [_step(step, document) for step in table.steps],
        "rows": rows,
        "rows_not_printed": [row.path for row in grammar.rows if row.path not in seen],
    }


def _claim(claim: ClaimTrace, document: Document, traces: Sequence[RowTrace]) -> dict[str, Any]:
    """A table that a template reads by itself, and whether another had more evidence."""
    inside = [row for row in traces if row.starts and claim.start <= row.starts[0] < claim.end]
    return {
        "table": claim.table,
        "form": claim.form,
        "template": claim.template,
        "evidence": round(claim.evidence, 3),
        "taken": claim.taken,
        "started": _place(document, claim.start),
        "stopped": _place(document, claim.end),
        "steps": [_step(step, document) for step in claim.steps],
        "rows": [_traced(row, document) for row in inside] if claim.taken else [],
    }


def _start(labelled: Sequence[Any], document: Document) -> dict[str, Any] | None:
    if not labelled:
        return None
    return {**_place(document, labelled[0].start), "text": labelled[0].text}


def _stop(
    labelled: Sequence[Any], table: TableTrace, trace: Trace, document: Document
) -> dict[str, Any] | None:
    """The last label of the table, and what comes after its cells."""
    if not labelled:
        return None
    last = labelled[-1]
    ends = [last.end, *(slot[2] for slot in last.slots)]
    why = _after(max(ends), table.table, trace)
    return {**_place(document, last.start), "text": last.text, "why": why}


def _after(end: int, table: str, trace: Trace) -> str:
    for text, start, _ in trace.cells:
        if start < end or text in (BLANK, PAD, ROW_END):
            continue
        reading = read_cell(text)
        matches = () if reading.kind != "words" else trace.vocabulary.find(reading.key) or ()
        others = {match.table for match in matches} - {table}
        if others:
            return f"{text} is a label of the table {' or '.join(sorted(others))}"
        if len(text) > _PROSE:
            return f"prose begins: {text[:20]}..."
        if not matches:
            return f"{text[:40]} is no label of a form"
    return "the text ends"


def _step(step: Step, document: Document) -> dict[str, Any]:
    found: dict[str, Any] = {
        **_place(document, step.start),
        "terminal": step.terminal,
        "text": step.text,
        "accepted": step.accepted,
    }
    if not step.accepted:
        found["expected"] = list(step.expected)
    return found


def _row(found: Any, document: Document) -> dict[str, Any]:
    return {
        **_unplaced(found.row, document),
        "path": found.path,
        "columns": [column.identifier for column in found.columns],
        "certain": found.certain,
        "how": found.reason or found.doubt,
    }


def _unplaced(row: Any, document: Document) -> dict[str, Any]:
    """A row without a place."""
    return {
        **_place(document, row.start),
        "label": row.text,
        "path": None,
        "values": [{BLANK: "blank", PAD: "padding"}.get(slot[0], slot[0]) for slot in row.slots],
        "columns": [],
        "certain": True,
        "how": "",
    }


def _concluded(
    table: str, seen: set[str | None], traces: Sequence[RowTrace], document: Document
) -> Iterator[dict[str, Any]]:
    """Rows that were read without a label of their own, or by the template's own reader."""
    for row in traces:
        path = row.path.partition(".")[2]
        if row.path.startswith(f"{table}.") and path not in seen:
            yield {**_traced(row, document), "label": "", "path": path}


def _traced(row: RowTrace, document: Document) -> dict[str, Any]:
    return {
        **_place(document, row.starts[0]),
        "label": row.label,
        "path": row.path,
        "values": [raw or "blank" for raw in row.raws],
        "columns": list(row.columns),
        "certain": all(status != "inferred" for status in row.statuses),
        "how": "",
    }


def _finding(item: Diagnostic) -> dict[str, Any]:
    line = item.span.line if item.span is not None else None
    return {
        "code": item.code,
        "severity": item.severity.value,
        "line": line,
        "message": item.message,
    }
