"""How fast the library is, as ratios measured in one run.

    python -m benchmarks.speed [FILE...]

The floor is one pass of ``re.finditer`` over the text; ours is `parse` with its records. Import
time and memory are measured in processes of their own.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from govreport.api import parse
from govreport.model import AnnualReport
from govreport.render.text import compose, print_page
from govreport.templates.base import FormTemplate
from govreport.templates.official import FORM_2019, FORM_2021
from govreport.testing.filling import Filling, fill

_CELLS = re.compile(r"[^|\n]+")
_SAMPLES = ("000", "001", "003", "004")
_ROUNDS = 15

_IMPORT = """
import time
start = time.perf_counter()
import govreport
from govreport.api import parse
imported = time.perf_counter()
from govreport.grammars import builtin_grammar
builtin_grammar("requests").lark
print((imported - start) * 1000, (time.perf_counter() - start) * 1000)
"""
_MEMORY = """
import resource, sys
from govreport.api import parse
from govreport.records import records
text = sys.stdin.read()
peaks = []
for number in range({times}):
    sum(1 for _ in records(parse(text)))
    if number in ({times} // 10, {times} - 1):
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print(*peaks)
"""


def texts(arguments: list[str]) -> dict[str, str]:
    """Named files; else the samples beside the project, the bundled examples, or our own print."""
    root = Path(__file__).resolve().parents[1]
    samples = root / ".." / "shared" / "samples"
    paths = [Path(argument) for argument in arguments]
    paths = paths or [path for n in _SAMPLES for path in sorted(samples.glob(f"{n}_*.txt"))]
    paths = paths or sorted((root / "examples" / "reports").glob("*.txt"))
    if paths:
        return {path.name[:24]: path.read_text(encoding="utf-8") for path in paths}
    reports = {form.name: _filled(form) for form in (FORM_2019, FORM_2021)}
    return {
        f"{name} {layout}": print_page(compose(report), layout)
        for name, report in reports.items()
        for layout in ("piped_rows", "piped_cells", "bare_cells")
    }


def _filled(form: FormTemplate) -> AnnualReport:
    filling = Filling(seed=1)
    tables = {
        table.table: fill(table, filling, variant=form.name if table.exclusive else None)
        for table in form.tables
    }
    return AnnualReport(**tables)


def seconds(work: Callable[[], object]) -> float:
    """Median time of one call."""
    work()
    times = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main(arguments: list[str]) -> None:
    """Print one line for each text, then import time and memory."""
    found = texts(arguments)
    print(f"{'text':<26}{'floor us':>10}{'parse us':>10}{'ratio':>8}")
    for name, text in found.items():
        floor = seconds(lambda text=text: sum(1 for _ in _CELLS.finditer(text)))  # type: ignore[misc]
        ours = seconds(lambda text=text: parse(text))  # type: ignore[misc]
        print(f"{name:<26}{floor * 1e6:>10.0f}{ours * 1e6:>10.0f}{ours / floor:>8.1f}")
    bare, whole = _run(_IMPORT).split()
    print(f"import {float(bare):.0f} ms, with the first grammar {float(whole):.0f} ms")
    times = 10_000
    text = min(found.values(), key=len)
    early, late = map(int, _run(_MEMORY.format(times=times), text).split())
    print(
        f"peak memory after {times // 10} parses {early / 1024:.1f} MB, "
        f"after {times} {late / 1024:.1f} MB (x {late / early:.3f})"
    )


def _run(code: str, text: str = "") -> str:
    return subprocess.run(
        [sys.executable, "-c", code], input=text, capture_output=True, text=True, check=True
    ).stdout


if __name__ == "__main__":
    main(sys.argv[1:])
