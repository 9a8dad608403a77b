"""What PDFium knows about a page: characters, ruling lines, images."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from attrs import define, field

from govreport.document import Box
from govreport.readers.limits import Limits

_PATH, _IMAGE, _FORM = 2, 3, 5
_LINE_TO = 0
THIN = 4.0
"""A path that is no thicker than this, in points, is a line and not an area."""
_SHORT = 3.0
_LARGE = 40.0
_MAX_FORMS = 8


class Character(NamedTuple):
    """One character with its box and baseline, in points, turned so that text runs rightwards."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float


class Segment(NamedTuple):
    """A straight line along an axis: at ``position``, from ``start`` to ``end``."""

    position: float
    start: float
    end: float


@define
class Page:
    """The content of one page.

    ``turn`` is the number of quarter turns that were undone to make the text upright. ``hidden``
    says that the text is not shown, ``shapes`` how many drawn shapes there are.
    ``remarks`` are codes and messages that go with the page into the document.
    """

    number: int
    box: Box
    turn: int = 0
    characters: list[Character] = field(factory=list)
    horizontal: list[Segment] = field(factory=list)
    vertical: list[Segment] = field(factory=list)
    image_area: float = 0.0
    unmapped: int = 0
    hidden: bool = False
    shapes: int = 0
    remarks: list[tuple[str, str]] = field(factory=list)

    def original(self, box: Box) -> Box:
        """A box in the coordinates of the file, rounded to a hundredth of a point."""
        left, bottom, right, top = _turned(box, -self.turn)
        return (round(left, 2), round(bottom, 2), round(right, 2), round(top, 2))


def _turned(box: Box, quarters: int) -> Box:
    left, bottom, right, top = box
    match quarters % 4:
        case 1:
            return (bottom, -right, top, -left)
        case 2:
            return (-right, -top, -left, -bottom)
        case 3:
            return (-top, left, -bottom, right)
    return box


def read_page(raw: Any, page: Any, number: int, limits: Limits) -> Page:
    """Collect one page; ``raw`` is ``pypdfium2.raw`` and ``page`` a page of an open document."""
    width, height = page.get_size()
    if page.get_rotation() in (90, 270):
        width, height = height, width
    result = Page(number, (0.0, 0.0, width, height))
    text = page.get_textpage()
    try:
        result.turn = _turn(raw, text.raw)
        _read_characters(raw, text.raw, result, limits)
        result.hidden = _is_hidden(raw, text.raw)
    finally:
        text.close()
    for kind, box, segments in _shapes(raw, page.raw, limits, result.number):
        if kind == _IMAGE:
            result.image_area += max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
        else:
            result.shapes += 1
            _add_lines(result, segments)
    result.box = _turned(result.box, result.turn)
    return result


