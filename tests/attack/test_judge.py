"""The judge of the attack: it can fail in each way, and knows nothing but places and numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from benchmarks.attack import judging
from benchmarks.attack.documents import ALL_LAYOUTS, generated
from benchmarks.attack.judging import Fate, Verdict, judge
from benchmarks.attack.mutations import MUTATIONS
from benchmarks.attack.running import Plan, one
from benchmarks.attack.sheets import ANY_UNIT, Piece, Sheet
from benchmarks.attack.shrinking import shrink

from govreport.api import parse
from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Span
from govreport.errors import UnrecognisedReport
from govreport.model import AnnualReport, Status, UnplacedNumber

_RULES = "proactive_disclosure.rules"
_HEADER = "第二十条第(一)项 | |||\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"


def _sheet(row: str = "规章 | 1 | 2 | 7 |\n", columns: str = "issued abolished in_force") -> Sheet:
    """One row; its numbers belong to these columns, in this order."""
    label, *cells, end = row.split(" | ") if row.endswith("\n") else (row, "")
    pieces = [Piece(_HEADER), Piece(label, "label", _RULES, row=0)]
    numbers = [*cells, end.removesuffix(" |\n")]
    for text, column in zip(numbers, columns.split(), strict=True):
        accepts = ((int(text), ANY_UNIT),) if text.isdigit() else ()
        pieces += [Piece(" | ", row=0), Piece(text, "value", f"{_RULES}.{column}", accepts, row=0)]
    return Sheet("ours", "piped_rows", (*pieces, Piece(" |\n", row=0)))


def _fates(sheet: Sheet) -> list[Fate]:
    return [verdict.fate for verdict in judge(sheet)]


def _as(monkeypatch: pytest.MonkeyPatch, change: Callable[[AnnualReport], AnnualReport]) -> None:
    """Let the library read something else than it does."""
    monkeypatch.setattr(judging, "opened", lambda sheet: change(parse(sheet.text)))


def _rows(report: AnnualReport, **changes: Any) -> AnnualReport:
    rows = tuple(evolve(row, **changes) for row in report.provenance.rows)
    return evolve(report, provenance=evolve(report.provenance, rows=rows))


def test_a_right_row_is_right() -> None:
    assert _fates(_sheet()) == [Fate.RIGHT] * 3


def test_a_number_in_another_column_is_wrong() -> None:
    """The same numbers, expected in another order: the two that moved are wrong."""
    fates = _fates(_sheet(columns="abolished issued in_force"))
    assert fates == [Fate.WRONG, Fate.WRONG, Fate.RIGHT]


def test_another_value_is_wrong() -> None:
    sheet = _sheet()
    number = sheet.values()[0]
    assert _fates(sheet.with_piece(number, accepts=((9, ANY_UNIT),)))[0] is Fate.WRONG


def test_another_unit_is_wrong() -> None:
    sheet = _sheet()
    number = sheet.values()[0]
    assert _fates(sheet.with_piece(number, accepts=((1, "万元"),)))[0] is Fate.WRONG


def test_a_doubted_value_is_flagged(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong value that the report itself doubts is not silent."""
    _as(monkeypatch, lambda report: _rows(report, statuses=(Status.INFERRED,) * 3))
    fates = _fates(_sheet(columns="abolished issued in_force"))
    assert fates == [Fate.FLAGGED, Fate.FLAGGED, Fate.RIGHT]


def test_a_number_that_is_nowhere_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    _as(monkeypatch, lambda report: AnnualReport())
    assert _fates(_sheet()) == [Fate.MISSING] * 3


def test_an_unplaced_number_is_flagged_at_its_place_only(monkeypatch: pytest.MonkeyPatch) -> None:
    start = _sheet().text.index("2 | 7")
    loose = UnplacedNumber("proactive_disclosure", "2", value=2, span=Span(start, start + 1))
    _as(monkeypatch, lambda report: AnnualReport(unplaced=(loose,)))
    assert _fates(_sheet()) == [Fate.MISSING, Fate.FLAGGED, Fate.MISSING]


@pytest.mark.parametrize(
    ("message", "length", "expected"),
    [
        ("something is odd", 0, [Fate.MISSING, Fate.MISSING, Fate.MISSING]),
        ("something is odd", 12, [Fate.FLAGGED, Fate.FLAGGED, Fate.FLAGGED]),
        ("7 has no place", 0, [Fate.MISSING, Fate.MISSING, Fate.FLAGGED]),
        ("2 values for 7 columns", 0, [Fate.MISSING, Fate.MISSING, Fate.MISSING]),
    ],
)
def test_a_finding_excuses_what_it_shows(
    message: str, length: int, expected: list[Fate], monkeypatch: pytest.MonkeyPatch
) -> None:
    start = _sheet().text.index("规章")
    span = Span(start + 4, start + 4 + length) if length else None
    finding = Diagnostic("row-extra", Severity.WARNING, message, span)
    _as(monkeypatch, lambda report: AnnualReport(diagnostics=(finding,)))
    assert _fates(_sheet()) == expected


