"""Damage to captions and column headings, and columns in another order: the header decides."""

from __future__ import annotations

from random import Random

from attrs import evolve

from benchmarks.attack.mutations.base import Changed, cells_of, map_cells, map_rows, on_page
from benchmarks.attack.sheets import Accepted
from govreport.views.text import Page, PrintedCell, PrintedTable
from govreport.views.text.page import CAPTION, HEADING, LABEL, VALUE, PrintedRow

_REQUESTS, _REVIEW, _DISCLOSURE = "requests", "review_and_litigation", "proactive_disclosure"


def _split(row: PrintedRow) -> tuple[PrintedRow, PrintedRow]:
    """What stands before the values of a row, and the values."""
    first = next((n for n, cell in enumerate(row) if cell.kind == VALUE), len(row))
    return row[:first], row[first:]


def _has(page: Page, table: str) -> bool:
    return any(isinstance(part, PrintedTable) and part.identifier == table for part in page)


@on_page("headers", fair=True)
def total_first(page: Page, random: Random) -> Changed | None:
    """The column 总计 of the requests stands first, heading and values."""
    del random

    def change(row: PrintedRow) -> PrintedRow:
        head, values = _split(row)
        if len(values) == 7:
            return (*head, values[-1], *values[:-1])
        texts = [cell.text for cell in row]
        return (row[2], row[0], row[1]) if texts == ["自然人", "法人或其他组织", "总计"] else row

    return Changed(map_rows(page, _REQUESTS, change), {}, (_REQUESTS,))


@on_page("headers", fair=True)
def organisations_permuted(page: Page, random: Random) -> Changed | None:
    """The five columns of organisations stand in another order below 法人或其他组织."""
    order = list(range(5))
    random.shuffle(order)

    def change(row: PrintedRow) -> PrintedRow:
        head, values = _split(row)
        if len(values) == 7:
            return (*head, values[0], *(values[1 + place] for place in order), values[-1])
        if len(row) == 5 and row[0].text == "商业企业":
            return tuple(row[place] for place in order)
        return row

    return Changed(map_rows(page, _REQUESTS, change), {}, (_REQUESTS,))


@on_page("headers", fair=True)
def columns_permuted(page: Page, random: Random) -> Changed | None:
    """The columns of the blocks of table 2 stand in another order, headings and values."""
    order = [0, 1, 2]
    random.shuffle(order)

    def change(row: PrintedRow) -> PrintedRow:
        if len(row) == 4:
            return (row[0], *(row[1 + place] for place in order))
        return row

    return Changed(map_rows(page, _DISCLOSURE, change), {}, (_DISCLOSURE,))


@on_page("headers", fair=True)
def lawsuits_first(page: Page, random: Random) -> Changed | None:
    """行政诉讼 stands before 行政复议 in table 4, headings and values."""
    del random

    def change(row: PrintedRow) -> PrintedRow:
        if len(row) == 15:
            return (*row[5:], *row[:5])
        if [cell.text for cell in row] == ["行政复议", "行政诉讼"]:
            return (row[1], row[0])
        if len(row) == 7:
            return (row[5], row[6], *row[:5])
        return row

    return Changed(map_rows(page, _REVIEW, change), {}, (_REVIEW,))


@on_page("headers", fair=True)
def lawsuits_exchanged(page: Page, random: Random) -> Changed | None:
    """复议后起诉 stands before 未经复议直接起诉, headings and values."""
    del random

    def change(row: PrintedRow) -> PrintedRow:
        if len(row) == 15:
            return (*row[:5], *row[10:], *row[5:10])
        return (*row[:5], row[6], row[5]) if len(row) == 7 else row

    return Changed(map_rows(page, _REVIEW, change), {}, (_REVIEW,))


@on_page("headers", fair=True)
def results_permuted(page: Page, random: Random) -> Changed | None:
    """The five results of each block of table 4 stand in another order."""
    order = list(range(5))
    random.shuffle(order)

    def change(row: PrintedRow) -> PrintedRow:
        blocks = [row[start : start + 5] for start in range(0, len(row), 5)]
        if len(row) in (10, 15):
            return tuple(block[place] for block in blocks for place in order)
        return (*(row[place] for place in order), *row[5:]) if len(row) == 7 else row

    return Changed(map_rows(page, _REVIEW, change), {}, (_REVIEW,))


@on_page("headers", fair=True)
def subtotal_of_organisations(page: Page, random: Random) -> Changed | None:
    """An extra column 小计 (or 法人小计) after the organisations, named by the header."""
    name = ("小计", "法人小计", "合计")[random.randrange(3)]

    def change(row: PrintedRow) -> PrintedRow:
        head, values = _split(row)
        if len(values) == 7:
            total = sum(int(cell.text) for cell in values[1:6] if cell.text.isdigit())
            return (*head, *values[:6], PrintedCell(str(total), VALUE), values[6])
        if len(row) == 5 and row[0].text == "商业企业":
            return (*row, PrintedCell(name, HEADING))
        return row

    return Changed(map_rows(page, _REQUESTS, change), {}, (_REQUESTS,))


@on_page("headers", fair=True)
def total_of_the_block(page: Page, random: Random) -> Changed | None:
    """An extra column 合计 at the end of each block of table 2, named by the header."""
    name = ("合计", "小计", "备注数量")[random.randrange(3)]

    def change(row: PrintedRow) -> PrintedRow:
        if len(row) == 4 and row[1].kind == HEADING:
            return (*row, PrintedCell(name, HEADING))
        if len(row) == 4 and row[1].kind == VALUE:
            return (*row, PrintedCell(str(random.randrange(1000, 2000)), VALUE))
        return row

    return Changed(map_rows(page, _DISCLOSURE, change), {}, (_DISCLOSURE,))


