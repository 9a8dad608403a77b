"""The rows below a header where the layout does not state row ends: label, unit, values in turn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from attrs import define, field

from govreport.tables.indicators.header import Header
from govreport.tables.indicators.printed import IndicatorRow
from govreport.tables.indicators.tokens import MARK, NOTHING, NUMBER, ROW, SPLIT, UNIT, WORDS, Token
from govreport.tables.indicators.words import is_official, is_unit, known
from govreport.tables.placement.rows import Slot
from govreport.text.cells import read_cell
from govreport.text.labels import flatten

_LABEL_LENGTH = 60
_NEAR = 40
_LETTERS = re.compile(r"[^\W\d一-鿿]{1,3}")
"""What a scanner makes of a single digit."""

_LONGEST = 200
_DATE = re.compile(
    r"(?:\d{4}|[二一][〇○零0一二三四五六七八九]{3})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月.*"
)
_UNIT_NOTE = re.compile(r"[(（](?:单位[:：])?(?P<unit>[^()（）]{1,3})[)）]$")
_SECTION = re.compile(r"[一二三四五六七八九]、(?:存在|其他需要|需要说明|总体情况)")


def is_prose(text: str) -> bool:
    """Whether words are no cell of a table: a sentence, a date, the heading of a section.

    >>> is_prose("全年公开信息7条。"), is_prose("2013年1月20日"), is_prose("主动公开信息数")
    (True, True, False)
    """
    return len(text) > _LONGEST or _is_prose(text)


@lru_cache(maxsize=4096)
def _is_prose(text: str) -> bool:
    flat = flatten(text).strip()
    head = flat.partition("(")[0]
    return (
        "。" in flat
        or len(head) > _LABEL_LENGTH
        or _DATE.fullmatch(flat) is not None
        or _SECTION.match(flat) is not None
    )


@define
class OpenRow:
    """A row that is being read; see `IndicatorRow` for its parts."""

    text: str
    start: int
    end: int
    key: str = ""
    full: str = ""
    numeral: str = ""
    unit: str | None = None
    is_heading: bool = False
    is_split: bool = False
    cells: list[Slot] = field(factory=list)
    code: Slot | None = None

    @classmethod
    def of(cls, token: Token) -> OpenRow:
        """A row that begins with a label."""
        reading = token.reading or read_cell(token.text)
        return cls(token.text, token.start, token.end, reading.key, reading.full, reading.numeral)

    @property
    def known(self) -> bool:
        """Whether some grammar has this label."""
        return bool(self.key) and known(self.key, self.full) is not None

    @property
    def bare(self) -> bool:
        """Nothing stands beside the label."""
        return not self.cells and self.unit is None and not self.is_heading

    @property
    def waits(self) -> bool:
        """Whether the unit is printed and the value is what comes next."""
        return self.unit is not None and not self.cells

    def add(self, token: Token) -> None:
        """One more cell."""
        self.is_split = self.is_split or token.kind == SPLIT
        reading = None if token.kind == MARK else token.reading
        self.cells.append((token.text, token.start, token.end, reading))

    def join(self, token: Token) -> None:
        """A piece of the label on the next line, or its remark."""
        self.text, self.end = self.text + token.text, token.end
        reading = read_cell(self.text)
        self.key, self.full, self.numeral = reading.key, reading.full, reading.numeral

    def printed(self, *, closed: bool = False) -> IndicatorRow:
        """The row as it stays."""
        return IndicatorRow(
            self.text,
            self.start,
            self.end,
            self.key,
            self.full,
            self.numeral,
            self.unit or _unit_in(self.text),
            self.is_heading,
            self.is_split,
            closed,
            tuple(self.cells),
            self.code,
        )


def _unit_in(label: str) -> str | None:
    """The unit that a label ends with, in brackets: 主动公开信息数（条）."""
    match = _UNIT_NOTE.search(label)
    return match["unit"] if match is not None and is_unit(match["unit"]) else None


def belongs(row: OpenRow, token: Token) -> bool:
    """Whether words continue a label: its last piece, or a remark in brackets below it."""
    reading = read_cell(row.text + token.text)
    flat = flatten(token.text)
    remark = flat.startswith("(") and not (token.reading and token.reading.numeral)
    opened = flatten(row.text).rstrip(": ").endswith("其中")
    return (not row.known and known(reading.key, reading.full) is not None) or remark or opened


def closes(row: OpenRow, token: Token) -> bool:
    """Whether words are the end of a label whose bracket is still open, below its values."""
    label, words = flatten(row.text), flatten(token.text)
    return label.count("(") > label.count(")") and words.count(")") > words.count("(")


def goes_on(tokens: Sequence[Token], index: int, header: Header) -> bool:
    """Whether the table goes on behind words that are no row of it: a known label with its unit
    stands a few cells further on."""
    if not header.has_unit:
        return False
    near = [token for token in tokens[index : index + _NEAR] if token.kind not in (MARK, ROW)]
    return any(
        label.kind == WORDS
        and unit.kind == UNIT
        and label.reading is not None
        and known(label.reading.key, label.reading.full) is not None
        for label, unit in pairwise(near)
    )


class RowReader:
    """Reads rows from tokens until the table ends.

    ``width`` is the number of value columns, 0 when no header states it.
    """

    def __init__(self, tokens: Sequence[Token], header: Header, *, spaced: bool = False) -> None:
        """Nothing is read yet; ``spaced`` for text in which spaces may stand inside a label."""
        self.tokens = tokens
        self.header = header
        self.spaced = spaced
        self.rows: list[OpenRow] = []
        self.leading: list[Slot] = []
        self._row: OpenRow | None = None
        self._width = 0 if header.doubtful else len(header.columns)

    def read(self, index: int) -> int:
        """Read from a token on; returns the index of the first one that is not of the table."""
        while index < len(self.tokens) and self._take(index):
            index += 1
        return index

    def _take(self, index: int) -> bool:
        token = self.tokens[index]
        if token.kind == ROW:
            self._row = None
        elif token.kind == WORDS:
            return self._take_words(index)
        elif token.kind == UNIT:
            self._take_unit(token)
        elif token.kind == MARK:
            if self._row is not None:
                self._row.add(token)
        elif token.kind == NOTHING and self._is_unit_place():
            assert self._row is not None
            self._row.is_heading = True
        else:
            self._take_value(index)
        return True

    def _take_words(self, index: int) -> bool:
        token, row = self.tokens[index], self._row
        if is_prose(token.text) or is_official(token.reading):
            return self._takes_foreign(index)
        if row is not None and row.waits and _LETTERS.fullmatch(token.text):
            row.add(token)
            return True
        last = self.rows[-1] if self.rows else None
        if last is not None and closes(last, token):
            last.join(token)
            return True
        if last is not None and last.bare:
            if belongs(last, token) or self._continues(last, index):
                last.join(token)
                self._row = last
                return True
            if not (last.known or last.numeral) and not self._has_cells(index):
                return self._takes_foreign(index)
        if row is not None and self._is_unit(row, index):
            row.unit = token.text
            return True
        self._row = OpenRow.of(token)
        self.rows.append(self._row)
        return True

    def _takes_foreign(self, index: int) -> bool:
        """Words that are no row: in the place of a value, between two rows, or below the table."""
        if not goes_on(self.tokens, index + 1, self.header):
            return False
        if self._row is not None and self._row.waits and self.header.has_unit:
            self._row.add(self.tokens[index])
        else:
            self._row = None
        return True

    def _is_unit(self, row: OpenRow, index: int) -> bool:
        """A short word that is no unit of the list, in the place of one: 40 分."""
        token = self.tokens[index]
        return (
            self.header.has_unit
            and row.bare
            and len(token.text) <= 2
            and not (token.reading and known(token.reading.key, token.reading.full))
            and index + 1 < len(self.tokens)
            and self.tokens[index + 1].kind in (NUMBER, NOTHING)
        )

    def _continues(self, row: OpenRow, index: int) -> bool:
        """A label with a space in it: the unit comes only behind its second piece."""
        reading = self.tokens[index].reading
        if not self.spaced or not self.header.has_unit or reading is None:
            return False
        if row.known or reading.numeral or known(reading.key, reading.full):
            return False
        return (
            index + 1 < len(self.tokens)
            and self.tokens[index + 1].kind == UNIT
            and (bool(row.numeral))
        )

    def _has_cells(self, index: int) -> bool:
        """Whether a unit or a value stands beside a label."""
        for token in self.tokens[index + 1 : index + 3]:
            if token.kind in (UNIT, NUMBER, SPLIT, NOTHING):
                return True
            if token.kind == WORDS:
                return False
        return False

    def _take_unit(self, token: Token) -> None:
        codes = 1 if self.header.code == "after" else 0
        row = self._row
        if row is None or row.unit is not None or len(row.cells) > codes:
            row = self._without_label(token)
        row.unit, row.end = token.text, max(row.end, token.end)

    def _is_unit_place(self) -> bool:
        row = self._row
        return (
            row is not None
            and row.bare
            and (self.header.has_unit or not self._width)
            and row.text != ""
        )

    def _take_value(self, index: int) -> None:
        token = self.tokens[index]
        row = self._row
        if row is None and not self.rows and self._before_words(index):
            self.leading.append((token.text, token.start, token.end, token.reading))
            return
        if row is None or (self._is_full(row) and not self._before_words(index)):
            row = self._without_label(token)
        row.add(token)

    def _before_words(self, index: int) -> bool:
        """Whether a label follows: the number may be its code."""
        for token in self.tokens[index + 1 : index + 3]:
            if token.kind in (WORDS, UNIT):
                return token.kind == WORDS
            if token.kind not in (MARK, ROW):
                return False
        return False

    def _is_full(self, row: OpenRow) -> bool:
        if not self._width:
            return False
        width = self._width + (self.header.code == "after")
        return sum(slot[3] is not None for slot in row.cells) >= width

    def _without_label(self, token: Token) -> OpenRow:
        self._row = OpenRow("", token.start, token.start)
        self.rows.append(self._row)
        return self._row
