"""The geometry of the official forms: tables as rows of cells with their row and column spans.

Source: forms of 国办公开办函〔2019〕60号 and 〔2021〕30号; the spans of table 二 in the 2019 form
as 上海市人民政府办公厅 published them for 2019.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TypeAlias

from attrs import frozen

from govreport.model.tables import NAMED, table_of
from govreport.tables.forms import TableForm
from govreport.views._labels import label
from govreport.views.named import form_by_name
from govreport.views.outline import Heading, header_lines
from govreport.views.table import Block, Cell, Row, Table

_LABEL_COLUMNS = 3  # label columns of the requests table
_CASE_KINDS = 5


@frozen
class Item:
    """One cell of a grid, merged cells once.

    ``kind`` is ``"caption"``, ``"heading"``, ``"label"``, ``"value"``, ``"text"`` or ``"absent"``
    (in place of the values of a row that is not printed). A value has its ``cell``; a row's label
    and ``"absent"`` have their ``row``.
    """

    kind: str
    text: str = ""
    column_span: int = 1
    row_span: int = 1
    cell: Cell | None = None
    row: Row | None = None


Line: TypeAlias = list[Item]


def grid(table: Table, *, absent: bool = False) -> list[Line]:
    """The table as its form prints it.

    Args:
        table: one of `govreport.views.forms.tables`.
        absent: whether rows that the document does not print get a line.
    """
    blocks = [_kept(block, absent) for block in table.blocks]
    blocks = [block for block in blocks if block.rows]
    if not blocks:
        return []
    if table.identifier == "proactive_disclosure":
        width = 5 if any(_is_of_2019(block) for block in blocks) else 4
        return [line for block in blocks for line in _item_block(block, width)]
    if all(row.extra for row in blocks[0].rows):
        return list(_plain(blocks))
    if table.identifier == "requests":
        return [*_requests_heading(), *(_requests_lines(blocks[0])), *_plain(blocks[1:])]
    if table.identifier == "review_and_litigation":
        return [*_cases(blocks[0]), *_plain(blocks[1:])]
    if table.identifier.startswith(f"{NAMED}."):
        form = form_by_name(table_of(table.identifier), table.form)
        return [line for block in blocks for line in _outlined(block, form)]
    return list(_plain(blocks))


def _kept(block: Block, absent: bool) -> Block:
    rows = tuple(row for row in block.rows if absent or row.printed)
    return Block(block.columns, rows, block.caption, block.corner)


def _values(row: Row, spans: Sequence[int]) -> Line:
    if not row.printed:
        return [Item("absent", "", sum(spans), row=row)]
    return [
        Item("value", cell.figure or cell.raw, span, cell=cell)
        for cell, span in zip(row.cells, spans, strict=True)
    ]


def _item_block(block: Block, width: int) -> Iterator[Line]:
    """One item of 第二十条: caption, header, rows."""
    count = len(block.columns)
    heading, values = _item_spans(count, width, block.columns)
    if block.caption is not None:
        yield [Item("caption", block.caption, width)]
    names = zip(block.columns, heading, strict=True)
    yield [Item("heading", block.corner), *(Item("heading", text, span) for text, span in names)]
    for row in block.rows:
        yield [Item("label", row.label, row=row), *_values(row, values)]


def _is_of_2019(block: Block) -> bool:
    names = ("newly_made", "previous_year_items", "project_count")
    return bool({label(f"proactive_disclosure.{name}") for name in names} & set(block.columns))


def _item_spans(
    count: int, width: int, columns: Sequence[str]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    if width == 5 and count == 3:
        services = label("proactive_disclosure.change") in columns
        return (1, 2, 1), (2, 1, 1) if services else (1, 2, 1)
    if width == 5 and count == 2:
        return (2, 2), (2, 2)
    spans = (1,) * (count - 1) + (max(1, width - count),)
    return spans, spans


def _requests_heading() -> Iterator[Line]:
    organisations = [
        "commercial_enterprise",
        "research_institution",
        "public_welfare_organisation",
        "legal_service_organisation",
        "other",
    ]
    yield [
        Item("heading", label("requests.note"), _LABEL_COLUMNS, 3),
        Item("heading", label("requests.applicants"), 7),
    ]
    yield [
        Item("heading", label("requests.natural_person"), row_span=2),
        Item("heading", label("requests.organisations"), len(organisations)),
        Item("heading", label("requests.total"), row_span=2),
    ]
    yield [Item("heading", label(f"requests.{name}")) for name in organisations]


def _outlined(block: Block, form: TableForm | None) -> Iterator[Line]:
    """A table that a plugin adds: the levels of its form's header, its groups beside their rows."""
    labels = 1 + max((len(row.groups) for row in block.rows), default=0)
    lines = _header_of(block, form)
    if block.caption is not None:
        yield [Item("caption", block.caption, labels + len(block.columns))]
    for level, line in enumerate(lines):
        corner = [Item("heading", block.corner, labels, len(lines))] if level == 0 else []
        yield [*corner, *(Item("heading", one.text, one.columns, one.lines) for one in line)]
    yield from _grouped_lines(block, labels)


