"""Rows of numbers that no table has, each with a mark or a unit."""

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
_BEHIND = r"[\"”'’*_%％)）\]】件条條项項笔宗次元①-⑳]"
_AHEAD = r"[\"“'‘*_(（\[]{0,3}+"
_NEXT = rf"{_BEHIND}{{1,3}}+[\s|]++{_AHEAD}{_NUMBER}"
_MARKED = re.compile(
    # As in `govreport.text.runs.RUN`: a set of characters first, nothing tried twice.
    rf"[{DIGITS}](?<![{DIGITS}][{DIGITS}])(?<![{DIGITS}][,.][{DIGITS}])[{DIGITS},.]*+"
    rf"{_NEXT}(?:{_NEXT})++"
)
"""Three cells or more, each a number with a mark or a unit behind it."""

_COMMA = r"[ \t]*+[,;，；][ \t]*+"
_LISTED = re.compile(
    rf"[{DIGITS}](?<![{DIGITS}][{DIGITS}])[{DIGITS}.]*+(?:{_COMMA}[{DIGITS}][{DIGITS}.]*+){{4,}}+"
)
"""Five numbers or more with commas between them."""

_WITHIN_DIGITS = re.compile(rf"[Ⅰ-ⅿ①-⑳](?<=[{DIGITS}].)(?=[{DIGITS}])")
"""A numeral of another kind among the digits of a row without separators."""

_THOUSANDS = re.compile(rf"[{DIGITS}]{{1,3}}(?:[,，][{DIGITS}]{{3}})+")


def numbers_with_marks(text: str, claimed: Sequence[Place]) -> Iterator[Place]:
    """The numbers of such rows that nobody has."""
    starts = [start for start, _ in claimed]
    for pattern in (_MARKED, _LISTED):
        for row in pattern.finditer(text):
            if _THOUSANDS.fullmatch(row[0]):
                continue
            places = [number.span() for number in TOKEN.finditer(text, *row.span())]
            if all(YEAR.fullmatch(text, start, end) for start, end in places):
                continue
            for start, end in places:
                if is_free((start, end), claimed, starts):
                    yield start, end
    for numeral in _WITHIN_DIGITS.finditer(text):
        if is_free(numeral.span(), claimed, starts):
            yield numeral.span()


def is_free(place: Place, claimed: Sequence[Place], starts: Sequence[int]) -> bool:
    """Whether no claimed place holds all of it; ``starts`` are where those begin."""
    start, end = place
    at = bisect_right(starts, start) - 1
    return at < 0 or claimed[at][1] < end
