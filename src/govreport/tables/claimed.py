"""Whether what a template's claim adds to a report can stand there: checked before it is used.

A claim reads its table by code of its own, so nothing else guarantees that what it adds is a
table of the model and that its traces lead to cells.
"""

from __future__ import annotations

from typing import Any

from attrs import has

from govreport.document import Document
from govreport.model import (
    ExtraRow,
    RowTrace,
    Statistics,
    SupplementaryTable,
    UnplacedNumber,
)
from govreport.model.tables import content_of, prefix_of, row_at
from govreport.tables.assignment import KnownRow
from govreport.tables.building import ReportParts
from govreport.tables.form_checks import is_table_name
from govreport.tables.forms import OFFICIAL_MODELS
from govreport.tables.outcome import Note
from govreport.tables.table_finder import Claim


def check_place(claim: Claim, document: Document) -> None:
    """Raise a `ValueError` for a claim to no table, or to no place of the document."""
    table = claim.table
    if table != "supplementary" and not is_table_name(table):
        raise ValueError(f"it claims the table {table!r}, which cannot be the name of one")
    if not (type(claim.start) is int and type(claim.end) is int):
        raise ValueError("it claims a place that is no pair of offsets")
    if not 0 <= claim.start < claim.end <= len(document.text):
        raise ValueError(f"it claims the place from {claim.start} to {claim.end}")
    if not (claim.form is None or isinstance(claim.form, str)):
        raise ValueError("the name of its form is no string")


def check_parts(claim: Claim, parts: ReportParts, document: Document) -> None:
    """Raise a `ValueError` where the parts hold anything that no report can hold."""
    strange = sorted(set(parts.tables) - {claim.table})
    if strange or set(parts.extra) - {claim.table}:
        raise ValueError(f"it adds other tables than {claim.table}: {', '.join(strange)}")
    table = parts.tables.get(claim.table)
    if table is not None and not _is_table(claim.table, table):
        raise ValueError(f"it adds a {type(table).__name__} as the table {claim.table}")
    if not all(isinstance(row, ExtraRow) for rows in parts.extra.values() for row in rows):
        raise ValueError("it adds extra rows that are no ExtraRow")
    if not all(isinstance(number, UnplacedNumber) for number in parts.unplaced):
        raise ValueError("it adds unplaced numbers that are no UnplacedNumber")
    if not all(isinstance(note, Note) for note in parts.notes):
        raise ValueError("it adds notes that are no Note")
    for trace in parts.traces:
        if isinstance(trace, KnownRow):
            continue
        reason = _fault_of(trace, claim.table, parts, len(document.text))
        if reason is not None:
            raise ValueError(f"its trace {getattr(trace, 'path', trace)!r:.80} {reason}")


def _is_table(name: str, table: Any) -> bool:
    if name == "supplementary":
        return isinstance(table, tuple) and all(isinstance(t, SupplementaryTable) for t in table)
    if name == "statistics":
        return isinstance(table, Statistics)
    return isinstance(table, OFFICIAL_MODELS[name]) if name in OFFICIAL_MODELS else has(type(table))


def _fault_of(trace: Any, table: str, parts: ReportParts, size: int) -> str | None:
    if not isinstance(trace, RowTrace):
        return "is no RowTrace"
    width = len(trace.columns)
    lists = (trace.column_labels, trace.units, trace.raws, trace.starts, trace.ends, trace.statuses)
    if not width or any(len(one) != width for one in lists):
        return "does not say the same number of things of each cell"
    if any(not 0 <= a <= b <= size for a, b in zip(trace.starts, trace.ends, strict=True)):
        return "has a place outside the text"
    if trace.path.startswith((f"extra.{table}[", "supplementary[")):
        return None
    prefix = f"{prefix_of(table)}."
    if not trace.path.startswith(prefix):
        return f"does not begin with {prefix}"
    below = trace.path.removeprefix(prefix)
    try:
        if table == "statistics":
            values = parts.tables[table][below].values
            for column in trace.columns:
                values[int(column[1:-1] or 0) if column else 0]
        else:
            row = row_at(parts.tables, f"{table}.{below}")
            for column in trace.columns:
                content_of(row, column)
    except (AttributeError, LookupError, TypeError, ValueError):
        return "leads to no cell of the table"
    return None
