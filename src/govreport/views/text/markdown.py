"""Markdown tables: each blank cell is explicit."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.views.text.page import Page, PrintedLine, PrintedTable

_LEVELS = {"title": "# ", "heading": "## "}


def markdown(page: Page) -> str:
    """Headings with ``#``, tables with a separator line below their first row."""
    lines: list[str] = []
    for part in page:
        if isinstance(part, PrintedLine):
            lines += [f"{_LEVELS.get(part.kind, '')}{part.text}", ""]
        else:
            lines += [*_table(part), ""]
    return "\n".join(lines)


def _table(table: PrintedTable) -> Iterator[str]:
    for number, row in enumerate(table.rows):
        yield "| " + " | ".join(cell.text for cell in row) + " |"
        if not number:
            yield "|" + " --- |" * len(row)


def obstacles(page: Page) -> Iterator[str]:
    """Why a page cannot be printed as Markdown and read back."""
    for part in page:
        if isinstance(part, PrintedLine) and part.text.lstrip().startswith(("|", "#")):
            yield f"{part.text[:20]}: begins with a mark of Markdown"
