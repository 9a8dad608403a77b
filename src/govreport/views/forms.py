"""The tables of a report in the order and with the labels of its official form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import attrs

from govreport.model import (
    AnnualReport,
    ApplicantCounts,
    CaseCounts,
    ProactiveDisclosure,
    RowTrace,
    Status,
)
from govreport.model.tables import content_of, prefix_of, table_of
from govreport.records import resolve
from govreport.views._labels import TITLES, label
from govreport.views.findings import findings_by_path
from govreport.views.named import blocks_of, form_by_name, named_tables
from govreport.views.table import Block, Cell, CellMaker, Row, Table

APPLICANTS = tuple(field.name for field in attrs.fields(ApplicantCounts))
OUTCOMES = tuple(field.name for field in attrs.fields(CaseCounts))


class _Item(NamedTuple):
    """One block of table 2: the item of article 20, its rows, its value columns."""

    caption: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]


_SERVICE_2019 = ("previous_year_items", "change", "decisions")
_DOCUMENTS = ("rules", "normative_documents")
_ITEM_NAMES = ("item_1", "item_5", "item_6", "item_8", "item_9")
ITEMS: dict[str, dict[str, _Item]] = {
    form: {item.caption: item for item in items}
    for form, items in {
        "2019": (
            _Item("item_1", _DOCUMENTS, ("newly_made", "newly_disclosed", "total_disclosed")),
            _Item("item_5", ("licensing", "other_external_services"), _SERVICE_2019),
            _Item("item_6", ("penalties", "coercive_measures"), _SERVICE_2019),
            _Item("item_8", ("administrative_fees",), ("previous_year_items", "change")),
            _Item("item_9", ("centralised_procurement",), ("project_count", "amount")),
        ),
        "2021": (
            _Item("item_1", _DOCUMENTS, ("issued", "abolished", "in_force")),
            _Item("item_5", ("licensing",), ("decisions",)),
            _Item("item_6", ("penalties", "coercive_measures"), ("decisions",)),
            _Item("item_8", ("administrative_fees",), ("amount",)),
        ),
    }.items()
}


def tables(report: AnnualReport) -> tuple[Table, ...]:
    """Every table of the report, in the official order; each record stands in exactly one.

    A table that the document does not print is left out; a row that the form has and the
    document does not print is there without cells.

    >>> tables(AnnualReport())
    ()
    """
    maker = CellMaker(report, findings_by_path(report))
    found = [
        *_proactive_disclosure(report, maker),
        *_requests(report, maker),
        *_review_and_litigation(report, maker),
        *_statistics(report, maker),
        *_named(report, maker),
        *_supplementary(report, maker),
    ]
    found += _remaining(report, maker)
    return tuple(_with_unplaced(report, found))


def form_of(name: str | None) -> str | None:
    """The name, where it is that of a built-in form of table 2; a plugin's form has its own.

    >>> form_of("2021"), form_of("hubei-2019")
    ('2021', None)
    """
    return name if name in ITEMS else None


def _proactive_disclosure(report: AnnualReport, maker: CellMaker) -> Iterator[Table]:
    model = report.proactive_disclosure
    if model is None:
        return
    own = form_by_name("proactive_disclosure", report.forms.proactive_disclosure)
    main = form_of(report.forms.proactive_disclosure) or _form_by_columns(model)
    blocks: list[Block] = []
    if own is not None and own.form not in ITEMS:
        blocks = blocks_of(own, {"proactive_disclosure": model}, maker)
    for name in () if blocks else _ITEM_NAMES:
        form = _form_of_item(model, name, main, maker)
        block = _item_block(model, ITEMS[form][name], form, maker)
        if any(row.printed for row in block.rows):
            blocks.append(block)
    found = _place_extra(blocks, _extra_rows(report, maker, "proactive_disclosure"))
    title = TITLES["proactive_disclosure"]
    name = report.forms.proactive_disclosure or main
    yield Table("proactive_disclosure", title, tuple(found), name)


def _form_of_item(model: ProactiveDisclosure, name: str, main: str, maker: CellMaker) -> str:
    """The form whose columns hold most of an item's numbers: hybrids mix them item by item."""

    def held(form: str) -> int:
        item = ITEMS[form].get(name)
        return sum(
            maker.printed(f"proactive_disclosure.{row}", column)
            or getattr(getattr(model, row), column, None) is not None
            for row in (item.rows if item else ())
            for column in (item.columns if item else ())
        )

    forms = [form for form in ITEMS if name in ITEMS[form]]
    return max(forms, key=lambda form: (held(form), form == main))


