"""One guard around what plugins do: nothing that they raise, return or catch gets further."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

import govreport
from govreport import records
from govreport.checks import running
from govreport.checks.items import Broken
from govreport.document import Document, Place
from govreport.errors import GovReportError
from govreport.model import Outcome
from govreport.plugins import answers, calling, documents
from govreport.plugins.calling import Problem
from govreport.plugins.interfaces import Evidence, Layout
from govreport.plugins.registry import registry
from govreport.plugins.timeout import TooSlow, limited
from govreport.readers import Limits
from govreport.readers.member import Member
from govreport.templates.official import FORM_2021

from .conftest import Install
from .misbehaving import check_group

LAYOUTS = registry("layouts")


class _Mute(Exception):
    def __str__(self) -> str:
        raise ValueError


class _MuteKnown(GovReportError):
    def __str__(self) -> str:
        raise ValueError


class _Odd:
    def __repr__(self) -> str:
        raise ValueError


class _Words(str):
    def __str__(self) -> str:
        return _Words("evil")


class _Plugin:
    name = "stranger"

    def __init__(self, action: Callable[[], Any]) -> None:
        self.action = action

    def detect(self, _document: Document) -> Any:
        return self.action()


def _raise(error: BaseException) -> Any:
    raise error


def _forever() -> Any:
    while True:
        pass


def _recurse() -> Any:
    return _recurse()


@pytest.mark.parametrize(
    "action",
    [
        lambda: _raise(_Mute()),
        lambda: _raise(_MuteKnown()),
        lambda: _raise(SystemExit(3)),
        lambda: _raise(ValueError(_Words("x"))),
        _recurse,
        lambda: _Odd(),
        lambda: Evidence(float("nan")),
        lambda: Evidence(_Odd()),  # type: ignore[arg-type]
        lambda: Evidence(0.5, found=[1]),  # type: ignore[arg-type]
        lambda: Evidence(0.5, found=(_Words("x"),)),
        lambda: Evidence(0.5, missing=None),  # type: ignore[arg-type]
    ],
)
def test_whatever_a_plugin_does_is_its_problem(action: Callable[[], Any]) -> None:
    """The answer is a problem with plain words."""
    found = calling.evidence(LAYOUTS, _Plugin(action), Document(""))

    assert isinstance(found, Problem)
    assert type(found.message) is str


def test_time_out_that_is_caught_comes_again() -> None:
    """Code that catches every Exception, or everything once, is stopped all the same."""

    def stubborn() -> None:
        caught = 0
        while True:
            try:
                time.sleep(0.05)
            except BaseException:
                caught += 1
                if caught > 1:
                    raise

    begun = time.monotonic()
    with pytest.raises(TooSlow), limited(0.1):
        stubborn()

    assert time.monotonic() - begun < 5


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer signals")
def test_watch_that_is_stopped_is_noticed() -> None:
    """Code that stops the timer is late in the end."""

    def cheat() -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        time.sleep(0.3)

    with pytest.raises(TooSlow), limited(0.1):
        cheat()
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


_TRACED = """
import sys, threading
from govreport.plugins.timeout import TooSlow, limited

def block(late):
    try:
        with limited(0.05 if late else 60):
            while late:
                pass
    except TooSlow:
        print("too slow")

def traced():
    sys.settrace(lambda *_: None)
    print("ended")

for late in (False, True):
    for run in (block, lambda late: traced()):
        thread = threading.Thread(target=run, args=(late,))
        thread.start()
        thread.join()
