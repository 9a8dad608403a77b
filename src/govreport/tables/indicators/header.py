"""The header of a list of indicators: which column holds labels, units, codes and values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve, frozen

from govreport.tables.indicators.tokens import MARK, NUMBER, ROW, UNIT, WORDS, Token
from govreport.tables.indicators.words import (
    CODE,
    COLUMN,
    INDICATOR,
    REMARK,
    SUBJECT,
    header_role,
    headers,
    known,
    squeezed,
)
from govreport.tables.indicators.words import UNIT as UNIT_HEADER
from govreport.text.cells import BLANK, read_cell
from govreport.text.labels import flatten

_MOST_PIECES = 4
_MOST_CELLS = 16
_NOTE = re.compile(r"[(（][^()（）]{1,8}[)）]")
_LETTERS = frozenset("甲乙丙丁 ")
_YEAR = re.compile(r"(?:19|20)\d\d")
NAMES = (INDICATOR, SUBJECT)


@frozen
class Header:
    """A header as read.

    Attributes:
        roles: what each header cell heads, in the order of print.
        columns: headers of the value columns.
        doubtful: words that are more headers, or the first heading of rows.
        after: index of the first token below the header.
        by_row: the layout states where rows end.
        letters: offsets of the numbers that name the columns below the header.
    """

    roles: tuple[str, ...]
    columns: tuple[str, ...]
    doubtful: tuple[str, ...]
    after: int
    by_row: bool = False
    letters: tuple[tuple[int, int], ...] = ()

    @property
    def has_unit(self) -> bool:
        """Whether there is a column of units."""
        return UNIT_HEADER in self.roles

    @property
    def code(self) -> str:
        """Where codes stand: ``"before"`` or ``"after"`` the labels, or nowhere."""
        if CODE not in self.roles:
            return ""
        names = [index for index, role in enumerate(self.roles) if role in NAMES]
        return "before" if not names or self.roles.index(CODE) < names[0] else "after"


NO_HEADER = Header((), (), (), 0)


def read_header(tokens: Sequence[Token], index: int) -> Header | None:
    """Read the header that begins at a token; None when there is none.

    >>> from govreport.tables.indicators.tokens import cell_tokens
    >>> printed = "指标 名称|计量|单位|2011|年度|累计|0".split("|")
    >>> cells = [(text, 0, 0) for text in printed]
    >>> read_header(list(cell_tokens(cells)), 0).columns
    ('2011年度', '累计')
    """
    if not _opens(tokens, index):
        return None
    row = _row(tokens, index)
    header = _by_row(tokens, index, row) if row is not None else _in_sequence(tokens, index)
    after = _below_letters(tokens, header.after)
    letters = tuple((t.start, t.end) for t in tokens[header.after : after] if t.kind == NUMBER)
    return evolve(header, after=after, letters=letters)


def _below_letters(tokens: Sequence[Token], index: int) -> int:
    """The index below a line that names the columns 甲, 乙, 丙, 1, 2, where there is one."""
    letters, numbers = 0, 0
    position = index
    while position < len(tokens):
        token = tokens[position]
        value = token.reading.value if token.kind == NUMBER and token.reading else None
        if token.kind == WORDS and not numbers and set(token.text) <= _LETTERS:
            letters += 1
        elif letters and value == numbers + 1:
            numbers += 1
        elif token.kind not in (MARK, ROW) or (letters and token.kind == ROW):
            break
        position += 1
    return position if letters else index


def _role(tokens: Sequence[Token], index: int) -> tuple[str | None, int, str]:
    """Role of the header cell that begins here, how many tokens it takes, and its text.

    A cell may be broken over several tokens; a whole cell takes in the next one only where the
    two together are another header (指标 名称).
    """
    joined = ""
    best: tuple[str | None, int, str] = (None, 1, tokens[index].text)
    for count, token in enumerate(tokens[index : index + _MOST_PIECES]):
        if not _may_head(token) or len(joined) > _MOST_CELLS:
            break
        joined += token.text
        role = header_role(joined)
        whole = best[0] is None or squeezed(joined) in headers() or _NOTE.fullmatch(token.text)
        if role is not None and whole:
            best = (role, count + 1, joined)
    return best


def _may_head(token: Token) -> bool:
    """Whether a token may be (a piece of) a header cell; a year may."""
    if token.kind == NUMBER:
        return _YEAR.fullmatch(flatten(token.text)) is not None
    return token.kind in (WORDS, UNIT)


def _opens(tokens: Sequence[Token], index: int) -> bool:
    """Whether codes, labels, and something beside them are headed here."""
    roles: list[str | None] = []
    position = index
    while position < len(tokens) and len(roles) < 3 and position < index + 12:
        token = tokens[position]
        if token.kind in (MARK, ROW):
            position += 1
            continue
        if not _may_head(token):
            break
        role, count, _ = _role(tokens, position)
        roles.append(role)
        position += count
    if roles[:1] == [CODE]:
        return len(roles) > 1 and roles[1] in NAMES
    return len(roles) > 1 and roles[0] in NAMES and roles[1] is not None


def _row(tokens: Sequence[Token], index: int) -> int | None:
    """Index of the mark that ends the header's row, where the layout states row ends."""
    words = 0
    for position in range(index, min(len(tokens), index + 2 * _MOST_CELLS)):
        token = tokens[position]
        if token.kind == ROW:
            return position if words > 1 else None
        if token.kind == NUMBER and not _may_head(token):
            return None
        words += token.kind in (WORDS, UNIT)
    return None


