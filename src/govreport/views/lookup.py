"""One cell by its record path, or by the labels that a reader sees: ``申请/予以公开/自然人``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs
from attrs import frozen

from govreport.model import AnnualReport
from govreport.model.tables import NAMED, content_of, row_at
from govreport.records import records, resolve
from govreport.text.labels import flatten, label_keys
from govreport.views.forms import tables

_MAXIMUM_NAMED = 5
_MOST_SHORTENED = 1000
"""Rows and cells of a report up to which completion looks for short labels."""
_SHORT_TITLES = {
    "proactive_disclosure": "主动公开",
    "requests": "申请",
    "review_and_litigation": "复议",
}


@frozen
class Entry:
    """A cell or row with the labels that lead to it, the table's title first.

    A cell whose column has no label is found by its path alone.
    """

    path: str
    labels: tuple[str, ...]
    is_row: bool = False

    @property
    def key(self) -> str:
        """The labels as one key."""
        return "/".join(_short(label) for label in self.labels)


def find(report: AnnualReport, key: str) -> Any:
    """The value of a cell, or the object of a row or table.

    Args:
        report: where to look.
        key: a record path (``requests.results.disclosed.natural_person``, or the path of a row
            or table), or labels separated by ``/`` in the order table, group, row, column. Not
            every label is needed, and of a label only as much as makes it the only one.

    Raises:
        KeyError: nothing fits, or several do.
    """
    if not isinstance(key, str):
        raise KeyError(f"{key!r} is no record path and no labels separated by /")
    if "/" not in key:
        found, value = _by_path(report, key)
        if found:
            return value
    entry = _by_labels(entries(report), key)
    return _at(report, entry.path)


def keys(report: AnnualReport) -> list[str]:
    """What completion offers: of every printed cell its record path, its labels, and the short
    labels of an official table where they lead to this cell alone."""
    found = list(entries(report))
    paths = [entry.path for entry in found if not entry.is_row]
    labels = [entry.key for entry in found if not entry.is_row and entry.labels]
    return list(dict.fromkeys((*paths, *_short_keys(found), *labels)))


def _short_keys(found: Sequence[Entry]) -> Iterator[str]:
    """``申请/予以公开/自然人``: without the groups, else with them."""
    if len(found) > _MOST_SHORTENED:
        return
    words = [_words(entry) for entry in found]
    for entry in found:
        table = _SHORT_TITLES.get(entry.path.partition(".")[0])
        if table is None or entry.is_row or not entry.labels:
            continue
        labels = [_short(label) for label in entry.labels[1:]]
        for key in ((table, *labels[-2:]), (table, *labels)):
            if _best(found, words, [_word(part) for part in key]) == [entry]:
                yield "/".join(key)
                break


def entries(report: AnnualReport) -> Iterator[Entry]:
    """Every row and cell that the report prints."""
    for table in tables(report):
        for block in table.blocks:
            for row in block.rows:
                labels = (table.title, *row.groups, row.label)
                if row.printed:
                    yield Entry(row.path, labels, is_row=True)
                for cell in row.cells:
                    yield Entry(cell.path, (*labels, cell.column) if cell.column else ())


def _by_path(report: AnnualReport, path: str) -> tuple[bool, Any]:
    if not _is_safe(report, path):
        return False, None
    try:
        return True, _at(report, path)
    except (AttributeError, KeyError, IndexError, TypeError, ValueError):
        return False, None


def _is_safe(report: AnnualReport, path: str) -> bool:
    head = path.partition(".")[0].partition("[")[0]
    return head in attrs.fields_dict(type(report)) and "__" not in path


def _at(report: AnnualReport, path: str) -> Any:
    """The model's value at a path; below a row that is not printed it is None."""
    head, _, rest = path.partition(".")
    if head in ("unplaced", "narrative") and rest:
        return next(record.value for record in records(report) if record.path == path)
    if head == "statistics" and report.statistics is not None and rest:
        return _statistic(report, path)
    if head == NAMED and rest:
        return _in_named(report, path, rest)
    steps = path.split(".")
    for count in range(1, len(steps)):
        if resolve(report, ".".join(steps[:count])) is None:
            return _absent(report, steps)
    return resolve(report, path)


def _in_named(report: AnnualReport, path: str, rest: str) -> Any:
    try:
        return row_at(report.tables, rest)
    except AttributeError:
        row, _, column = rest.rpartition(".")
    try:
        holder = row_at(report.tables, row)
    except AttributeError:
        holder = None
    if holder is None:
        return _absent(report, path.split("."))
    return content_of(holder, column)


def _absent(report: AnnualReport, steps: Sequence[str]) -> None:
    """None for a path that the model has; AttributeError for one that it does not have."""
    from govreport.model.editing import with_value

    try:
        with_value(report, ".".join(steps), None)
    except KeyError as error:
        raise AttributeError(str(error)) from None


def _statistic(report: AnnualReport, path: str) -> Any:
    name, bracket, index = path.removesuffix("]").partition("[")
    values = resolve(report, name)
    if bracket:
        return values[int(index)]
    return values[0] if len(values) == 1 else values


def _by_labels(found: Iterator[Entry], key: str) -> Entry:
    wanted = [_word(part) for part in key.split("/") if part.strip()]
    every = list(found)
    words = [_words(entry) for entry in every]
    chosen = _best(every, words, wanted) if wanted else []
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        raise KeyError(f"{key!r} fits {len(chosen)} cells: {_names(chosen)}; add a label")
    pairs = zip(every, words, strict=True)
    near = [entry for entry, own in pairs if wanted and own[-1:] == wanted[-1:]]
    hint = f"; near it: {_names(near)}" if near else ""
    raise KeyError(f"{key!r} is no record path and fits no labels of this report{hint}")


def _words(entry: Entry) -> list[str]:
    return [_word(label) for label in entry.labels]


def _best(
    found: Sequence[Entry], words: Sequence[Sequence[str]], wanted: Sequence[str]
) -> list[Entry]:
    """The entries that fit best; none where none fits."""
    scores = [_score(labels, wanted) for labels in words]
    best = max(scores, default=0)
    return [entry for entry, score in zip(found, scores, strict=True) if score == best > 0]


def _score(labels: Sequence[str], wanted: Sequence[str]) -> int:
    """How well the labels fit, 0 for not: each in order, the last one on the cell or row."""
    if not labels or wanted[-1] not in labels[-1]:
        return 0
    score, position = 0, len(labels) - 1
    for word in reversed(wanted):
        while position >= 0 and word not in labels[position]:
            position -= 1
        if position < 0:
            return 0
        score += 4 if labels[position] == word else 2
        position -= 1
    return score


def _word(label: str) -> str:
    return label_keys(flatten(label))[1]


def _short(label: str) -> str:
    return label_keys(flatten(label))[0] or label


def _names(found: Sequence[Entry]) -> str:
    named = [entry.key for entry in found[:_MAXIMUM_NAMED]]
    return ", ".join(named) + (", ..." if len(found) > _MAXIMUM_NAMED else "")
