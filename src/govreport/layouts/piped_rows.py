"""A row per line, cells separated by pipes: ``规章 | 0 | 0 | 0 | |``.

Rows are padded on the right to the width of the grid (D7), and a converter that drops blank
cells counts them into the same padding (D8): empty cells at the end say nothing about columns.
"""

from __future__ import annotations

import re
from collections.abc import Hashable

from govreport.document import Document
from govreport.layouts.separated import SeparatedLayout
from govreport.layouts.shape import shape_of
from govreport.plugins.interfaces import Evidence
from govreport.text.cells import BLANK, PAD, ROW_END, Cell
from govreport.text.labels import Vocabulary


class PipedRows(SeparatedLayout):
    """A row per line, cells separated by pipes."""

    name = "piped_rows"
    description = "a row per line, cells separated by pipes"
    separators = "|\n"
    lines_are_cells = True
    states_rows = True

    def detect(self, document: Document) -> Evidence:
        """Most piped lines hold several cells."""
        shape = shape_of(document)
        if shape.multiple < 2:
            return Evidence(0.0, missing=("lines with several cells between pipes",))
        score = 0.9 * shape.multiple / (shape.multiple + shape.single)
        if shape.single * 3 > shape.multiple:
            score /= 2
        if shape.separators or shape.opened > shape.multiple / 2:
            score /= 2
        return Evidence(score, found=(f"{shape.multiple} lines hold several cells",))

    def options(self, document: Document) -> str:
        """How rows end: a line that ends in another way is broken off."""
        text = document.text
        closed = text.count("|\n") + text.count("| \n")
        rows = shape_of(document).multiple
        return _CLOSED if 2 * closed >= rows else _OPEN if 4 * closed < rows else ""

    def split(self, text: str, options: Hashable, vocabulary: Vocabulary) -> list[Cell]:
        """The cells of each line, in order."""
        found: list[Cell] = []
        append = found.append
        offset = 0
        unclosed = unended = False
        for line in text.split("\n"):
            if "|" in line or unended:
                broken = unclosed and options == _CLOSED and line[:1].isdigit()
                if unended and _BEGINS_WITH_NUMBER.match(line):
                    del found[-1]
                first = len(found)
                _split_row(line, offset, found)
                if broken:
                    _rejoin(found, first)
                unclosed = line[-1:].isdigit()
                unended = options == _OPEN and line[-1:] == "|" and _is_begun(found[first:])
            elif line and not line.isspace():
                cell = line.strip()
                start = offset + line.index(cell[0])
                append((cell, start, start + len(cell)))
            append((ROW_END, offset + len(line), offset + len(line)))
            offset += len(line) + 1
        return found

    def is_plain(self, run: str, count: int, options: Hashable) -> bool:
        """A pipe between each two numbers, on one line."""
        return run.count("|") == count - 1 and "\n" not in run


_CLOSED = "by a pipe"
_OPEN = "without a pipe"
_BEGINS_WITH_NUMBER = re.compile(r"\s*[+\-]?\d[\d,.]*+\s*(?:\||$)")


def _is_begun(cells: list[Cell]) -> bool:
    """Whether a line is the beginning of a row: a label alone, or with numbers behind it."""
    return len(cells) == 1 or any(text[:1].isdigit() and text[-1].isdigit() for text, *_ in cells)


def _rejoin(found: list[Cell], first: int) -> None:
    """A number that goes on in the next line is one cell with the number there, or odd."""
    text, start, _ = found[first - 2]
    more, _, end = found[first]
    if text[-1:].isdigit():
        found[first - 2 : first + 1] = [(f"{text} {more}", start, end)]


def _split_row(line: str, offset: int, found: list[Cell]) -> None:
    append = found.append
    position = offset
    last = len(found)
    first = True
    for part in line.split("|"):
        text = part.strip()
        if text:
            start = position + part.index(text)
            append((text, start, start + len(text)))
            last = len(found)
        elif not first:
            append((BLANK, position, position))
        first = False
        position += len(part) + 1
    # The piece after the last pipe is no cell; the empty ones before it are padding.
    if len(found) > last:
        del found[-1]
        found[last:] = [(PAD, start, end) for _, start, end in found[last:]]
