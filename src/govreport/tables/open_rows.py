"""Rows that counting left open: let the column rules decide, when exactly one reading remains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from govreport.diagnostics import Severity
from govreport.tables.assignment import RowAssignment
from govreport.tables.outcome import PlacedRow, TableReading
from govreport.tables.placement.rows import Fit, Slot, values_of

_NEW, _OVER, _TOTAL, _FORWARD = (
    "new_requests",
    "carried_over",
    "results.total",
    "carried_forward",
)
_Values = Sequence[int | Decimal | None]


def solve_open_rows(reading: TableReading) -> None:
    """Place rows with several candidates by R1 and R2, one after the other; the rest is unplaced.

    A rule decides only when every other number in it is certain, and only between ways to read
    what is printed (rules R1 and R2 hold per column of the table of requests).
    """
    open_rows, reading.open_rows = reading.open_rows, []
    if reading.form.table == "requests" and len(open_rows) == 1:
        found, fit = open_rows[0]
        left = [option for option in fit.options if _agrees(found, option, reading)]
        if len(left) == 1 and found.path is not None:
            reading.rows.append(PlacedRow(found.path, found.columns, left[0], False, reading.form))
            reading.note(
                "cells-placed",
                Severity.WARNING,
                f"{found.row.text}: placed by the only reading that agrees with the columns' sums",
                left[0][0][1],
                left[0][-1][2],
            )
            return
    for found, fit in open_rows:
        _unplace(reading, found, fit)


def _unplace(reading: TableReading, found: RowAssignment, fit: Fit) -> None:
    ways = f" ({len(fit.options)} placements remain)" if len(fit.options) > 2 else ""
    reading.unplace(found.slots, found.row.text, f"{fit.how}{ways}")


def _agrees(found: RowAssignment, option: Sequence[Slot], reading: TableReading) -> bool:
    """Whether the columns add up with this reading; False when no rule can tell."""
    assert found.path is not None
    rows: dict[str, _Values] = {
        row.path: values_of(row.slots) for row in reading.rows if row.certain
    }
    if len(rows) != len(reading.rows):
        return False
    rows[found.path] = values_of(option)
    checks = [_balance(rows), _sum_of_results(rows, found.path)]
    return any(check is True for check in checks) and False not in checks


def _balance(rows: Mapping[str, _Values]) -> bool | None:
    """R1: new + carried over = results + carried forward, in each column."""
    try:
        parts = [rows[name] for name in (_NEW, _OVER, _TOTAL, _FORWARD)]
    except KeyError:
        return None
    for new, over, total, forward in zip(*parts, strict=True):
        if new is None or over is None or total is None or forward is None:
            return None
        if new + over != total + forward:
            return False
    return True


def _sum_of_results(rows: Mapping[str, _Values], path: str) -> bool | None:
    """R2: the total row is the sum of the rows of the results, in each column."""
    if _TOTAL not in rows or not path.startswith("results."):
        return None
    leaves = [v for name, v in rows.items() if name.startswith("results.") and name != _TOTAL]
    if len(leaves) < 19:
        return None
    for column, total in enumerate(rows[_TOTAL]):
        cells = [leaf[column] for leaf in leaves]
        if total is None or None in cells:
            return None
        if sum((cell for cell in cells if cell is not None), Decimal(0)) != total:
            return False
    return True
