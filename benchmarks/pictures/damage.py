"""What scanners, copiers, fax machines and crawlers do to a page."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, TypeAlias

import cv2
import numpy as np
from attrs import frozen
from numpy.typing import NDArray
from PIL import Image

Pixels: TypeAlias = NDArray[Any]
Damage: TypeAlias = Callable[[Pixels], Pixels]


@frozen
class Setting:
    """A resolution, and what is done to the page at it; ``hard`` ones have the lower target."""

    name: str
    dpi: int
    damages: tuple[Damage, ...] = ()
    hard: bool = True


def jpeg(quality: int) -> Damage:
    def apply(page: Pixels) -> Pixels:
        file = io.BytesIO()
        Image.fromarray(page).save(file, "JPEG", quality=quality)
        return np.asarray(Image.open(file).convert("RGB"))

    return apply


def skew(angle: float) -> Damage:
    def apply(page: Pixels) -> Pixels:
        turned = Image.fromarray(page).rotate(
            angle, Image.Resampling.BICUBIC, expand=True, fillcolor="white"
        )
        return np.asarray(turned)

    return apply


def turn(quarters: int) -> Damage:
    return lambda page: np.ascontiguousarray(np.rot90(page, quarters))


def noise(sigma: float) -> Damage:
    def apply(page: Pixels) -> Pixels:
        grain = np.random.default_rng(7).normal(0, sigma, page.shape[:2])
        return np.clip(page + grain[:, :, None], 0, 255).astype(np.uint8)

    return apply


def blur(sigma: float) -> Damage:
    return lambda page: cv2.GaussianBlur(page, (0, 0), sigma)


def fax(level: int) -> Damage:
    """Black and white only."""

    def apply(page: Pixels) -> Pixels:
        grey = page.mean(axis=2)
        return np.repeat(((grey > level) * 255).astype(np.uint8)[:, :, None], 3, axis=2)

    return apply


def specks(share: float) -> Damage:
    """Dots of dirt of two by two pixels."""

    def apply(page: Pixels) -> Pixels:
        spots = np.random.default_rng(3).random(page.shape[:2]) < share
        grown = cv2.dilate(spots.astype(np.uint8), np.ones((2, 2), np.uint8)) > 0
        dirty = page.copy()
        dirty[grown] = 30
        return dirty

    return apply


def stamp(page: Pixels) -> Pixels:
    """A red seal over the middle of the page, half transparent as ink is."""
    seal = np.full_like(page, 255)
    high, wide = page.shape[:2]
    middle, radius = (int(wide * 0.62), int(high * 0.5)), wide // 7
    red = (215, 35, 40)
    cv2.circle(seal, middle, radius, red, max(3, wide // 150))
    for angle in range(0, 360, 24):
        x = middle[0] + 0.78 * radius * np.cos(np.radians(angle))
        y = middle[1] + 0.78 * radius * np.sin(np.radians(angle))
        cv2.putText(seal, "M8", (int(x), int(y)), 0, wide / 1500, red, max(2, wide // 500))
    return (page.astype(np.uint16) * seal // 255).astype(np.uint8)


def shaded(page: Pixels) -> Pixels:
    """The shadow of a hand or a fold: one side of the page at half the light."""
    light = np.linspace(1.0, 0.5, page.shape[1])[None, :, None]
    return (page * light).astype(np.uint8)


def coloured(page: Pixels) -> Pixels:
    """A blue background behind the upper fifth of the page."""
    tinted = page.copy()
    part = tinted[: page.shape[0] // 3].astype(np.uint16)
    tinted[: page.shape[0] // 3] = part * np.array([155, 194, 230], np.uint16) // 255
    return tinted


def gaps(share: float) -> Damage:
    """Holes in the ruling lines: dark runs longer than print lose a part of their length."""

    def apply(page: Pixels) -> Pixels:
        grey = page.min(axis=2)
        mask = (grey < 140).astype(np.uint8)
        length = page.shape[1] // 12
        across = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
        down = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((length // 2, 1), np.uint8))
        rng = np.random.default_rng(5)
        cell = max(4, page.shape[1] // 80)
        grid = rng.random((page.shape[0] // cell + 1, page.shape[1] // cell + 1)) < share
        holes = np.kron(grid, np.ones((cell, cell), bool))[: page.shape[0], : page.shape[1]]
        broken = page.copy()
        broken[
            (cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8)) > 0) & holes
        ] = 255
        return broken

    return apply


def without_verticals(page: Pixels) -> Pixels:
    """The long vertical lines are gone, as in tables with horizontal rules only."""
    mask = (page.min(axis=2) < 160).astype(np.uint8)
    down = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((page.shape[1] // 24, 1), np.uint8))
    bare = page.copy()
    bare[cv2.dilate(down, np.ones((3, 3), np.uint8)) > 0] = 255
    across = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, page.shape[1] // 12), np.uint8))
    kept = across > 0
    bare[kept] = page[kept]
    return bare


def pale_lines(page: Pixels) -> Pixels:
    """Ruling lines of one grey pixel, as a thin pen leaves them."""
    mask = (page.min(axis=2) < 160).astype(np.uint8)
    across = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, page.shape[1] // 12), np.uint8))
    down = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((page.shape[1] // 40, 1), np.uint8))
    thin = page.copy()
    thin[cv2.bitwise_or(across, down) > 0] = 255
    for lines, step in ((across, (1, 0)), (down, (0, 1))):
        above = np.roll(lines, step, axis=(0, 1))
        thin[(lines > 0) & (above == 0)] = 170
    return thin


def bent(share: float) -> Damage:
    """A page that curves towards its spine: lines rise and fall by a share of its height."""

    def apply(page: Pixels) -> Pixels:
        high, wide = page.shape[:2]
        x, y = np.meshgrid(np.arange(wide, dtype=np.float32), np.arange(high, dtype=np.float32))
        y += (share * high * np.sin(np.pi * x / wide)).astype(np.float32)
        return cv2.remap(page, x, y, cv2.INTER_CUBIC, borderValue=(255, 255, 255))

    return apply


def from_aside(share: float) -> Damage:
    """A photograph from below: the upper side is shorter by a share of the width on either end."""

    def apply(page: Pixels) -> Pixels:
        high, wide = page.shape[:2]
        corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
        seen = corners + np.array([[1, 0], [-1, 0], [0, 0], [0, 0]], np.float32) * share * wide
        turn = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))
        return cv2.warpPerspective(page, turn, (wide, high), borderValue=(255, 255, 255))

    return apply


SETTINGS = (
    Setting("100 dpi", 100),
    Setting("150 dpi", 150, hard=False),
    Setting("200 dpi", 200, hard=False),
    Setting("300 dpi", 300, hard=False),
    Setting("200 dpi, JPEG 70", 200, (jpeg(70),), hard=False),
    Setting("150 dpi, JPEG 40", 150, (jpeg(40),)),
    Setting("100 dpi, JPEG 40", 100, (jpeg(40),)),
    Setting("150 dpi, skew 0.7, JPEG 70", 150, (skew(0.7), jpeg(70))),
    Setting("150 dpi, skew -3", 150, (skew(-3),)),
    Setting("150 dpi, turned by 90", 150, (turn(1),)),
    Setting("150 dpi, upside down", 150, (turn(2),)),
    Setting("150 dpi, noise 20", 150, (noise(20),)),
    Setting("150 dpi, blur 1.5", 150, (blur(1.5),)),
    Setting("200 dpi, fax", 200, (fax(150),)),
    Setting("150 dpi, fax, specks", 150, (fax(150), specks(0.0008))),
    Setting("200 dpi, seal", 200, (stamp, jpeg(80))),
    Setting("150 dpi, blue background", 150, (coloured, jpeg(80))),
    Setting("150 dpi, shadow, skew 1", 150, (skew(1), shaded, jpeg(75))),
    Setting("200 dpi, broken lines", 200, (gaps(0.12),)),
    Setting("200 dpi, pale thin lines", 200, (pale_lines, jpeg(80))),
    Setting("150 dpi, no vertical lines", 150, (without_verticals,)),
    Setting("150 dpi, curved by 0.4 %", 150, (bent(0.004), jpeg(80))),
    Setting("150 dpi, curved by 1.5 %", 150, (bent(0.015), jpeg(80))),
    Setting("150 dpi, seen from aside", 150, (from_aside(0.02), jpeg(80))),
)
