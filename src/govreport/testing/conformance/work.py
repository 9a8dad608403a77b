"""How much work a call is: counted in steps of the interpreter, so that no clock decides."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

Steps: TypeAlias = "Counter[tuple[str, int]]"
"""How often each line of Python was executed: (file, line) -> times."""

_HOT = 2000
"""Lines that ran less often say nothing about growth."""


class TooMuchWork(AssertionError):
    """A call was ended because it worked far more than it may."""


def work(action: Callable[[], object], *, limit: int | None = None) -> Steps:
    """How often each line of Python is executed by ``action``.

    Args:
        action: what is measured; it is run once.
        limit: end it (`TooMuchWork`) beyond this number of steps.

    >>> work(lambda: [str(n) for n in range(10)]).total() < 50
    True
    """
    found: Steps = Counter()
    count = 0

    def step(frame: Any, _event: str, _argument: Any) -> Any:
        nonlocal count
        count += 1
        if limit is not None and count > limit:
            raise TooMuchWork(f"more than {limit} steps")
        found[frame.f_code.co_filename, frame.f_lineno] += 1
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        action()
    finally:
        sys.settrace(before)
    return found


def growth(action: Callable[[Any], object], inputs: Sequence[Any]) -> tuple[float, str]:
    """How the work grows with the input: about 2 when it is linear, 4 when it is quadratic.

    It is looked at line by line: one line whose count grows with the square is enough. What
    happens inside a single call into compiled code is not seen.

    Args:
        action: what is measured, called with each input twice: what is built once and kept
            does not count.
        inputs: three inputs, each twice as long as the one before.

    Returns:
        The growth of the line that grows most, and the line.

    >>> def pairs(count):
    ...     for first in range(count):
    ...         for second in range(count):
    ...             pass
    >>> growth(pairs, (100, 200, 400))[0] > 3.5, growth(range, (100, 200, 400))[0]
    (True, 0.0)
    """
    counts: list[Steps] = []
    for one in inputs:
        action(one)
        limit = 20 * counts[-1].total() + 100_000 if counts else None
        counts.append(work(lambda one=one: action(one), limit=limit))  # type: ignore[misc]
    small, middle, large = counts
    grown = [
        ((large[line] - middle[line]) / (middle[line] - small[line]), line)
        for line in large
        if large[line] >= _HOT and middle[line] - small[line] >= _HOT / 20
    ]
    if not grown:
        return 0.0, "nothing"
    most, (file, number) = max(grown)
    return most, f"{file}:{number}"
