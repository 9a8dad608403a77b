"""The process that native code runs in: takes a request, sets its limits, answers.

Started by `govreport.readers.isolation`; it ends when its parent does.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from typing import IO, Any

from govreport.errors import GovReportError
from govreport.readers import wire
from govreport.readers.limits import Limits, exceeded

_GRACE = 5
"""Seconds of processor time beyond the limit, after which the system ends this process itself:
only where the parent, which watches the clock, is gone."""


def main() -> None:
    """Serve requests until the input ends."""
    requests, answers = _streams()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    wire.send(answers, wire.dumps(("ready", _can_limit_memory())))
    while True:
        try:
            # The parent is trusted; its requests hold paths, file contents and limits.
            function, arguments, limits = pickle.loads(wire.receive(requests))
        except EOFError:
            return
        for answer in _answers(function, arguments, limits):
            wire.send(answers, answer)


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes, moved away so that nothing that a library prints comes between."""
    pipes = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):
        os.dup2(nothing, number)
    return pipes


def _answers(function: str, arguments: tuple[Any, ...], limits: Limits) -> Iterator[bytes]:
    """The items that a function yields, then how it ended."""
    try:
        _set_limits(limits)
        for item in items_of(function, arguments):
            data = wire.dumps(("item", item))
            limits.check("max_output", len(data), f"what was read has {len(data)} bytes")
            yield data
        last: tuple[str, Any] = ("end", None)
    except GovReportError as error:
        last = ("error", error)
    except MemoryError:
        last = ("error", exceeded("max_memory", limits.max_memory, "the file takes more memory"))
    except RecursionError:
        what = "elements are nested too deep"
        last = ("error", exceeded("max_nesting", limits.max_nesting, what))
    except Exception as error:
        last = ("failed", f"{type(error).__name__}: {str(error)[:1000]}")
    yield _last(last)


def _last(answer: tuple[str, Any]) -> bytes:
    try:
        data = wire.dumps(answer)
        wire.loads(data)
    except Exception:  # an error class of a plugin, or one that cannot be built again
        return wire.dumps(("failed", str(answer[1])))
    return data


def items_of(function: str, arguments: tuple[Any, ...]) -> Iterator[Any]:
    """What a function returns, or the items that a generator function yields."""
    result = resolve(function)(*arguments)
    if isinstance(result, Iterator):
        yield from result
    else:
        yield result


def resolve(function: str) -> Callable[..., Any]:
    """The function that ``package.module:name`` names."""
    module, _, name = function.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def _can_limit_memory() -> bool:
    try:
        import resource
    except ImportError:  # Windows
        return False
    try:
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (resource.getrlimit(resource.RLIMIT_AS)[0], most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return False
    return sys.platform != "darwin"  # which takes the limit and does not keep it


def _set_limits(limits: Limits) -> None:
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + limits.max_seconds) + _GRACE
    for kind, value in (
        (resource.RLIMIT_AS, limits.max_memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, limits.max_output),
    ):
        _, most = resource.getrlimit(kind)
        if most != resource.RLIM_INFINITY:
            value = min(value, most)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (value, most))
