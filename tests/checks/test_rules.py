"""Each rule fires on a planted violation, and on nothing else."""

from __future__ import annotations

import importlib
import pkgutil
import re
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve, fields_dict

import govreport.checks
from govreport.checks import Examination, NotComparable, check, checks, compare
from govreport.checks.page import page
from govreport.diagnostics import Diagnostic, Severity
from govreport.model import (
    Amount,
    AnnualReport,
    ApplicantCounts,
    CaseCounts,
    DocumentCounts,
    Fact,
    FeeCounts,
    Indicator,
    NotProcessed,
    OtherHandling,
    ProactiveDisclosure,
    Provenance,
    Requests,
    Results,
    ReviewAndLitigation,
    RowTrace,
    ServiceCounts,
    Statistics,
    Status,
    Unavailable,
    Withheld,
)

ZERO = ApplicantCounts(0, 0, 0, 0, 0, 0, 0)
THREE = ApplicantCounts(2, 1, 0, 0, 0, 0, 3)
ONE = ApplicantCounts(1, 0, 0, 0, 0, 0, 1)
TWO = ApplicantCounts(1, 1, 0, 0, 0, 0, 2)
BLANK = ApplicantCounts()


def filled(group: type, **rows: ApplicantCounts) -> Any:
    return group(**{name: rows.get(name, ZERO) for name in fields_dict(group)})


def table(*, form: str = "2019", **changes: ApplicantCounts) -> Requests:
    """A correct table: three new requests, two answered, one carried forward."""
    other = (
        OtherHandling(combined=ZERO)
        if form == "2019"
        else OtherHandling(correction_overdue=ZERO, fee_unpaid=ZERO, miscellaneous=ZERO)
    )
    results = Results(
        disclosed=changes.get("disclosed", TWO),
        partially_disclosed=ZERO,
        withheld=filled(Withheld),
        unavailable=filled(Unavailable),
        not_processed=filled(NotProcessed),
        other_handling=other,
        total=changes.get("total", TWO),
    )
    return Requests(
        changes.get("new", THREE), changes.get("over", ZERO), results, changes.get("on", ONE)
    )


STATISTICS = {
    "proactive.items": 10,
    "proactive.normative_documents_disclosed": 2,
    **dict.fromkeys(
        [f"proactive.channels.{name}" for name in ("gazette", "website", "weibo", "wechat")], 5
    ),
    "proactive.channels.other": 0,
    "response.press_conferences": 2,
    "response.press_conferences_by_head": 1,
    "response.online_interviews": 1,
    "response.online_interviews_by_head": 1,
    "requests.received": 4,
    **dict.fromkeys(
        [f"requests.received.{w}" for w in ("in_person", "fax", "online", "letter")], 1
    ),
    "requests.completed": 3,
    "requests.completed.on_time": 2,
    "requests.completed.extended": 1,
    "requests.replies": 12,
    **dict.fromkeys(
        [
            f"requests.replies.{name}"
            for name in (
                *("already_public", "granted", "partially_granted", "other_organ"),
                *("nonexistent", "correction_asked", "other_channel"),
            )
        ],
        1,
    ),
    "requests.replies.refused": 5,
    **dict.fromkeys(
        [
            f"requests.replies.refused.{name}"
            for name in ("state_secret", "trade_secret", "privacy", "security_and_stability")
        ],
        1,
    ),
    "requests.replies.refused.not_government_information": 1,
    "requests.replies.refused.other_legal_grounds": 0,
    "review": 2,
    "review.upheld": 1,
    "review.corrected": 1,
    "review.other": 0,
    "litigation": 1,
    "litigation.upheld_or_dismissed": 1,
    "litigation.corrected": 0,
    "litigation.other": 0,
    "resources.staff": 3,
    "resources.staff.full_time": 1,
    "resources.staff.part_time": 2,
}


def statistics(**changes: int | None) -> AnnualReport:
    values = STATISTICS | {name.replace("__", "."): value for name, value in changes.items()}
    rows = tuple(Indicator(name, name, (value,), "件") for name, value in values.items())
    return AnnualReport(statistics=Statistics(rows))


