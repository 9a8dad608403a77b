"""Damage to whole rows."""

from __future__ import annotations

import itertools
from random import Random
from typing import Any

from attrs import evolve

from benchmarks.attack.mutations.base import ONE_LINE, on_sheet, pick
from benchmarks.attack.sheets import Piece, Sheet, same_row


def _row(sheet: Sheet, random: Random, *, least: int = 1) -> tuple[int, int] | None:
    """A row with a label and so many values."""
    rows = [
        (start, end)
        for start, end in sheet.rows()
        if sheet.pieces[start].kind == "label"
        and sum(piece.kind == "value" for piece in sheet.pieces[start:end]) >= least
    ]
    return rows[random.randrange(len(rows))] if rows else None


def _around(sheet: Sheet, start: int, end: int) -> list[int]:
    """Numbers of the rows before, in and after a slice."""
    rows = {piece.row for piece in sheet.pieces[start:end]}
    return [number + step for number in rows for step in (-1, 0, 1)]


def _foreign(pieces: tuple[Piece, ...], **changes: Any) -> list[Piece]:
    """A copy of these pieces whose numbers belong to no cell."""
    return [
        evolve(p, path=None, accepts=(), row=-1, **changes)
        if p.kind == "value"
        else evolve(p, row=-1)
        for p in pieces
    ]


@on_sheet("rows")
def row_dropped(sheet: Sheet, random: Random) -> Sheet | None:
    """A row is missing, label and values."""
    place = _row(sheet, random)
    if place is None:
        return None
    return sheet.doubted(_around(sheet, *place)).with_pieces(*place, [])


@on_sheet("rows")
def row_printed_twice(sheet: Sheet, random: Random) -> Sheet | None:
    """A row is printed twice, as at a page break (D12)."""
    place = _row(sheet, random)
    if place is None:
        return None
    again = sheet.pieces[place[0] : place[1]]
    return sheet.doubted(_around(sheet, *place)).with_pieces(place[1], place[1], again)


@on_sheet("rows")
def row_printed_twice_otherwise(sheet: Sheet, random: Random) -> Sheet | None:
    """A row is printed twice with different numbers: neither is sure."""
    place = _row(sheet, random)
    if place is None:
        return None
    again = [
        evolve(p, text=str(random.randrange(10, 99)), accepts=(), path=None)
        if p.kind == "value"
        else p
        for p in sheet.pieces[place[0] : place[1]]
    ]
    return sheet.doubted(_around(sheet, *place)).with_pieces(place[1], place[1], again)


@on_sheet("rows")
def rows_swapped(sheet: Sheet, random: Random) -> Sheet | None:
    """A row and the next change places, labels with their values."""
    rows = [r for r in sheet.rows() if sheet.pieces[r[0]].kind == "label"]
    pairs = [(a, b) for a, b in itertools.pairwise(rows) if a[1] == b[0]]
    if not pairs:
        return None
    (start, middle), (_, end) = pairs[random.randrange(len(pairs))]
    swapped = (*sheet.pieces[middle:end], *sheet.pieces[start:middle])
    return sheet.doubted(_around(sheet, start, end)).with_pieces(start, end, swapped)


@on_sheet("rows", fair=True)
def row_moved(sheet: Sheet, random: Random) -> Sheet | None:
    """A row stands somewhere else in its table, label with its values."""
    place, target = _row(sheet, random), _row(sheet, random)
    if place is None or target is None or place == target:
        return None
    moved = sheet.pieces[place[0] : place[1]]
    table = [(p.path or "").partition(".")[0] for p in (moved[0], sheet.pieces[target[0]])]
    if table[0] != table[1]:
        return None
    without = sheet.with_pieces(*place, [])
    shift = place[1] - place[0] if target[0] > place[0] else 0
    return without.with_pieces(target[0] - shift, target[0] - shift, moved)


_UNKNOWN = ("部门规章", "其他主动公开文件", "便民服务指南", "重大建设项目信息", "行政裁决")


@on_sheet("rows")
def unknown_row(sheet: Sheet, random: Random) -> Sheet | None:
    """A row with a label that the form does not know: its numbers are kept or named."""
    place = _row(sheet, random)
    if place is None:
        return None
    row = _foreign(sheet.pieces[place[0] : place[1]])
    row[0] = evolve(row[0], text=_UNKNOWN[random.randrange(len(_UNKNOWN))], path=None, kind="line")
    return sheet.doubted(_around(sheet, *place)).with_pieces(place[0], place[0], row)


@on_sheet("rows")
def unknown_row_above_the_table(sheet: Sheet, random: Random) -> Sheet | None:
    """A row with an unknown label above the caption or header of its table."""
    captions = sheet.where(lambda piece: piece.kind == "caption")
    place, target = _row(sheet, random, least=2), pick(captions, random)
    if place is None or target is None:
        return None
    row = _foreign(sheet.pieces[place[0] : place[1]])
    row[0] = evolve(row[0], text=_UNKNOWN[random.randrange(len(_UNKNOWN))], path=None, kind="line")
    return sheet.with_pieces(target, target, row)


