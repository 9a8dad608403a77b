"""Killed, interrupted, out of disk, hanging, crashing: at most one document is lost."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from govreport.batching import Settings, batch

from .conftest import COMMAND, REPORTS, written

Start = Callable[..., "subprocess.Popen[str]"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")

HOSTILE = '''
"""A reader that does to its process what some files do to native libraries."""
import os, signal, time
from govreport.document import Document
from govreport.plugins.registry import Evidence

class HostileReader:
    name = "hostile"
    description = "hangs, dies or eats memory, as the file says"
    interface = 1

    def detect(self, data, name):
        return Evidence(1.0 if data.startswith(b"HOSTILE") else 0.0)

    def read(self, data, name, limits):
        deed = data.split()[1]
        if deed == b"hang":
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
            while True:
                time.sleep(1)
        while deed == b"swallow":
            try:
                while True:
                    time.sleep(1)
            except BaseException:
                signal.setitimer(signal.ITIMER_REAL, 0)
        if deed == b"crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        if deed == b"memory":
            hog = bytearray(2 * 1024**3)
            return Document(str(len(hog)))
        return Document("nothing")
'''
ENTRY_POINTS = "[govreport.readers]\nhostile = govreport_hostile:HostileReader\n"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for PYTHONPATH with the reader as an installed package."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "govreport_hostile.py").write_text(HOSTILE)
    info = folder / "govreport_hostile-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: govreport-hostile\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(ENTRY_POINTS)
    return folder


@pytest.fixture(scope="module")
def undisturbed(many: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The bytes of a run that nothing disturbs."""
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    batch([many], out, jobs=2, settings=Settings(shard=4))
    return written(out)


def wait_for(out: Path, shards: int, process: subprocess.Popen[str]) -> None:
    """Until that many shards are complete, or the run has ended."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        if len(list((out / "manifest").glob("part-*.parquet"))) >= shards:
            return
        time.sleep(0.002)


@pytest.mark.parametrize("shards", [0, 1, 4, 8])
def test_killed_and_resumed(
    shards: int, many: Path, undisturbed: dict[str, bytes], tmp_path: Path, start: Start
) -> None:
    """kill -9 at any point, then --resume: byte for byte what an undisturbed run writes."""
    out = tmp_path / "out"
    arguments = (many, "--out", out, "--shard", 4, "--jobs", 2)
    process = start(*arguments)
    wait_for(out, shards, process)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    again = start(*arguments, *(["--resume"] if (out / "run.json").exists() else []))
    _, told = again.communicate(timeout=180)

    assert process.returncode == -signal.SIGKILL
    assert again.returncode == 1, told
    assert written(out) == undisturbed
    assert list(out.glob("**/.*.part")) == []


def test_ctrl_c_finishes_the_shard_and_says_how_to_go_on(
    many: Path, undisturbed: dict[str, bytes], tmp_path: Path, start: Start
) -> None:
    """Status 130, whole shards, the command to type; and that command gives the same tables."""
    out = tmp_path / "out"
    arguments = (many, "--out", out, "--shard", 4, "--jobs", 1)
    process = start(*arguments)
    wait_for(out, 1, process)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=120)
    done = len(list((out / "manifest").iterdir()))
    again = start(*arguments, "--resume")
    again.communicate(timeout=180)

    assert process.returncode == 130, told
    assert "--resume" in told
    assert "Traceback" not in told
    assert 1 <= done < 10
    assert written(out) == undisturbed


def test_a_full_disk_is_one_line_and_can_be_resumed(
    many: Path, undisturbed: dict[str, bytes], tmp_path: Path, start: Start
) -> None:
    """No traceback, no half shard; with room again the run goes on."""
    out = tmp_path / "out"
    arguments = [str(a) for a in (many, "--out", out, "--shard", 4, "--jobs", 1)]
    sizes = sorted(len(data) for name, data in undisturbed.items() if name.startswith("cells"))

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (sizes[-1] - 1, sizes[-1] - 1))

    full = subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, preexec_fn=small, timeout=120
    )
    again = start(*arguments, "--resume")
    again.communicate(timeout=180)

    assert full.returncode == 2
    assert len(full.stderr.splitlines()) == 1, full.stderr
    assert "cannot be written: File too large" in full.stderr
    assert written(out) == undisturbed


def test_a_hostile_document_is_lost_alone(tmp_path: Path, hostile: Path, start: Start) -> None:
    """A hang, a crash, a hog of memory, a plugin that swallows its time-out: each one document."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    text = (REPORTS / "office_2021_piped_cells.txt").read_text("utf-8")
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(f"{text}\n{number}\n", encoding="utf-8")
    for number, deed in ((3, "hang"), (5, "crash"), (8, "memory"), (10, "swallow")):
        (folder / f"{number:02}.txt").write_text(f"HOSTILE {deed} {number}")
    process = start(
        folder, "--out", out, "--timeout", 6, "--memory", 1024, "--jobs", 2, path=hostile
    )
    _, told = process.communicate(timeout=240)
    failures = pyarrow.parquet.read_table(out / "failures" / "part-00000.parquet").to_pylist()
    reports = pyarrow.parquet.read_table(out / "reports" / "part-00000.parquet")

    assert process.returncode == 1, told
    assert {Path(row["source"]).name: row["code"] for row in failures} == {
        "03.txt": "time-limit",
        "05.txt": "worker-crashed",
        "08.txt": "memory-limit",
        "10.txt": "time-limit",
    }
    assert "signal 11" in next(row["message"] for row in failures if "05" in row["source"])
    assert reports.num_rows == 8
    assert all(row["content_hash"] for row in failures)


def test_a_longer_limit_reads_what_met_the_limit(
    tmp_path: Path, hostile: Path, start: Start
) -> None:
    """After a run with a short limit, a longer one concerns the slow documents alone."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    text = (REPORTS / "office_2021_piped_cells.txt").read_text("utf-8")
    (folder / "a.txt").write_text(text, encoding="utf-8")
    (folder / "b.txt").write_text("HOSTILE hang")
    start(folder, "--out", out, "--timeout", 4, path=hostile).communicate(timeout=120)
    before = manifest(out)
    start(folder, "--out", out, "--timeout", 5, "--resume", path=hostile).communicate(timeout=120)
    after = manifest(out)

    assert [line["state"] for line in before] == [line["state"] for line in after]
    assert before[0]["seconds"] == after[0]["seconds"]
    assert before[1]["state"] == "time-limit"


def manifest(out: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pyarrow.parquet.read_table(
        out / "manifest" / "part-00000.parquet"
    ).to_pylist()
    return found


def test_what_the_command_tells(many: Path, tmp_path: Path, start: Start) -> None:
    """One line for each cause, each file named once, nothing of progress without a terminal."""
    process = start(many, "--out", tmp_path / "out", "--jobs", 1, "--format", "csv")
    out, told = process.communicate(timeout=180)
    lines = told.splitlines()

    assert out == ""
    assert lines[0].startswith("40 documents: ")
    assert "2 failed" in lines[0]
    assert [line.split()[1] for line in lines[1:3]] == ["empty-file:", "not-a-report:"]
    assert told.count("011.txt") == 1
    assert len(lines) == 4
    assert (tmp_path / "out" / "cells.csv").read_text("utf-8").startswith("report,id,source,")
