"""Word tables: ``gridSpan`` and ``vMerge`` to the spans that the shared resolver knows."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from attrs import define

from govreport.readers.builder import join_lines, picture_mark
from govreport.readers.docx_text import DELETED, MAIN, Numbering, paragraph_lines, text_boxes
from govreport.readers.grid import Origin, SourceCell, Table, place
from govreport.readers.limits import Limits

_TR, _TC, _P, _TBL = (MAIN + tag for tag in ("tr", "tc", "p", "tbl"))
_VALUE = MAIN + "val"
_DRAWINGS = {MAIN + "drawing", MAIN + "pict", MAIN + "object"}
_DESCRIBED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


@define
class _Cell:
    column: int
    width: int
    merge: str | None
    text: str
    index: int
    rows: int = 1


def table_of(
    element: Element,
    number: int,
    used: int,
    limits: Limits,
    numbering: Numbering,
    left_out: list[str],
) -> tuple[Table, tuple[str, ...]]:
    """The cells of a table, and the widths of its grid columns as the file states them.

    ``left_out`` receives the texts of the table that Word does not show.
    """
    rows: list[list[_Cell]] = []
    open_cells: dict[int, _Cell] = {}
    for row in _children(element, _TR, limits):
        cells = []
        still_open: dict[int, _Cell] = {}
        for cell in _cells(row, limits, numbering, left_out):
            above = open_cells.get(cell.column)
            if cell.merge == "continue" and above is not None and above.width == cell.width:
                above.rows += 1
                left_out.append(cell.text)
                still_open[cell.column] = above
                continue
            if cell.merge is not None:
                still_open[cell.column] = cell
            cells.append(cell)
        open_cells = still_open
        rows.append(cells)
    group = [
        [
            SourceCell(
                cell.text,
                cell.rows,
                cell.width,
                cell.column,
                Origin(table=number, row=index, cell=cell.index),
            )
            for cell in row
        ]
        for index, row in enumerate(rows)
    ]
    grid = element.find(MAIN + "tblGrid")
    widths = tuple(column.get(MAIN + "w") or "" for column in grid) if grid is not None else ()
    return place([group], limits, used), widths


def _cells(
    row: Element, limits: Limits, numbering: Numbering, left_out: list[str]
) -> Iterator[_Cell]:
    column = _integer(row.find(f"{MAIN}trPr/{MAIN}gridBefore"), 0, limits.max_span)
    for index, cell in enumerate(_children(row, _TC, limits)):
        properties = cell.find(MAIN + "tcPr")
        width, merge = 1, None
        if properties is not None:
            width = max(1, _integer(properties.find(MAIN + "gridSpan"), 1, limits.max_span))
            vertical = properties.find(MAIN + "vMerge")
            if vertical is not None:
                merge = vertical.get(_VALUE) or "continue"
        text = join_lines(list(_lines(cell, numbering, left_out))) or _pictured(cell)
        yield _Cell(column, width, merge, text, index)
        column += width


def _lines(cell: Element, numbering: Numbering, left_out: list[str]) -> Iterator[str]:
    """All lines of a cell, those of text boxes and of tables within it included."""
    stack = list(reversed(cell))
    while stack:
        element = stack.pop()
        if element.tag == _P:
            yield from paragraph_lines(element, numbering, left_out)
            stack.extend(reversed(list(text_boxes(element))))
        elif element.tag not in DELETED:
            stack.extend(reversed(element))


def _pictured(cell: Element) -> str:
    """What stands for a cell that holds only a picture, with the text given in its place."""
    for drawing in cell.iter():
        if drawing.tag in _DRAWINGS:
            described = drawing.find(f".//{_DESCRIBED}")
            return picture_mark(described.get("descr") if described is not None else None)
    return ""


def _children(parent: Element, tag: str, limits: Limits) -> Iterator[Element]:
    """Children of one kind, looking through content controls and revision marks."""
    stack = [(child, 1) for child in reversed(parent)]
    while stack:
        element, depth = stack.pop()
        limits.check("max_nesting", depth, f"elements are nested {depth} deep")
        if element.tag == tag:
            yield element
        elif element.tag not in DELETED and element.tag not in (_TBL, _TR, _TC, _P):
            stack.extend((child, depth + 1) for child in reversed(element))


def _integer(element: Element | None, default: int, most: int) -> int:
    value = element.get(_VALUE) if element is not None else None
    if value and value.isascii() and value.isdigit():
        return min(int(value[:9]), most)
    return default
