"""Spark: the bundled reports, many times, by ``mapInArrow``; the result equals the local one.

    python examples/engines/with_spark.py [TIMES]

It needs a Java runtime (``apt-get install default-jre-headless``) and ``pip install pyspark``.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow
import pyarrow.parquet

from govreport.arrow import output_schema, parse_batch

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))


def read(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """What Spark calls with the rows of a partition."""
    for batch in batches:
        yield parse_batch(batch)


def main(times: int) -> None:
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema
    from rows import checksum, local, repeated

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # workers with the same packages
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "250")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    with tempfile.TemporaryDirectory() as folder:
        path = repeated(times, Path(folder))
        frame = spark.read.parquet(str(path)).repartition(8)
        done = frame.mapInArrow(read, from_arrow_schema(output_schema()))
        done.write.parquet(f"{folder}/done")
        result = pyarrow.parquet.read_table(f"{folder}/done").cast(output_schema())
        found = checksum(result.to_batches())
        expected = checksum(local(path))
    spark.stop()
    print(f"{found[0]} reports by Spark, {found[1]}")
    print(f"{expected[0]} reports by one process, {expected[1]}")
    assert found == expected


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
