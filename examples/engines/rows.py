"""What the examples of the engines share: the bundled reports, many times, and a checksum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet

from govreport.arrow import output_schema, parse_batch

REPORTS = Path(__file__).resolve().parents[1] / "reports"
ROWS = 50


def repeated(times: int, folder: Path) -> Path:
    """The bundled reports so many times, as a Parquet file with the columns ``id`` and ``text``."""
    texts = [path.read_text("utf-8") for path in sorted(REPORTS.glob("*.txt"))]
    path = folder / "pages.parquet"
    schema = pyarrow.schema([("id", pyarrow.string()), ("text", pyarrow.string())])
    with pyarrow.parquet.ParquetWriter(path, schema) as writer:
        for start in range(0, times, ROWS):
            numbers = range(start, min(start + ROWS, times))
            names = [f"{number:06}-{index}" for number in numbers for index in range(len(texts))]
            batch = pyarrow.record_batch([names, texts * len(numbers)], schema=schema)
            writer.write_batch(batch, row_group_size=len(names))
    return path


def checksum(batches: Iterable[pyarrow.RecordBatch]) -> tuple[int, str]:
    """Rows, and one number for all they say but the time, whatever their order and division."""
    count, total = 0, 0
    for batch in batches:
        columns = [
            said(column)
            for name, column in zip(batch.schema.names, batch.columns, strict=True)
            if name != "seconds"
        ]
        for row in zip(*columns, strict=True):
            count += 1
            total ^= int.from_bytes(sha256(repr(row).encode()).digest()[:16])
    return count, f"{total:032x}"


def said(column: pyarrow.Array) -> list[Any]:
    """What each row says in a column; lists of structs go field by field, ten times as fast."""
    if not pyarrow.types.is_list(column.type):
        return column.to_pylist()
    lengths = [length or 0 for length in column.value_lengths().to_pylist()]
    fields = [field.to_pylist() for field in column.flatten().flatten()]
    ends = list(accumulate(lengths))
    return [
        (present, [field[end - length : end] for field in fields])
        for present, length, end in zip(column.is_valid().to_pylist(), lengths, ends, strict=True)
    ]


def local(path: Path) -> Iterator[pyarrow.RecordBatch]:
    """The rows as one process reads them."""
    for batch in pyarrow.parquet.ParquetFile(path).iter_batches(batch_size=250):
        yield parse_batch(batch)


SCHEMA = output_schema()
