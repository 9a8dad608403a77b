"""The empty cells of a report, where a number without a place may belong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govreport.views.forms import APPLICANTS, ITEMS, OUTCOMES
from govreport.views.table import Block, Row, Table

if TYPE_CHECKING:
    from govreport.views.pages import ReportPage


def targets(page: ReportPage) -> Iterator[tuple[str, str]]:
    """Record path and labels of every cell that holds no number yet.

    Rows that the form has and the document does not show are among them: a row all of whose
    numbers lack a place is such a row.
    """
    loose = any(table.unplaced for table in page.tables)
    if not loose and not any(mark.kind == "unaccounted" for mark in page.marks):
        return
    for table in page.tables:
        for block in table.blocks:
            for row in block.rows:
                label = "/".join((*row.groups[-1:], row.label))
                for path, column, is_empty in _cells(table, block, row):
                    if is_empty:
                        yield path, f"{label}/{column}"


def _cells(table: Table, block: Block, row: Row) -> Iterator[tuple[str, str, bool]]:
    if row.printed:
        for cell in row.cells:
            yield cell.path, cell.column, cell.value is None
        return
    names = _names(table, block, row)
    if len(names) == len(block.columns):
        for name, column in zip(names, block.columns, strict=True):
            yield f"{row.path}.{name}", column, True


def _names(table: Table, block: Block, row: Row) -> tuple[str, ...]:
    if table.identifier == "requests":
        return APPLICANTS
    if table.identifier == "review_and_litigation":
        return OUTCOMES
    name = row.path.rpartition(".")[2]
    found = (
        item.columns
        for items in ITEMS.values()
        for item in items.values()
        if name in item.rows and len(item.columns) == len(block.columns)
    )
    return next(found, ())
