"""Where the print of a sheet stands: strips of ink, those of the cells and those outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from govreport.document import Box
from govreport.readers.pdf.ruling import RuledTable
from govreport.readers.picture.ink import Blob, blobs
from govreport.readers.picture.sheet import Sheet
from govreport.readers.picture.strips import Strip, is_speck, lines_of, pieces_of

_BORDER = 1.5
_PIECE, _NUMBERS = 1.2, 0.7
"""Gaps, in heights of the print, between pieces of a line, and between numbers in a piece."""
_ROOM = 1.1
"""Heights of the print below which a cell is too low for it."""
_SOLID = 0.5
"""Share of the height of the print from which a part of a strip may be a number."""


def cell_boxes(table: RuledTable, sheet: Sheet) -> Iterator[Box]:
    """The cells of a table as left, top, right, bottom in pixels."""
    high, point = sheet.colours.shape[0], sheet.point
    for region in table.regions:
        left, bottom, right, top = table.box(region)
        yield (left * point, high - top * point, right * point, high - bottom * point)


def strips_of(
    sheet: Sheet, tables: Sequence[RuledTable]
) -> tuple[list[tuple[Strip, Box]], list[Box]]:
    """The strips of ink with the cell of each, and the cells whose ink is no print.

    A cell without strips is blank only if there is nothing in it, not even what was taken for
    a line.
    """
    strips: list[tuple[Strip, Box]] = []
    unclear: list[Box] = []
    rest = sheet.blobs
    for table in tables:
        for box in cell_boxes(table, sheet):
            found = lines_of(inside(rest, box, _BORDER * sheet.point), sheet.height)
            strips += [(strip, box) for strip in found]
            if not found and (_is_low(box, sheet) or _has_ink(sheet, box)):
                unclear.append(box)
        area = _area(table, sheet)
        rest = [blob for blob in rest if not _within(blob, area)]
    for line in lines_of(rest, sheet.height):
        for piece in pieces_of(line, rest, _PIECE * sheet.height):
            strips.append((piece, around(piece, 0.3 * sheet.height)))
    return strips, unclear


def around(strip: Strip, space: float) -> Box:
    """The box of a strip that has no cell."""
    return (strip.left - space, strip.top - space, strip.right + space, strip.bottom + space)


def numbers_in(strip: Strip, sheet: Sheet) -> list[Strip]:
    """The parts of a strip that stand apart like two numbers: more than one, or itself."""
    parts = pieces_of(strip, sheet.blobs, _NUMBERS * strip.height)
    solid = [part for part in parts if max(part.width, part.height) > _SOLID * sheet.height]
    return solid if len(solid) > 1 else [strip]


def inside(found: Sequence[Blob], box: Box, border: float) -> list[Blob]:
    """The blobs whose middle is in a box, without what is left of its border."""
    left, top, right, bottom = box
    kept = []
    for blob in found:
        x, y = (blob.left + blob.right) / 2, (blob.top + blob.bottom) / 2
        if not (left <= x < right and top <= y < bottom):
            continue
        wide, high = blob.right - blob.left, blob.bottom - blob.top
        near = min(x - left, right - x) if high >= wide else min(y - top, bottom - y)
        if near <= border and min(wide, high) <= border and max(wide, high) > 2 * min(wide, high):
            continue
        kept.append(blob)
    return kept


def _is_low(box: Box, sheet: Sheet) -> bool:
    """Whether a cell has no room for print: its blankness says nothing, its lines are doubtful."""
    return box[3] - box[1] < _ROOM * sheet.height


def _has_ink(sheet: Sheet, box: Box) -> bool:
    """Whether anything is in a cell, ink of any colour and lines included, but at its border."""
    edge = 2 * _BORDER * sheet.point
    left, top, right, bottom = (round(v) for v in np.add(box, (edge, edge, -edge, -edge)))
    if right - left < 2 or bottom - top < 2:
        return False
    part = cv2.bitwise_or(sheet.mask, sheet.tinted_mask)[top:bottom, left:right]
    return any(not is_speck(blob, sheet.height) for blob in blobs(part))


def _area(table: RuledTable, sheet: Sheet) -> Box:
    high, point = sheet.colours.shape[0], sheet.point
    return (
        table.xs[0] * point,
        high - table.ys[0] * point,
        table.xs[-1] * point,
        high - table.ys[-1] * point,
    )


def _within(blob: Blob, box: Box) -> bool:
    x, y = (blob.left + blob.right) / 2, (blob.top + blob.bottom) / 2
    return box[0] <= x < box[2] and box[1] <= y < box[3]
