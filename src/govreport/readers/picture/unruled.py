"""Tables with horizontal rules only: where print leaves a column of white, a side is supposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from attrs import frozen

from govreport.readers.picture.chains import Chain, Rule
from govreport.readers.picture.ink import Blob

_APART = 0.7
"""White between two columns, as a share of the height of the print."""
_HIGHEST, _ROOMY = 90.0, 4.0
_FEWEST_RULES, _FEWEST_COLUMNS = 3, 4

Stretch = tuple[int, int]


@frozen
class Supposed:
    """Lines of a table across and down, and middles of sides in doubt."""

    across: list[Rule]
    down: list[Rule]
    doubted: list[tuple[float, float]]


def tables_between(
    rules: Sequence[Chain], blobs: Sequence[Blob], height: float, point: float
) -> Iterator[Supposed]:
    """The tables of horizontal rules that no vertical line meets; lengths are in pixels."""
    group: list[Chain] = []
    for rule in sorted(rules, key=lambda rule: rule.position):
        if group and (
            rule.position - group[-1].position > _HIGHEST * point
            or not any(_shares(rule, other) for other in group)
            or _is_prose(group[-1], rule, blobs, height)
        ):
            yield from _table(group, blobs, height)
            group = []
        group.append(rule)
    yield from _table(group, blobs, height)


def _shares(one: Chain, other: Chain) -> bool:
    return min(one.end, other.end) - max(one.start, other.start) > (one.end - one.start) / 2


def _is_prose(upper: Chain, lower: Chain, blobs: Sequence[Blob], height: float) -> bool:
    """Whether a heading stands between two rules, in more white than a row has, and no row."""
    sides = (min(upper.start, lower.start), max(upper.end, lower.end))
    return (
        lower.position - upper.position > _ROOMY * height
        and len(_stretches(upper, lower, blobs, sides, 2 * height)) <= 1
    )


@frozen
class _Band:
    """What stands between two rules: the stretches of its print, from the left."""

    top: int
    bottom: int
    print: list[Stretch]

    def crossed(self, x: float) -> bool:
        return any(start < x < end for start, end in self.print)

    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def _table(rules: list[Chain], blobs: Sequence[Blob], height: float) -> Iterator[Supposed]:
    left = min((rule.start for rule in rules), default=0)
    right = max((rule.end for rule in rules), default=0)
    if len(rules) < _FEWEST_RULES:
        return
    bands = [
        _Band(
            round(a.position),
            round(b.position),
            _stretches(a, b, blobs, (left, right), _APART * height),
        )
        for a, b in pairwise(rules)
        if b.position - a.position > height
    ]
    columns = _separators(bands)
    if len(columns) < _FEWEST_COLUMNS - 1:
        return
    across = [Rule(r.position, _snapped(r.start, left), r.end, r.thick) for r in rules]
    down = [Rule(float(x), bands[0].top, bands[-1].bottom, 1) for x in (left, right)]
    doubted: list[tuple[float, float]] = []
    for band in bands:
        for x in _indents(band, rules, left, height):
            down.append(Rule(float(x), band.top, band.bottom, 1))
        drawn, unsure = _sides(band, columns)
        down += [Rule(x, band.top, band.bottom, 1) for x in drawn]
        doubted += [(x, band.middle()) for x in unsure]
    yield Supposed(across, down, doubted)


def _snapped(start: int, left: int) -> int:
    return left if start - left < 6 else start


def _stretches(
    upper: Chain, lower: Chain, blobs: Sequence[Blob], sides: Stretch, gap: float
) -> list[Stretch]:
    """The print of a band, without what belongs to a label that runs over several bands."""
    found: list[Stretch] = []
    inside = sorted(
        (blob.left, blob.right)
        for blob in blobs
        if upper.position < (blob.top + blob.bottom) / 2 < lower.position
        and sides[0] <= (blob.left + blob.right) / 2 <= sides[1]
    )
    for start, end in inside:
        if found and start - found[-1][1] <= gap:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _separators(bands: Sequence[_Band]) -> list[float]:
    """Where columns meet, counted from the right: labels on the left may run over many rows."""
    counts = Counter(len(b.print) for b in bands if len(b.print) >= _FEWEST_COLUMNS)
    if not counts:
        return []
    usual = max(counts, key=lambda count: (counts[count], count))
    rows = [band.print[-usual:] for band in bands if len(band.print) >= usual]
    found = []
    for number in range(usual - 1):
        gaps = [(row[number][1], row[number + 1][0]) for row in rows]
        middle = float(np.median([(start + end) / 2 for start, end in gaps]))
        agreed = [(start, end) for start, end in gaps if start < middle < end]
        if 2 * len(agreed) >= len(gaps):
            found.append((max(s for s, _ in agreed) + min(e for _, e in agreed)) / 2)
    return found


def _indents(band: _Band, rules: Sequence[Chain], left: int, height: float) -> Iterator[int]:
    """Where a rule above or below begins to the right of a label that runs over it."""
    starts = {
        rule.start
        for rule in rules
        if round(rule.position) in (band.top, band.bottom) and rule.start - left > 2 * height
    }
    last = -height
    for start in sorted(starts):
        if start - last > height and not band.crossed(start):
            yield start
            last = start


def _sides(band: _Band, columns: Sequence[float]) -> tuple[list[float], list[float]]:
    """Which separators are sides of cells in a band, and which of all of them are in doubt."""
    edges = [float("-inf"), *columns, float("inf")]
    filled = [
        any(start < after and before < end for start, end in band.print)
        for before, after in pairwise(edges)
    ]
    merged = 2 * sum(filled) <= len(filled)
    drawn, doubted = list[float](), list[float]()
    between = [(first[1], second[0]) for first, second in pairwise(band.print)]
    for number, x in enumerate(columns):
        if band.crossed(x):
            continue
        sure = filled[number] and filled[number + 1]
        gap = next((gap for gap in between if gap[0] <= x <= gap[1]), None)
        first = gap is not None and (not drawn or drawn[-1] < gap[0])
        if sure or first or not merged:
            drawn.append(x)
        if not sure:
            doubted.append(x)
    return drawn, doubted
