"""The source with every number marked: what it is, and the cell it leads to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from attrs import frozen

from govreport.accounting import account
from govreport.document import Document, Grid, GridCell
from govreport.model import AnnualReport, Status
from govreport.records import records
from govreport.views.table import Table

MAXIMUM_SOURCE = 400_000
"""Characters of source that a page carries; a longer one is left out, and said to be."""

_NUMBERED = (Status.INFERRED, Status.UNPLACED, Status.CORRECTED)


@frozen
class Mark:
    """One stretch of the source: what it is (see `govreport.views.pages.words.KINDS`), its path."""

    start: int
    end: int
    kind: str
    path: str = ""


@frozen
class Piece:
    """Text of the source, marked or not; ``start`` names the anchor of a marked one."""

    text: str
    mark: Mark | None = None


@frozen
class TextBlock:
    """Lines of the source with their numbers."""

    lines: tuple[tuple[int, tuple[Piece, ...]], ...]


@frozen
class GridView:
    """One cell of a table as it stands in the document."""

    pieces: tuple[Piece, ...]
    row_span: int
    column_span: int


@frozen
class GridBlock:
    """A table as it stands in the document."""

    rows: tuple[tuple[GridView, ...], ...]


def marks_of(
    report: AnnualReport, document: Document | None, tables: Sequence[Table]
) -> tuple[Mark, ...]:
    """The stretches of the source that are marked, in order; of two that overlap, the first."""
    if document is None or len(document.text) > MAXIMUM_SOURCE:
        return ()
    found = [
        Mark(cell.span.start, cell.span.end, _kind(cell.status), cell.path)
        for table in tables
        for cell in table.cells
        if cell.span is not None
    ]
    found += [
        Mark(record.span.start, record.span.end, "fact", record.path)
        for record in records(report)
        if record.path.startswith("narrative.") and record.span is not None
    ]
    found += _others(report, found)
    return tuple(_without_overlap(found, len(document.text)))


def _others(report: AnnualReport, found: Sequence[Mark]) -> Iterator[Mark]:
    """The numbers that no record has: what the account says of them."""
    taken = sorted((mark.start, mark.end) for mark in found if mark.start < mark.end)
    for number in account(report).numbers:
        span = number.span
        index = bisect_left(taken, (span.end, -1)) - 1
        if index < 0 or taken[index][1] <= span.start:
            kind = str(number.kind)
            path = f"unaccounted[{span.start}]" if kind == "unaccounted" else ""
            yield Mark(span.start, span.end, kind, path)


def _kind(status: str) -> str:
    if status in _NUMBERED:
        return str(status)
    return "blank" if status == Status.BLANK else "value"


def _without_overlap(found: list[Mark], length: int) -> Iterator[Mark]:
    position = 0
    seen: set[int] = set()
    for mark in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        if mark.start >= position and mark.start not in seen and mark.end <= length:
            seen.add(mark.start)
            yield mark
            position = mark.end


def blocks(document: Document, marks: Sequence[Mark]) -> list[TextBlock | GridBlock]:
    """The source from top to bottom: text, and the tables whose geometry is known."""
    found: list[TextBlock | GridBlock] = []
    position = 0
    for grid in _outer_grids(document):
        start, end = _extent(grid)
        if document.text[position:start].strip():
            found.append(_text(document, position, start, marks))
        found.append(_grid(document, grid, marks))
        position = end
    if document.text[position:].strip():
        found.append(_text(document, position, len(document.text), marks))
    return found


def _outer_grids(document: Document) -> Iterator[Grid]:
    """The tables that are not inside another, in the order of the text."""
    position = 0
    for grid in sorted((g for g in document.grids if g.cells), key=_extent):
        start, end = _extent(grid)
        if start >= position and end > start:
            yield grid
            position = end


def _extent(grid: Grid) -> tuple[int, int]:
    return min(cell.start for cell in grid.cells), max(cell.end for cell in grid.cells)


def _text(document: Document, start: int, end: int, marks: Sequence[Mark]) -> TextBlock:
    number = document.span(start, start).line or 1
    lines: list[tuple[int, tuple[Piece, ...]]] = []
    current: list[Piece] = []
    for piece in pieces(document.text, start, end, marks):
        head, *rest = piece.text.split("\n")
        current.append(Piece(head, piece.mark))
        for text in rest:
            lines.append((number, tuple(current)))
            number += 1
            current = [Piece(text)]
    lines.append((number, tuple(current)))
    return TextBlock(tuple(lines))


def _grid(document: Document, grid: Grid, marks: Sequence[Mark]) -> GridBlock:
    rows: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    return GridBlock(
        tuple(
            tuple(
                GridView(
                    tuple(pieces(document.text, cell.start, cell.end, marks)),
                    cell.row_span,
                    cell.column_span,
                )
                for cell in sorted(rows[row], key=lambda cell: cell.column)
            )
            for row in sorted(rows)
        )
    )


def pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    """The text of a stretch, cut at its marks.

    >>> [piece.text for piece in pieces("a 12 b", 0, 6, [Mark(2, 4, "value")])]
    ['a ', '12', ' b']
    """
    position = start
    for mark in _within(marks, start, end):
        if mark.start > position:
            yield Piece(text[position : mark.start])
        yield Piece(text[mark.start : mark.end], mark)
        position = mark.end
    if position < end:
        yield Piece(text[position:end])


def _within(marks: Sequence[Mark], start: int, end: int) -> Iterator[Mark]:
    index = bisect_left(marks, start, key=lambda mark: mark.start)
    while index < len(marks) and marks[index].start <= end:
        mark = marks[index]
        if mark.end <= end and (mark.start < end or start == end):
            yield mark
        index += 1
