"""Rows, columns and cells that are joined, repeated or put where they do not belong."""

from __future__ import annotations

import itertools
from random import Random

from attrs import evolve

from benchmarks.attack.mutations.base import (
    ONE_LINE,
    Changed,
    add,
    is_count,
    map_rows,
    on_page,
    on_sheet,
    pick,
)
from benchmarks.attack.mutations.numbers import after, in_cells
from benchmarks.attack.sheets import Piece, Sheet, same_row
from govreport.views.text import Page
from govreport.views.text.page import HEADING, VALUE, PrintedRow

_LINES = ("bare_cells", "piped_rows", "piped_cells", "labelled_lines")


def _labelled(sheet: Sheet) -> list[tuple[int, int]]:
    return [row for row in sheet.rows() if sheet.pieces[row[0]].kind == "label"]


def _table(sheet: Sheet, row: tuple[int, int]) -> str:
    paths = (piece.path or "" for piece in sheet.pieces[slice(*row)] if piece.kind == "value")
    return next(paths, "").partition(".")[0]


@on_sheet("rows", fair=True)
def row_of_another_table(sheet: Sheet, random: Random) -> Sheet | None:
    """A row of one table stands a second time in another, with other numbers."""
    rows = _labelled(sheet)
    if len(rows) < 2:
        return None
    source, target = (rows[random.randrange(len(rows))] for _ in range(2))
    if _table(sheet, source) == _table(sheet, target):
        return None
    copy = [
        evolve(p, text=str(random.randrange(10, 99)), accepts=(), path=None, row=-1)
        if p.kind == "value"
        else evolve(p, kind="line", path=None, row=-1)
        for p in sheet.pieces[slice(*source)]
    ]
    return sheet.with_pieces(target[0], target[0], copy)


@on_sheet("rows", fair=True)
def rows_merged(sheet: Sheet, random: Random) -> Sheet | None:
    """The label of a row is lost and its values follow those of the row above on one line."""
    rows = _labelled(sheet)
    pairs = [(a, b) for a, b in itertools.pairwise(rows) if a[1] == b[0]]
    if not pairs or sheet.layout == "html":
        return None
    above, below = pairs[random.randrange(len(pairs))]
    last = same_row(sheet.pieces, above[0])[-1]
    first = same_row(sheet.pieces, below[0])[0]
    gap = sheet.pieces[last - 1] if sheet.pieces[last - 1].kind == "gap" else Piece(" ")
    return sheet.with_pieces(last + 1, first, [evolve(gap, before=None)])


@on_sheet("rows", fair=True)
def labels_joined(sheet: Sheet, random: Random) -> Sheet | None:
    """The values of a row are lost and its label runs into the next one."""
    rows = _labelled(sheet)
    pairs = [(a, b) for a, b in itertools.pairwise(rows) if a[1] == b[0]]
    if not pairs or sheet.layout == "html":
        return None
    above, below = pairs[random.randrange(len(pairs))]
    return sheet.with_pieces(above[0] + 1, below[0], [])


@on_sheet("furniture", *_LINES, fair=True)
def table_cut_by_a_page(sheet: Sheet, random: Random) -> Sheet | None:
    """The foot of a page, and the head of the next one, between two rows (D12)."""
    rows = _labelled(sheet)
    place = pick([start for start, _ in rows], random)
    if place is None:
        return None
    page = random.randrange(2, 9)
    feet = (f"- {page} -", f"第{page}页 共9页", f"{page}", f"—{page}—", "2022年1月20日")
    heads = ("青山区审计局政府信息公开工作年度报告", "(续表)", "政府信息公开年报", "表2(续)")
    lines = [feet[random.randrange(5)], heads[random.randrange(4)]]
    blank = "\n\n" if sheet.layout == "bare_cells" else "\n"
    return sheet.with_pieces(place, place, [Piece(blank.join([*lines, ""]))])


@on_sheet("rows", fair=True)
def total_below_a_block(sheet: Sheet, random: Random) -> Sheet | None:
    """A row 合计 below some row, with sums of its own."""
    rows = _labelled(sheet)
    if not rows:
        return None
    source = rows[random.randrange(len(rows))]
    # In the table of requests 合计 is as good a name for its own total as 总计.
    names = ("小计",) if _table(sheet, source) == "requests" else ("合计", "小计", "总计", "合 计")
    name = names[random.randrange(len(names))]
    copy = [
        evolve(p, text=str(random.randrange(100, 999)), accepts=(), path=None, row=-1)
        if p.kind == "value"
        else evolve(p, text=name if p.kind == "label" else p.text, path=None, row=-1)
        for p in sheet.pieces[slice(*source)]
    ]
    copy = [evolve(p, kind="line") if p.kind == "label" else p for p in copy]
    return sheet.with_pieces(source[1], source[1], copy)


