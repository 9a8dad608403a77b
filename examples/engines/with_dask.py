"""Dask: the bundled reports, many times, on a local cluster; the result equals the local one.

python examples/engines/with_dask.py [TIMES]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pyarrow
import pyarrow.parquet
from distributed import Client, LocalCluster

from govreport.arrow import parse_batch

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))


def read_group(path: str, group: int) -> pyarrow.RecordBatch:
    """One group of rows of the file, read where it is processed."""
    [batch] = pyarrow.parquet.ParquetFile(path).read_row_group(group).combine_chunks().to_batches()
    return parse_batch(batch)


def main(times: int) -> None:
    from rows import checksum, local, repeated

    with tempfile.TemporaryDirectory() as folder:
        path = repeated(times, Path(folder))
        groups = pyarrow.parquet.ParquetFile(path).num_row_groups
        with LocalCluster(n_workers=2, threads_per_worker=1) as cluster, Client(cluster) as client:
            futures = client.map(read_group, [str(path)] * groups, range(groups))
            found = checksum(future.result() for future in futures)
        expected = checksum(local(path))
    print(f"{found[0]} reports by Dask, {found[1]}")
    print(f"{expected[0]} reports by one process, {expected[1]}")
    assert found == expected


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
