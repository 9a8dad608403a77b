"""Glued numbers: cut runs of digits into the cells that they were printed from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from typing import TypeAlias

from attrs import define

from govreport.tables.placement.sums import Rule

Cut: TypeAlias = tuple[int, int, int]
"""Run number, and the offsets of one cell inside that run."""

WORK_LIMIT = 50_000
"""Steps after which a run counts as undecidable."""
WORK_OF_A_DOCUMENT = 1_000_000
"""Steps for all runs of a document, a few seconds: no real one has many such rows."""
_LEAST = 200
"""Steps that a run has also when those of the document are used up, until they are used twice."""
_DIGITS = 8
"""Digits of a number that are read in one step."""

_SIGNS = "+增−减﹣‐‑–—-"
_NEGATIVE = "−减﹣‐‑–—-"
_DASHES = "–—-"
_RUN = re.compile(rf"[{_SIGNS}]?[\d,]+(?:[{_SIGNS}][\d,]+)*(?:\.\d+)?\D*")
_TAIL = re.compile(r"\d*")
_REST = re.compile(r"(?:,\d{3})*(?:\.\d+)?")


class _Exhausted(Exception):
    pass


@define
class _Work:
    left: int


_work: ContextVar[_Work | None] = ContextVar("work", default=None)


@contextmanager
def bounded_work() -> Iterator[None]:
    """Within this block all calls of `split_runs` share `WORK_OF_A_DOCUMENT` steps (at most
    twice as many), so that a document of undecidable rows takes seconds and not hours.
    """
    token = _work.set(_Work(WORK_OF_A_DOCUMENT))
    try:
        yield
    finally:
        _work.reset(token)


def split_runs(
    runs: Sequence[str],
    blocks: Sequence[int],
    rule: Rule | None = None,
    *,
    limit: int = 2,
    signed: frozenset[int] = frozenset(),
) -> list[tuple[Cut, ...]]:
    """All ways (at most ``limit``) to cut the runs into cells, one for each column.

    Args:
        runs: digit runs in reading order, each at least one cell; a unit may follow.
        blocks: number of columns of each block; the rule holds for each block.
        rule: the sum rule, or None.
        limit: stop after so many solutions.
        signed: columns in which a number may carry a sign.

    Returns:
        The solutions; empty when there is none, or when they could not be counted within
        `WORK_LIMIT` steps; see also `bounded_work`.

    A number has no leading zeros, so ``007`` in three columns has one solution:

    >>> split_runs(["007"], (3,))
    [((0, 0, 1), (0, 1, 2), (0, 2, 3))]

    A sign begins a cell, in a column that may have one:

    >>> len(split_runs(["3-42"], (2,), signed=frozenset({1}))), len(split_runs(["3-42"], (2,)))
    (1, 0)

    >>> from govreport.tables.placement import last_is_sum
    >>> [[run[a:b] for _, a, b in cut] for run in ("21710000218",)
    ...  for cut in split_runs([run], (7,), last_is_sum)]
    [['217', '1', '0', '0', '0', '0', '218']]

    A dash may be a sign or a placeholder, so 9-25 can be -2 and 5, or no change and 25:

    >>> len(split_runs(["9", "-25"], (3,), signed=frozenset({1})))
    2
    """
    if not runs or any(not _RUN.fullmatch(run) for run in runs):
        return []
    width = sum(blocks)
    if sum(map(len, runs)) < width:
        return []  # less than a character for each cell
    ends: list[int] = []
    for size in blocks:
        ends.append((ends[-1] if ends else 0) + size)
    starts = dict(zip(ends, [0, *ends], strict=False))
    found: list[tuple[Cut, ...]] = []
    steps = 0
    work = _work.get() or _Work(WORK_LIMIT)
    most = min(WORK_LIMIT, max(work.left, _LEAST if work.left > -WORK_OF_A_DOCUMENT else 0))

    def search(
        run: int, position: int, cuts: list[Cut], values: list[int | Decimal | None]
    ) -> None:
        nonlocal steps
        steps += 1
        if steps > most:
            raise _Exhausted
        filled = len(cuts)
        if filled in starts and rule is not None and not rule(values[starts[filled] :]):
            return
        if run == len(runs):
            if filled == width:
                found.append(tuple(cuts))
            return
        if filled == width or len(runs) - run > width - filled:
            return
        for end, value in _parts(runs[run], position, filled in signed):
            steps += (end - position) // _DIGITS  # what a long number costs to read and to add
            cuts.append((run, position, end))
            values.append(value)
            done = end == len(runs[run])
            search(run + 1 if done else run, 0 if done else end, cuts, values)
            cuts.pop()
            values.pop()
            if len(found) >= limit:
                return

    try:
        search(0, 0, [], [])
    except _Exhausted:
        return []
    finally:
        work.left -= steps
    return found


def _parts(run: str, position: int, signed: bool) -> Iterator[tuple[int, int | Decimal | None]]:
    """The cells that can begin at this position, as (end, value); None for a placeholder."""
    start = position
    negative = run[position] in _NEGATIVE
    if run[position] in _SIGNS:
        if run[position] in _DASHES:
            yield position + 1, None
        if not signed:
            return
        start += 1
    tail = _TAIL.match(run, start)
    last = tail.end() if tail else start
    rest = run[last:]
    for end in range(start + 1, last + 1):
        if run[start] == "0" and end > start + 1:
            break
        if end == last and rest and rest[0] not in _SIGNS:
            # A fraction, a thousands comma or a unit belongs to the last digits before it.
            match = _REST.match(rest)
            piece = run[start:end] + (match[0] if match else "")
            value: int | Decimal = (
                Decimal(piece.replace(",", "")) if "." in piece else int(piece.replace(",", ""))
            )
            yield len(run), -value if negative else value
        else:
            value = int(run[start:end])
            yield end, -value if negative else value
