"""The cells of Markdown rows, for every layout whose text may hold some."""

from __future__ import annotations

import re

from govreport.layouts.scan import scan_lines
from govreport.text.cells import BLANK, PAD, ROW_END, Cell
from govreport.text.labels import Vocabulary

_SEPARATOR = re.compile(r"\|?[\s:]*--[\s:|-]*")


def markdown_cells(text: str, vocabulary: Vocabulary, *, explicit: bool) -> list[Cell]:
    """Cells of the tables; in the text between them only what stands whole on a line.

    Args:
        text: the text, offsets count from its beginning.
        vocabulary: the labels of all forms.
        explicit: separator lines state the columns.
    """
    found: list[Cell] = []
    offset = 0
    loose = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped.startswith("|") or stripped.count("|") > 1:
            found += scan_lines(text[loose:offset], vocabulary, loose)
            found.append((ROW_END, offset, offset))
            if not _SEPARATOR.fullmatch(stripped):
                _row(line, offset, found, explicit=explicit)
            loose = offset + len(line) + 1
            rest = _REST.match(text, loose - 1) if _is_cut(stripped) else None
            if rest is not None:
                _rejoin(found, rest)
                loose = rest.end()
        offset += len(line) + 1
    found += scan_lines(text[loose:], vocabulary, loose)
    return found


_REST = re.compile(r"\n[ \t]*(?P<digits>\d[\d,.]*)")


def _is_cut(row: str) -> bool:
    """Whether a row that a pipe opens ends within a number: the line may be broken there."""
    return row[0] == "|" and row[-1].isdigit()


def _rejoin(found: list[Cell], rest: re.Match[str]) -> None:
    """A number that may go on in the next line is a cell with what stands there: no number."""
    index = max(n for n, cell in enumerate(found) if cell[0][-1:].isdigit())
    cell, start, _ = found[index]
    found[index] = (f"{cell} {rest['digits']}", start, rest.end())


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
