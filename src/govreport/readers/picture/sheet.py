"""A page that lies straight: its pixels, its ink, its ruling lines, and the way back."""

from __future__ import annotations

from functools import cached_property

import cv2
import numpy as np
from attrs import define, evolve

from govreport.readers.picture.frames import Pixels
from govreport.readers.picture.ink import Blob, all_ink, black_ink, blobs, dark, even, in_focus
from govreport.readers.picture.rules import Rules, find_rules
from govreport.readers.picture.strips import SHORT_SIDE, print_height
from govreport.readers.picture.upright import rotated, rotation, skew

_EDGE = 1.0
"""Points from the edge of the picture within which nothing is printed."""
_MORE = 1.05
"""How much more a second mask of a blurred page must show than the first, which is clearer."""
_SWOLLEN = 5
"""Pixels by which lines of a blurred page are wider than they were drawn, both sides together."""


@define(slots=False)
class Sheet:
    """One page in red, green and blue; ``matrix`` leads from the picture's pixels to these."""

    colours: Pixels
    matrix: np.ndarray
    source_height: int

    @cached_property
    def grey(self) -> Pixels:
        """Black ink on white paper; coloured ink has faded."""
        return even(black_ink(self.colours))

    @cached_property
    def tinted(self) -> Pixels:
        """Ink of every colour on white paper."""
        return even(all_ink(self.colours))

    @cached_property
    def mask(self) -> Pixels:
        """255 where there is black ink."""
        return dark(self.grey)

    @cached_property
    def tinted_mask(self) -> Pixels:
        """255 where there is ink of any colour."""
        return dark(self.tinted)

    @cached_property
    def rules(self) -> Rules:
        """The ruling lines of the tables: black ones, or else those of any colour."""
        black = _rules(self.grey, self.mask)
        return black if black.across else _rules(self.tinted, self.tinted_mask)

    @cached_property
    def blobs(self) -> list[Blob]:
        """The pieces of black ink without the ruling lines, and without shadows of the edges."""
        high, wide = self.mask.shape
        edge = round(_EDGE * self.point)
        return [
            blob
            for blob in blobs(cv2.subtract(self.mask, self.rules.mask))
            if blob.left > edge
            and blob.top > edge
            and blob.right < wide - edge
            and blob.bottom < high - edge
        ]

    @cached_property
    def point(self) -> float:
        """Pixels to a point, the short side of every page counted as that of an A4 sheet."""
        return float(min(self.colours.shape[:2])) / SHORT_SIDE

    @cached_property
    def height(self) -> float:
        """The height of the print, in pixels."""
        return print_height(self.blobs, self.point)

    def affine(self, unit: float) -> tuple[float, float, float, float, float, float]:
        """From points of this sheet (upwards) to units of the file (upwards), see `PicturePage`."""
        back = cv2.invertAffineTransform(self.matrix)
        height = self.colours.shape[0]
        corners = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])  # points, upwards
        pixels = corners * [self.point, -self.point] + [0.0, height]
        there = pixels @ back[:, :2].T + back[:, 2]
        there = (there * [1.0, -1.0] + [0.0, self.source_height]) * unit
        origin, x, y = there
        return (
            float(x[0] - origin[0]),
            float(y[0] - origin[0]),
            float(origin[0]),
            float(x[1] - origin[1]),
            float(y[1] - origin[1]),
            float(origin[1]),
        )


def _rules(grey: Pixels, mask: Pixels) -> Rules:
    """The lines of a page; of a blurred one those of its ink, or as if it were sharp.

    Blurred lines swell, and what is printed near them then looks like a part of them.
    """
    best, is_thin = find_rules(mask), False
    for sharp in in_focus(grey):
        thin = find_rules(sharp)
        if thin.length > best.length * (_MORE if is_thin else 1.0):
            best, is_thin = thin, True
    if not is_thin:
        return best
    return evolve(best, mask=cv2.dilate(best.mask, np.ones((_SWOLLEN, _SWOLLEN), np.uint8)))


def straightened(picture: Pixels, quarters: int = 0) -> Sheet:
    """The page upright: turned by quarters, counter-clockwise, then without its skew."""
    high, wide = picture.shape[:2]
    colours = np.ascontiguousarray(np.rot90(picture, quarters))
    matrix = np.array(_QUARTERS[quarters % 4], np.float64)
    matrix[:, 2] *= (wide, high) if quarters % 4 == 2 else (high, wide)
    angle = skew(even(black_ink(colours)))
    if angle:
        turn = rotation(colours.shape, angle)
        colours = rotated(colours, turn)
        matrix = turn @ np.vstack([matrix, [0, 0, 1]])
    return Sheet(colours, matrix, high)


_QUARTERS = (
    [[1, 0, 0], [0, 1, 0]],
    [[0, 1, 0], [-1, 0, 1]],
    [[-1, 0, 1], [0, -1, 1]],
    [[0, -1, 1], [1, 0, 0]],
)
"""Pixels of the picture to those after quarter turns; the last column in its width or height."""
