"""Tables that plugins add, and official tables in a plugin's form, in the order of that form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs
from attrs import has

from govreport.model import Amount, AnnualReport, GenericRow, GenericTable
from govreport.model.tables import content_of, prefix_of, row_at
from govreport.tables.forms import TableForm
from govreport.views.outline import corner_of, groups_of
from govreport.views.table import Block, CellMaker, Table
from govreport.views.text.forms import table_forms


def form_by_name(table: str, name: str | None) -> TableForm | None:
    """The installed form of a table that has this very name.

    >>> form_by_name("requests", "nobody's") is None
    True
    """
    return next((form for form in table_forms(table) if form.form == name), None)


def named_tables(report: AnnualReport, maker: CellMaker) -> Iterator[Table]:
    """The tables below ``report.tables``, by their form; by what they hold where it is not
    installed."""
    for name, table in report.tables.items():
        form = form_by_name(name, report.forms.of(name))
        if form is None:
            blocks, title = [_without_form(name, table, maker)], name
        else:
            blocks, title = blocks_of(form, {name: table}, maker), form.title or name
        yield Table(prefix_of(name), title, tuple(blocks), report.forms.of(name))


def blocks_of(form: TableForm, tables: dict[str, Any], maker: CellMaker) -> list[Block]:
    """The rows of a table as its form has them: a block for each header."""
    several = len(form.columns) > 1
    blocks: list[Block] = []
    opened: object = None
    for rule in form.grammar.rows:
        columns = form.columns_of(rule.path)
        groups = groups_of(form, rule.path)
        labels = tuple((c.identifier, form.column_label(c)) for c in columns)
        holder = _holder(tables, f"{form.table}.{rule.path}")
        values = holder and tuple(content_of(holder, c.identifier) for c in columns)
        row = maker.row(
            f"{form.prefix}.{rule.path}",
            form.grammar.row_labels[rule.path],
            labels,
            values,
            groups=() if several else groups,
        )
        heading = tuple(label for _, label in labels)
        key = (heading, groups if several else ())
        if key == opened:
            blocks[-1] = attrs.evolve(blocks[-1], rows=(*blocks[-1].rows, row))
        else:
            caption = groups[-1] if several and groups else None
            blocks.append(Block(heading, (row,), caption, corner_of(form)))
        opened = key
    return [block for block in blocks if any(row.printed for row in block.rows)]


def _holder(tables: dict[str, Any], path: str) -> Any:
    try:
        return row_at(tables, path)
    except AttributeError:
        return None  # a row that the document does not print, or that the class does not have


def _without_form(name: str, table: Any, maker: CellMaker) -> Block:
    rows = []
    columns: dict[str, None] = {}
    for path, label, values in leaves(table):
        columns.update(dict.fromkeys(values))
        pairs = tuple((column, column) for column in values)
        where = f"{prefix_of(name)}.{path}"
        rows.append(maker.row(where, label, pairs, tuple(values.values())))
    return Block(tuple(columns), tuple(rows))


def leaves(table: Any, path: Sequence[str] = ()) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The rows of a named table: path below it, label, values by column.

    >>> list(leaves(GenericTable({"online": GenericRow("网上", {"count": 7})})))
    [('online', '网上', {'count': 7})]
    """
    if isinstance(table, GenericTable):
        yield from ((path, row.label, row.values) for path, row in table.rows.items())
        return
    for field in attrs.fields(type(table)):
        value, steps = getattr(table, field.name), (*path, field.name)
        if value is not None and has(type(value)):
            if _is_row(value):
                yield ".".join(steps), field.name, _values(value)
            else:
                yield from leaves(value, steps)


def _is_row(holder: Any) -> bool:
    """Whether an object holds cells; a group of rows holds objects that hold cells."""
    inner = [getattr(holder, field.name) for field in attrs.fields(type(holder))]
    kinds = [type(value) for value in inner if value is not None]
    return not any(has(kind) and kind is not Amount for kind in kinds)


def _values(row: Any) -> dict[str, Any]:
    if isinstance(row, GenericRow):
        return row.values
    return {field.name: getattr(row, field.name) for field in attrs.fields(type(row))}
