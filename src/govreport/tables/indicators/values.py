"""The numbers of an indicator table, each in its column or without a place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import TypeAlias

from attrs import evolve, frozen

from govreport.document import Document
from govreport.language import phrase
from govreport.layouts.shape import lines_are_unique
from govreport.prose.several import beginnings
from govreport.tables.indicators.printed import IndicatorRow, IndicatorTable
from govreport.tables.indicators.words import UNITS, cumulative_labels, header_role, is_unit
from govreport.tables.placement.columns import ColumnCut, Group, cut_columns
from govreport.tables.placement.digits import split_runs
from govreport.tables.placement.rows import Slot, fit_row, is_filled
from govreport.text.cells import BLANK, PAD, read_cell
from govreport.text.labels import flatten

_FIGURE = re.compile(rf"(?<!\d)(\d[\d,]{{0,14}})\s{{0,4}}({UNITS})")
_LONGEST_RUN = 40
_AGREE = 3
_NOTE = re.compile(r"\((?:单位[::]?)?(?P<unit>[^()]{1,4})\)$")


@frozen
class FittedRow:
    """A row with one slot for each column; ``slots`` is empty for a heading.

    ``loose`` are printed cells that found no column, ``why`` says why; ``how`` says what decided
    when ``certain`` is False.
    """

    row: IndicatorRow
    slots: tuple[Slot, ...] = ()
    certain: bool = True
    how: str = ""
    loose: tuple[Slot, ...] = ()
    why: str = ""


@frozen
class FittedTable:
    """A table with its cells in columns; ``units`` are those that the column headers state."""

    columns: tuple[str, ...]
    units: tuple[str | None, ...]
    rows: tuple[FittedRow, ...]

    @property
    def ordinals(self) -> list[tuple[int, int]]:
        """Offsets of codes and row numbers, which are no values."""
        return [
            row.row.code[1:3]
            for row in self.rows
            if row.row.code is not None and row.row.code not in row.loose
        ]


def fit_in(document: Document, table: IndicatorTable) -> FittedTable:
    """Place the cells of all rows of a document's table, with what the text around it says."""
    here = [(table.start, table.end)]
    figures = figures_outside(document.text, here) if table.glued else ()
    fitted = fit_table(table, figures)
    doubt = _doubt_of(document, table)
    if doubt is not None:
        rows = [evolve(row, certain=False, how=row.how or doubt) for row in fitted.rows]
        return evolve(fitted, rows=tuple(rows))
    return fitted


def _doubt_of(document: Document, table: IndicatorTable) -> str | None:
    """Why nothing of a table is sure, if so."""
    if lines_are_unique(document):
        return _REMOVED
    if any(start <= table.start for start in beginnings(document)):
        return _OF_ANOTHER
    return None


_OF_ANOTHER = phrase("the list stands in another report of the file than the first")
_REMOVED = phrase("repeated lines were removed from the text, cells and labels among them")


def fit_table(table: IndicatorTable, figures: Collection[Figure] = ()) -> FittedTable:
    """Place the cells of all rows.

    Args:
        table: the table as printed.
        figures: numbers that the text around the table states.
    """
    usual = _usual_width(table.rows)
    columns = _columns(table, usual)
    width = len(columns)
    unsure = table.glued and _is_unsure(table, width)
    cut = _cut_glued(table, columns, figures) if table.glued and width > 1 else {}
    fitted = []
    kept = _keeps_blanks(table.rows)
    for index, row in enumerate(table.rows):
        found = _fit(table, row, width, cut.get(index), kept=kept)
        if unsure and found.slots:
            found = _loose(
                row, phrase("the header does not say how many columns the digits stand for")
            )
        if _is_displaced(table, index) and found.slots:
            found = _loose(row, phrase("words stand between an indicator and its value"))
        if _is_before_unit(table, index) and found.slots:
            found = _loose(row, phrase("a number stands between an indicator and its unit"))
        if row.start in table.suspect and found.slots:
            found = _loose(row, phrase("its value cannot be told from a code of the rows"))
        fitted.append(found)
    return FittedTable(columns, tuple(map(_unit_in, columns)), tuple(fitted))


_UNSURE = phrase("the header does not say how many columns the digits stand for")


