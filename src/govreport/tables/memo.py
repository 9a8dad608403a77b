"""Plans: tables with the same labels, all of whose rows are complete, need no second thought.

Which row a label is depends on the labels alone, and most published tables print the same ones.
When a table was read without a doubt (no finding, every row complete), the outcome is kept by its
sequence of labels; a later table with these labels, whose rows are complete too, takes it over.
Anything else goes the long way. A plan never decides anything that the long way would not.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from govreport.model import Choice
from govreport.tables.forms import Column, TableForm
from govreport.tables.labelled_rows import Strip
from govreport.tables.outcome import PlacedRow, TableReading

_LIMIT = 512


@frozen
class Plan:
    """How a table with known labels is read.

    ``rows`` say of each row in which strip and at which of its cells it begins, its path, columns
    and form; ``idle`` says of the other strips how many marks they hold, and ``filled`` of those
    with rows how many numbers.
    """

    form: TableForm
    choice: Choice
    rows: tuple[tuple[int, int, str, tuple[Column, ...], TableForm | None], ...]
    idle: tuple[tuple[int, int], ...]
    filled: tuple[tuple[int, int], ...]
    units: dict[str, str]


_plans: dict[tuple[object, ...], Plan] = {}


def plan_key(
    table: str, strips: Sequence[Strip], context: tuple[object, ...]
) -> tuple[object, ...]:
    """What a plan depends on: the labels as printed, the templates and the layout."""
    return (table, context, *[strip.text for strip in strips])


def recall(key: tuple[object, ...], strips: Sequence[Strip]) -> tuple[TableReading, Choice] | None:
    """The reading of a table whose labels were met before, if all its rows are complete."""
    plan = _plans.get(key)
    if plan is None:
        return None
    for index, count in plan.idle:
        if len(strips[index].slots) != count:
            return None
        for slot in strips[index].slots:
            if slot[3] is not None:
                return None
    for index, count in plan.filled:
        if strips[index].filled() != count:
            return None
    rows = []
    for index, offset, path, columns, form in plan.rows:
        slots = tuple(strips[index].slots[offset : offset + len(columns)])
        if len(slots) < len(columns):
            return None
        for slot in slots:
            if slot[3] is None or slot[3].kind != "number":
                return None
        rows.append(PlacedRow(path, columns, slots, True, form))
    return TableReading(plan.form, rows=rows, units=plan.units), plan.choice


def remember(
    key: tuple[object, ...], strips: Sequence[Strip], reading: TableReading, choice: Choice
) -> None:
    """Keep the plan of a table that was read without a doubt."""
    if reading.notes or reading.extra or reading.loose or reading.open_rows:
        return
    owner = {
        id(slot): (index, offset)
        for index, strip in enumerate(strips)
        for offset, slot in enumerate(strip.slots)
    }
    rows = []
    filled: dict[int, int] = {}
    for row in reading.rows:
        index, offset = owner.get(id(row.slots[0]), (-1, 0))
        width = len(row.columns)
        if index < 0 or not row.certain:
            return
        if tuple(strips[index].slots[offset : offset + width]) != row.slots:
            return
        rows.append((index, offset, row.path, row.columns, row.form))
        filled[index] = filled.get(index, 0) + width
    if any(strips[index].filled() != count for index, count in filled.items()):
        return
    idle = tuple(
        (index, len(strip.slots)) for index, strip in enumerate(strips) if index not in filled
    )
    if len(_plans) >= _LIMIT:
        _plans.clear()
    _plans[key] = Plan(
        reading.form, choice, tuple(rows), idle, tuple(filled.items()), dict(reading.units)
    )
