"""Which way a page lies: on its side, and the small angle by which it is skewed."""

from __future__ import annotations

import cv2
import numpy as np

from govreport.readers.picture.frames import Pixels
from govreport.readers.picture.ink import blobs, dark
from govreport.readers.picture.strips import SHORT_SIDE

_WIDTH = 700
_MOST = 6.0
_SIDE, _NEIGHBOUR = 1400, 4.0


def skew(grey: Pixels) -> float:
    """The angle in degrees, clockwise positive, by which lines of text and rules slope.

    The rows of a page that lies straight are either full of ink or empty: the angle is the one
    under which the ink of the rows differs most.
    """
    scale = min(1.0, _WIDTH / max(1, grey.shape[1]))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    mask = dark(small)
    best = 0.0
    for step, reach in ((0.75, _MOST), (0.25, 0.75), (0.05, 0.25)):
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _contrast(mask, angle)))
    return best if abs(best) >= 0.04 else 0.0


def _contrast(mask: Pixels, angle: float) -> float:
    rows = _shear(mask, angle).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def _shear(mask: Pixels, angle: float) -> Pixels:
    height, width = mask.shape
    slope = np.tan(np.radians(angle))
    matrix = np.array([[1, 0, 0], [-slope, 1, slope * width / 2]], dtype=np.float64)
    return cv2.warpAffine(mask, matrix, (width, height))


def lies_on_side(mask: Pixels) -> bool:
    """Whether the characters of a page, whose ink is given, follow one another downwards.

    Characters of a line are nearer to one another than lines: they run together sooner along it.
    """
    scale = min(1.0, _SIDE / max(mask.shape))
    small = cv2.resize(mask, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small = ((small > 60) * 255).astype(np.uint8)
    point = min(small.shape) / SHORT_SIDE
    print_on_it = np.zeros_like(small)
    for blob in blobs(small):
        sides = (blob.right - blob.left, blob.bottom - blob.top)
        if 3 * point <= max(sides) <= 30 * point:
            part = small[blob.top : blob.bottom, blob.left : blob.right]
            there = print_on_it[blob.top : blob.bottom, blob.left : blob.right]
            np.maximum(there, part, out=there)
    reach = max(3, round(_NEIGHBOUR * point))
    along = len(blobs(cv2.morphologyEx(print_on_it, cv2.MORPH_CLOSE, _kernel(reach, 1))))
    down = len(blobs(cv2.morphologyEx(print_on_it, cv2.MORPH_CLOSE, _kernel(1, reach))))
    return down < along


def _kernel(wide: int, high: int) -> Pixels:
    return np.ones((high, wide), np.uint8)


def rotation(shape: tuple[int, ...], angle: float) -> np.ndarray:
    """The 2 x 3 matrix that turns a page about its middle so that ``angle`` becomes 0."""
    return cv2.getRotationMatrix2D((shape[1] / 2, shape[0] / 2), angle, 1.0)


def rotated(colours: Pixels, matrix: np.ndarray) -> Pixels:
    """The page after a rotation, with white where it had nothing."""
    size = (colours.shape[1], colours.shape[0])
    return cv2.warpAffine(colours, matrix, size, flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
