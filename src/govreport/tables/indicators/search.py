"""Find lists of indicators: a label, its unit and one or more numbers in each row.

The national table before 2019, the local lists and the tables that an agency designed itself all
have this shape; what they are is decided later, by their labels. The search runs once for a
document, whoever asks for its outcome.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from attrs import evolve

from govreport.document import Document
from govreport.tables.indicators.captions import caption_above
from govreport.tables.indicators.closed_rows import ClosedRowReader
from govreport.tables.indicators.header import NO_HEADER, Header, read_header
from govreport.tables.indicators.openings import Opening, find_openings
from govreport.tables.indicators.ordinals import without_ordinals
from govreport.tables.indicators.printed import IndicatorRow, IndicatorTable
from govreport.tables.indicators.rows import RowReader, is_prose
from govreport.tables.indicators.text_tokens import TextTokens
from govreport.tables.indicators.tokens import WORDS, Token, cell_tokens
from govreport.tables.indicators.words import INDICATOR, header_role, known, official_keys
from govreport.text.cells import BLANK, PAD, ROW_END, Cell
from govreport.text.labels import flatten

MOST_TABLES = 100
"""More tables of this kind are not read; keeps the time linear."""

_MOST_PLACES = 500
_MOST_CELLS = 6000
_MOST_TEXT = 60_000
_FOREIGN = 8
_UNITED = 3
_BEFORE = 12
_PAGE = 5
_NO_CELLS = (BLANK, PAD, ROW_END)
_CACHE = "_indicator_tables"


def find_tables(
    document: Document, cells: Sequence[Cell], *, running: bool
) -> tuple[IndicatorTable, ...]:
    """All lists of indicators of a document, in reading order.

    Args:
        document: the opened document.
        cells: the cells that the chosen layout found.
        running: the layout is one of running text, whose cells know only the official labels.
    """
    known = document.__dict__.get(_CACHE)
    if known is not None and known[0] is cells and known[1] == running:
        return known[2]  # type: ignore[no-any-return]
    found = _search(document, cells, running)
    document.__dict__[_CACHE] = (cells, running, found)
    return found


def _search(document: Document, cells: Sequence[Cell], running: bool) -> tuple[IndicatorTable, ...]:
    places = find_openings(document.text)
    found: list[IndicatorTable] = []
    left_out = max(0, len(places) - _MOST_PLACES)
    ends = [*(place.start for place in places[1:]), len(document.text)]
    for place, limit in zip(places[:_MOST_PLACES], ends, strict=False):
        floor = found[-1].end if found else 0
        if place.start < floor:
            continue
        if len(found) == MOST_TABLES:
            left_out += 1
            continue
        table = _at(document, cells, place, limit, floor, running=running)
        if table is None:
            continue
        joined = _continued(found[-1], table, document.text) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(table)
    if left_out and found:
        found[-1] = evolve(found[-1], more=left_out)
    return tuple(found)


def _at(
    document: Document,
    cells: Sequence[Cell],
    place: Opening,
    limit: int,
    floor: int,
    *,
    running: bool,
) -> IndicatorTable | None:
    """The list that begins at a place: by the layout's cells, else by the text itself."""
    if not running:
        known, table = _in_cells(document, cells, place, limit, floor)
        if known:
            return table
    return _in_text(document, place, limit, floor)


def _in_cells(
    document: Document, cells: Sequence[Cell], place: Opening, limit: int, floor: int
) -> tuple[bool, IndicatorTable | None]:
    """The list that begins at a place, by the cells of a layout; False where they do not show
    its header."""
    first = bisect_left(cells, place.start, key=_start_of)
    while first < len(cells) and cells[first][0] in _NO_CELLS:
        first += 1
    if first == len(cells) or cells[first][1] >= limit:
        return False, None
    last = min(bisect_left(cells, limit, key=_start_of), first + _MOST_CELLS)
    before = max(0, first - _BEFORE)
    tokens = list(cell_tokens(cells[before:last]))
    start = cells[first][1]
    index = next((i for i, t in enumerate(tokens) if t.start >= start and t.kind == WORDS), None)
    header = NO_HEADER
    if index is not None and place.headed:
        header = read_header(tokens, index) or NO_HEADER
    if index is None or (place.headed and header is NO_HEADER):
        return False, None
    table = _table(document, tokens, place, header, index, floor)
    return table is not None or place.headed, table


def _start_of(cell: Cell) -> int:
    return cell[1]


