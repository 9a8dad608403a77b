"""The lists over all reports: one row each, and one row for each finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from attrs import frozen

from govreport.model import Status
from govreport.review.page import ReviewPage
from govreport.views.pages.words import SEVERITIES
from govreport.views.summary import cell_counts, followed_forms, severity_counts


@frozen
class Row:
    """One report in the list.

    Attributes:
        href: its page.
        name: its file.
        agency: who reports.
        year: of which year.
        form: the forms of its tables.
        read: cells that were read.
        inferred: cells whose place was concluded.
        blank: blank cells.
        unplaced: numbers without a place.
        corrected: cells that a person corrected.
        unaccounted: printed numbers that are in no record.
        errors: findings of severity error.
        warnings: findings of severity warning.
        doubts: what is in the queue.
        checked: how many of them somebody has said something about.
        content_hash: by which marks know the document.
    """

    href: str
    name: str
    agency: str
    year: int | None
    form: str
    read: int
    inferred: int
    blank: int
    unplaced: int
    corrected: int
    unaccounted: int
    errors: int
    warnings: int
    doubts: int
    checked: int
    content_hash: str


def overview_row(page: ReviewPage, href: str) -> Row:
    """The row of one report."""
    report = page.report
    cells, severities = cell_counts(report), severity_counts(report)
    kinds = Counter(doubt.kind for doubt in page.doubts)
    return Row(
        href=href,
        name=page.entry.name,
        agency=report.agency or "",
        year=report.year,
        form=" ".join(followed_forms(report)),
        read=cells[Status.READ],
        inferred=cells[Status.INFERRED],
        blank=cells[Status.BLANK],
        unplaced=cells[Status.UNPLACED],
        corrected=cells[Status.CORRECTED],
        unaccounted=kinds["unaccounted"],
        errors=severities["error"],
        warnings=severities["warning"],
        doubts=len(page.doubts),
        checked=page.checked(),
        content_hash=page.entry.content_hash,
    )


@frozen
class FindingRow:
    """One finding in the list of all."""

    href: str
    agency: str
    year: int | None
    name: str
    code: str
    severity: str
    word: str
    message: str
    place: str


def finding_rows(page: ReviewPage, href: str) -> Iterator[FindingRow]:
    """The findings of one report."""
    for number, item in enumerate(page.findings, start=1):
        yield FindingRow(
            href=f"{href}#d{number}",
            agency=page.report.agency or "",
            year=page.report.year,
            name=page.entry.name,
            code=item.code,
            severity=item.severity.value,
            word=str(SEVERITIES[item.severity.value]),
            message=item.message_in(page.language),
            place=page.place(item),
        )
