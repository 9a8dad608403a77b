"""Checks on the dates of a report: D1, D2."""

from __future__ import annotations

import datetime
import re

from govreport.checks.items import Broken, Items, Unknown
from govreport.checks.parameters import MonthDay
from govreport.checks.registry import CheckGroup
from govreport.checks.sections import is_whole
from govreport.checks.subject import Subject
from govreport.diagnostics import Severity
from govreport.language import phrase

GROUP = CheckGroup("dates", "when it was published, and which time it is about")

_LATE = 366  # days; a date so much later is that of a copy
_PERIOD = re.compile(
    r"(?:期限|时限|起止|统计|数据)[^。\n]{0,20}?(\d{4})年(\d{1,2})月(\d{1,2})日(?:起)?(?:至|到|—|-|－|～|~)"
    r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日"
)

_HALF_WIDTH = {ord("０") + digit: str(digit) for digit in range(10)}
_WHOLE_YEAR = re.compile(r"1月1日起?(?:至|到|—|-|－|～|~)(?:\d{4}年)?12月31日")


@GROUP.check(
    basis="law",
    department=MonthDay("01-31"),
    government=MonthDay("03-31"),
    district=MonthDay(""),
    city=MonthDay(""),
    township=MonthDay(""),
    example="published on 2021-02-08, after 2021-01-31",
)
def d1(subject: Subject) -> Items:
    """A department publishes by 31 January, a government by 31 March.

    条例 第四十九条. Local notices set other dates: 怀化 2021 departments by 28 January; 岳阳 by the
    end of February, districts 20 February, the city 31 March. The law sets no date for towns,
    nor for a zone: what is published by the earliest of the dates is in time for any of them.
    """
    report = subject.report
    if report.published is None:
        yield Unknown(phrase("the date of publication is not stated"))
        return
    if report.year is None:
        yield Unknown(phrase("the year is not known"))
        return
    due = _due(subject, report.year + 1)
    if due is None:
        earliest = min(_date(report.year + 1, date) for date in _dates(subject))
        if report.published > earliest:
            yield Unknown(phrase("the date by which this kind of agency publishes is not known"))
        return
    late = (report.published - due).days
    if late > _LATE:
        yield Unknown(phrase("the date {date} seems to be that of a copy", date=report.published))
    elif late > 0:
        yield Broken(
            phrase("published on {date}, after {due}", date=report.published, due=due),
            span=report.provenance.identity.published,
            stated=report.published.isoformat(),
            expected=f"≤{due.isoformat()}",
        )


def _dates(subject: Subject) -> list[str]:
    """All dates that the profile sets."""
    return [date for date in subject.parameters.values() if date]


def _due(subject: Subject, year: int) -> datetime.date | None:
    kind, name = subject.organ.kind, subject.report.agency or ""
    limits = subject.parameters
    if kind == "department":
        return _date(year, limits["department"])
    if kind == "township" and limits["township"]:
        return _date(year, limits["township"])
    if kind == "government":
        local = (
            limits["city"] if name.removesuffix("人民政府").endswith("市") else limits["district"]
        )
        return _date(year, local or limits["government"])
    published = subject.report.published
    if kind == "government_office" and published is not None:
        latest = _date(year, limits["government"])
        earliest = _date(year, limits["department"])
        if not earliest < published <= latest:  # both kinds are late, or neither
            return latest
    return None


def _date(year: int, text: str) -> datetime.date:
    month, day = map(int, text.split("-"))
    if (month, day) == (2, 29):  # the end of February
        return datetime.date(year, 3, 1) - datetime.timedelta(days=1)
    return datetime.date(year, month, day)


@GROUP.check(
    basis="practice",
    severity=Severity.INFO,
    example="the period is 2021-02-01 to 2021-12-31, not the whole year",
)
def d2(subject: Subject) -> Items:
    """The period is stated, and is 1 January to 31 December of the year.

    Most reports state it: 统计期限自…年1月1日起至…年12月31日止.
    """
    stated = subject.report.provenance.identity.year_authority == "period"
    prose = subject.prose.translate(_HALF_WIDTH)
    found = _PERIOD.search(prose)
    if found:
        first = tuple(map(int, found.group(1, 2, 3)))
        last = (int(found[4] or found[1]), int(found[5]), int(found[6]))
        if first[1:] != (1, 1) or last[1:] != (12, 31) or first[0] != last[0]:
            yield Broken(
                phrase(
                    "the period is {first} to {last}, not the whole year",
                    first="-".join(map(str, first)),
                    last="-".join(map(str, last)),
                ),
                span=subject.report.provenance.identity.year,
                stated=found.group(),
            )
    elif not stated and not _WHOLE_YEAR.search(prose):
        if subject.is_excerpt or "overview" not in subject.sections or not is_whole(subject):
            yield Unknown(phrase("the text may be incomplete"))
        else:
            yield Broken(
                phrase("the period that the figures are of is not stated"),
                expected="统计期限自1月1日起至12月31日止",
            )
