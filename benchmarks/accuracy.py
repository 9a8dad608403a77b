"""How right the library is over folders of documents with known values.

    python -m benchmarks.accuracy DIR [DIR...]

A folder holds documents (``017_....txt``) and ``expected/017.json`` or ``expected/<stem>.json``:
``records`` maps record paths to values as strings (null: a blank cell; ``/`` or ``-``: none), and
``statistics`` or ``tables`` hold the rows of tables before 2019 by their printed labels.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import frozen

from govreport.api import parse, read
from govreport.errors import GovReportError
from govreport.model import AnnualReport, Value
from govreport.records import records
from govreport.testing import Outcome, Verdict, judge
from govreport.text.cells import read_cell
from govreport.text.labels import flatten

_TEXTS = {".txt", ".md"}


@frozen
class Result:
    """One document: its verdicts, or why it was left out."""

    name: str
    layout: str
    era: str
    verdicts: tuple[Verdict, ...] = ()
    skipped: str = ""


def measure(folder: Path) -> Iterator[Result]:
    """Judge every document of a folder that has expected values."""
    about = _index(folder)
    for path in sorted((folder / "expected").glob("*.json")):
        found = sorted(folder.glob(f"{path.stem.split('_')[0]}_*"))
        if found:
            row = about.get(found[0].name, {})
            yield _judged(found[0], json.loads(path.read_text(encoding="utf-8")), row)


def _index(folder: Path) -> dict[str, dict[str, str]]:
    path = folder / "index.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["file"]: row for row in csv.DictReader(lines)}


def _judged(path: Path, expected: dict[str, Any], row: dict[str, str]) -> Result:
    era = row.get("era", "samples")
    try:
        report = _opened(path)
    except (GovReportError, ImportError) as error:
        # A refused document is an error that names it; nothing of it is silent.
        return Result(path.name, "-", era, skipped=str(error).splitlines()[0])
    layout = next((c.name for c in report.provenance.choices if c.task == "layout"), "none")
    return Result(path.name, layout, era, tuple(_verdicts(report, expected)))


def _opened(path: Path) -> AnnualReport:
    if path.suffix in _TEXTS:
        return parse(path.read_text(encoding="utf-8"))
    return read(path)


def _verdicts(report: AnnualReport, expected: dict[str, Any]) -> Iterator[Verdict]:
    wanted = {path: _value(text) for path, text in expected.get("records", {}).items()}
    for verdict in judge(report, wanted):
        # Tables before 2019 are compared by label below; no path is prescribed for them.
        if not verdict.path.startswith("statistics"):
            yield verdict
    yield from _by_label(report, expected)


def _value(text: str | None) -> Value:
    if text is None:
        return None
    return read_cell(text.strip()).value


def _by_label(report: AnnualReport, expected: dict[str, Any]) -> Iterator[Verdict]:
    """Rows of tables before 2019: the same label must hold the same numbers, in order."""
    wanted: list[tuple[str, Value]] = [
        (_key(label), _value(text)) for label, text in expected.get("statistics", {}).items()
    ]
    for table in expected.get("tables", ()):
        wanted += [(_key(label), _value(text)) for label, text in table["rows"]]
    if not wanted:
        return
    available: dict[str, list[Value]] = {}
    for record in records(report):
        if record.path.startswith(("statistics", "supplementary")):
            available.setdefault(_key(record.label), []).append(record.value)
    unplaced = Counter(r.value for r in records(report) if r.path.startswith("unplaced"))
    flagged = any(d.severity != "info" for d in report.diagnostics)
    for key, value in wanted:
        values = available.get(key, [])
        if value in values:
            values.remove(value)
            outcome = Outcome.RIGHT
        elif values:
            outcome = Outcome.WRONG_FLAGGED if flagged else Outcome.WRONG_SILENTLY
        else:
            named = flagged or unplaced[value] > 0
            outcome = Outcome.MISSING_FLAGGED if named else Outcome.MISSING_SILENTLY
        yield Verdict(key, outcome, value, values[0] if values else None, "")


def _key(label: str) -> str:
    """A label without its column, numbering, 其中, spaces and punctuation."""
    rows = (label if " / " in label else label.split("/")[0]).split(" / ")
    text = flatten(rows[-2] if len(rows) > 2 else rows[-1] if len(rows) == 1 else rows[0])
    text = re.sub(r"其中[:,]?", "", text)
    text = re.sub(r"^\s*(?:\(?[一二三四五六七八九十\d]{1,2}[)、.．])+", "", text.strip())
    return re.sub(r"[\W_]+", "", text)


def _row(name: str, counts: Counter[Outcome]) -> str:
    cells = "".join(f"{counts[outcome]:>18}" for outcome in Outcome)
    total = sum(counts.values())
    share = f"{Decimal(100 * counts[Outcome.RIGHT]) / total:.1f} %" if total else "-"
    return f"{name[:44]:<46}{cells}{share:>10}"


def _totals(results: Sequence[Result], key: str) -> Iterator[str]:
    groups: dict[str, Counter[Outcome]] = {}
    for result in results:
        counts = groups.setdefault(getattr(result, key), Counter())
        counts.update(verdict.outcome for verdict in result.verdicts)
    for name, counts in sorted(groups.items()):
        yield _row(f"{key} {name}", counts)


def table(results: Sequence[Result]) -> str:
    """The results as text: each document, then by layout, by era, and in total."""
    lines = [f"{'':<46}" + "".join(f"{outcome.value:>18}" for outcome in Outcome) + f"{'':>10}"]
    for result in results:
        counts = Counter(verdict.outcome for verdict in result.verdicts)
        note = f"  left out: {result.skipped}" if result.skipped else ""
        lines.append(_row(result.name, counts) + note)
    lines += ["", *_totals(results, "layout"), "", *_totals(results, "era"), ""]
    everything = Counter(v.outcome for result in results for v in result.verdicts)
    lines.append(_row("total", everything))
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table and each cell that is not right; status 1 when one is so silently."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy")
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--cells", action="store_true", help="list each cell that is not right")
    options = parser.parse_args(arguments)
    results = [result for folder in options.folders for result in measure(folder)]
    print(table(results))
    bad = (Outcome.WRONG_SILENTLY, Outcome.MISSING_SILENTLY)
    silent = 0
    for result in results:
        for verdict in result.verdicts:
            silent += verdict.outcome in bad
            if verdict.outcome in bad or (options.cells and verdict.outcome is not Outcome.RIGHT):
                print(
                    f"{result.name[:3]} {verdict.outcome.value}: {verdict.path} is "
                    f"{verdict.expected}, read {verdict.found} ({verdict.status})"
                )
    return 1 if silent else 0


if __name__ == "__main__":
    raise SystemExit(main())
