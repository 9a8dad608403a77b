"""A plugin that raises, loops or answers nonsense is named, and takes no other with it."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from attrs import evolve

import govreport
from govreport.document import Document
from govreport.plugins import calling
from govreport.plugins.registry import Evidence
from govreport.plugins.timeout import TooSlow, limited
from govreport.tables.forms import FormTemplate
from govreport.tables.official_tables import TableReader
from govreport.tables.outcome import PlacedRow
from govreport.templates.official import DISCLOSURE_2019

from .conftest import Install

TEXT = (
    "某局2020年政府信息公开工作年度报告\n第二十条第(一)项 | | | |\n"
    "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n"
    "规章 | 1 | 2 | 3 |\n规范性文件 | 4 | 5 | 6 |\n"
)
EXPECTED = [("rules", 1), ("rules", 2), ("rules", 3)] + [
    ("normative_documents", number) for number in (4, 5, 6)
]


def values(report: govreport.AnnualReport) -> list[tuple[str, Any]]:
    """Rows and numbers of table 二, in order."""
    return [(record.path.split(".")[1], record.value) for record in govreport.records(report)]


def problems(report: govreport.AnnualReport) -> list[tuple[str, str]]:
    """Codes and messages of what plugins did wrong."""
    return [
        (item.code, item.message) for item in report.diagnostics if item.code.startswith("plugin-")
    ]


class Bad:
    """A layout for the tests to spoil."""

    name = "bad"
    description = "for tests"
    interface = 1

    def detect(self, document: Document) -> Any:
        return Evidence(1.0, found=("everything",))

    def cells(self, document: Document, vocabulary: object) -> Any:
        return []


class RaisesInDetection(Bad):
    def detect(self, document: Document) -> Any:
        raise ValueError("out of ideas")


class ExitsInDetection(Bad):
    def detect(self, document: Document) -> Any:
        raise SystemExit(1)


class NoEvidence(Bad):
    def detect(self, document: Document) -> Any:
        return 0.9


class ScoreOfTwo(Bad):
    def detect(self, document: Document) -> Any:
        return Evidence(2.0)


class ScoreIsNotANumber(Bad):
    def detect(self, document: Document) -> Any:
        return Evidence(float("nan"))


class RaisesInCells(Bad):
    def cells(self, document: Document, vocabulary: object) -> Any:
        raise KeyError("rules")


class RaisesLater(Bad):
    def cells(self, document: Document, vocabulary: object) -> Any:
        yield ("规章", 0, 2)
        raise KeyError("rules")


class NoCells(Bad):
    def cells(self, document: Document, vocabulary: object) -> Any:
        return None


class CellsOutsideTheText(Bad):
    def cells(self, document: Document, vocabulary: object) -> Any:
        return [("规章", 0, 10_000)]


class CellsWithoutOffsets(Bad):
    def cells(self, document: Document, vocabulary: object) -> Any:
        return ["规章", "1"]


class CellsThatSayOtherThings(Bad):
    def cells(self, document: Document, vocabulary: object) -> Any:
        at = document.text.index("规章")
        return [("规章", at, at + 2), ("9", at + 5, at + 6)]


class CellsUsedTwice(Bad):
    def cells(self, document: Document, vocabulary: object) -> Any:
        at = document.text.index("规章")
        return [("规章", at, at + 2), ("1", at + 5, at + 6), ("1", at + 5, at + 6)]


@pytest.mark.parametrize(
    ("layout", "code"),
    [
        (CellsThatSayOtherThings, "plugin-nonsense"),
        (CellsUsedTwice, "plugin-nonsense"),
        (RaisesInDetection, "plugin-failed"),
        (ExitsInDetection, "plugin-failed"),
        (NoEvidence, "plugin-nonsense"),
        (ScoreOfTwo, "plugin-nonsense"),
        (ScoreIsNotANumber, "plugin-nonsense"),
        (RaisesInCells, "plugin-failed"),
        (RaisesLater, "plugin-failed"),
        (NoCells, "plugin-failed"),
        (CellsOutsideTheText, "plugin-nonsense"),
        (CellsWithoutOffsets, "plugin-nonsense"),
    ],
)
def test_layouts(install: Install, layout: type[Bad], code: str) -> None:
    """Whatever a layout does wrong, the next best one reads the report and the wrong is said."""
    install("layouts", Layout=layout)
    report = govreport.parse(TEXT)

    assert values(report) == EXPECTED
    assert [found for found, _ in problems(report)] == [code]
    assert "layout bad of somewhere 1.0" in problems(report)[0][1]


def test_a_layout_that_is_asked_for_and_fails_raises(install: Install) -> None:
    """With ``layout=`` there is no next best: the error names the plugin."""
    install("layouts", Layout=RaisesInCells)

    with pytest.raises(govreport.PluginError, match="layout bad of somewhere"):
        govreport.parse(TEXT, layout="bad")


def test_a_layout_that_cannot_be_loaded_is_named_on_the_report(install: Install) -> None:
    """A broken installation shows on each report that it could have read."""
    install("layouts", Layout=type("Old", (Bad,), {"interface": 0}))
    report = govreport.parse(TEXT)

    assert values(report) == EXPECTED
    assert "interface 0" in problems(report)[0][1]


def test_strict_raises(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    """With GOVREPORT_STRICT_PLUGINS=1 the first wrong ends the call, and only as our error."""
    monkeypatch.setenv("GOVREPORT_STRICT_PLUGINS", "1")
    install("layouts", Layout=RaisesInDetection)

    with pytest.raises(govreport.PluginError, match="out of ideas"):
        govreport.parse(TEXT)


class Loops(Bad):
    def detect(self, document: Document) -> Any:
        while True:
            pass


class Backtracks(Bad):
    def detect(self, document: Document) -> Any:
        return Evidence(float(bool(re.match(r"(a+)+$", "a" * 60 + "b"))))


@pytest.mark.parametrize("layout", [Loops, Backtracks])
def test_a_loop_in_detection_ends(
    install: Install, monkeypatch: pytest.MonkeyPatch, layout: type[Bad]
) -> None:
    """A loop, or a regular expression without end, costs a bounded time and one diagnostic."""
    monkeypatch.setattr(calling, "DETECTION_SECONDS", 0.05)
    install("layouts", Layout=layout)
    report = govreport.parse(TEXT)

    assert values(report) == EXPECTED
    assert "took more than 0.05 s" in problems(report)[0][1]


def test_a_loop_ends_in_other_threads_too(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no signal can be used, another thread watches."""
    monkeypatch.setattr(calling, "DETECTION_SECONDS", 0.05)
    install("layouts", Layout=Loops)
    reports = []
    thread = threading.Thread(target=lambda: reports.append(govreport.parse(TEXT)))
    thread.start()
    thread.join(60)

    assert values(reports[0]) == EXPECTED
    assert "took more than" in problems(reports[0])[0][1]


