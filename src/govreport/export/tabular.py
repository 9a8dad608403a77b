"""The table of sources that could not be read."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import IO

from attrs import astuple, frozen

from govreport.export.files.texts import BYTE_ORDER_MARK
from govreport.text.spreadsheets import harmless, visible

ERROR_COLUMNS = ("file", "error", "message")
"""The columns of the error table."""


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


def write_failures(failures: Iterable[Failure], stream: IO[str], *, excel: bool = False) -> int:
    """Write the error table as CSV; returns the number of its rows.

    >>> import io
    >>> write_failures([Failure("a.pdf", "ValueError", "=1")], stream := io.StringIO())
    1
    >>> stream.getvalue().splitlines()
    ['file,error,message', "a.pdf,ValueError,'=1"]
    """
    if excel:
        stream.write(BYTE_ORDER_MARK)
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(ERROR_COLUMNS)
    rows = [[harmless(visible(text)) for text in astuple(failure)] for failure in failures]
    writer.writerows(rows)
    return len(rows)
