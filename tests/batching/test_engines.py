"""Engines that others keep: their results are the local ones, though a worker dies."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from govreport.batching import Settings, batch

from .conftest import ROOT, written

distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")

EXAMPLES = ROOT / "examples" / "engines"


def kill_one(cluster: Any, out: Path, killed: list[int]) -> None:
    """Kill a worker process as soon as the run has written its first shard."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and not list(out.glob("manifest/part-*")):
        time.sleep(0.01)
    killed.append(next(iter(cluster.workers.values())).pid)
    os.kill(killed[0], signal.SIGKILL)


def test_a_dask_cluster_loses_a_worker(many: Path, tmp_path: Path) -> None:
    """A worker killed in the middle costs nothing: the tables are byte for byte the local ones."""
    settings, out = Settings(shard=4, chunk=2), tmp_path / "out"
    killed: list[int] = []
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None
    ) as cluster:
        thread = threading.Thread(target=kill_one, args=(cluster, out, killed))
        thread.start()
        batch([many], out, jobs=2, settings=settings, scheduler=cluster.scheduler_address)
        thread.join()
    batch([many], tmp_path / "local", jobs=2, settings=settings)

    assert len(killed) == 1
    assert written(out) == written(tmp_path / "local")


def run(name: str, times: int) -> list[str]:
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / name), str(times)],
        capture_output=True,
        text=True,
        timeout=300,
    )

    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


def test_example_of_dask() -> None:
    """The example compares its checksum with that of one process."""
    by_dask, local = run("with_dask.py", 6)

    assert by_dask.startswith("30 reports by Dask, ")
    assert by_dask.rpartition(" ")[2] == local.rpartition(" ")[2]


@pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed")
@pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java runtime for Spark")
def test_example_of_spark() -> None:
    """mapInArrow on a local Spark gives the rows of one process."""
    by_spark, local = run("with_spark.py", 6)

    assert by_spark.startswith("30 reports by Spark, ")
    assert by_spark.rpartition(" ")[2] == local.rpartition(" ")[2]
