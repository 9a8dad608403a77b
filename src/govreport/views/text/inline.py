"""Running text: label and values on a line, everything on one line, or nothing in between."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.views.text.page import GROUP, VALUE, Page, PrintedLine, PrintedRow


def labelled_lines(page: Page) -> str:
    """Label, then its values, on a line, separated by spaces; group labels on their own lines."""
    lines: list[str] = []
    for part in page:
        if isinstance(part, PrintedLine):
            lines.append(part.text)
            continue
        for row in part.rows:
            lines += [cell.text for cell in row if cell.kind == GROUP]
            lines.append(" ".join(cell.text for cell in row if cell.kind != GROUP))
    return "\n".join(lines) + "\n"


def spaced(page: Page) -> str:
    """The whole page on one line, cells separated by spaces."""
    return " ".join(_texts(page)) + "\n"


def glued(page: Page) -> str:
    """The whole page on one line, with nothing between the cells; prose keeps its spaces."""
    pieces: list[str] = []
    for part in page:
        if isinstance(part, PrintedLine):
            pieces.append(f" {part.text} ")
        else:
            pieces += [cell.text for row in part.rows for cell in row]
    return "".join(pieces).strip() + "\n"


def _texts(page: Page) -> Iterator[str]:
    for part in page:
        if isinstance(part, PrintedLine):
            yield part.text
        else:
            yield from (cell.text for row in part.rows for cell in row)


def obstacles(page: Page) -> Iterator[str]:
    """Why a page cannot be printed as running text and read back."""
    for row in _rows(page):
        if any(not cell.text for cell in row if cell.kind == VALUE):
            yield f"{row[0].text}: running text has no blank cells"


def obstacles_when_glued(page: Page) -> Iterator[str]:
    """Besides blanks: neighbouring numbers that could be cut in another way."""
    yield from obstacles(page)
    for row in _rows(page):
        values = [cell.text for cell in row if cell.kind == VALUE]
        if any(not value.isdigit() or len(value) > 1 for value in values):
            yield f"{row[0].text}: glued numbers of several digits have more than one reading"


def _rows(page: Page) -> Iterator[PrintedRow]:
    for part in page:
        if not isinstance(part, PrintedLine):
            yield from part.rows
