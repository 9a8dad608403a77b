"""Whole reports in the wording of the genre: the checks find what is wrong in them, and no more."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import fields_dict
from tests.checks.reports import sections

import govreport
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
