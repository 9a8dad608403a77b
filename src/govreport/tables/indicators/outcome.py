"""What a fitted row adds to the report: its trace, numbers without a place, and findings."""

from __future__ import annotations

from collections.abc import Sequence

from govreport.diagnostics import Severity
from govreport.document import Document
from govreport.language import phrase
from govreport.model import RowTrace, UnplacedNumber, Value
from govreport.tables.building import ReportParts
from govreport.tables.indicators.printed import IndicatorTable
from govreport.tables.indicators.values import FittedRow, FittedTable
from govreport.tables.outcome import Note
from govreport.tables.statuses import status_of

_SHOWN = 8


def values_of(fitted: FittedRow) -> tuple[Value, ...]:
    """The values of a row, None where there is none."""
    return tuple(slot[3].value if slot[3] is not None else None for slot in fitted.slots)


def units_of(
    fitted: FittedRow, table: FittedTable, official: str | None = None
) -> tuple[str | None, ...]:
    """The unit of each cell: printed in it, beside the label, in the header, or of the form."""
    return tuple(
        (slot[3].unit if slot[3] is not None else None) or fitted.row.unit or column or official
        for slot, column in zip(fitted.slots, table.units, strict=True)
    )


def row_unit(fitted: FittedRow, units: Sequence[str | None]) -> str | None:
    """The unit of a row as a whole: the printed one, or that of all its cells."""
    if fitted.row.unit is not None:
        return fitted.row.unit
    found = {
        unit for unit, slot in zip(units, fitted.slots, strict=True) if slot[3] is not None or unit
    }
    return found.pop() if len(found) == 1 else None


def trace(
    path: str,
    label: str,
    columns: Sequence[str],
    units: Sequence[str | None],
    fitted: FittedRow,
    *,
    certain: bool = True,
    single: bool = False,
) -> RowTrace:
    """How one row was read; with ``single``, the row's path is its only cell's."""
    slots = fitted.slots
    certain = certain and fitted.certain
    return RowTrace(
        path=path,
        columns=("",) if single else tuple(f"[{index}]" for index in range(len(slots))),
        label=label,
        column_labels=tuple(columns),
        units=tuple(units),
        raws=tuple(slot[0] for slot in slots),
        starts=tuple(slot[1] for slot in slots),
        ends=tuple(slot[2] for slot in slots),
        statuses=tuple(status_of(slot[3], certain=certain) for slot in slots),
    )


def account(table: IndicatorTable, fitted: FittedTable, parts: ReportParts) -> None:
    """Say which numbers of the table are no values: codes, row numbers, digits of labels."""
    parts.labels.extend(fitted.ordinals)
    parts.labels.extend(table.letters)
    for row in table.rows:
        inside = any(row.start <= slot[1] < row.end for slot in row.cells)
        if row.text and not inside and any(map(str.isdigit, row.text)):
            parts.labels.append((row.start, row.start + len(row.text)))
    if table.caption is not None:
        parts.labels.append((table.start, table.start + len(table.caption)))


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


def remark(fitted: FittedRow, parts: ReportParts, path: str | None) -> None:
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
    for text, start, end, reading in fitted.slots:
        if reading is not None and reading.mark:
            parts.notes.append(
                Note(
                    "number-marked",
                    Severity.WARNING,
                    phrase("{cell} stands with {mark}", cell=text, mark=reading.mark),
                    start,
                    end,
                    path=path,
                )
            )
        if reading is not None and reading.kind in ("words", "odd"):
            parts.notes.append(
                Note(
                    "not-a-number",
                    Severity.WARNING,
                    phrase("{text} stands where the table has a number", text=text),
                    start,
                    end,
                    path=path,
                )
            )
