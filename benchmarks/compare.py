"""Two commits side by side: the same work on the same documents, taken in turns.

    python -m benchmarks.compare OLD [NEW] [--keep]

Each commit is checked out beside the other and does what a user does: import the package, parse
our documents, list their records, write and read JSON, run the checks. The commits take turns, and
the least processor time of each counts, so other work on the machine changes little. ``--keep``
adds a line to ``benchmarks/history.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HISTORY = ROOT / "benchmarks" / "history.md"
DOCUMENTS = ("examples/reports", "tests/stand_ins")
ROUNDS = 5

# Public names alone: this must run in every commit that is compared.
_WORK = """
import json, sys, time
start = time.process_time()
import govreport
from govreport.checks import check
found = {"import": time.process_time() - start}
texts = json.load(sys.stdin)
reports = [govreport.parse(text) for text in texts]

def least(work):
    times = []
    for _ in range(3):
        start = time.process_time()
        for report, text in zip(reports, texts):
            work(report, text)
        times.append(time.process_time() - start)
    return min(times) / len(texts)

found["parse"] = least(lambda report, text: govreport.parse(text))
found["records"] = least(lambda report, text: list(govreport.records(report)))
found["JSON"] = least(lambda report, text: govreport.from_json(govreport.to_json(report)))
found["checks"] = least(lambda report, text: check(report))
print(json.dumps(found))
"""


def texts() -> list[str]:
    """Our own documents, as they are now: both commits read the same."""
    files = [file for folder in DOCUMENTS for file in sorted((ROOT / folder).glob("*.txt"))]
    return [file.read_text(encoding="utf-8") for file in files]


@contextmanager
def checked_out(commits: Sequence[str]) -> Iterator[list[Path]]:
    """A tree for each commit, removed again."""
    with tempfile.TemporaryDirectory() as folder:
        trees = [Path(folder) / str(number) for number in range(len(commits))]
        try:
            for commit, tree in zip(commits, trees, strict=True):
                _git("worktree", "add", "--quiet", "--detach", str(tree), commit)
            yield trees
        finally:
            for tree in trees:
                _git("worktree", "remove", "--force", str(tree))


def measured(trees: Sequence[Path], rounds: int) -> list[dict[str, float]]:
    """The least seconds of each piece of work, for each tree."""
    found: list[dict[str, float]] = [{} for _ in trees]
    documents = json.dumps(texts())
    for _ in range(rounds):
        for best, tree in zip(found, trees, strict=True):
            for work, seconds in _once(tree, documents).items():
                best[work] = min(seconds, best.get(work, seconds))
    return found


def _once(tree: Path, documents: str) -> dict[str, float]:
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        [sys.executable, "-c", _WORK],
        input=documents,
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    times: dict[str, float] = json.loads(done.stdout)
    return times


def table(commits: Sequence[str], found: Sequence[dict[str, float]]) -> str:
    """One line for each piece of work."""
    old, new = found
    lines = [f"{'ms':<10}{commits[0]:>12}{commits[1]:>12}{'ratio':>8}"]
    lines += [
        f"{work:<10}{old[work] * 1e3:>12.2f}{new[work] * 1e3:>12.2f}{new[work] / old[work]:>8.2f}"
        for work in old
    ]
    return "\n".join(lines)


def history_line(commits: Sequence[str], found: Sequence[dict[str, float]]) -> str:
    """The line of the page: the newer commit in ms, and against the older one."""
    old, new = found
    day = _git("show", "--no-patch", "--format=%cs", commits[1])
    cells = [f"{new[work] * 1e3:.2f} ({new[work] / old[work]:.2f})" for work in old]
    return f"| {day} | {commits[1]} | {commits[0]} | {' | '.join(cells)} |\n"


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare, print, and keep the line if asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare", description=__doc__)
    parser.add_argument("old")
    parser.add_argument("new", nargs="?", default="HEAD")
    parser.add_argument("--keep", action="store_true", help="add a line to benchmarks/history.md")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args(arguments)
    commits = [_git("rev-parse", "--short", commit) for commit in (asked.old, asked.new)]
    with checked_out(commits) as trees:
        found = measured(trees, asked.rounds)
    print(table(commits, found))
    if asked.keep:
        with HISTORY.open("a", encoding="utf-8") as page:
            page.write(history_line(commits, found))


if __name__ == "__main__":
    main()
