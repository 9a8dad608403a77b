"""Parquet in a child process: native code that decodes what a stranger has packed.

The functions here run in that process; `govreport.readers.archives.ParquetReader` calls them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from govreport.errors import GovReportError, UnreadableSource
from govreport.readers.columns import TEXT, Columns
from govreport.readers.extras import require
from govreport.readers.limits import Limits
from govreport.readers.member import Member, about, as_bytes, named

MEMORY = 2 * 1024 * 1024 * 1024
"""Address space that Arrow needs at least, with its libraries and one row group's pages."""

_BATCH = 16
_FULL = 8 * 1024 * 1024
"""Bytes of members that are handed over at once."""


def groups(source: str | bytes, columns: Columns, limits: Limits) -> Iterator[list[Member]]:
    """The rows of a file (a path, or its bytes), some at a time; a broken row has its error."""
    file = _opened(source)
    names = file.schema_arrow.names
    found = columns.found(names)
    missing = found.missing(names)
    if missing or found.text is None:
        raise UnreadableSource(
            f"the Parquet file has no column named {', '.join(missing or TEXT)}; it has "
            f"{', '.join(names[:20])}"
        )
    count = file.metadata.num_rows
    limits.check("max_entries", count, f"the Parquet file has {count} rows")
    group: list[Member] = []
    for member in _members(file, found, limits):
        group.append(member)
        if len(group) >= _BATCH or len(member.data) > _FULL // _BATCH:
            yield group
            group = []
    yield group


def count(source: str) -> int:
    """The number of rows that a file says it has."""
    rows: int = _opened(source).metadata.num_rows
    return rows


def _opened(source: str | bytes) -> Any:
    # Arenas that are reserved ahead would count as memory, and threads as well.
    os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"
    arrow = require("pyarrow", "parquet", "Parquet")
    parquet = require("pyarrow.parquet", "parquet", "Parquet")
    arrow.set_cpu_count(1)
    arrow.set_io_thread_count(1)
    try:
        place = arrow.BufferReader(source) if isinstance(source, bytes) else source
        return parquet.ParquetFile(place, page_checksum_verification=True)
    except MemoryError:
        raise
    except Exception as error:  # pyarrow raises OSError, ArrowInvalid and others
        raise UnreadableSource(f"the Parquet file is broken: {error}") from error


def _members(file: Any, found: Columns, limits: Limits) -> Iterator[Member]:
    number = 0
    batches = file.iter_batches(batch_size=_BATCH, columns=found.names, use_threads=False)
    while True:
        try:
            batch = next(batches)
        except (StopIteration, MemoryError) as error:
            if isinstance(error, MemoryError):
                raise
            return
        except Exception as error:
            message = f"the Parquet file is broken: {error}"
            yield Member(f"row {number + 1}", error=UnreadableSource(message))
            return
        words = {name: batch.column(column).to_pylist() for name, column in about(found)}
        for index, value in enumerate(batch.column(found.text)):
            number += 1
            said = {name: values[index] for name, values in words.items()}
            yield named(_member(f"row {number}", value, limits), said)


def _member(entry: str, value: Any, limits: Limits) -> Member:
    try:
        item = value.as_py()
        if isinstance(item, str):
            item = as_bytes(item)
        if not isinstance(item, bytes):
            raise UnreadableSource("the row holds no text")
        limits.check("max_bytes", len(item), f"the row has {len(item)} bytes")
    except GovReportError as error:
        return Member(entry, error=error)
    except Exception as error:
        return Member(entry, error=UnreadableSource(f"the value cannot be read: {error}"))
    return Member(entry, item)