GOOD = AnnualReport(
    year=2020,
    proactive_disclosure=ProactiveDisclosure(
        rules=DocumentCounts(issued=2, abolished=1, in_force=12),
        normative_documents=DocumentCounts(newly_made=87, newly_disclosed=7, total_disclosed=7),
        licensing=ServiceCounts(previous_year_items=5, change=-2, decisions=9),
        administrative_fees=FeeCounts(amount=Amount(Decimal("7.55"), "万元")),
    ),
    requests=table(),
    review_and_litigation=ReviewAndLitigation(review=CaseCounts(10, 1, 0, 0, 11)),
)


def found(examination: Examination) -> tuple[Diagnostic, ...]:
    """What the arithmetic checks found."""
    return tuple(f for f in examination.findings if re.fullmatch(r"[RP]\d+", f.code))


def disclosure(**rows: object) -> AnnualReport:
    return AnnualReport(proactive_disclosure=ProactiveDisclosure(**rows))  # type: ignore[arg-type]


PLANTED = [
    ("R1", AnnualReport(requests=table(new=ApplicantCounts(2, 2, 0, 0, 0, 0, 4))), "商业企业"),
    ("R2", AnnualReport(requests=table(total=ZERO, on=THREE)), "(七)总计 is 0"),
    ("R2", AnnualReport(requests=table(form="2021", total=ZERO, on=THREE)), "add up to 2"),
    ("R3", AnnualReport(requests=Requests(new_requests=evolve(THREE, total=0))), "add up to 3"),
    (
        "R5",
        AnnualReport(review_and_litigation=ReviewAndLitigation(review=CaseCounts(10, 1, 0, 0, 0))),
        "总计 is 0, but its parts add up to 11",
    ),
    ("R8", disclosure(rules=DocumentCounts(issued=5, abolished=1, in_force=3)), "more than"),
    (
        "R9",
        disclosure(rules=DocumentCounts(newly_disclosed=5, total_disclosed=3)),
        "less than 本年",
    ),
    ("R11", disclosure(licensing=ServiceCounts(decisions=-1)), "-1 is negative"),
    ("R11", disclosure(licensing=ServiceCounts(decisions=Decimal("1.5"))), "decimals"),
    ("R11", statistics(complaints=-3), "-3 is negative"),
    (
        "R13",
        evolve(GOOD, narrative=(Fact("requests.received", 4, "件"),)),
        "prose says 4 (), the table says 3",
    ),
    ("R13", evolve(statistics(), narrative=(Fact("review", 3, "件"),)), "the table says 2"),
    ("P1", statistics(requests__received=5), "add up to 4"),
    ("P2", statistics(requests__completed=5), "add up to 3"),
    ("P3", statistics(requests__replies=5), "add up to 12"),
    ("P4", statistics(requests__replies__refused__privacy=0), "add up to 4"),
    ("P5", statistics(review=5), "add up to 2"),
    ("P5", statistics(litigation=5), "add up to 1"),
    ("P6", statistics(resources__staff=5), "add up to 3"),
    ("P7", statistics(proactive__normative_documents_disclosed=11), "more than the 10"),
    ("P7", statistics(response__online_interviews_by_head=2), "more than the 1"),
    ("P8", statistics(proactive__items=21), "allow 5 to 20"),
    ("P8", statistics(proactive__items=4), "allow 5 to 20"),
]


@pytest.mark.parametrize(("code", "report", "said"), PLANTED)
def test_planted_violation(code: str, report: AnnualReport, said: str) -> None:
    """A planted violation is reported under the rule's id, with the actual sum and its cell."""
    findings = [finding for finding in found(check(report)) if finding.code == code]

    assert any(said in finding.message for finding in findings)
    assert all(finding.path for finding in findings)


@pytest.mark.parametrize("code", sorted({code for code, _, _ in PLANTED}))
def test_only_the_broken_rule_fires(code: str) -> None:
    """A violation of one rule is no violation of the rules beside it."""
    report = next(report for planted, report, _ in PLANTED if planted == code)

    assert {finding.code for finding in found(check(report))} == {code}


@pytest.mark.parametrize(
    "report",
    [GOOD, evolve(GOOD, requests=table(form="2021")), statistics(), AnnualReport()],
    ids=["2019", "2021", "statistics", "empty"],
)
def test_correct_report_is_silent(report: AnnualReport) -> None:
    """A report that adds up gets no finding."""
    assert found(check(report)) == ()