@on_page("headers", fair=True)
def serial_number_column(page: Page, random: Random) -> Changed | None:
    """A column 序号 before the labels of table 2."""
    del random
    count = iter(range(1, 99))

    def change(row: PrintedRow) -> PrintedRow:
        if row[0].text == "信息内容":
            return (PrintedCell("序号", HEADING), *row)
        return (PrintedCell(str(next(count)), HEADING), *row) if row[0].kind == LABEL else row

    return Changed(map_rows(page, _DISCLOSURE, change), {}, (_DISCLOSURE,))


def _header_rows(page: Page) -> list[tuple[int, int]]:
    return [
        (number, index)
        for number, part in enumerate(page)
        if isinstance(part, PrintedTable)
        for index, row in enumerate(part.rows)
        if all(cell.kind != VALUE for cell in row)
    ]


def _with_rows(page: Page, number: int, start: int, end: int, *rows: PrintedRow) -> Page:
    part = page[number]
    assert isinstance(part, PrintedTable)
    replaced = evolve(part, rows=(*part.rows[:start], *rows, *part.rows[end:]))
    return (*page[:number], replaced, *page[number + 1 :])


@on_page("headers", fair=True)
def header_row_lost(page: Page, random: Random) -> Changed | None:
    """A caption or a row of headings is missing (D2)."""
    places = _header_rows(page)
    number, index = places[random.randrange(len(places))]
    return Changed(_with_rows(page, number, index, index + 1), {}, ("",))


@on_page("headers", fair=True)
def headers_lost(page: Page, random: Random) -> Changed | None:
    """All captions and headings of one table are missing."""
    numbers = sorted({number for number, _ in _header_rows(page)})
    number = numbers[random.randrange(len(numbers))]
    part = page[number]
    assert isinstance(part, PrintedTable)
    rows = tuple(row for row in part.rows if any(cell.kind == VALUE for cell in row))
    return Changed((*page[:number], evolve(part, rows=rows), *page[number + 1 :]), {}, ("",))


@on_page("headers")
def header_printed_twice(page: Page, random: Random) -> Changed | None:
    """The table goes on after a page break, its header printed again (D12)."""
    numbers = [n for n, part in enumerate(page) if isinstance(part, PrintedTable)]
    number = numbers[random.randrange(len(numbers))]
    part = page[number]
    assert isinstance(part, PrintedTable)
    head = 0
    while all(cell.kind != VALUE for cell in part.rows[head]):
        head += 1
    if part.identifier == _DISCLOSURE:  # at a page break within a block
        head, again = 4, part.rows[1:2]
        place = 3
    else:
        again = part.rows[:head]
        place = head + random.randrange(max(1, len(part.rows) - head))
    return Changed(_with_rows(page, number, place, place, *again), {}, (part.identifier,))


@on_page("headers", fair=True)
def header_cut(page: Page, random: Random) -> Changed | None:
    """The headings of one row are cut to their first line (D2)."""
    places = _header_rows(page)
    number, index = places[random.randrange(len(places))]
    part = page[number]
    assert isinstance(part, PrintedTable)
    keep = 2 + random.randrange(2)
    cut = tuple(evolve(cell, text=cell.text[:keep]) for cell in part.rows[index])
    return Changed(_with_rows(page, number, index, index + 1, cut), {}, ("",))


@on_page("headers", fair=True)
def heading_end_lost(page: Page, random: Random) -> Changed | None:
    """The last character of one heading is lost: 本年增/ (D3)."""
    names = sorted({cell.text for cell in cells_of(page) if cell.kind == HEADING})
    name = names[random.randrange(len(names))]
    return Changed(
        map_cells(page, lambda c: evolve(c, text=c.text[:-1]) if c.text == name else c), {}, ("",)
    )


@on_page("headers", fair=True)
def headings_vertical(page: Page, random: Random) -> Changed | None:
    """Headings broken over lines, one character on each (D6, D11)."""
    del random
    return Changed(
        map_rows(
            page,
            _REVIEW,
            lambda row: tuple(
                evolve(c, text="\n".join(c.text)) if c.kind == HEADING else c for c in row
            ),
        ),
        {},
        (_REVIEW,),
    )


@on_page("headers", fair=True)
def caption_of_another_block(page: Page, random: Random) -> Changed | None:
    """A caption names another item: 第二十条第(六)项 twice."""
    captions = [cell.text for cell in cells_of(page) if cell.kind == CAPTION]
    if len(captions) < 2:
        return None
    old, new = random.sample(captions, 2)
    return Changed(
        map_cells(page, lambda c: evolve(c, text=new) if c.text == old else c), {}, (_DISCLOSURE,)
    )


@on_page("headers", fair=True)
def heading_of_the_other_form(page: Page, random: Random) -> Changed | None:
    """A heading of the other form stands in the header of a block: no column is sure."""
    del random
    changed = map_cells(
        page,
        lambda c: (
            evolve(c, text="本年废止件数")
            if c.text == "本年新公开数量"
            else evolve(c, text="对外公开总数量")
            if c.text == "现行有效件数"
            else c
        ),
    )
    rules = (f"{_DISCLOSURE}.rules", f"{_DISCLOSURE}.normative_documents")
    accepts: dict[str, tuple[Accepted, ...]] = {
        cell.path: ()
        for cell in cells_of(page)
        if cell.path
        and cell.path.startswith(rules)
        and cell.path.endswith(("newly_disclosed", "in_force"))
    }
    return (
        Changed(changed, accepts, (_DISCLOSURE,)) if accepts and _has(page, _DISCLOSURE) else None
    )
