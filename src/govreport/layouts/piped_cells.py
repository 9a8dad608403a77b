"""A cell per line, each closed by a pipe; a line of pipes pads the row.

``规章 |`` / ``0 |`` / ``||``. A lone ``|`` is a blank cell, or closes a cell that was broken
over several lines (D6); in some copies it opens each row (an empty first column, D10).
"""

from __future__ import annotations

from collections.abc import Hashable

from govreport.document import Document
from govreport.layouts.separated import SeparatedLayout
from govreport.layouts.shape import shape_of
from govreport.plugins.interfaces import Evidence
from govreport.text.cells import BLANK, PAD, ROW_END, Cell
from govreport.text.labels import Vocabulary


class PipedCells(SeparatedLayout):
    """A cell per line, each closed by a pipe."""

    name = "piped_cells"
    description = "a cell per line, each closed by a pipe"
    separators = "|\n"
    lines_are_cells = True

    def detect(self, document: Document) -> Evidence:
        """Most piped lines hold one cell."""
        shape = shape_of(document)
        if shape.single < 4:
            return Evidence(0.0, missing=("lines with one cell and a pipe",))
        # Simple rows may share a line with cells that were broken over several: then labels,
        # not lines, tell where a row begins.
        score = 0.9 if shape.single * 3 > shape.multiple else 0.2
        return Evidence(score, found=(f"{shape.single} lines hold one cell and a pipe",))

    def split(self, text: str, options: Hashable, vocabulary: Vocabulary) -> list[Cell]:
        """The cells in the order of the lines."""
        found: list[Cell] = []
        offset = 0
        unclosed = False
        for line in text.split("\n"):
            stripped = line.strip()
            if not stripped:
                pass
            elif "|" not in stripped:
                start = offset + line.index(stripped[0])
                found.append((stripped, start, start + len(stripped)))
                unclosed = True
            elif not stripped.strip("| \t"):
                _marks(stripped.count("|"), offset, unclosed, found)
                unclosed = False
            else:
                _split(line, offset, found)
                unclosed = False
            offset += len(line) + 1
        return found

    def is_plain(self, run: str, count: int, options: Hashable) -> bool:
        """A pipe between each two numbers."""
        return run.count("|") == count - 1


def _marks(pipes: int, offset: int, unclosed: bool, found: list[Cell]) -> None:
    """A line of pipes: the end of a broken cell, a blank cell, or padding."""
    if unclosed:
        pipes -= 1
    if pipes == 1:
        found.append((BLANK, offset, offset))
    elif pipes > 1:
        found.extend((PAD, offset, offset) for _ in range(pipes))
        found.append((ROW_END, offset, offset))


def _split(line: str, offset: int, found: list[Cell]) -> None:
    position = offset
    parts = line.split("|")
    last = len(found)
    for number, part in enumerate(parts):
        text = part.strip()
        if text:
            start = position + part.index(text[0])
            found.append((text, start, start + len(text)))
            last = len(found)
        elif number and number < len(parts) - 1:
            found.append((BLANK, position, position))
        position += len(part) + 1
    if len(found) > last:
        found[last:] = [(PAD, start, end) for _, start, end in found[last:]]
        found.append((ROW_END, position, position))