def _turn(raw: Any, text: Any) -> int:
    """The quarter turns, counter-clockwise, in which most characters are set."""
    count = raw.FPDFText_CountChars(text)
    turns: Counter[int] = Counter()
    for index in range(0, count, max(1, count // 50)):
        if raw.FPDFText_GetUnicode(text, index) > 32 and not raw.FPDFText_IsGenerated(text, index):
            angle = raw.FPDFText_GetCharAngle(text, index)  # clockwise
            turns[-round(angle / (math.pi / 2)) % 4] += 1
    return turns.most_common(1)[0][0] if turns else 0


def _is_hidden(raw: Any, text: Any) -> bool:
    """Whether most characters have the render mode 3: neither filled nor stroked."""
    count = raw.FPDFText_CountChars(text)
    modes = []
    for index in range(0, count, max(1, count // 40)):
        if raw.FPDFText_GetUnicode(text, index) > 32 and not raw.FPDFText_IsGenerated(text, index):
            modes.append(raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(text, index)))
    return 2 * modes.count(raw.FPDF_TEXTRENDERMODE_INVISIBLE) > len(modes)


def _read_characters(raw: Any, text: Any, result: Page, limits: Limits) -> None:
    count = raw.FPDFText_CountChars(text)
    limits.check("max_cells", count, f"page {result.number} has {count} characters")
    rectangle = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    rectangle_pointer, x_pointer, y_pointer = map(ctypes.byref, (rectangle, x, y))
    unicode, loose, origin = (
        raw.FPDFText_GetUnicode,
        raw.FPDFText_GetLooseCharBox,
        raw.FPDFText_GetCharOrigin,
    )
    turn = result.turn
    add = result.characters.append
    high = 0
    for index in range(count):
        code = unicode(text, index)
        if code < 32 or code == 0xFFFE:
            if code in (0, 0xFFFE) and not raw.FPDFText_IsGenerated(text, index):
                result.unmapped += 1
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if code == 0xFFFD or 0xE000 <= code < 0xF900:
            result.unmapped += 1
        if not loose(text, index, rectangle_pointer) or not origin(
            text, index, x_pointer, y_pointer
        ):
            continue
        left, bottom, right, top = (
            rectangle.left,
            rectangle.bottom,
            rectangle.right,
            rectangle.top,
        )
        if top - bottom > _LARGE:
            left, bottom, right, top = _tight(raw, text, index, (left, bottom, right, top))
        baseline = y.value
        if turn:
            left, bottom, right, top = _turned((left, bottom, right, top), turn)
            baseline = _turned((x.value, y.value, x.value, y.value), turn)[1]
        add(Character(chr(code), left, bottom, right, top, baseline))


def _tight(raw: Any, text: Any, index: int, loose: Box) -> Box:
    """The box of the glyph, where the em box is absurd (vertical fonts, by a slip of PDFium)."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    if 0 < top.value - bottom.value < (loose[3] - loose[1]) / 4 and right.value > left.value:
        return (left.value, bottom.value, right.value, top.value)
    return loose


def _shapes(
    raw: Any, page: Any, limits: Limits, number: int
) -> Iterator[tuple[int, Box, list[Box]]]:
    """The paths and images of a page, those inside form objects included."""
    identity = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    stack: list[tuple[Any, tuple[float, ...], int]] = []
    for index in reversed(range(raw.FPDFPage_CountObjects(page))):
        stack.append((raw.FPDFPage_GetObject(page, index), identity, 0))
    seen = 0
    while stack:
        thing, matrix, depth = stack.pop()
        kind = raw.FPDFPageObj_GetType(thing)
        seen += 1
        limits.check("max_cells", seen, f"page {number} has {seen} drawing objects or more")
        if kind == _FORM and depth < _MAX_FORMS:
            inner = _product(_matrix(raw, thing), matrix)
            for index in reversed(range(raw.FPDFFormObj_CountObjects(thing))):
                stack.append((raw.FPDFFormObj_GetObject(thing, index), inner, depth + 1))
        elif kind in (_PATH, _IMAGE):
            box = _mapped(_bounds(raw, thing), matrix)
            yield kind, box, _lines_of(raw, thing, box, matrix) if kind == _PATH else []


def _bounds(raw: Any, thing: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return (left.value, bottom.value, right.value, top.value)


def _matrix(raw: Any, thing: Any) -> tuple[float, ...]:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _product(first: tuple[float, ...], second: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _mapped(box: Box, matrix: tuple[float, ...]) -> Box:
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [b * x + d * y + f for x in (box[0], box[2]) for y in (box[1], box[3])]
    return (min(xs), min(ys), max(xs), max(ys))


def _lines_of(raw: Any, path: Any, box: Box, matrix: tuple[float, ...]) -> list[Box]:
    """The straight lines of a path: thin shapes, and the sides of stroked outlines."""
    if min(box[2] - box[0], box[3] - box[1]) <= THIN:
        return [box]
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if not fill.value and not stroke.value:
        return []
    count = raw.FPDFPath_CountSegments(path)
    if not stroke.value and count <= 5:
        return []  # a filled area: shading, not a line
    total = _product(_matrix(raw, path), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    lines: list[Box] = []
    points: list[tuple[float, float]] = []
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind != _LINE_TO:
            lines.extend(_sides(points, bool(stroke.value)))
            points = []
        a, b, c, d, e, f = total
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if raw.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    lines.extend(_sides(points, bool(stroke.value)))
    return lines


def _sides(points: list[tuple[float, float]], stroked: bool) -> list[Box]:
    if len(points) < 2:
        return []
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    whole = (min(xs), min(ys), max(xs), max(ys))
    if min(whole[2] - whole[0], whole[3] - whole[1]) <= THIN:
        return [whole]
    if not stroked:
        return []
    return [
        (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        for (x0, y0), (x1, y1) in pairwise(points)
        if min(abs(x1 - x0), abs(y1 - y0)) < 1.0
    ]


def _add_lines(result: Page, boxes: list[Box]) -> None:
    for box in boxes:
        left, bottom, right, top = _turned(box, result.turn)
        if right - left >= top - bottom:
            if right - left >= _SHORT and top - bottom <= THIN:
                result.horizontal.append(Segment((bottom + top) / 2, left, right))
        elif top - bottom >= _SHORT and right - left <= THIN:
            result.vertical.append(Segment((left + right) / 2, bottom, top))
