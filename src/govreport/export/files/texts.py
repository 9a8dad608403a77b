"""CSV and JSON Lines: one table, no package needed."""

from __future__ import annotations

import csv
import datetime
import json
from collections.abc import Sequence
from decimal import Decimal
from typing import IO, Any

from govreport.export.files.sink import as_text
from govreport.export.frames.blocks import Row
from govreport.export.frames.definition import table
from govreport.text.spreadsheets import harmless, visible

BYTE_ORDER_MARK = "\ufeff"


class CsvFile:
    """One table as CSV with a header, RFC 4180.

    Args:
        stream: a text stream; open files with ``newline=""``.
        name: the table.
        excel: begin with a byte order mark, without which Excel takes UTF-8 for the local code
            page.
        escape_formulas: see `harmless` and `visible`. With False the texts are exactly as
            printed; open such a file in no spreadsheet unless you trust its sources.

    >>> import io
    >>> stream = io.StringIO()
    >>> CsvFile(stream, "failures").add("failures", [("k",) + (None,) * 8 + ("=1", None)])
    >>> stream.getvalue().splitlines()[1]
    "k,,,,,,,,,'=1,"
    """

    def __init__(
        self, stream: IO[str], name: str, *, excel: bool = False, escape_formulas: bool = True
    ) -> None:
        self.name = name
        self._escape = escape_formulas
        if excel:
            stream.write(BYTE_ORDER_MARK)
        # With bare newlines the module would leave a lone carriage return unquoted.
        self._writer = csv.writer(stream, lineterminator="\r\n")
        self._writer.writerow(table(name).names)

    def add(self, name: str, rows: Sequence[Row]) -> None:
        """Append rows."""
        if name == self.name:
            self._writer.writerows([self._field(value) for value in row] for row in rows)

    def close(self) -> None:
        """Nothing is left."""

    def _field(self, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, Decimal):
            return format(value, "f")
        text = str(as_text(value))
        return harmless(visible(text)) if self._escape and isinstance(value, str) else text


class JsonLinesFile:
    """One table as JSON Lines: an object a line, fractions as strings, dates as ISO 8601.

    >>> import io
    >>> stream = io.StringIO()
    >>> JsonLinesFile(stream, "cells").add("cells", [])
    >>> stream.getvalue()
    ''
    """

    def __init__(self, stream: IO[str], name: str) -> None:
        self.name = name
        self._stream = stream
        self._names = table(name).names

    def add(self, name: str, rows: Sequence[Row]) -> None:
        """Append rows."""
        if name == self.name:
            self._stream.writelines(
                json_line(dict(zip(self._names, row, strict=True))) for row in rows
            )

    def close(self) -> None:
        """Nothing is left."""


def json_line(item: dict[str, Any]) -> str:
    """One object as a line; no digit of a fraction is lost to binary floating point.

    Characters that cannot be seen stand as the escapes that JSON has for them.

    >>> json_line({"value": Decimal("0.10")})
    '{"value": "0.10"}\\n'
    """
    return visible(json.dumps(item, ensure_ascii=False, default=_plain)) + "\n"


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"no JSON form for {type(value).__name__}")
