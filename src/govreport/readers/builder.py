"""Builds a `Document` line by line and table by table, keeping every offset."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from govreport.document import Document, Grid, GridCell, Metadata, Place, Source
from govreport.language import phrase
from govreport.readers.encodings import UNSAFE, clean
from govreport.readers.grid import Origin, Table, narrow
from govreport.text.numbers import WIDTHLESS

CELL_SEPARATOR = " | "

_BLANKS = re.compile(r"\s+")
_WIDTHLESS = re.compile(f"[{WIDTHLESS}]")
_FIGURE = re.compile(r"\s*[+\-]?\d[\d,.]{0,14}\s*")
_FEWEST_FIGURES = 8
_SHOWN = 3
_NARROW = re.compile(r"[0-9A-Za-z.,%+\-]")


def picture_mark(said: str | None) -> str:
    """What stands for a picture that is all a cell holds: no number, and not blank either.

    >>> picture_mark("12"), picture_mark(None)
    ('[图片 12]', '[图片]')
    """
    return f"[图片 {squeeze(said or '')}".rstrip() + "]"


def squeeze(text: str) -> str:
    """Collapse every run of blanks into one space; characters without width separate nothing.

    >>> squeeze(" 规\\u00a0 章\\n"), squeeze("1\\u200b2")
    ('规 章', '12')
    """
    if not text.isascii():
        text = _WIDTHLESS.sub("", text)
    return _BLANKS.sub(" ", text).strip()


def join_lines(lines: list[str]) -> str:
    """Make one line of the lines of a cell.

    Chinese is joined without a blank, as it is written; a blank stays between two Latin letters
    or digits, so that two numbers never become one.

    >>> join_lines(["本年新", "制作数量"]), join_lines(["12", "", "13"])
    ('本年新制作数量', '12 13')
    """
    joined = ""
    for line in filter(None, map(squeeze, lines)):
        if joined and _NARROW.match(joined[-1]) and _NARROW.match(line[0]):
            joined += " "
        joined += line
    return joined


def holds_figures(texts: Iterable[str]) -> bool:
    """Whether cells are those of a data table: eight of them or more are figures.

    A table that frames a page and one that holds data can look alike in every other way.

    >>> holds_figures(["规章", "1"] * 8), holds_figures(["首页", "2019年1月"])
    (True, False)
    """
    return sum(1 for text in texts if _FIGURE.fullmatch(text)) >= _FEWEST_FIGURES


class DocumentBuilder:
    """Collects lines and tables in reading order.

    >>> builder = DocumentBuilder()
    >>> builder.line("一、总体情况")
    >>> builder.document(Source()).text
    '一、总体情况\\n'
    """

    def __init__(self) -> None:
        """Begin with an empty text."""
        self.length = 0
        self.notes: list[tuple[str, str, int, int]] = []
        self._parts: list[str] = []
        self._places: list[Place] = []
        self._grids: list[Grid] = []

    def note(self, code: str, message: str, start: int = 0, end: int = 0) -> None:
        """Add a finding of the reader."""
        self.notes.append((code, message, start, end))

    def line(self, text: str, origin: Origin | None = None) -> None:
        """Add a line of prose; ``text`` holds no line break."""
        start = self._write(text)
        if origin is not None and text:
            self._locate(start, self.length, origin)
        self._write("\n")

    def table(self, table: Table, left_out: Sequence[str] = ()) -> None:
        """Add a table: one line a row, and a grid over the same characters.

        ``left_out`` are the texts of the table that the page strikes or does not show.
        """
        table = narrow(table)
        if not table.cells:
            return
        cells = []
        beginning = self.length
        for row in table.by_row():
            for index, cell in enumerate(row):
                if index:
                    self._write(CELL_SEPARATOR)
                start = self._write(cell.text)
                self._locate(start, self.length, cell.origin)
                cells.append(
                    GridCell(
                        start, self.length, cell.row, cell.column, cell.row_span, cell.column_span
                    )
                )
            self._write("\n")
        self._grids.append(Grid(tuple(cells), table.rows, table.columns))
        if table.overlaps:
            self.note(
                "table-overlap",
                phrase(
                    "{overlaps} cells of a table claim a place that another cell has",
                    overlaps=table.overlaps,
                ),
                beginning,
                self.length,
            )
        if left_out:
            shown = ", ".join(repr(text[:20]) for text in left_out[:_SHOWN])
            message = phrase(
                "{count} struck or hidden texts of a table were left out: {shown}",
                count=len(left_out),
                shown=shown + (" ..." if len(left_out) > _SHOWN else ""),
            )
            self.note("text-hidden", message, beginning, self.length)

    def document(self, source: Source, metadata: Metadata | None = None) -> Document:
        """The finished document."""
        text = clean("".join(self._parts), self.notes)
        return Document(
            text,
            tuple(self._grids),
            source,
            metadata or Metadata(),
            tuple(self._places),
            tuple(self.notes),
        )

    def _write(self, text: str) -> int:
        start = self.length
        if not text.isprintable():
            text = UNSAFE.sub("\ufffd", text)
        self._parts.append(text)
        self.length += len(text)
        return start

    def _locate(self, start: int, end: int, origin: Origin) -> None:
        self._places.append(
            Place(start, end, origin.page, origin.box, origin.table, origin.row, origin.cell)
        )
