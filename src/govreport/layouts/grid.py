"""Tables whose geometry the source states: HTML, Word, ruled PDF."""

from __future__ import annotations

from govreport.cells import BLANK, ROW_END, Cell
from govreport.document import Document
from govreport.labels import Vocabulary
from govreport.plugins import Evidence


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
        return Evidence(1.0, found=(f"{len(document.grids)} tables with known geometry",))

    def cells(self, document: Document, vocabulary: Vocabulary) -> list[Cell]:
        """The cells of all tables, and the lines of text between them."""
        text = document.text
        found: list[Cell] = []
        position = 0
        for grid in document.grids:
            inside = [cell for cell in grid.cells if cell.end > cell.start]
            first = min((cell.start for cell in inside), default=position)
            _lines(text, position, first, found)
            row = -1
            for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
                if cell.row != row:
                    found.append((ROW_END, cell.start, cell.start))
                    row = cell.row
                content = " ".join(text[cell.start : cell.end].split())
                found.append((content or BLANK, cell.start, cell.end))
            position = max((cell.end for cell in inside), default=position)
            found.append((ROW_END, position, position))
        _lines(text, position, len(text), found)
        return found


def _lines(text: str, start: int, end: int, found: list[Cell]) -> None:
    offset = start
    for line in text[start:end].split("\n"):
        stripped = line.strip().strip("|").strip()
        if stripped:
            first = offset + line.index(stripped[0])
            found.append((stripped, first, first + len(stripped)))
            found.append((ROW_END, first, first))
        offset += len(line) + 1
