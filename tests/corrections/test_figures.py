"""Figures in prose are confirmed, corrected and taken away as cells are."""

from __future__ import annotations

import attrs
import pytest

import govreport
from govreport import Correction, CorrectionKind, Record, Status
from govreport.corrections import apply, hash_text
from govreport.model import AnnualReport

TEXT = (
    "青石镇2020年政府信息公开工作年度报告\n一、总体情况\n"
    "本年度共收到政府信息公开申请12件，其中网络申请5件。"
    "举办政府信息公开培训班3次，参加培训人员45人次。\n"
)


def _figures(report: AnnualReport) -> list[Record]:
    return [r for r in govreport.records(report) if r.path.startswith("narrative.")]


def _said(figure: Record, value: object, kind: str = "reading_error") -> Correction:
    assert figure.span is not None
    return Correction(
        hash_text(TEXT),
        figure.path,
        figure.raw,
        figure.span.start,
        figure.span.end,
        figure.value,
        value,  # type: ignore[arg-type]
        CorrectionKind(kind),
        "李",
        "2026-01-31T09:00:00+08:00",
    )


@pytest.fixture
def report() -> AnnualReport:
    found = govreport.parse(TEXT)
    assert len(found.narrative) >= 3
    return found


def test_every_figure_can_be_corrected(report: AnnualReport) -> None:
    """The number changes, the one that was read stays beside it, nothing else changes."""
    figures = _figures(report)
    for number, figure in enumerate(figures):
        changed = apply(report, [_said(figure, 987)], hash_text(TEXT))
        after = _figures(changed)

        assert (after[number].value, after[number].value_read) == (987, figure.value)
        assert after[number].status is Status.CORRECTED
        assert [*after[:number], *after[number + 1 :]] == [
            *figures[:number],
            *figures[number + 1 :],
        ]
        assert changed.narrative[number] == attrs.evolve(report.narrative[number], value=987)
        again = govreport.from_json(govreport.to_json(changed))
        assert again == changed
        assert _figures(again) == after


def test_what_is_no_figure_is_taken_away(report: AnnualReport) -> None:
    """A correction to nothing removes the figure; another one keeps its own correction."""
    first, second = _figures(report)[:2]
    changed = apply(report, [_said(first, None), _said(second, 7)], hash_text(TEXT))

    assert len(changed.narrative) == len(report.narrative) - 1
    assert changed.narrative[0].value == 7
    assert _figures(changed)[0].value_read == second.value
    assert [item.code for item in changed.diagnostics if item.code == "correction-stale"] == []


def test_a_stale_figure_is_named(report: AnnualReport) -> None:
    """Another number, another place or a cell as its target: not applied, and said."""
    figure = _figures(report)[0]
    good = _said(figure, 7)
    for bad in (
        attrs.evolve(good, raw="13"),
        attrs.evolve(good, start=1),
        attrs.evolve(good, path="narrative.nothing[0]"),
        attrs.evolve(good, target="requests.new_requests.total"),
    ):
        changed = apply(report, [bad], hash_text(TEXT))
        assert changed == report
        assert [item.code for item in changed.diagnostics][-1] == "correction-stale"


def test_a_confirmed_figure_stays(report: AnnualReport) -> None:
    """Somebody has looked: the figure is as it was, and the word is kept."""
    figure = _figures(report)[0]
    known = apply(report, [_said(figure, figure.value, "confirmed")], hash_text(TEXT))

    assert known == report
    assert _figures(known) == _figures(report)
    assert len(known.corrections) == 1


def test_exports_show_both(report: AnnualReport) -> None:
    """The table of facts has the status and the number that was read."""
    pytest.importorskip("pyarrow", reason="the extra arrow is not installed")
    from govreport.arrow import to_arrow

    figure = _figures(report)[0]
    changed = apply(report, [_said(figure, 7)], hash_text(TEXT))
    row, *others = to_arrow(changed)["facts"].to_pylist()

    assert (row["value"], row["value_read"], row["status"]) == (7, figure.value, "corrected")
    assert {(other["value_read"], other["status"]) for other in others} == {(None, "read")}
