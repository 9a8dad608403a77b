"""Indicator tables as one kind of token, whether they come as cells or as running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from govreport.tables.indicators.words import UNITS, header_role, is_unit
from govreport.tables.label_collecting import FURNITURE
from govreport.text.cells import BLANK, PAD, ROW_END, Cell, Reading, read_cell
from govreport.text.labels import flatten

WORDS, UNIT, NUMBER, NOTHING, MARK, ROW, SPLIT = (
    "words",
    "unit",
    "number",
    "nothing",
    "mark",
    "row",
    "split",
)
"""Kinds of token. ``NOTHING`` is a placeholder; ``SPLIT`` a run of digits in which a value and
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
_LONGEST = 120
_LABEL = re.compile(r"附|\d{1,2}\s*[、.．]\s*[^\d\s]|[（(]\d{1,2}[)）]\s*\S|\D{2,}\d{1,2}$")
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
        reading = read_cell(text)
        if reading.several:
            yield from _numbers(text, start)
        elif reading.kind == "number" or (reading.kind == "odd" and not _may_be_label(text)):
            yield Token(NUMBER, text, start, end, reading)
        elif reading.kind == "placeholder":
            yield Token(NOTHING, text, start, end, reading)
        else:
            yield from _words(text, start, end, reading)


def _may_be_label(text: str) -> bool:
    """Whether a few characters with digits are a header, a caption or a numbered label."""
    return header_role(text) is not None or _LABEL.match(text) is not None


def _words(text: str, start: int, end: int, reading: Reading) -> Iterator[Token]:
    if len(text) > _LONGEST:
        yield Token(WORDS, text, start, end, reading)
        return
    kind, row = _kind_of(text)
    if row is None or len(text) != end - start:
        yield Token(kind, text, start, end, reading)
        return
    cut, unit, numbers = row
    yield Token(WORDS, text[:cut], start, start + cut, read_cell(text[:cut]))
    if unit is not None:
        first, last = unit
        word = text[first:last]
        yield Token(UNIT, word, start + first, start + last, read_cell(word))
    yield from _numbers(text[numbers:], start + numbers)


@lru_cache(maxsize=4096)
def _kind_of(text: str) -> tuple[str, tuple[int, tuple[int, int] | None, int] | None]:
    """The kind of a cell of words; where it holds a whole row, the ends of label, unit, numbers."""
    flat = flatten(text)
    if is_unit(flat):
        return UNIT, None
    row = _ROW_IN_CELL.fullmatch(flat)
    if row is None:
        return WORDS, None
    return WORDS, (
        row.end("label"),
        row.span("unit") if row["unit"] else None,
        row.start("numbers"),
    )


def _numbers(text: str, start: int) -> Iterator[Token]:
    for part in _PART.finditer(text):
        first, last = start + part.start(), start + part.end()
        yield Token(NUMBER, part[0], first, last, read_cell(part[0]))
