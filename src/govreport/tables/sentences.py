"""Sentences of section 一 that read like rows: 予以公开78件，部分公开11件，….

Where a text has no lines, such a list stands before the table like the rows of another printing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from govreport.tables.instances import Row
from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.passages import PassageRow
from govreport.tables.placement.rows import EMPTY

_COUNTED = re.compile(r"\d{1,9}\s?[件宗条项次起份][，、；。,;]")
_LIST = 12
"""Characters between two parts of a list."""
_LEAST_CELLS = 3


def behind_sentences(rows: Sequence[Row], text: str) -> Sequence[Row]:
    """The rows of a table without a list in prose that stands before them.

    Args:
        rows: as they are printed.
        text: the document's.
    """
    first, end = 0, -_LIST
    for index, row in enumerate(rows):
        if isinstance(row, PassageRow) and len(row.run.cells) > 1:
            break  # most tables begin so
        cells = _cells(row)
        if len(cells) == 1 and _COUNTED.match(text, cells[0][0]):
            first, end = index + 1, cells[0][1]
        elif cells:
            break
        elif isinstance(row, LabelledRow) and row.start - end < _LIST:
            first, end = index + 1, row.end
    rest = rows[first:]
    return rest if first and any(map(_is_of_table, rest)) else rows


def _cells(row: Row) -> list[tuple[int, int]]:
    """The places of what stands in the cells of a row."""
    if isinstance(row, PassageRow):
        return [(start, end) for _, start, end in row.run.places()]
    return [slot[1:3] for slot in row.slots if slot[0] not in EMPTY]


def _is_of_table(row: Row) -> bool:
    """Whether a row has more cells than a sentence gives it, or stands behind a known passage."""
    return isinstance(row, PassageRow) or row.filled() >= _LEAST_CELLS
