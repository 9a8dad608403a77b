"""A layout: tables drawn with box characters, as terminals and old text editors print them."""

from __future__ import annotations

from govreport.plugin import (
    BLANK,
    ROW_END,
    Cell,
    Document,
    Evidence,
    Layout,
    Page,
    PrintedLine,
    Vocabulary,
)

BAR = "║"


class BoxedRows(Layout):
    """A row per line, each cell between two bars; lines of ═ ╬ ╣ rule the table."""

    name = "boxes"
    description = "tables drawn with box characters"
    states_rows = True

    def detect(self, document: Document) -> Evidence:
        """Most lines with a bar hold several."""
        lines = [line for line in document.text.split("\n") if BAR in line]
        rows = sum(line.count(BAR) > 2 for line in lines)
        if rows < 2:
            return Evidence(0.0, missing=("rows between box characters",))
        return Evidence(0.98 * rows / len(lines), found=(f"{rows} rows between box characters",))

    def cells(self, document: Document, vocabulary: Vocabulary) -> list[Cell]:
        """The cells of each line, in order; a line without a bar is one cell."""
        found: list[Cell] = []
        offset = 0
        for line in document.text.split("\n"):
            parts = line.split(BAR)
            position = offset
            for number, part in enumerate(parts):
                text = part.strip(" ═╔╗╚╝╠╣╦╩╬")
                start = position + (part.index(text[0]) if text else 0)
                if text or 0 < number < len(parts) - 1:
                    found.append((text or BLANK, start, start + len(text)))
                position += len(part) + 1
            offset += len(line) + 1
            found.append((ROW_END, offset - 1, offset - 1))
        return found

    def print(self, page: Page) -> str:
        """The inverse of `cells`, for the conformance suite."""
        lines = []
        for part in page:
            if isinstance(part, PrintedLine):
                lines.append(part.text)
                continue
            for row in part.rows:
                lines += ["╠══╬══╣", BAR + BAR.join(f" {cell.text} " for cell in row) + BAR]
        return "\n".join(lines) + "\n"
