"""A limit on the time that somebody else's code may take.

For plugins that are not ours: a loop in one of them must not hang a run over a thousand reports.
"""

from __future__ import annotations

import ctypes
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooSlow(Exception):
    """Code ran longer than it may."""


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
    with watch(seconds):
        yield


def _signal_is_free() -> bool:
    if not hasattr(signal, "setitimer"):  # Windows
        return False
    if threading.current_thread() is not threading.main_thread():
        return False
    return signal.getsignal(signal.SIGALRM) in (signal.SIG_DFL, signal.SIG_IGN)


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    def alarm(_number: int, _frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, alarm)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


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
