"""Find indicator tables: a label, its unit and one or more numbers in each row.

The national table before 2019, the local tables and the ones that an organ drew up itself all
have this shape; what they are is decided later, by their labels.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from govreport.document import Document
from govreport.tables.indicators.captions import caption_before, caption_in
from govreport.tables.indicators.tokens import (
    MARK,
    NOTHING,
    NUMBER,
    ROW,
    TORN,
    UNIT,
    WORDS,
    TextTokens,
    Token,
    cell_tokens,
)
from govreport.tables.indicators.words import (
    CODE,
    COLUMN,
    INDICATOR,
    header_role,
    known,
    labels_of,
    may_hold_table,
    opening_pattern,
)
from govreport.tables.indicators.words import UNIT as UNIT_HEADER
from govreport.tables.placement.rows import Slot
from govreport.text.cells import Cell, read_cell
from govreport.text.labels import flatten

_LABEL_LENGTH = 60
_CLUSTER = 5
_CLUSTER_REACH = 24
_MOST_TOKENS = 4000
MOST_TABLES = 100
"""More tables of this kind are not read; keeps the time linear."""


@define
class IndicatorRow:
    """One row as printed: label, unit, and the cells after them."""

    text: str
    start: int
    end: int
    key: str = ""
    full: str = ""
    numeral: str = ""
    unit: str | None = None
    no_unit: bool = False
    torn: bool = False
    slots: list[Slot] = field(factory=list)

    @property
    def known(self) -> bool:
        """Whether some grammar has this label."""
        return bool(self.key) and known(self.key, self.full) is not None

    @property
    def bare(self) -> bool:
        """Nothing stands beside the label."""
        return not self.slots and self.unit is None and not self.no_unit


@define
class IndicatorTable:
    """One table as printed.

    ``columns`` are the headers of the number columns, empty when none is printed; ``doubtful``
    are words below or beside the header that are more headers, or the first heading of rows;
    ``more`` counts the tables after this one that were left out.
    """

    caption: str | None = None
    start: int = 0
    end: int = 0
    columns: list[str] = field(factory=list)
    doubtful: list[str] = field(factory=list)
    has_unit: bool = False
    code: str = ""
    rows: list[IndicatorRow] = field(factory=list)
    glued: bool = False
    more: int = 0


def find_tables(
    document: Document, cells: Sequence[Cell], *, running: bool
) -> list[IndicatorTable]:
    """All indicator tables of a document, in reading order.

    Args:
        document: the opened document.
        cells: the cells that the chosen layout found.
        running: the layout is one of running text, whose cells know only the official labels.
    """
    if not may_hold_table(document.text):
        return []
    if not running:
        found = _Assembler(list(cell_tokens(cells))).tables()
        if found:
            return _first(found)
    return _first(_in_text(document))


def _first(found: list[IndicatorTable]) -> list[IndicatorTable]:
    if len(found) > MOST_TABLES:
        found[MOST_TABLES - 1].more = len(found) - MOST_TABLES
    return found[:MOST_TABLES]


def _in_text(document: Document) -> list[IndicatorTable]:
    flat = flatten(document.text)
    openings = [match.start() for match in opening_pattern().finditer(flat)]
    if not openings:
        first = _first_cluster(flat)
        if first is None:
            return []
        openings = [first]
    found = []
    for start, end in zip(openings, [*openings[1:], len(flat)], strict=True):
        tokens = TextTokens(document.text, flat, start, end)
        taken = []
        for token in tokens:
            taken.append(token)
            if len(taken) > _MOST_TOKENS or (token.kind == WORDS and _is_prose(token.text)):
                break
        for table in _Assembler(taken).tables():
            table.glued = tokens.glued
            if table.caption is None:
                table.caption, table.start = caption_in(document.text, flat, start, table.start)
            found.append(table)
    return found


def _first_cluster(flat: str) -> int | None:
    """Where a national table without a header begins: several of its labels, one by one."""
    found = []
    for text in labels_of("statistics").texts:
        position = flat.find(text)
        if position >= 0 and len(text) >= 5:
            found.append(position)
    if len(found) < _CLUSTER:
        return None
    found.sort()
    return max(0, flat.rfind(" ", 0, found[0]) + 1)


def _is_prose(text: str) -> bool:
    head = text.partition("(")[0].partition("（")[0]
    return "。" in text or len(head) > _LABEL_LENGTH


class _Assembler:
    """Puts tokens together to tables."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.found: list[IndicatorTable] = []
        self.table: IndicatorTable | None = None
        self.row: IndicatorRow | None = None
        self._by_row = any(token.kind == ROW for token in tokens)

    def tables(self) -> list[IndicatorTable]:
        """Read all tokens."""
        index = 0
        while index < len(self.tokens):
            after = self._header(index)
            if after is not None:
                index = after
                continue
            token = self.tokens[index]
            if self.table is None and self._clusters(index):
                self._open(index)
            if self.table is not None:
                self._take(token)
            index += 1
        self._close()
        return self.found

    # -- beginning and end --------------------------------------------------------------------

    def _open(self, index: int) -> None:
        self._close()
        self.table = IndicatorTable(start=self.tokens[index].start)
        caption = caption_before(self.tokens, index)
        if caption is not None:
            self.table.caption, self.table.start = caption

    def _close(self) -> None:
        table, self.table, self.row = self.table, None, None
        if table is None:
            return
        rows = table.rows
        united = sum(row.unit is not None for row in rows)
        while rows and (
            (rows[-1].bare and not rows[-1].known)
            or (
                not any(slot[3] is not None for slot in rows[-1].slots)
                and not rows[-1].known
                and rows[-1].unit is None
            )
            or (united >= 3 and _is_stray(rows[-1]))
        ):
            rows.pop()
        if any(slot[3] is not None for row in rows for slot in row.slots):
            last = rows[-1]
            table.end = max([last.end, *(slot[2] for slot in last.slots)])
            self.found.append(table)

    def _clusters(self, index: int) -> bool:
        """A table without a header is known by its labels alone."""
        token = self.tokens[index]
        if token.kind != WORDS or not _is_national(token):
            return False
        near = self.tokens[index : index + _CLUSTER_REACH]
        values = sum(other.kind in (NUMBER, UNIT) for other in near)
        return sum(map(_is_national, near)) >= _CLUSTER and values >= _CLUSTER - 1

    def _header(self, index: int) -> int | None:
        """Read a header that begins here; returns the index after it."""
        tokens = self.tokens
        if tokens[index].kind not in (WORDS, UNIT) or not self._opens(index):
            return None
        self._open(index)
        table = self.table
        assert table is not None
        position = index
        pending: list[tuple[int, str]] = []
        ended = False
        while position < len(tokens):
            token = tokens[position]
            role = header_role(flatten(token.text)) if token.kind in (WORDS, UNIT) else None
            if token.kind == ROW and (table.columns or pending):
                ended = True
                break
            if token.kind in (MARK, ROW):
                pass
            elif role == INDICATOR and not table.code and table.columns:
                break
            elif role == UNIT_HEADER:
                table.has_unit = True
            elif role == CODE:
                table.code = table.code or ("after" if self._seen(index, position) else "before")
            elif role == COLUMN:
                table.columns.append(token.text)
                pending = []
            elif role is None:
                reading = token.reading or read_cell(token.text)
                if token.kind != WORDS or reading.numeral or known(reading.key, reading.full):
                    break
                pending.append((position, token.text))
            position += 1
        if pending and ended:
            table.columns += [text for _, text in pending]
        elif pending and position < len(tokens) and tokens[position].kind == WORDS:
            table.doubtful = [text for _, text in pending]
        elif pending:
            # The last words before the first number are the first row's label.
            table.columns += [text for _, text in pending[:-1]]
            position = pending[-1][0]
        self.row = None
        return self._second_line(position) if ended else position

    def _opens(self, index: int) -> bool:
        roles = []
        for token in self.tokens[index : index + 8]:
            if token.kind in (WORDS, UNIT):
                roles.append(header_role(flatten(token.text)))
                if len(roles) == 3:
                    break
            elif token.kind not in (MARK, ROW):
                break
        if roles[:1] == [CODE]:
            del roles[0]
        return roles[:1] == [INDICATOR] and len(roles) > 1 and roles[1] is not None

    def _seen(self, first: int, last: int) -> bool:
        return any(
            header_role(flatten(token.text)) == INDICATOR
            for token in self.tokens[first:last]
            if token.kind == WORDS
        )

    def _second_line(self, index: int) -> int:
        """A header of two lines: the second one names the columns."""
        table = self.table
        assert table is not None
        position = index + 1
        names = []
        while position < len(self.tokens) and self.tokens[position].kind != ROW:
            token = self.tokens[position]
            if token.kind == WORDS:
                reading = token.reading
                if reading is None or reading.numeral or known(reading.key, reading.full):
                    return index
                names.append(token.text)
            elif token.kind != MARK:
                return index
            position += 1
        if len(names) < 2:
            return index
        table.columns = names
        return position

    # -- rows ---------------------------------------------------------------------------------

    def _take(self, token: Token) -> None:
        if token.kind == ROW:
            self.row = None
        elif token.kind == WORDS:
            self._take_words(token)
        elif token.kind == UNIT:
            self._take_unit(token)
        elif token.kind == MARK:
            if self.row is not None:
                self.row.slots.append((token.text, token.start, token.end, None))
        elif token.kind == NOTHING and self._is_unit_place():
            assert self.row is not None
            self.row.no_unit = True
        else:
            self._take_value(token)

    def _take_words(self, token: Token) -> None:
        table, row = self.table, self.row
        assert table is not None
        if _is_prose(token.text):
            self._close()
            return
        if row is not None and row.bare and self._joins(row, token):
            return
        if row is not None and self._is_value(row, token):
            row.slots.append((token.text, token.start, token.end, token.reading))
            return
        if (
            row is None
            and table.rows
            and table.rows[-1].bare
            and self._joins(table.rows[-1], token)
        ):
            self.row = table.rows[-1]
            return
        before = table.rows[-1] if table.rows else None
        if before is not None and before.bare and not before.known and not before.numeral:
            self._close()
            return
        reading = token.reading or read_cell(token.text)
        self.row = IndicatorRow(
            token.text,
            token.start,
            token.end,
            reading.key,
            reading.full,
            reading.numeral,
        )
        table.rows.append(self.row)

    def _is_value(self, row: IndicatorRow, token: Token) -> bool:
        """Words such as 见附件 where the row has a number."""
        if not self._by_row or row.unit is None or self._is_full(row) or token.reading is None:
            return False
        reading = token.reading
        return not reading.numeral and known(reading.key, reading.full) is None

    def _joins(self, row: IndicatorRow, token: Token) -> bool:
        """A label in pieces, or a remark in brackets below it."""
        joined = row.text + token.text
        reading = read_cell(joined)
        flat = flatten(token.text)
        remark = flat.startswith("(") and not (token.reading and token.reading.numeral)
        opened = flatten(row.text).rstrip(": ").endswith("其中")
        if (not row.known and known(reading.key, reading.full) is not None) or remark or opened:
            row.text, row.end = joined, token.end
            row.key, row.full, row.numeral = reading.key, reading.full, reading.numeral
            return True
        return False

    def _take_unit(self, token: Token) -> None:
        assert self.table is not None
        codes = 1 if self.table.code == "after" else 0
        if self.row is None or self.row.unit is not None or len(self.row.slots) > codes:
            self._lost_label(token)
        assert self.row is not None
        self.row.unit = token.text

    def _is_unit_place(self) -> bool:
        row, table = self.row, self.table
        assert table is not None
        return (
            row is not None
            and row.bare
            and (table.has_unit or not table.columns)
            and row.text != ""
        )

    def _take_value(self, token: Token) -> None:
        table = self.table
        assert table is not None
        if self.row is None or self._is_full(self.row):
            self._lost_label(token)
        assert self.row is not None
        self.row.torn = self.row.torn or token.kind == TORN
        self.row.slots.append((token.text, token.start, token.end, token.reading))

    def _is_full(self, row: IndicatorRow) -> bool:
        table = self.table
        assert table is not None
        if not table.columns or table.doubtful:
            return False
        width = len(table.columns) + (table.code != "")
        return sum(slot[3] is not None for slot in row.slots) >= width

    def _lost_label(self, token: Token) -> None:
        assert self.table is not None
        self.row = IndicatorRow("", token.start, token.start)
        self.table.rows.append(self.row)


def _is_national(token: Token) -> bool:
    if token.kind != WORDS or token.reading is None:
        return False
    return labels_of("statistics").exact(token.reading.key, token.reading.full) is not None


def _is_stray(row: IndicatorRow) -> bool:
    """A number of the page's furniture below the table."""
    return row.unit is None and not row.known and not row.numeral and row.text != ""
