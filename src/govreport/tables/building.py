"""From placed rows to the model: row objects, tables, traces and diagnostics."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from attrs import define, field, fields

from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Document
from govreport.model import (
    Amount,
    ExtraRow,
    RowTrace,
    Status,
    UnplacedNumber,
)
from govreport.tables.forms import Column, TableForm
from govreport.tables.labelled_rows import Strip
from govreport.tables.outcome import Note, PlacedRow, TableReading
from govreport.tables.paths import assemble, holds, widest
from govreport.tables.placement.rows import Slot
from govreport.text.cells import BLANK, Reading

_MONEY_UNITS = ("万元", "亿元", "元")


@define
class ReportParts:
    """What the tables contribute to a report."""

    tables: dict[str, Any] = field(factory=dict)
    extra: dict[str, tuple[ExtraRow, ...]] = field(factory=dict)
    unplaced: list[UnplacedNumber] = field(factory=list)
    traces: list[RowTrace] = field(factory=list)
    notes: list[Note] = field(factory=list)

    def add(self, other: ReportParts) -> None:
        """Take in the parts of one more table."""
        for attribute in fields(ReportParts):
            mine, more = getattr(self, attribute.name), getattr(other, attribute.name)
            if isinstance(mine, list):
                mine.extend(more)
                continue
            for key, found in more.items():
                joined = isinstance(found, tuple) and key in mine
                mine[key] = (*mine[key], *found) if joined else found


def build_table(reading: TableReading, document: Document, parts: ReportParts) -> None:
    """Add one table to the parts of the report."""
    table = reading.form.table
    reading.rows.sort(key=lambda row: row.slots[0][1])
    rows: dict[str, Any] = {}
    model = _model_of(reading)
    for row in reading.rows:
        if model is not None and not holds(model, row.path):
            _keep_as_extra(row, table, reading, parts)
            continue
        values, trace = _row(row, reading, table)
        rows[row.path] = values
        parts.traces.append(trace)
    if model is not None:
        parts.tables[table] = assemble(model, rows)
    for strip in reading.extra:
        _add_extra(strip, table, parts)
    for loose in reading.loose:
        text, start, end, cell = loose.slot
        parts.unplaced.append(
            UnplacedNumber(
                table,
                text,
                loose.label or None,
                cell.value if cell is not None else None,
                document.span(start, end),
            )
        )
    parts.notes.extend(reading.notes)


def _row(row: PlacedRow, reading: TableReading, table: str) -> tuple[Any, RowTrace]:
    form = reading.form
    raws, starts, ends, cells = zip(*row.slots, strict=True)
    names, units, column_labels, label, row_type = _static(row.form or form, row.path, row.columns)
    values: list[Any] = []
    statuses: list[Status] = []
    for index, (column, cell) in enumerate(zip(row.columns, cells, strict=True)):
        if cell is not None and cell.kind == "number" and not column.money:
            values.append(cell.value)
            statuses.append(Status.READ if row.certain else Status.INFERRED)
            unit = cell.unit
        else:
            statuses.append(_status(cell, row.certain))
            value, unit = _value(cell, column, reading, row)
            values.append(value)
            if statuses[-1] is Status.NOT_A_NUMBER:
                _note_words(row.slots[index], reading)
        if unit is not None and unit != units[index]:
            units = (*units[:index], unit, *units[index + 1 :])
    trace = RowTrace(
        f"{table}.{row.path}",
        names,
        label,
        column_labels,
        units,
        raws,
        starts,
        ends,
        tuple(statuses),
    )
    return row_type(**dict(zip(names, values, strict=True))), trace


@lru_cache(maxsize=1024)
def _static(
    form: TableForm, path: str, columns: tuple[Column, ...]
) -> tuple[tuple[str, ...], tuple[str | None, ...], tuple[str, ...], str, type[Any]]:
    """What does not depend on the document: names, units, labels and type of a row."""
    official = form.grammar.official
    return (
        tuple(column.identifier for column in columns),
        tuple(column.unit for column in columns),
        tuple(official.get(c.identifier.upper(), c.identifier) for c in columns),
        form.grammar.row_labels[path],
        form.row_type.get(path) or form.row_type[""],
    )


def _note_words(slot: Slot, reading: TableReading) -> None:
    reading.note(
        "not-a-number",
        Severity.WARNING,
        f"{slot[0]} stands where the form has a number",
        slot[1],
        slot[2],
    )


def _status(cell: Reading | None, certain: bool) -> Status:
    if cell is None:
        return Status.BLANK
    if cell.kind == "number":
        return Status.READ if certain else Status.INFERRED
    return Status.NOT_APPLICABLE if cell.kind == "placeholder" else Status.NOT_A_NUMBER


def _value(
    cell: Reading | None, column: Column, reading: TableReading, row: PlacedRow
) -> tuple[Any, str | None]:
    unit = cell.unit if cell is not None and cell.unit else None
    if not column.money:
        return (None if cell is None else cell.value), unit or column.unit
    unit = unit or reading.units.get(row.path) or column.unit
    if cell is None or cell.value is None:
        return None, unit
    return Amount(Decimal(cell.value), unit if unit in _MONEY_UNITS else None), unit


def _model_of(reading: TableReading) -> type[Any] | None:
    """The class that holds the rows: that of the form, or of a form that lent a row of its own."""
    forms = [reading.form, *(row.form for row in reading.rows if row.form is not None)]
    return widest((form.model_class for form in forms), (row.path for row in reading.rows))


def _keep_as_extra(row: PlacedRow, table: str, reading: TableReading, parts: ReportParts) -> None:
    """A row of two forms at once for which no single class has a field (a hybrid of plugins)."""
    label = (row.form or reading.form).grammar.row_labels[row.path]
    strip = Strip(label, row.slots[0][1], row.slots[-1][2], None, None)
    strip.slots = list(row.slots)
    _add_extra(strip, table, parts)
    reading.note(
        "row-extra",
        Severity.INFO,
        f"{label} has no place in the forms of this table together; kept as an extra row",
        strip.slots[0][1],
        strip.slots[-1][2],
    )


def _add_extra(strip: Strip, table: str, parts: ReportParts) -> None:
    slots = _trimmed(strip.slots)
    rows = parts.extra.get(table, ())
    label = strip.text
    values = tuple(slot[3].value if slot[3] is not None else None for slot in slots)
    parts.extra[table] = (*rows, ExtraRow(label, values))
    parts.traces.append(
        RowTrace(
            path=f"extra.{table}[{len(rows)}].values",
            columns=tuple(f"[{index}]" for index in range(len(slots))),
            label=label,
            column_labels=("",) * len(slots),
            units=tuple(slot[3].unit if slot[3] is not None else None for slot in slots),
            raws=tuple(slot[0] for slot in slots),
            starts=tuple(slot[1] for slot in slots),
            ends=tuple(slot[2] for slot in slots),
            statuses=tuple(_status(slot[3], True) for slot in slots),
        )
    )


def _trimmed(slots: Sequence[Slot]) -> list[Slot]:
    """Without the marks at the end; padding in between is a blank cell."""
    last = max(index for index, slot in enumerate(slots) if slot[3] is not None)
    return [slot if slot[3] is not None else (BLANK, *slot[1:]) for slot in slots[: last + 1]]


def diagnostics_of(notes: Sequence[Note], document: Document) -> list[Diagnostic]:
    """Findings with their full place, in reading order."""
    return [
        Diagnostic(
            note.code,
            note.severity,
            note.message,
            document.span(note.start, note.end),
            note.hint,
        )
        for note in sorted(notes, key=lambda note: note.start)
    ]