def _short(sheet: Sheet, random: Random) -> tuple[Sheet, int] | None:
    """A row that lost its last value, and the place right behind it."""
    place = _row(sheet, random, least=2)
    if place is None:
        return None
    last = same_row(sheet.pieces, place[0])[-1]
    short = sheet.doubted(_around(sheet, *place)).with_pieces(last - 1, last + 1, [])
    return short, place[1] - 2


@on_sheet("rows")
def short_row(sheet: Sheet, random: Random) -> Sheet | None:
    """The last value of a row is lost: the row is one short (D8)."""
    found = _short(sheet, random)
    return None if found is None else found[0]


_BEHIND = (
    "续表",
    "注:本表数据截至年底",
    "单位:件",
    "数量",
    "备注",
    "(接上表)",
    "- 3 -",
    "12",
    "第2页",
    "制表人:张三",
)


@on_sheet("rows")
def short_row_and_words(sheet: Sheet, random: Random) -> Sheet | None:
    """A row one short, followed by words or a page number on a line of their own."""
    found = _short(sheet, random)
    if found is None:
        return None
    short, place = found
    words = _BEHIND[random.randrange(len(_BEHIND))]
    closing = " " if sheet.layout in ONE_LINE else "\n\n" if sheet.layout == "bare_cells" else "\n"
    mark = " |" if sheet.layout == "piped_cells" and random.random() < 0.5 else ""
    return short.with_pieces(place, place, [Piece(f"{words}{mark}{closing}")])


@on_sheet("rows", "bare_cells", "piped_rows", "piped_cells", "labelled_lines", "spaced")
def page_number_after_a_row(sheet: Sheet, random: Random) -> Sheet | None:
    """A complete row, followed by a page number (D12)."""
    place = _row(sheet, random)
    if place is None or sheet.pieces[place[1] - 1].text[-1:].isdigit():
        return None  # where nothing ends the row, the number would be more digits of its last
    number = f"{random.randrange(2, 9)}"
    text = (number, f"- {number} -", f"第{number}页", f"P. {number}", f"—{number}—", f"{number}/9")
    ending = " " if sheet.layout == "spaced" else "\n\n" if sheet.layout == "bare_cells" else "\n"
    line = Piece(text[random.randrange(len(text))] + ending)
    return sheet.doubted(_around(sheet, *place)).with_pieces(place[1], place[1], [line])


@on_sheet("rows")
def value_lost(sheet: Sheet, random: Random) -> Sheet | None:
    """One value is lost and the others close up."""
    place = _row(sheet, random, least=2)
    if place is None:
        return None
    values = same_row(sheet.pieces, place[0])
    lost = values[random.randrange(len(values))]
    start = lost if lost == values[0] else lost - 1
    return sheet.doubted(_around(sheet, *place)).with_pieces(start, start + 2, [])


@on_sheet("rows")
def value_too_many(sheet: Sheet, random: Random) -> Sheet | None:
    """One number too many stands in a row: no place is sure."""
    place = _row(sheet, random, least=2)
    if place is None:
        return None
    values = same_row(sheet.pieces, place[0])
    target = values[random.randrange(len(values) - 1)]
    more = [Piece(str(random.randrange(1, 99)), "value", row=sheet.pieces[target].row, doubt=True)]
    more.append(sheet.pieces[target + 1])
    changed = sheet.doubted(_around(sheet, *place))
    return changed.with_pieces(target, target, more)


@on_sheet("rows")
def values_of_a_row_lost(sheet: Sheet, random: Random) -> Sheet | None:
    """A row's values are all missing, its label stays (D9)."""
    place = _row(sheet, random)
    if place is None:
        return None
    changed = sheet.doubted(_around(sheet, *place))
    kept = [
        evolve(p, text="") if p.kind == "value" else p for p in changed.pieces[place[0] : place[1]]
    ]
    kept = [p for p in kept if p.text]
    return changed.with_pieces(*place, kept)


@on_sheet("rows", fair=True)
def cut_off(sheet: Sheet, random: Random) -> Sheet | None:
    """The document ends after some value (a crawler's limit)."""
    values = sheet.values()
    if len(values) < 4:
        return None
    place = values[random.randrange(2, len(values))]
    return evolve(sheet, pieces=sheet.pieces[: place + 1])


@on_sheet("rows")
def decoy_sentence(sheet: Sheet, random: Random) -> Sheet | None:
    """A sentence with figures stands between two rows (D14)."""
    place = _row(sheet, random)
    if place is None or sheet.layout == "html":
        return None
    sentences = (
        "全年共收到申请9件,办结8件,其中予以公开7件,部分公开6件。",
        "本年度未收到行政复议申请,行政诉讼5件。",
        "全年作出行政许可77件、行政处罚66件。",
    )
    ending = " " if sheet.layout in ONE_LINE else "\n"
    line = Piece(sentences[random.randrange(3)] + ending)
    return sheet.doubted(_around(sheet, *place)).with_pieces(place[0], place[0], [line])
