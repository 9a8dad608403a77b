"""The cells of a list of indicators in running text: spaced, glued, or both at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from govreport.tables.indicators.text_patterns import (
    AFTER_NUMERAL,
    BEYOND,
    BRACKET,
    BRACKETED,
    CELL,
    COUNTED,
    DASHES,
    DATE,
    DIGITS,
    FIRST,
    GROUP,
    LABEL_WITH_DIGITS,
    LETTER_AT_END,
    LETTERS,
    LONG,
    LONG_COLUMN,
    NUMERAL,
    ODD,
    OF_WHICH,
    PAGE,
    PIECE,
    PLUS,
    POINT,
    REMARK,
    REST,
    SECOND,
    SKIP,
    STROKE,
    STUCK,
    UNIT_AT_END,
    UNIT_AT_START,
    UNIT_BEHIND,
    UNIT_ENDS,
    UNIT_THEN_SIGN,
    UNIT_THEN_VALUE,
    WORDED,
    YEAR_BEHIND,
    YEARS,
    header_pattern,
    pattern_follows,
)
from govreport.tables.indicators.tokens import NOTHING, NUMBER, SPLIT, UNIT, WORDS, Token
from govreport.tables.indicators.words import (
    COLUMN,
    INDICATOR,
    SUBJECT,
    is_unit,
    known,
)
from govreport.tables.indicators.words import UNIT as UNIT_HEADER
from govreport.text.cells import read_cell
from govreport.text.numbers import follows_unit


class TextTokens:
    """Tokens of one table in running text, from its header on.

    Args:
        text: the document's text.
        flat: from ``base`` on the same, flattened (see `govreport.text.labels.flatten`).
        start: where the header begins.
        base: the offset at which ``flat`` begins.

    ``glued`` says, once the header was read, that nothing stands between its cells.

    >>> text = "指 标 名 称计量单位2011年度历年累计行政复议数条00"
    >>> tokens = TextTokens(text, text, 0)
    >>> [token.text for token in tokens][-4:], tokens.glued
    (['历年累计', '行政复议数', '条', '00'], True)
    """

    def __init__(self, text: str, flat: str, start: int, base: int = 0) -> None:
        """Nothing is read yet."""
        self.text = text
        self.flat = flat
        self.base = base
        self.position = start - base
        self.end = len(flat)
        self.glued = False
        self._has_unit = False
        self._columns = 0
        self._units_in_cells = False
        self._is_open = False
        self._next_numeral = 1
        self._first = self.position
        self._expects_value = False

    def __iter__(self) -> Iterator[Token]:
        """The tokens in reading order; a date or a sentence with figures is one of words."""
        yield from self._header()
        while True:
            self._skip()
            if self.position >= self.end:
                return
            foreign = DATE.match(self.flat, self.position) or self._sentence(self.position)
            if foreign is not None:
                self.position = foreign.end()
                yield self._token(WORDS, *foreign.span())
                continue
            for token in self._step():
                self._expects_value = token.kind == UNIT or self._is_whole_label(token)
                yield token

    def _is_whole_label(self, token: Token) -> bool:
        """Whether a value must come next: no column has the units, and the label is known."""
        reading = token.reading
        return (
            not self._has_unit
            and token.kind == WORDS
            and reading is not None
            and bool(known(reading.key, reading.full))
        )

    def _sentence(self, at: int) -> re.Match[str] | None:
        """A sentence with figures, up to its full stop: no cell is followed by a comma."""
        return COUNTED.match(self.flat, at) if self.flat.find("。", at, at + LONG) >= 0 else None

    def _skip(self) -> bool:
        match = SKIP.match(self.flat, self.position)
        if match is not None:
            page = PAGE.match(self.flat, match.start())
            self.position = page.end() if page is not None else match.end()
        return match is not None

    def _token(self, kind: str, start: int, end: int, text: str | None = None) -> Token:
        first, last = start + self.base, end + self.base
        text = text if text is not None else self.text[first:last]
        return Token(kind, text, first, last, read_cell(text))

    def _header(self) -> Iterator[Token]:
        pattern = header_pattern()
        gaps: list[bool] = []
        roles: list[str] = []
        while True:
            apart = self._skip()
            match = pattern.match(self.flat, self.position)
            if match is None or self._is_row(match, roles, apart):
                break
            if roles:
                gaps.append(apart)
            roles.append(match.lastgroup or "")
            self.position = match.end()
            first, last = match.start() + self.base, match.end() + self.base
            squeezed = SKIP.sub("", self.text[first:last])
            yield self._token(WORDS, *match.span(), squeezed)
        letters = LETTERS.match(self.flat, self.position)
        if letters is not None:
            self.position = letters.end()
        self._has_unit = UNIT_HEADER in roles
        self._columns = roles.count(COLUMN)
        self.glued = bool(gaps) and not any(gaps)
        self._units_in_cells = self.glued and not self._has_unit and self._all_have_units()
        self._first = self.position

    def _all_have_units(self) -> bool:
        """Whether a unit stands behind each of the first numbers, glued to the next label."""
        numbers = islice(DIGITS.finditer(self.flat, self.position), FIRST)
        ends = [number.end() for number in numbers]
        return all(
            self.flat.startswith("%", end) or UNIT_AT_START.match(self.flat, end) for end in ends
        )

    def _is_row(self, match: re.Match[str], roles: list[str], apart: bool) -> bool:
        """Whether what looks like one more header is the first label: 本年 of 本年公开数."""
        role, end = match.lastgroup, match.end()
        if role in (INDICATOR, SUBJECT) and any(name in roles for name in (INDICATOR, SUBJECT)):
            return True
        if role != COLUMN or COLUMN not in roles or apart:
            return False
        cell = SKIP.sub("", match[0])
        return (
            len(cell) < LONG_COLUMN
            and "累计" not in cell
            and not (end == self.end or self.flat[end].isspace() or pattern_follows(self.flat, end))
        )

    def _step(self) -> Iterator[Token]:
        at = self.position
        flat = self.flat
        if not self.glued and (cell := self._number_cell(at)) is not None:
            self.position = cell.end()
            yield self._token(NUMBER, *cell.span())
            return
        odd = self._bracketed(at)
        dashes = DASHES.match(flat, at) or self._placeholder(at)
        if odd is not None:
            self.position = odd.end()
            yield self._token(NUMBER, *odd.span())
        elif dashes is not None:
            self.position = dashes.end()
            yield self._token(NOTHING, *dashes.span())
        elif not self.glued and (self._begins_with_numeral(at) or self._begins_with_digits(at)):
            # 件 01.网站公开: the value, and the numeral that it is glued to.
            glued = self._expects_value and flat[at : at + 2].isdigit() and flat[at + 2] in ".、"
            yield from self._value(at, at + 2) if glued else self._label(at)
        elif (digits := DIGITS.match(flat, at) or self._worded(at)) is not None:
            yield from self._value(at, digits.end())
        else:
            yield from self._label(at)

    def _number_cell(self, at: int) -> re.Match[str] | None:
        """What stands between two spaces and is a number as a whole, sign and marks included, or
        holds digits and can be nothing else."""
        cell = (PIECE if self._expects_value else CELL).match(self.flat, at)
        if cell is None or (at and not (self.flat[at - 1].isspace() or self.flat[at - 1] == "|")):
            return None
        reading = read_cell(cell[0])
        odd = reading.kind == "odd" and (self._expects_value or ODD.fullmatch(cell[0]) is not None)
        return cell if (reading.kind == "number" and not reading.several) or odd else None

    def _placeholder(self, at: int) -> re.Match[str] | None:
        """A single stroke in the place of a value: behind a unit that is glued to it."""
        if (
            not self.glued
            or not self._has_unit
            or not UNIT_ENDS.search(self.flat, max(0, at - 2), at)
        ):
            return None
        return STROKE.match(self.flat, at)

    def _worded(self, at: int) -> re.Match[str] | None:
        """A number that begins with a word, behind the unit that is glued to its label."""
        if not (self.glued and self._has_unit and self._expects_value):
            return None
        return WORDED.match(self.flat, at)

    def _bracketed(self, at: int) -> re.Match[str] | None:
        """A number in brackets or quotes, in the place of a value: behind a unit glued to it."""
        if not (self.glued and self._has_unit and self.flat[at] in '([“"'):
            return None
        found = BRACKETED.match(self.flat, at)
        return found if found and UNIT_ENDS.search(self.flat, max(0, at - 2), at) else None

    def _begins_with_digits(self, at: int) -> bool:
        """Whether digits begin a label (2011年制发文件数), not a value with its unit or remark."""
        match = LABEL_WITH_DIGITS.match(self.flat, at)
        if match is None:
            return False
        digits = DIGITS.match(self.flat, at)
        return digits is not None and self._cell_end(digits.end()) == digits.end()

    def _begins_with_numeral(self, at: int) -> bool:
        return NUMERAL.match(self.flat, at) is not None and (
            at == 0 or not self.flat[at - 1].isdigit()
        )

    def _value(self, start: int, end: int) -> Iterator[Token]:
        """Digits; in glued text their last ones may be the numeral of the next label."""
        numeral = (AFTER_NUMERAL if self.glued else POINT).match(self.flat, end) is not None
        digits = self.flat[start:end]
        apart = not self.glued and len(digits) == 4
        if not apart and YEAR_BEHIND.match(self.flat, end) and YEARS.fullmatch(digits[-4:]):
            if len(digits) > 4:
                yield self._token(SPLIT, start, end)
            yield from self._label(end - 4 if len(digits) == 4 else end)
            return
        if not numeral:
            self.position = self._cell_end(end)
            yield self._token(NUMBER, start, self.position)
            return
        wanted = {"1", str(self._next_numeral)}
        if len(digits) <= 2 and (start == self._first or self.flat[start - 1] in "—-"):
            wanted = {digits}  # below the header, and beside a dash, stands no value
        cuts = [size for size in (1, 2) if digits[-size:] in wanted and size <= len(digits)]
        if len(cuts) != 1:
            self.position = end
            yield self._token(SPLIT, start, end)
            yield from self._label(end)
            return
        cut = end - cuts[0]
        if cut > start:
            yield self._token(NUMBER, start, cut)
        yield from self._label(cut)

    def _cell_end(self, end: int) -> int:
        """The end of a number's cell: its unit, where no column has the units, and a remark."""
        beyond = BEYOND.match(self.flat, end) if self.glued and not self._units_in_cells else None
        beyond = beyond or STUCK.match(self.flat, end) or PLUS.match(self.flat, end)
        if beyond is None and self.glued and self._columns == 1:
            beyond = SECOND.match(self.flat, end)  # 43/48 is no value and a placeholder
        if beyond is not None and not (beyond[0] == "%" and self._units_in_cells):
            return beyond.end()
        if self.flat.startswith("%", end):
            end += 1
        elif not self._has_unit and (unit := UNIT_BEHIND.match(self.flat, end)) is not None:
            end = unit.end()
        elif self._units_in_cells:
            unit = UNIT_AT_START.match(self.flat, end)
            end = unit.end() if unit is not None else end
        remark = REMARK.match(self.flat, end)
        return remark.end() if remark is not None else end

    def _label(self, start: int) -> Iterator[Token]:
        flat = self.flat
        rest = REST.match(flat, start) if self._is_open else None
        if rest is not None:  # the end of a label that stands around its values
            self._is_open = False
            self.position = rest.end()
            yield self._token(WORDS, *rest.span())
            return
        position = start
        numeral = NUMERAL.match(flat, position)
        if numeral is not None:
            self._next_numeral = int(numeral["digits"]) + 1
            position = numeral.end()
        of_which = OF_WHICH.match(flat, position)
        if of_which is not None:
            position = of_which.end()
            inner = re.search(r"\d+", of_which[0])
            self._next_numeral = int(inner[0]) + 1 if inner else self._next_numeral
        group = GROUP.match(flat, position)
        if group is not None:
            position = group.end()
            self._next_numeral = 1
        self.position = position = max(self._words_end(position), start + 1)
        words = flat[start:position]
        if not is_unit(words):
            self._is_open = words.count("(") > words.count(")")
        yield from self._with_unit(start, position)

    def _words_end(self, position: int) -> int:
        """The end of a label: brackets are part of it, digits only where a unit follows them."""
        flat = self.flat
        first = position = position if self.glued else self._digits_end(position)
        while position < self.end:
            char = flat[position]
            if char.isdigit() and position > first and self._digits_in_label(position):
                position = self._digits_end(position)
                continue
            if char.isspace() or char.isdigit() or char == "|":
                break
            if position > first and (GROUP.match(flat, position) or self._bracketed(position)):
                break
            unit = UNIT_THEN_SIGN.match(flat, position) if self.glued and self._has_unit else None
            if unit is not None:
                return unit.end()
            bracket = BRACKET.match(flat, position) if char == "(" else None
            if bracket is not None:
                position = bracket.end()
            elif DASHES.match(flat, position):
                break
            else:
                position += 1
        return position

    def _digits_in_label(self, position: int) -> bool:
        """Whether digits are the end of a label: its unit, and then its value, come behind."""
        if not self._has_unit or follows_unit(self.flat, position):
            return False
        end = self._digits_end(position)
        return UNIT_THEN_VALUE.match(self.flat, end) is not None

    def _digits_end(self, position: int) -> int:
        digits = DIGITS.match(self.flat, position)
        return digits.end() if digits is not None else position

    def _odd_end(self, position: int) -> int:
        """Where the digits behind a letter end, without those of the next label's numeral."""
        end = self._digits_end(position)
        numeral = AFTER_NUMERAL.match(self.flat, end)
        return end if numeral is None else max(position, end - len(str(self._next_numeral)))

    def _with_unit(self, start: int, end: int) -> Iterator[Token]:
        """Separate the unit that is glued to the end of a label from it."""
        words = self.flat[start:end]
        follows = self.flat[end : end + 1]
        if self.glued and follows.isspace():
            follows = self.flat[end : end + _NEAR].lstrip()[:1]  # a lone space separates nothing
        if is_unit(words):
            yield self._token(UNIT, start, end)
            return
        letter = LETTER_AT_END.fullmatch(words) if self.glued and self._has_unit else None
        if letter is not None:
            first, second = start + letter.end("label"), start + letter.end("unit")
            self.position = self._odd_end(end)  # B6 is one misread number
            yield self._token(WORDS, start, first)
            yield self._token(UNIT, first, second)
            yield self._token(NUMBER, second, self.position)
            return
        match = UNIT_AT_END.fullmatch(words) if follows and not follows.isspace() else None
        if match is not None:
            reading = read_cell(match["label"])
            if (self._has_unit and self.glued) or known(reading.key, reading.full):
                cut = start + match.end("label")
                yield self._token(WORDS, start, cut)
                yield self._token(UNIT, cut, end)
                return
        yield self._token(WORDS, start, end)


_NEAR = 8
