"""Which stretches of the text are tables, and which are prose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.passages import PassageRow
from govreport.tables.placement.rows import is_filled

_GAP = 60
"""Characters between two cells of one table, at most: padding, page numbers, a broken label."""


def extents(rows: Iterable[LabelledRow | PassageRow]) -> list[tuple[int, int]]:
    """Offsets of the stretches that a table's rows cover; words without cells do not count."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if isinstance(row, PassageRow):
            start, end = row.passage.start + row.offset, row.run.end
            if found and start - found[-1][1] <= _GAP:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
            continue
        end = _last_cell(row)
        if row.matches is None and not end:
            continue
        start = row.start
        end = max(row.end, end)
        if found and start - found[-1][1] <= _GAP:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _last_cell(row: LabelledRow) -> int:
    """Where the last printed cell of a row ends, 0 without one."""
    if row.run is not None and not row.is_listed:
        return row.run.end
    return next((slot[2] for slot in reversed(row.slots) if is_filled(slot)), 0)


def outside(stretches: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """What the sorted stretches leave of a text of ``length`` characters.

    >>> outside([(2, 4), (3, 6)], 9)
    [(0, 2), (6, 9)]
    """
    found = []
    position = 0
    for start, end in stretches:
        if start > position:
            found.append((position, start))
        position = max(position, end)
    if position < length:
        found.append((position, length))
    return found
