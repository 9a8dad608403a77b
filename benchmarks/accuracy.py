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

from govreport.document import Document
from govreport.errors import GovReportError
from govreport.model import AnnualReport, Status, Value
from govreport.pipeline import parse_document
from govreport.readers import open_document
from govreport.records import Record, records
from govreport.testing import NamedNumbers, Outcome, Verdict, judge
from govreport.text.labels import flatten

_TEXTS = {".txt", ".md"}


@frozen
class Result:
    """One document: its verdicts, and the error when it was refused."""

    name: str
    layout: str
    era: str
    verdicts: tuple[Verdict, ...] = ()
    refused: str = ""


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
    era = row.get("era") or _era(expected)
    try:
        document = _opened(path)
        report = parse_document(document)
    except (GovReportError, ImportError) as error:
        return Result(path.name, "-", era, tuple(_refused(expected)), str(error).splitlines()[0])
    layout = next((c.name for c in report.provenance.choices if c.task == "layout"), "none")
    return Result(path.name, layout, era, tuple(_verdicts(report, expected, document.text)))


def _era(expected: dict[str, Any]) -> str:
    """The era of a document without a row in the index, by its year."""
    year = int(expected.get("year") or 0)
    if year >= 2019:
        return "2021+" if year >= 2021 else "2019"
    return "2014-2018" if year >= 2014 else "pre2014"


def _opened(path: Path) -> Document:
    if path.suffix in _TEXTS:
        return Document(path.read_text(encoding="utf-8"))
    return open_document(path)


def _refused(expected: dict[str, Any]) -> Iterator[Verdict]:
    """Of a refused document every cell is missing: flagged, for the error names the file."""
    for path, text in expected.get("records", {}).items():
        yield Verdict(path, Outcome.MISSING_FLAGGED, value_of(text), None, "refused")
    for key, value in _labelled(expected):
        yield Verdict(key, Outcome.MISSING_FLAGGED, value, None, "refused")


def _verdicts(report: AnnualReport, expected: dict[str, Any], text: str) -> Iterator[Verdict]:
    wanted = {path: value_of(printed) for path, printed in expected.get("records", {}).items()}
    by_label = _labelled(expected)
    for verdict in judge(report, wanted, text):
        # A table that is expected by label has no paths: its values are compared below.
        if not (by_label and verdict.path.startswith("statistics")):
            yield verdict
    yield from _by_label(report, by_label, text)


_NOTE = re.compile(r"[(（].*")
_SIGNS = str.maketrans("０１２３４５６７８９－−减減，", "0123456789----,")


def value_of(printed: str | None) -> Value:
    """The number of a cell as a careful reader wrote it down; None for a blank or ``/``.

    Nothing of the parser's is used: a unit or a note after the number is left out.

    >>> [value_of(cell) for cell in ("251000元", "22（其中修订16件）", "减4", "/", None)]
    [251000, 22, -4, None, None]
    """
    plain = _NOTE.sub("", (printed or "").translate(_SIGNS)).replace(",", "")
    plain = plain.strip(" +元万亿件条项笔")
    if not re.search(r"\d", plain):
        return None
    return Decimal(plain) if "." in plain else int(plain)


def _labelled(expected: dict[str, Any]) -> list[tuple[str, Value]]:
    """The rows of tables before 2019 that are expected by their printed label."""
    rows = list(expected.get("statistics", {}).items())
    for part in expected.get("tables", ()):
        rows += part["rows"]
    return [(_key(label), value_of(printed)) for label, printed in rows]


def _by_label(
    report: AnnualReport, wanted: list[tuple[str, Value]], text: str
) -> Iterator[Verdict]:
    """The same label must hold the same numbers, whatever table the report puts it in."""
    available: dict[str, list[Record]] = {}
    for record in records(report) if wanted else ():
        if record.path.startswith(("statistics", "supplementary")):
            available.setdefault(_key(record.label), []).append(record)
    left, right = [], []
    for key, value in wanted:
        same = next((r for r in available.get(key, ()) if r.value == value), None)
        if same is None:
            left.append((key, value))
        else:
            available[key].remove(same)
            right.append(same)
            yield Verdict(key, Outcome.RIGHT, value, value, str(same.status))
    named = NamedNumbers(report, text, right)
    for key, value in left:
        other = next(iter(available.get(key, ())), None)
        if other is not None and other.value is not None:
            available[key].remove(other)
            sure = other.status is Status.READ
            outcome = Outcome.WRONG_SILENTLY if sure else Outcome.WRONG_FLAGGED
        else:
            flagged = named.take(value) or named.take_within(value)
            outcome = Outcome.MISSING_FLAGGED if flagged else Outcome.MISSING_SILENTLY
        found, status = (other.value, str(other.status)) if other else (None, "absent")
        yield Verdict(key, outcome, value, found, status)


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
        note = f"  refused: {result.refused}" if result.refused else ""
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
    parser.add_argument(
        "--page", type=Path, metavar="DOCS", help="write the pages of the documentation"
    )
    options = parser.parse_args(arguments)
    results = [result for folder in options.folders for result in measure(folder)]
    print(table(results))
    if options.page:
        from benchmarks.accuracy_page import write

        write(results, options.page)
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
