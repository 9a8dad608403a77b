"""The results of an attack: a table, and a folder with each failure at its smallest."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from attrs import define, field

from benchmarks.attack.judging import SILENT, Fate, Verdict
from benchmarks.attack.running import Case
from benchmarks.attack.sheets import Sheet


@define
class Tally:
    """What became of the numbers after one mutation."""

    documents: int = 0
    broken: int = 0
    needless: int = 0
    fates: Counter[Fate] = field(factory=Counter)

    def add(self, case: Case) -> None:
        """Count one document."""
        self.documents += 1
        self.broken += bool(case.silent)
        self.needless += sum(verdict.needless for verdict in case.verdicts)
        self.fates.update(verdict.fate for verdict in case.verdicts)

    @property
    def silent(self) -> int:
        """Numbers that are silently wrong or missing."""
        return sum(self.fates[fate] for fate in SILENT)


def table(tallies: dict[str, Tally]) -> str:
    """Mutation by mutation: documents, numbers, right, flagged, needless, silent."""
    head = ("documents", "numbers", "right", "flagged", "needless", "wrong", "missing", "crash")
    lines = [f"{'mutation':<36}" + "".join(f"{name:>10}" for name in head)]
    whole = Tally()
    for name, tally in tallies.items():
        lines.append(_line(name, tally))
        whole.documents += tally.documents
        whole.needless += tally.needless
        whole.fates.update(tally.fates)
    return "\n".join([*lines, _line("all", whole)])


def _line(name: str, tally: Tally) -> str:
    numbers = sum(tally.fates.values())
    cells = (
        tally.documents,
        numbers,
        tally.fates[Fate.RIGHT],
        tally.fates[Fate.FLAGGED],
        tally.needless,
        tally.fates[Fate.WRONG],
        tally.fates[Fate.MISSING],
        tally.fates[Fate.CRASH],
    )
    return f"{name:<36}" + "".join(f"{cell:>10}" for cell in cells)


def save(folder: Path, case: Case, sheet: Sheet, failure: Verdict, number: int) -> Path:
    """One failure as a text and what is wrong with it.

    Returns:
        The path of the text; a ``.json`` with the same stem says what was read and what is right.
    """
    folder.mkdir(parents=True, exist_ok=True)
    suffix = "html" if sheet.layout == "html" else "txt"
    path = folder / f"{case.mutation.name}-{number:02}.{suffix}"
    path.write_text(sheet.text, encoding="utf-8")
    about = {
        "mutation": case.mutation.name,
        "about": case.mutation.about,
        "document": case.after.name,
        "layout": sheet.layout,
        "fate": failure.fate.value,
        "path": failure.path,
        "printed": failure.printed,
        "read": failure.found,
        "right": _right(case, failure),
    }
    path.with_suffix(".json").write_text(
        json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return path


def _right(case: Case, failure: Verdict) -> list[str]:
    """What may be read at the place of the failure without a doubt; else it has to be flagged."""
    if failure.piece < 0:
        return []
    piece = case.after.pieces[failure.piece]
    return [f"{value}" if unit == "any" else f"{value} {unit}" for value, unit in piece.accepts]
