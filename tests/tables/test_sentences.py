"""A list of replies in prose before the table is no printing of the table."""

from __future__ import annotations

import pytest
from attrs import evolve
from tests.stand_ins.make import official

import govreport
from govreport.model import AnnualReport, Section
from govreport.views.text import render

LISTS = (
    "办结中予以公开78件，部分公开11件，不予公开8件，无法提供33件，其他处理3件。",
    "其中公开43件、部分公开3件、不予公开1件、无法提供15件，剩余4件转至下年办理。",
)


def _with(report: AnnualReport, prose: str) -> AnnualReport:
    first, *rest = report.sections or (Section("一、总体情况", "", "overview"),)
    return evolve(report, sections=(evolve(first, text=f"{prose}全年发布信息9条。"), *rest))


@pytest.mark.parametrize(
    "layout", ["labelled_lines", "spaced", "glued", "piped_rows", "bare_cells"]
)
@pytest.mark.parametrize("prose", LISTS)
@pytest.mark.parametrize("form", ["2019", "2021"])
def test_a_list_in_prose_takes_nothing_from_the_table(form: str, prose: str, layout: str) -> None:
    """The table is read as it is without the sentence, and nothing is said of a second one."""
    report = _with(official(form, 4), "")
    plain = govreport.parse(render(report, layout, strict=False))
    found = govreport.parse(render(_with(report, prose), layout, strict=False))

    assert plain.requests is not None
    assert found.requests == plain.requests
    assert found.review_and_litigation == plain.review_and_litigation
    assert {d.code for d in found.diagnostics} <= {d.code for d in plain.diagnostics}
