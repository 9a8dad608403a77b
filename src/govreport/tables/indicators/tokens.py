"""Indicator tables as one kind of token, whether they come as cells or as running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from govreport.tables.indicators.words import UNITS, header_pattern, is_unit, known
from govreport.tables.labelled_rows import FURNITURE
from govreport.text.cells import BLANK, PAD, ROW_END, Cell, Reading, read_cell
from govreport.text.labels import flatten

WORDS, UNIT, NUMBER, NOTHING, MARK, ROW, TORN = (
    "words",
    "unit",
    "number",
    "nothing",
    "mark",
    "row",
    "torn",
)
"""Kinds of token. ``NOTHING`` is a placeholder; ``TORN`` a run of digits in which a value and
the numeral of the next label cannot be told apart."""


class Token(NamedTuple):
    """A cell, or a piece of running text that would be one."""

    kind: str
    text: str
    start: int
    end: int
    reading: Reading | None = None


_KINDS = {BLANK: MARK, PAD: MARK, ROW_END: ROW}
_ROW_IN_CELL = re.compile(
    rf"(?P<label>\D.*?)\s+(?:(?P<unit>{UNITS})\s+)?(?P<numbers>\d[\d,.]*(?:\s+\d[\d,.]*)*)"
)
_PART = re.compile(r"\S+")


def cell_tokens(cells: Sequence[Cell]) -> Iterator[Token]:
    """Tokens of the cells that a layout found."""
    for text, start, end in cells:
        kind = _KINDS.get(text)
        if kind is not None:
            yield Token(kind, text, start, end)
            continue
        if FURNITURE.fullmatch(text):
            continue
        flat = flatten(text)
        reading = read_cell(text)
        if reading.kind == "number" and not reading.several:
            yield Token(NUMBER, text, start, end, reading)
        elif reading.several:
            yield from _numbers(text, start)
        elif reading.kind == "placeholder":
            yield Token(NOTHING, text, start, end, reading)
        elif is_unit(flat):
            yield Token(UNIT, text, start, end, reading)
        elif (row := _ROW_IN_CELL.fullmatch(flat)) is not None and len(text) == end - start:
            yield _words(text[: row.end("label")], start)
            if row["unit"]:
                yield Token(UNIT, row["unit"], start + row.start("unit"), start + row.end("unit"))
            yield from _numbers(text[row.start("numbers") :], start + row.start("numbers"))
        else:
            yield Token(WORDS, text, start, end, reading)


def _numbers(text: str, start: int) -> Iterator[Token]:
    for part in _PART.finditer(text):
        first, last = start + part.start(), start + part.end()
        yield Token(NUMBER, part[0], first, last, read_cell(part[0]))


def _words(text: str, start: int) -> Token:
    return Token(WORDS, text, start, start + len(text), read_cell(text))


_SKIP = re.compile(r"[\s|]+")
_DIGITS = re.compile(r"[+\-−]?\d[\d,]*(?:\.\d+)*")
_NUMERAL = re.compile(r"(?P<digits>\d{1,2})[.、]\s*(?=\D)")
_OF_WHICH = re.compile(r"其中[:,]?\s*(?:\(?\d{1,2}[.、)](?!\d))?")
_DASHES = re.compile(r"[—–―]+|-{2,}|(?<=\s)[-/](?=\s|$)")
_BRACKET = re.compile(r"\([^()]{0,80}\)")
_GROUP = re.compile(r"\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、")
_UNIT_AT_END = re.compile(rf"(?P<label>.+?)(?P<unit>{UNITS})")
_LABEL_WITH_DIGITS = re.compile(rf"\d{{1,5}}(?!(?:{UNITS})(?:\s|$))[^\d\s.、,%]\S*")


class TextTokens:
    """Tokens of one table in running text, from its header on.

    Args:
        text: the document's text.
        flat: the same, flattened (see `govreport.text.labels.flatten`).
        start: where the header begins.
        end: where the next table or the text ends.

    ``glued`` says, once the header was read, that nothing stands between the cells.

    >>> text = "指标名称计量单位2011年度历年累计行政复议数条00"
    >>> tokens = TextTokens(text, text, 0, len(text))
    >>> [token.text for token in tokens][-4:], tokens.glued
    (['历年累计', '行政复议数', '条', '00'], True)
    """

    def __init__(self, text: str, flat: str, start: int, end: int) -> None:
        """Nothing is read yet."""
        self.text = text
        self.flat = flat
        self.position = start
        self.end = end
        self.glued = False
        self._has_unit = False
        self._next_numeral = 1
        self._first = start

    def __iter__(self) -> Iterator[Token]:
        """The tokens in reading order."""
        yield from self._header()
        while True:
            self._skip()
            if self.position >= self.end:
                return
            yield from self._step()

    def _skip(self) -> bool:
        match = _SKIP.match(self.flat, self.position, self.end)
        if match is not None:
            self.position = match.end()
        return match is not None

    def _token(self, kind: str, start: int, end: int) -> Token:
        text = self.text[start:end]
        return Token(kind, text, start, end, read_cell(text))

    def _header(self) -> Iterator[Token]:
        pattern = header_pattern()
        gaps = []
        first = True
        while True:
            apart = self._skip()
            match = pattern.match(self.flat, self.position, self.end)
            if match is None:
                break
            if not first:
                gaps.append(apart)
            first = False
            self._has_unit = self._has_unit or match.lastgroup == "UNIT"
            self.position = match.end()
            yield self._token(WORDS, *match.span())
        self.glued = bool(gaps) and not any(gaps)
        self._first = self.position

    def _step(self) -> Iterator[Token]:
        at = self.position
        flat = self.flat
        dashes = _DASHES.match(flat, at, self.end)
        if dashes is not None:
            self.position = dashes.end()
            yield self._token(NOTHING, *dashes.span())
            return
        if not self.glued and _NUMERAL.match(flat, at) and self._starts_word(at):
            yield from self._label(at)
            return
        if not self.glued and _LABEL_WITH_DIGITS.match(flat, at, self.end):
            yield from self._label(at)
            return
        digits = _DIGITS.match(flat, at, self.end)
        if digits is not None:
            yield from self._value(at, digits.end())
            return
        yield from self._label(at)

    def _starts_word(self, at: int) -> bool:
        return at == 0 or not self.flat[at - 1].isdigit()

    def _value(self, start: int, end: int) -> Iterator[Token]:
        """Digits; in glued text their last ones may be the numeral of the next label."""
        numeral = self.flat[end : end + 1] in (".", "、") and not (
            self.flat[end + 1 : end + 2].isdigit()
        )
        if not numeral:
            self.position = end
            yield self._token(NUMBER, start, end)
            return
        digits = self.flat[start:end]
        wanted = {"1", str(self._next_numeral)}
        if len(digits) <= 2 and (start == self._first or self.flat[start - 1] in "—-"):
            wanted = {digits}  # below the header, and beside a dash, stands no value
        cuts = [size for size in (1, 2) if digits[-size:] in wanted and size <= len(digits)]
        if len(cuts) != 1:
            self.position = end
            yield self._token(TORN, start, end)
            yield from self._label(end)
            return
        cut = end - cuts[0]
        if cut > start:
            yield self._token(NUMBER, start, cut)
        yield from self._label(cut)

    def _label(self, start: int) -> Iterator[Token]:
        flat = self.flat
        position = start
        numeral = _NUMERAL.match(flat, position, self.end)
        if numeral is not None:
            self._next_numeral = int(numeral["digits"]) + 1
            position = numeral.end()
        of_which = _OF_WHICH.match(flat, position, self.end)
        if of_which is not None:
            position = of_which.end()
            inner = re.search(r"\d+", of_which[0])
            self._next_numeral = int(inner[0]) + 1 if inner else self._next_numeral
        group = _GROUP.match(flat, position, self.end)
        if group is not None:
            position = group.end()
            self._next_numeral = 1
        position = max(self._words_end(position), start + 1)
        self.position = position
        yield from self._with_unit(start, position)

    def _words_end(self, position: int) -> int:
        """The end of a label: brackets are part of it, digits are not (but at its beginning)."""
        flat = self.flat
        if not self.glued:
            while position < self.end and flat[position].isdigit():
                position += 1
        first = position
        while position < self.end:
            char = flat[position]
            if char.isspace() or char.isdigit() or char == "|":
                break
            if position > first and _GROUP.match(flat, position, self.end):
                break
            bracket = _BRACKET.match(flat, position, self.end) if char == "(" else None
            if bracket is not None:
                position = bracket.end()
            elif _DASHES.match(flat, position, self.end):
                break
            else:
                position += 1
        return position

    def _with_unit(self, start: int, end: int) -> Iterator[Token]:
        """Part the unit that is glued to the end of a label from it."""
        words = self.flat[start:end]
        follows = self.flat[end : end + 1]
        if is_unit(words):
            yield self._token(UNIT, start, end)
            return
        match = _UNIT_AT_END.fullmatch(words) if follows and not follows.isspace() else None
        if match is not None:
            reading = read_cell(match["label"])
            if (self._has_unit and self.glued) or known(reading.key, reading.full):
                cut = start + match.end("label")
                yield self._token(WORDS, start, cut)
                yield self._token(UNIT, cut, end)
                return
        yield self._token(WORDS, start, end)
