"""The numbers of an indicator table, each in its column or without a place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache

from attrs import define

from govreport.tables.indicators.assembling import IndicatorRow, IndicatorTable
from govreport.tables.indicators.words import UNITS, cumulative_labels
from govreport.tables.placement.columns import ColumnCut, Group, cut_columns
from govreport.tables.placement.rows import Slot, fit_row, is_filled
from govreport.text.cells import BLANK, PAD, read_cell
from govreport.text.labels import flatten

_FIGURE = re.compile(rf"(?<!\d)(\d[\d,]{{0,14}})\s{{0,4}}(?:{UNITS})")
_LONGEST_RUN = 40


@define
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


def fit_table(table: IndicatorTable, figures: Collection[int] = ()) -> list[FittedRow]:
    """Place the cells of all rows.

    Args:
        table: the table as printed.
        figures: numbers that the text around the table states.
    """
    usual = _usual_width(table.rows)
    unsure = table.glued and (not table.columns or bool(table.doubtful))
    columns = _columns(table, usual)
    width = len(columns)
    rows, suspect = _without_codes(table, width)
    cut = _cut_glued(table, rows, width, figures) if table.glued and width > 1 else {}
    fitted = []
    for index, row in enumerate(rows):
        found = _fit(table, row, width, cut.get(index))
        if unsure and found.slots:
            found = _loose(row, "the header does not say how many columns the digits stand for")
        if id(row) in suspect and found.slots:
            found = _loose(row, "its value cannot be told from a code of the rows")
        fitted.append(found)
    table.columns = columns
    return fitted


def _columns(table: IndicatorTable, usual: int) -> list[str]:
    """Headers of the number columns; the numbers of the rows tell headers from headings."""
    if table.doubtful and (not table.columns or len(table.columns) + len(table.doubtful) == usual):
        return [*table.columns, *table.doubtful]
    if table.doubtful and len(table.doubtful) == usual:
        return table.doubtful
    return table.columns or [""] * usual


def figures_outside(text: str, stretches: Sequence[tuple[int, int]]) -> set[int]:
    """The counts that the text states outside these stretches.

    >>> sorted(figures_outside("公开信息3,460条。表 12条", [(12, 20)]))
    [3460]
    """
    return {
        value
        for position, value in _figures(text)
        if not any(start <= position < end for start, end in stretches)
    }


@lru_cache(maxsize=2)
def _figures(text: str) -> tuple[tuple[int, int], ...]:
    """All counts with a unit; several tables of one document ask for them."""
    return tuple(
        (match.start(), int(match[1].replace(",", ""))) for match in _FIGURE.finditer(flatten(text))
    )


def _usual_width(rows: Sequence[IndicatorRow]) -> int:
    counts = Counter(n for row in rows if (n := sum(map(is_filled, row.slots))))
    return counts.most_common(1)[0][0] if counts else 1


def _without_codes(table: IndicatorTable, width: int) -> tuple[list[IndicatorRow], set[int]]:
    """Take the codes (代码, 序号) out; also the rows in which one cannot be told from a value."""
    if not table.code:
        return table.rows, set()
    suspect: set[int] = set()
    if table.code == "after":
        counts = {id(row): sum(map(is_filled, row.slots)) for row in table.rows}
        if any(count == width + 1 for count in counts.values()):
            for row in table.rows:
                if counts[id(row)] == width + 1:
                    first = next(i for i, slot in enumerate(row.slots) if is_filled(slot))
                    del row.slots[first]
                elif counts[id(row)]:
                    suspect.add(id(row))
        return table.rows, suspect
    rows: list[IndicatorRow] = []
    coded = False
    for row in table.rows:
        if not row.text and row.unit is None and sum(map(is_filled, row.slots)) == 1:
            coded = True
            continue
        if not coded and rows:
            suspect.add(id(rows[-1]))
        coded = False
        rows.append(row)
    return rows, suspect


def _fit(table: IndicatorTable, row: IndicatorRow, width: int, cut: ColumnCut | None) -> FittedRow:
    slots = _cells(table, row, width)
    filled = [slot for slot in slots if is_filled(slot)]
    if row.torn:
        return _loose(row, "its digits cannot be told from the numeral of the next label")
    if row.no_unit and not any(slot[3] is not None and slot[3].value is not None for slot in slots):
        return FittedRow(row)
    if cut is not None:
        return FittedRow(row, _cut_slots(filled[0], cut), False, cut.how)
    if not filled:
        at = row.slots[0][1] if row.slots else row.end
        if row.unit is None and not (row.slots and (row.known or not table.has_unit)):
            return FittedRow(row)
        return FittedRow(row, ((BLANK, at, at, None),) * width)
    if len(filled) == width:
        return FittedRow(row, tuple(filled))
    if table.glued and width > 1:
        return _loose(row, f"the digits can be cut in more than one way into {width} columns")
    if len(filled) > width:
        return _loose(row, f"{len(filled)} values for {width} columns")
    if len(filled) < len(slots):
        fit = fit_row(slots, (width,), kept=all(slot[0] != PAD for slot in slots))
        if fit.slots is not None and fit.certain:
            return FittedRow(row, fit.slots)
    return _loose(row, f"{len(filled)} values for {width} columns")


def _cells(table: IndicatorTable, row: IndicatorRow, width: int) -> list[Slot]:
    """The row's cells without an empty one in the column of units."""
    slots = row.slots
    if table.has_unit and row.unit is None and len(slots) > width and not is_filled(slots[0]):
        return slots[1:]
    return slots


def _loose(row: IndicatorRow, why: str) -> FittedRow:
    return FittedRow(row, loose=tuple(filter(is_filled, row.slots)), why=why)


def _cut_glued(
    table: IndicatorTable,
    rows: Sequence[IndicatorRow],
    width: int,
    figures: Collection[int],
) -> dict[int, ColumnCut]:
    if table.code:
        return {}
    runs = {}
    for index, row in enumerate(rows):
        filled = [slot for slot in row.slots if is_filled(slot)]
        if len(filled) == 1 and not row.torn and _is_run(filled[0][0]):
            runs[index] = filled[0][0]
    last = flatten(table.columns[-1])
    rising = width == 2 and any(last.endswith(label) for label in cumulative_labels())
    return cut_columns(runs, width, groups_of(rows), rising=rising, figures=figures)


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
