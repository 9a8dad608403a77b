"""Every call into a plugin, and everything that may go wrong in it: the report is read all the
same, and the plugin is named."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

import govreport
from govreport import records
from govreport.checks import CheckGroup, running
from govreport.document import Document
from govreport.errors import GovReportError
from govreport.model import Outcome
from govreport.plugins import answers, calling
from govreport.plugins import registry as plugins
from govreport.plugins.interfaces import Evidence
from govreport.plugins.registry import registry
from govreport.readers import Limits
from govreport.readers.member import Member
from govreport.tables.building import ReportParts
from govreport.tables.forms import FormTemplate
from govreport.templates.official import DISCLOSURE_2021, FORM_2021

from .conftest import Install
from .misbehaving import ALL, HANGING, RAISING, RETURNING, check_group

TEXT = (
    "某局2021年政府信息公开工作年度报告\n第二十条第(六)项 | |\n"
    "信息内容 | 本年处理决定数量 |\n行政处罚 | 12 |\n行政强制 | 3 |\n"
)
SECONDS = 0.2
Action = Callable[[], Any]


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time limits that nobody has to wait for."""
    monkeypatch.setattr(calling, "DETECTION_SECONDS", SECONDS)
    monkeypatch.setattr(calling, "READING_SECONDS", SECONDS)
    monkeypatch.setattr(running, "READING_SECONDS", SECONDS)
    monkeypatch.setattr(plugins, "LOADING_SECONDS", SECONDS)
    monkeypatch.setattr(answers, "_SPEAKING_SECONDS", SECONDS / 2)


def _names_it(report: govreport.AnnualReport, name: str = "planted") -> bool:
    """Whether what was planted is named, in plain words; everything else is as without it."""
    found = [(r.path.split(".")[1], r.value) for r in records(report)]
    said = [item.message for item in report.diagnostics if item.code.startswith("plugin-")]
    assert found == [("penalties", 12), ("coercive_measures", 3)]
    assert govreport.to_json(report)
    assert all(type(str(message)) is str for message in said)
    return any(name in message for message in said)


class _Layout:
    name = "planted"
    description = "for tests"
    interface = 1
    action: Action

    def detect(self, document: Document) -> Any:
        return Evidence(1.0, found=("everything",))

    def cells(self, document: Document, words: Any) -> Any:
        return self.action()


class _Detecting(_Layout):
    def detect(self, document: Document) -> Any:
        return self.action()


def _of(kind: type[Any], action: Action) -> Any:
    made = kind()
    made.action = action
    return made


@pytest.mark.parametrize("kind", [_Detecting, _Layout])
@pytest.mark.parametrize("wrong", ALL)
def test_layouts(kind: type[Any], wrong: str, install: Install) -> None:
    """``detect`` and ``cells``."""
    install("layouts", planted=_of(kind, ALL[wrong]))

    assert _names_it(govreport.parse(TEXT))


class _Reader:
    name = "planted"
    description = "for tests"
    interface = 1
    action: Action

    def detect(self, data: bytes, name: str | None) -> Any:
        return Evidence(1.0, found=("everything",))

    def read(self, data: bytes, name: str | None, limits: Any) -> Any:
        return self.action()


class _Opening(_Reader):
    def detect(self, data: bytes, name: str | None) -> Any:
        return self.action()


@pytest.mark.slow
@pytest.mark.parametrize("kind", [_Opening, _Reader])
@pytest.mark.parametrize("wrong", ALL)
def test_readers(kind: type[Any], wrong: str, install: Install) -> None:
    """``detect`` and ``read``; an error of this library says that the file is not readable, and
    where memory ran out no other reader is asked: a batch says that it did."""
    install("readers", planted=_of(kind, ALL[wrong]))
    limits = Limits(max_seconds=SECONDS)
    if kind is _Reader and wrong in ("a known error", "no memory"):
        with pytest.raises(GovReportError, match="its message cannot be read"):
            govreport.read(TEXT.encode(), limits=limits)
        return

    assert _names_it(govreport.read(TEXT.encode(), limits=limits))


class _Packed(_Reader):
    def detect(self, data: bytes, name: str | None) -> Any:
        return Evidence(1.0 if data == b"planted" else 0.0)


class _Archive(_Packed):
    def members(self, stream: io.BytesIO, limits: Any) -> Any:
        yield Member("a.txt", TEXT.encode())
        yield self.action()


class _NoIterator(_Packed):
    def members(self, stream: io.BytesIO, limits: Any) -> Any:
        return self.action()


@pytest.mark.slow
@pytest.mark.parametrize("kind", [_Archive, _NoIterator])
@pytest.mark.parametrize("wrong", ALL)
def test_readers_of_archives(kind: type[Any], wrong: str, install: Install) -> None:
    """``members``: what came before counts, then comes an error of this library."""
    install("readers", planted=_of(kind, ALL[wrong]))
    found = govreport.read_all(b"planted", limits=Limits(max_seconds=SECONDS, max_entries=9))
    if kind is _Archive:
        first = next(found)
        assert isinstance(first, govreport.AnnualReport)
        assert len(list(records(first))) == 2
    with pytest.raises(GovReportError) as caught:
        list(found)

    said = str(caught.value)
    assert "planted" in said or "max_entries" in said or wrong == "a known error"


def _claiming(action: Action) -> FormTemplate:
    return evolve(FORM_2021, name="planted", claim=lambda *_: action())


