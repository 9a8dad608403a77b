"""Write tables to a file that appears when it is whole."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

from govreport.export.files.choosing import FORMATS, Format, form_of
from govreport.export.files.sink import Sink
from govreport.export.frames.arrow import identified
from govreport.export.frames.definition import TABLES
from govreport.export.frames.rows import Rows, rows_of
from govreport.export.panel.frame import panel_rows
from govreport.export.writing import UnwritableOutput, binary_file, text_file
from govreport.model import AnnualReport

DEFAULT_TABLE = "cells"


def save(
    reports: AnnualReport | Iterable[AnnualReport],
    path: str | os.PathLike[str],
    *,
    table: str | None = None,
    overwrite: bool = False,
) -> None:
    """Write reports to a file: CSV, JSON Lines, Parquet, Feather, Excel, SQLite or Stata.

    Args:
        reports: one report or several; an iterator is read as it goes.
        path: the file; its ending says the format.
        table: ``cells`` (the default), ``reports``, ``facts``, ``findings``, ``unplaced`` or
            ``panel``. Excel and SQLite hold all tables where none is named.
        overwrite: replace a file that is there.

    Raises:
        UnknownFormat: the ending is of no format.
        UnwritableOutput: the place cannot be written to, or the file is there already.
        UnreadableSource: a package for the format is not installed; names the extra.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save(AnnualReport(agency="乌蒙镇", year=2020), f"{folder}/a.csv", table="reports")
    ...     open(f"{folder}/a.csv", encoding="utf-8").readlines()[1][17:40]
    ',,,,,乌蒙镇,2020,,,text,,,'
    """
    form = form_of(path)
    assert form is not None
    names = tables_of(form, table)
    with writing(path, form, names, overwrite=overwrite) as sink:
        for report, identity, repeat in identified(reports):
            rows = rows_of(report, identity, repeat=repeat)
            if "panel" in names:
                rows["panel"] = list(panel_rows(report, identity, repeat))
            add_rows(sink, rows)


def tables_of(form: Format, table: str | None) -> tuple[str, ...]:
    """The tables that a file of this format holds."""
    if table is not None:
        return (table,)
    return ("reports", *(n for n in TABLES if n != "reports")) if form.several else (DEFAULT_TABLE,)


def add_rows(sink: Sink, rows: Rows) -> None:
    """Hand the rows of one report over."""
    for name, found in rows.items():
        sink.add(name, found)


@contextlib.contextmanager
def writing(
    path: str | os.PathLike[str],
    form: Format,
    names: Sequence[str],
    *,
    overwrite: bool = False,
    **options: Any,
) -> Iterator[Sink]:
    """A file of this format that appears when the block ends without an error.

    Raises:
        UnwritableOutput: see `save`.
    """
    if not overwrite:
        refuse_existing(path)
    opened = binary_file(path) if form.binary else text_file(path)
    with opened as stream:
        sink = open_sink(stream, form, names, **options)
        yield sink
        sink.close()


def refuse_existing(path: str | os.PathLike[str]) -> None:
    """Raise for a file that is there; a device or a pipe may be written to again and again."""
    if os.path.isfile(path):
        raise UnwritableOutput(
            f"{os.fspath(path)} is there already: use --overwrite (overwrite=True) to replace it"
        )


def open_sink(stream: IO[Any], form: Format, names: Sequence[str], **options: Any) -> Sink:
    """The writer of a format on a stream."""
    from govreport.export.files import columnar, sqlite, stata, texts, xlsx

    assert form.name in FORMATS
    if form.name == "xlsx":
        return xlsx.XlsxFile(stream, names)
    if form.name == "sqlite":
        return sqlite.SqliteFile(stream, names)
    [name] = names
    if form.name == "csv":
        return texts.CsvFile(stream, name, **options)
    kinds: dict[str, Any] = {
        "jsonl": texts.JsonLinesFile,
        "parquet": columnar.ParquetFile,
        "feather": columnar.FeatherFile,
        "dta": stata.StataFile,
    }
    sink: Sink = kinds[form.name](stream, name)
    return sink
