"""Glued number columns: cut each row's digits, with the table's own sums as the only judge."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias

from attrs import frozen

from govreport.tables.placement.digits import split_runs

Group: TypeAlias = tuple[int, tuple[int, ...]]
"""Index of a row that is a total, and of the rows 其中 that make it up."""

_Values: TypeAlias = tuple[int | Decimal, ...]
_MOST = 64
_STEPS = 20_000
_TELLING = 100

BY_COUNT = "the only way to cut the digits into the columns"
BY_SUMS = "the only way to cut the digits so that the items add up to their total"
BY_ORDER = "the only way to cut the digits so that the year is not more than all years together"
BY_PROSE = "the only way to cut the digits that agrees with a figure in the text"


@frozen
class ColumnCut:
    """Where a run was cut, as offsets into it; ``how`` says what decided."""

    cuts: tuple[tuple[int, int], ...]
    how: str


@frozen
class _Way:
    cuts: tuple[tuple[int, int], ...]
    values: _Values


def cut_columns(
    runs: Mapping[int, str],
    width: int,
    groups: Iterable[Group] = (),
    *,
    rising: bool = False,
    figures: Mapping[int, Collection[int]] | None = None,
) -> dict[int, ColumnCut]:
    """Cut the runs of a table of which the columns are printed without a separator.

    Args:
        runs: row index -> digits as printed.
        width: number of number columns.
        groups: totals and their items; they add up in each column.
        rising: the columns are one year and all years, so the first is not the greater.
        figures: row index -> numbers that the text states of such a row; those below 100 tell
            nothing.

    Returns:
        The rows with exactly one solution; a row with none or several is left out.

    >>> found = cut_columns({0: "4251516", 1: "4181509", 2: "77"}, 2, [(0, (1, 2))])
    >>> ["4251516"[start:end] for start, end in found[0].cuts], found[2].how == BY_COUNT
    (['425', '1516'], True)
    >>> cut_columns({0: "346085376"}, 2)
    {}
    """
    ways = {index: _ways(run, width) for index, run in runs.items()}
    reasons = dict.fromkeys(ways, BY_COUNT)
    if rising:
        _narrow(ways, reasons, BY_ORDER, lambda _, values: _is_rising(values))
    for _ in range(2):
        for total, items in groups:
            _balance(ways, reasons, total, items, width)
    stated = {
        index: {figure for figure in found if figure >= _TELLING}
        for index, found in (figures or {}).items()
    }
    _narrow(
        ways, reasons, BY_PROSE, lambda index, values: values[0] in stated.get(index, frozenset())
    )
    return {
        index: ColumnCut(options[0].cuts, reasons[index])
        for index, options in ways.items()
        if len(options) == 1
    }


def _ways(run: str, width: int) -> list[_Way]:
    found = []
    for cut in split_runs([run], (width,), limit=_MOST):
        cuts = tuple((start, end) for _, start, end in cut)
        values = tuple(Decimal(run[start:end].replace(",", "")) for start, end in cuts)
        found.append(_Way(cuts, values))
    return found


def _is_rising(values: _Values) -> bool:
    return all(left <= right for left, right in pairwise(values))


def _narrow(
    ways: dict[int, list[_Way]],
    reasons: dict[int, str],
    how: str,
    keep: Callable[[int, _Values], bool],
) -> None:
    for index, options in ways.items():
        kept = [way for way in options if keep(index, way.values)]
        if kept and len(kept) < len(options):
            ways[index] = kept
            reasons[index] = how


def _balance(
    ways: dict[int, list[_Way]],
    reasons: dict[int, str],
    total: int,
    items: Sequence[int],
    width: int,
) -> None:
    """Keep what takes part in some solution of: items add up to the total, column by column."""
    rows = [total, *items]
    if any(not ways.get(index) for index in rows):
        return
    useful: dict[int, set[_Way]] = {index: set() for index in rows}
    steps = 0

    def search(position: int, rest: _Values, chosen: list[_Way]) -> bool:
        nonlocal steps
        steps += 1
        if steps > _STEPS:
            return False
        if position == len(items):
            if not any(rest):
                for index, way in zip(rows, chosen, strict=True):
                    useful[index].add(way)
            return True
        for way in ways[items[position]]:
            left = tuple(a - b for a, b in zip(rest, way.values, strict=True))
            if min(left) >= 0:
                chosen.append(way)
                complete = search(position + 1, left, chosen)
                chosen.pop()
                if not complete:
                    return False
        return True

    for way in ways[total]:
        if not search(0, way.values, [way]):
            return
    for index in rows:
        if useful[index] and len(useful[index]) < len(ways[index]):
            ways[index] = [way for way in ways[index] if way in useful[index]]
            reasons[index] = BY_SUMS
