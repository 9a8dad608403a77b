"""Whether two reports can be compared, and which of many belong together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from govreport.checks.running import NotComparable
from govreport.language import phrase
from govreport.model import AnnualReport

_SUFFIX = re.compile(r"(?:人民政府|政府|管委会|管理委员会)$")


def organ_key(agency: str | None) -> str:
    """The name of an agency without what its reports print or leave out.

    >>> organ_key("洪泽区人民政府"), organ_key("盘州市乌蒙镇 "), organ_key("平潭综合实验区管委会")
    ('洪泽区', '盘州市乌蒙镇', '平潭综合实验区')
    """
    return _SUFFIX.sub("", "".join((agency or "").split()))


def same_organ(one: str | None, other: str | None) -> bool:
    """Whether two names can be of one agency: one of them may lack the district or city.

    >>> same_organ("乌蒙镇", "盘州市乌蒙镇人民政府"), same_organ("审计局", "财政局")
    (True, False)
    """
    first, second = sorted((organ_key(one), organ_key(other)), key=len)
    return not first or second.endswith(first)


def comparability(earlier: AnnualReport, later: AnnualReport) -> tuple[str, ...]:
    """Notes on what of two reports cannot be compared.

    Raises:
        NotComparable: other agencies, or years that do not follow one another.
    """
    if not same_organ(earlier.agency, later.agency):
        raise NotComparable(
            phrase(
                "the reports are of different agencies, {one} and {other}; compare reports of one "
                "agency (several agencies: govreport.checks.check_peers in Python)",
                one=earlier.agency,
                other=later.agency,
            )
        )
    if earlier.year is not None and later.year is not None:
        if later.year < earlier.year:
            raise NotComparable(
                phrase(
                    "the first report is of {one}, the second of {other}; "
                    "pass the earlier report first",
                    one=earlier.year,
                    other=later.year,
                )
            )
        if later.year > earlier.year + 1:
            raise NotComparable(
                phrase(
                    "the years {one} and {other} do not follow one another; "
                    "the report of {missing} lies between them",
                    one=earlier.year,
                    other=later.year,
                    missing=earlier.year + 1,
                )
            )
    return tuple(_form_notes(earlier, later))


def _form_notes(earlier: AnnualReport, later: AnnualReport) -> Iterable[str]:
    if earlier.year is None or later.year is None:
        yield phrase("a year is not known; consecutive years are assumed")
    elif earlier.year == later.year:
        yield phrase(
            "both reports are of {year}: compared as two published versions of one report; "
            "for two years give a report of the year before",
            year=later.year,
        )
    names = ("proactive_disclosure", "requests", "review_and_litigation", "statistics")
    for name in names:
        one, other = getattr(earlier.forms, name), getattr(later.forms, name)
        if one and other and not set(one.split("/")) & set(other.split("/")):
            yield phrase(
                "{table}: forms of {one} and {other}; only cells that both have are compared",
                table=name,
                one=one,
                other=other,
            )


def pairs(reports: Iterable[AnnualReport]) -> list[tuple[AnnualReport, AnnualReport]]:
    """Consecutive years, and two publications of one year, of each agency among many reports.

    >>> found = pairs([AnnualReport(agency="甲局", year=year) for year in (2021, 2020, 2023)])
    >>> [(one.year, other.year) for one, other in found]
    [(2020, 2021)]
    """
    organs: dict[str, list[AnnualReport]] = defaultdict(list)
    for report in reports:
        if report.agency and report.year is not None:
            organs[organ_key(report.agency)].append(report)
    found = []
    for members in organs.values():
        members.sort(key=lambda report: report.year or 0)
        for one, other in pairwise(members):
            if (other.year or 0) - (one.year or 0) <= 1:
                found.append((one, other))
    return found
