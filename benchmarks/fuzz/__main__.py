"""One child process for each target; what ends or blocks it is saved, and the next one goes on."""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from attrs import define, field

from benchmarks.fuzz.feeding import Feeder, guide, mutate

STARTING = 600.0
"""Seconds until the first input: a guided child rewrites what it imports."""
HANGING = 120.0
"""Seconds without an answer, after which an input is tried alone and then kept."""
COLUMNS = ("target", "engine", "inputs", "edges", "escapes", "deaths", "hangs", "slow", "peak_mb")
_FOUND = ("escapes", "deaths", "hangs", "slow")
_EDGES = re.compile(r"cov: (\d+)")


@define
class Run:
    """The run of one target: its row of the table, and the files where it is followed."""

    name: str
    seed: int
    folder: Path
    guided: bool
    row: dict[str, Any] = field(factory=dict)
    first: int = 0
    restarts: int = 0

    def __attrs_post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.row = dict.fromkeys(COLUMNS, 0) | {"target": self.name, "edges": "-"}
        self.row["engine"] = "atheris" if self.guided else "mutation"

    def until(self, end: float) -> dict[str, Any]:
        """Feed the target until then, with a new child after each death."""
        while (left := end - time.monotonic()) > 0:
            if self._child(left) == "done":
                break
            self.restarts += 1
        for file in self.folder.glob(f".{self.name}.*"):
            shutil.rmtree(file) if file.is_dir() else file.unlink()
        return self.row

    def _child(self, left: float) -> str:
        for ending in ("input", "state"):
            self._file(ending).unlink(missing_ok=True)
        command = [sys.executable, "-m", "benchmarks.fuzz", "--child", self.name]
        command += ["--seed", str(self.seed + self.restarts * self.guided)]
        command += ["--first", str(self.first), "--seconds", str(left), "--out", str(self.folder)]
        command += ["--engine", "atheris" if self.guided else "mutation"]
        with self._file("errors").open("wb") as errors:
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
            ended = _watched(process, self._file("input"))
        self._count()
        if ended == "hangs" and not self._hangs_alone():
            return "slow machine"
        if ended != "done":
            self._keep(ended)
        return ended

    def _count(self) -> None:
        state = self._file("state")
        said = json.loads(state.read_text()) if state.exists() else {}
        for key in ("inputs", "escapes", "slow"):
            self.row[key] += said.get(key, 0)
        self.row["peak_mb"] = max(self.row["peak_mb"], said.get("peak_mb", 0))
        self.first = said.get("next", self.first) + 1
        found = _EDGES.findall(self._file("errors").read_text("utf-8", "replace"))
        if found:
            before = 0 if self.row["edges"] == "-" else int(self.row["edges"])
            self.row["edges"] = max(int(found[-1]), before)

    def _hangs_alone(self) -> bool:
        if not self._file("input").exists():
            return False
        command = [sys.executable, "-m", "benchmarks.fuzz", "--child", self.name, "--replay"]
        try:
            subprocess.run([*command, str(self._file("input"))], timeout=HANGING, check=False)
        except subprocess.TimeoutExpired:
            return True
        return False

    def _keep(self, kind: str) -> None:
        self.row[kind] += 1
        if self._file("input").exists():
            kept = self.folder / f"{self.name}-{kind}-{self.row[kind]}-{self.seed}"
            shutil.copyfile(self._file("input"), kept)
            shutil.copyfile(self._file("errors"), kept.with_suffix(".txt"))

    def _file(self, ending: str) -> Path:
        return self.folder / f".{self.name}.{ending}"


def _watched(process: subprocess.Popen[bytes], place: Path) -> str:
    """Wait for a child: ``done``, ``deaths``, or ``hangs`` when one input takes too long."""
    begun = time.time()
    while True:
        try:
            return "deaths" if process.wait(1) else "done"
        except subprocess.TimeoutExpired:
            last = place.stat().st_mtime if place.exists() else begun + STARTING
            if time.time() - last > HANGING:
                process.kill()
                process.wait()
                return "hangs"


def _line(values: Sequence[object]) -> str:
    return " ".join(f"{value:>11}" for value in values)


def _in_child(given: argparse.Namespace) -> None:
    feeder = Feeder(given.child, given.out, given.seed, time.monotonic() + given.seconds)
    if given.replay:
        feeder.run(given.replay.read_bytes())
    elif given.engine == "atheris":
        guide(feeder)
    else:
        mutate(feeder, given.first)


def main() -> int:
    """Run the targets and print the table; 1 when anything was found."""
    options = argparse.ArgumentParser(prog="benchmarks.fuzz", description=__doc__)
    options.add_argument("targets", nargs="*", metavar="TARGET", help="all of them if not named")
    options.add_argument("--seconds", type=float, default=60, help="for each target")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--out", type=Path, default=Path("fuzz-findings"))
    options.add_argument(
        "--engine",
        choices=("auto", "atheris", "mutation"),
        default="auto",
        help="auto: atheris where it is installed and sees the code, else mutation",
    )
    options.add_argument("--child", help=argparse.SUPPRESS)
    options.add_argument("--replay", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--first", type=int, default=0, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.child:
        _in_child(given)
        return 0
    from benchmarks.fuzz.targets import TARGETS  # late: a guided child watches what it imports

    usable = given.engine != "mutation" and find_spec("atheris") is not None
    print(_line(COLUMNS), flush=True)
    bad = 0
    for name in given.targets or TARGETS:
        guided = usable and TARGETS[name].guided
        run = Run(name, given.seed, given.out, guided)
        row = run.until(time.monotonic() + given.seconds)
        print(_line([row[column] for column in COLUMNS]), flush=True)
        bad += sum(row[kind] for kind in _FOUND)
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
