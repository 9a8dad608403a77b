"""What a damage is: a small pure function, and what it may make doubtful."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from attrs import evolve, frozen

from govreport.views.text.page import Page, PrintedCell, PrintedRow, PrintedTable

_T = TypeVar("_T")


@frozen
class Damage:
    """One kind of damage of section 9 (D1 ... D17) or 8.

    Exactly one of the two functions is set. Both take a number that chooses among the places or
    styles, so that a test can draw it.

    Attributes:
        name: short, for the report of a failing test.
        source: where the damage is described, e.g. ``"D8"``.
        doubtful: what the reader may no longer know; all else must still be right.
        page: damages the page before it is laid out.
        text: damages the text.
        loses: whether printed numbers may vanish from the text.
    """

    name: str
    source: str
    doubtful: str
    page: Callable[[Page, int], Page] | None = None
    text: Callable[[str, int], str] | None = None
    loses: bool = False

    def __repr__(self) -> str:
        """Just the name: a damage is shown in the examples of failing properties."""
        return f"<{self.name}>"


def pick(places: Sequence[_T], choice: int) -> _T | None:
    """The place that a number chooses; None when there is none."""
    return places[choice % len(places)] if places else None


Place = tuple[int, int, int]
"""Index of the table in the page, of the row in the table, of the cell in the row."""


def places(page: Page, wanted: Callable[[PrintedCell], bool]) -> list[Place]:
    """Where the cells stand that a damage can hit."""
    return [
        (number, index, position)
        for number, part in enumerate(page)
        if isinstance(part, PrintedTable)
        for index, row in enumerate(part.rows)
        for position, cell in enumerate(row)
        if wanted(cell)
    ]


def with_row(page: Page, number: int, index: int, *rows: PrintedRow) -> Page:
    """The page with one row of a table replaced by these rows."""
    part = page[number]
    assert isinstance(part, PrintedTable)
    replaced = evolve(part, rows=(*part.rows[:index], *rows, *part.rows[index + 1 :]))
    return (*page[:number], replaced, *page[number + 1 :])


def with_cells(page: Page, place: Place, *cells: PrintedCell) -> Page:
    """The page with one cell replaced by these cells (none: the cell is gone)."""
    number, index, position = place
    row = row_at(page, place)
    return with_row(page, number, index, (*row[:position], *cells, *row[position + 1 :]))


def row_at(page: Page, place: Place) -> PrintedRow:
    """The row in which a place is."""
    part = page[place[0]]
    assert isinstance(part, PrintedTable)
    return part.rows[place[1]]


def cell_at(page: Page, place: Place) -> PrintedCell:
    """The cell at a place."""
    return row_at(page, place)[place[2]]


def retyped(page: Page, place: Place, text: str) -> Page:
    """The page with another text in one cell."""
    return with_cells(page, place, evolve(cell_at(page, place), text=text))
