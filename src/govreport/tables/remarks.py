"""Words among the values of a row: a remark that stands in a cell, or something else."""

from __future__ import annotations

import re

from govreport.tables.assignment import AssignedRow
from govreport.tables.labelled_rows import LabelledRow
from govreport.text.cells import PAD

_LONGEST = 10
"""Characters of words in place of a number, at most: 见附件, 暂无数据 ..."""

_SUM = re.compile(r"[总合小]\s?计")
_REMARK = re.compile(r"见.*|详见.*|暂.*|无.*|没有|空|未.*|不.*|同上|另.*|略|保密|\D*\d\D*")
"""What is printed in place of a number; a continuation (续表), a note or a heading is not."""


def completes_row(before: AssignedRow, words: LabelledRow) -> LabelledRow | None:
    """The row before with the words as one of its cells, None where they are none of its.

    Words are a cell only where the row lacks exactly one, and stand in its place: other cells of
    the row follow them, or they are a remark.
    """
    row = before.row
    if row.closed or len(words.text) > _LONGEST:
        return None
    if _SUM.match(words.text) is not None:
        return None
    if words.reading is None or (words.reading.numeral and words.reading.kind != "odd"):
        return None
    width = len(before.columns)
    have = before.printed
    rest = list(words.slots)
    while rest and rest[-1][0] == PAD:
        rest.pop()
    if have >= width or have + 1 + len(rest) != width:
        return None
    if not rest and _REMARK.fullmatch(words.text) is None:
        return None
    cell = (words.text, words.start, words.end, words.reading)
    return row.with_slots([*before.slots, cell, *rest], closed=words.closed)


def is_rest_of(before: AssignedRow, row: LabelledRow) -> bool:
    """Whether the cells behind words that no form knows are just those that the row before lacks:
    words such as 续表 may stand in the middle of a row."""
    if before.row.closed or not row.filled():
        return False
    return 0 < before.filled() < len(before.columns) == before.filled() + row.filled()
