"""A limit on the time that somebody else's code may take.

For plugins that are not ours: a loop in one of them must not hang a run over a thousand reports,
also where it catches what should end it, or stops the clock.
"""

from __future__ import annotations

import ctypes
import signal
import sys
import threading
import time
from types import FrameType, TracebackType
from typing import Any


class TooSlow(BaseException):
    """Code ran longer than it may; no Exception, so that hardly any code catches it."""


_AGAIN = 0.5
"""Seconds until code that went on is stopped once more."""

_GRACE = 0.05
"""Seconds in which nobody can have caught the time-out: so long may a thread wait for its turn."""

_SHORTEST = 0.00002
"""Seconds between two attempts in the end: a loop that catches everything is met outside of it."""


class limited:
    """Raise `TooSlow` inside the block when it runs for longer than ``seconds``.

    In the main thread a timer signal ends loops and regular expressions that backtrack without
    end. Elsewhere, where the host program uses that signal itself, or where the block stops the
    timer, another thread watches; it ends loops in Python, but not a single call into compiled
    code. Code that goes on is met again and again, ever sooner.

    >>> with limited(60):
    ...     1 + 1
    2
    """

    def __init__(self, seconds: float) -> None:
        """The block may take so many seconds."""
        self.seconds = seconds

    def __enter__(self) -> None:
        """Begin to watch."""
        self._frame: FrameType | None = sys._getframe(1)
        self._thread = threading.get_ident()
        self._lock = threading.Lock()
        self._done = threading.Event()
        self._struck = False
        self._again = _AGAIN
        self._begun = time.monotonic()
        self._by_signal = _signal_is_free()
        if self._by_signal:
            self._before = signal.signal(signal.SIGALRM, self._alarm)
            signal.setitimer(signal.ITIMER_REAL, self.seconds, _AGAIN)
            _look_after(self)
        else:
            self.watch(self.seconds)

    def __exit__(self, kind: Any, value: BaseException | None, trace: TracebackType | None) -> None:
        """End the watch; what the block did with the clock does not matter any more."""
        taken = time.monotonic() - self._begun
        while True:
            try:
                self._end()
                break
            except TooSlow:  # of the watching thread, which cannot see exactly where it strikes
                continue
        if taken > 2 * self.seconds + _GRACE and not isinstance(value, TooSlow):
            raise TooSlow

    def _end(self) -> None:
        self._done.set()
        with self._lock:  # nobody is about to raise
            pass
        if self._struck:
            self._receive()
        if self._by_signal:
            _watched.discard(self)
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self._before)
        self._frame = None

    def _receive(self) -> None:
        """Wait for what the watching thread has raised, or for the same once more.

        To take it back would leave a mark in Python 3.11 and 3.12 that an exception is to come:
        all that follows is slower, and under a debugger or coverage it never ends.
        """
        try:
            _raise_in(self._thread, TooSlow)  # takes the place of one that has not arrived
            while True:
                time.sleep(0)
        except TooSlow:
            self._struck = False

    def _is_inside(self, frame: FrameType | None) -> bool:
        """Whether a frame is of the block, and of nothing that watches over it or within it."""
        while frame is not None and frame is not self._frame:
            if frame.f_code.co_filename == __file__:
                return False
            frame = frame.f_back
        return frame is not None

    def _sooner(self) -> float:
        self._again = max(_SHORTEST, self._again / 2)
        return self._again

    def _alarm(self, _number: int, frame: FrameType | None) -> None:
        if self._is_inside(frame):
            again = self._sooner()
            signal.setitimer(signal.ITIMER_REAL, again, again)
            raise TooSlow

    def is_overdue(self) -> bool:
        """Whether no signal has ended the block."""
        return time.monotonic() - self._begun > self.seconds + 2 * _AGAIN

    def watch(self, wait: float) -> None:
        """Begin to raise from another thread, after so many seconds."""
        threading.Thread(target=self._watch, args=(wait,), daemon=True).start()

    def _watch(self, wait: float) -> None:
        while not self._done.wait(wait):
            with self._lock:
                if self._done.is_set():
                    return
                if self._is_inside(sys._current_frames().get(self._thread)):
                    self._struck = True
                    _raise_in(self._thread, TooSlow)
            wait = self._sooner()


_watched: set[limited] = set()
"""Blocks that a signal is to end; one that stopped the timer is ended by a thread."""

_looking: threading.Thread | None = None


def _look_after(block: limited) -> None:
    global _looking
    _watched.add(block)
    if _looking is None or not _looking.is_alive():
        _looking = threading.Thread(target=_look, daemon=True)
        _looking.start()


def _look() -> None:
    """One thread for all blocks: to start one for each would take longer than most of them."""
    while _watched:
        time.sleep(_AGAIN)
        for block in [*_watched]:
            if block.is_overdue():
                _watched.discard(block)
                block.watch(0)


def _raise_in(thread: int, error: type[BaseException]) -> None:
    """Raise an exception in a thread, instead of one that has not arrived."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error))


def _signal_is_free() -> bool:
    if not hasattr(signal, "setitimer"):  # Windows
        return False
    if threading.current_thread() is not threading.main_thread():
        return False
    return signal.getsignal(signal.SIGALRM) in (signal.SIG_DFL, signal.SIG_IGN)
