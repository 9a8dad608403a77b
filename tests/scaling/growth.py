"""How the time of a task grows with the size of its input."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

_Input = TypeVar("_Input")

CLOCK = 0.002
"""Seconds below which a time is noise."""


def seconds(task: Callable[[_Input], object], item: _Input) -> float:
    """Processor time of one run."""
    begun = time.thread_time()
    task(item)
    return time.thread_time() - begun


def exponent(
    task: Callable[[_Input], object],
    inputs: Sequence[_Input],
    *,
    patience: float = 5.0,
    most: float = 1.45,
) -> float:
    """The power of the size with which the time grows, over inputs that double in size.

    Measured again, up to three times, while it looks worse than ``most``: a machine that is busy
    with something else makes single times long, never short. Stops at the first input that
    takes longer than ``patience``.
    """
    best = [math.inf] * len(inputs)
    found = math.inf
    with _alone():
        for _ in range(4):
            for index, item in enumerate(inputs):
                best[index] = min(best[index], seconds(task, item))
                if best[index] > patience:
                    break
            found = min(found, _slope([time for time in best if time < math.inf]))
            if found < most:
                break
    return found


@contextmanager
def _alone() -> Iterator[None]:
    """Without the objects of other tests: the garbage collector looks at what the task itself
    makes, and a large input does not pay for all that a long run has left in memory."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _slope(times: Sequence[float]) -> float:
    """The growth from the first time that is no noise to the last."""
    told = [(index, time) for index, time in enumerate(times) if time > CLOCK]
    if len(told) < 2:
        return 0.0
    (first, low), (last, high) = told[max(0, len(told) - 3)], told[-1]
    return math.log2(high / low) / (last - first)
