"""A short run of the fuzzer over every target, the same one each time."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from attrs import evolve
from benchmarks.fuzz.feeding import Feeder
from benchmarks.fuzz.targets import TARGETS

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("target", TARGETS)
def test_a_second_of_fuzzing_finds_nothing(target: str, tmp_path: Path) -> None:
    """No escape, no death, no hang; at least one input was tried."""
    command = [sys.executable, "-m", "benchmarks.fuzz", target, "--seconds", "1"]
    command += ["--engine", "mutation"]
    done = subprocess.run(
        [*command, "--out", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    name, _engine, inputs, _edges, *found, _peak = done.stdout.splitlines()[-1].split()

    assert (name, found, done.returncode) == (target, ["0"] * 4, 0), done.stderr
    assert int(inputs) > 0


def test_an_escape_is_counted_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a target raises is a row's number and a file with the input and the traceback."""

    def fail(data: bytes) -> None:
        raise ValueError("planted")

    monkeypatch.setitem(TARGETS, "text", evolve(TARGETS["text"], run=fail))
    feeder = Feeder("text", tmp_path, 1, time.monotonic() + 60)
    feeder.feed(b"one")
    feeder.feed(b"two")

    assert (feeder.state["inputs"], feeder.state["escapes"]) == (2, 2)
    [kept] = [file for file in tmp_path.iterdir() if file.suffix == ".txt"]
    assert "ValueError: planted" in kept.read_text()
    assert kept.with_suffix("").read_bytes() == b"one"
