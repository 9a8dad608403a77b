"""Ray Data: the bundled reports, many times; the result equals the local one.

    python examples/engines/with_ray.py [TIMES]

It needs ``pip install "ray[data]"``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pyarrow

from govreport.arrow import parse_batch

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))


def read(table: pyarrow.Table) -> pyarrow.Table:
    """What Ray calls with some rows."""
    return pyarrow.Table.from_batches([parse_batch(batch) for batch in table.to_batches()])


def main(times: int) -> None:
    import ray
    from rows import SCHEMA, checksum, local, repeated

    with tempfile.TemporaryDirectory() as folder:
        path = repeated(times, Path(folder))
        ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
        rows = ray.data.read_parquet(str(path))
        done = rows.map_batches(read, batch_format="pyarrow", batch_size=250)
        tables = done.iter_batches(batch_format="pyarrow", batch_size=None)
        found = checksum(
            batch for table in tables for batch in table.cast(SCHEMA).to_batches() if len(batch)
        )
        ray.shutdown()
        expected = checksum(local(path))
    print(f"{found[0]} reports by Ray, {found[1]}")
    print(f"{expected[0]} reports by one process, {expected[1]}")
    assert found == expected


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
