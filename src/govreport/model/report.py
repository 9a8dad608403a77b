"""The annual report: one typed record for each document."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from attrs import field, frozen

from govreport.diagnostics import Diagnostic
from govreport.document import Span
from govreport.model.disclosure import ProactiveDisclosure
from govreport.model.narrative import Fact
from govreport.model.provenance import Provenance
from govreport.model.requests import Requests
from govreport.model.review import ReviewAndLitigation
from govreport.model.statistics import Statistics
from govreport.model.supplementary import ExtraRow, SupplementaryTable, UnplacedNumber

if TYPE_CHECKING:
    from govreport.model.values import Status


@frozen
class Section:
    """A section of the report: heading, and its prose without the tables.

    ``identifier`` is the official id (overview, proactive_disclosure, requests,
    review_and_litigation, problems_and_improvements, other_matters), or None.
    """

    heading: str
    text: str
    identifier: str | None = None
    span: Span | None = field(default=None, eq=False)


@frozen
class Forms:
    """Which official form each table follows, decided per table by its labels, never by year.

    ``"2019"``, ``"2021"``, ``"hybrid"`` (rows of both), ``"2019/2021"`` (the forms do not differ in
    what is printed), ``"2014"``, the name of a plugin's form, or None without such a table.
    """

    proactive_disclosure: str | None = None
    requests: str | None = None
    review_and_litigation: str | None = None
    statistics: str | None = None


@frozen
class AnnualReport:
    """One 政府信息公开工作年度报告.

    Two reports are equal when they say the same; where it was printed (spans), how it was read
    (``provenance``) and what was noticed (``diagnostics``) do not count.

    >>> AnnualReport(year=2020).requests is None
    True
    """

    title: str | None = None
    agency: str | None = None
    year: int | None = None
    published: datetime.date | None = None
    forms: Forms = field(factory=Forms)
    sections: tuple[Section, ...] = ()
    proactive_disclosure: ProactiveDisclosure | None = None
    requests: Requests | None = None
    review_and_litigation: ReviewAndLitigation | None = None
    statistics: Statistics | None = None
    supplementary: tuple[SupplementaryTable, ...] = ()
    extra: dict[str, tuple[ExtraRow, ...]] = field(factory=dict)
    unplaced: tuple[UnplacedNumber, ...] = ()
    narrative: tuple[Fact, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=(), eq=False)
    provenance: Provenance = field(factory=Provenance, eq=False)

    def status(self, path: str) -> Status | str:
        """The status of one cell by its record path, ``"absent"`` when it is not printed.

        >>> AnnualReport().status("requests.new_requests.total")
        'absent'
        """
        return self.provenance.status(path)
