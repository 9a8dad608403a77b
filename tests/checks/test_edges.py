"""What checks say at the edges: cells of one report that lack, limits that are just met."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from attrs import evolve
from tests.checks.reports import GOOD, PROSE, codes, only, outcome, sections, spoilt
from tests.typed import some

import govreport
from govreport.checks import Examination, Profile, check, compare
from govreport.checks.profile import Setting
from govreport.diagnostics import Severity
from govreport.model import (
    AnnualReport,
    DocumentCounts,
    FeeCounts,
    Forms,
    Indicator,
    Outcome,
    Section,
    ServiceCounts,
    Statistics,
)
from govreport.views.text import render


def _reason(found: Examination, code: str) -> str:
    return next(str(verdict.reason) for verdict in found.verdicts if verdict.check == code)


def _documents(**counts: int | None) -> AnnualReport:
    table = some(GOOD.proactive_disclosure)
    return spoilt(
        proactive_disclosure=evolve(
            table, rules=DocumentCounts(), normative_documents=DocumentCounts(**counts)
        )
    )


def test_columns_that_are_not_printed() -> None:
    """A check over columns that lack did not pass: it says which they are."""
    found = check(_documents())

    assert outcome(found, "R8") is Outcome.NOT_EVALUABLE
    assert _reason(found, "R8").startswith("not printed: 规章 本年制发件数")


@pytest.mark.parametrize("lacking", ["earlier", "later"])
def test_the_report_that_lacks_is_named(lacking: str) -> None:
    """Of two years the cell that is missing is named, in whichever report."""
    none = evolve(_documents(issued=0, abolished=0), year=2022)
    good = evolve(GOOD, year=2022)
    if lacking == "earlier":
        found = compare(none, GOOD)
        assert _reason(found, "R7").startswith("not printed: 规章 现行有效件数")
    else:
        found = compare(good, _documents(issued=0, abolished=0))
        assert _reason(found, "R7") == "not printed: 规章 现行有效件数, 行政规范性文件 现行有效件数"
    assert outcome(found, "R7") is Outcome.NOT_EVALUABLE


def _of_2019(**rows: tuple[int | None, int | None]) -> AnnualReport:
    names = ("licensing", "other_external_services", "penalties", "coercive_measures")
    pairs = {**dict.fromkeys(names, (0, 0)), **rows}
    cells: dict[str, Any] = {
        name: ServiceCounts(previous_year_items=items, change=change)
        for name, (items, change) in pairs.items()
    }
    fees = FeeCounts(previous_year_items=0, change=0)
    table = evolve(some(GOOD.proactive_disclosure), **cells, administrative_fees=fees)
    return spoilt(year=2020, forms=Forms("2019", "2019"), proactive_disclosure=table)


def test_items_of_two_years() -> None:
    """R10 needs both cells of the earlier report and one of the later."""
    before = evolve(_of_2019(licensing=(5, 3), penalties=(None, 1)), year=2019)
    wrong = compare(before, _of_2019(licensing=(9, 0), penalties=(4, 0)))
    right = compare(before, _of_2019(licensing=(8, 0), penalties=(4, 0)))

    assert outcome(wrong, "R10") is Outcome.BROKEN
    assert "行政许可: 上一年项目数量 is 9" in next(
        str(one) for one in wrong.findings if one.code == "R10"
    )
    assert outcome(right, "R10") is Outcome.NOT_EVALUABLE
    assert _reason(right, "R10") == "not printed: 行政处罚 上一年项目数量"


@pytest.mark.parametrize(
    ("agency", "day", "ended"),
    [
        ("临江区人民政府办公室", "2024-01-31", Outcome.PASSED),
        ("临江区人民政府办公室", "2024-02-01", Outcome.NOT_EVALUABLE),
        ("临江区人民政府办公室", "2024-03-31", Outcome.NOT_EVALUABLE),
        ("临江区人民政府办公室", "2024-04-01", Outcome.BROKEN),
        ("临江开发区", "2024-04-01", Outcome.NOT_EVALUABLE),
        ("临江区民政局", "2024-02-01", Outcome.BROKEN),
        ("临江区人民政府", "2024-03-31", Outcome.PASSED),
    ],
)
def test_an_office_may_be_held_to_either_date(agency: str, day: str, ended: Outcome) -> None:
    """A government's office publishes for itself or for the government: late after both dates."""
    report = spoilt(agency=agency, published=datetime.date.fromisoformat(day))

    assert outcome(check(report), "D1") is ended


