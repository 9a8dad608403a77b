"""One child process for each target; what ends or blocks it is saved, and the next one goes on."""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from benchmarks.fuzz.inputs import make
from benchmarks.fuzz.targets import TARGETS

SLOW = 5.0
"""Seconds of processor time, above which an input is tried again and then kept."""
HANGING = 60.0
COLUMNS = ("target", "inputs", "escapes", "deaths", "hangs", "slow", "peak_mb")


def child(name: str, seed: int, first: int, seconds: float, place: Path) -> None:
    """Feed one target; says after each input where it is, and at the end what it found."""
    target = TARGETS[name]
    data = target.seeds()
    found: dict[str, Any] = {"inputs": 0, "escapes": [], "slow": []}
    end = time.monotonic() + seconds
    number = first
    while time.monotonic() < end:
        place.write_text(str(number))
        item = make(data, seed, number)
        try:
            if _timed(name, item) > SLOW and _timed(name, item) > SLOW:
                found["slow"].append(number)
        except Exception:
            found["escapes"].append((number, traceback.format_exc(limit=-3)))
        found["inputs"] += 1
        number += 1
    peak = max(resource.getrusage(who).ru_maxrss for who in (0, -1))
    print(json.dumps({**found, "peak_mb": peak // 1024}))


def _timed(name: str, item: bytes) -> float:
    begun = time.process_time()
    TARGETS[name].run(item)
    return time.process_time() - begun


def run(name: str, seed: int, seconds: float, folder: Path) -> dict[str, Any]:
    """One row of the table; the inputs that were found are files in ``folder``."""
    row: dict[str, Any] = dict.fromkeys(COLUMNS, 0) | {"target": name}
    data = TARGETS[name].seeds()
    end, number = time.monotonic() + seconds, 0
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f".{name}"

    def keep(kind: str, at: int, words: str = "") -> None:
        row[kind] += 1
        (folder / f"{name}-{kind}-{seed}-{at}").write_bytes(make(data, seed, at))
        print(f"{name}: {kind} at input {at} of seed {seed}\n{words}", file=sys.stderr)

    while (left := end - time.monotonic()) > 0:
        command = [sys.executable, "-m", "benchmarks.fuzz", "--child", name, "--seed", str(seed)]
        command += ["--first", str(number), "--seconds", str(left), "--out", str(place)]
        try:
            done = subprocess.run(
                command, stdout=subprocess.PIPE, timeout=left + HANGING, check=False
            )
        except subprocess.TimeoutExpired:
            number = int(place.read_text())
            keep("hangs", number)
            break
        if done.returncode == 0:
            said = json.loads(done.stdout)
            row["inputs"] += said["inputs"]
            row["peak_mb"] = max(row["peak_mb"], said["peak_mb"])
            for at, words in said["escapes"]:
                keep("escapes", at, words)
            for at in said["slow"]:
                keep("slow", at)
            break
        died = int(place.read_text()) if place.exists() else number
        row["inputs"] += died - number
        keep("deaths", died)
        number = died + 1
    place.unlink(missing_ok=True)
    return row


def main() -> int:
    """Run the targets and print the table; 1 when anything was found."""
    options = argparse.ArgumentParser(prog="benchmarks.fuzz", description=__doc__)
    options.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    options.add_argument("--seconds", type=float, default=60, help="for each target")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--out", type=Path, default=Path("fuzz-findings"))
    options.add_argument("--child", help=argparse.SUPPRESS)
    options.add_argument("--first", type=int, default=0, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.child:
        child(given.child, given.seed, given.first, given.seconds, given.out)
        return 0
    print(" ".join(f"{column:>8}" for column in COLUMNS))
    bad = 0
    for name in given.targets or TARGETS:
        row = run(name, given.seed, given.seconds, given.out)
        print(" ".join(f"{row[column]:>8}" for column in COLUMNS), flush=True)
        bad += sum(row[kind] for kind in ("escapes", "deaths", "hangs", "slow"))
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
