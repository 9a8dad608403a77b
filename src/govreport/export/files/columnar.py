"""Parquet and Feather: one table with the types and notes of the schema."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Any

from govreport.export.frames.arrow import pyarrow, record_batch, schema
from govreport.export.frames.blocks import Row
from govreport.readers.extras import require

GROUP = 65_536
"""Rows of one group of a Parquet file, so that memory is bounded and bytes are the same."""


class ParquetFile:
    """One table as Parquet."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        parquet = require("pyarrow.parquet", "arrow", "Parquet")
        self.name = name
        self._writer = parquet.ParquetWriter(stream, schema(name), compression="zstd")
        self._waiting: list[Row] = []

    def add(self, name: str, rows: Sequence[Row]) -> None:
        """Append rows."""
        if name == self.name:
            self._waiting += rows
            while len(self._waiting) >= GROUP:
                self._write(self._waiting[:GROUP])
                del self._waiting[:GROUP]

    def close(self) -> None:
        """Write the last group and the file's own table of contents."""
        if self._waiting:
            self._write(self._waiting)
        self._writer.close()

    def _write(self, rows: Sequence[Row]) -> None:
        self._writer.write_batch(record_batch(self.name, rows), row_group_size=GROUP)


class FeatherFile:
    """One table as Feather (the file format of Arrow)."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        arrow = pyarrow()
        self.name = name
        options = arrow.ipc.IpcWriteOptions(compression="lz4")
        self._writer: Any = arrow.ipc.new_file(stream, schema(name), options=options)

    def add(self, name: str, rows: Sequence[Row]) -> None:
        """Append rows."""
        if name == self.name and rows:
            self._writer.write_batch(record_batch(name, rows))

    def close(self) -> None:
        """Write the file's table of contents."""
        self._writer.close()