def test_the_place_of_a_foreign_section() -> None:
    """S3 shows the heading, and no more."""
    text = render(GOOD, "piped_rows", strict=False) + "七、工作机构\n办公室负责。\n"
    report = govreport.parse(text)
    finding = only(report, "S3")
    place = some(finding.span)

    assert text[place.start : place.end] == "七、工作机构"


@pytest.mark.parametrize(("now", "found"), [(29, False), (30, True)])
def test_a_jump_of_small_figures(now: int, found: bool) -> None:
    """Y2 is silent where the larger figure is below 30."""

    def licensed(count: int, year: int) -> AnnualReport:
        table = evolve(some(GOOD.proactive_disclosure), licensing=ServiceCounts(decisions=count))
        return spoilt(year=year, proactive_disclosure=table)

    jumped = compare(licensed(5, 2022), licensed(now, 2023))

    assert ("Y2" in codes(jumped)) is found


@pytest.mark.parametrize(("length", "ended"), [(99, Outcome.NOT_EVALUABLE), (100, Outcome.BROKEN)])
def test_texts_that_are_long_enough(length: int, ended: Outcome) -> None:
    """Y1 compares texts from 100 characters on."""
    text = ("各科室依次交流了做法" * 10)[:length]
    report = spoilt(
        sections=sections(overview=text, problems_and_improvements="有问题，将改进。"),
        proactive_disclosure=None,
        requests=None,
        review_and_litigation=None,
    )

    assert outcome(compare(evolve(report, year=2022), report), "Y1") is ended


def test_rows_of_several_columns() -> None:
    """Each column of the national table has its own sum and its own path."""
    parts = ("in_person", "fax", "online", "letter")
    rows = [Indicator(f"requests.received.{part}", part, (1, 2), "件") for part in parts]
    whole = Indicator("requests.received", "收到申请数", (4, 9), "件")
    found = check(AnnualReport(statistics=Statistics((whole, *rows))))
    (finding,) = [one for one in found.findings if one.code == "P1"]

    assert "收到申请数 is 9, but its parts add up to 8" in finding.message
    assert finding.path == "statistics.requests.received[1]"
    short = (whole, *rows[:-1], Indicator("requests.received.letter", "信函", (1,), "件"))
    found = check(AnnualReport(statistics=Statistics(short)))
    assert outcome(found, "P1") is Outcome.NOT_EVALUABLE
    assert _reason(found, "P1") == "not printed: statistics.requests.received.letter[1]"


def test_a_part_of_section_one_is_no_foreign_section() -> None:
    """S2 speaks of a second numbering only where it begins with 一 and has several numbers."""
    single = PROSE["overview"] + "\n二、其他\n无。"
    numbered = "一、主动公开\n公开9条。\n二、依申请公开\n收到申请12件。"

    def ended(overview: str) -> Outcome | None:
        rest = sections()[1:]
        report = spoilt(sections=(Section("一、总体情况", overview, "overview"), *rest))
        return outcome(check(report), "S2")

    assert ended(single) is Outcome.PASSED
    assert ended(numbered) is Outcome.BROKEN


@pytest.mark.parametrize("lacking", ["earlier", "later"])
def test_reviews_that_are_missing_in_one_of_two_years(lacking: str) -> None:
    """B1 names the cells of the report that lacks them, and once each."""
    on = Profile(settings={"B1": Setting(True, Severity.INFO, {})})
    table = some(GOOD.review_and_litigation)
    bare = evolve(GOOD, review_and_litigation=evolve(table, review=None))
    if lacking == "earlier":
        found = compare(evolve(bare, year=2022), GOOD, on)
    else:
        found = compare(evolve(GOOD, year=2022), bare, on)

    assert outcome(found, "B1") is Outcome.NOT_EVALUABLE
    assert _reason(found, "B1").startswith("not printed: 行政复议 结果维持")


def test_one_column_of_the_national_table_has_no_index() -> None:
    """The path of a row with a single number is that of the row."""
    parts = ("in_person", "fax", "online", "letter")
    rows = [Indicator(f"requests.received.{part}", part, (1,), "件") for part in parts]
    whole = Indicator("requests.received", "收到申请数", (9,), "件")
    (finding,) = [
        one
        for one in check(AnnualReport(statistics=Statistics((whole, *rows)))).findings
        if one.code == "P1"
    ]

    assert finding.path == "statistics.requests.received"
    assert finding.paths[1:] == tuple(f"statistics.requests.received.{part}" for part in parts)