def _item_block(model: ProactiveDisclosure, item: _Item, form: str, maker: CellMaker) -> Block:
    def text(name: str) -> str:
        return label(f"proactive_disclosure.{name}", form)

    columns = tuple((name, text(name)) for name in item.columns)
    rows = []
    for name in item.rows:
        holder = getattr(model, name)
        values = holder and tuple(getattr(holder, column) for column in item.columns)
        rows.append(maker.row(f"proactive_disclosure.{name}", text(name), columns, values))
    labels = tuple(heading for _, heading in columns)
    return Block(labels, tuple(rows), text(item.caption), text("content"))


def _form_by_columns(model: ProactiveDisclosure) -> str:
    for row in (model.rules, model.normative_documents):
        if row is not None and (row.issued, row.abolished, row.in_force) != (None, None, None):
            return "2021"
    fees = model.administrative_fees
    return "2021" if fees is not None and fees.amount is not None else "2019"


def _requests(report: AnnualReport, maker: CellMaker) -> Iterator[Table]:
    if report.requests is None:
        return
    columns = tuple((name, label(f"requests.{name}")) for name in APPLICANTS)
    rows = [
        maker.row(path, label(path), columns, _values(holder), groups=groups)
        for path, groups, holder in _leaves(report.requests, "requests", ())
    ]
    labels = tuple(text for _, text in columns)
    extra = _extra_rows(report, maker, "requests")
    blocks = _place_extra(_printed_block(labels, tuple(_one_form(rows))), extra)
    yield _table("requests", blocks, report.forms.requests)


def _printed_block(columns: tuple[str, ...], rows: tuple[Row, ...]) -> list[Block]:
    """The block, unless nothing of it is printed."""
    return [Block(columns, rows)] if any(row.printed for row in rows) else []


def _values(holder: ApplicantCounts | CaseCounts | None) -> tuple[Any, ...] | None:
    return None if holder is None else attrs.astuple(holder)


def _leaves(
    holder: Any, path: str, groups: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...], ApplicantCounts | None]]:
    for field in attrs.fields(type(holder)):
        value, below = getattr(holder, field.name), f"{path}.{field.name}"
        if value is None or isinstance(value, ApplicantCounts):
            own = groups[:-1] if field.name == "combined" else groups
            yield below, own, value
        else:
            yield from _leaves(value, below, (*groups, label(below)))


def _one_form(rows: list[Row]) -> Iterator[Row]:
    """Leave out the rows of (六)其他处理 that belong to the other form."""
    head = "requests.results.other_handling."
    combined = f"{head}combined"
    printed = {row.path for row in rows if row.printed and row.path.startswith(head)}
    single = not printed or combined in printed
    for row in rows:
        if row.printed or not row.path.startswith(head) or (row.path == combined) is single:
            yield row


def _review_and_litigation(report: AnnualReport, maker: CellMaker) -> Iterator[Table]:
    model = report.review_and_litigation
    if model is None:
        return
    columns = tuple((name, label(f"review_and_litigation.{name}")) for name in OUTCOMES)
    rows = []
    for field in attrs.fields(type(model)):
        path = f"review_and_litigation.{field.name}"
        holder = getattr(model, field.name)
        groups = () if field.name == "review" else (label("review_and_litigation.litigation"),)
        rows.append(maker.row(path, label(path), columns, _values(holder), groups=groups))
    labels = tuple(text for _, text in columns)
    extra = _extra_rows(report, maker, "review_and_litigation")
    blocks = _place_extra(_printed_block(labels, tuple(rows)), extra)
    yield _table("review_and_litigation", blocks, report.forms.review_and_litigation)


def _statistics(report: AnnualReport, maker: CellMaker) -> Iterator[Table]:
    if report.statistics is None:
        return
    names = report.statistics.columns
    rows = []
    for indicator in report.statistics:
        path = f"statistics.{indicator.identifier}"
        columns = _numbered(len(indicator.values), names)
        values = indicator.values
        rows.append(maker.row(path, indicator.label, columns, values, unit=indicator.unit))
    width = max((len(row.cells) for row in rows), default=1)
    labels = tuple(text for _, text in _numbered(width, names or ("统计数",)))
    block = Block(labels, tuple(rows), corner="统计指标")
    yield _table("statistics", [block], report.forms.statistics)


def _named(report: AnnualReport, maker: CellMaker) -> Iterator[Table]:
    for table in named_tables(report, maker):
        name = table.identifier.partition(".")[2]
        extra = _extra_rows(report, maker, name)
        yield attrs.evolve(table, blocks=tuple(_place_extra(list(table.blocks), extra)))


