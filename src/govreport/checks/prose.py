"""Rule on figures that stand in prose and in a table: R13."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from govreport.checks.registry import Finding, rule
from govreport.diagnostics import Severity
from govreport.model import AnnualReport, Count

SAME_CELLS: dict[str, tuple[str, ...]] = {
    "requests.received": ("requests.new_requests.total",),
    "review": ("review_and_litigation.review.total",),
    "litigation": (
        "review_and_litigation.litigation_direct.total",
        "review_and_litigation.litigation_after_review.total",
    ),
}
"""Figures in prose that mean the same as cells of the forms since 2019; several add up."""


def _cell(report: AnnualReport, path: str) -> Count | None:
    target: object = report
    for step in path.split("."):
        target = getattr(target, step, None)
    return target if not isinstance(target, (str, type(None))) else None  # type: ignore[return-value]


@rule(Severity.INFO)
def r13(report: AnnualReport) -> Iterator[Finding]:
    """A figure in prose equals the same figure in the table.

    Inferred and soft: prose often counts otherwise, or was not updated. Approximate figures and
    those of a part or of several years are not compared.
    """
    seen: Counter[str] = Counter()
    for fact in report.narrative:
        path = f"narrative.{fact.identifier}[{seen[fact.identifier]}]"
        seen[fact.identifier] += 1
        if fact.approximate or fact.part or fact.organ or fact.cumulative:
            continue
        expected = _tabled(report, fact.identifier)
        if expected is not None and fact.value != expected:
            yield path, f"the prose says {fact.value}, the table says {expected}"


def _tabled(report: AnnualReport, identifier: str) -> Count | None:
    if report.statistics is not None:
        value = report.statistics.value(identifier)
        if value is not None:
            return value
    values = [_cell(report, path) for path in SAME_CELLS.get(identifier, ())]
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None