def _is_displaced(table: IndicatorTable, index: int) -> bool:
    """Whether a line that is no row of the list stands between the row above and its value."""
    row, above = table.rows[index], table.rows[index - 1] if index else None
    return (
        table.has_unit
        and above is not None
        and above.unit is not None
        and not above.cells
        and row.unit is None
        and not (row.known or row.closed or row.is_heading)
    )


def _is_before_unit(table: IndicatorTable, index: int) -> bool:
    """Whether the unit of a row, and a value after it, follow a first number: that of a page."""
    row, below = table.rows[index], table.rows[index + 1 : index + 2]
    return (
        table.has_unit
        and row.unit is None
        and any(one.unit is not None and not one.text for one in below)
    )


def _is_unsure(table: IndicatorTable, width: int) -> bool:
    """Whether glued digits may stand for more columns than the header seems to have."""
    if not table.columns or table.doubtful or table.has_swallowed_header:
        return True
    runs = [
        slot[0] for row in table.rows if not row.is_split for slot in row.cells if _is_run(slot[0])
    ]
    return any(not split_runs([run], (width,), limit=1) for run in runs)


def _unit_in(column: str) -> str | None:
    """The unit that a column header states in brackets."""
    match = _NOTE.search(flatten(column).strip())
    return match["unit"] if match is not None and is_unit(match["unit"]) else None


def _columns(table: IndicatorTable, usual: int) -> tuple[str, ...]:
    """Headers of the value columns; the numbers of the rows tell headers from headings."""
    both = (*table.columns, *table.doubtful)
    if table.doubtful and (not table.columns or len(both) == usual):
        return both
    if table.doubtful and len(table.doubtful) == usual:
        return table.doubtful
    if not table.columns or (len(table.columns) != usual and _is_illegible(table, usual)):
        return ("",) * usual
    return table.columns


def _is_illegible(table: IndicatorTable, usual: int) -> bool:
    """Whether the header's words cannot be told apart (市 本 级 县 区), and all rows agree on
    how many columns there are."""
    if table.glued or (all(map(header_role, table.columns)) and not table.doubtful):
        return False
    counts = [count for row in table.rows if (count := sum(map(is_filled, row.cells)))]
    return len(counts) >= _AGREE and set(counts) == {usual}


def _keeps_blanks(rows: Sequence[IndicatorRow]) -> bool:
    """Whether a blank cell stands before a printed one in some row: blanks keep their place."""
    return any(
        not is_filled(slot) and any(map(is_filled, row.cells[index:]))
        for row in rows
        if row.closed
        for index, slot in enumerate(row.cells)
    )


Figure: TypeAlias = tuple[int, str]
"""A count that the text states, and its unit."""


def figures_outside(text: str, stretches: Sequence[tuple[int, int]]) -> set[Figure]:
    """The counts that the text states outside these stretches.

    >>> sorted(figures_outside("公开信息3,460条。表 12条", [(12, 20)]))
    [(3460, '条')]
    """
    return {
        figure
        for position, figure in _figures(text)
        if not any(start <= position < end for start, end in stretches)
    }


@lru_cache(maxsize=2)
def _figures(text: str) -> tuple[tuple[int, Figure], ...]:
    """All counts with a unit; several tables of one document ask for them."""
    return tuple(
        (match.start(), (int(match[1].replace(",", "")), match[2]))
        for match in _FIGURE.finditer(flatten(text))
    )


def _usual_width(rows: Sequence[IndicatorRow]) -> int:
    counts = Counter(n for row in rows if (n := sum(map(is_filled, row.cells))))
    return counts.most_common(1)[0][0] if counts else 1


def _fit(
    table: IndicatorTable, row: IndicatorRow, width: int, cut: ColumnCut | None, *, kept: bool
) -> FittedRow:
    filled = [slot for slot in row.cells if is_filled(slot)]
    if row.is_split:
        return _loose(row, phrase("its digits cannot be told from the numeral of the next label"))
    if row.is_heading and not any(
        slot[3] is not None and slot[3].value is not None for slot in filled
    ):
        return FittedRow(row)
    if cut is not None:
        return FittedRow(row, _cut_slots(filled[0], cut), False, cut.how)
    if not filled:
        return _blank_row(table, row, width)
    if row.closed and len(row.cells) == width:
        return _closed(row, kept=kept)
    slots = _cells(table, row, width)
    if len(filled) == width:
        return FittedRow(row, tuple(filled))
    if table.glued and width > 1:
        return _loose(
            row,
            phrase("the digits can be cut in more than one way into {width} columns", width=width),
        )
    if len(filled) < len(slots) and len(filled) < width:
        fit = fit_row(slots, (width,), kept=all(slot[0] != PAD for slot in slots))
        if fit.slots is not None and fit.certain:
            return FittedRow(row, fit.slots)
    return _loose(row, phrase("{count} values for {width} columns", count=len(filled), width=width))


