"""A bare cell per line: two newlines between cells, three at the end of a row (D5)."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.views.text.page import VALUE, Page, PrintedLine, PrintedTable

_BETWEEN = "\n\n"


def bare_cells(page: Page) -> str:
    """One cell per line; each blank cell and each end of a row is one newline more."""
    pieces: list[str] = []
    for part in page:
        if isinstance(part, PrintedLine):
            pieces.append(part.text + _BETWEEN)
            continue
        for row in part.rows:
            pieces += [cell.text + _BETWEEN if cell.text else "\n" for cell in row]
            pieces.append("\n")
    return "".join(pieces).rstrip("\n") + "\n"


def obstacles(page: Page) -> Iterator[str]:
    """Why a page cannot be printed with a bare cell per line and read back."""
    for part in page:
        if isinstance(part, PrintedTable):
            for row in part.rows:
                if row[0].kind == VALUE and any(not cell.text for cell in row):
                    yield (
                        f"{part.identifier}: a row without a label has blank cells, and newlines "
                        "do not tell them from the end of the row"
                    )
    last = page[-1] if page else None
    if last is not None and not isinstance(last, PrintedLine) and not last.rows[-1][-1].text:
        yield "blank cells at the end of the text leave nothing behind"
