"""Other tables and reports beside this year's: they are not its values."""

from __future__ import annotations

from random import Random

from attrs import evolve

from benchmarks.attack.mutations.base import on_sheet
from benchmarks.attack.sheets import Piece, Sheet


def _copy(pieces: tuple[Piece, ...], random: Random) -> list[Piece]:
    """The same table with other numbers, which belong to no cell of this report."""
    return [
        evolve(
            piece,
            text=str(int(piece.text) + random.randrange(1, 9))
            if piece.text.isdigit()
            else piece.text,
            path=None,
            accepts=(),
            row=-1,
        )
        if piece.kind == "value"
        else evolve(piece, kind="line", path=None, row=-1)
        for piece in pieces
    ]


def _parts(sheet: Sheet, table: str) -> tuple[int, int] | None:
    """The pieces of one table, from its first row on."""
    rows = [
        (start, end)
        for start, end in sheet.rows()
        if any((p.path or "").startswith(table) for p in sheet.pieces[start:end])
    ]
    return (rows[0][0], rows[-1][1]) if rows else None


def _overview(sheet: Sheet) -> int | None:
    """The place behind the heading of section 一."""
    for number, piece in enumerate(sheet.pieces):
        if "总体情况" in piece.text:
            return number
    return None


@on_sheet("tables", fair=True)
def last_year_quoted(sheet: Sheet, random: Random) -> Sheet | None:
    """A table of last year is quoted in section 一 (D23)."""
    part, place = _parts(sheet, "proactive_disclosure"), _overview(sheet)
    if part is None or place is None or sheet.layout == "html":
        return None
    first = sheet.where(lambda piece: piece.kind == "caption")
    start = first[0] if first and first[0] < part[0] else part[0]
    text = sheet.pieces[place].text
    cut = text.index("总体情况") + len("总体情况")
    cut = text.index("\n", cut) + 1 if "\n" in text[cut:] else cut
    year = "上一年度(2018年)主动公开情况如下:"
    ending = " " if sheet.layout in ("spaced", "glued") else "\n"
    quoted = [
        Piece(text[:cut]),
        Piece(year + ending),
        *_copy(sheet.pieces[start : part[1]], random),
        Piece(ending + text[cut:]),
    ]
    return sheet.with_pieces(place, place + 1, quoted)


@on_sheet("tables", fair=True)
def two_reports(sheet: Sheet, random: Random) -> Sheet | None:
    """Two reports stand in one file, the other one behind (D22): nothing is mixed."""
    if sheet.layout == "html":
        return None
    other = [
        evolve(piece, words=True, text=piece.text.replace("审计局20", "民政局20"))
        for piece in _copy(sheet.pieces, random)
    ]
    end = len(sheet.pieces)
    return sheet.with_pieces(end, end, [Piece("\n\n"), *other])


@on_sheet("tables", "piped_rows", "markdown", "labelled_lines", fair=True)
def comparison_table(sheet: Sheet, random: Random) -> Sheet | None:
    """A table that compares two years stands in section 一 (D22)."""
    place = _overview(sheet)
    if place is None:
        return None
    text = sheet.pieces[place].text
    cut = text.index("总体情况") + len("总体情况")
    cut = text.index("\n", cut) + 1 if "\n" in text[cut:] else len(text)
    bar = " " if sheet.layout == "labelled_lines" else " | "
    rows = [["项目", "2019年", "2020年"]]
    rows += [
        [name, str(random.randrange(99)), str(random.randrange(99))]
        for name in ("行政许可", "行政处罚", "行政强制")
    ]
    pieces = [Piece(text[:cut])]
    for number, row in enumerate(rows):
        edge = "| " if sheet.layout == "markdown" else ""
        pieces.append(Piece(edge + row[0]))
        for cell in row[1:]:
            pieces += [Piece(bar), Piece(cell, "value" if number else "gap")]
        pieces.append(Piece(" |\n" if bar != " " else "\n"))
        if not number and edge:
            pieces.append(Piece("| --- | --- | --- |\n"))
    return sheet.with_pieces(place, place + 1, [*pieces, Piece(text[cut:])])


@on_sheet("tables", fair=True)
def table_printed_twice(sheet: Sheet, random: Random) -> Sheet | None:
    """A whole table is printed a second time with the same numbers."""
    table = ("proactive_disclosure", "requests", "review_and_litigation")[random.randrange(3)]
    part = _parts(sheet, table)
    if part is None:
        return None
    again = sheet.pieces[part[0] : part[1]]
    return sheet.with_pieces(part[1], part[1], again)


@on_sheet("tables", fair=True)
def tables_in_another_order(sheet: Sheet, random: Random) -> Sheet | None:
    """The table of requests stands before that of disclosure, each with its heading."""
    del random
    for mark in (*_HEADINGS, *_BELOW):
        sheet = _cut_before(sheet, mark)
    starts = [n for mark in _HEADINGS for n in sheet.where(lambda p, m=mark: m in p.text)]  # type: ignore[misc]
    if len(starts) != 3 or starts != sorted(set(starts)):
        return None
    a, b, c = starts
    pieces = (*sheet.pieces[:a], *sheet.pieces[b:c], *sheet.pieces[a:b], *sheet.pieces[c:])
    return evolve(sheet, pieces=pieces)


_HEADINGS = ("二、主动公开政府信息情况", "三、收到和处理", "四、政府信息公开行政复议")
_BELOW = ("五、存在",)


def _cut_before(sheet: Sheet, heading: str) -> Sheet:
    """The sheet with a piece that begins with the element or the line of a heading."""
    for number, piece in enumerate(sheet.pieces):
        at = piece.text.find(heading)
        if at < 0 or piece.kind != "gap":
            continue
        start = piece.text.rfind("<p>", 0, at) if sheet.layout == "html" else -1
        start = start if start >= 0 else piece.text.rfind("\n", 0, at) + 1
        if piece.text[start:at].strip("#<p> "):
            start = at
        if start:
            parts = [evolve(piece, text=piece.text[:start]), evolve(piece, text=piece.text[start:])]
            return sheet.with_pieces(number, number + 1, parts)
    return sheet