def _by_row(tokens: Sequence[Token], index: int, end: int) -> Header:
    """Every cell of the header's row heads a column; a second row names them."""
    roles: list[str] = []
    columns: list[str] = []
    position = index
    first = next(p for p in range(index, -1, -1) if not p or tokens[p - 1].kind == ROW)
    if all(token.kind == MARK for token in tokens[first:index]):
        roles += [CODE] * (index - first)
    while position < end:
        token = tokens[position]
        if token.kind == MARK:
            if token.text == BLANK:
                roles.append(BLANK)
            position += 1
            continue
        role = header_role(token.text) or COLUMN
        if role in NAMES and roles and _repeats(tokens[position:end], roles):
            break  # the table stands in two halves, side by side
        if role in NAMES and any(name in roles for name in NAMES):
            role = COLUMN
        roles.append(role)
        if role == COLUMN:
            columns.append(token.text)
        position += 1
    while roles and roles[-1] == BLANK:
        roles.pop()
    names = _second_row(tokens, end)
    if names:
        after = _after_row(tokens, end)
        return Header((), tuple(names), (), after, True)
    return Header(tuple(roles), tuple(columns), (), end, True)


def _repeats(tokens: Sequence[Token], roles: Sequence[str]) -> int:
    """How many tokens repeat the whole header; 0 when they do not."""
    position = 0
    for role in roles:
        while position < len(tokens) and tokens[position].kind == MARK:
            position += 1
        if position == len(tokens) or header_role(tokens[position].text) != role:
            return 0
        position += 1
    return position


def _after_row(tokens: Sequence[Token], end: int) -> int:
    return next((p for p in range(end + 1, len(tokens)) if tokens[p].kind == ROW), len(tokens))


def _second_row(tokens: Sequence[Token], end: int) -> list[str]:
    """The names in the row below a header, where that row holds nothing but names."""
    names = []
    for token in tokens[end + 1 : _after_row(tokens, end)]:
        if token.kind == WORDS:
            reading = token.reading
            if reading is None or reading.numeral or known(reading.key, reading.full):
                return []
            names.append(token.text)
        elif token.kind != MARK:
            return []
    return names if len(names) > 1 else []


def _in_sequence(tokens: Sequence[Token], index: int) -> Header:
    """Without row ends the known words are the header, and words before a number its last."""
    roles: list[str] = []
    columns: list[str] = []
    pending: list[tuple[int, str]] = []
    position = index
    while position < len(tokens):
        token = tokens[position]
        if token.kind in (MARK, ROW):
            position += 1
            continue
        if not _may_head(token):
            break
        role, count, text = _role(tokens, position)
        if role in NAMES and any(name in roles for name in NAMES):
            again = _repeats(tokens[position:], roles) if not pending else 0
            if not again:
                break
            position += again
            continue
        if role == COLUMN:
            columns += [words for _, words in pending] if pending else []
            roles += [COLUMN] * (len(pending) + 1)
            columns.append(text)
            pending = []
        elif role is not None and not (role == REMARK and not columns):
            roles.append(role)
        else:
            reading = token.reading or read_cell(token.text)
            if token.kind != WORDS or reading.numeral or known(reading.key, reading.full):
                break
            pending.append((position, token.text))
            if len(pending) > _MOST_CELLS:
                break
        position += count
    doubtful: tuple[str, ...] = ()
    if pending and position < len(tokens) and tokens[position].kind == WORDS:
        doubtful = tuple(text for _, text in pending)
    elif pending:
        # The last words before the first number are the first row's label; a column of row
        # numbers puts that number before them.
        leads = "before" in (Header(tuple(roles), (), (), 0).code,)
        if leads and position < len(tokens) and tokens[position].kind == NUMBER:
            columns += [text for _, text in pending]
        else:
            columns += [text for _, text in pending[:-1]]
            position = pending[-1][0]
    return Header(tuple(roles), tuple(columns), doubtful, position)
