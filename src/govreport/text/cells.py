"""Cells: what a layout hands to the templates, and how one printed cell is read.

A layout yields plain tuples ``(text, start, end)`` in reading order: half of all parsing time
would go into objects otherwise. Three texts are marks: `BLANK` for a cell that is there and
empty, `PAD` for filling whose column is not known, `ROW_END` where the source states that a row
ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final, TypeAlias

from attrs import frozen

from govreport.text.labels import flatten, label_keys
from govreport.text.numbers import is_odd, read_number, unit_stated, without_invisible

Cell: TypeAlias = tuple[str, int, int]
"""Text without surrounding space, and its offsets in ``Document.text``."""


class Gap:
    """What stands between two runs of numbers, as a layout split it.

    Attributes:
        cells: the cells, with offsets from a place that the user of the gap knows.
        passage: what the labels in it were found to say (`govreport.tables.passages`), kept for
            the next document with the same gap.
    """

    __slots__ = ("cells", "passage")

    def __init__(self, cells: Sequence[Cell]) -> None:
        """Nothing is known of it yet."""
        self.cells = cells
        self.passage: Any = None


BLANK: Final = ""
PAD: Final = "|"
ROW_END: Final = "\n"

PLACEHOLDERS: Final = frozenset(
    {"/", "-", "—", "——", "―", "–", "--", "---", "----", "*", "无", "\\", "//", "N/A", "n/a", "－"}
)

_PLAIN = r"\d[\d,]*(?:\.\d+)?"
_SPACED_NUMBERS = re.compile(rf"{_PLAIN}(?:\s+{_PLAIN})+")


@frozen
class Reading:
    """What one printed cell says.

    ``kind`` is ``"number"``, ``"placeholder"``, ``"odd"`` (digits that are no number, see
    `govreport.text.numbers.is_odd`) or ``"words"``. For words, ``key`` is the label without
    numbering, brackets, spaces and punctuation, ``full`` the same with what stands in brackets,
    and ``numeral`` the numeral that it began with. ``several`` marks a cell in which several
    numbers stand; ``mark`` is what stands with a number and must be said.
    """

    kind: str
    value: int | Decimal | None = None
    unit: str | None = None
    key: str = ""
    full: str = ""
    numeral: str = ""
    several: bool = False
    mark: str = ""
    signed: bool = False


_cache: dict[str, Reading] = {}
_CACHE_LIMIT = 8192
_CACHED_LENGTH = 160
_SENTENCE = 40


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
    if len(text) > _SENTENCE and "。" in text.partition("(")[0].partition("（")[0]:
        return Reading("words")
    flat = flatten(without_invisible(text)).strip()
    if flat in PLACEHOLDERS:
        return Reading("placeholder")
    number = read_number(flat)
    if number is not None:
        return Reading("number", number.value, number.unit, mark=number.mark, signed=number.signed)
    if _SPACED_NUMBERS.fullmatch(flat):
        return Reading("number", None, several=True)
    key, full, numeral = label_keys(flat)
    return Reading("odd" if is_odd(flat) else "words", key=key, full=full, numeral=numeral)


def unit_in(label: str) -> str | None:
    """The unit of money that a header states in brackets.

    >>> unit_in("采购总金额（万元）"), unit_in("采购总金额")
    ('万元', None)
    """
    return unit_stated(flatten(label))
