"""Empty cells that fill a row's label columns, in tables whose cells are all explicit (D25).

``| (一)予以公开 |  | 3 | 0 | 5 |  |``: the empty cell behind the label belongs to the label's three
columns, or it is the first value, which is blank. Only the table's own grid decides: the rows
that are complete show how many such cells it prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import evolve

from govreport.tables.assignment import AssignedRow, KnownRow, RowAssignment
from govreport.tables.placement.rows import is_filled
from govreport.text.cells import BLANK, PAD


def without_fillers(rows: Sequence[AssignedRow], label_columns: int) -> list[AssignedRow]:
    """Rows without the empty cells of their label columns, where the grid shows them.

    A row in which empty cells stand on both sides of its values, more than it has columns for,
    loses its columns where no complete row shows how many of them fill the label.
    ``label_columns`` is how many columns of the form's grid hold labels.
    """
    doubtful = [row for row in rows if _may_be_filled(row)]
    if not doubtful:
        return list(rows)
    shown = _shown(rows)
    usual = _usual(rows)
    return [
        _without(row.opened(), _leading(row), shown, usual, label_columns)
        if any(row is other for other in doubtful)
        else row
        for row in rows
    ]


def _may_be_filled(row: AssignedRow) -> bool:
    """Whether empty cells stand before the values of a row that has fewer than it has columns."""
    if isinstance(row, KnownRow) or not row.columns or row.filled() >= len(row.columns):
        return False
    return _leading(row) > 0


def _leading(row: AssignedRow) -> int:
    """How many empty cells stand between the label and the first value; 0 for a blank row."""
    for number, slot in enumerate(row.slots):
        if is_filled(slot):
            return number
        if slot[0] != BLANK:
            return 0
    return 0


def _shown(rows: Sequence[AssignedRow]) -> dict[int, int]:
    """Labels printed beside one another -> fillers behind them, as complete rows show it."""
    counts: dict[int, Counter[int]] = {}
    for row in rows:
        if isinstance(row, KnownRow):
            counts.setdefault(row.lead, Counter())[0] += 1
        elif row.columns and row.filled() == len(row.columns):
            counts.setdefault(row.lead, Counter())[_leading(row)] += 1
    return {lead: seen.most_common(1)[0][0] for lead, seen in counts.items() if len(seen) == 1}


def _starts(row: AssignedRow, leading: int, label_columns: int) -> list[int]:
    """After how many of the empty cells the first column can begin."""
    slots = row.slots
    last = max(number for number, slot in enumerate(slots) if is_filled(slot)) + 1
    rest = slots[last:]
    behind = next((n for n, slot in enumerate(rest) if slot[0] != BLANK), len(rest))
    if leading < label_columns:
        behind = len(rest)  # padding may stand for a blank cell
    width = len(row.columns)
    return [start for start in range(leading + 1) if 0 <= width - (last - start) <= behind]


def _usual(rows: Sequence[AssignedRow]) -> int | None:
    """How many cells a complete row prints, padding left aside; None when they differ."""
    found = {
        len(row.columns) if isinstance(row, KnownRow) else _cells(row)
        for row in rows
        if isinstance(row, KnownRow) or (row.columns and row.filled() == len(row.columns))
    }
    return found.pop() if len(found) == 1 else None


def _cells(row: AssignedRow) -> int:
    return sum(slot[0] != PAD for slot in row.slots)


def _without(
    row: RowAssignment,
    leading: int,
    shown: dict[int, int],
    usual: int | None,
    label_columns: int,
) -> RowAssignment:
    more = _cells(row) - usual if usual is not None else 0
    if row.source.closed and 0 < more <= leading and more < label_columns:
        doubt = "it has a cell more than the complete rows, which fills its label"
        return evolve(row, cells=row.slots[more:], doubt=row.doubt or doubt)
    known = shown.get(row.lead)
    if known is None and shown:
        lead, fillers = next(iter(shown.items()))
        known = max(0, fillers + lead - row.lead)
    starts = _starts(row, leading, label_columns)
    if row.source.closed and len(starts) == 1 and starts[0] and known not in starts:
        doubt = "as many cells as the form has stand behind the empty ones that fill its label"
        return evolve(row, cells=row.slots[starts[0] :], doubt=row.doubt or doubt)
    if known is not None:
        return evolve(row, cells=row.slots[known:]) if known <= leading else row
    if len(starts) < 2:
        return row
    reason = "empty cells stand on both sides of its values, and no row shows which fill the label"
    return evolve(row, columns=(), reason=reason)
