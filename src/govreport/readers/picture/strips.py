"""Ink to lines of text: which blobs make one line, and which are only specks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from attrs import frozen

from govreport.readers.picture.ink import Blob

SHORT_SIDE = 595.0
"""Points that the short side of a page counts as, so that lengths mean the same at any dpi."""
_SPECK = 0.3
"""Share of the height of the print below which a piece of ink may be dirt, or a full stop."""
_GAP = 0.12
_FEWEST_STACKED = 4
_STROKE, _APART = 0.4, 0.4


@frozen
class Strip:
    """A line of text, or a part of one: the box of its ink, in pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """Pixels from left to right."""
        return self.right - self.left


def print_height(blobs: Sequence[Blob], point: float) -> float:
    """The height of the print on a page, in pixels: the median of what may be characters."""
    heights = [b.bottom - b.top for b in blobs if 4 * point <= b.bottom - b.top <= 30 * point]
    return float(np.median(heights)) if heights else 8 * point


def is_speck(blob: Blob, height: float) -> bool:
    """Whether a piece of ink is smaller than any digit or stroke: dirt, or a full stop."""
    return max(blob.right - blob.left, blob.bottom - blob.top) < _SPECK * height


def lines_of(blobs: Iterable[Blob], height: float) -> list[Strip]:
    """Lines from the top down; specks count only beside other ink of their line."""
    all_blobs = list(blobs)
    solid = [blob for blob in all_blobs if not is_speck(blob, height)]
    lines: list[list[Blob]] = []
    bottom = -1.0
    for blob in sorted(solid, key=lambda blob: blob.top):
        if lines and blob.top < bottom - _GAP * height:
            lines[-1].append(blob)
            bottom = max(bottom, blob.bottom)
        else:
            lines.append([blob])
            bottom = blob.bottom
    strips = [_bounds([*line, *_beside(line, all_blobs, height)]) for line in lines]
    return _stacked(_with_strokes(strips, height))


def _with_strokes(lines: list[Strip], height: float) -> list[Strip]:
    """Put a stroke that stands a little apart, as the upper one of 元, to the line below it."""
    joined: list[Strip] = []
    for line in lines:
        last = joined[-1] if joined else None
        if (
            last is not None
            and min(last.height, line.height) < _STROKE * height
            and line.top - last.bottom <= _APART * height
            and min(last.right, line.right) > max(last.left, line.left)
        ):
            joined[-1] = _around(last, line)
        else:
            joined.append(line)
    return joined


def _around(one: Strip, other: Strip) -> Strip:
    return Strip(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )


def _stacked(lines: list[Strip]) -> list[Strip]:
    """Lines as they are; of a label that runs downwards, its characters.

    Such a column is as wide as one character, and its lines are the strokes of 三 as well as
    whole characters: strokes are joined up to the height of a character.
    """
    wide = max((line.width for line in lines), default=0)
    if len(lines) < _FEWEST_STACKED or any(line.height > 1.6 * wide for line in lines):
        return lines
    if lines[-1].bottom - lines[0].top < _FEWEST_STACKED * wide:
        return lines
    joined = lines[:1]
    for line in lines[1:]:
        last = joined[-1]
        whole = _around(last, line)
        if whole.height <= 1.1 * wide:
            joined[-1] = whole
        else:
            joined.append(line)
    return joined


def _beside(line: list[Blob], blobs: list[Blob], height: float) -> list[Blob]:
    """Specks between the ends of a line: points, commas, dots of characters.

    At an end a speck is dirt, or a full stop that nobody misses.
    """
    strip = _bounds(line)
    return [
        blob
        for blob in blobs
        if is_speck(blob, height)
        and strip.top <= (blob.top + blob.bottom) / 2 <= strip.bottom + 0.2 * height
        and strip.left <= blob.left
        and blob.right <= strip.right
    ]


def pieces_of(strip: Strip, blobs: Iterable[Blob], gap: float) -> list[Strip]:
    """The parts of a line between gaps wider than ``gap``."""
    inside = [
        blob
        for blob in blobs
        if strip.left <= (blob.left + blob.right) / 2 <= strip.right
        and strip.top <= (blob.top + blob.bottom) / 2 <= strip.bottom
    ]
    parts: list[list[Blob]] = []
    end = 0
    for blob in sorted(inside, key=lambda blob: blob.left):
        if parts and blob.left - end <= gap:
            parts[-1].append(blob)
            end = max(end, blob.right)
        else:
            parts.append([blob])
            end = blob.right
    return [_bounds(part) for part in parts]


def _bounds(blobs: Sequence[Blob]) -> Strip:
    return Strip(
        min(blob.left for blob in blobs),
        min(blob.top for blob in blobs),
        max(blob.right for blob in blobs),
        max(blob.bottom for blob in blobs),
    )
