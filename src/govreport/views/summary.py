"""How much of a report was read, in figures."""

from __future__ import annotations

from collections import Counter

from govreport.diagnostics import Severity
from govreport.model import AnnualReport, Status
from govreport.records import records


def cell_counts(report: AnnualReport) -> dict[str, int]:
    """Number of table cells for each status, in the order of `govreport.model.Status`.

    Figures in prose do not count.

    >>> cell_counts(AnnualReport())["read"]
    0
    """
    counted = Counter(
        record.status for record in records(report) if not record.path.startswith("narrative.")
    )
    return {status.value: counted[status] for status in Status}


def severity_counts(report: AnnualReport) -> dict[str, int]:
    """Number of diagnostics for each severity, the gravest first.

    >>> severity_counts(AnnualReport())
    {'error': 0, 'warning': 0, 'info': 0}
    """
    counted = Counter(diagnostic.severity for diagnostic in report.diagnostics)
    return {severity.value: counted[severity] for severity in Severity}


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "error"), counted(2, "error")
    ('1 error', '2 errors')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
