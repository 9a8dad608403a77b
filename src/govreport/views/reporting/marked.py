"""The sheet of a workbook with the tables as printed, in which the cells of findings are marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import define, field

from govreport.diagnostics import Diagnostic
from govreport.language import say
from govreport.text.spreadsheets import fitting, row_height, visible
from govreport.views.grid import Item, Line, grid
from govreport.views.reporting.entries import Checked, marked_tables

_WIDTH = 13
_COLUMNS = 15
"""The widest table, that of reviews and lawsuits."""

_STYLES: dict[str, dict[str, Any]] = {
    "report": {"bold": True, "font_size": 13},
    "title": {"bold": True},
    "label": {"bg_color": "#F1EFE9", "align": "center"},
    "value": {"align": "right"},
    "marked": {"bg_color": "#FDE2DF", "font_color": "#A5190B", "bold": True, "align": "right"},
}
_FRAMED = {"border": 1, "text_wrap": True, "valign": "vcenter"}


def write_tables(book: Any, name: str, found: Sequence[Checked]) -> None:
    """Add the sheet: of each report the tables with a cell of a finding, one below the other.

    Such a cell is coloured, and its note says what was found.
    """
    framed = ("label", "value", "marked")
    styles = {
        key: book.add_format(style | (_FRAMED if key in framed else {}))
        for key, style in _STYLES.items()
    }
    sheet = book.add_worksheet(name)
    sheet.set_column(0, _COLUMNS - 1, _WIDTH)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    _Writer(sheet, styles).write(found)


@define
class _Writer:
    sheet: Any
    styles: dict[str, Any]
    line: int = 0
    taken: set[tuple[int, int]] = field(factory=set)

    def write(self, found: Sequence[Checked]) -> None:
        for result in found:
            marked = list(marked_tables(result, result.findings))
            if not marked:
                continue
            names = (result.report.agency, result.report.year, result.name)
            self._text(self.line, 0, "  ".join(str(n) for n in names if n), "report")
            self.line += 1
            for table, marks in marked:
                self._text(self.line, 0, table.title, "title")
                self.line += 1
                for items in grid(table):
                    self._items(items, marks, result.findings)
                self.line += 1
        if not self.line:
            self._text(0, 0, say("no cell of a table takes part in a finding"), "title")

    def _items(self, items: Line, marks: dict[str, list[int]], found: Sequence[Diagnostic]) -> None:
        single = [(item.text, _WIDTH * item.column_span) for item in items if item.row_span == 1]
        self.sheet.set_row(self.line, row_height(single))
        for item, column in self._placed(items):
            numbers = marks.get(item.cell.path, []) if item.cell is not None else []
            style = "value" if item.kind in ("value", "text", "absent") else "label"
            bottom = self.line + item.row_span - 1
            right = column + item.column_span - 1
            if (bottom, right) != (self.line, column):
                frame = self.styles["marked" if numbers else style]
                self.sheet.merge_range(self.line, column, bottom, right, "", frame)
            self._text(self.line, column, item.text, "marked" if numbers else style)
            if numbers:
                notes = [f"{found[n - 1].code}: {found[n - 1].message_in()}" for n in numbers]
                note = visible("\n".join(notes))[:_NOTE]
                self.sheet.write_comment(self.line, column, note, {"x_scale": 2, "y_scale": 2})
        self.line += 1

    def _placed(self, items: Line) -> Iterator[tuple[Item, int]]:
        """Each item with its column, to the right of cells that reach down from above."""
        column = 0
        for item in items:
            while (self.line, column) in self.taken:
                column += 1
            for below in range(1, item.row_span):
                across = range(column, column + item.column_span)
                self.taken.update((self.line + below, other) for other in across)
            yield item, column
            column += item.column_span

    def _text(self, line: int, column: int, text: str, style: str) -> None:
        """A figure as a number where a spreadsheet shows it as it is printed."""
        if not text:
            self.sheet.write_blank(line, column, None, self.styles[style])
        elif text.isascii() and text.isdecimal() and text == str(int(text[:15])):
            self.sheet.write_number(line, column, int(text), self.styles[style])
        else:
            self.sheet.write_string(line, column, fitting(visible(text)), self.styles[style])


_NOTE = 2_000
"""Characters of a note that a person reads."""
