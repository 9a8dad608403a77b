"""The layouts whose cells a mark separates: pipes with a row or a cell per line, tabs, commas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from govreport.views.text.page import VALUE, Page, PrintedLine, PrintedRow, obstacles_without_label


def piped_rows(page: Page) -> str:
    """A row per line, each cell closed by a pipe, right-padded to the grid's width (D7)."""
    lines: list[str] = []
    for part in page:
        if isinstance(part, PrintedLine):
            lines.append(part.text)
        else:
            lines += [_row(row, part.width) for row in part.rows]
    return "\n".join(lines) + "\n"


def _row(row: PrintedRow, width: int) -> str:
    cells = " | ".join(cell.text for cell in row)
    padding = "|" * (width - len(row))
    return f"{cells} | {padding}" if padding else f"{cells} |"


def piped_cells(page: Page) -> str:
    """A cell per line, each closed by a pipe; a line of pipes pads the row."""
    return "\n".join(_cell_lines(page)) + "\n"


def _cell_lines(page: Page) -> Iterator[str]:
    for part in page:
        if isinstance(part, PrintedLine):
            yield part.text
            continue
        for row in part.rows:
            for cell in row:
                yield f"{cell.text} |" if cell.text else "|"
            padding = part.width - len(row)
            if padding:
                yield "|" * padding


def tabs(page: Page) -> str:
    """A row per line, cells separated by tabs."""
    lines: list[str] = []
    for part in page:
        if isinstance(part, PrintedLine):
            lines.append(part.text)
        else:
            lines += ["\t".join(cell.text for cell in row) for row in part.rows]
    return "\n".join(lines) + "\n"


def delimited(page: Page) -> str:
    """A row per line, cells separated by commas; one that holds a comma stands in quotes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for part in page:
        if isinstance(part, PrintedLine):
            text.write(f"{part.text}\n")
        else:
            writer.writerows([cell.text for cell in row] for row in part.rows)
    return text.getvalue()


def obstacles_in_delimited(page: Page) -> Iterator[str]:
    """Why a page cannot be printed with commas and read back."""
    yield from obstacles_without_label(page)
    for row, _width in _rows(page):
        texts = [cell.text for cell in row]
        if len(row) > 1 and not texts[-1] and any(c.text for c in row if c.kind == VALUE):
            yield f"{texts[0]}: a blank cell at the end of a row looks like filling"


def obstacles_in_tabs(page: Page) -> Iterator[str]:
    """Why a page cannot be printed with tabs and read back."""
    yield from obstacles_without_label(page)
    for part in page:
        if isinstance(part, PrintedLine) and "\t" in part.text:
            yield f"{part.text[:20]}: a tab stands in the prose"


def obstacles_in_rows(page: Page) -> Iterator[str]:
    """Why a page cannot be printed with a row per line and read back."""
    for row, _width in _rows(page):
        texts = [cell.text for cell in row]
        if len(row) > 1 and not texts[-1] and any(c.text for c in row if c.kind == "value"):
            yield f"{texts[0]}: a blank cell at the end of a row looks like its padding"
    yield from _pipes(page)


def obstacles_in_cells(page: Page) -> Iterator[str]:
    """Why a page cannot be printed with a cell per line and read back."""
    for row, width in _rows(page):
        blank = any(cell.kind == VALUE and not cell.text for cell in row)
        if blank and width - len(row) == 1:
            yield f"{row[0].text}: padding of one pipe looks like one more blank cell"
    yield from _pipes(page)


def _rows(page: Page) -> Iterator[tuple[PrintedRow, int]]:
    for part in page:
        if not isinstance(part, PrintedLine):
            for row in part.rows:
                yield row, part.width


def _pipes(page: Page) -> Iterator[str]:
    yield from obstacles_without_label(page)
    for part in page:
        if isinstance(part, PrintedLine) and "|" in part.text:
            yield f"{part.text[:20]}: a pipe stands in the prose"
