"""Cells: what a layout hands to the templates, and how one printed cell is read.

A layout yields plain tuples ``(text, start, end)`` in reading order: half of all parsing time
would go into objects otherwise. Three texts are marks: `BLANK` for a cell that is there and
empty, `PAD` for filling whose column is not known, `ROW_END` where the source states that a row
ends.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, TypeAlias

from attrs import frozen

from govreport.text.labels import flatten, label_keys

Cell: TypeAlias = tuple[str, int, int]
"""Text without surrounding space, and its offsets in ``Document.text``."""

BLANK: Final = ""
PAD: Final = "|"
ROW_END: Final = "\n"

PLACEHOLDERS: Final = frozenset(
    {"/", "-", "—", "——", "―", "–", "--", "---", "----", "*", "无", "\\", "//", "N/A", "n/a", "－"}
)

_UNITS = "人次|万元|亿元|元|件|条|个|项|笔|次|人|篇|份|宗|起|例|部|家|张|批|场|期|处"
_NUMBER = re.compile(
    r"(?P<sign>[+\-−减增])?\s*(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?"
    rf"\s*(?P<unit>{_UNITS})?\s*(?P<note>\([^()]*\))?"
)
_SPACED_NUMBERS = re.compile(r"[\d.,]+(?:\s+[\d.,]+)+")

_NEGATIVE = {"-", "−", "减"}


@frozen
class Reading:
    """What one printed cell says.

    ``kind`` is ``"number"``, ``"placeholder"`` or ``"words"``. For words, ``key`` is the label
    without numbering, brackets, spaces and punctuation, ``full`` the same with what stands in
    brackets, and ``numeral`` the numeral that it began with. ``several`` marks a cell in which
    several numbers stand.
    """

    kind: str
    value: int | Decimal | None = None
    unit: str | None = None
    key: str = ""
    full: str = ""
    numeral: str = ""
    several: bool = False


_cache: dict[str, Reading] = {}
_CACHE_LIMIT = 8192
_CACHED_LENGTH = 160


def read_cell(text: str) -> Reading:
    """Read one cell that is not a mark.

    >>> read_cell("減3").value, read_cell("160.5964万元").unit, read_cell("/").kind
    (-3, '万元', 'placeholder')
    >>> read_cell("22（其中修订16件）").value
    22
    >>> read_cell("(三)不予公开").key
    '不予公开'
    """
    reading = _cache.get(text)
    if reading is None:
        reading = _read(text)
        if len(text) <= _CACHED_LENGTH:
            if len(_cache) >= _CACHE_LIMIT:
                _cache.clear()
            _cache[text] = reading
    return reading


def _read(text: str) -> Reading:
    if len(text) > _CACHED_LENGTH * 4:
        return Reading("words")
    if text in PLACEHOLDERS:
        return Reading("placeholder")
    flat = flatten(text).strip()
    if flat in PLACEHOLDERS:
        return Reading("placeholder")
    match = _NUMBER.fullmatch(flat)
    if match is not None:
        return Reading("number", number_of(match), match["unit"])
    if _SPACED_NUMBERS.fullmatch(flat):
        return Reading("number", None, several=True)
    key, full, numeral = label_keys(flat)
    return Reading("words", key=key, full=full, numeral=numeral)


def number_of(match: re.Match[str]) -> int | Decimal:
    """The value of a match of the number pattern."""
    digits = match["digits"].replace(",", "")
    value: int | Decimal
    value = Decimal(digits + match["fraction"]) if match["fraction"] else int(digits)
    return -value if match["sign"] in _NEGATIVE else value


_MONEY = re.compile(r"万元|亿元|元")


def unit_in(label: str) -> str | None:
    """The unit of money that a header states in brackets.

    >>> unit_in("采购总金额（万元）"), unit_in("采购总金额")
    ('万元', None)
    """
    match = _MONEY.search(flatten(label).partition("(")[2])
    return match[0] if match else None
