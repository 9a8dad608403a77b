"""What the checks say of real reports, where those lie beside the project."""

from __future__ import annotations

import pytest
from tests.published import CORPUS, SAMPLES, published_only

import govreport
from govreport.checks import Examination, check, compare
from govreport.model import AnnualReport, Outcome

published_only()


def _checked(number: str) -> Examination:
    (file,) = SAMPLES.glob(f"{number}_*.txt")
    return check(govreport.read(file))


def _outcomes(found: Examination) -> dict[str, Outcome]:
    return {verdict.check: verdict.outcome for verdict in found.verdicts}


def test_a_total_left_at_zero() -> None:
    """R1 and R2 are broken for natural persons and the total: one cause, one finding."""
    checked = _checked("000")
    found = {code: finding for finding in checked.findings for code in finding.codes}

    assert _outcomes(checked)["R1"] is _outcomes(checked)["R2"] is Outcome.BROKEN
    assert found["R1"] is found["R2"]
    assert "requests.results.total.natural_person" in found["R1"].paths
    assert "requests.results.total.total" in found["R1"].paths
    assert found["R1"].message.startswith("自然人, 总计: 新收 1 plus 上年结转 0 is 1")
    assert "; R2: 自然人, 总计: (七)总计 is 0, but its parts add up to 1" in found["R1"].message
    assert "六、其他需要报告的事项" in found["S1"].message
    assert {"D2"} <= set(found)


def test_a_report_that_adds_up() -> None:
    """No arithmetic finding, and every sum could be evaluated."""
    found = _checked("003")

    assert [f.code for f in found.findings if f.severity != "info"] == []
    assert {_outcomes(found)[code] for code in ("R1", "R2", "R3", "R5", "R8")} == {Outcome.PASSED}


@pytest.mark.parametrize(
    ("number", "count", "row"),
    [("001", 11, "一、本年新收政府信息公开申请数量"), ("004", 7, "四、结转下年度继续办理")],
)
def test_blanks_are_named(number: str, count: int, row: str) -> None:
    """Blank cells are F2 with all cells, and what needs them is not evaluable."""
    found = _checked(number)
    (blanks,) = [finding for finding in found.findings if finding.code == "F2"]
    reasons = {verdict.check: verdict.reason for verdict in found.verdicts}

    assert len(blanks.paths) == count
    assert row in blanks.message
    assert _outcomes(found)["R1"] is Outcome.NOT_EVALUABLE
    assert reasons["R1"].startswith("blank: ")


def _published(number: str) -> AnnualReport:
    (file,) = CORPUS.glob(f"{number}_*")
    if file.suffix == ".pdf":
        pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
    return govreport.read(file)


@pytest.mark.parametrize(("first", "second"), [("001", "004"), ("004", "007"), ("001", "007")])
def test_renderings_of_one_report(first: str, second: str) -> None:
    """Three texts of one PDF differ in no cell; prose that was cut is not compared."""
    found = compare(_published(first), _published(second))

    assert found.findings == ()
    assert "two published versions" in found.notes[0]


def test_two_published_years() -> None:
    """2023 and 2024 of one organ, both glued: carry-over fits, and a jump is doubtful only."""
    found = compare(_published("103"), _published("066"))
    outcomes = {verdict.check: str(verdict.outcome) for verdict in found.verdicts}

    assert outcomes["R6"] == "passed"
    assert outcomes["Y2"] == "doubtful"
    assert all(one.severity == "info" for one in found.findings)
