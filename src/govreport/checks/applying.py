"""A report together with the rules that it breaks."""

from __future__ import annotations

from attrs import evolve

from govreport.checks.registry import check
from govreport.model import AnnualReport


def checked(report: AnnualReport) -> AnnualReport:
    """The report with the rules it breaks among its diagnostics.

    >>> checked(AnnualReport()).diagnostics
    ()
    """
    known = set(report.diagnostics)
    found = tuple(finding for finding in check(report) if finding not in known)
    return evolve(report, diagnostics=report.diagnostics + found)
