"""A table that is printed more than once: which of its printings is this year's.

Reports quote last year's table in section 一, print two years side by side, or share a file with
another report (D22, D23). The rows of two printings are never mixed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from attrs import frozen

from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.passages import PassageRow

Row: TypeAlias = LabelledRow | PassageRow

_ABOVE = 160
_LAST_YEAR = re.compile(r"上[一]?年度?(?!结转|項目|项目)|去年|往年")
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年")
_SECTION = re.compile(r"[二三四]\s*、[^\n|]{0,24}(?:情况|情況|制度)")
_ROWS_OF_CASES = 15


@frozen
class Printing:
    """One printing of a table: its rows, and where the first of them begins."""

    rows: tuple[Row, ...]
    start: int


def printings(rows: Sequence[Row]) -> list[Printing]:
    """The printings of a table, one for most documents.

    A label that comes again with cells begins another one, when the row behind it comes again
    too: a single row printed twice is a slip.
    """
    keys = [_key(row) for row in rows]
    named = [key for key in keys if key]
    if len(set(named)) == len(named):
        return [Printing(tuple(rows), _start(rows[0]))] if rows else []
    firsts = [0]
    met: set[str] = set()
    for index, key in enumerate(keys):
        if not key:
            continue
        if key in met and _goes_on(keys, index, met):
            firsts.append(_beginning(rows, keys, index))
            met = set()
        met.add(key)
    ends = [*firsts[1:], len(rows)]
    return [
        Printing(tuple(rows[first:end]), _start(rows[first]))
        for first, end in zip(firsts, ends, strict=True)
        if first < end
    ]


def this_years(
    found: Sequence[Printing], text: str, year: Callable[[], int | None]
) -> Printing | None:
    """The printing that is this year's, None when the document does not say.

    What stands above a printing names last year or another year, or it is the heading of the
    section that the table belongs to.
    """
    above = [text[max(0, one.start - _ABOVE) : one.start] for one in found]
    own = [
        one for one, words in zip(found, above, strict=True) if not _is_of_another_year(words, year)
    ]
    if len(own) != 1:
        headed = [
            one
            for one, words in zip(found, above, strict=True)
            if _SECTION.search(words) and (one in own or not own)
        ]
        own = headed
    return own[0] if len(own) == 1 else None


def _is_of_another_year(words: str, year: Callable[[], int | None]) -> bool:
    sections = list(_SECTION.finditer(words))
    if sections:
        words = words[sections[-1].end() :]
    if _LAST_YEAR.search(words):
        return True
    years = {int(match[1]) for match in _YEAR.finditer(words)}
    return bool(years) and year() not in (None, *years)


def _key(row: Row) -> str:
    """What tells a row with cells from the others: its label, or its width."""
    if isinstance(row, PassageRow):
        if len(row.run.cells) >= _ROWS_OF_CASES:
            return f"{_ROWS_OF_CASES} cells"
        return "" if row.passage.is_bare else row.passage.keys[-1]
    if not row.filled():
        return ""
    if row.filled() >= _ROWS_OF_CASES:
        return f"{_ROWS_OF_CASES} cells"
    return row.reading.key if row.reading is not None and row.matches is not None else ""


def _goes_on(keys: Sequence[str], index: int, met: set[str]) -> bool:
    """Whether the next row with a label comes again too; of one row, that it has a header anew."""
    behind = (keys[later] for later in range(index + 1, len(keys)))
    following = next((key for key in behind if key), None)
    if following is not None and len(met) > 1:
        return following in met
    return following is None and len(met) == 1 and not keys[index - 1]


def _beginning(rows: Sequence[Row], keys: Sequence[str], index: int) -> int:
    """The first label above a row, behind the last row with cells."""
    while index and not keys[index - 1] and not _has_cells(rows[index - 1]):
        index -= 1
    return index


def _has_cells(row: Row) -> bool:
    return isinstance(row, PassageRow) or row.filled() > 0


def _start(row: Row) -> int:
    if isinstance(row, PassageRow):
        return row.passage.labels[0].start + row.offset
    return row.start


def values_of(printing: Printing) -> list[list[str]]:
    """What stands in the cells of each row."""
    return [
        list(row.run.cells)
        if isinstance(row, PassageRow)
        else [slot[0] for slot in row.slots if slot[3] is not None]
        for row in printing.rows
        if _has_cells(row)
    ]
