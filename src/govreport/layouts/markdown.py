"""Markdown tables, with or without header rows; text between them may hold split labels."""

from __future__ import annotations

import re
from collections.abc import Hashable

from govreport.document import Document
from govreport.layouts.scan import scan_lines
from govreport.layouts.separated import SeparatedLayout
from govreport.layouts.shape import shape_of
from govreport.plugins.interfaces import Evidence
from govreport.text.cells import BLANK, PAD, ROW_END, Cell
from govreport.text.labels import Vocabulary

_SEPARATOR = re.compile(r"\|?[\s:]*--[\s:|-]*")


class Markdown(SeparatedLayout):
    """Markdown tables: every cell is explicit, blank ones too."""

    name = "markdown"
    description = "Markdown tables"
    separators = "|\n"
    states_rows = True

    def detect(self, document: Document) -> Evidence:
        """Rows begin and end with a pipe; separator lines."""
        shape = shape_of(document)
        rows = shape.opened - shape.separators
        if rows < 1 or shape.multiple < 1 or rows * 3 < shape.multiple * 2:
            return Evidence(0.0, missing=("rows that begin with a pipe",))
        score = 0.95 if shape.separators else 0.7 * shape.multiple / (shape.multiple + shape.single)
        return Evidence(score, found=(f"{rows} rows begin with a pipe",))

    def options(self, document: Document) -> bool:
        """Whether separator lines state the columns."""
        return shape_of(document).separators > 0

    def split(self, text: str, options: Hashable, vocabulary: Vocabulary) -> list[Cell]:
        """Cells of the tables; in the text between them only what stands whole on a line."""
        found: list[Cell] = []
        offset = 0
        loose = 0
        for line in text.split("\n"):
            stripped = line.strip()
            if stripped.startswith("|") or stripped.count("|") > 1:
                found += scan_lines(text[loose:offset], vocabulary, loose)
                found.append((ROW_END, offset, offset))
                if not _SEPARATOR.fullmatch(stripped):
                    _row(line, offset, found, explicit=bool(options))
                loose = offset + len(line) + 1
            offset += len(line) + 1
        found += scan_lines(text[loose:], vocabulary, loose)
        return found

    def is_plain(self, run: str, count: int, options: Hashable) -> bool:
        """A pipe between each two numbers, on one line."""
        return run.count("|") == count - 1 and "\n" not in run

    def head(self, text: str) -> str:
        """A number within a row, with or without space around it as behind it."""
        return "| 0" if text[:1] == " " else "|0"


def _row(line: str, offset: int, found: list[Cell], *, explicit: bool) -> None:
    """The cells of one row.

    Empty cells at the end are columns only where the table states its columns and the cell has
    a width; ``|||`` after cells with spaces pads a row from which blank cells may have been
    dropped (D8).
    """
    first = line.index("|") + 1 if line.lstrip().startswith("|") else 0
    end = len(line.rstrip())
    if line.rstrip().endswith("|"):
        end -= 1
    position = offset + first
    last = len(found)
    spaced = line[first : first + 1].isspace()
    for part in line[first:end].split("|"):
        cell = part.strip()
        if cell:
            start = position + part.index(cell[0])
            found.append((cell, start, start + len(cell)))
            last = len(found)
        else:
            found.append((BLANK, position, position))
            if explicit and (part or not spaced):
                last = len(found)
        position += len(part) + 1
    found[last:] = [(PAD, start, finish) for _, start, finish in found[last:]]
    found.append((ROW_END, position, position))
