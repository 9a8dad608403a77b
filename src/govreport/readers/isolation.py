"""Native code in a process of its own, so that a hostile file costs that file and no more.

A library in C or Rust that meets a file made to break it can end the process, take all memory, or
run for days. Readers of such formats therefore call `run`, which does the work in a child with
limits of memory, time and output. Children are kept and used again; one that dies, or runs over a
limit, is replaced.

Platforms: the limit of memory needs ``resource`` and a system that keeps it (Linux and most other
Unix systems). Elsewhere (Windows, macOS) the child still takes crashes and the limit of time; where
no child can be started at all (a frozen program, WebAssembly) the work is done in this process.
Both are said once, by a `RuntimeWarning`.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from attrs import define

from govreport.errors import GovReportError, LimitExceeded, UnreadableSource
from govreport.readers import wire
from govreport.readers.limits import DEFAULT, Limits, exceeded
from govreport.readers.worker import items_of, resolve

_USES = 200
"""Requests after which a child is replaced, so that what a library leaks does not add up."""

_IDLE = 4
"""Children that are kept waiting."""

_STARTING_SECONDS = 60.0

_SMALL = 64 * 1024
"""Bytes that a message may have beyond the limit of output: errors, and how it is wrapped."""


def run(function: str, arguments: tuple[Any, ...], limits: Limits = DEFAULT) -> Any:
    """Call a function in a child process and return what it returns.

    Args:
        function: ``"package.module:name"`` of a function at the top of a module. It is imported
            in the child, so it must be installed, not typed into a session.
        arguments: its arguments; anything that can be pickled.
        limits: ``max_seconds``, ``max_memory`` and ``max_output`` hold for the call. A reader
            whose model needs more memory calls with ``attrs.evolve(limits, max_memory=...)``.

    Returns:
        The result: numbers, strings, bytes, dates, tuples, lists, dicts, and instances of classes
        of this library. For a generator function see `stream`.

    Raises:
        LimitExceeded: a limit was reached; the message names it.
        UnreadableSource: the child crashed, or the function raised an error that is none of this
            library's. A `govreport.GovReportError` comes as it was raised.

    >>> run("math:hypot", (3, 4))
    5.0
    >>> run("os:abort", ())
    Traceback (most recent call last):
    ...
    govreport.errors.UnreadableSource: the file makes the program that reads it crash (SIGABRT)...
    """
    result, *_ = stream(function, arguments, limits)
    return result


def stream(function: str, arguments: tuple[Any, ...], limits: Limits = DEFAULT) -> Iterator[Any]:
    """The items of a generator function, which runs in a child process; see `run`.

    The child goes on while an item is looked at, at most as far as a pipe holds. The limits of
    time and output hold for each item. Closing the iterator early ends the child.

    >>> list(stream("itertools:islice", ("abc", 2)))
    ['a', 'b']
    """
    why = _no_process()
    if why is not None:
        _say_once(f"{why}: files are read in this process, where a hostile one can end it")
        yield from items_of(function, arguments)
        return
    child = _take(limits.max_memory)
    usable = False
    try:
        child.ask((function, arguments, limits), limits)
        while (item := child.answer(limits)) is not _END:
            yield item
        usable = True
    except LimitExceeded:
        raise  # what a library holds after that is unknown
    except GovReportError:
        usable = child.is_alive()
        raise
    finally:
        _give_back(child) if usable else child.end()


_meanwhile: list[str] = []


def while_starting(function: str) -> None:
    """Call a function in this process while the next child starts, where one is to start.

    A child takes as long to start as this process takes to load what comes after the reading.

    Args:
        function: ``"package.module:name"`` as for `run`; called once and without arguments. What
            it raises is left to whoever needs what it prepares.
    """
    _meanwhile[:] = [function]


def _do_meanwhile() -> None:
    while _meanwhile:
        function = _meanwhile.pop()
        with contextlib.suppress(Exception):
            resolve(function)()


def _no_process() -> str | None:
    """Why there can be no child here, None when there can."""
    if sys.platform in ("emscripten", "wasi"):
        return f"{sys.platform} starts no processes"
    if getattr(sys, "frozen", False) or not _python():
        return "this program carries no Python that could be started"
    return None


def _python() -> str | None:
    """The interpreter to start; `multiprocessing.set_executable` holds here too."""
    spawn = sys.modules.get("multiprocessing.spawn")
    path = spawn.get_executable() if spawn is not None else sys.executable
    return os.fsdecode(path) if path else None


_said: set[str] = set()


def _say_once(text: str) -> None:
    if text not in _said:
        _said.add(text)
        warnings.warn(text, RuntimeWarning, stacklevel=4)


_LOOK_EVERY = 0.05


def _peak_of(pid: int) -> int:
    """The most memory that a running process had, in bytes; 0 where the system does not say."""
    with contextlib.suppress(OSError, ValueError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


_END = object()


@define(eq=False)
class _Child:
    """One child process and the two pipes to it."""

    process: subprocess.Popen[bytes]
    requests: IO[bytes]
    answers: IO[bytes]
    memory: int = 0
    uses: int = 0
    late: bool = False
    peak: int = 0
    """The most memory that the child was seen to have, in bytes; 0 where nobody can see it."""

    @classmethod
    def start(cls) -> _Child:
        """Start a child; it is ready later."""
        paths = [path for path in sys.path if isinstance(path, str)]
        code = (
            f"import sys; sys.path[:] = {paths!r}; import govreport.readers.worker as w; w.main()"
        )
        try:
            process = subprocess.Popen(
                [_python() or "", "-P", "-c", code],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise UnreadableSource(
                f"the process in which files of this kind are read cannot be started: {error}"
            ) from error
        assert process.stdin is not None
        assert process.stdout is not None
        return cls(process, process.stdin, process.stdout)

    def wait_until_ready(self) -> None:
        """Wait until it has started."""
        try:
            _, can_limit_memory = self._receive(_STARTING_SECONDS, _SMALL)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            self.end()
            raise UnreadableSource(
                "the process in which files of this kind are read did not start: "
                f"exit status {self.process.returncode}"
            ) from error
        if not can_limit_memory:
            _say_once(
                f"{sys.platform} keeps no limit of memory for one process: "
                "max_memory does not hold when files are read"
            )

    def ask(self, request: Any, limits: Limits) -> None:
        """Send a request."""
        self.uses += 1
        data = wire.dumps(request)
        try:
            with self._watched(limits.max_seconds):
                wire.send(self.requests, data)
        except OSError as error:
            raise self._death(limits) from error

    def answer(self, limits: Limits) -> Any:
        """The next item, or `_END`; raises what the function raised."""
        try:
            kind, value = self._receive(limits.max_seconds, limits.max_output + _SMALL)
        except (EOFError, OSError) as error:
            raise self._death(limits) from error
        except wire.TooLong as error:
            what = f"what was read has {error} bytes"
            raise exceeded("max_output", limits.max_output, what) from error
        except Exception as error:  # unpickling raises what the classes in it raise
            raise LimitExceeded(
                f"the program that reads the file gave an answer without sense: {error}"
            ) from error
        if kind == "item":
            return value
        if kind == "end":
            return _END
        raise value if isinstance(value, GovReportError) else UnreadableSource(str(value))

    def _receive(self, seconds: float, most: int) -> Any:
        with self._watched(seconds):
            return wire.loads(wire.receive(self.answers, most))

    @contextlib.contextmanager
    def _watched(self, seconds: float) -> Iterator[None]:
        """Kill the child when the block takes longer."""
        done = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(done, seconds), daemon=True)
        watcher.start()
        try:
            yield
        finally:
            done.set()

    def _watch(self, done: threading.Event, seconds: float) -> None:
        """Look at the child's memory until it has answered, or its time is over."""
        end = time.monotonic() + seconds
        while not done.wait(min(_LOOK_EVERY, max(0.0, end - time.monotonic()))):
            self.peak = max(self.peak, _peak_of(self.process.pid))
            if time.monotonic() >= end:
                self._time_out()
                return

    def _time_out(self) -> None:
        self.late = True
        self.process.kill()

    def is_alive(self) -> bool:
        """Whether it can take another request."""
        return self.process.poll() is None

    def _death(self, limits: Limits) -> UnreadableSource:
        """Why the child has ended, as far as that is known."""
        peak = self._reap()
        name = _signal_name(self.process.returncode)
        if self.late or name == "SIGXCPU":
            return exceeded("max_seconds", limits.max_seconds, "reading the file did not end")
        # What the system counts begins with the parent's memory: what was seen comes first.
        if (self.peak or peak) > limits.max_memory / 2 or name == "SIGKILL":
            # Libraries in C do not say that they get no memory: they end the process.
            what = f"the program that reads the file ran out of memory ({name})"
            return exceeded("max_memory", limits.max_memory, what)
        return UnreadableSource(
            f"the file makes the program that reads it crash ({name}): it is broken, or made to "
            "do that"
        )

    def _reap(self) -> int:
        """Wait for the end of the process; the most memory that it had, in bytes, if known."""
        peak = 0
        with contextlib.suppress(OSError, AttributeError):  # Windows has no wait4
            os.kill(self.process.pid, signal.SIGKILL)  # no effect on one that has ended
            _, status, usage = os.wait4(self.process.pid, 0)
            self.process.returncode = os.waitstatus_to_exitcode(status)
            peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        self.end()
        return peak

    def end(self) -> None:
        """End the process, whatever it does."""
        with contextlib.suppress(OSError):
            self.process.kill()
        self.process.wait()
        for pipe in (self.requests, self.answers):
            with contextlib.suppress(OSError):
                pipe.close()


