"""How fast the library is, as ratios measured in one run.

    python -m benchmarks.speed [FILE...]

The floor is one pass of ``re.finditer`` over the text; the parts of `parse` and the records come
as multiples of it. The first prose figure is for sentences that were never met before, the
second for sentences that are remembered. Import time and memory are measured in processes of
their own.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from govreport import pipeline
from govreport.api import parse
from govreport.model import AnnualReport
from govreport.prose.identity.excerpt import is_clean
from govreport.prose.narrative.outline import outline
from govreport.records import records
from govreport.tables.forms import FormTemplate
from govreport.templates.official import FORM_2019, FORM_2021
from govreport.testing.filling import Filling, fill
from govreport.views.text import compose, print_page

_CELLS = re.compile(r"[^|\n]+")
_SAMPLES = ("000", "001", "003", "004")
_ROUNDS = 15

_PARTS = {
    "cells": ("find_cells",),
    "tables": ("add_claims", "read_table"),
    "identity": ("identify",),
    "sections": ("find_sections",),
    "prose": ("find_facts",),
}
"""Part of `parse` -> the functions of the pipeline that do it."""

_IMPORT = """
import time
start = time.perf_counter()
import govreport
from govreport.api import parse
imported = time.perf_counter()
from govreport.grammars import builtin_grammar
builtin_grammar("requests").parser()
grammar = time.perf_counter()
parse("某局2021年政府信息公开工作年度报告\\n一、总体情况\\n本年收到申请5件。\\n")
print((imported - start) * 1000, (grammar - start) * 1000, (time.perf_counter() - start) * 1000)
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
        files = [file for path in paths for file in (_texts_in(path) if path.is_dir() else [path])]
    return {path.name[:24]: path.read_text(encoding="utf-8") for path in files}


def _texts_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.txt"))
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
    """Shortest time of one call: on a busy machine the others measure its other work."""
    work()
    times = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def parts(text: str) -> dict[str, float]:
    """Seconds that each part of `parse` takes at best, with ``other`` for what is left."""
    best = dict.fromkeys(("first prose", *_PARTS, "whole"), float("inf"))
    for number in range(2 * _ROUNDS):
        is_clean.cache_clear()  # a text is met once, only what it shares with others is known
        if number < _ROUNDS:
            outline.cache_clear()  # type: ignore[attr-defined]
        spent = _one_parse(text)
        if number < _ROUNDS:
            best["first prose"] = min(best["first prose"], spent["prose"])
        for part, time_spent in spent.items():
            best[part] = min(best[part], time_spent)
    best["other"] = best.pop("whole") - sum(best[part] for part in _PARTS)
    return best


def _one_parse(text: str) -> dict[str, float]:
    spent = dict.fromkeys(_PARTS, 0.0)

    def timed(part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            start = time.perf_counter()
            try:
                return function(*arguments, **options)
            finally:
                spent[part] += time.perf_counter() - start

        return run

    replaced = {
        name: timed(part, getattr(pipeline, name))
        for part, names in _PARTS.items()
        for name in names
    }
    with patch.multiple(pipeline, **replaced):  # type: ignore[call-overload]
        start = time.perf_counter()
        parse(text)
        return {**spent, "whole": time.perf_counter() - start}


def main(arguments: list[str]) -> None:
    """Print one line for each text, then import time and memory."""
    found = texts(arguments)
    names = ("first prose", *_PARTS, "other", "records")
    columns = "".join(f"{name:>12}" for name in names)
    print(f"{'text':<26}{'floor us':>10}{'parse':>8}{columns}")
    for name, text in found.items():
        floor = seconds(lambda text=text: sum(1 for _ in _CELLS.finditer(text)))  # type: ignore[misc]
        ours = seconds(lambda text=text: parse(text))  # type: ignore[misc]
        report = parse(text)
        shares = parts(text)
        shares["records"] = seconds(lambda report=report: list(records(report)))  # type: ignore[misc]
        columns = "".join(f"{shares[part] / floor:>12.1f}" for part in names)
        print(f"{name:<26}{floor * 1e6:>10.0f}{ours / floor:>8.1f}{columns}")
    bare, grammar, first = map(float, _run(_IMPORT).split())
    print(
        f"import {bare:.0f} ms, with the first grammar {grammar:.0f} ms, "
        f"with the first parse {first:.0f} ms"
    )
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