@pytest.mark.parametrize(
    "report",
    [
        AnnualReport(requests=table(new=evolve(THREE, natural_person=None, total=None))),
        AnnualReport(requests=table(total=BLANK)),
        AnnualReport(requests=Requests(new_requests=THREE)),
        AnnualReport(requests=Requests(new_requests=evolve(THREE, total=None))),
        AnnualReport(review_and_litigation=ReviewAndLitigation(CaseCounts(upheld=1, total=0))),
        disclosure(rules=DocumentCounts(issued=5, in_force=3)),
        statistics(requests__received__fax=None, requests__received=9),
        evolve(GOOD, narrative=(Fact("requests.received", 4, "件", approximate=True),)),
        evolve(GOOD, narrative=(Fact("requests.received", 4, "件", organ="区政府"),)),
    ],
)
def test_blank_is_not_zero(report: AnnualReport) -> None:
    """A rule with a blank among its cells, or a figure that is only about, is not evaluated."""
    assert found(check(report)) == ()


def test_two_year_rules() -> None:
    """R6, R7 and R10 compare a report with the one of the year before."""
    previous = evolve(GOOD, year=2019)
    current = AnnualReport(
        year=2020,
        requests=Requests(carried_over=evolve(ONE, natural_person=4)),
        proactive_disclosure=ProactiveDisclosure(
            rules=DocumentCounts(issued=1, abolished=0, in_force=14),
            licensing=ServiceCounts(previous_year_items=4),
        ),
    )
    findings = {finding.code: finding for finding in found(compare(previous, current))}

    assert sorted(findings) == ["R10", "R6", "R7"]
    assert findings["R6"].path == "requests.carried_over.natural_person"
    assert "minus 废止 0 is 13" in findings["R7"].message
    assert "which is 3" in findings["R10"].message


def test_two_years_that_match_are_silent() -> None:
    """A report that continues the one before, or leaves cells blank, gets no finding."""
    current = AnnualReport(
        year=2021,
        requests=Requests(carried_over=ONE),
        proactive_disclosure=ProactiveDisclosure(
            rules=DocumentCounts(issued=1, abolished=1, in_force=12),
            licensing=ServiceCounts(previous_year_items=3),
        ),
    )

    assert found(compare(GOOD, current)) == ()
    assert found(compare(GOOD, AnnualReport(year=2021))) == ()


def test_years_must_follow() -> None:
    """Reports that are not of consecutive years are refused with both years named."""
    with pytest.raises(NotComparable, match="2020 and 2022"):
        compare(AnnualReport(year=2020), AnnualReport(year=2022))


def test_place_of_a_finding() -> None:
    """A finding points at the printed cell when the report was read from a document."""
    trace = RowTrace(
        path="requests.new_requests",
        columns=tuple(fields_dict(ApplicantCounts)),
        label="一",
        column_labels=("",) * 7,
        units=("件",) * 7,
        raws=("0",) * 7,
        starts=tuple(range(10, 24, 2)),
        ends=tuple(range(11, 25, 2)),
        statuses=(Status.READ,) * 7,
    )
    report = AnnualReport(
        requests=Requests(new_requests=evolve(THREE, total=0)),
        provenance=Provenance(rows=(trace,), line_starts=(0, 20)),
    )
    (finding,) = found(check(report))

    assert finding.span is not None
    assert (finding.span.start, finding.span.end, finding.span.line) == (22, 23, 2)
    assert finding.severity is Severity.WARNING


def test_every_check_is_declared() -> None:
    """Each function named like a check is declared, with its sentence and source."""
    known = {one.identifier: one for one in checks()}
    named = set()
    for module in pkgutil.iter_modules(govreport.checks.__path__, "govreport.checks."):
        names = vars(importlib.import_module(module.name))
        named |= {name.upper() for name in names if re.fullmatch(r"[a-z]\d+", name)}

    assert named == set(known)
    assert all(one.sentence.endswith(".") and one.source for one in known.values())
    assert all(one.example and one.remedy for one in known.values())
    sums = {name for name in named if re.fullmatch(r"[RP]\d+", name)}
    assert {code for code, _, _ in PLANTED} | {"R6", "R7", "R10"} == sums


def test_the_page_of_checks_has_each() -> None:
    """The reference explains every built-in check, in the order of the groups."""
    own = [one for one in checks() if one.function.__module__.startswith("govreport.")]

    assert re.findall(r"^### (\S+)$", page(), re.M) == [one.identifier for one in own]
    assert all(one.sentence in page() and one.example in page() for one in own)
