"""Damage to labels and headers."""

from __future__ import annotations

from attrs import evolve

from govreport.testing.damage.base import (
    Damage,
    cell_at,
    pick,
    places,
    retyped,
    row_at,
    with_cells,
    with_row,
)
from govreport.testing.variants import VARIANTS, spaces
from govreport.views.text.page import CAPTION, GROUP, HEADING, LABEL, VALUE, Page, PrintedTable

_OTHER_CHARACTERS = "的与内和情项为公信事年本一二三"


def label_typo(page: Page, choice: int) -> Page:
    """One character of a row's label is another one: 与获取 for 已获取."""
    place = pick(places(page, lambda cell: cell.kind == LABEL and len(cell.text) > 2), choice)
    if place is None:
        return page
    text = cell_at(page, place).text
    position = (choice // 7) % len(text)
    other = _OTHER_CHARACTERS[(choice // 3) % len(_OTHER_CHARACTERS)]
    return retyped(page, place, text[:position] + other + text[position + 1 :])


def label_lost(page: Page, choice: int) -> Page:
    """A row's label is missing, its values stay (D4)."""
    place = pick(places(page, lambda cell: cell.kind == LABEL), choice)
    return page if place is None else with_cells(page, place)


def label_cut(page: Page, choice: int) -> Page:
    """The last characters of a row's label are lost (D3)."""
    place = pick(places(page, lambda cell: cell.kind == LABEL and len(cell.text) > 2), choice)
    if place is None:
        return page
    text = cell_at(page, place).text
    return retyped(page, place, text[: max(2, len(text) - 1 - choice % 4)])


def label_broken(page: Page, choice: int) -> Page:
    """A label or heading is broken over two lines (D6)."""
    place = pick(places(page, lambda cell: cell.kind != VALUE and len(cell.text) > 1), choice)
    if place is None:
        return page
    text = cell_at(page, place).text
    position = 1 + (choice // 5) % (len(text) - 1)
    return retyped(page, place, f"{text[:position]}\n{text[position:]}")


def label_spaced(page: Page, choice: int) -> Page:
    """A space inside a label or heading: 结 果 纠 正 (D6)."""
    place = pick(places(page, lambda cell: cell.kind != VALUE and len(cell.text) > 1), choice)
    return (
        page if place is None else retyped(page, place, spaces(cell_at(page, place).text, choice))
    )


def labels_restyled(page: Page, choice: int) -> Page:
    """All labels in another style: numbering, width, quotes, Traditional characters, spaces."""
    variant = VARIANTS[choice % len(VARIANTS)]
    for place in places(page, lambda cell: cell.kind != VALUE and len(cell.text) > 1):
        page = retyped(page, place, variant(cell_at(page, place).text, choice // len(VARIANTS)))
    return page


def header_cut(page: Page, choice: int) -> Page:
    """The headings of one row are cut to their first line (D2)."""
    place = pick(places(page, lambda cell: cell.kind == HEADING and len(cell.text) > 2), choice)
    if place is None:
        return page
    keep = 2 + choice % 2
    cut = tuple(evolve(cell, text=cell.text[:keep]) for cell in row_at(page, place))
    return with_row(page, place[0], place[1], cut)


def heading_end_lost(page: Page, choice: int) -> Page:
    """The last character of one heading is lost: 本年增/ (D3)."""
    place = pick(places(page, lambda cell: cell.kind == HEADING and len(cell.text) > 2), choice)
    return page if place is None else retyped(page, place, cell_at(page, place).text[:-1])


def heading_lost(page: Page, choice: int) -> Page:
    """One heading of a column is missing."""
    place = pick(places(page, lambda cell: cell.kind == HEADING), choice)
    return page if place is None else with_cells(page, place)


def header_lost(page: Page, choice: int) -> Page:
    """A whole row of headings, or a caption, is missing."""
    wanted = places(page, lambda cell: cell.kind in (HEADING, CAPTION))
    place = pick(sorted({(n, i, 0) for n, i, _ in wanted}), choice)
    return page if place is None else with_row(page, place[0], place[1])


def header_repeated(page: Page, choice: int) -> Page:
    """The table goes on after a page break, its first header rows printed again (D12)."""
    place = pick(places(page, lambda cell: cell.kind == LABEL), choice)
    if place is None:
        return page
    part = page[place[0]]
    assert isinstance(part, PrintedTable)
    header = [row for row in part.rows[:3] if all(cell.kind in (HEADING, CAPTION) for cell in row)]
    return with_row(page, place[0], place[1], *header, row_at(page, place))


def group_lost(page: Page, choice: int) -> Page:
    """The label of a group of rows is missing."""
    place = pick(places(page, lambda cell: cell.kind == GROUP), choice)
    return page if place is None else with_cells(page, place)


_LABEL = "which row the values belong to"
_COLUMNS = "which form, and so which columns, the rows below have"

LABEL_DAMAGES = (
    Damage("label-typo", "8.2", _LABEL, page=label_typo),
    Damage("label-lost", "D4", _LABEL, page=label_lost),
    Damage("label-cut", "D3", _LABEL, page=label_cut),
    Damage("label-broken", "D6", _LABEL, page=label_broken),
    Damage("label-spaced", "D6", "nothing", page=label_spaced),
    Damage("labels-restyled", "8.3", "nothing", page=labels_restyled),
    Damage("header-cut", "D2", _COLUMNS, page=header_cut),
    Damage("heading-end-lost", "D3", _COLUMNS, page=heading_end_lost),
    Damage("heading-lost", "D3", _COLUMNS, page=heading_lost),
    Damage("header-lost", "D2", _COLUMNS, page=header_lost),
    Damage("header-repeated", "D12", "nothing", page=header_repeated),
    Damage("group-lost", "D12", "the group of rows with a repeated label (其他)", page=group_lost),
)
