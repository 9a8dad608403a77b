"""A row per line, cells separated by commas or semicolons, as a table is exported.

Two separators in a row hold a blank cell between them; separators within brackets or quotes are
part of a cell. Where each line begins with its number, that number is no cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from govreport.document import Document
from govreport.layouts.shape import SPACED_NUMBERS
from govreport.plugins.interfaces import Evidence, Layout
from govreport.text.cells import BLANK, PAD, ROW_END, Cell
from govreport.text.labels import Vocabulary
from govreport.text.numbers import UNITS

SEPARATORS = ",;，；"
_FEWEST_ROWS = 3
_VALUE = r"(?:\"?[+\-]?\d[\d.]{0,15}\"?|[/-]?)"
_ROWS = {
    mark: re.compile(
        rf"{mark}(?<=[一-鿿）)”\"]{mark}) ?"
        rf"(?:{_VALUE}|(?:{UNITS}|[—-]+)(?= ?{mark})) ?"
        rf"(?:{mark} ?{_VALUE} ?){{1,40}}(?={mark}|$)",
        re.MULTILINE,
    )
    for mark in SEPARATORS
}
_HINT = re.compile(r"[,;，；](?<=[条件次篇个人元数\d一-鿿)）\"—-].) ?\d+(?: ?[,;，；] ?\d|\n)")
_FIELD = {
    mark: re.compile(
        r'"(?P<quoted>(?:[^"\n]|""){0,300})"'
        rf"|(?:[(（][^()（）\n]{{0,100}}[)）]|[^\n{mark}])*+"
    )
    for mark in SEPARATORS
}
_NUMBER = re.compile(r"\d{1,4}")


class DelimitedRows(Layout):
    """A row per line, cells separated by commas or semicolons."""

    name = "delimited"
    description = "a row per line, cells separated by commas or semicolons"
    states_rows = True

    def detect(self, document: Document) -> Evidence:
        """Several lines are a label and numbers with one mark between them."""
        if _HINT.search(document.text) is None or document.grids:
            return Evidence(0.0, missing=("lines of numbers with commas between them",))
        _, rows = _separator(document.text)
        if rows < _FEWEST_ROWS:
            return Evidence(0.0, missing=("lines of numbers with commas between them",))
        others = document.text.count("|") + len(SPACED_NUMBERS.findall(document.text))
        return Evidence(0.95 * rows / (rows + others), found=(f"{rows} lines of numbers",))

    def cells(self, document: Document, vocabulary: Vocabulary) -> Sequence[Cell]:
        """The fields of each line, in order."""
        text = document.text
        mark, _ = _separator(text)
        found: list[Cell] = []
        offset = 0
        lines = [(line, list(_fields(line, mark))) for line in text.split("\n")]
        numbered = _are_numbered([fields for _, fields in lines if len(fields) > 1])
        for line, fields in lines:
            if numbered and len(fields) > 1:
                fields = fields[1:]
            last = max((n for n, field in enumerate(fields) if field[0]), default=-1)
            for number, (cell, start, end) in enumerate(fields if last >= 0 else ()):
                shown = cell or (BLANK if number < last else PAD)
                found.append((shown, start + offset, end + offset))
            found.append((ROW_END, offset + len(line), offset + len(line)))
            offset += len(line) + 1
        return found


@lru_cache(maxsize=2)
def _separator(text: str) -> tuple[str, int]:
    """The mark that separates cells, and how many rows it makes."""
    rows = {mark: len(pattern.findall(text)) for mark, pattern in _ROWS.items() if mark in text}
    best = max(rows, key=rows.__getitem__, default=",")
    return best, rows.get(best, 0)


def _fields(line: str, mark: str) -> Iterator[Cell]:
    """Each field of a line without space and quotes around it."""
    position = 0
    while position <= len(line):
        field = _FIELD[mark].match(line, position)
        assert field is not None  # a field may be empty
        start, end = field.span("quoted") if field["quoted"] is not None else field.span()
        printed = line[start:end]
        cell = printed.strip()
        first = start + (printed.index(cell[0]) if cell else 0)
        yield cell, first, first + len(cell)
        if not line.startswith(mark, field.end()) and field.end() < len(line):
            # What stands behind a closing quote is part of no field.
            position = line.find(mark, field.end()) + 1 or len(line) + 1
        else:
            position = field.end() + 1


def _are_numbered(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first field of nearly each line is its number."""
    numbers = [int(row[0][0]) for row in rows if _NUMBER.fullmatch(row[0][0])]
    steps = sum(second - first == 1 for first, second in pairwise(numbers))
    return len(numbers) * 10 >= len(rows) * 8 and steps * 10 >= len(numbers) * 8
