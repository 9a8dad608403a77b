"""A limit on the time that somebody else's code may take.

For plugins that are not ours: a loop in one of them must not hang a run over a thousand reports.
"""

from __future__ import annotations

import ctypes
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooSlow(BaseException):
    """Code ran longer than it may; no Exception, so that hardly any code catches it."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise `TooSlow` inside the block when it runs for longer than ``seconds``.

    In the main thread a timer signal ends loops and regular expressions that backtrack without
    end. Elsewhere, or where the host program uses that signal itself, another thread watches;
    it ends loops in Python, but not a single call into compiled code.

    >>> with limited(60):
    ...     1 + 1
    2
    """
    watch = _by_signal if _signal_is_free() else _by_thread
    begun = time.monotonic()
    with watch(seconds):
        yield
    if time.monotonic() - begun > 2 * seconds:  # the code has stopped the watch, or caught it
        raise TooSlow


def _signal_is_free() -> bool:
    if not hasattr(signal, "setitimer"):  # Windows
        return False
    if threading.current_thread() is not threading.main_thread():
        return False
    return signal.getsignal(signal.SIGALRM) in (signal.SIG_DFL, signal.SIG_IGN)


_AGAIN = 0.5
"""Seconds until code that went on is stopped once more."""


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    def alarm(_number: int, _frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, alarm)
    # Again and again: code that catches the first one is met by the next.
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        while True:
            try:
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, before)
                break
            except TooSlow:
                continue


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    thread = ctypes.c_ulong(threading.get_ident())
    lock = threading.Lock()
    state = {"running": True, "ended": False}

    def end() -> None:
        with lock:
            if state["running"]:
                state["ended"] = True
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(TooSlow))

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except TooSlow:
        state["ended"] = False  # it has arrived
        raise
    finally:
        timer.cancel()
        with lock:
            state["running"] = False
            if state["ended"]:  # the block ended just then: take the exception back
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, None)
