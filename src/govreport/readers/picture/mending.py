"""Broken ruling lines: gaps that the rest of the grid proves are closed, others are doubted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from attrs import define, frozen

from govreport.readers.picture.chains import Chain, Rule
from govreport.readers.picture.frames import Pixels

_RUN = 4.0
_NEAR, _FAR = 1.2, 2.0
_CORNER, _COLUMN, _STROKE = 2.0, 40.0, 12.0
_HALF, _TRACE = 0.5, 0.1
_BROKEN = 0.97
_UNLIKELY = 0.01
_CROSSED = 0.04


@define
class _Edge:
    """The side of a cell: a stretch of a line between two lines that cross it."""

    line: Chain
    start: int
    end: int
    share: float
    traces: float
    gaps: list[int]
    crossed: bool
    clear: bool
    beside: bool
    drawn: bool = False
    doubted: bool = False

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    @property
    def level(self) -> float:
        return float(self.line.level(self.middle))

    def rule(self) -> Rule:
        return Rule(self.level, self.start, self.end, self.line.thick)


@frozen
class Mended:
    """Stretches to be added to the lines across and down, and middles of sides in doubt."""

    across: list[Rule]
    down: list[Rule]
    doubted: list[tuple[float, float]]


def mend(mask: Pixels, across: Sequence[Chain], down: Sequence[Chain], point: float) -> Mended:
    """Close the gaps in the lines of one table; ``mask`` is the ink.

    A side of a cell counts as drawn where half of it is. In a table whose other sides have gaps,
    a shorter rest is enough; and so is nothing, where the line goes on before and behind, and
    print stands on either side. Such a side is in doubt, as is one that may have been lost as a
    whole.
    """
    turned = np.ascontiguousarray(mask.T)
    rows, columns = _sides(mask, across, down, point), _sides(turned, down, across, point)
    drawn = [edge for line in (*rows, *columns) for edge in line if edge.drawn]
    whole = float(np.mean([edge.share for edge in drawn])) if drawn else 1.0
    lost = [gap for edge in drawn for gap in edge.gaps]
    usual = float(np.mean(lost)) if lost else point
    for line in (*rows, *columns):
        _decide(line, whole, usual)
    level, upright = (
        [edge for line in lines for edge in line if edge.drawn or edge.doubted]
        for lines in (rows, columns)
    )
    doubted = [(edge.middle, edge.level) for edge in level if edge.doubted]
    doubted += [(edge.level, edge.middle) for edge in upright if edge.doubted]
    return Mended(
        [edge.rule() for edge in level if edge.drawn],
        [edge.rule() for edge in upright if edge.drawn],
        doubted,
    )


def _sides(
    mask: Pixels, lines: Sequence[Chain], crossing: Sequence[Chain], point: float
) -> list[list[_Edge]]:
    """The sides on each line, between those that cross it."""
    marks = _marks(crossing, point)
    levels = sorted(line.position for line in lines)
    return [list(_edges(mask, line, marks, _room(line, levels, point), point)) for line in lines]


def _decide(row: list[_Edge], whole: float, usual: float) -> None:
    """Draw or doubt the sides of one line that are not drawn by half."""
    clear = [edge.drawn for edge in row]
    for index, edge in enumerate(row):
        if edge.drawn or edge.crossed:
            continue
        goes_on = any(clear[:index]) and any(clear[index + 1 :])
        if edge.share >= _TRACE or (whole < _BROKEN and edge.traces >= _TRACE):
            edge.drawn = whole < _BROKEN
            edge.doubted = not (edge.drawn and edge.clear and goes_on)
        elif whole < _BROKEN and goes_on and edge.beside:
            edge.drawn = edge.doubted = True
        else:
            chance = (1 - whole) ** ((edge.end - edge.start) / max(usual, 1.0))
            edge.doubted = goes_on and chance >= _UNLIKELY


def _marks(crossing: Sequence[Chain], point: float) -> list[int]:
    marks: list[int] = []
    for position in sorted(round(line.position) for line in crossing):
        if not marks or position - marks[-1] > _CORNER * point:
            marks.append(position)
    return marks


def _room(line: Chain, levels: list[float], point: float) -> tuple[int, int]:
    """How far it is from a line to the next ones, at most the width of a usual column."""
    least, most = _CORNER * point, _COLUMN * point
    before = [line.position - level for level in levels if level < line.position - least]
    after = [level - line.position for level in levels if level > line.position + least]
    return round(min([most, *before])), round(min([most, *after]))


def _edges(
    mask: Pixels, line: Chain, marks: list[int], room: tuple[int, int], point: float
) -> Iterator[_Edge]:
    """The sides that a line may have, each with the share of it that is drawn."""
    at = np.arange(mask.shape[1])
    level = line.along(mask.shape[1])
    half = max(1, round(line.thick / 2))
    near, far = half + max(1, round(_NEAR * point)), half + max(2, round(_FAR * point))

    def ink(first: int, last: int) -> Pixels:
        rows = np.clip(level[None, :] + np.arange(first, last)[:, None], 0, mask.shape[0] - 1)
        found: Pixels = mask[rows, at[None, :]].max(axis=0) > 0
        return found

    through = ink(-near - 1, -near + 1) & ink(near - 1, near + 1)
    thin = _runs(ink(-half, half + 1) & ~through, max(3, round(_RUN * point)))
    crossed = through & ink(-half, half + 1)
    above, below = ink(min(near - room[0], -far - 1), -far), ink(far, max(room[1] - near, far + 1))
    free = ~ink(-far, -near) & ~ink(near, far)
    corner = round(_CORNER * point)
    for start, end in pairwise(marks):
        first, last = start + corner, end - corner
        if last - first < corner:
            first, last = start, end
        part = thin[first:last]
        clear = bool(free[first:last].all())
        rooted = _rooted(thin[start:end], corner, round(_STROKE * point))
        yield _Edge(
            line,
            start,
            end,
            float(rooted[first - start : last - start].mean()),
            float(part.mean()) if clear else 0.0,
            _gaps(part),
            float(crossed[first:last].mean()) > _CROSSED,
            clear,
            bool(clear and above[first:last].any() and below[first:last].any()),
            drawn=float(rooted[first - start : last - start].mean()) >= _HALF,
        )


def _runs(line: Pixels, shortest: int) -> Pixels:
    """Only the runs that are no shorter than that."""
    kept = np.zeros_like(line)
    for start, end in _stretches(line):
        if end - start >= shortest:
            kept[start:end] = True
    return kept


def _rooted(line: Pixels, corner: int, stroke: int) -> Pixels:
    """Only the runs that begin at a crossing line, or are longer than a stroke of print."""
    kept = np.zeros_like(line)
    for start, end in _stretches(line):
        if end - start > stroke or start <= corner or end >= len(line) - corner:
            kept[start:end] = True
    return kept


def _gaps(line: Pixels) -> list[int]:
    return [end - start for start, end in _stretches(~line)]


def _stretches(line: Pixels) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], line.astype(np.int8), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
