"""The checks a report breaks, beside what was noticed while reading it."""

from __future__ import annotations

from attrs import evolve

from govreport.checks.profile import Profile
from govreport.checks.running import examined
from govreport.model import AnnualReport


def checked(report: AnnualReport, profile: Profile | None = None) -> AnnualReport:
    """The report with what the checks found, among its diagnostics too, where views show it.

    >>> checked(AnnualReport()).diagnostics
    ()
    """
    found = examined(report, profile)
    return evolve(found, diagnostics=report.diagnostics + found.findings)
