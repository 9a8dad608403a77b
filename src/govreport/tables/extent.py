"""Which stretches of the text are tables, and which are prose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govreport.tables.labelled_rows import Strip
from govreport.tables.placement.rows import is_filled

_GAP = 60
"""Characters between two cells of one table, at most: padding, page numbers, a broken label."""


def extents(strips: Iterable[Strip]) -> list[tuple[int, int]]:
    """Offsets of the stretches that a table's strips cover; words without cells do not count."""
    found: list[tuple[int, int]] = []
    for strip in strips:
        last = next((slot for slot in reversed(strip.slots) if is_filled(slot)), None)
        if strip.matches is None and last is None:
            continue
        start = strip.start
        end = strip.end if last is None else max(strip.end, last[2])
        if found and start - found[-1][1] <= _GAP:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


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
