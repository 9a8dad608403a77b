"""The words that every layer speaks: ``Span``, ``Grid`` and ``Document``."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate, count, islice
from operator import add
from typing import TypeAlias

from attrs import define, field, frozen

Box: TypeAlias = tuple[float, float, float, float]


@frozen(slots=False)  # twice as quickly made, one for each record
class Span:
    """A place in a document.

    ``start`` and ``end`` are character offsets into ``Document.text``; ``line`` and ``column``
    are 1-based and count in that text. The other fields say where the place is in an original
    that is not text: ``page`` (1-based) and ``box`` (left, bottom, right, top in PDF points), or
    ``table``, ``row`` and ``cell`` (0-based) in an HTML or Word file; ``entry`` names the member
    of an archive.

    >>> Span(0, 3).length
    3
    """

    start: int
    end: int
    line: int | None = None
    column: int | None = None
    page: int | None = None
    box: Box | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    entry: str | None = None

    @property
    def length(self) -> int:
        """Number of characters covered."""
        return self.end - self.start


@frozen
class Place:
    """Where a stretch of ``Document.text`` stands in an original that is not text."""

    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None


@frozen
class GridCell:
    """One cell of a table whose geometry the source states (HTML, Word, ruled PDF).

    ``start`` and ``end`` delimit the cell's text in ``Document.text``; an empty cell has
    ``start == end``. ``row`` and ``column`` are 0-based grid coordinates of its upper left
    corner, spans already resolved.
    """

    start: int
    end: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@frozen
class Grid:
    """A table with known geometry: its cells in reading order, each merged cell once."""

    cells: tuple[GridCell, ...]
    rows: int
    columns: int


@frozen
class Recognised:
    """A piece of text that was read from a picture, by text recognition.

    ``start`` and ``end`` are offsets into ``Document.text``. ``confidence`` is that of the least
    certain character, from 0 to 1. ``readings`` are the results of reading the piece several
    times, without repetition: one where all agree, the one that stands in the text first.
    ``misplaced`` says that the piece may belong to another cell: the ruling lines do not show the
    cells of its page surely.
    """

    start: int
    end: int
    confidence: float
    readings: tuple[str, ...] = ()
    misplaced: bool = False


@frozen
class Source:
    """Where a document came from and how it was opened.

    Attributes:
        name: file name or entry name, when known.
        format: ``"text"``, ``"html"``, ``"docx"``, ``"pdf"``, ``"markdown"`` ...
        encoding: the encoding that was used, for texts.
        encoding_certainty: ``"declared"``, ``"detected"``, ``"assumed"`` or None.
        reader: name of the reader plugin.
        entry: member of an archive.
        content_hash: ``"sha256:..."`` of the bytes that were opened; None for a text.
        position: number of that member in its archive, from 1.
        id: identifier that the archive gives it.
        url: address that the archive states.
    """

    name: str | None = None
    format: str = "text"
    encoding: str | None = None
    encoding_certainty: str | None = None
    reader: str | None = None
    entry: str | None = None
    content_hash: str | None = None
    position: int | None = None
    id: str | None = None
    url: str | None = None


@frozen
class Metadata:
    """What a page says about itself outside its text (meta tags, file properties).

    Of lower authority than the text: used only where the text is silent.
    """

    title: str | None = None
    agency: str | None = None
    published: str | None = None


@frozen
class Elsewhere:
    """A picture that a source shows, or a file that it links: content that is not in its text.

    ``start`` and ``end`` are offsets into ``Document.text``: of a link's words, or twice the
    place where a picture stands. ``address`` is that of the picture or file, as printed.
    """

    start: int
    end: int
    address: str
    picture: bool = False


@define(slots=False)
class Document:
    """An opened source: its text, and the tables whose geometry is known.

    ``text`` is what all offsets refer to. ``grids`` are tables whose cells lie inside ``text``;
    a plain text has none. ``notes`` are findings of the reader (code, message, start, end) that
    become diagnostics of the report. ``recognised`` are the pieces of ``text`` that were read from
    a picture, in the order of the text. ``elsewhere`` are the pictures and linked files of a web
    page that are not in the text.

    >>> document = Document("规章\\n7")
    >>> document.span(3, 4).line, document.span(3, 4).column
    (2, 1)
    """

    text: str
    grids: tuple[Grid, ...] = ()
    source: Source = field(factory=Source)
    metadata: Metadata = field(factory=Metadata)
    places: tuple[Place, ...] = ()
    notes: tuple[tuple[str, str, int, int], ...] = ()
    recognised: tuple[Recognised, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset of the first character of each line."""
        ends = accumulate(map(len, self.text.split("\n")))
        return (0, *map(add, islice(ends, self.text.count("\n")), count(1)))

    def span(self, start: int, end: int) -> Span:
        """The place of ``text[start:end]`` with its line, column and place in the original."""
        return locate(start, end, self.line_starts, self.places, self.source.entry)


def locate(
    start: int,
    end: int,
    line_starts: tuple[int, ...],
    places: tuple[Place, ...] = (),
    entry: str | None = None,
) -> Span:
    """Turn two offsets into a full `Span`.

    >>> locate(5, 6, (0, 4)).column
    2
    """
    line = bisect_right(line_starts, start)
    column = start - line_starts[line - 1] + 1
    if places:
        index = bisect_right(places, start, key=lambda place: place.start) - 1
        if index >= 0 and (places[index].end >= end or places[index].end > start):
            place = places[index]
            return Span(
                start,
                end,
                line,
                column,
                place.page,
                place.box,
                place.table,
                place.row,
                place.cell,
                entry,
            )
    return Span(start, end, line, column, entry=entry)
