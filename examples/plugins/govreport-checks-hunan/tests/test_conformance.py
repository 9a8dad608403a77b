"""The checks keep to the conformance suite, and find what they are for."""

from __future__ import annotations

from collections.abc import Sequence

from govreport_checks_hunan import GROUP

from govreport.plugin import AnnualReport, ApplicantCounts, Fact, Requests
from govreport.testing.conformance import CheckConformance

THREE = Requests(new_requests=ApplicantCounts(3, 0, 0, 0, 0, 0, 3))
TITLE = "某局2021年政府信息公开工作年度报告"


class TestHunan(CheckConformance):
    plugin = GROUP

    def good(self) -> Sequence[AnnualReport]:
        return (
            AnnualReport(title=TITLE, agency="某局", year=2021),
            AnnualReport(requests=THREE, narrative=(Fact("requests.received", 3, "件"),)),
        )

    def bad(self) -> Sequence[tuple[str, AnnualReport]]:
        return (
            ("HN1", AnnualReport(title="政府信息公开工作年度报告", agency="某局", year=2021)),
            ("HN2", AnnualReport(requests=THREE)),
        )
