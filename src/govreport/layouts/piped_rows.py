"""A row per line, cells parted by pipes: ``规章 | 0 | 0 | 0 | |``.

Rows are padded on the right to the width of the grid (D7), and a converter that drops blank
cells counts them into the same padding (D8): empty cells at the end say nothing about columns.
"""

from __future__ import annotations

from govreport.document import Document
from govreport.layouts.shape import shape_of
from govreport.plugins.registry import Evidence
from govreport.text.cells import BLANK, PAD, ROW_END, Cell
from govreport.text.labels import Vocabulary


class PipedRows:
    """A row per line, cells parted by pipes."""

    name = "piped_rows"
    description = "a row per line, cells parted by pipes"
    interface = 1
    glued = False
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

    def cells(self, document: Document, vocabulary: Vocabulary) -> list[Cell]:
        """The cells of each line, in order."""
        found: list[Cell] = []
        append = found.append
        offset = 0
        for line in document.text.split("\n"):
            if "|" in line:
                _split_row(line, offset, found)
            elif line and not line.isspace():
                text = line.strip()
                start = offset + line.index(text[0])
                append((text, start, start + len(text)))
            append((ROW_END, offset + len(line), offset + len(line)))
            offset += len(line) + 1
        return found


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
