"""Whole reports in the wording of the genre: the checks find what is wrong in them, and no more."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import fields_dict
from tests.checks.reports import sections

import govreport
from govreport.checks import Profile, check_peers, check_region, compare
from govreport.checks.profile import Setting
from govreport.diagnostics import Severity
from govreport.model import (
    Amount,
    AnnualReport,
    ApplicantCounts,
    CaseCounts,
    DocumentCounts,
    FeeCounts,
    Forms,
    NotProcessed,
    OtherHandling,
    ProactiveDisclosure,
    Requests,
    Results,
    ReviewAndLitigation,
    ServiceCounts,
    Unavailable,
    Withheld,
)
from govreport.views.text import LAYOUTS, render

WRITTEN: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "written.toml").read_text(encoding="utf-8")
)["report"]

PRINTED = [
    (one, layout)
    for number, one in enumerate(WRITTEN)
    for layout in (LAYOUTS[number % len(LAYOUTS)], LAYOUTS[(number + 5) % len(LAYOUTS)])
]
"""Each report in two layouts; all layouts come in turn."""


@pytest.mark.parametrize(
    ("written", "layout"), PRINTED, ids=[f"{one['agency']}-{layout}" for one, layout in PRINTED]
)
def test_what_is_found(written: dict[str, Any], layout: str) -> None:
    """The codes that the file names; in running text some of them cannot be seen."""
    found = govreport.parse(render(_report(written), layout, strict=False), check=True)
    codes = {finding.code for finding in found.findings}
    runs_on = layout in ("glued", "spaced", "labelled_lines")

    assert codes <= set(written["found"])
    assert codes == set(written["found"]) or runs_on
    if layout != "glued":
        assert [d for d in found.diagnostics if d.severity is Severity.ERROR] == []


def _report(written: Mapping[str, Any]) -> AnnualReport:
    results = {name: tuple(pair) for name, pair in written["results"].items()}
    form, agency = written["form"], written["agency"]
    return AnnualReport(
        title=f"{agency}{written['year']}年政府信息公开工作年度报告",
        agency=agency,
        year=written["year"],
        published=written["published"],
        forms=Forms("2021" if form == "2021" else None, form, "2019/2021"),
        sections=sections(
            overview=written["overview"].strip(),
            problems_and_improvements=written["problems"].strip(),
            other_matters=written["other"].strip(),
        ),
        proactive_disclosure=_disclosure(written) if form == "2021" else None,
        requests=Requests(
            _row(written["new"]),
            _row(written["carried_over"]),
            _results(results, form),
            _row(written["carried_forward"]),
        ),
        review_and_litigation=ReviewAndLitigation(
            *(
                CaseCounts(*(*written[name], sum(written[name])))
                for name in ("review", "litigation_direct", "litigation_after_review")
            )
        ),
    )


def _row(pair: Sequence[int]) -> ApplicantCounts:
    natural, enterprises = pair
    return ApplicantCounts(natural, enterprises, 0, 0, 0, 0, natural + enterprises)


def _results(results: Mapping[str, tuple[int, ...]], form: str) -> Results:
    def group(kind: type, name: str) -> Any:
        combined = "combined" if form == "2021" else None
        rows = [row for row in fields_dict(kind) if row != combined]
        return kind(**{row: _row(results.get(f"{name}.{row}", (0, 0))) for row in rows})

    total = [sum(pair[column] for pair in results.values()) for column in (0, 1)]
    single = OtherHandling(combined=_row(results.get("other_handling", (0, 0))))
    return Results(
        disclosed=_row(results.get("disclosed", (0, 0))),
        partially_disclosed=_row(results.get("partially_disclosed", (0, 0))),
        withheld=group(Withheld, "withheld"),
        unavailable=group(Unavailable, "unavailable"),
        not_processed=group(NotProcessed, "not_processed"),
        other_handling=group(OtherHandling, "other_handling") if form == "2021" else single,
        total=_row(total),
    )


def _disclosure(written: Mapping[str, Any]) -> ProactiveDisclosure:
    rules, issued, abolished, in_force = written["documents"]
    licensing, penalties, coercive = (
        ServiceCounts(decisions=number) for number in written["decisions"]
    )
    return ProactiveDisclosure(
        rules=DocumentCounts(issued=rules, abolished=0, in_force=rules),
        normative_documents=DocumentCounts(issued=issued, abolished=abolished, in_force=in_force),
        licensing=licensing,
        penalties=penalties,
        coercive_measures=coercive,
        administrative_fees=FeeCounts(amount=Amount(Decimal(written["fee"]), "万元")),
    )


REGION = [one for one in WRITTEN if one["form"] == "2021"]
COMPLETE = Profile(settings={"G1": Setting(True, Severity.WARNING, {"complete": True})})


def _summed(units: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The report of a region whose figures are the sums of its units'."""
    columns = ("new", "carried_over", "carried_forward", "review", "documents", "decisions")
    cases = ("litigation_direct", "litigation_after_review")
    results: dict[str, list[int]] = {}
    for unit in units:
        for name, pair in unit["results"].items():
            results[name] = [a + b for a, b in zip(results.get(name, (0, 0)), pair, strict=True)]
    sums = {
        name: [sum(column) for column in zip(*(unit[name] for unit in units), strict=True)]
        for name in (*columns, *cases)
    }
    fee = sum(Decimal(unit["fee"]) for unit in units)
    return {**units[0], "agency": "临江市人民政府", "results": results, "fee": str(fee), **sums}


