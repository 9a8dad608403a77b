"""Ink and paper: what is dark on a page, whatever the light and the colour of the paper."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from govreport.readers.picture.frames import Pixels

_CONTRAST = 18
"""How much darker than the paper around it a pixel must be, of 255, to count as ink."""
_BLURRED = (50, 30, 20)
"""The same on a blurred page, whose edges were brought back. Less lets lines swell, but thin grey
lines have lost more by the blur."""
_EDGE, _SHARP, _FOCUS = 60, 0.9, 2.0
_SMALL = 900
_GRAIN = 6


class Blob(NamedTuple):
    """A connected piece of ink, in pixels; ``area`` counts its dark ones."""

    left: int
    top: int
    right: int
    bottom: int
    area: int


def black_ink(colours: Pixels) -> Pixels:
    """Grey levels in which coloured ink (a red seal, a blue header) fades into the paper.

    JPEG blurs colours: the edge of a red stroke is nearly grey, and fades by the colour beside
    it, the less the darker it is, so that black print under a seal stays black.
    """
    brightest, darkest = colours.max(axis=2), colours.min(axis=2)
    spread = cv2.subtract(brightest, darkest)
    beside = cv2.multiply(cv2.dilate(spread, np.ones((5, 5), np.uint8)), brightest, scale=1 / 255)
    faded: Pixels = cv2.add(brightest, cv2.max(spread, beside) // 2)
    return faded


def all_ink(colours: Pixels) -> Pixels:
    """Grey levels in which ink of every colour is dark."""
    grey: Pixels = colours.min(axis=2)
    return grey


def even(grey: Pixels) -> Pixels:
    """Take shadows and tinted paper out: the paper becomes white, ink keeps its darkness."""
    height, width = grey.shape
    scale = min(1.0, 400 / max(height, width))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), 21)
    paper = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    paper = np.maximum(paper, 48)
    return cv2.divide(grey, paper, scale=255)


def dark(grey: Pixels) -> Pixels:
    """A mask of the ink: 255 where a pixel is darker than the paper around it."""
    noise = _noise(grey)
    if noise > _GRAIN:
        grey, noise = cv2.GaussianBlur(grey, (3, 3), 0.8), noise / 2
    return _darker(grey, max(_CONTRAST, min(60, 3 * noise)))


def in_focus(grey: Pixels) -> list[Pixels]:
    """Masks of a blurred page as if it were sharp, its lines thin; the first takes only what is
    clearly dark. No mask for a sharp page.

    On a page that is blurred by a Gaussian of s pixels, the steepest edges give s = 1.1 / share
    (1, 1.5, 2 and 3 pixels at 150 and 300 dpi); on a sharp one the share is 0.97 or more.
    """
    share = _steepness(grey)
    if share >= _SHARP:
        return []
    blurred = cv2.GaussianBlur(grey, (0, 0), 1.4 / share)
    sharp = cv2.addWeighted(grey, 1 + _FOCUS, blurred, -_FOCUS, 0)
    return [_darker(sharp, contrast) for contrast in _BLURRED]


def _darker(grey: Pixels, contrast: float) -> Pixels:
    block = max(15, min(grey.shape) // 24) | 1
    mask: Pixels = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, contrast
    )
    return mask


def _steepness(grey: Pixels) -> float:
    """How much of an edge's rise lies within three pixels, on the steepest tenth of all edges."""
    near, far = (_range(grey, side) for side in (3, 9))
    edges = far > _EDGE
    if not edges.any():
        return 1.0
    return max(0.2, float(np.percentile(near[edges] / far[edges], 90)))


def _range(grey: Pixels, side: int) -> Pixels:
    square = np.ones((side, side), np.uint8)
    spread: Pixels = cv2.subtract(cv2.dilate(grey, square), cv2.erode(grey, square))
    return spread.astype(np.float32)


def _noise(grey: Pixels) -> float:
    """The median deviation of pixels from their neighbours: the grain of a scan."""
    part = grey[:: max(1, grey.shape[0] // _SMALL), :].astype(np.int16)
    return float(np.median(np.abs(part[:, 1:] - part[:, :-1]))) * 1.05


def blobs(mask: Pixels) -> list[Blob]:
    """The connected pieces of a mask."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return [
        Blob(x, y, x + width, y + height, area) for x, y, width, height, area in stats[1:].tolist()
    ]
