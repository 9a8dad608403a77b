"""Excel: one sheet for each table, with a frozen header and number formats."""

from __future__ import annotations

import contextlib
import datetime
import shutil
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from typing import IO, Any

from govreport.export.files.sink import TooManyRows, as_double, as_text
from govreport.export.frames.blocks import Row
from govreport.export.frames.definition import Column, table
from govreport.readers.extras import require
from govreport.text.spreadsheets import fitting

MAX_ROWS = 1_048_576
_WIDTHS = {"string": 18, "integer": 9, "number": 12, "boolean": 9, "date": 12, "box": 16}
_MADE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


class XlsxFile:
    """Several tables as sheets; the last sheet says what the columns are.

    Text is never taken for a formula or a link. A number that Excel's doubles would change is
    written as text. Two files of the same reports have the same bytes.

    Raises:
        TooManyRows: a table has more rows than a sheet.
    """

    def __init__(self, stream: IO[bytes], names: Sequence[str]) -> None:
        module = require("xlsxwriter", "xlsx", "An Excel file")
        self._folder = tempfile.TemporaryDirectory(prefix="govreport-")  # goes with this object
        options = {
            "constant_memory": True,
            "tmpdir": self._folder.name,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._stream = stream
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - a zip file needs a place to seek in
        self._book = module.Workbook(self._file, options)
        self._book.set_properties({"created": _MADE.replace(tzinfo=None)})
        self._formats = {
            "head": self._book.add_format({"bold": True, "bottom": 1}),
            "integer": self._book.add_format({"num_format": "#,##0"}),
            "fraction": self._book.add_format({"num_format": "#,##0.00####"}),
            "plain": self._book.add_format({"num_format": "0"}),
            "date": self._book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        self._sheets = {name: self._sheet(name, table(name).columns) for name in names}
        self._rows = dict.fromkeys(names, 1)

    def __del__(self) -> None:
        """Close what a write that failed left open, without a word: the failure has been told."""
        book = getattr(self, "_book", None)
        sheets = book.worksheets() if book is not None else ()
        streams = [getattr(one, "row_data_fh", None) for one in sheets]
        for stream in filter(None, (*streams, getattr(self, "_file", None))):
            with contextlib.suppress(OSError):
                stream.close()

    def _sheet(self, name: str, columns: Sequence[Column]) -> Any:
        sheet = self._book.add_worksheet(name)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, _WIDTHS[column.kind])
        sheet.freeze_panes(1, 0)
        for index, column in enumerate(columns):
            sheet.write_string(0, index, column.name, self._formats["head"])
        return sheet

    def add(self, name: str, rows: Sequence[Row]) -> None:
        """Append rows to one sheet."""
        if name not in self._sheets:
            return
        sheet, kinds = self._sheets[name], [column.kind for column in table(name).columns]
        if self._rows[name] + len(rows) > MAX_ROWS:
            raise TooManyRows(
                f"the table {name} has more rows than a sheet of Excel holds ({MAX_ROWS - 1:,}): "
                "write .sqlite or .parquet instead, or fewer reports"
            )
        for row in rows:
            at = self._rows[name]
            self._rows[name] += 1
            for index, (value, kind) in enumerate(zip(row, kinds, strict=True)):
                if value is not None:
                    self._cell(sheet, at, index, value, kind)

    def _cell(self, sheet: Any, row: int, column: int, value: Any, kind: str) -> None:
        if kind == "number":
            number = as_double(value)
            if number is None:
                sheet.write_string(row, column, format(Decimal(value), "f"))
            else:
                whole = number == int(number)
                style = self._formats["integer" if whole else "fraction"]
                sheet.write_number(row, column, number, style)
        elif kind == "integer":
            sheet.write_number(row, column, value, self._formats["plain"])
        elif kind == "boolean":
            sheet.write_boolean(row, column, value)
        elif kind == "date":
            moment = datetime.datetime(value.year, value.month, value.day)
            sheet.write_datetime(row, column, moment, self._formats["date"])
        else:
            sheet.write_string(row, column, fitting(str(as_text(value))))

    def close(self) -> None:
        """Add the sheet that explains the columns, and write the file."""
        sheet = self._book.add_worksheet("columns")
        sheet.freeze_panes(1, 0)
        for index, head in enumerate(("table", "column", "label", "unit", "about", "source")):
            sheet.set_column(index, index, 24)
            sheet.write_string(0, index, head, self._formats["head"])
        described = [(name, column) for name in self._sheets for column in table(name).columns]
        for row, (name, column) in enumerate(described, 1):
            texts = (name, column.name, column.label, column.unit, column.about, column.origin)
            for index, text in enumerate(texts):
                sheet.write_string(row, index, text or "")
        self._book.close()
        self._file.seek(0)
        shutil.copyfileobj(self._file, self._stream)
        self._file.close()
