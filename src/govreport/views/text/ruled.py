"""Tables drawn with characters: a line of strokes between each two rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from govreport.views.text.page import Page, PrintedLine, PrintedTable


def ruled(page: Page) -> str:
    """Every cell in its box, as wide as the widest of its column."""
    lines: list[str] = []
    for part in page:
        lines += [part.text] if isinstance(part, PrintedLine) else _table(part)
    return "\n".join(lines) + "\n"


def _table(table: PrintedTable) -> Iterator[str]:
    rows = [[cell.text for cell in row] for row in table.rows]
    columns = max(map(len, rows), default=0)
    widths = [max(_width(row[n]) for row in rows if n < len(row)) for n in range(columns)]
    rule = "+" + "+".join("-" * (max(width, 1) + 2) for width in widths) + "+"
    yield rule
    for row in rows:
        yield _row(row, widths)
        yield rule


def _row(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        f" {text}{' ' * (max(width, 1) - _width(text))} "
        for text, width in zip(row, widths, strict=False)
    ]
    return "|" + "|".join(cells) + "|"


def _width(text: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def obstacles(page: Page) -> Iterator[str]:
    """Why a page cannot be drawn with characters and read back."""
    for part in page:
        if isinstance(part, PrintedLine) and part.text.lstrip().startswith(("|", "+-")):
            yield f"{part.text[:20]}: begins with a stroke of a table"