@on_page("headers", fair=True)
def column_lost(page: Page, random: Random) -> Changed | None:
    """One column of the requests is gone, numbers and all, and its heading stays."""
    lost = random.randrange(7)

    def change(row: PrintedRow) -> PrintedRow:
        first = next((n for n, cell in enumerate(row) if cell.kind == VALUE), len(row))
        if len(row) - first != 7:
            return row
        return (*row[: first + lost], *row[first + lost + 1 :])

    return Changed(map_rows(page, "requests", change), {}, ("requests",))


@on_page("headers", fair=True)
def column_and_heading_lost(page: Page, random: Random) -> Changed | None:
    """One column of the organisations is gone, with its heading."""
    lost = random.randrange(5)

    def change(row: PrintedRow) -> PrintedRow:
        first = next((n for n, cell in enumerate(row) if cell.kind == VALUE), len(row))
        if len(row) - first == 7:
            return (*row[: first + 1 + lost], *row[first + lost + 2 :])
        if len(row) == 5 and row[0].text == "商业企业":
            return (*row[:lost], *row[lost + 1 :])
        return row

    return Changed(map_rows(page, "requests", change), {}, ("requests",))


@on_page("headers", fair=True)
def column_twice(page: Page, random: Random) -> Changed | None:
    """One column of table 2 is printed twice, heading and numbers."""
    del random

    def change(row: PrintedRow) -> PrintedRow:
        return (*row, row[-1]) if row[-1].kind in (VALUE, HEADING) and len(row) > 1 else row

    changed = map_rows(page, "proactive_disclosure", change)
    return Changed(changed, {}, ("proactive_disclosure",))


@on_sheet("labels", fair=True)
def zero_width_in_labels(sheet: Sheet, random: Random) -> Sheet | None:
    """A character without width within each label."""
    mark = "\u200b\u200d\ufeff\u2060\u00ad"[random.randrange(5)]
    for number in sheet.labels():
        text = sheet.pieces[number].text
        place = 1 + random.randrange(len(text) - 1) if len(text) > 1 else 1
        sheet = sheet.with_piece(number, text=text[:place] + mark + text[place:])
    return sheet


@on_sheet("layout", *ONE_LINE, "labelled_lines", fair=True)
def heading_glued_behind(sheet: Sheet, random: Random) -> Sheet | None:
    """The last number of a table sticks to the heading of the next section."""
    del random
    for number, piece in enumerate(sheet.pieces):
        if piece.kind != "gap" or piece.text.lstrip()[:2] not in ("三、", "四、", "五、"):
            continue
        sheet = sheet.with_piece(number, text=piece.text.lstrip())
        if number and sheet.pieces[number - 1].text.isspace():
            sheet = sheet.with_piece(number - 1, text="")
    return sheet


add(
    "zero-width-around",
    "numbers",
    "A character without width beside the number.",
    in_cells(lambda t, r: (f"\u200b{t}" if r.random() < 0.5 else f"{t}\ufeff", None)),
)
add(
    "other-digits",
    "numbers",
    "A digit of another kind: ⑤, ５, 𝟓, ٥, Ⅴ.",
    in_cells(
        lambda t, r: (("⑤", "𝟓", "٥", "Ⅴ", "₅")[r.randrange(5)], None),
        lambda p: is_count(p) and p.text == "5",
    ),
)
add(
    "thousands-otherwise",
    "numbers",
    "Thousands separated by a space, an apostrophe or a point: 1 234, 1'234, 1.234.",
    in_cells(
        lambda t, r: (f"{int(t):,}".replace(",", " '’."[r.randrange(4)]), None),
        lambda p: is_count(p) and len(p.text) > 3,
    ),
)
add(
    "words-after",
    "numbers",
    "Words after the number: 5件(含上年结转2件), 5左右, 5以上.",
    in_cells(after(("件(含上年结转2件)", "左右", "以上", "多", "(预计)", "待核", "↑"))),
)
add(
    "two-in-a-cell",
    "numbers",
    "A second number in the cell: 5;7, 5、7, 5 7.",
    in_cells(lambda t, r: (f"{t}{(';', '、', ' ', '，', ':', '|')[r.randrange(5)]}7", ())),
)