def _printed(written: Mapping[str, Any], number: int) -> AnnualReport:
    layout = [one for one in LAYOUTS if one != "glued"][number % (len(LAYOUTS) - 1)]
    return govreport.parse(render(_report(written), layout, strict=False))


@pytest.mark.parametrize("first", [0, 7, 14, 21])
def test_a_region_and_its_units(first: int) -> None:
    """Sums of units in other layouts hold; one decision less, or more, is named."""
    units = [_printed(one, number) for number, one in enumerate(REGION[first : first + 7])]
    whole = _summed(REGION[first : first + 7])
    licensing, *others = whole["decisions"]

    def found(decisions: int, reports: Sequence[AnnualReport]) -> list[str]:
        region = _printed({**whole, "decisions": [decisions, *others]}, first)
        return [str(one) for one in check_region(region, reports, COMPLETE).findings]

    assert found(licensing, units) == []
    assert len(found(licensing - 1, units)) == 1
    assert "行政许可" in found(licensing + 1, units)[0]
    missing = check_region(_printed(whole, first), units[1:])
    assert [str(one) for one in missing.findings] == []


def test_peers_that_wrote_their_own_text() -> None:
    """Nobody's text is nearly that of another, whatever the year."""
    reports = [_printed({**one, "year": 2023}, number) for number, one in enumerate(REGION)]

    assert [f for found in check_peers(reports) for f in found.findings] == []


def _year_before(written: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """A report of the year before with another text, from which this year's figures follow."""
    shift = written["year"] - 1 - other["year"]
    _, issued, abolished, in_force = written["documents"]

    def of_that_year(text: str) -> str:
        own = text.replace(other["agency"], written["agency"])
        return re.sub(r"20[12]\d(?=年)", lambda year: str(int(year[0]) + shift), own)

    return {
        **written,
        "year": written["year"] - 1,
        "published": written["published"].replace(year=written["published"].year - 1),
        "overview": of_that_year(other["overview"]),
        "problems": of_that_year(other["problems"]),
        "carried_forward": written["carried_over"],
        "documents": [0, 0, 0, in_force - issued + abolished],
        "decisions": [number + 1 for number in written["decisions"]],
    }


@pytest.mark.parametrize("number", range(len(REGION)), ids=lambda n: str(REGION[n]["agency"]))
def test_two_years(number: int) -> None:
    """What follows from the year before is not named; what does not is."""
    written = REGION[number]
    before = _year_before(written, REGION[number - 7])
    *documents, in_force = before["documents"]
    later = _printed(written, number)

    def found(**changes: Any) -> set[str]:
        earlier = _printed({**before, **changes}, number + 3)
        return {code for one in compare(earlier, later).findings for code in one.codes}

    assert found() == set()
    assert found(carried_forward=[n + 3 for n in written["carried_over"]]) == {"R6"}
    assert found(documents=[*documents, in_force + 5]) == {"R7"}
