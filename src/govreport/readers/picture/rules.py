"""Ruling lines on pixels: long, thin, straight, and meeting one another."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from attrs import frozen

from govreport.readers.picture.chains import Chain, Rule, chains
from govreport.readers.picture.frames import Pixels
from govreport.readers.picture.ink import Blob, blobs
from govreport.readers.picture.mending import mend
from govreport.readers.picture.strips import SHORT_SIDE, print_height
from govreport.readers.picture.unruled import tables_between

_ACROSS, _DOWN = 22.0, 12.0
_THICK = 5.0
_GAP = 2.5
_REACH = 3.0
_TALL = 26.0
_ALIGNED, _BREAK = 0.8, 24.0
_SHORTEST, _THIN, _THICKER = 6.0, 2.5, 2.0
_SOLID = 0.8
_SLIT = 0.8
_LONG, _BUSY = 110.0, 0.3
_LEAST_HEIGHT, _LEAST_WIDTH, _LEAST_ROW = 26.0, 60.0, 10.0


@frozen
class Rules:
    """The lines of a page's tables, and the mask of their ink.

    ``doubted`` are the middles (x, y) of sides of cells that may be there or not; ``sag`` is
    how far the lines of the page rise and fall, in points, thickness included.
    """

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    mask: Pixels
    doubted: tuple[tuple[float, float], ...] = ()
    sag: float = 0.0

    @property
    def length(self) -> int:
        """All lines together, in pixels."""
        return sum(line.end - line.start for line in (*self.across, *self.down))


def find_rules(mask: Pixels) -> Rules:
    """The ruling lines of a page that lies straight; ``mask`` is its ink.

    A row of small print can look like a line. What does not meet two lines of the other
    direction, or only within the height of one line of text, is none.
    """
    point = min(mask.shape) / SHORT_SIDE
    turned = np.ascontiguousarray(mask.T)
    across, down, doubted = list[Rule](), list[Rule](), list[tuple[float, float]]()
    lines, others = _chained(mask, point, _ACROSS), _chained(turned, point, _DOWN)
    alone = lines
    for rows, columns in _grids(lines, others, point):
        alone = [line for line in alone if line not in rows]
        mended = mend(mask, rows, columns, point)
        across += [*_pieces(rows, _ACROSS * point), *mended.across]
        down += [*_pieces(columns, _DOWN * point), *mended.down]
        doubted += mended.doubted
    alone = [line for line in alone if _is_rule(line, point)]
    lone = _drawn(mask.shape, _pieces(alone, 0.0), [], point)
    print_on_it = blobs(cv2.subtract(mask, lone)) if alone else []
    height = print_height(print_on_it, point)
    for table in tables_between(alone, print_on_it, height, point):
        across += table.across
        down += table.down
        doubted += table.doubted
    drawn = cv2.bitwise_or(lone, _drawn(mask.shape, across, down, point))
    sag = max(_sag(lines, point), _sag(others, point) / 2)  # columns are wider than rows high
    return Rules(tuple(across), tuple(down), drawn, tuple(doubted), sag)


def _sag(lines: list[Chain], point: float) -> float:
    """The usual height that a long line takes up: its curve, its slope and its thickness."""
    long = [
        max(piece.thick for piece in line.pieces)
        for line in lines
        if line.end - line.start >= _LONG * point
    ]
    return float(np.median(long)) / point if long else 0.0


def _is_rule(line: Chain, point: float) -> bool:
    """Whether a line that meets no other is drawn, and no row of print."""
    solid = sum(piece.end - piece.start for piece in line.pieces)
    return (
        line.thick <= _THIN * point
        and line.end - line.start >= _LONG * point
        and (solid >= _SOLID * (line.end - line.start))
    )


def _chained(mask: Pixels, point: float, shortest: float) -> list[Chain]:
    """The lines of a mask; one of them has a piece that is long enough to be no print."""
    long = _lines(mask, point, shortest)
    found = chains(long + _rests(mask, point, long), _ALIGNED * point, _BREAK * point)
    return _without_print([line for line in found if _pieces([line], shortest * point)], point)


def _without_print(lines: list[Chain], point: float) -> list[Chain]:
    """The lines that are not much thicker than the long ones, as rows of digits that touch are."""
    long = [line.thick for line in lines if line.end - line.start > _LONG * point]
    most = max(_THIN * point, _THICKER * float(np.median(long)) if long else _THICK * point)
    return [line for line in lines if line.thick <= most or line.end - line.start > _LONG * point]


def _rests(mask: Pixels, point: float, long: list[Rule]) -> list[Rule]:
    """Short thin pieces, which may be what is left of a broken line, or strokes of print."""
    taken = {round(line.position) + step for line in long for step in (-1, 0, 1)}
    return [
        piece
        for piece in _lines(mask, point, _SHORTEST)
        if piece.thick <= _THIN * point
        and round(piece.position) in taken
        and piece.end - piece.start < _ACROSS * point
        and not any(_overlap(piece, line, point) for line in long)
    ]


def _overlap(piece: Rule, line: Rule, point: float) -> bool:
    near = abs(piece.position - line.position) <= _ALIGNED * point
    return near and piece.start < line.end and line.start < piece.end


def _pieces(lines: Iterable[Chain], shortest: float) -> list[Rule]:
    return [p for line in lines for p in line.pieces if p.end - p.start >= round(shortest)]


def _lines(mask: Pixels, point: float, shortest: float) -> list[Rule]:
    """The horizontal lines of a mask, thick areas and short strokes left out."""
    gap = max(1, round(_GAP * point))
    length = max(8, round(shortest * point))
    swollen = cv2.dilate(mask, np.ones((3, 1), np.uint8))
    closed = cv2.morphologyEx(swollen, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    thick = max(3, round(_THICK * point)) + 2
    areas = cv2.morphologyEx(opened, cv2.MORPH_OPEN, np.ones((thick, 1), np.uint8))
    found = []
    for blob in blobs(cv2.subtract(opened, areas)):
        if blob.right - blob.left < length:
            continue
        if _is_solid(mask[blob.top : blob.bottom, blob.left : blob.right], point) and (
            blob.right - blob.left > _LONG * point or _stands_alone(mask, blob, point)
        ):
            middle = (blob.top + blob.bottom - 1) / 2
            high = max(1, blob.bottom - blob.top - 2)
            found.append(Rule(middle, blob.left, blob.right, high))
    return found


def _is_solid(part: Pixels, point: float) -> bool:
    """Whether the ink runs through, seen through a narrow slit; print is strokes with gaps.

    The slit is laid anew every few points, so that a line may slope a little.
    """
    slit = max(3, round(_SLIT * point))
    band = cv2.dilate(part, np.ones((slit, 1), np.uint8)) > 0
    width = max(8, round(_ACROSS * point))
    chunks = [band[:, x : x + width] for x in range(0, band.shape[1], width)]
    covered = [float(chunk.mean(axis=1).max()) * chunk.shape[1] for chunk in chunks]
    return bool(sum(covered) >= _SOLID * band.shape[1])


def _stands_alone(mask: Pixels, blob: Blob, point: float) -> bool:
    """Whether a short line has paper above and below it, as no row of digits has."""
    near, far = max(1, round(0.6 * point)), max(3, round(2.6 * point))
    above = mask[max(0, blob.top - far) : max(0, blob.top - near), blob.left : blob.right]
    below = mask[blob.bottom + near : blob.bottom + far, blob.left : blob.right]
    return all(
        part.shape[0] == 0 or float((part.max(axis=0) > 0).mean()) <= _BUSY
        for part in (above, below)
    )


def _grids(
    across: list[Chain], down: list[Chain], point: float
) -> list[tuple[list[Chain], list[Chain]]]:
    """The lines that take part in a grid, by the grids."""
    reach = _REACH * point
    while True:
        kept = [line for line in across if _meets(line, down, reach) >= 2]
        left = [line for line in down if _stands(line, kept, reach, _TALL * point)]
        if len(kept) == len(across) and len(left) == len(down):
            break
        across, down = kept, left
    groups: list[tuple[set[int], set[int]]] = []
    for number, line in enumerate(across):
        met = {i for i, other in enumerate(down) if _touch(line, other, reach)}
        joined = [group for group in groups if group[1] & met]
        groups = [group for group in groups if not group[1] & met]
        rows = {number}.union(*(group[0] for group in joined))
        groups.append((rows, met.union(*(group[1] for group in joined))))
    found = []
    for one, other in groups:
        lines, columns = [across[i] for i in sorted(one)], [down[i] for i in sorted(other)]
        ys = [line.position for line in lines]
        xs = [line.position for line in columns]
        if _is_table(max(ys) - min(ys), max(xs) - min(xs), len(xs), point):
            found.append((lines, columns))
    return found


def _is_table(height: float, width: float, down: int, point: float) -> bool:
    """Whether a grid is larger than a title: two lines of print high, or long and of many cells.

    A page break can leave a single row of a table on a page of its own.
    """
    if height >= _LEAST_HEIGHT * point:
        return width >= _LEAST_WIDTH * point
    return height >= _LEAST_ROW * point and width >= 4 * _LEAST_WIDTH * point and down >= 4


def _stands(line: Chain, across: list[Chain], reach: float, tall: float) -> bool:
    """A line no taller than a character of a title must end at other lines, above and below."""
    met = [other for other in across if _touch(line, other, reach)]
    if len(met) < 2 or line.end - line.start >= tall:
        return len(met) >= 2
    ends = (line.start, line.end)
    return all(any(abs(other.position - end) <= reach for other in met) for end in ends)


def _meets(line: Chain, others: list[Chain], reach: float) -> int:
    return sum(_touch(line, other, reach) for other in others)


def _touch(line: Chain, other: Chain, reach: float) -> bool:
    return (
        other.start - reach <= line.position <= other.end + reach
        and line.start - reach <= other.position <= line.end + reach
    )


def _drawn(shape: tuple[int, ...], across: list[Rule], down: list[Rule], point: float) -> Pixels:
    """The lines as a mask, a little wider and longer than they were found."""
    mask = np.zeros(shape, np.uint8)
    more = round(2 * point)
    for line in across:
        top, bottom = _breadth(line)
        mask[top:bottom, max(0, line.start - more) : line.end + more] = 255
    for line in down:
        left, right = _breadth(line)
        mask[max(0, line.start - more) : line.end + more, left:right] = 255
    return mask


def _breadth(line: Rule) -> tuple[int, int]:
    half = line.thick / 2 + 1.5
    return max(0, round(line.position - half)), round(line.position + half) + 1
