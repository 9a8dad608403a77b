"""What strips of ink say: each recognised by itself, numbers twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

import cv2
import numpy as np
from attrs import evolve, frozen

from govreport.document import Box
from govreport.readers.picture.alike import ALIKE
from govreport.readers.picture.frames import Pixels
from govreport.readers.picture.recogniser import Recogniser, Recognition
from govreport.readers.picture.strips import Strip

WHITE = 255
_WORDS = re.compile(r"[一-鿿]{2}")
_SHORT = 14
_UPRIGHTS = ("1", "/")
_LEANING = 0.13
_FIRST, _SECOND = 0.25, 0.5
"""White around a strip, as shares of its height, for the two readings."""
_BESIDE = 1.6
"""What the second reading sees beside the strip, so that no faint digit at its ends is lost."""
_BLUR, _SHARPER = 3.0, 1.5
"""Unsharp masking: the width of the blur in pixels, and how much of it is taken away."""
_ALIKE = str.maketrans(dict(ALIKE))
_MARK = "[.,，。、·':]"
_DOTTED = re.compile(rf"{_MARK}*([+-]?\d+){_MARK}*")
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?|[/—-]+")


@frozen
class Seen:
    """A piece of text on a page.

    ``box`` is left, bottom, right, top in points of the page. ``readings`` are the different
    results of reading it, the one that is used first; a single one where all agree. ``middles``
    are where its characters stand, in points from the left of the page.
    """

    text: str
    box: Box
    confidence: float
    readings: tuple[str, ...]
    middles: tuple[float, ...] = ()


def crop(grey: Pixels, strip: Strip, within: Box, margin: float, beside: float = 0.0) -> Pixels:
    """A strip with white around it; ``margin`` is a share of its height, ``beside`` that at its
    ends, where it is more.

    Nothing outside ``within`` (the cell, the piece of a line) comes along.
    """
    left, top, right, bottom = (round(edge) for edge in within)
    space = _space(strip, margin)
    ends = max(space, round(beside * strip.height))
    start, stop = max(strip.left - ends, left, 0), min(strip.right + ends, right)
    first, last = max(strip.top - space, top, 0), min(strip.bottom + space, bottom)
    inner = grey[first:last, start:stop]
    before = min(ends, max(space, strip.left - start))
    after = min(ends, max(space, stop - strip.right))
    canvas = np.full((strip.height + 2 * space, before + strip.width + after), WHITE, np.uint8)
    down, along = first - (strip.top - space), start - (strip.left - before)
    canvas[down : down + inner.shape[0], along : along + inner.shape[1]] = inner
    return cv2.cvtColor(canvas, cv2.COLOR_GRAY2RGB)


def _space(strip: Strip, margin: float) -> int:
    return max(2, round(margin * strip.height))


def sharper(strip: Pixels) -> Pixels:
    """The same strip in another light: enlarged, its edges sharpened.

    Black and white instead would lose what a blurred scan still says in its greys.
    """
    large = cv2.resize(strip, None, fx=2.0, fy=2.0, interpolation=cv2.INTER_CUBIC)
    blurred = cv2.GaussianBlur(large, (0, 0), _BLUR)
    return cv2.addWeighted(large, 1 + _SHARPER, blurred, -_SHARPER, 0)


def as_number(text: str) -> str:
    """A short text with look-alikes of digits read as digits, where that makes it a number.

    >>> as_number("O"), as_number("l2"), as_number("其他")
    ('0', '12', '其他')
    """
    bare = text.replace(" ", "").translate(_ALIKE)
    return bare if _NUMBER.fullmatch(bare) else text


def is_number(text: str) -> bool:
    """Whether a text is a number or a placeholder."""
    return bool(_NUMBER.fullmatch(text))


def may_be_number(text: str) -> bool:
    """Whether a strip must be read a second time: what is short and no Chinese word."""
    return len(text) <= _SHORT and not _WORDS.search(text)


def read_strips(
    grey: Pixels, strips: Sequence[tuple[Strip, Box]], recogniser: Recogniser
) -> list[tuple[Strip, Box, Seen]]:
    """Recognise strips, each within the box of its cell; what may be a number, twice.

    All lengths are in pixels, downwards.
    """
    first = recogniser.read([crop(grey, strip, box, _FIRST) for strip, box in strips])
    again = [index for index, found in enumerate(first) if may_be_number(found.text)]
    other = recogniser.read(
        [sharper(crop(grey, *strips[index], _SECOND, _BESIDE)) for index in again]
    )
    second = dict(zip(again, other, strict=True))
    result = []
    for index, ((strip, box), found) in enumerate(zip(strips, first, strict=True)):
        seen = _seen(strip, found, second.get(index))
        if seen.text in _UPRIGHTS:
            seen = _by_slant(seen, slant(grey[strip.top : strip.bottom, strip.left : strip.right]))
        result.append((strip, box, seen))
    return result


def slant(ink: Pixels) -> float:
    """How far a stroke leans to the right, as a share of its height.

    The recogniser takes a thin / for a 1; they differ in nothing but this.

    >>> round(slant(np.where(np.eye(9)[::-1] > 0, 0, 255).astype(np.uint8)), 2)
    1.0
    """
    weight = 255.0 - ink
    total = float(weight.sum())
    if total == 0 or min(ink.shape) < 2:
        return 0.0
    ys, xs = np.mgrid[: ink.shape[0], : ink.shape[1]]
    y, x = float((ys * weight).sum()) / total, float((xs * weight).sum()) / total
    spread = float((weight * (ys - y) ** 2).sum())
    return -float((weight * (ys - y) * (xs - x)).sum()) / spread if spread else 0.0


def _by_slant(seen: Seen, lean: float) -> Seen:
    """A 1 that leans is doubted, as is a / that does not; a leaning / is sure."""
    leans = lean > _LEANING
    if leans and "/" in seen.readings:
        return evolve(seen, text="/", readings=("/",), confidence=1.0, middles=())
    if leans != (seen.text == "/"):
        other = "/" if leans else "1"
        return evolve(seen, readings=tuple(dict.fromkeys((*seen.readings, other))))
    return seen


def _seen(strip: Strip, first: Recognition, second: Recognition | None) -> Seen:
    box = (float(strip.left), float(strip.top), float(strip.right), float(strip.bottom))
    space = _space(strip, _FIRST)
    wide = strip.width + 2 * space
    middles = tuple(strip.left - space + share * wide for share in first.middles)
    if second is None:
        return Seen(first.text, box, first.confidence, (first.text,), middles)
    one, other = as_number(first.text), as_number(second.text)
    if not any(map(str.isalnum, one + other)) and not is_number(one):
        return Seen(one, box, 0.0, (one,))  # a mark alone: dirt, or what is left of a figure
    if one == other and not is_number(one) and (dirty := _DOTTED.fullmatch(one)):
        # a mark beside a figure is dirt, or what is left of a decimal
        return Seen(dirty[1], box, min(first.confidence, second.confidence), (dirty[1], one))
    if one == other:
        sure = max(first.confidence, second.confidence)
        return Seen(one, box, sure, (one,), middles if one == first.text else ())
    ranked = sorted(
        ((one, first.confidence), (other, second.confidence)),
        key=lambda pair: (is_number(pair[0]), pair[1]),
        reverse=True,
    )
    used, unused = ranked[0][0], ranked[1][0]
    sure = min(first.confidence, second.confidence)
    return Seen(used, box, sure, (used, unused), middles if used == first.text else ())
