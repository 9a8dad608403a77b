"""Cells: what a layout hands to the templates, and how one printed cell is read.

A layout yields plain tuples ``(text, start, end)`` in reading order: half of all parsing time
would go into objects otherwise. Three texts are marks: `BLANK` for a cell that is there and
empty, `PAD` for filling whose column is not known, `ROW_END` where the source states that a row
ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final, TypeAlias

from attrs import field, frozen

from govreport.text.labels import flatten, label_keys
from govreport.text.numbers import (
    LARGEST_COUNT,
    REVERSED,
    is_odd,
    read_number,
    unit_stated,
    without_invisible,
)

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


class Prose(Gap):
    """Whole lines of running text, each a cell; the first is a sentence.

    Most of a report is prose, in which no table needs its cells one by one: they are put
    together when somebody asks for them.

    Attributes:
        text: the lines as printed.
    """

    __slots__ = ("_cells", "_split", "text")

    def __init__(self, text: str, split: Callable[[str], Sequence[Cell]]) -> None:
        """The lines, and how the layout splits them."""
        self.text = text
        self.passage = None
        self._split = split
        self._cells: Sequence[Cell] | None = None

    @property
    def cells(self) -> Sequence[Cell]:  # type: ignore[override]
        """The cells, with offsets from the beginning of the lines."""
        if self._cells is None:
            self._cells = self._split(self.text)
        return self._cells


_SENTENCE = 40


def is_sentence(text: str) -> bool:
    """Whether a text is so long, with a full stop before any bracket, that it is no label.

    >>> is_sentence("规章"), is_sentence("本年度我局主动公开政府信息" * 4 + "。")
    (False, True)
    """
    if len(text) <= _SENTENCE:
        return False
    stop = text.find("。")
    return stop >= 0 and text.find("(", 0, stop) < 0 and text.find("（", 0, stop) < 0


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
    is_plain: bool = field(init=False, repr=False, eq=False)
    """Whether the cell holds a whole number that can be a count, and nothing else."""

    @is_plain.default
    def _is_plain(self) -> bool:
        value = self.value
        plain = type(value) is int and abs(value) < LARGEST_COUNT
        return plain and self.unit is None and not self.mark and not self.signed


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
    if is_sentence(text):
        return Reading("words")
    flat = _unwrapped(flatten(without_invisible(text)).strip())
    if flat in PLACEHOLDERS:
        return Reading("placeholder")
    number = read_number(flat)
    if number is not None and REVERSED in text:
        return Reading("odd")  # a reader sees other digits than a program
    if number is not None:
        return Reading("number", number.value, number.unit, mark=number.mark, signed=number.signed)
    if _SPACED_NUMBERS.fullmatch(flat):
        return Reading("number", None, several=True)
    key, full, numeral = label_keys(flat)
    return Reading("odd" if is_odd(flat) else "words", key=key, full=full, numeral=numeral)


_WRAPPED = re.compile(r"([\"“'‘*_`]{1,3})\s*([^\"“”'‘’*_`]+?)\s*[\"”'’*_`]{1,3}")


def _unwrapped(flat: str) -> str:
    """A number without the quotes or the mark-up that stand on both sides of it.

    >>> _unwrapped('"12"'), _unwrapped("**8**"), _unwrapped("12*")
    ('12', '8', '12*')
    """
    if not flat or flat[0].isalnum():
        return flat
    found = _WRAPPED.fullmatch(flat)
    return found[2] if found is not None and found[2][-1].isdigit() else flat


def unit_in(label: str) -> str | None:
    """The unit of money that a header states in brackets.

    >>> unit_in("采购总金额（万元）"), unit_in("采购总金额")
    ('万元', None)
    """
    return unit_stated(flatten(label))
