"""Merged cells: the one place where row and column spans become grid coordinates.

HTML states spans and leaves columns to be found ("forming a table" in the HTML standard, section
4.9.12.1); Word and PDF know the column of each cell. Both come here as `SourceCell`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from govreport.document import Box
from govreport.readers.limits import DEFAULT, Limits

TO_THE_END = 0
"""A row span of 0 reaches to the end of the row group."""


@frozen
class Origin:
    """Where a line or a cell stands in the original file."""

    page: int | None = None
    box: Box | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None


@frozen
class SourceCell:
    """A cell as the file states it; ``column`` is None where the file leaves it to be found."""

    text: str
    row_span: int = 1
    column_span: int = 1
    column: int | None = None
    origin: Origin = Origin()


@frozen
class PlacedCell:
    """A cell with its grid coordinates, 0-based."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    origin: Origin = Origin()


@frozen
class Table:
    """A table with all spans resolved; ``overlaps`` counts cells that claim one position."""

    cells: tuple[PlacedCell, ...]
    rows: int
    columns: int
    overlaps: int = 0

    def by_row(self) -> list[list[PlacedCell]]:
        """The cells that begin in each row, from left to right."""
        rows: list[list[PlacedCell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return rows


def place(
    groups: Iterable[Sequence[Sequence[SourceCell]]], limits: Limits = DEFAULT, used: int = 0
) -> Table:
    """Resolve the spans of a table given as row groups of rows of cells.

    ``used`` is the number of grid positions that earlier tables of the document took.

    >>> rows = [[SourceCell("a", row_span=2), SourceCell("b")], [SourceCell("c")]]
    >>> [(cell.text, cell.row, cell.column) for cell in place([rows]).cells]
    [('a', 0, 0), ('b', 0, 1), ('c', 1, 1)]
    """
    placed: list[PlacedCell] = []
    overlaps = 0
    height = 0
    for rows in groups:
        end = height + len(rows)
        taken: dict[int, int] = {}  # column -> first row of the group that is free again
        for number, row in enumerate(rows, height):
            column = 0
            for cell in row:
                if cell.column is not None:
                    column = cell.column
                else:
                    while taken.get(column, 0) > number:
                        column += 1
                width = max(1, min(cell.column_span, limits.max_span))
                bottom = end if cell.row_span == TO_THE_END else min(end, number + cell.row_span)
                bottom = max(bottom, number + 1)
                used += width * (bottom - number)
                limits.check("max_cells", used, f"a table needs {used} grid positions or more")
                covered = range(column, column + width)
                overlaps += any(taken.get(position, 0) > number for position in covered)
                for position in covered:
                    taken[position] = max(taken.get(position, 0), bottom)
                placed.append(
                    PlacedCell(cell.text, number, column, bottom - number, width, cell.origin)
                )
                column += width
        height = end
    width = max((cell.column + cell.column_span for cell in placed), default=0)
    return Table(tuple(placed), height, width, overlaps)


def narrow(table: Table) -> Table:
    """Keep only columns in which some cell begins, and order the cells for reading.

    A caption with ``colspan="100"`` over four columns would otherwise make the grid 100 wide.

    >>> narrow(place([[[SourceCell("a", column_span=9)], [SourceCell("b")]]])).columns
    1
    """
    starts = sorted({cell.column for cell in table.cells})
    rank = {column: index for index, column in enumerate(starts)}
    last = len(starts)
    narrowed = []
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        start = rank[cell.column]
        stop = cell.column + cell.column_span
        end = start + 1
        while end < last and starts[end] < stop:
            end += 1
        narrowed.append(
            PlacedCell(cell.text, cell.row, start, cell.row_span, end - start, cell.origin)
        )
    return Table(tuple(narrowed), table.rows, last, table.overlaps)


def stack(upper: Table, lower: Table) -> Table:
    """Join two parts of one table that a page break or an editor has split.

    The two parts must share their columns. A merged cell that the split has cut in two is made
    whole: both halves cover the same columns, one half is empty, and one half covers more than
    one row. A cell of one row stays as it is, because an empty value is not a continuation.
    """
    rows = upper.rows
    ending = {
        (cell.column, cell.column_span): index
        for index, cell in enumerate(upper.cells)
        if cell.row + cell.row_span == rows
    }
    cells = list(upper.cells)
    for cell in lower.cells:
        index = ending.get((cell.column, cell.column_span)) if cell.row == 0 else None
        if index is not None and _is_cut(cells[index], cell):
            whole = cells[index]
            cells[index] = evolve(
                whole,
                text=whole.text or cell.text,
                row_span=whole.row_span + cell.row_span,
                origin=whole.origin if whole.text else cell.origin,
            )
        else:
            cells.append(evolve(cell, row=cell.row + rows))
    columns = max(upper.columns, lower.columns)
    return Table(tuple(cells), rows + lower.rows, columns, upper.overlaps + lower.overlaps)


def _is_cut(upper: PlacedCell, lower: PlacedCell) -> bool:
    return not (upper.text and lower.text) and max(upper.row_span, lower.row_span) > 1
