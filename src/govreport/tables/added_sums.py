"""Columns that an agency added to hold a sum (小计, 法人小计, 合计), against their parts."""

from __future__ import annotations

from collections.abc import Mapping

from govreport.diagnostics import Severity
from govreport.language import phrase
from govreport.tables.outcome import Note, PlacedRow
from govreport.tables.placement.rows import Slot
from govreport.tables.printed_order import UNKNOWN

_OF_GROUP = ("法人", "组织", "組織", "机构", "機構", "单位", "單位")
_TOTAL = "total"


def note_of_sum(row: PlacedRow, index: int, label: str) -> Note | None:
    """A finding where the added column at ``index`` is not the sum of its parts.

    Which columns are its parts is said by its name (法人小计), else by any reading under which it
    holds: those of a group, or all of the row's. A row with a blank part cannot be checked.
    """
    printed = _value(row.slots[index])
    if printed is None or row.form is None:
        return None
    sums = list(_sums(row, index, row.form.column_groups))
    if not sums or printed in sums:
        return None
    _, start, end, _ = row.slots[index]
    return Note(
        "added-sum-differs",
        Severity.WARNING,
        phrase(
            "{label}: {printed} is printed, its parts add up to {sum}",
            label=label,
            printed=printed,
            sum=sums[0],
        ),
        start,
        end,
    )


def _sums(row: PlacedRow, index: int, groups: Mapping[str, tuple[str, ...]]) -> list[int]:
    """What the column may hold, the likeliest first; empty where a part is no plain number."""
    names = [column.identifier for column in row.columns]
    name = names[index]
    parts = [set(group) for group in groups.values()]
    if not any(word in name for word in _OF_GROUP):
        everything = {other for other in names if other != _TOTAL and other[0] != UNKNOWN}
        behind_all = names[index - 1] == _TOTAL or index + 1 == len(names) or not parts
        parts = [everything, *parts] if behind_all else [*parts, everything]
    found = []
    for members in parts:
        values = [_value(row.slots[names.index(one)]) for one in members if one in names]
        if None in values or not values:
            return []
        found.append(sum(value for value in values if value is not None))
    return found


def _value(slot: Slot) -> int | None:
    reading = slot[3]
    value = reading.value if reading is not None and reading.kind == "number" else None
    return value if isinstance(value, int) else None
