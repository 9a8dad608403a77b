"""Spreadsheets (.xls, .xlsx), as some agencies attach their tables: each visible sheet a table.

Read by Calamine in a child process. A cell that holds a number is written as it counts: 12 for
12.0; what its format would show (a rounding, a unit) is not known.
"""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from importlib.util import find_spec
from typing import Any

from govreport.document import Document, Source
from govreport.errors import UnreadableSource
from govreport.plugins.registry import INTERFACE_VERSION, Evidence
from govreport.readers import isolation
from govreport.readers.builder import DocumentBuilder, join_lines
from govreport.readers.extras import demand, require
from govreport.readers.grid import Origin, SourceCell, Table, place
from govreport.readers.limits import Limits
from govreport.readers.office import kind


class SpreadsheetReader:
    """Opens .xls and .xlsx without LibreOffice; hidden sheets are left out and named."""

    name = "spreadsheet"
    description = "Excel (.xls .xlsx)"
    extra = "spreadsheet"
    packages = ("python_calamine",)
    interface = INTERFACE_VERSION

    def detect(self, data: bytes, name: str | None) -> Evidence:
        """Recognise a workbook by its parts or streams."""
        if kind(data) in ("xls", "xlsx"):
            if find_spec("python_calamine") is None:  # LibreOffice may open it
                return Evidence(0.5, found=("an Excel workbook",))
            return Evidence(0.95, found=("an Excel workbook",))
        return Evidence(0.0, missing=("Excel: no workbook",))

    def read(self, data: bytes, name: str | None, limits: Limits) -> Document:
        """Open the file."""
        limits.check("max_bytes", len(data), f"the file has {len(data)} bytes")
        demand("python_calamine", "spreadsheet", "Excel")
        document: Document = isolation.run(
            f"{__name__}:read_spreadsheet", (data, name, limits), limits
        )
        return document


def read_spreadsheet(data: bytes, name: str | None, limits: Limits) -> Document:
    """Open the file in this process."""
    calamine = require("python_calamine", "spreadsheet", "Excel")
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = list(book.sheets_metadata)
    except calamine.PasswordError as error:
        raise UnreadableSource(
            "the workbook is protected by a password: save a copy without one"
        ) from error
    except calamine.CalamineError as error:
        raise UnreadableSource(f"the workbook is broken: {error}") from error
    builder = DocumentBuilder()
    used = number = 0
    for sheet in sheets:
        if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible != calamine.SheetVisibleEnum.Visible:
            builder.note("text-hidden", f"the hidden sheet {sheet.name!r} was left out")
            continue
        try:
            opened = book.get_sheet_by_name(sheet.name)
        except calamine.CalamineError as error:
            raise UnreadableSource(f"the sheet {sheet.name!r} is broken: {error}") from error
        table = _table(opened, number, used, limits)
        used += sum(cell.row_span * cell.column_span for cell in table.cells)
        number += 1
        builder.table(table)
    return builder.document(Source(name, kind(data) or "xlsx", reader=SpreadsheetReader.name))


def _table(sheet: Any, number: int, used: int, limits: Limits) -> Table:
    """The cells of a sheet; what a merged cell covers is no cell of its own."""
    top, left = sheet.start or (0, 0)
    size = (top + sheet.height) * (left + sheet.width)
    limits.check("max_cells", used + size, f"the sheet {sheet.name!r} has {size} cells")
    spans = {}
    covered = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        width = right - left + 1
        covers = (bottom - top + 1) * width
        limits.check("max_cells", covers, f"a merged cell covers {covers} grid positions")
        spans[top, left] = (bottom - top + 1, width)
        covered |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        covered.discard((top, left))
    rows = []
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        cells = []
        for column, value in enumerate(values):
            if (row, column) in covered:
                continue
            height, width = spans.get((row, column), (1, 1))
            origin = Origin(table=number, row=row, cell=column)
            cells.append(SourceCell(_text(value), height, width, column, origin))
        if any(cell.text for cell in cells):
            rows.append(cells)
        else:
            rows.append([])
    return place([rows], limits, used)


def _text(value: Any) -> str:
    """A cell as it counts.

    >>> _text(12.0), _text(0.1), _text("规\\n章"), _text(True), _text("")
    ('12', '0.1', '规章', 'TRUE', '')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f") if abs(value) < 1e20 else repr(value)
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()[:10]
    return join_lines(str(value).split("\n"))
