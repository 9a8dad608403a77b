"""From placed rows to the model: row objects, tables, traces and diagnostics."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from attrs import define, evolve, field

from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Document
from govreport.language import phrase
from govreport.model import (
    ExtraRow,
    RowTrace,
    Status,
    UnplacedNumber,
)
from govreport.tables.added_sums import note_of_sum
from govreport.tables.assignment import KnownRow, shape_of_row
from govreport.tables.outcome import Note, PlacedRow, TableReading, notes_of_cells
from govreport.tables.paths import assemble, holds, widest
from govreport.tables.placement.rows import Slot
from govreport.tables.printed_order import UNKNOWN
from govreport.tables.statuses import CellValue, cell_value, status_of
from govreport.text.cells import BLANK


@define
class ReportParts:
    """What the tables contribute to a report.

    ``labels`` are offsets of numbers that are no values: codes, row numbers, digits in labels.
    """

    tables: dict[str, Any] = field(factory=dict)
    extra: dict[str, list[ExtraRow]] = field(factory=dict)
    unplaced: list[UnplacedNumber] = field(factory=list)
    traces: list[RowTrace | KnownRow] = field(factory=list)
    notes: list[Note] = field(factory=list)
    labels: list[tuple[int, int]] = field(factory=list)

    def add(self, other: ReportParts) -> None:
        """Take in the parts of one more table."""
        for table, found in other.tables.items():
            before = self.tables.get(table, ())
            joined = isinstance(found, tuple) and isinstance(before, tuple)
            self.tables[table] = (*before, *found) if joined else found
        for table, rows in other.extra.items():
            self.extra.setdefault(table, []).extend(rows)
        self.unplaced.extend(other.unplaced)
        self.traces.extend(other.traces)
        self.notes.extend(other.notes)
        self.labels.extend(other.labels)


def build_table(reading: TableReading, document: Document, parts: ReportParts) -> None:
    """Add one table to the parts of the report."""
    table = reading.form.table
    reading.rows.sort(key=attrgetter("start"))
    rows: dict[str, Any] = {}
    model, mixed = _model_of(reading)
    for row in reading.rows:
        if mixed and not holds(model, row.path):
            _keep_as_extra(row, table, reading, parts)
        elif isinstance(row, KnownRow):
            rows[row.path] = row.shape.row_of(row.values)
            parts.traces.append(row)
        else:
            row = _without_sums(row, table, parts)
            rows[row.path], trace = _row(row, reading)
            parts.traces.append(trace)
    parts.tables[table] = assemble(model, rows)
    for extra in reading.extra:
        _add_extra(extra.text, extra.slots, table, parts)
    for loose in reading.loose:
        text, start, end, cell = loose.slot
        value = cell.value if cell is not None else None
        span = document.span(start, end)
        parts.unplaced.append(UnplacedNumber(table, text, loose.label or None, value, span))
    parts.notes.extend(reading.notes)


def _row(row: PlacedRow, reading: TableReading) -> tuple[Any, RowTrace]:
    stated = reading.units.get(row.path)
    shape = shape_of_row(row.form or reading.form, row.path, row.columns, stated)
    raws, starts, ends, cells = zip(*row.slots, strict=True)
    usual = Status.READ if row.certain else Status.INFERRED
    found = [
        CellValue(usual, cell.value, unit)
        if cell is not None and cell.is_plain and column.kind == "count"
        else cell_value(cell, column, certain=row.certain, stated=stated)
        for column, cell, unit in zip(row.columns, cells, shape.units, strict=True)
    ]
    if any(one.words is not None or one.mark is not None for one in found):
        path = f"{reading.form.table}.{row.path}"
        reading.notes.extend(notes_of_cells(found, row.slots, path))
    trace = RowTrace(
        shape.full_path,
        shape.names,
        shape.label,
        shape.column_labels,
        tuple(one.unit for one in found),
        raws,
        starts,
        ends,
        tuple(one.status for one in found),
    )
    values = {name: one.value for name, one in zip(shape.names, found, strict=True)}
    return shape.row_type(**values), trace


def _without_sums(row: PlacedRow, table: str, parts: ReportParts) -> PlacedRow:
    """The row without the columns that an agency added, which are kept as extra rows."""
    added = [i for i, column in enumerate(row.columns) if column.identifier[0] == UNKNOWN]
    if not added:
        return row
    label = row.form.grammar.row_labels[row.path] if row.form is not None else row.path
    for index in added:
        name = f"{label} / {row.columns[index].identifier[1:]}"
        _add_extra(name, row.slots[index : index + 1], table, parts)
        note = note_of_sum(row, index, name)
        if note is not None:
            parts.notes.append(note)
    kept = [i for i in range(len(row.columns)) if i not in added]
    return evolve(
        row,
        columns=tuple(row.columns[i] for i in kept),
        slots=tuple(row.slots[i] for i in kept),
    )


_READ = (Status.READ,) * 64


def trace_of(row: RowTrace | KnownRow) -> RowTrace:
    """How a row was read, cell by cell."""
    if isinstance(row, RowTrace):
        return row
    raws, starts, ends = zip(*row.run.places(), strict=True)
    shape = row.shape
    return RowTrace(
        shape.full_path,
        shape.names,
        shape.label,
        shape.column_labels,
        shape.units,
        raws,
        starts,
        ends,
        _READ[: len(raws)],
    )


def _model_of(reading: TableReading) -> tuple[type[Any], bool]:
    """The class that holds the rows: that of the form, or of a form that lent a row of its own.

    The second value says whether rows of several forms are printed, which perhaps no class holds.
    """
    forms = {reading.form, *(row.form for row in reading.rows if row.form is not None)}
    if len(forms) == 1:
        return reading.form.model_class, False
    ordered = [reading.form, *(form for form in forms if form is not reading.form)]
    model = widest((form.model_class for form in ordered), (row.path for row in reading.rows))
    return model, True


def _keep_as_extra(
    row: PlacedRow | KnownRow, table: str, reading: TableReading, parts: ReportParts
) -> None:
    """A row of two forms at once for which no single class has a field (a hybrid of plugins)."""
    label = (row.form or reading.form).grammar.row_labels[row.path]
    slots = row.slots
    _add_extra(label, slots, table, parts)
    reading.note(
        "row-extra",
        Severity.INFO,
        phrase(
            "{label} has no place in the forms of this table together; kept as an extra row",
            label=label,
        ),
        slots[0][1],
        slots[-1][2],
    )


def _add_extra(label: str, slots: Sequence[Slot], table: str, parts: ReportParts) -> None:
    slots = _trimmed(slots)
    readings = [slot[3] for slot in slots]
    values = tuple(reading.value if reading is not None else None for reading in readings)
    rows = parts.extra.setdefault(table, [])
    parts.traces.append(
        RowTrace(
            path=f"extra.{table}[{len(rows)}].values",
            columns=tuple(f"[{index}]" for index in range(len(slots))),
            label=label,
            column_labels=("",) * len(slots),
            units=tuple(reading.unit if reading is not None else None for reading in readings),
            raws=tuple(slot[0] for slot in slots),
            starts=tuple(slot[1] for slot in slots),
            ends=tuple(slot[2] for slot in slots),
            statuses=tuple(status_of(reading, certain=True) for reading in readings),
        )
    )
    rows.append(ExtraRow(label, values))


def _trimmed(slots: Sequence[Slot]) -> list[Slot]:
    """Without the marks at the end; padding in between is a blank cell."""
    last = max((index for index, slot in enumerate(slots) if slot[3] is not None), default=0)
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
            note.path,
        )
        for note in sorted(notes, key=lambda note: note.start)
    ]
