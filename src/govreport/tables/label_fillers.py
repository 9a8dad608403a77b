"""Empty cells that fill a row's label columns, in tables whose cells are all explicit (D25).

``| (一)予以公开 |  | 3 | 0 | 5 |  |``: the empty cell behind the label belongs to the label's three
columns, or it is the first value, which is blank. Only the table's own grid decides: the rows
that are complete show how many such cells it prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import evolve

from govreport.tables.assignment import RowAssignment
from govreport.tables.placement.rows import is_filled
from govreport.text.cells import BLANK


def without_fillers(rows: Sequence[RowAssignment]) -> list[RowAssignment]:
    """Rows without the empty cells of their label columns, where the grid shows them.

    A row in which empty cells stand on both sides of its values, more than it has columns for,
    loses its columns where no complete row shows how many of them fill the label.
    """
    shown = _shown(rows)
    found = []
    for row in rows:
        leading = 0 if row.shape is not None else _leading(row)
        if leading and row.columns and row.filled() < len(row.columns):
            row = _without(row, leading, shown)
        found.append(row)
    return found


def _leading(row: RowAssignment) -> int:
    """How many empty cells stand between the label and the first value; 0 for a blank row."""
    for number, slot in enumerate(row.slots):
        if is_filled(slot):
            return number
        if slot[0] != BLANK:
            return 0
    return 0


def _shown(rows: Sequence[RowAssignment]) -> dict[int, int]:
    """Labels printed beside one another -> fillers behind them, as complete rows show it."""
    counts: dict[int, Counter[int]] = {}
    for row in rows:
        if row.shape is not None:
            counts.setdefault(row.lead, Counter())[0] += 1
        elif row.columns and row.filled() == len(row.columns):
            counts.setdefault(row.lead, Counter())[_leading(row)] += 1
    return {lead: seen.most_common(1)[0][0] for lead, seen in counts.items() if len(seen) == 1}


def _starts(row: RowAssignment, leading: int) -> list[int]:
    """After how many of the empty cells the first column can begin."""
    slots = row.slots
    last = max(number for number, slot in enumerate(slots) if is_filled(slot)) + 1
    behind = next((n for n, slot in enumerate(slots[last:]) if slot[0] != BLANK), len(slots) - last)
    width = len(row.columns)
    return [start for start in range(leading + 1) if 0 <= width - (last - start) <= behind]


def _without(row: RowAssignment, leading: int, shown: dict[int, int]) -> RowAssignment:
    known = shown.get(row.lead)
    if known is None and shown:
        lead, fillers = next(iter(shown.items()))
        known = max(0, fillers + lead - row.lead)
    if known is not None:
        return evolve(row, cells=row.slots[known:]) if known <= leading else row
    if len(_starts(row, leading)) < 2:
        return row
    reason = "empty cells stand on both sides of its values, and no row shows which fill the label"
    return evolve(row, columns=(), reason=reason)