def _in_text(document: Document, place: Opening, limit: int, floor: int) -> IndicatorTable | None:
    """The list that begins at a place, read as running text."""
    end = min(limit, place.start + _MOST_TEXT)
    flat = flatten(document.text[place.start : end])
    stream = TextTokens(document.text, flat, place.start, place.start)
    tokens: list[Token] = []
    foreign = 0  # how many tokens came since a sentence or a date, without a known label
    for token in stream:
        tokens.append(token)
        if token.kind == WORDS and (foreign or is_prose(token.text)):
            reading = token.reading
            foreign = 0 if reading and known(reading.key, reading.full) else foreign + 1
        if len(tokens) > _MOST_CELLS or foreign > _FOREIGN:
            break
    header = read_header(tokens, 0) if place.headed else NO_HEADER
    if header is None:
        return None
    if stream.glued and any(header_role(text) is None for text in header.columns):
        header = evolve(header, columns=(), doubtful=header.columns)
    return _table(document, tokens, place, header, 0, floor, running=True, glued=stream.glued)


def _table(
    document: Document,
    tokens: Sequence[Token],
    place: Opening,
    header: Header,
    index: int,
    floor: int,
    *,
    running: bool = False,
    glued: bool = False,
) -> IndicatorTable | None:
    """The table below a header."""
    start = tokens[index].start
    first = header.after if place.headed else index
    if header.by_row:
        closed = ClosedRowReader(header)
        closed.read(tokens, first)
        rows, suspect = closed.printed(), frozenset[int]()
    else:
        reader = RowReader(tokens, header, spaced=running and not glued)
        reader.read(first)
        rows = _without_tail([row.printed() for row in reader.rows])
        rows, suspect = without_ordinals(rows, reader.leading, header, glued=glued)
    rows = _without_tail(rows)
    glued = glued or (running and _adhere(rows))
    if not any(row.has_values for row in rows) or _is_official_table(rows, header):
        return None
    end = max([rows[-1].end, *(slot[2] for slot in rows[-1].cells)])
    caption, start = caption_above(document.text, start, floor)
    return IndicatorTable(
        caption,
        start,
        end,
        header.columns,
        header.doubtful,
        header.has_unit,
        header.code,
        tuple(rows),
        glued,
        header.by_row,
        suspect,
        letters=header.letters,
    )


def _adhere(rows: Sequence[IndicatorRow]) -> bool:
    """Whether values stick to the labels or units before them."""
    sticking = sum(bool(row.cells) and row.cells[0][1] == row.end for row in rows)
    return 2 * sticking > sum(bool(row.cells) for row in rows)


def _is_official_table(rows: Sequence[IndicatorRow], header: Header) -> bool:
    """Whether a table without a header of its own kind has the labels of the official forms.

    项目 or 类别 may head the rows of an official table; 指标 never does.
    """
    if INDICATOR in header.roles or not header.roles:
        return False
    labels = [row for row in rows if row.key]
    official = sum(row.key in official_keys() for row in labels)
    return 2 * official > len(labels)


def _without_tail(rows: list[IndicatorRow]) -> list[IndicatorRow]:
    """The rows without what belongs to the page below the table."""
    rows = list(rows)
    united = sum(row.unit is not None for row in rows)
    while rows and (
        (rows[-1].bare and not rows[-1].known)
        or (not rows[-1].has_values and not rows[-1].known and rows[-1].unit is None)
        or (united >= _UNITED and _is_stray(rows[-1], rows[-2]))
    ):
        rows.pop()
    return rows


def _is_stray(row: IndicatorRow, before: IndicatorRow) -> bool:
    """A number of the page's furniture below the table; it does not stick to the last row."""
    above = max([before.end, *(slot[2] for slot in before.cells)])
    return (
        row.start > above
        and row.unit is None
        and not row.closed
        and not row.known
        and not row.numeral
        and row.text != ""
        and not row.is_heading
        and not any(slot[3] is not None and slot[3].unit for slot in row.cells)
    )


def _continued(table: IndicatorTable, more: IndicatorTable, text: str) -> IndicatorTable | None:
    """A table with the rows that stand below its header's repetition on the next page."""
    same = (
        len(table.rows) >= _PAGE
        and more.columns == table.columns
        and more.has_unit == table.has_unit
        and more.code == table.code
        and more.caption is None
        and more.by_row == table.by_row
    )
    gap = text[table.end : more.start]
    if not same or len("".join(gap.split())) > _BEFORE:
        return None
    return evolve(
        table,
        end=more.end,
        rows=(*table.rows, *more.rows),
        suspect=table.suspect | more.suspect,
    )
