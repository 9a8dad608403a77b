"""The queue: what a person should look at, the least certain first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from attrs import frozen

from govreport.diagnostics import Diagnostic, Severity
from govreport.language import phrase, say
from govreport.model import Status
from govreport.views.pages import ReportPage
from govreport.views.table import Cell

_RULE = re.compile(r"[A-Z]\d+\+?")

KINDS = {
    "unaccounted": phrase("unaccounted"),
    "unplaced": phrase("unplaced"),
    "inferred": phrase("inferred"),
    "rule": phrase("broken rule"),
    "correction": phrase("correction not applied"),
}
"""The kinds of doubt in the order of the queue."""


@frozen
class Doubt:
    """One thing to look at.

    Attributes:
        kind: a key of `KINDS`.
        message: what is doubtful, in the language of the page.
        paths: record paths of the cells that a person's word is about.
        start: where it is printed, as an offset into the text; None when it is not printed.
        finding: number of the finding from 1, None where there is none.
    """

    kind: str
    message: str
    paths: tuple[str, ...] = ()
    start: int | None = None
    finding: int | None = None


def doubts(page: ReportPage) -> tuple[Doubt, ...]:
    """The queue of one report."""
    return (*_unaccounted(page), *_unplaced(page), *_inferred(page), *_broken(page))


def _unaccounted(page: ReportPage) -> Iterator[Doubt]:
    for mark in page.marks:
        if mark.kind == "unaccounted" and page.document is not None:
            text = page.document.text[mark.start : mark.end]
            sentence = phrase("{number} is printed in a table and is in no record", number=text)
            yield Doubt("unaccounted", say(sentence, page.language), (mark.path,), mark.start)


def _unplaced(page: ReportPage) -> Iterator[Doubt]:
    for table in page.tables:
        for cell in table.unplaced:
            sentence = phrase("{number} has no single place", number=cell.raw)
            if cell.column:
                sentence = phrase(
                    "{number} has no single place; it stands behind {label}",
                    number=cell.raw,
                    label=cell.column,
                )
            yield Doubt("unplaced", say(sentence, page.language), (cell.path,), _start(cell))


def _inferred(page: ReportPage) -> Iterator[Doubt]:
    """One doubt a row: its cells share the reason."""
    for table in page.tables:
        for row in table.rows:
            cells = [cell for cell in row.cells if cell.status == Status.INFERRED]
            for numbers, group in groupby(cells, key=lambda cell: cell.findings):
                members = list(group)
                why = next((page.findings[n] for n in numbers), None)
                reason = why.message_in(page.language) if why else ""
                paths = tuple(cell.path for cell in members)
                message = f"{row.label or row.path}: {reason}" if reason else row.label or row.path
                number = numbers[0] + 1 if numbers else None
                yield Doubt("inferred", message, paths, _start(members[0]), number)


def _broken(page: ReportPage) -> Iterator[Doubt]:
    for number, item in enumerate(page.findings, start=1):
        if _RULE.fullmatch(item.code) and item.severity is not Severity.INFO:
            doubt = _of_finding(page, "rule", number, item)
            if doubt.paths:  # what is about no cell (a missing section) is in the list of findings
                yield doubt


def not_applied(page: ReportPage) -> Iterator[Doubt]:
    """Corrections that no longer fit, or on which people disagree."""
    for number, item in enumerate(page.findings, start=1):
        if item.code in ("correction-stale", "correction-conflict"):
            yield _of_finding(page, "correction", number, item)


def _of_finding(page: ReportPage, kind: str, number: int, item: Diagnostic) -> Doubt:
    start = item.span.start if item.span is not None else None
    paths = tuple(path for path in page.paths(item) if path in page.cell_paths)[:1]
    message = f"{item.code} {item.message_in(page.language)}"
    return Doubt(kind, message, paths, start, number)


def _start(cell: Cell) -> int | None:
    return cell.span.start if cell.span is not None else None
