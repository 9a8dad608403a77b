"""Damage to rows and value cells."""

from __future__ import annotations

from attrs import evolve

from govreport.testing.damage.base import (
    Damage,
    cell_at,
    pick,
    places,
    retyped,
    row_at,
    with_cells,
    with_row,
)
from govreport.views.text.page import LABEL, VALUE, Page, PrintedCell, PrintedTable

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_PLACEHOLDERS = ("/", "-", "—", "无")
_WORDS = ("见附件", "详见附表", "保密")


def row_lost(page: Page, choice: int) -> Page:
    """A row is missing, label and values."""
    place = pick(places(page, lambda cell: cell.kind == LABEL), choice)
    if place is None:
        return page
    kept = tuple(cell for cell in row_at(page, place)[: place[2]])
    return with_row(page, place[0], place[1], *([kept] if kept else []))


def row_repeated(page: Page, choice: int) -> Page:
    """A row is printed twice, as at a page break."""
    place = pick(places(page, lambda cell: cell.kind == LABEL), choice)
    if place is None:
        return page
    row = row_at(page, place)
    again = row[place[2] :]
    if not any(cell.kind == VALUE for cell in again):
        return page
    return with_row(page, place[0], place[1], row, again)


def values_lost(page: Page, choice: int) -> Page:
    """The values of a row are missing, its label stays."""
    place = pick(places(page, lambda cell: cell.kind == LABEL), choice)
    if place is None:
        return page
    kept = tuple(cell for cell in row_at(page, place) if cell.kind != VALUE)
    return with_row(page, place[0], place[1], kept)


def value_lost(page: Page, choice: int) -> Page:
    """One value is missing, and the others close up."""
    place = pick(places(page, lambda cell: cell.kind == VALUE), choice)
    return page if place is None else with_cells(page, place)


def blanks_collapsed(page: Page, choice: int) -> Page:
    """Blank cells are dropped and only the padding grows (D8)."""
    del choice
    return tuple(
        evolve(part, rows=tuple(tuple(c for c in row if c.text) for row in part.rows))
        if isinstance(part, PrintedTable)
        else part
        for part in page
    )


def placeholder(page: Page, choice: int) -> Page:
    """Blank cells hold a placeholder: ``/``, ``-``, 无 (8.4)."""
    mark = _PLACEHOLDERS[choice % len(_PLACEHOLDERS)]
    for place in places(page, lambda cell: cell.kind == VALUE and not cell.text):
        page = retyped(page, place, mark)
    return page


def words(page: Page, choice: int) -> Page:
    """A cell holds words instead of its number."""
    place = pick(places(page, lambda cell: cell.kind == VALUE), choice)
    return page if place is None else retyped(page, place, _WORDS[choice % len(_WORDS)])


def full_width(page: Page, choice: int) -> Page:
    """The digits of all values are full-width."""
    del choice
    for place in places(page, lambda cell: cell.kind == VALUE and cell.text != ""):
        page = retyped(page, place, cell_at(page, place).text.translate(_FULL_WIDTH))
    return page


def thousands(page: Page, choice: int) -> Page:
    """Whole numbers of four digits and more have thousands separators."""
    del choice
    for place in places(page, lambda cell: cell.kind == VALUE and cell.text.isdecimal()):
        text = cell_at(page, place).text
        if text.isascii() and len(text) > 3:
            page = retyped(page, place, f"{int(text):,}")
    return page


def signs(page: Page, choice: int) -> Page:
    """Negative numbers in words: 减4 (8.4)."""
    mark = ("减", "減", "－", "−")[choice % 4]
    for place in places(page, lambda cell: cell.kind == VALUE and cell.text.startswith("-")):
        text = cell_at(page, place).text
        if text[1:2].isdigit():
            page = retyped(page, place, mark + text[1:])
    return page


def units(page: Page, choice: int) -> Page:
    """A number carries its unit: 2笔, 0件 (8.4)."""
    place = pick(places(page, lambda cell: cell.kind == VALUE and cell.text.isdecimal()), choice)
    return page if place is None else retyped(page, place, cell_at(page, place).text + "件")


def note(page: Page, choice: int) -> Page:
    """A number carries a remark: 22(其中修订16件) (8.4)."""
    place = pick(places(page, lambda cell: cell.kind == VALUE and cell.text.isdecimal()), choice)
    if place is None:
        return page
    return retyped(page, place, f"{cell_at(page, place).text}(其中修订16件)")


def phantom_column(page: Page, choice: int) -> Page:
    """An empty column: before each row, or at the right edge (D10)."""
    empty = PrintedCell("")
    parts = []
    for part in page:
        if isinstance(part, PrintedTable):
            before = choice % 2 == 0
            rows = tuple((empty, *row) if before else row for row in part.rows)
            part = evolve(part, rows=rows, width=part.width + 1)
        parts.append(part)
    return tuple(parts)


def padding_lost(page: Page, choice: int) -> Page:
    """Rows are not padded to the grid's width."""
    del choice
    return tuple(evolve(part, width=0) if isinstance(part, PrintedTable) else part for part in page)


_ROW = "the place of the row's values"

CELL_DAMAGES = (
    Damage("row-lost", "D4", "nothing: the row is absent", page=row_lost, loses=True),
    Damage("row-repeated", "D12", "the second print", page=row_repeated),
    Damage("values-lost", "D9", "nothing: the row has no values", page=values_lost, loses=True),
    Damage("value-lost", "D8", _ROW, page=value_lost, loses=True),
    Damage("blanks-collapsed", "D8", _ROW, page=blanks_collapsed),
    Damage("placeholder", "8.4", "nothing", page=placeholder),
    Damage("words", "8.4", _ROW, page=words, loses=True),
    Damage("full-width", "8.4", "nothing", page=full_width),
    Damage("thousands", "8.4", "nothing", page=thousands),
    Damage("signs", "8.4", "nothing", page=signs),
    Damage("units", "8.4", "nothing", page=units),
    Damage("note", "8.4", "nothing", page=note),
    Damage("phantom-column", "D10", _ROW, page=phantom_column),
    Damage("padding-lost", "D7", _ROW, page=padding_lost),
)
