"""Rows of numbers that no table has: with a mark or a unit each, or with commas between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from govreport.text.numbers import DIGITS, TOKEN

Place: TypeAlias = tuple[int, int]
"""Offsets of the first character and behind the last."""

YEAR = re.compile(r"(?:19|20)\d\d")

_NUMBER = rf"[{DIGITS}][{DIGITS},.]*+"
_MARKS = "\"”'’*_%％)）\\]】件条條项項笔宗次元①-⑳"
_BEHIND = f"[{_MARKS}]"
_AHEAD = r"[\"“'‘*_(（\[]{0,3}+"
_NEXT = rf"{_BEHIND}{{1,3}}+[\s|]++{_AHEAD}{_NUMBER}"
_COMMA = r"[ \t]*+[,;，；][,;，； \t]*+"
_ROW = re.compile(
    # As in `govreport.text.runs.RUN`: a set of characters first, nothing tried twice.
    rf"[{DIGITS}](?<![{DIGITS}][{DIGITS}])(?<![{DIGITS}][,.][{DIGITS}])[{DIGITS}.]*+"
    rf"(?:(?:{_COMMA}[{DIGITS}][{DIGITS}.]*+){{4,}}+|[{DIGITS},.]*+{_NEXT}(?:{_NEXT})++)"
)
"""Five numbers or more with commas between them, or three with a mark or a unit behind each."""

_HINT = re.compile(
    rf"[{_MARKS},;，；](?<=[{DIGITS}].)(?:{_BEHIND}{{1,3}}+)?[\s|,;，；]*+{_AHEAD}[{DIGITS}]"
)
"""Two cells of such a row: found sooner than the row, and absent from nearly every report."""

_NUMERALS = frozenset("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
"""Numerals of another kind; among digits without separators one is a cell."""

_NUMERAL = re.compile(r"[1-9]\d?[.．、][^\s\d|]")
_THOUSANDS = re.compile(rf"[{DIGITS}]{{1,3}}(?:[,，][{DIGITS}]{{3}})+")


def numbers_with_marks(text: str, claimed: Sequence[Place]) -> Iterator[Place]:
    """The numbers of such rows that nobody has."""
    starts = [start for start, _ in claimed]
    for row in _ROW.finditer(text) if _HINT.search(text) else ():
        if _THOUSANDS.fullmatch(row[0]):
            continue
        places = [number.span() for number in TOKEN.finditer(text, *row.span())]
        if _NUMERAL.match(text, places[-1][0]):
            del places[-1]  # that of the next label
        if not all(YEAR.fullmatch(text, start, end) for start, end in places):
            yield from (place for place in places if is_free(place, claimed, starts))
    for _, end in claimed:
        if text[end : end + 1] in _NUMERALS and text[end + 1 : end + 2].isdigit():
            yield end, end + 1


_SLASHED = re.compile(
    rf"(?P<mark>[/、\\])(?<=[一-鿿)）”].) ?(?P<row>[{DIGITS}][{DIGITS}.]*+"
    rf"(?:(?P=mark) ?[+\-]?[{DIGITS}][{DIGITS}.]*+)*+) *$",
    re.MULTILINE,
)
"""The end of a line that is a label and numbers, with one mark between them all."""

_FEWEST_ROWS = 3


def numbers_between_slashes(text: str, claimed: Sequence[Place]) -> Iterator[Place]:
    """The numbers of rows whose cells are separated as no table's are, that nobody has."""
    rows = list(_SLASHED.finditer(text))
    if sum(row["mark"] in row["row"] for row in rows) < _FEWEST_ROWS:
        return
    starts = [start for start, _ in claimed]
    for row in rows:
        places = (number.span() for number in TOKEN.finditer(text, *row.span("row")))
        yield from (place for place in places if is_free(place, claimed, starts))


_SENTENCE_IN_A_ROW = re.compile(
    rf"年(?<=[{DIGITS}]{{5}}年)[^{DIGITS}。\n]{{1,60}}。(?P<number>[{DIGITS}]{{2,}}+)(?![.、．年月])"
)
"""The digits of a row without separators behind the sentence that one of its cells holds: the
year of the sentence sticks to the digits before it."""


def numbers_behind_a_sentence(text: str, claimed: Sequence[Place]) -> Iterator[Place]:
    """The rest of such a row."""
    starts = [start for start, _ in claimed]
    places = (match.span("number") for match in _SENTENCE_IN_A_ROW.finditer(text))
    yield from (place for place in places if is_free(place, claimed, starts))


_GLUED = re.compile(rf"[{DIGITS}](?<![{DIGITS}.,][{DIGITS}])[{DIGITS}]{{6,}}+(?![.,])")
_ZEROS = "000"


def glued_rows(text: str, claimed: Sequence[Place]) -> Iterator[Place]:
    """The digits of rows that are printed without a separator, mostly zeros, that nobody has.

    One such number may be a telephone or a document; three are rows of a table.
    """
    if text.count(_ZEROS) < _FEWEST_ROWS:
        return
    starts = [start for start, _ in claimed]
    places = [match.span() for match in _GLUED.finditer(text) if _ZEROS in match[0]]
    loose = [place for place in places if is_free(place, claimed, starts)]
    if len(loose) >= _FEWEST_ROWS:
        yield from loose


def is_free(place: Place, claimed: Sequence[Place], starts: Sequence[int]) -> bool:
    """Whether no claimed place holds its end, or none its beginning; ``starts`` are where those
    begin.

    Digits with commas between them may be a number, or several cells.
    """
    start, end = place
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
    return first < 0 or claimed[first][1] <= start or claimed[last][1] < end