def _header_of(block: Block, form: TableForm | None) -> list[list[Heading]]:
    for columns in form.columns.values() if form is not None else ():
        if form is not None and tuple(map(form.column_label, columns)) == block.columns:
            return header_lines(form, columns)
    return [[Heading(text) for text in block.columns]]


def _requests_lines(block: Block) -> Iterator[Line]:
    return _grouped_lines(block, _LABEL_COLUMNS)


def _grouped_lines(block: Block, label_columns: int) -> Iterator[Line]:
    before: tuple[str, ...] = ()
    for index, row in enumerate(block.rows):
        line: Line = []
        for depth in range(len(row.groups)):
            groups = row.groups[: depth + 1]
            if before[: depth + 1] != groups:
                run = takewhile(lambda r: r.groups[: depth + 1] == groups, block.rows[index:])  # noqa: B023
                line.append(Item("label", groups[depth], row_span=sum(1 for _ in run)))
        span = max(1, label_columns - len(row.groups))
        line.append(Item("label", row.label, span, row=row))
        yield line + _values(row, (1,) * len(block.columns))
        before = row.groups


def _cases(block: Block) -> Iterator[Line]:
    """Three kinds of case side by side, fifteen numbers in one row."""
    kinds = [row for row in block.rows if not row.extra]
    single = [row for row in kinds if not row.groups]
    grouped = [row for row in kinds if row.groups]
    first = [Item("heading", row.label, _CASE_KINDS, row=row) for row in single]
    if grouped:
        first.append(Item("heading", grouped[0].groups[0], _CASE_KINDS * len(grouped)))
    yield first
    down = 2 if grouped else 1
    yield [
        *(Item("heading", text, row_span=down) for _ in single for text in block.columns),
        *(Item("heading", row.label, _CASE_KINDS, row=row) for row in grouped),
    ]
    if grouped:
        yield [Item("heading", text) for _ in grouped for text in block.columns]
    yield [item for row in (*single, *grouped) for item in _values(row, (1,) * _CASE_KINDS)]
    for row in block.rows:
        if row.extra:
            yield [Item("label", row.label, row=row), *_values(row, (1,) * _CASE_KINDS)]


def _plain(blocks: Sequence[Block]) -> Iterator[Line]:
    """A table without a prescribed geometry: label, unit where there is one, values."""
    for block in blocks:
        units = any(row.unit for row in block.rows)
        corner = [Item("heading", block.corner or "指标")]
        if units:
            corner.append(Item("heading", "单位"))
        yield [*corner, *(Item("heading", text) for text in block.columns)]
        for row in block.rows:
            line = [Item("label", row.label, row=row)]
            if units:
                line.append(Item("text", row.unit or ""))
            yield line + _values(row, (1,) * max(1, len(row.cells)))
