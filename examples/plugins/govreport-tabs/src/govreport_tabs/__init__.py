"""A layout: a row per line, cells separated by tabs, as copied from a spreadsheet."""

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


class TabbedRows(Layout):
    """Cells separated by tabs; two tabs in a row hold a blank cell between them."""

    name = "tabs"
    description = "a row per line, cells separated by tabs"
    states_rows = True

    def detect(self, document: Document) -> Evidence:
        """Several lines hold two tabs or more, and no line a pipe."""
        lines = document.text.split("\n")
        rows = sum(line.count("\t") >= 2 for line in lines)
        piped = sum("|" in line for line in lines)
        if rows < 2:
            return Evidence(0.0, missing=("lines with several tabs",))
        score = 0.97 * rows / (rows + piped)
        return Evidence(score, found=(f"{rows} lines hold several tabs",))

    def cells(self, document: Document, vocabulary: Vocabulary) -> list[Cell]:
        """The fields of each line, in order."""
        found: list[Cell] = []
        offset = 0
        for line in document.text.split("\n"):
            position = offset
            for field in line.split("\t") if line.strip() else ():
                text = field.strip()
                start = position + (field.index(text[0]) if text else 0)
                found.append((text or BLANK, start, start + len(text)))
                position += len(field) + 1
            offset += len(line) + 1
            found.append((ROW_END, offset - 1, offset - 1))
        return found

    def print(self, page: Page) -> str:
        """The inverse of `cells`, for the conformance suite."""
        lines = []
        for part in page:
            if isinstance(part, PrintedLine):
                lines.append(part.text)
            else:
                lines += ["\t".join(cell.text for cell in row) for row in part.rows]
        return "\n".join(lines) + "\n"
