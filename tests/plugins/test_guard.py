"""One guard around what plugins do: nothing that they raise, return or catch gets further."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from typing import Any

import pytest

from govreport.document import Document, Place
from govreport.errors import GovReportError
from govreport.plugins import calling
from govreport.plugins.calling import Problem
from govreport.plugins.registry import Evidence, registry
from govreport.plugins.timeout import TooSlow, limited

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
    assert calling.unfit_document(document)
    assert calling.unfit_document(Document("x", places=(Place(0, 1),))) is None