def _reading(action: Action) -> FormTemplate:
    form = evolve(DISCLOSURE_2021, form="planted", reader=lambda *_: action())
    return FormTemplate("planted", "for tests", "", (form,))


class _Claim:
    table = "statistics"
    form = "own"
    start = 0
    end = 19
    evidence: Any = 1.0

    def __init__(self, action: Action) -> None:
        self.action = action

    def add(self, document: Document, parts: ReportParts) -> None:
        parts.traces.append(self.action())


class _TableClaim(_Claim):
    def add(self, document: Document, parts: ReportParts) -> None:
        parts.tables["statistics"] = self.action()
        parts.unplaced.append(parts.tables["statistics"])


def _adding(action: Action) -> FormTemplate:
    return _claiming(lambda: [_Claim(action)])


def _adding_a_table(action: Action) -> FormTemplate:
    return _claiming(lambda: [_TableClaim(action)])


@pytest.mark.parametrize("task", ["claim", "add"])
def test_templates_that_change_the_document(
    task: str, first: Callable[[FormTemplate], None]
) -> None:
    """Whenever they do it, it is undone, and what they say does not count."""

    def change(document: Document) -> Any:
        document.text = document.text.replace("12", "99")

    class Changing(_Claim):
        def add(self, document: Document, parts: ReportParts) -> None:
            change(document)

    templates = {
        "claim": evolve(FORM_2021, name="planted", claim=lambda d, *_: change(d) or []),
        "add": _claiming(lambda: [Changing(dict)]),
    }
    first(templates[task])
    report = govreport.parse(TEXT)

    assert _names_it(report)
    assert "changed the document (text)" in str([item.message for item in report.diagnostics])


def _part(part: str) -> Callable[[Action], FormTemplate]:
    """A claim of which one attribute goes wrong whenever it is asked for."""

    def make(action: Action) -> FormTemplate:
        kind = type("_Part", (_Claim,), {part: property(lambda _: action())})
        return _claiming(lambda: [kind(action)])

    return make


TEMPLATES: dict[str, Callable[[Action], FormTemplate]] = {
    "claim": _claiming,
    "reader": _reading,
    "add": _adding,
    "table": _adding_a_table,
    **{f"claim.{part}": _part(part) for part in ("table", "form", "start", "end", "evidence")},
}
HARMLESS = {
    ("claim.form", "none"),
    ("claim.form", "text"),
    ("claim.evidence", "number"),
}
"""What is no fault there."""


@pytest.fixture
def first(install: Install) -> Callable[[FormTemplate], None]:
    """Install a template so that it comes before the built-in ones."""

    def add(template: FormTemplate) -> None:
        family = install("templates", planted=template)
        names = ["planted", *(name for name in family.names() if name != "planted")]
        family.__dict__["points"] = {name: family.points[name] for name in names}

    return add


@pytest.mark.parametrize("task", TEMPLATES)
@pytest.mark.parametrize("wrong", ALL)
def test_templates(task: str, wrong: str, first: Callable[[FormTemplate], None]) -> None:
    """The search for tables, their claims, their readers, and what they add to a report."""
    first(TEMPLATES[task](ALL[wrong]))
    named = _names_it(govreport.parse(TEXT))

    assert named or (task, wrong) in HARMLESS


@pytest.mark.slow
@pytest.mark.parametrize("wrong", ALL)
def test_checks(wrong: str, install: Install) -> None:
    """It is not evaluable, and the others are evaluated."""
    install("checks", planted=check_group(ALL[wrong]))
    found = running.check(govreport.parse(TEXT))
    [verdict] = [verdict for verdict in found.verdicts if verdict.check == "ZZ1"]

    assert (verdict.outcome, len(found.verdicts) > 5) == (Outcome.NOT_EVALUABLE, True)
    assert "the check failed: " in verdict.reason


def test_check_that_changes_the_document(install: Install) -> None:
    """What it changes is undone, and it is not evaluable."""
    report = govreport.parse(TEXT)

    def change() -> Any:
        assert report.document is not None
        report.document.text = "0"
        return []

    install("checks", planted=check_group(change))
    found = running.check(report)

    assert report.document is not None
    assert report.document.text == TEXT
    assert "changed the document (text)" in str([v.reason for v in found.verdicts])


@pytest.mark.parametrize("checks", [None, [None], [ALL["evil object"]()], "text"])
def test_group_without_checks(checks: Any, install: Install) -> None:
    """It is left out, and the others are there."""
    install("checks", planted=CheckGroup("planted", "for tests", checks=checks))
    found = running.check(govreport.parse(TEXT))

    assert len(found.verdicts) > 5
    assert "no list of Check" in govreport.checks.broken_groups()["planted"]


@pytest.mark.parametrize("family", ["readers", "layouts", "templates", "checks"])
@pytest.mark.parametrize("wrong", RAISING | RETURNING | HANGING)
def test_loading(family: Any, wrong: str, install: Install) -> None:
    """A plugin whose class cannot be made is listed as broken; all others work."""

    class Broken:
        interface = 1

        def __new__(cls) -> Any:
            return ALL[wrong]()

    install(family, planted=Broken)
    report = govreport.read(TEXT.encode())
    [listed] = [info for info in registry(family).info() if info.name == "planted"]

    assert listed.state == "broken"
    assert family == "checks" or _names_it(report)
    assert len(running.check(report).verdicts) > 5
