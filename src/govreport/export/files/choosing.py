"""Which format a file has: by the ending of its name."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import Final

from attrs import frozen

from govreport.errors import GovReportError


class UnknownFormat(GovReportError):
    """The ending of a name is that of no format; the message lists those known."""


@frozen
class Format:
    """One format: its name, the endings of its files, and what it holds.

    ``several`` says that it holds all tables, ``binary`` that it is no text.
    """

    name: str
    endings: tuple[str, ...]
    title: str
    several: bool = False
    binary: bool = True


FORMATS: Final = {
    item.name: item
    for item in (
        Format("csv", (".csv",), "CSV", binary=False),
        Format("jsonl", (".jsonl", ".ndjson"), "JSON Lines", binary=False),
        Format("parquet", (".parquet", ".pq"), "Parquet"),
        Format("feather", (".feather", ".arrow"), "Feather"),
        Format("xlsx", (".xlsx",), "Excel", several=True),
        Format("sqlite", (".sqlite", ".sqlite3", ".db"), "SQLite", several=True),
        Format("dta", (".dta",), "Stata"),
    )
}
"""The formats of tables by name."""


def form_of(path: str | os.PathLike[str], others: tuple[str, ...] = ()) -> Format | None:
    """The format of a file by its ending.

    Args:
        path: name of the file.
        others: endings that are known besides, for which None comes back.

    Raises:
        UnknownFormat: the ending is none of these.

    >>> form_of("a/b.SQLITE").name
    'sqlite'
    """
    ending = PurePath(path).suffix.lower()
    for form in FORMATS.values():
        if ending in form.endings:
            return form
    if ending in others:
        return None
    known = ", ".join([*others, *(end for form in FORMATS.values() for end in form.endings)])
    what = f"the ending {ending}" if ending else "a name without an ending"
    raise UnknownFormat(f"{os.fspath(path)}: {what} is of no format; known are {known}")