def _signal_name(code: int) -> str:
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"exit status {code}"


_lock = threading.Lock()
_idle: list[_Child] = []
_all: set[_Child] = set()


def _take(memory: int) -> _Child:
    """A waiting child, or a new one, for requests with that limit of memory.

    One that has loaded much under a higher limit could do nothing under a lower one.
    """
    with _lock:
        for child in [child for child in reversed(_idle) if child.memory == memory]:
            _idle.remove(child)
            if child.is_alive():
                return child
            child.end()
            _all.discard(child)
    child = _Child.start()
    try:
        _do_meanwhile()
        child.wait_until_ready()
    except BaseException:
        child.end()
        raise
    child.memory = memory
    with _lock:
        _all.add(child)
    return child


def _give_back(child: _Child) -> None:
    with _lock:
        if child.uses < _USES and len(_idle) < _IDLE:
            _idle.append(child)
            return
        _all.discard(child)
    child.end()


@atexit.register
def end_children() -> None:
    """End all child processes; the next request starts a new one."""
    with _lock:
        ending = [*_all]
        _all.clear()
        _idle.clear()
    for child in ending:
        child.end()


def _forget() -> None:
    """In a fork of this process: the children are those of the other one."""
    global _lock
    _lock = threading.Lock()
    for child in _all:
        child.process.returncode = 0  # else it would be waited for, in vain
        for pipe in (child.requests, child.answers):
            with contextlib.suppress(OSError):
                pipe.close()
    _all.clear()
    _idle.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
