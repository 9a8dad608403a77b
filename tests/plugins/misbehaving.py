"""What a plugin may do wrong, whatever it was asked for."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

from govreport.checks import CheckGroup
from govreport.document import Document, Place
from govreport.errors import GovReportError
from govreport.plugins.interfaces import Evidence
from govreport.plugins.timeout import TooSlow


class Stop(BaseException):
    """As KeyboardInterrupt is: no Exception."""


class Mute(Exception):
    """Cannot be put in words."""

    def __str__(self) -> str:
        raise ValueError

    __repr__ = __str__


class Exiting(Exception):
    """Ends the program when it is put in words."""

    def __str__(self) -> str:
        raise SystemExit(7)


class Long(Exception):
    """Takes for ever to be put in words."""

    def __str__(self) -> str:
        while True:
            pass


class NoText(Exception):
    """Its words are none."""

    def __str__(self) -> str:
        return 7  # type: ignore[return-value]


class Words(str):
    """Says something else each time, and nothing when it is compared or cut."""

    def __str__(self) -> str:
        return Words("evil")

    def __getitem__(self, _: Any) -> str:
        raise SystemExit(8)

    def __eq__(self, _: object) -> bool:
        raise Stop

    __hash__ = str.__hash__

    def __format__(self, _: str) -> str:
        raise Stop


class Odd:
    """Raises whatever is asked of it."""

    def __getattribute__(self, name: str) -> Any:
        raise Stop

    def __repr__(self) -> str:
        raise Stop

    def __iter__(self) -> Iterator[Any]:
        raise Stop

    def __bool__(self) -> bool:
        raise Stop

    def __len__(self) -> int:
        return -1


class Known(GovReportError):
    """An error of this library, made by another one, with two arguments and without words."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one)

    def __str__(self) -> str:
        raise Stop


class OddEvidence(Evidence):
    """A score that cannot be asked for."""

    def __getattribute__(self, name: str) -> Any:
        if name == "score":
            raise Stop
        return super().__getattribute__(name)


def _raising(make: Callable[[], BaseException]) -> Callable[[], Any]:
    def action() -> Any:
        raise make()

    return action


def _recursion() -> Any:
    return _recursion()


def _loop() -> Any:
    while True:
        pass


def _swallow() -> Any:
    """Catch everything, for ever."""
    while True:
        try:
            time.sleep(0.01)
        except BaseException:
            continue


def _hang_after() -> Any:
    """Catch the time-out, and then hang."""
    try:
        _loop()
    except BaseException:
        _loop()


def _reset() -> Any:
    signal.setitimer(signal.ITIMER_REAL, 0)
    _loop()


def _ignore() -> Any:
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    _hang_after()


def _endless() -> Iterator[Any]:
    while True:
        yield ("1", 0, 1)


RAISING: dict[str, Callable[[], Any]] = {
    "raises": _raising(lambda: ValueError("out of ideas")),
    "exits": _raising(lambda: SystemExit(1)),
    "stops": _raising(Stop),
    "is cancelled": _raising(asyncio.CancelledError),
    "closes": _raising(GeneratorExit),
    "ends": _raising(StopIteration),
    "recursion": _recursion,
    "no memory": _raising(MemoryError),
    "mute": _raising(Mute),
    "exits in words": _raising(Exiting),
    "long words": _raising(Long),
    "no text": _raising(NoText),
    "evil words": _raising(lambda: ValueError(Words("x"))),
    "a known error": _raising(lambda: Known("a", "b")),
    "a time-out": _raising(TooSlow),
    "a group": _raising(lambda: BaseExceptionGroup("x", [Stop(), Mute()])),
}
RETURNING: dict[str, Callable[[], Any]] = {
    "none": lambda: None,
    "number": lambda: 0.9,
    "text": lambda: "规章",
    "evil text": lambda: Words("规章"),
    "evil object": Odd,
    "list of none": lambda: [None],
    "list of odd": lambda: [Odd()],
    "list of texts": lambda: [Words("x")],
    "odd cells": lambda: [(Words("12"), 0, 2)],
    "endless": _endless,
    "nan": lambda: Evidence(float("nan")),
    "infinite": lambda: Evidence(float("inf")),
    "odd score": lambda: Evidence(Odd()),  # type: ignore[arg-type]
    "text as score": lambda: Evidence("1"),  # type: ignore[arg-type]
    "odd signals": lambda: Evidence(1.0, found=(Words("x"),)),
    "no signals": lambda: Evidence(1.0, missing=None),  # type: ignore[arg-type]
    "odd evidence": lambda: OddEvidence(1.0),
    "document of odd text": lambda: Document(Words("x")),
    "document with places outside": lambda: Document("x", places=(Place(0, 9),)),
    "document without places": lambda: Document("x", places=Odd()),  # type: ignore[arg-type]
    "document with odd notes": lambda: Document("x", notes=((Words("x"), Words("y"), 0, 0),)),
}
HANGING: dict[str, Callable[[], Any]] = {
    "loops": _loop,
    "swallows": _swallow,
    "hangs after": _hang_after,
    "sleeps": lambda: time.sleep(1000),
}
if hasattr(signal, "setitimer"):
    HANGING |= {"resets": _reset, "ignores": _ignore}
ALL = RAISING | RETURNING | HANGING


def check_group(action: Callable[[], Any]) -> CheckGroup:
    """A group of one check that does what the action does."""
    group = CheckGroup("planted", "for tests")

    @group.check(basis="practice", era="any")
    def zz1(_subject: Any) -> Any:
        """Something holds.

        Somewhere.
        """
        return action()

    return group
