"""Specks of dirt: what is too small for print and stands alone is painted over."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np

from govreport.readers.picture.cells import WHITE
from govreport.readers.picture.frames import Pixels
from govreport.readers.picture.ink import Blob, blobs
from govreport.readers.picture.sheet import Sheet
from govreport.readers.picture.strips import Strip, is_speck

_BELOW = 0.2
"""Share of the height of the print by which points and commas may stand below a strip."""
_TOUCHING = 0.12
"""Share of the height of the print within which a speck counts as part of what it is beside."""
_NEAR, _STROKE = 0.15, 0.5
"""Specks nearer than this, which together are as high as a stroke, may be what is left of one."""


def without_dirt(paper: Pixels, sheet: Sheet, strips: Iterable[Strip]) -> Pixels:
    """A copy of the paper without specks outside the strips.

    Points within strips stay, and so do specks that nearly touch print: of a digit that a fax
    has broken, such pieces are part.
    """
    specks = [blob for blob in sheet.blobs if is_speck(blob, sheet.height)]
    if not specks:
        return paper
    small = _drawn(specks, sheet.mask)
    kept = _grown(cv2.subtract(sheet.mask, small), _TOUCHING * sheet.height)
    for strip in strips:
        below = strip.bottom + round(_BELOW * sheet.height)
        kept[strip.top : below, strip.left : strip.right] = WHITE
    _keep_strokes(kept, specks, sheet.height)
    dirt = _drawn([blob for blob in specks if not _meets(blob, kept)], sheet.mask)
    fringe = cv2.subtract(_grown(dirt, 2), _grown(cv2.subtract(sheet.mask, dirt), 1))
    return cv2.bitwise_or(paper, cv2.bitwise_or(dirt, fringe))


def _drawn(found: Iterable[Blob], mask: Pixels) -> Pixels:
    """The ink of some blobs alone."""
    drawn = np.zeros(mask.shape, np.uint8)
    for blob in found:
        drawn[blob.top : blob.bottom, blob.left : blob.right] = WHITE
    return cv2.bitwise_and(drawn, mask)


def _grown(mask: Pixels, pixels: float) -> Pixels:
    side = 2 * max(1, round(pixels)) + 1
    grown: Pixels = cv2.dilate(mask, np.ones((side, side), np.uint8))
    return grown


def _meets(blob: Blob, kept: Pixels) -> bool:
    return bool(kept[blob.top : blob.bottom, blob.left : blob.right].any())


def _keep_strokes(kept: Pixels, specks: list[Blob], height: float) -> None:
    """Mark where specks stand as close together as the pieces of a broken stroke."""
    near = max(1, round(_NEAR * height))
    grown = np.zeros(kept.shape, np.uint8)
    for blob in specks:
        top, left = max(0, blob.top - near), max(0, blob.left - near)
        grown[top : blob.bottom + near, left : blob.right + near] = WHITE
    for cluster in blobs(grown):
        if cluster.bottom - cluster.top - 2 * near >= _STROKE * height:
            kept[cluster.top : cluster.bottom, cluster.left : cluster.right] = WHITE