block(False)
traced()
"""


def test_what_follows_may_be_traced() -> None:
    """After a block, in time or late, in any thread, a debugger or coverage can go on."""
    done = subprocess.run(
        [sys.executable, "-c", _TRACED], capture_output=True, text=True, timeout=60, check=True
    )

    assert done.stdout.split("\n")[:-1] == ["ended", "too slow", "ended", "ended"]


@pytest.mark.parametrize(
    "document",
    [
        None,
        Document(_Words("x")),
        Document("x", places=(Place(0, 9),)),
        Document("x", places=None),  # type: ignore[arg-type]
        Document("x", notes=(("code", "message", 0, 7),)),
        Document("x", notes=((1, 2, 0, 0),)),  # type: ignore[arg-type]
    ],
)
def test_document_that_is_none(document: Any) -> None:
    """What a reader returns is looked through before anybody uses it."""
    assert documents.unfit_document(document)
    assert documents.unfit_document(Document("x", places=(Place(0, 1),))) is None


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (("12", 3, 5), None),
        (("规章", 0, 2), None),
        (("**规章**", 0, 2), None),
        (("", 2, 3), None),
        (("21", 3, 5), "the cell '21' stands where the text says '12'"),
        (("12", 3, 8), "stands where the text says '12 -3'"),
        (("3", 6, 8), "the cell '3' stands where the text says '-3'"),
        (("规则", 0, 2), "the cell '规则' stands"),
        (("", 3, 5), "the cell '' stands where the text says '12'"),
        (("|", 3, 5), "stands where the text says '12'"),
        (("12", 3, 99), "is no cell of the document"),
        (["12", 3, 5], "is no cell of the document"),
        ((_Words("12"), 3, 5), "is no cell of the document"),
        (("12", True, 5), "is no cell of the document"),
    ],
)
def test_cells_say_what_the_text_says(cell: Any, said: str | None) -> None:
    """Figures as they are printed, the letters of a label, no figure under a mark."""
    found = answers.unfit_cells([cell], "规章 12 -3")

    assert found is None if said is None else said in str(found)


class _LiesAboutCells(Layout):
    """Every cell where it is printed, and one figure changed."""

    name = "liar"
    description = "for tests"

    def detect(self, document: Document) -> Evidence:
        return Evidence(1.0)

    def cells(self, document: Document, vocabulary: Any) -> list[tuple[str, int, int]]:
        own = registry("layouts").get("piped_rows").cells(document, vocabulary)
        return [("99", s, e) if text == "12" else (text, s, e) for text, s, e in own]


class _ChangesInDetection(_LiesAboutCells):
    name = "changer"

    def detect(self, document: Document) -> Evidence:
        document.text = document.text.replace("12", "99")
        return Evidence(0.0)


class _ChangesInCells(_LiesAboutCells):
    name = "late_changer"

    def cells(self, document: Document, vocabulary: Any) -> list[tuple[str, int, int]]:
        vars(document).update(text=document.text.replace("12", "99"), line_starts=(0,))
        return []


TEXT = (
    "某局2021年政府信息公开工作年度报告\n第二十条第(六)项 | |\n"
    "信息内容 | 本年处理决定数量 |\n行政处罚 | 12 |\n行政强制 | 3 |\n"
)


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        (_LiesAboutCells, "the cell '99' stands where the text says '12'"),
        (_ChangesInDetection, "detect() changed the document (text)"),
        (_ChangesInCells, "the search for cells changed the document (text)"),
    ],
)
def test_layout_that_changes_what_is_printed(
    layout: type[Layout], said: str, install: Install
) -> None:
    """It is named, its answer does not count, and the report is read as without it."""
    install("layouts", liar=layout)
    report = govreport.parse(TEXT)

    assert [(r.path.split(".")[1], r.value, r.span and r.span.line) for r in records(report)] == [
        ("penalties", 12, 4),
        ("coercive_measures", 3, 5),
    ]
    [found] = [item for item in report.diagnostics if item.code == "plugin-nonsense"]
    assert said in found.message


def test_template_that_changes_the_document(install: Install) -> None:
    """What a template does to the text while it looks for its tables is undone."""

    def claim(document: Document, cells: Any, running: bool) -> list[Any]:
        document.text = document.text.replace("12", "99")
        return []

    install("templates", planted=evolve(FORM_2021, name="planted", claim=claim))
    report = govreport.parse(TEXT)

    assert [record.value for record in records(report)] == [12, 3]
    assert "changed the document (text)" in str([d.message for d in report.diagnostics])


class _Archive:
    """A reader of archives that does what it is told."""

    name = "planted"
    description = "for tests"
    interface = 1

    def detect(self, data: bytes, name: str | None) -> Evidence:
        return Evidence(1.0 if data == b"planted" else 0.0)

    def members(self, stream: Any, limits: Any) -> Any:
        yield Member("a.txt", TEXT.encode())
        yield self.second()

    def second(self) -> Any:
        raise SystemExit(3)


class _NoMember(_Archive):
    def second(self) -> Any:
        return "b.txt"


class _OddMember(_Archive):
    def second(self) -> Any:
        return Member("b.txt", "text")  # type: ignore[arg-type]


class _Endless(_Archive):
    def second(self) -> Any:
        while True:
            pass


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        (_Archive, "the reader planted failed: SystemExit: 3"),
        (_NoMember, "the reader planted returned str, no Member"),
        (_OddMember, "a member that holds no bytes"),
        (_Endless, "the reader planted did not end"),
    ],
)
def test_archive_reader_that_goes_wrong(reader: Any, said: str, install: Install) -> None:
    """What it yielded before counts; then comes an error of this library."""
    install("readers", planted=reader())
    found = govreport.read_all(b"planted", limits=Limits(max_seconds=0.5))

    assert isinstance(next(found), govreport.AnnualReport)
    with pytest.raises(GovReportError, match=said):
        next(found)


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (lambda: _raise(SystemExit(3)), "SystemExit: 3"),
        (lambda: _raise(_Mute()), "its message cannot be read"),
        (_recurse, "RecursionError"),
        (lambda: [Broken("x", None)], "its record paths are no tuple"),  # type: ignore[arg-type]
        (lambda: _forever(), "it took more than 0.3 s"),
    ],
)
def test_check_that_goes_wrong(
    action: Callable[[], Any], said: str, install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not evaluable, and the others are evaluated."""
    monkeypatch.setattr(running, "READING_SECONDS", 0.3)
    install("checks", planted=check_group(action))
    found = running.check(govreport.parse(TEXT))

    [verdict] = [verdict for verdict in found.verdicts if verdict.check == "ZZ1"]
    assert (verdict.outcome, said in str(verdict.reason)) == (Outcome.NOT_EVALUABLE, True)
    assert len(found.verdicts) > 5
