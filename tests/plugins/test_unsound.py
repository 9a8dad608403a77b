"""A template whose provenance is wrong is named, and its table is read by others or unplaced."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve, frozen

import govreport
from govreport import parse, records
from govreport.document import Document
from govreport.model import ExtraRow, RowTrace, Statistics, Status, UnplacedNumber
from govreport.model.statistics import Indicator
from govreport.tables.building import ReportParts
from govreport.tables.forms import FormTemplate
from govreport.tables.outcome import Note

from .conftest import Install

TEXT = (
    "某局2016年政府信息公开年度报告\n本局工作平稳。\n"
    "我局自编表\n甲类事项 | 3 | 5 |\n乙类事项 | 4 | 6 |\n"
)
START = TEXT.index("我局自编表")


def at(number: str) -> tuple[int, int]:
    """Where a number of the table stands."""
    start = TEXT.index(number, START)
    return start, start + len(number)


def row(path: str, *numbers: str) -> RowTrace:
    """A sound row of the numbers."""
    places = [at(number) for number in numbers]
    count = len(numbers)
    return RowTrace(
        path,
        tuple(f"[{index}]" for index in range(count)),
        "甲类事项",
        ("",) * count,
        (None,) * count,
        numbers,
        tuple(start for start, _ in places),
        tuple(end for _, end in places),
        (Status.READ,) * count,
    )


def statistics(*rows: tuple[str, tuple[int | None, ...]]) -> Statistics:
    """A national table with these values."""
    return Statistics(tuple(Indicator(name, name, values) for name, values in rows))


def sound(parts: ReportParts) -> None:
    """What a template should do."""
    parts.tables["statistics"] = statistics(("review", (3, 5)), ("disputes", (4, 6)))
    parts.traces += [row("statistics.review", "3", "5"), row("statistics.disputes", "4", "6")]


def other_raw(parts: ReportParts) -> None:
    """A record whose span shows another number."""
    sound(parts)
    parts.traces[0] = evolve(row("statistics.review", "3", "5"), raws=("3", "7"))


def no_record(parts: ReportParts) -> None:
    """A value that no record shows."""
    sound(parts)
    del parts.traces[0]


def used_twice(parts: ReportParts) -> None:
    """Two records with one span."""
    parts.tables["statistics"] = statistics(("review", (3, 5)), ("disputes", (3, 6)))
    parts.traces += [row("statistics.review", "3", "5"), row("statistics.disputes", "3", "6")]


def other_value(parts: ReportParts) -> None:
    """A value that is not the printed one."""
    sound(parts)
    parts.tables["statistics"] = statistics(("review", (3, 50)), ("disputes", (4, 6)))


def made_up(parts: ReportParts) -> None:
    """A value whose record points at nothing."""
    sound(parts)
    trace = row("statistics.review", "3", "5")
    parts.traces[0] = evolve(trace, raws=("3", ""), ends=(trace.ends[0], trace.starts[1]))


def no_field(parts: ReportParts) -> None:
    """A record whose path names nothing; reading it later would raise."""
    sound(parts)
    parts.traces[0] = row("statistics.nowhere", "3", "5")


def outside(parts: ReportParts) -> None:
    """Offsets behind the end of the text."""
    sound(parts)
    parts.traces[0] = evolve(row("statistics.review", "3", "5"), ends=(10_000, 10_001))


def unequal(parts: ReportParts) -> None:
    """Lists of unequal length."""
    sound(parts)
    parts.traces[0] = evolve(row("statistics.review", "3", "5"), units=(None,))


def no_row(parts: ReportParts) -> None:
    """Something else in place of a row."""
    sound(parts)
    parts.traces.append("a row")  # type: ignore[arg-type]


def extra_without_record(parts: ReportParts) -> None:
    """A row beside the form's whose numbers have no record."""
    sound(parts)
    parts.extra["statistics"] = [ExtraRow("丙", (1,))]


def unplaced_elsewhere(parts: ReportParts) -> None:
    """A number without a place that does not stand where it says."""
    sound(parts)
    parts.unplaced.append(UnplacedNumber("statistics", "77", None, 77, Document(TEXT).span(0, 2)))


def note_outside(parts: ReportParts) -> None:
    """A finding behind the end of the text."""
    sound(parts)
    severity = govreport.Severity.INFO
    parts.notes.append(Note("row-extra", severity, "see there", 0, 10_000))


def nothing_at_all(parts: ReportParts) -> None:
    """Parts that cannot even be looked through."""
    parts.traces.append(evolve(row("statistics.review", "3"), starts=None))  # type: ignore[arg-type]


@frozen
class Planted:
    """A claim to the table that adds what a test wants."""

    action: Callable[[ReportParts], None]
    table: str = "statistics"
    form: str | None = "own"
    start: int = START
    end: int = len(TEXT)
    evidence: float = 1.0

    def add(self, document: Document, parts: ReportParts) -> None:
        """Add it."""
        self.action(parts)


def template(action: Callable[[ReportParts], None]) -> FormTemplate:
    """A template that claims the table of the text."""
    claims = [Planted(action)]
    return FormTemplate(
        name="planted",
        description="for tests",
        years="",
        tables=(),
        claim=lambda *_: claims if _[0].text == TEXT else [],
    )


def faults(report: Any) -> list[tuple[str, str]]:
    """What plugins did wrong."""
    return [(d.code, d.message) for d in report.diagnostics if d.code.startswith("plugin-")]


def test_a_sound_template_is_believed(install: Install) -> None:
    """What agrees with itself and with the document is taken as it is."""
    install("templates", Template=template(sound))
    report = parse(TEXT)

    assert faults(report) == []
    assert [r.value for r in records(report)] == [3, 5, 4, 6]


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (other_raw, "is said to be printed as '7', and '5' stands there"),
        (no_record, "statistics.review[0] is 3, and no record shows where it is printed"),
        (used_twice, "is used twice"),
        (other_value, "statistics.review[1] is 50, and '5' is printed there"),
        (made_up, "statistics.review[1] is 5, and '' is printed there"),
        (no_field, "statistics.nowhere[0] is no field of the report"),
        (outside, "has no place in the document"),
        (unequal, "has columns without cells"),
        (no_row, "str is no row"),
        (extra_without_record, "extra.statistics[0].values[0] is 1, and no record"),
        (unplaced_elsewhere, "does not stand where it says"),
        (note_outside, "one of its findings has no place"),
        (nothing_at_all, "NoneType"),
    ],
)
def test_an_unsound_template_is_named(
    install: Install, action: Callable[[ReportParts], None], words: str
) -> None:
    """It is named with its distribution, its numbers are unplaced, and nothing raises later."""
    install("templates", Template=template(action))
    report = parse(TEXT)
    (code, message), *more = faults(report)
    found = list(records(report))

    assert more == []
    assert code in ("plugin-nonsense", "plugin-failed")
    assert "template planted of somewhere 1.0" in message
    assert words in message
    assert report.statistics is None
    assert sorted(r.raw for r in found if r.status is Status.UNPLACED) == list("3456")
    assert govreport.account(report).unaccounted == ()
    assert govreport.to_json(report)


def test_strict_raises(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    """With GOVREPORT_STRICT_PLUGINS=1 the first wrong ends the call."""
    monkeypatch.setenv("GOVREPORT_STRICT_PLUGINS", "1")
    install("templates", Template=template(used_twice))

    with pytest.raises(govreport.PluginError, match="used twice"):
        parse(TEXT)
