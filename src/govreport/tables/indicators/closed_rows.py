"""The rows below a header where the layout states row ends: each cell stands in its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field

from govreport.tables.indicators.header import NAMES, Header
from govreport.tables.indicators.printed import IndicatorRow
from govreport.tables.indicators.rows import OpenRow, belongs, closes, goes_on, is_prose
from govreport.tables.indicators.tokens import MARK, NOTHING, NUMBER, ROW, SPLIT, UNIT, WORDS, Token
from govreport.tables.indicators.words import CODE, COLUMN, REMARK, is_official, known
from govreport.tables.indicators.words import UNIT as UNIT_HEADER
from govreport.tables.placement.rows import Slot
from govreport.text.cells import BLANK

_PRINTED = (WORDS, UNIT, NUMBER, NOTHING, SPLIT)


def lines_of(tokens: Sequence[Token], index: int) -> Iterator[tuple[int, list[Token]]]:
    """The tokens of each row, and the index of the first one behind it."""
    line: list[Token] = []
    for position in range(index, len(tokens)):
        if tokens[position].kind == ROW:
            if line:
                yield position, line
            line = []
        else:
            line.append(tokens[position])
    if line:
        yield len(tokens), line


@define
class ClosedRowReader:
    """Reads rows from the lines of a layout that states row ends.

    Attributes:
        header: the header above.
        rows: the rows so far.
        last_number: the row number of the last row that has one.
    """

    header: Header
    rows: list[tuple[OpenRow, bool]] = field(factory=list)
    last_number: int = 0

    def read(self, tokens: Sequence[Token], index: int) -> int:
        """Read from a token on; returns the index of the first one that is not of the table."""
        for after, line in lines_of(tokens, index):
            if not any(token.kind in _PRINTED for token in line):
                index = after
                continue
            halves = self._halves(line)
            if not all(map(self._take, halves)) and not goes_on(tokens, after, self.header):
                return index
            index = after
        return index

    def printed(self) -> list[IndicatorRow]:
        """The rows as they stay."""
        return [row.printed(closed=closed) for row, closed in self.rows]

    def _halves(self, line: list[Token]) -> list[list[Token]]:
        """The rows of a line: two where the table stands in two halves, side by side."""
        width = len(self.header.roles)
        if width and len(line) == 2 * width and line[width].kind in (WORDS, MARK):
            return [
                half
                for half in (line[:width], line[width:])
                if any(token.kind in _PRINTED for token in half)
            ]
        return [line]

    def _take(self, line: list[Token]) -> bool:
        words = [token for token in line if token.kind == WORDS]
        if any(is_prose(token.text) or is_official(token.reading) for token in words):
            return False
        if len(words) == 1 and all(token.kind in (WORDS, MARK) for token in line):
            return self._take_heading(words[0], line)
        if len(words) > 2 and not any(token.kind in (NUMBER, NOTHING, UNIT) for token in line):
            return False  # the header of another table
        placed = self._by_position(line)
        self.rows.append(placed or (self._in_sequence(line), False))
        return True

    def _take_heading(self, token: Token, line: Sequence[Token]) -> bool:
        last = self.rows[-1][0] if self.rows else None
        if last is not None and closes(last, token):
            last.join(token)
            return True
        if last is not None and last.bare:
            if belongs(last, token):
                last.join(token)
                return True
            if not (last.known or last.numeral) and len(line) == 1:
                return False
        row = OpenRow.of(token)
        if len(line) >= len(self.header.roles) > 1 and self.header.roles:
            placed = self._by_position(list(line))
            if placed is not None and placed[0].text:
                self.rows.append(placed)
                return True
        self.rows.append((row, False))
        return True

    def _by_position(self, line: list[Token]) -> tuple[OpenRow, bool] | None:
        """The row whose cells are as many as those of the header."""
        roles = self.header.roles
        if not roles or sum(role in NAMES for role in roles) != 1:
            return None
        number: Token | None = None
        cells = _as_wide(line, len(roles))
        if cells is None:
            cells = _as_wide(line, len(roles) + 1)
            if cells is None or not self._is_number(*cells[:2]):
                return None
            number, *cells = cells
        name = next(index for index, role in enumerate(roles) if role in NAMES)
        if cells[name].kind not in (WORDS, UNIT):
            return None
        if any(
            token.kind == WORDS and not _may_hold(role, token)
            for role, token in zip(roles, cells, strict=True)
        ):
            return None
        row = OpenRow.of(cells[name])
        if number is not None:
            row.code = _slot(number)
        for role, token in zip(roles, cells, strict=True):
            self._place(row, role, token)
        return row, True

    def _place(self, row: OpenRow, role: str, token: Token) -> None:
        if role == UNIT_HEADER:
            if token.kind in (WORDS, UNIT):
                row.unit, row.end = token.text, max(row.end, token.end)
            elif token.kind == NOTHING:
                row.is_heading = True
            elif token.kind in (NUMBER, SPLIT):
                row.add(token)
        elif role == CODE:
            if token.kind == NUMBER:
                row.code = _slot(token)
        elif role == COLUMN or token.kind == NUMBER:
            row.add(token)

    def _is_number(self, token: Token, label: Token) -> bool:
        """Whether a row begins with its number in a cell of its own, where the header has none."""
        value = token.reading.value if token.reading and token.kind == NUMBER else None
        if label.kind != WORDS or value not in (1, self.last_number + 1):
            return False
        self.last_number = int(value)
        return True

    def _in_sequence(self, line: Sequence[Token]) -> OpenRow:
        """Label, unit and values as they come."""
        row: OpenRow | None = None
        code: Slot | None = None
        for position, token in enumerate(line):
            if row is None:
                if token.kind == WORDS:
                    row = OpenRow.of(token)
                    row.code = code
                elif token.kind == NUMBER and code is None and _comes_next(line, position):
                    code = _slot(token)
                elif token.kind in (NUMBER, NOTHING, UNIT, SPLIT):
                    row = _without_label(token)
                continue
            if token.kind == WORDS and not row.cells and row.unit is None:
                if row.text == "" or belongs(row, token) or _is_label(line, position):
                    row.join(token)
                else:
                    row.add(token)
            elif token.kind == UNIT and row.unit is None and not row.cells:
                row.unit, row.end = token.text, max(row.end, token.end)
            elif token.kind == NOTHING and row.bare and self.header.has_unit and row.text:
                row.is_heading = True
            else:
                row.add(token)
        assert row is not None
        return row


def _slot(token: Token) -> Slot:
    return (token.text, token.start, token.end, token.reading)


def _comes_next(line: Sequence[Token], position: int) -> bool:
    """Whether a label comes behind a number."""
    behind = next((token for token in line[position + 1 :] if token.kind != MARK), None)
    return behind is not None and behind.kind == WORDS


def _without_label(token: Token) -> OpenRow:
    row = OpenRow("", token.start, token.start)
    if token.kind == UNIT:
        row.unit, row.end = token.text, token.end
    else:
        row.add(token)
    return row


def _is_label(line: Sequence[Token], position: int) -> bool:
    """Whether words are the label's second cell (其中 | 1.网站公开): a value comes behind them."""
    return any(token.kind in (UNIT, NUMBER, NOTHING) for token in line[position + 1 :])


def _may_hold(role: str, token: Token) -> bool:
    """Whether words may stand in a column."""
    if role in NAMES or role in (UNIT_HEADER, REMARK, BLANK):
        return True
    if role == CODE:
        return False
    reading = token.reading
    return not (reading is None or reading.numeral or known(reading.key, reading.full))


def _as_wide(line: list[Token], width: int) -> list[Token] | None:
    """The cells of a line without the marks beyond a width; None when it has another one."""
    cells = line[:width]
    if len(cells) < width or any(token.kind != MARK for token in line[width:]):
        return None
    return cells
