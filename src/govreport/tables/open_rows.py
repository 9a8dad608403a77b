"""Rows that counting left open: the sums of the whole table decide, when one reading remains.

Each open row comes with all the ways to read its cells that agree with its own total (R3). The
columns of the table add up too (R1, R2): an exact search looks for the readings of all open rows
together that agree with every sum, bounded in its steps. What is the same in all of them is
placed, and said; the rest is unplaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from attrs import frozen

from govreport.diagnostics import Severity
from govreport.language import phrase
from govreport.model.rules import ROW_SUMS
from govreport.tables.assignment import RowAssignment
from govreport.tables.outcome import PlacedRow, TableReading
from govreport.tables.placement.rows import MANY, Fit, Slot, values_of

_Values: TypeAlias = tuple[int | Decimal, ...]
_Open: TypeAlias = tuple[RowAssignment, Fit]

_STEPS = 60_000
_SOLUTIONS = 256


@frozen
class Equation:
    """Rows that add up to other rows, column by column."""

    left: tuple[str, ...]
    right: tuple[str, ...]

    def paths(self) -> tuple[str, ...]:
        """Every row of the equation."""
        return (*self.left, *self.right)


def solve_open_rows(reading: TableReading) -> None:
    """Place open rows by the sums of the table; the rest is unplaced."""
    if not reading.open_rows:
        return
    waiting, reading.open_rows = reading.open_rows, []
    placed = _solved(reading, waiting) if reading.form.table == "requests" else {}
    for found, fit in waiting:
        slots = placed.get(found.path or "")
        if slots is None or found.path is None:
            _unplace(reading, found, fit)
            continue
        reading.rows.append(PlacedRow(found.path, found.columns, slots, False, reading.form))
        reading.note(
            "cells-placed",
            Severity.WARNING,
            phrase(
                "{label}: columns concluded ({how})",
                label=found.row.text,
                how=phrase("the only reading that agrees with the columns' sums"),
            ),
            slots[0][1],
            slots[-1][2],
            row=found.path,
        )


def _unplace(reading: TableReading, found: RowAssignment, fit: Fit) -> None:
    ways = f" ({len(fit.options)} placements remain)" if len(fit.options) > 2 else ""
    slots = found.slots if found.cells is not None else found.row.numbers
    reading.unplace(slots, found.row.text, f"{fit.how}{ways}")


def _solved(reading: TableReading, waiting: Sequence[_Open]) -> dict[str, tuple[Slot, ...]]:
    """The rows whose reading is the same in all solutions, by path."""
    fixed: dict[str, _Values] = {}
    for row in reading.rows:
        values = _complete(values_of(row.slots))
        if values is not None:
            fixed[row.path] = values
    options = {
        found.path: fit.options
        for found, fit in waiting
        if found.path is not None and 1 < len(fit.options) < MANY
    }
    equations = [
        equation
        for equation in _equations(reading.form.table, {*fixed, *options})
        if any(path in options for path in equation.paths())
    ]
    taking_part = [
        path for path in options if any(path in equation.paths() for equation in equations)
    ]
    if not taking_part:
        return {}
    solutions = _solutions(taking_part, options, fixed, equations)
    if not solutions:
        return {}
    return {
        path: options[path][solutions[0][index]]
        for index, path in enumerate(taking_part)
        if len({solution[index] for solution in solutions}) == 1
    }


def _complete(values: Sequence[int | Decimal | None]) -> _Values | None:
    known = tuple(value for value in values if value is not None)
    return known if len(known) == len(values) else None


def _equations(table: str, known: set[str]) -> Iterator[Equation]:
    """R1 and R2 of each form, where every row that takes part is printed."""
    for sums in ROW_SUMS.values():
        for left, right in sums.values():
            sides = [
                tuple(path.removeprefix(f"{table}.") for path in side) for side in (left, right)
            ]
            equation = Equation(*sides)
            if known.issuperset(equation.paths()):
                yield equation


def _solutions(
    paths: Sequence[str],
    options: Mapping[str, Sequence[tuple[Slot, ...]]],
    fixed: Mapping[str, _Values],
    equations: Sequence[Equation],
) -> list[tuple[int, ...]]:
    """For each solution the number of the option of each row; none when there are too many."""
    values = {path: [_complete(values_of(slots)) for slots in options[path]] for path in paths}
    found: list[tuple[int, ...]] = []
    steps = 0
    chosen: dict[str, _Values] = dict(fixed)

    def search(index: int, numbers: tuple[int, ...]) -> bool:
        """Whether the search ended within its bounds."""
        nonlocal steps
        steps += 1
        if steps > _STEPS or len(found) > _SOLUTIONS:
            return False
        if index == len(paths):
            found.append(numbers)
            return True
        path = paths[index]
        for number, option in enumerate(values[path]):
            if option is None:
                continue
            chosen[path] = option
            within = not all(_may_hold(equation, chosen) for equation in equations) or search(
                index + 1, (*numbers, number)
            )
            del chosen[path]
            if not within:
                return False
        return True

    return found if search(0, ()) else []


def _may_hold(equation: Equation, chosen: Mapping[str, _Values]) -> bool:
    """Whether an equation holds, or may still hold when its open rows are chosen."""
    sides = []
    for paths in (equation.left, equation.right):
        known = [chosen[path] for path in paths if path in chosen]
        totals = [sum(column, Decimal(0)) for column in zip(*known, strict=False)]
        sides.append((totals, len(known) == len(paths)))
    (left, left_known), (right, right_known) = sides
    if left_known and right_known:
        return left == right
    if left_known and right:
        return all(whole >= part for whole, part in zip(left, right, strict=False))
    if right_known and left:
        return all(whole >= part for whole, part in zip(right, left, strict=False))
    return True