def _supplementary(report: AnnualReport, maker: CellMaker) -> Iterator[Table]:
    for number, table in enumerate(report.supplementary):
        rows = tuple(
            maker.row(
                f"supplementary[{number}].rows[{index}].values",
                row.label,
                _numbered(len(row.values), table.columns),
                row.values,
                unit=row.unit,
            )
            for index, row in enumerate(table.rows)
        )
        width = max((len(row.cells) for row in rows), default=0)
        labels = tuple(text for _, text in _numbered(width, table.columns))
        title = table.caption or f"supplementary[{number}]"
        yield Table(f"supplementary[{number}]", title, (Block(labels, rows),))


def _numbered(count: int, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"[{index}]", names[index] if index < len(names) else "") for index in range(count)
    )


def _extra_rows(report: AnnualReport, maker: CellMaker, table: str) -> list[tuple[Row, str | None]]:
    """The rows that the agency added, each with the path of the official row printed before it."""
    traces = [trace for trace in report.provenance.rows if trace.starts]
    rows = []
    for index, extra in enumerate(report.extra.get(table, ())):
        path = f"extra.{table}[{index}].values"
        trace = next((trace for trace in traces if trace.path == path), None)
        names = trace.column_labels if trace is not None else ()
        columns = _numbered(len(extra.values), names)
        row = maker.row(path, extra.label, columns, extra.values, extra=True)
        rows.append((row, _row_before(trace, traces, table)))
    return rows


def _row_before(trace: RowTrace | None, traces: list[RowTrace], table: str) -> str | None:
    if trace is None:
        return None
    start = trace.starts[0]
    before = [
        other
        for other in traces
        if other.path.startswith(f"{prefix_of(table)}.") and other.starts[0] < start
    ]
    return max(before, key=lambda other: other.starts[0]).path if before else None


def _place_extra(blocks: list[Block], extra: list[tuple[Row, str | None]]) -> list[Block]:
    """Put each added row below the row it was printed under, or at the end of the first block."""
    for row, before in extra:
        home, position = 0, None
        for number, block in enumerate(blocks):
            paths = [other.path for other in block.rows]
            if before in paths:
                home, position = number, paths.index(before) + 1
        if not blocks or len(row.cells) != len(blocks[home].columns):
            columns = tuple(cell.column for cell in row.cells)
            last = blocks[-1] if blocks else None
            if last is not None and last.columns == columns and last.rows[-1].extra:
                blocks[-1] = attrs.evolve(last, rows=(*last.rows, row))
            else:
                blocks.append(Block(columns, (row,)))
            continue
        rows = list(blocks[home].rows)
        position = len(rows) if position is None else position
        around = {other.groups for other in rows[max(0, position - 1) : position + 1]}
        if position < len(rows) and len(around) == 1:
            row = attrs.evolve(row, groups=around.pop())
        rows.insert(position, row)
        blocks[home] = attrs.evolve(blocks[home], rows=tuple(rows))
    return blocks


def _remaining(report: AnnualReport, maker: CellMaker) -> Iterator[Table]:
    """Cells that were read and have no place above, such as columns of the other form."""
    rows = []
    for trace in report.provenance.rows:
        columns = enumerate(trace.columns)
        indexes = [i for i, column in columns if not maker.used(trace.path, column)]
        if not indexes:
            continue
        holder = resolve(report, trace.path)
        pairs = tuple((trace.columns[i], trace.column_labels[i]) for i in indexes)
        values = tuple(_value(holder, trace.columns[i]) for i in indexes)
        rows.append(maker.row(trace.path, trace.label, pairs, values))
    if rows:
        blocks = tuple(Block(tuple(cell.column for cell in row.cells), (row,)) for row in rows)
        yield Table("remaining", "outside the form", blocks)


def _value(holder: Any, column: str) -> Any:
    if column == "":
        return holder[0]
    return holder[int(column[1:-1])] if column.startswith("[") else content_of(holder, column)


def _table(identifier: str, blocks: list[Block], form: str | None) -> Table:
    return Table(identifier, TITLES[identifier], tuple(blocks), form)


def _with_unplaced(report: AnnualReport, found: list[Table]) -> Iterator[Table]:
    """Give each table the numbers printed in it that have no single place."""
    groups: dict[str, list[Cell]] = {}
    for number, item in enumerate(report.unplaced):
        path = f"unplaced.{item.table}[{number}]"
        cell = Cell(path, item.label or "", item.value, item.raw, Status.UNPLACED, None, item.span)
        groups.setdefault(item.table, []).append(cell)
    for table in found:
        name = table_of(table.identifier) if "." in table.identifier else table.identifier
        yield attrs.evolve(table, unplaced=tuple(groups.pop(name, ())))
    for identifier, cells in groups.items():
        title = TITLES.get(identifier, identifier)
        yield Table(identifier, title, (), unplaced=tuple(cells))
