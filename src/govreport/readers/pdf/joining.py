"""Tables over several pages: what stands between their parts, and how they become one."""

from __future__ import annotations

import re
from collections import Counter
from typing import TypeAlias

from attrs import define, evolve, field

from govreport.readers.builder import join_lines, squeeze
from govreport.readers.grid import PlacedCell, Table
from govreport.readers.pdf.lines import MARGIN, Line
from govreport.readers.pdf.page import Page
from govreport.readers.pdf.positions import AlignedTable
from govreport.readers.pdf.ruling import TOLERANCE, RuledTable

_NUMBERED = re.compile(
    r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+\s*[.、．]"
)
_WORDS = re.compile(r"[^\W\d_]{2}")


@define
class Part:
    """A table, or the part of it that stands on one page."""

    page: Page
    table: RuledTable


@define
class Parts:
    """The parts of one table, in the order of their pages."""

    parts: list[Part] = field(factory=list)


Aligned: TypeAlias = tuple[Page, AlignedTable]
Item: TypeAlias = tuple[Page, Line] | Aligned | Parts


def without_running_heads(pages: list[list[Item]]) -> list[list[Item]]:
    """Leave out what most pages repeat, but for its digits, at their very top or foot."""
    if len(pages) < 2:
        return pages
    seen: Counter[tuple[bool, str]] = Counter()
    for items in pages:
        seen.update({key for item in items if (key := _running(item)) is not None})
    often = {key for key, count in seen.items() if count > len(pages) / 2}
    return [[item for item in items if _running(item) not in often] for items in pages]


def _running(item: Item) -> tuple[bool, str] | None:
    """A line in the margin of its page, by whether it is at the top and by its words."""
    if isinstance(item, Parts):
        return None
    page, line = item
    if isinstance(line, AlignedTable):
        return None
    _, bottom, _, top = page.box
    zone = MARGIN * (top - bottom)
    if bottom + zone < line.box[1] and line.box[3] < top - zone:
        return None
    if line.pieces > 2 or not _WORDS.search(line.text):
        return None  # a row of figures is no running head
    return line.box[3] >= top - zone, re.sub(r"\d+", "#", squeeze(line.text))


def join_pages(pages: list[list[Item]]) -> list[Item]:
    """Put the parts together where one ends a page and one of its width begins the next."""
    items: list[Item] = []
    for page in pages:
        for index, item in enumerate(page):
            last = items[-1] if items else None
            if (
                index == 0
                and isinstance(item, Parts)
                and isinstance(last, Parts)
                and _continues(last.parts[-1], item.parts[0])
            ):
                last.parts.extend(item.parts)
            else:
                items.append(item)
    return items


def _continues(upper: Part, lower: Part) -> bool:
    return (
        lower.page.number == upper.page.number + 1
        and abs(upper.table.xs[0] - lower.table.xs[0]) < 2 * TOLERANCE
        and abs(upper.table.xs[-1] - lower.table.xs[-1]) < 2 * TOLERANCE
    )


def common_edges(parts: list[Part]) -> list[float]:
    """The column edges of a table, over all its pages."""
    edges: list[float] = []
    for x in sorted(x for part in parts for x in part.table.xs):
        if not edges or x - edges[-1] >= TOLERANCE:
            edges.append(x)
    return edges


def mend_row(upper: Table, lower: Table) -> tuple[Table, Table, str | None]:
    """Rejoin a row that a page break has cut through: ``(upper, lower, its label)``.

    It is recognised by its label alone: the last row above begins with a number (1. or (一) or
    一、), the first row below with none, and no column but the label's has text in both.
    """
    last, first = _row(upper, upper.rows - 1), _row(lower, 0)
    pairs = [(last[key], first[key]) for key in first if key in last]
    both = [(a, b) for a, b in pairs if a.text and b.text]
    alone = [cell for key, cell in first.items() if key not in last and cell.text]
    if lower.rows < 2 or alone or len(both) != 1 or len(pairs) < 3:
        return upper, lower, None
    label, rest = both[0]
    if not _NUMBERED.match(label.text) or _NUMBERED.match(rest.text):
        return upper, lower, None
    if any(c.row_span > 1 and c.text for c in first.values()):
        return upper, lower, None
    texts = {id(a): join_lines([a.text, b.text]) for a, b in pairs}
    mended = tuple(
        evolve(cell, text=texts[id(cell)]) if id(cell) in texts else cell for cell in upper.cells
    )
    kept = tuple(
        evolve(cell, row=max(0, cell.row - 1), row_span=cell.row_span - (cell.row == 0))
        for cell in lower.cells
        if cell.row or cell.row_span > 1
    )
    return (
        evolve(upper, cells=mended),
        evolve(lower, cells=kept, rows=lower.rows - 1),
        texts[id(label)],
    )


def _row(table: Table, row: int) -> dict[tuple[int, int], PlacedCell]:
    """The cells that reach into one row, by their columns."""
    return {
        (cell.column, cell.column_span): cell
        for cell in table.cells
        if cell.row <= row < cell.row + cell.row_span
    }
