"""Tables whose geometry the source states: HTML, Word, ruled PDF."""

from __future__ import annotations

import re

from govreport.document import Document, Grid
from govreport.layouts.markdown_rows import markdown_cells
from govreport.layouts.scan import scan_lines
from govreport.plugins.interfaces import Evidence
from govreport.text.cells import BLANK, ROW_END, Cell
from govreport.text.labels import Vocabulary


class GridLayout:
    """Cells of real tables; blank cells keep their place, each merged cell counts once."""

    name = "grid"
    description = "tables with known geometry (HTML, Word, ruled PDF)"
    interface = 1
    glued = False
    states_rows = True

    def detect(self, document: Document) -> Evidence:
        """The reader found tables."""
        if not document.grids:
            return Evidence(0.0, missing=("tables with known geometry",))
        numbers = max(_numbers(document, grid) for grid in document.grids)
        if numbers < _ENOUGH:
            return Evidence(0.3, found=("tables with known geometry, but few numbers in them",))
        return Evidence(1.0, found=(f"{len(document.grids)} tables with known geometry",))

    def cells(self, document: Document, vocabulary: Vocabulary) -> list[Cell]:
        """The cells of all tables, and the lines of text between them."""
        text = document.text
        found: list[Cell] = []
        position = 0
        for grid in document.grids:
            inside = [cell for cell in grid.cells if cell.end > cell.start]
            first = min((cell.start for cell in inside), default=position)
            found += _between(text[position:first], vocabulary, position)
            row = -1
            for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
                if cell.row != row:
                    found.append((ROW_END, cell.start, cell.start))
                    row = cell.row
                content = " ".join(text[cell.start : cell.end].split())
                found.append((content or BLANK, cell.start, cell.end))
            position = max((cell.end for cell in inside), default=position)
            found.append((ROW_END, position, position))
        found += _between(text[position:], vocabulary, position)
        return found


_PIPED = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)


def _between(text: str, vocabulary: Vocabulary, offset: int) -> list[Cell]:
    """The cells of the text between two tables, in which simpler tables may be Markdown."""
    if _PIPED.search(text) is None:
        return scan_lines(text, vocabulary, offset)
    cells = markdown_cells(text, vocabulary, explicit=True)
    return [(cell, start + offset, end + offset) for cell, start, end in cells]


_ENOUGH = 3


def _numbers(document: Document, grid: Grid) -> int:
    """Cells of the grid that hold a number or a placeholder, or nothing."""
    texts = (document.text[cell.start : cell.end].strip() for cell in grid.cells)
    return sum(not text or text[0].isdigit() or text in "/-—" for text in texts)
