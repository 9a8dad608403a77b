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


def followed_forms(report: AnnualReport) -> list[str]:
    """The forms that the tables of a report follow, each once.

    The form of the table of reviews and lawsuits is named where no other table is: it is the same
    from 2019 on.

    >>> from govreport.model import Forms
    >>> followed_forms(AnnualReport(forms=Forms(proactive_disclosure="2019", requests="2019")))
    ['2019']
    """
    forms = report.forms
    named = (forms.proactive_disclosure, forms.requests, forms.statistics, *forms.tables.values())
    found = list(dict.fromkeys(name for name in named if name))
    alone = forms.review_and_litigation
    return found or ([alone] if alone else [])


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "error"), counted(2, "error")
    ('1 error', '2 errors')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
