"""A short run of the fuzzer over every target, the same one each time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.fuzz.targets import TARGETS

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("target", TARGETS)
def test_a_second_of_fuzzing_finds_nothing(target: str, tmp_path: Path) -> None:
    """No escape, no death, no hang; at least one input was tried."""
    command = [sys.executable, "-m", "benchmarks.fuzz", target, "--seconds", "1"]
    done = subprocess.run(
        [*command, "--out", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    name, inputs, *found, _peak = done.stdout.splitlines()[-1].split()

    assert (name, found, done.returncode) == (target, ["0"] * 4, 0), done.stderr
    assert int(inputs) > 0
