"""Daft: the bundled reports, many times; the result equals the local one.

    python examples/engines/with_daft.py [TIMES]

It needs ``pip install daft``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pyarrow

from govreport.arrow import parse_batch

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))


def read(batch: pyarrow.RecordBatch) -> list[bytes]:
    """Each row of a batch as its result, an Arrow stream of one row."""
    found = parse_batch(batch)
    streams = []
    for row in range(found.num_rows):
        sink = pyarrow.BufferOutputStream()
        with pyarrow.ipc.new_stream(sink, found.schema) as writer:
            writer.write_batch(found.slice(row, 1))
        streams.append(sink.getvalue().to_pybytes())
    return streams


def main(times: int) -> None:
    import daft
    from rows import checksum, local, repeated

    @daft.func.batch(return_dtype=daft.DataType.binary())
    def parsed(key: daft.Series, text: daft.Series) -> list[bytes]:
        columns = {"id": key.to_arrow(), "text": text.to_arrow()}
        return read(pyarrow.RecordBatch.from_pydict(columns))

    with tempfile.TemporaryDirectory() as folder:
        path = repeated(times, Path(folder))
        frame = daft.read_parquet(str(path)).select(parsed(daft.col("id"), daft.col("text")))
        results = frame.to_pydict().popitem()[1]
        found = checksum(batch for result in results for batch in pyarrow.ipc.open_stream(result))
        expected = checksum(local(path))
    print(f"{found[0]} reports by Daft, {found[1]}")
    print(f"{expected[0]} reports by one process, {expected[1]}")
    assert found == expected


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