def test_a_long_span_excuses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = Diagnostic("row-extra", Severity.WARNING, "odd", Span(0, 500))
    _as(monkeypatch, lambda report: AnnualReport(diagnostics=(finding,)))
    assert _fates(_sheet()) == [Fate.MISSING] * 3


def test_a_value_out_of_nothing_is_wrong() -> None:
    """A number of the text that belongs to no cell must not be read as one."""
    sheet = _sheet()
    numbers = sheet.values()
    pieces = tuple(p for n, p in enumerate(sheet.pieces) if n != numbers[1])
    furniture = evolve(sheet.pieces[numbers[1]], kind="gap", path=None)
    changed = evolve(sheet, pieces=(*pieces[: numbers[1]], furniture, *pieces[numbers[1] :]))
    invented = [verdict for verdict in judge(changed) if verdict.piece < 0]
    assert [verdict.fate for verdict in invented] == [Fate.WRONG]


def test_a_number_of_another_table_must_not_become_a_value() -> None:
    sheet = _sheet()
    number = sheet.values()[2]
    assert _fates(sheet.with_piece(number, path=None, accepts=()))[2] is Fate.WRONG


def test_a_refused_document_is_flagged(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(sheet: Sheet) -> AnnualReport:
        raise UnrecognisedReport("no report")

    monkeypatch.setattr(judging, "opened", refuse)
    assert _fates(_sheet()) == [Fate.FLAGGED] * 3


def test_any_other_error_is_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(sheet: Sheet) -> AnnualReport:
        raise KeyError("x")

    monkeypatch.setattr(judging, "opened", fail)
    assert _fates(_sheet()) == [Fate.CRASH]


@pytest.mark.parametrize("layout", ["piped_rows", "bare_cells", "html"])
def test_a_flag_without_need_is_counted(layout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is doubted though nothing was damaged is a needless flag."""

    def refuse(sheet: Sheet) -> AnnualReport:
        raise UnrecognisedReport("no report")

    monkeypatch.setattr(judging, "opened", refuse)
    verdicts = judge(generated("2021", layout, 1))
    assert len(verdicts) > 150
    assert all(verdict.needless for verdict in verdicts)


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("layout", [name for name in ALL_LAYOUTS if name != "glued"])
def test_what_is_not_damaged_is_right(layout: str, form: str) -> None:
    """The judge knows where each cell of every layout stands."""
    verdicts = judge(generated(form, layout, 1))
    assert len(verdicts) > 190
    assert {verdict.fate for verdict in verdicts} == {Fate.RIGHT}


def test_a_failure_is_shrunk_to_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that takes 2O3 for 2: the rest of the report goes, the row stays."""
    real = judging.opened

    def careless(sheet: Sheet) -> AnnualReport:
        found = real(sheet)
        start = sheet.text.find("O")
        rows = tuple(
            evolve(row, statuses=(Status.READ,) * len(row.statuses))
            for row in found.provenance.rows
            if start < 0 or not row.starts[0] <= start <= row.ends[-1]
        )
        kept = evolve(found, provenance=evolve(found.provenance, rows=rows))
        return evolve(kept, unplaced=(), diagnostics=(), extra={})

    monkeypatch.setattr(judging, "opened", careless)
    sheet = generated("2021", "piped_rows", 0)
    number = next(n for n in sheet.values() if "0" in sheet.pieces[n].text[1:])
    damaged = sheet.with_piece(number, text=sheet.pieces[number].text.replace("0", "O"))
    failure = next(v for v in judge(damaged) if v.piece == number)
    assert failure.fate is Fate.MISSING
    smallest = shrink(damaged, failure)
    assert len(smallest.text) < len(sheet.text) / 3
    assert smallest.pieces.count(damaged.pieces[number]) == 1
    assert any(v.fate is Fate.MISSING for v in judge(smallest))


def test_a_case_knows_what_was_before() -> None:
    plan = Plan((MUTATIONS["label-typo"],))
    case = one(plan, MUTATIONS["label-typo"], 0)
    assert case is not None
    assert case.before.text != case.after.text
    assert {type(verdict) for verdict in case.verdicts} == {Verdict}