def test_the_watch_ends_with_its_block() -> None:
    """After a block that was in time nothing arrives any more."""
    for _ in range(50):
        with limited(0.001):
            pass
    total = sum(range(200_000))

    assert total == 19_999_900_000


def test_the_watch_raises_inside_its_block() -> None:
    """A block that is too slow is left by `TooSlow`."""

    def run_on() -> None:
        with limited(0.01):
            while True:
                pass

    with pytest.raises(TooSlow):
        run_on()


# -- templates --------------------------------------------------------------------------------


def template(**changes: Any) -> FormTemplate:
    """A copy of the 2019 form under another name, spoilt."""
    form = evolve(DISCLOSURE_2019, form="bad", **changes)
    return FormTemplate(name="bad", description="", years="", tables=(form,))


def raises(*_: Any) -> Any:
    """A reader of strips that fails."""
    raise RuntimeError("cannot read")


def nonsense(*_: Any) -> Any:
    """A reader of strips that returns something else."""
    return {"rules": 7}


@pytest.fixture
def prefer_bad(install: Install, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Install a template so that it comes before the built-in ones."""

    def add(spoilt: FormTemplate) -> None:
        registry = install("templates", Template=spoilt)
        names = ["bad", *(name for name in registry.names() if name != "bad")]
        registry.__dict__["points"] = {name: registry.points[name] for name in names}

    return add


@pytest.mark.parametrize("reader", [raises, nonsense])
def test_templates(prefer_bad: Any, reader: Any) -> None:
    """When a template's own reader fails, the next best form reads the table, unspoilt."""
    prefer_bad(template(reader=reader))
    report = govreport.parse(TEXT)

    assert values(report) == EXPECTED
    assert report.forms.proactive_disclosure == "2019"
    assert [code for code, _ in problems(report)] == ["plugin-failed"]
    assert "template bad of somewhere 1.0" in problems(report)[0][1]


def shifted(form: Any, rows: Any, context: Any) -> Any:
    """A reader of rows whose offsets are those of other characters."""
    reading = TableReader(form, context).read(rows)
    row = reading.rows[0]
    slots = tuple((text, start + 1, end + 1, cell) for text, start, end, cell in row.slots)
    reading.rows[0] = PlacedRow(row.path, row.columns, slots, True, row.form)
    return reading


def test_a_form_whose_offsets_are_wrong(prefer_bad: Any) -> None:
    """Its reading is left out, the next best form reads the table, and both are said."""
    prefer_bad(template(reader=shifted))
    report = govreport.parse(TEXT)
    alone = govreport.parse(TEXT, template="bad")

    assert values(report) == EXPECTED
    assert [code for code, _ in problems(report)] == ["plugin-nonsense"]
    assert "template bad of somewhere 1.0" in problems(report)[0][1]
    assert [item.raw for item in alone.unplaced] == list("123456")


def test_when_no_form_can_read_a_table_its_numbers_are_named(prefer_bad: Any) -> None:
    """No number is lost when every form fails."""
    prefer_bad(template(reader=raises))
    report = govreport.parse(TEXT, template="bad")

    assert [item.raw for item in report.unplaced] == list("123456")
    assert {item.code for item in report.diagnostics} >= {"plugin-failed", "number-unplaced"}


def test_a_template_that_does_not_fit_together_is_left_out(install: Install) -> None:
    """Rows without a field in the model are found before anything is read."""
    install("templates", Template=template(row_type={}))
    report = govreport.parse(TEXT)

    assert values(report) == EXPECTED
    assert "no row type is given for the row rules" in problems(report)[0][1]
    with pytest.raises(govreport.PluginError, match="no row type"):
        govreport.parse(TEXT, template="bad")


# -- readers ----------------------------------------------------------------------------------


class BadReader:
    """A file reader for the tests to spoil."""

    name = "bad"
    description = "for tests"
    interface = 1

    def detect(self, data: bytes, name: str | None) -> Any:
        return Evidence(1.0)

    def read(self, data: bytes, name: str | None, limits: Any) -> Any:
        return Document("")


class ReaderRaisesInDetection(BadReader):
    def detect(self, data: bytes, name: str | None) -> Any:
        raise OSError("no disk")


class ReaderAnswersNonsense(BadReader):
    def detect(self, data: bytes, name: str | None) -> Any:
        return None


class ReaderRaises(BadReader):
    def read(self, data: bytes, name: str | None, limits: Any) -> Any:
        raise IndexError("no byte")


class ReaderReturnsText(BadReader):
    def read(self, data: bytes, name: str | None, limits: Any) -> Any:
        return "规章"


@pytest.mark.parametrize(
    ("reader", "code"),
    [
        (ReaderRaisesInDetection, "plugin-failed"),
        (ReaderAnswersNonsense, "plugin-nonsense"),
        (ReaderRaises, "plugin-failed"),
        (ReaderReturnsText, "plugin-failed"),
    ],
)
def test_readers(install: Install, reader: type[BadReader], code: str) -> None:
    """Whatever a reader of files does wrong, the next best one opens the file."""
    install("readers", Reader=reader)
    report = govreport.read(TEXT.encode())

    assert values(report) == EXPECTED
    assert [found for found, _ in problems(report)] == [code]
