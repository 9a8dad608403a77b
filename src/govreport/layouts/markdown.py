"""Markdown tables, with or without header rows; text between them may hold torn labels."""

from __future__ import annotations

import re

from govreport.cells import BLANK, ROW_END, Cell
from govreport.document import Document
from govreport.labels import Vocabulary
from govreport.layouts.scan import scan_line
from govreport.layouts.shape import shape_of
from govreport.plugins import Evidence

_SEPARATOR = re.compile(r"\|?[\s:]*-{2,}[\s:|-]*")
_HEADING = re.compile(r"#{1,6}\s*")


class Markdown:
    """Markdown tables: every cell is explicit, blank ones too."""

    name = "markdown"
    description = "Markdown tables"
    interface = 1
    glued = False
    states_rows = True

    def detect(self, document: Document) -> Evidence:
        """Rows begin and end with a pipe; separator lines."""
        shape = shape_of(document)
        rows = shape.opened - shape.separators
        if rows < 1 or shape.multiple < 1 or rows < shape.multiple:
            return Evidence(0.0, missing=("rows that begin with a pipe",))
        score = 0.95 if shape.separators else 0.7 * shape.multiple / (shape.multiple + shape.single)
        return Evidence(score, found=(f"{rows} rows begin with a pipe",))

    def cells(self, document: Document, vocabulary: Vocabulary) -> list[Cell]:
        """Cells of the tables; in the text between them only what stands whole on a line."""
        text = document.text
        found: list[Cell] = []
        offset = 0
        loose = 0
        for line in text.split("\n"):
            stripped = line.strip()
            if stripped.startswith("|"):
                _between(text, loose, offset, vocabulary, found)
                if not _SEPARATOR.fullmatch(stripped):
                    _row(line, offset, found)
                loose = offset + len(line) + 1
            offset += len(line) + 1
        _between(text, loose, len(text), vocabulary, found)
        return found


def _row(line: str, offset: int, found: list[Cell]) -> None:
    first = line.index("|") + 1
    end = len(line.rstrip())
    if line.rstrip().endswith("|"):
        end -= 1
    position = offset + first
    for part in line[first:end].split("|"):
        cell = part.strip()
        if cell:
            start = position + part.index(cell[0])
            found.append((cell, start, start + len(cell)))
        else:
            found.append((BLANK, position, position))
        position += len(part) + 1
    found.append((ROW_END, position, position))


def _between(text: str, start: int, end: int, vocabulary: Vocabulary, found: list[Cell]) -> None:
    """Text between two tables: headings are labels, and a line may hold a whole row."""
    if end <= start:
        return
    segment = text[start:end]
    if segment.isspace():
        return
    for cell, first, last in _outside(segment, vocabulary):
        found.append((cell, first + start, last + start))
    found.append((ROW_END, end, end))


def _outside(segment: str, vocabulary: Vocabulary) -> list[Cell]:
    cells: list[Cell] = []
    offset = 0
    for line in segment.split("\n"):
        stripped = line.strip()
        heading = _HEADING.match(stripped)
        if heading is not None and heading.end() < len(stripped):
            title = stripped[heading.end() :]
            start = offset + line.index(title)
            cells += [(title, start, start + len(title)), (ROW_END, start, start)]
        elif stripped and len(stripped) <= 60:
            row = scan_line(line, vocabulary)
            if row:
                cells += [(c, a + offset, b + offset) for c, a, b in row]
            elif stripped.replace(",", "").replace(".", "").isdigit():
                start = offset + line.index(stripped)
                cells += [
                    (stripped, start, start + len(stripped)),
                    (ROW_END, start, start),
                ]
        elif stripped:
            start = offset + line.index(stripped)
            cells += [(stripped, start, start + len(stripped)), (ROW_END, start, start)]
        offset += len(line) + 1
    return cells
