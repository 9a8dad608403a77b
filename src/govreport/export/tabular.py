"""Reports as flat tables: one line for each record, for spreadsheets and data frames."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import IO, Any

from attrs import frozen

from govreport.model import AnnualReport
from govreport.records import records
from govreport.text.spreadsheets import harmless, visible

COLUMNS = (
    "file",
    "agency",
    "year",
    "path",
    "value",
    "raw",
    "status",
    "unit",
    "label",
    "line",
    "column",
    "page",
    "table",
    "row",
    "cell",
    "entry",
    "start",
    "end",
    "value_read",
    "part",
    "cumulative",
)
"""The columns of every flat export, in this order; new ones are only ever added at the end.

``file`` names the source, ``agency`` and ``year`` the report; ``path`` to ``label`` are those of
`govreport.records.Record`; then comes its span (line, column and page from 1, table, row and
cell of an HTML or Word file from 0, ``start`` and ``end`` as offsets into the text).
``value_read`` is the value that was read where ``status`` is ``corrected``. ``part`` and
``cumulative`` are true only for figures in prose that are no whole or not the year's.
"""

ERROR_COLUMNS = ("file", "error", "message")
"""The columns of the error table."""

BYTE_ORDER_MARK = "\ufeff"


@frozen
class Failure:
    """A source that could not be read: one row of the error table.

    >>> Failure.of("a.pdf", ValueError("broken"))
    Failure(file='a.pdf', error='ValueError', message='broken')
    """

    file: str
    error: str
    message: str

    @classmethod
    def of(cls, file: str, error: BaseException) -> Failure:
        """The row for an exception."""
        return cls(file, type(error).__name__, str(error))


def rows(report: AnnualReport, *, file: str | None = None) -> Iterator[dict[str, Any]]:
    """One dictionary with the keys `COLUMNS` for each record of the report.

    Args:
        report: what was read.
        file: name of the source; the report's own when not given.

    >>> list(rows(AnnualReport()))
    []
    """
    name = file if file is not None else report.provenance.source.name
    for record in records(report):
        span = record.span
        place = (
            (None,) * 9
            if span is None
            else (
                span.line,
                span.column,
                span.page,
                span.table,
                span.row,
                span.cell,
                span.entry,
                span.start,
                span.end,
            )
        )
        yield dict(
            zip(
                COLUMNS,
                (
                    name,
                    report.agency,
                    report.year,
                    record.path,
                    record.value,
                    record.raw,
                    str(record.status),
                    record.unit,
                    record.label,
                    *place,
                    record.value_read,
                    record.part,
                    record.cumulative,
                ),
                strict=True,
            )
        )


def write_csv(
    lines: Iterable[dict[str, Any]],
    stream: IO[str],
    *,
    columns: tuple[str, ...] = COLUMNS,
    excel: bool = False,
    escape_formulas: bool = True,
) -> int:
    """Write dictionaries as CSV with a header; returns the number of lines below it.

    Args:
        lines: as `rows` makes them, of any number of reports.
        stream: a text stream; open files with ``newline=""``.
        columns: the keys to write.
        excel: begin with a byte order mark, without which Excel takes UTF-8 for the local
            code page.
        escape_formulas: see `harmless` and `visible`. With False the texts are exactly as
            printed; open such a file in no spreadsheet unless you trust its sources.

    >>> import io
    >>> stream = io.StringIO()
    >>> write_csv([{"path": "a", "raw": "=1"}], stream, columns=("path", "raw"))
    1
    >>> stream.getvalue().splitlines()
    ['path,raw', "a,'=1"]
    """
    if excel:
        stream.write(BYTE_ORDER_MARK)
    # RFC 4180 lines; with bare newlines the module would leave a lone carriage return unquoted.
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    count = 0
    for line in lines:
        writer.writerow([_field(line.get(column), escape_formulas) for column in columns])
        count += 1
    return count


def write_json_lines(lines: Iterable[dict[str, Any]], stream: IO[str]) -> int:
    """Write one JSON object a line; returns their number.

    Fractions are written as strings, so that no digit is lost to binary floating point.

    >>> import io
    >>> stream = io.StringIO()
    >>> write_json_lines([{"value": Decimal("0.10")}], stream)
    1
    >>> stream.getvalue()
    '{"value": "0.10"}\\n'
    """
    count = 0
    for line in lines:
        stream.write(_json(line) + "\n")
        count += 1
    return count


def write_json(lines: Iterable[dict[str, Any]], stream: IO[str]) -> int:
    """Write one JSON array of objects; returns their number.

    >>> import io
    >>> stream = io.StringIO()
    >>> write_json([], stream), stream.getvalue()
    (0, '[]\\n')
    """
    count = 0
    for line in lines:
        stream.write("[\n" if count == 0 else ",\n")
        stream.write(_json(line))
        count += 1
    stream.write("\n]\n" if count else "[]\n")
    return count


def write_failures(failures: Iterable[Failure], stream: IO[str], *, excel: bool = False) -> int:
    """Write the error table as CSV; returns the number of its rows."""
    lines = ({"file": f.file, "error": f.error, "message": f.message} for f in failures)
    return write_csv(lines, stream, columns=ERROR_COLUMNS, excel=excel)


def _field(value: Any, escape_formulas: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, str) and escape_formulas:
        return harmless(visible(value))
    return str(value)


def _json(line: dict[str, Any]) -> str:
    """One object; characters that cannot be seen stand as the escapes that JSON has for them."""
    return visible(json.dumps(line, ensure_ascii=False, default=_plain))


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"no JSON form for {type(value).__name__}")
