"""A bare cell per line, row ends lost (D5).

Cells are separated by a fixed number of newlines; each newline more is a blank cell, or the end of
a row where the page printed one. A line closer than that is a piece of a broken cell (D6).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable
from itertools import pairwise

from govreport.document import Document
from govreport.layouts.glued_labels import is_label
from govreport.layouts.separated import SeparatedLayout
from govreport.layouts.shape import shape_of
from govreport.plugins.interfaces import Evidence
from govreport.text.cells import BLANK, Cell
from govreport.text.labels import Vocabulary
from govreport.text.runs import runs_of

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_SEVERAL = re.compile(r"[一-鿿)）][ \u3000\xa0]+\S")
_WORD = re.compile(r"[^ \u3000\xa0]+")
_NUMBER = re.compile(r"[+\-]?\d[\d,]*(?:\.\d+)?")
_LONGEST = 100
_SHORT = 40
_MOST_BLANKS = 24
_ENOUGH_PAIRS = 8
_FEW = 10


class BareCells(SeparatedLayout):
    """A bare cell per line."""

    name = "bare_cells"
    description = "a bare cell per line, blank cells as extra newlines"
    separators = "\n"
    lines_are_cells = True

    def detect(self, document: Document) -> Evidence:
        """Numbers stand alone on their lines, and there are no pipes."""
        shape = shape_of(document)
        if shape.numbers < 1 or shape.piped > shape.numbers:
            return Evidence(0.0, missing=("lines that hold one number",))
        score = 0.8 * (shape.numbers + 1) / (shape.numbers + 1 + 4 * shape.runs)
        if shape.glued_headers and shape.numbers <= _FEW:
            score /= 2  # the numbers of pages in a text whose cells have no separator
        return Evidence(score, found=(f"{shape.numbers} lines hold one number",))

    def options(self, document: Document) -> int:
        """How many newlines stand between two cells as a rule."""
        between = Counter[int]()
        for run in runs_of(document):
            pairs = len(run.cells) - 1
            newlines = run.text.count("\n")
            if pairs and newlines and newlines % pairs == 0:
                between[newlines // pairs] += pairs
        if between.total() >= _ENOUGH_PAIRS:
            return between.most_common(1)[0][0]
        lines = _lines(document.text)
        return _usual_gap(lines, _gaps(document.text, lines)) if lines else 1

    def split(self, text: str, options: Hashable, vocabulary: Vocabulary) -> list[Cell]:
        """The lines, with a blank for each newline beyond the usual."""
        assert isinstance(options, int)
        lines = _lines(text)
        found: list[Cell] = []
        for cell, gap in zip(lines, [*_gaps(text, lines), 0], strict=False):
            if _SEVERAL.search(cell[0]) is not None and len(cell[0]) <= _LONGEST:
                found += _parts(cell, vocabulary)
            else:
                found.append(cell)
            if gap > options:
                at = cell[2]
                found.extend([(BLANK, at, at)] * min(gap - options, _MOST_BLANKS))
        return found

    def is_plain(self, run: str, count: int, options: Hashable) -> bool:
        """As many newlines as usual between each two numbers, and nothing else."""
        assert isinstance(options, int)
        if count == 1:
            return True
        if "|" in run or run.count("\n") != options * (count - 1):
            return False
        return len(run.split("\n" * options)) == count


def _parts(line: Cell, vocabulary: Vocabulary) -> list[Cell]:
    """The cells of a line on which several stand: known labels, and numbers behind them."""
    text, start, _ = line
    places = [match.span() for match in _WORD.finditer(text)]
    if len(places) == 1 or is_label(text, vocabulary):
        return [line]
    pieces = [(text[first:last], start + first, start + last) for first, last in places]
    words = [piece for piece in pieces if _NUMBER.fullmatch(piece[0]) is None]
    if not words or not all(is_label(piece[0], vocabulary) for piece in words):
        return [line]
    return pieces


def _lines(text: str) -> list[Cell]:
    return [(m[0], m.start(), m.end()) for m in _LINE.finditer(text)]


def _gaps(text: str, lines: list[Cell]) -> list[int]:
    """Newlines between each two lines."""
    return [text.count("\n", before[2], after[1]) for before, after in pairwise(lines)]


def _usual_gap(lines: list[Cell], gaps: list[int]) -> int:
    """Newlines between two cells: the most common number between short lines."""
    short = [len(line[0]) <= _SHORT for line in lines]
    counts = Counter(
        gap for index, gap in enumerate(gaps) if gap and short[index] and short[index + 1]
    )
    return counts.most_common(1)[0][0] if counts else 1
