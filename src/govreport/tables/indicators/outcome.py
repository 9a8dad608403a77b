"""What a fitted row adds to the report: its trace, numbers without a place, and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from govreport.diagnostics import Severity
from govreport.document import Document
from govreport.language import phrase
from govreport.model import Amount, RowTrace, UnplacedNumber, Value
from govreport.tables.building import ReportParts
from govreport.tables.indicators.printed import IndicatorTable
from govreport.tables.indicators.values import FittedRow, FittedTable
from govreport.tables.outcome import Note, notes_of_cells
from govreport.tables.statuses import CellValue, cell_value, column_of_unit
from govreport.text.cells import Reading
from govreport.text.numbers import TOKEN, follows_unit

_SHOWN = 8


def cells_of(
    fitted: FittedRow, table: FittedTable, official: str | None = None, *, certain: bool = True
) -> tuple[CellValue, ...]:
    """What each cell of a row becomes.

    Its unit is printed in it, beside the label, in the header, or is that of the form; a number
    of another kind (``3千元`` where 条 are counted) is not the row's. A heading has no cell.
    """
    if not fitted.slots:
        return ()
    certain = certain and fitted.certain
    return tuple(
        _cell(slot[3], fitted.row.unit or column or official, certain, official is not None)
        for slot, column in zip(fitted.slots, table.units, strict=True)
    )


def _cell(reading: Reading | None, unit: str | None, certain: bool, counts: bool) -> CellValue:
    cell = cell_value(reading, column_of_unit(unit, counts=counts), certain=certain)
    return evolve(cell, value=cell.value.value) if isinstance(cell.value, Amount) else cell


def values_of(cells: Sequence[CellValue]) -> tuple[Value, ...]:
    """The values of a row, None where there is none."""
    return tuple(cell.value for cell in cells)


def row_unit(fitted: FittedRow, cells: Sequence[CellValue]) -> str | None:
    """The unit of a row as a whole: the printed one, or that of all its cells."""
    if fitted.row.unit is not None:
        return fitted.row.unit
    found = {
        cell.unit
        for cell, slot in zip(cells, fitted.slots, strict=True)
        if slot[3] is not None or cell.unit
    }
    return found.pop() if len(found) == 1 else None


def trace(
    path: str,
    label: str,
    columns: Sequence[str],
    cells: Sequence[CellValue],
    fitted: FittedRow,
    *,
    single: bool = False,
) -> RowTrace:
    """How one row was read, cell by cell; with ``single``, the row's path is its only cell's."""
    slots = fitted.slots
    return RowTrace(
        path=path,
        columns=("",) if single else tuple(f"[{index}]" for index in range(len(slots))),
        label=label,
        column_labels=tuple(columns),
        units=tuple(cell.unit for cell in cells),
        raws=tuple(slot[0] for slot in slots),
        starts=tuple(slot[1] for slot in slots),
        ends=tuple(slot[2] for slot in slots),
        statuses=tuple(cell.status for cell in cells),
    )


def account(
    table: IndicatorTable, fitted: FittedTable, document: Document, parts: ReportParts
) -> None:
    """Say which numbers of the table are no values: codes, row numbers, digits of labels."""
    parts.labels.extend(fitted.ordinals)
    parts.labels.extend(table.letters)
    for row in table.rows:
        inside = any(row.start <= slot[1] < row.end for slot in row.cells)
        if row.text and not inside and any(map(str.isdigit, row.text)):
            parts.labels += _without_values(document.text, row.start, row.start + len(row.text))
    if table.caption is not None:
        end = table.start + len(table.caption)
        parts.labels += _without_values(document.text, table.start, end)


def _without_values(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What of a label is its own: not the value of a row above that ran into it."""
    for match in TOKEN.finditer(text, start, end):
        if follows_unit(text, match.start()):
            if match.start() > start:
                yield start, match.start()
            start = match.end()
    if start < end:
        yield start, end


def unplace(fitted: FittedRow, table: str, document: Document, parts: ReportParts) -> None:
    """Keep a row's printed cells outside the model, and say why."""
    row = fitted.row
    loose = [s for s in fitted.loose if s[3] is None or s[3].kind != "placeholder"]
    if not loose:
        return
    for text, start, end, reading in loose:
        value = reading.value if reading is not None else None
        parts.unplaced.append(
            UnplacedNumber(table, text, row.text or None, value, document.span(start, end))
        )
    shown = " ".join(slot[0] for slot in loose[:_SHOWN])
    parts.notes.append(
        Note(
            "number-unplaced",
            Severity.ERROR,
            phrase(
                "{label}: {shown} cannot be placed: {why}",
                label=row.text,
                shown=shown,
                why=fitted.why,
            )
            if row.text
            else phrase("{shown} cannot be placed: {why}", shown=shown, why=fitted.why),
            loose[0][1],
            loose[-1][2],
        )
    )


def remark(
    fitted: FittedRow, cells: Sequence[CellValue], parts: ReportParts, path: str | None
) -> None:
    """Say how a row was placed where counting cells did not suffice, and where words stand.

    ``path`` is its record path, None for a row without records.
    """
    row = fitted.row
    if not fitted.certain and fitted.slots:
        parts.notes.append(
            Note(
                "cells-placed",
                Severity.WARNING,
                phrase("{label}: columns concluded ({how})", label=row.text, how=fitted.how),
                fitted.slots[0][1],
                fitted.slots[-1][2],
                path=path,
            )
        )
    parts.notes.extend(notes_of_cells(cells, fitted.slots, path))
