"""SQLite: all tables in one database file."""

from __future__ import annotations

import contextlib
import datetime
import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import IO, Any

from govreport.export.files.sink import as_double, as_text
from govreport.export.frames.blocks import Row
from govreport.export.frames.definition import table

_TYPES = {
    "string": "TEXT",
    "integer": "INTEGER",
    "number": "",  # no affinity: SQLite would make a double of digits that a double cannot hold
    "boolean": "INTEGER",
    "date": "TEXT",
    "box": "TEXT",
}


@contextlib.contextmanager
def _on_a_disk() -> Iterator[None]:
    """What SQLite says of a disk without room, as the system says it of other files."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OSError(errno.ENOSPC, str(error)) from error


class SqliteFile:
    """Several tables in one database, and ``columns``, which says what their columns are.

    Numbers are exact: whole ones are integers, fractions are numbers where a double holds their
    digits, and text otherwise.
    """

    def __init__(self, stream: IO[bytes], names: Sequence[str]) -> None:
        self._stream = stream
        self._names = tuple(names)
        self._folder = tempfile.TemporaryDirectory(prefix="govreport-")
        self._path = os.path.join(self._folder.name, "reports.sqlite")
        self._base = sqlite3.connect(self._path)
        with _on_a_disk():
            self._begin(names)

    def _begin(self, names: Sequence[str]) -> None:
        self._base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        self._base.execute(
            "CREATE TABLE columns (table_name TEXT, name TEXT, label TEXT, unit TEXT, about TEXT, "
            "source TEXT)"
        )
        for name in names:
            self._create(name)

    def _create(self, name: str) -> None:
        columns = table(name).columns
        fields = ", ".join(f'"{column.name}" {_TYPES[column.kind]}' for column in columns)
        self._base.execute(f'CREATE TABLE "{name}" ({fields})')
        self._base.executemany(
            "INSERT INTO columns VALUES (?, ?, ?, ?, ?, ?)",
            [(name, c.name, c.label, c.unit, c.about, c.origin) for c in columns],
        )

    def add(self, name: str, rows: Sequence[Row]) -> None:
        """Append rows to one table."""
        if name in self._names and rows:
            marks = ", ".join("?" * len(table(name).columns))
            values = [list(map(_value, row)) for row in rows]
            with _on_a_disk():
                self._base.executemany(f'INSERT INTO "{name}" VALUES ({marks})', values)

    def close(self) -> None:
        """Finish the database and copy it to its place."""
        with _on_a_disk():
            for name in self._names:
                key = "report, path" if "path" in table(name).names else "report"
                self._base.execute(f'CREATE INDEX "{name}_report" ON "{name}" ({key})')
            self._base.commit()
        self._base.close()
        with open(self._path, "rb") as file:
            shutil.copyfileobj(file, self._stream)
        self._folder.cleanup()


def _value(value: Any) -> Any:
    if isinstance(value, Decimal):
        if value == value.to_integral_value():
            return _value(int(value))
        double = as_double(value)
        return format(value, "f") if double is None else double
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return str(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    return as_text(value)
