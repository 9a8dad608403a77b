"""A bare cell per line, row ends lost (D5).

Cells are parted by a fixed number of newlines; each newline more is a blank cell, or the end of
a row where the page printed one. A line closer than that is a piece of a broken cell (D6).
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from govreport.document import Document
from govreport.layouts.shape import shape_of
from govreport.plugins.registry import Evidence
from govreport.text.cells import BLANK, Cell
from govreport.text.labels import Vocabulary

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_SHORT = 40
_MOST_BLANKS = 24


class BareCells:
    """A bare cell per line."""

    name = "bare_cells"
    description = "a bare cell per line, blank cells as extra newlines"
    interface = 1
    glued = False

    def detect(self, document: Document) -> Evidence:
        """Numbers stand alone on their lines, and there are no pipes."""
        shape = shape_of(document)
        if shape.numbers < 1 or shape.piped > shape.numbers:
            return Evidence(0.0, missing=("lines that hold one number",))
        score = 0.8 * (shape.numbers + 1) / (shape.numbers + 1 + 4 * shape.runs)
        return Evidence(score, found=(f"{shape.numbers} lines hold one number",))

    def cells(self, document: Document, vocabulary: Vocabulary) -> list[Cell]:
        """The lines, with a blank for each newline beyond the usual."""
        text = document.text
        lines = [(m[0], m.start(), m.end()) for m in _LINE.finditer(text)]
        if not lines:
            return []
        gaps = [text.count("\n", before[2], after[1]) for before, after in pairwise(lines)]
        usual = _usual_gap(lines, gaps)
        found: list[Cell] = []
        for cell, gap in zip(lines, [*gaps, 0], strict=True):
            found.append(cell)
            if gap > usual:
                at = cell[2]
                found.extend([(BLANK, at, at)] * min(gap - usual, _MOST_BLANKS))
        return found


def _usual_gap(lines: list[Cell], gaps: list[int]) -> int:
    """Newlines between two cells: the most common number between short lines."""
    short = [len(line[0]) <= _SHORT for line in lines]
    counts = Counter(
        gap for index, gap in enumerate(gaps) if gap and short[index] and short[index + 1]
    )
    return counts.most_common(1)[0][0] if counts else 1
