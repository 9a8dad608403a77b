"""What differs between two outputs of this program: cells that changed, appeared, vanished."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from attrs import frozen

from govreport.errors import GovReportError
from govreport.export.serialize import from_dict
from govreport.language import phrase
from govreport.records import records

Key: TypeAlias = tuple[str, str]
"""Report and record path."""

_TABLE_COLUMNS = ("path", "value", "status")


class UnknownOutput(GovReportError):
    """A file that is no output of ``govreport parse``."""


@frozen
class Cell:
    """Value and status of one cell, as text."""

    value: str
    status: str


@frozen
class Difference:
    """One cell that is not the same in both outputs; None where an output does not have it."""

    report: str
    path: str
    old: Cell | None
    new: Cell | None

    @property
    def kind(self) -> str:
        """``appeared``, ``vanished``, ``value`` or ``status``: what changed."""
        if self.old is None:
            return "appeared"
        if self.new is None:
            return "vanished"
        return "value" if self.old.value != self.new.value else "status"


def differences(old: Path, new: Path) -> list[Difference]:
    """The cells that differ between two outputs of ``parse``: JSON, JSON Lines or CSV.

    Reports are matched by file where the output names it, else by agency and year, else by order.

    Raises:
        UnknownOutput: a file is no such output.
    """
    before, after = cells(old), cells(new)
    keys = dict.fromkeys((*before, *after))
    return [
        Difference(*key, before.get(key), after.get(key))
        for key in keys
        if before.get(key) != after.get(key)
    ]


def cells(path: Path) -> dict[Key, Cell]:
    """Every cell of an output.

    Raises:
        UnknownOutput: the file is no such output; the message says what is.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise UnknownOutput(phrase("{file} cannot be read: {why}", file=path, why=why)) from None
    try:
        found = dict(_of_json(text) if text.lstrip()[:1] in ("{", "[") else _of_csv(text))
    except (ValueError, KeyError, TypeError, AttributeError, GovReportError) as error:
        raise UnknownOutput(
            phrase(
                "{file} is no output of govreport parse (JSON, JSON Lines or CSV): {why}",
                file=path,
                why=error,
            )
        ) from None
    return found


def _of_json(text: str) -> Iterator[tuple[Key, Cell]]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError:
        data = [json.loads(line) for line in text.splitlines() if line.strip()]
    items = data if isinstance(data, list) else [data]
    for number, item in enumerate(items):
        if "schema_version" in item:
            yield from _of_report(item, number)
        else:
            yield _of_row(item)


def _of_report(item: dict[str, Any], number: int) -> Iterator[tuple[Key, Cell]]:
    report = from_dict(item)
    source = report.provenance.source
    names = [name for name in (source.name, source.entry) if name]
    known = "/".join(names) or " ".join(
        str(part) for part in (report.agency, report.year) if part is not None
    )
    name = known or f"#{number + 1}"
    for record in records(report):
        yield (name, record.path), Cell(_text(record.value), record.status.value)


def _of_csv(text: str) -> Iterator[tuple[Key, Cell]]:
    reader = csv.DictReader(io.StringIO(text))
    missing = [name for name in _TABLE_COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise ValueError(f"no column {', '.join(missing)}")
    for row in reader:
        yield _of_row(row)


def _of_row(row: dict[str, Any]) -> tuple[Key, Cell]:
    name = "/".join(str(row[key]) for key in ("file", "member", "entry") if row.get(key))
    if not name:
        name = " ".join(str(row[key]) for key in ("agency", "year") if row.get(key))
    return (name, str(row["path"])), Cell(_text(row["value"]), str(row["status"]))


def _text(value: Any) -> str:
    return "" if value is None else str(value)