def _blank_row(table: IndicatorTable, row: IndicatorRow, width: int) -> FittedRow:
    """A row without a value: blank cells, or a heading."""
    if row.unit is None and not (row.cells and (row.known or not table.has_unit)):
        return FittedRow(row)
    at = row.cells[0][1] if row.cells else row.end
    return FittedRow(row, ((BLANK, at, at, None),) * width)


def _closed(row: IndicatorRow, *, kept: bool) -> FittedRow:
    """A row with a cell in every column; padding is a blank cell where blanks keep their place."""
    slots = tuple((BLANK, *slot[1:]) if slot[0] == PAD else slot for slot in row.cells)
    padded = any(slot[0] == PAD for slot in row.cells)
    if not padded or len(row.cells) == 1:
        return FittedRow(row, slots)
    if kept:
        return FittedRow(
            row,
            slots,
            False,
            phrase("blank cells at the end, as this table keeps its blank cells"),
        )
    filled = sum(map(is_filled, row.cells))
    why = phrase("{count} values for {width} columns", count=filled, width=len(slots))
    return _loose(row, why, code=True)


def _cells(table: IndicatorTable, row: IndicatorRow, width: int) -> tuple[Slot, ...]:
    """The row's cells without an empty one in the column of units."""
    slots = row.cells
    if table.has_unit and row.unit is None and len(slots) > width and not is_filled(slots[0]):
        return slots[1:]
    return slots


def _loose(row: IndicatorRow, why: str, *, code: bool = False) -> FittedRow:
    cells = (row.code, *row.cells) if code and row.code is not None else row.cells
    return FittedRow(row, loose=tuple(filter(is_filled, cells)), why=why)


def _cut_glued(
    table: IndicatorTable, columns: Sequence[str], figures: Collection[Figure]
) -> dict[int, ColumnCut]:
    if table.code:
        return {}
    runs = {}
    for index, row in enumerate(table.rows):
        filled = [slot for slot in row.cells if is_filled(slot)]
        if len(filled) == 1 and not row.is_split and _is_run(filled[0][0]):
            runs[index] = filled[0][0]
    width, last = len(columns), flatten(columns[-1])
    rising = width == 2 and any(last.endswith(label) for label in cumulative_labels())
    stated = {
        index: {value for value, unit in figures if unit == table.rows[index].unit}
        for index in runs
    }
    return cut_columns(runs, width, groups_of(table.rows), rising=rising, figures=stated)


def _is_run(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_RUN


def _cut_slots(slot: Slot, cut: ColumnCut) -> tuple[Slot, ...]:
    text, offset = slot[0], slot[1]
    return tuple(
        (text[start:end], offset + start, offset + end, read_cell(text[start:end]))
        for start, end in cut.cuts
    )


def groups_of(rows: Sequence[IndicatorRow]) -> list[Group]:
    """Totals with their numbered items: the row before item 1 is the total.

    Rows without a numeral may stand between (其中 of an item); a number out of sequence shows
    that an item is missing, so that nothing can be added up.
    """
    found: list[Group] = []
    opened: list[tuple[int, list[int]]] = []
    for index, row in enumerate(rows):
        if not row.numeral:
            continue
        if not row.numeral.isdigit():
            found.extend((total, tuple(items)) for total, items in opened)
            opened = []
            continue
        numeral = int(row.numeral)
        if numeral == 1:
            if index:
                opened.append((index - 1, [index]))
            continue
        depth = [len(items) + 1 == numeral for _, items in opened]
        if not any(depth):
            opened = []
            continue
        while not depth.pop():
            total, items = opened.pop()
            found.append((total, tuple(items)))
        opened[-1][1].append(index)
    found.extend((total, tuple(items)) for total, items in opened)
    return found
