"""A sheet to a page as the PDF reader knows it: characters and lines, in points."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import cv2
from attrs import define, evolve, field

from govreport.document import Box
from govreport.language import listing, phrase
from govreport.readers.pdf.page import Character, Page, Segment
from govreport.readers.pdf.ruling import RuledTable, find_tables
from govreport.readers.picture.cells import Seen, crop, is_number, may_be_number, read_strips
from govreport.readers.picture.dirt import without_dirt
from govreport.readers.picture.frames import Pixels
from govreport.readers.picture.layout import around, cell_boxes, numbers_in, strips_of
from govreport.readers.picture.recogniser import Recogniser
from govreport.readers.picture.sheet import Sheet, straightened
from govreport.readers.picture.strips import Strip
from govreport.readers.picture.upright import lies_on_side

_CHINESE = re.compile(r"[一-鿿]{4}")
_FIGURES = re.compile(r"[\d,. /-]+")
_ENOUGH, _PROBED, _AT_ONCE, _SURE = 12, 12, 3, 0.8
"""Characters of surely read words on so many lines, with which a page stands upright."""

_MOST_SAG = 4.0
"""Points by which lines may rise and fall: a quarter of the height of a usual row."""
_FIGURE = (0.6, 2.0)
_ILLEGIBLE = 0.5
"""Confidence below which a mark counts as dirt on a page without ruling lines."""
_STRAYED = 3
"""Lone numbers outside the cells of a ruled page from which on its grid is doubted."""

Affine: TypeAlias = tuple[float, float, float, float, float, float]


@define
class PicturePage(Page):
    """A page that was recognised.

    ``seen`` has its boxes in the points of this page; ``affine`` (a b c d e f: x' = ax + by + c,
    y' = dx + ey + f) leads from these points to those of the file. ``doubted`` are points on
    sides of cells that may be there or not; ``broken`` says that no cell of the page is sure.
    """

    seen: list[Seen] = field(factory=list)
    affine: Affine = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
    doubted: list[tuple[float, float]] = field(factory=list)
    broken: bool = False

    @property
    def certainty(self) -> float:
        """How sure the recogniser is of the page, by the characters on it; 0 for none."""
        letters = [len(seen.text) for seen in self.seen]
        total = sum(letters)
        weighted = sum(n * seen.confidence for n, seen in zip(letters, self.seen, strict=True))
        return weighted / total if total else 0.0

    def original(self, box: Box) -> Box:
        """A box in the coordinates of the file: the box around it where the page was skewed."""
        a, b, c, d, e, f = self.affine
        corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs = [a * x + b * y + c for x, y in corners]
        ys = [d * x + e * y + f for x, y in corners]
        return (round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2))


def read_picture(
    colours: Pixels, number: int, recogniser: Recogniser, unit: float = 1.0
) -> PicturePage:
    """Recognise everything on a picture, whichever way up it is.

    ``unit`` is the length of a pixel in the units of the file: points for a PDF, else 1.
    """
    upright = best = straightened(colours)
    most = -1
    for quarters in (1, 3, 0, 2) if lies_on_side(upright.mask) else (0, 2, 1, 3):
        sheet = straightened(colours, quarters) if quarters else upright
        words = _words_on(sheet, recogniser)
        if words > most:
            best, most = sheet, words
        if words >= _ENOUGH:
            break
    return _read_sheet(best, number, recogniser, unit)


def _words_on(sheet: Sheet, recogniser: Recogniser) -> int:
    """The characters of Chinese words that are surely read on the longest lines of a sheet."""
    strips, _ = strips_of(sheet, _tables(sheet))
    longest = sorted(strips, key=lambda item: item[0].width, reverse=True)[:_PROBED]
    words = 0
    for first in range(0, len(longest), _AT_ONCE):
        probed = longest[first : first + _AT_ONCE]
        for seen in recogniser.read([crop(sheet.grey, strip, box, 0.25) for strip, box in probed]):
            if seen.confidence >= _SURE and _CHINESE.search(seen.text):
                words += len(seen.text)
        if words >= _ENOUGH:
            break
    return words


def _lines(sheet: Sheet) -> tuple[list[Segment], list[Segment]]:
    """The ruling lines in points, upwards: those across, and those down."""
    high, point = sheet.colours.shape[0], sheet.point
    across = [
        Segment((high - line.position) / point, line.start / point, line.end / point)
        for line in sheet.rules.across
    ]
    down = [
        Segment(line.position / point, (high - line.end) / point, (high - line.start) / point)
        for line in sheet.rules.down
    ]
    return across, down


def _tables(sheet: Sheet) -> Sequence[RuledTable]:
    return find_tables(*_lines(sheet)) or ()


def _read_sheet(sheet: Sheet, number: int, recogniser: Recogniser, unit: float) -> PicturePage:
    high, wide = sheet.colours.shape[:2]
    point = sheet.point
    page = PicturePage(number, (0.0, 0.0, wide / point, high / point), affine=sheet.affine(unit))
    page.horizontal, page.vertical = _lines(sheet)
    tables = _tables(sheet)
    strips, unclear = strips_of(sheet, tables)
    paper = cv2.bitwise_or(sheet.grey, sheet.rules.mask)
    paper = without_dirt(paper, sheet, [strip for strip, _ in strips])
    found, numbers = _apart(read_strips(paper, strips, recogniser), paper, sheet, recogniser)
    page.seen = [_upwards(seen, high, point) for seen in found]
    for seen in page.seen:
        page.characters.extend(_characters(seen))
    page.seen += [_upwards(Seen("", box, 0.0, ("",)), high, point) for box in unclear]
    page.doubted = [(x / point, (high - y) / point) for x, y in sheet.rules.doubted]
    _doubt(page, tables, sheet.height / point)
    cells = {box for table in tables for box in cell_boxes(table, sheet)}
    _crowd(page, [box for box in cells if numbers[box] > 1], high, point)
    if not tables:
        _smudge(page)
    if sheet.rules.sag > _MOST_SAG:
        page.broken = True
        page.remarks.append(
            (
                "picture-page-curved",
                phrase(
                    "page {number}: its ruling lines are curved or slant, by about {sag} points",
                    number=number,
                    sag=round(sheet.rules.sag),
                ),
            )
        )
    return page


def _has_number(text: str) -> bool:
    return is_number(text) and any(map(str.isdigit, text))


def _apart(
    found: list[tuple[Strip, Box, Seen]], paper: Pixels, sheet: Sheet, recogniser: Recogniser
) -> tuple[list[Seen], Counter[Box]]:
    """Read again, one by one, numbers that stand in one strip but apart; the numbers by cells."""
    kept: list[Seen] = []
    split: list[tuple[Strip, Box]] = []
    numbers = Counter[Box]()
    for strip, box, seen in found:
        parts = numbers_in(strip, sheet) if may_be_number(_FIGURES.sub("1", seen.text)) else []
        if len(parts) > 1:
            split += [(part, around(part, 0.2 * sheet.height)) for part in parts]
            numbers[box] += len(parts)
        else:
            kept.append(seen)
            numbers[box] += _has_number(seen.text)
    return kept + [seen for _, _, seen in read_strips(paper, split, recogniser)], numbers


def _upwards(seen: Seen, high: int, point: float) -> Seen:
    """From pixels, downwards, to points, upwards."""
    left, top, right, bottom = seen.box
    box = (left / point, (high - bottom) / point, right / point, (high - top) / point)
    return evolve(seen, box=box, middles=tuple(x / point for x in seen.middles))


def _characters(seen: Seen) -> Iterator[Character]:
    """The characters of a piece on one baseline, where they stand or else spread evenly."""
    left, bottom, right, top = seen.box
    step = (right - left) / max(1, len(seen.text))
    middles = seen.middles or [left + (n + 0.5) * step for n in range(len(seen.text))]
    half = min(step, top - bottom) / 2
    for character, middle in zip(seen.text, middles, strict=True):
        if not character.isspace():
            x = min(max(middle, left + half), right - half)
            yield Character(character, x - half, bottom, x + half, top, bottom)


def _doubt(page: PicturePage, tables: Sequence[RuledTable], height: float) -> None:
    """Doubt every cell of a page where more numbers stand outside its cells than is usual.

    ``height`` is that of the print, in points: dirt, marks like 、 and the shadow of an edge,
    which are read as 1, are lower or higher than figures; a stroke of that height is no proof.
    """
    outside = [
        seen.text for seen in page.seen if _is_figure(seen, height) and not _inside(seen, tables)
    ]
    if tables and len(outside) >= _STRAYED and sum(text != "1" for text in outside) > 1:
        page.broken = True
        page.remarks.append(
            (
                "picture-grid-broken",
                phrase(
                    "page {number}: {count} numbers stand outside the cells that its ruling lines "
                    "enclose: {numbers}",
                    number=page.number,
                    count=len(outside),
                    numbers=listing(outside),
                ),
            )
        )


def _crowd(page: PicturePage, crowded: Sequence[Box], high: int, point: float) -> None:
    """Doubt a cell with several numbers; where there are more such cells, all of the page.

    Where a line between rows or columns is missing, numbers of both stand in one cell, and what
    stands beside them may be counted in the wrong row or column.
    """
    for left, top, right, bottom in crowded:
        page.doubted.append(((left + right) / 2 / point, (high - (top + bottom) / 2) / point))
    if len(crowded) > 1:
        page.broken = True
        page.remarks.append(
            (
                "picture-grid-broken",
                phrase(
                    "page {number}: {count} cells hold several numbers each, as where lines "
                    "between rows or columns are missing",
                    number=page.number,
                    count=len(crowded),
                ),
            )
        )


def _smudge(page: PicturePage) -> None:
    """Doubt a page without ruling lines on which dirt is taken for print.

    Its columns come from where print stands alone, and dirt there makes columns of its own. A
    word of which one character is unsure is no dirt.
    """
    unsure = [seen for seen in page.seen if seen.confidence < _ILLEGIBLE]
    smudges = sum(may_be_number(seen.text) for seen in unsure)
    if smudges >= _STRAYED:
        page.broken = True
        page.remarks.append(
            (
                "picture-grid-broken",
                phrase(
                    "page {number}: {count} marks outside any ruling lines cannot be read, and "
                    "columns may begin at them",
                    number=page.number,
                    count=smudges,
                ),
            )
        )


def _is_figure(seen: Seen, height: float) -> bool:
    low, high = _FIGURE
    if not low * height <= seen.box[3] - seen.box[1] <= high * height:
        return False
    return _has_number(seen.text)


def _inside(seen: Seen, tables: Sequence[RuledTable]) -> bool:
    x, y = (seen.box[0] + seen.box[2]) / 2, (seen.box[1] + seen.box[3]) / 2
    return any(t.xs[0] <= x <= t.xs[-1] and t.ys[-1] <= y <= t.ys[0] for t in tables)
