"""The flat view of a report: one record per value cell, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

from attrs import evolve, fields, frozen, has

from govreport.document import Span, locate
from govreport.model import (
    Amount,
    AnnualReport,
    Correction,
    GenericRow,
    RowTrace,
    Status,
    Value,
    corrected_cells,
    corrected_figures,
)
from govreport.model.provenance import cell_paths
from govreport.model.tables import NAMED, content_of, row_at


@frozen(slots=False)  # twice as quickly made, two hundred of them for each report
class Record:
    """One value cell.

    Attributes:
        path: dotted identifiers, e.g. ``requests.results.disclosed.total``.
        value: the number, or None for a cell without one.
        raw: the cell as printed.
        status: see `govreport.model.Status`.
        unit: unit that the report or its form states, or None.
        label: the official (or printed) labels of row and column, joined by a slash.
        span: where it was printed.
        value_read: the value that the parser read, where ``status`` is ``corrected``.
        part: a figure in prose that counts only a part of what its identifier names.
        cumulative: a figure in prose counted since some earlier date, not in the year.
    """

    path: str
    value: Value
    raw: str
    status: Status
    unit: str | None
    label: str
    span: Span | None
    value_read: Value = None
    part: bool = False
    cumulative: bool = False


def records(report: AnnualReport) -> Iterator[Record]:
    """Yield one `Record` for each value cell of each table found, then the unplaced numbers
    and the figures in prose.

    >>> list(records(AnnualReport()))
    []
    """
    found = _records(report)
    return _with_corrections(report, found) if report.corrections else found


def rows_with_values(
    report: AnnualReport,
) -> Iterator[
    tuple[RowTrace, tuple[str, ...], tuple[str, ...], Sequence[Value], Sequence[str | None]]
]:
    """Each row that was found in a table, with the paths, labels, values and units of its cells.

    >>> list(rows_with_values(AnnualReport()))
    []
    """
    for row in report.provenance.rows:
        values = _values(resolve(report, row.path), row.columns)
        units: Sequence[str | None] = row.units
        if Amount in map(type, values):
            units = [
                v.unit if isinstance(v, Amount) else unit
                for v, unit in zip(values, units, strict=True)
            ]
            values = [v.value if isinstance(v, Amount) else v for v in values]
        yield (
            row,
            cell_paths(row.path, row.columns),
            _labels(row.label, row.column_labels),
            values,
            units,
        )


def _records(report: AnnualReport) -> Iterator[Record]:
    provenance = report.provenance
    lines, places, entry = provenance.line_starts, provenance.places, provenance.source.entry
    for row, *columns in rows_with_values(report):
        for path, label, value, unit, raw, status, start, end in zip(
            *columns, row.raws, row.statuses, row.starts, row.ends, strict=True
        ):
            span = locate(start, end, lines, places, entry)
            yield Record(path, value, raw, status, unit, label, span)
    yield from records_outside(report)


def records_outside(report: AnnualReport) -> Iterator[Record]:
    """The records of what is in no cell: numbers without a place, then figures in prose."""
    for number, item in enumerate(report.unplaced):
        yield Record(
            path=f"unplaced.{item.table}[{number}]",
            value=item.value,
            raw=item.raw,
            status=Status.UNPLACED,
            unit=None,
            label=item.label or "",
            span=item.span,
        )
    seen: dict[str, int] = {}
    for fact in report.narrative:
        count = seen.get(fact.identifier, 0)
        seen[fact.identifier] = count + 1
        yield Record(
            path=f"narrative.{fact.identifier}[{count}]",
            value=fact.value,
            raw=fact.raw,
            status=fact.status,
            unit=fact.unit,
            label=fact.sentence,
            span=fact.span,
            part=fact.part,
            cumulative=fact.cumulative,
        )


def _with_corrections(report: AnnualReport, found: Iterator[Record]) -> Iterator[Record]:
    """The records with what people corrected; numbers that got a place come with the others."""
    changed = corrected_cells(report.corrections)
    waiting = {path: item for path, item in changed.items() if not item.is_figure}
    figures = corrected_figures(report.corrections)
    tables_end = False
    for record in found:
        outside = record.path.startswith(("unplaced.", "narrative."))
        if outside and not tables_end:
            tables_end = True
            yield from (_placed(report, item) for item in waiting.values())
            waiting.clear()
        if record.path.startswith("narrative."):
            name = record.path.removeprefix("narrative.").partition("[")[0]
            place = (None, None) if record.span is None else (record.span.start, record.span.end)
            item = figures.get((name, *place))
        else:
            item = waiting.pop(record.path, None)
        yield record if item is None else _corrected(report, record, item)
    yield from (_placed(report, item) for item in waiting.values())


def _corrected(report: AnnualReport, record: Record, item: Correction) -> Record:
    if item.target is not None:  # a number without a place stands now in this empty cell
        label, unit = record.label, record.unit
        return evolve(_placed(report, item), label=label, unit=unit)
    return evolve(record, status=Status.CORRECTED, value_read=item.value_read)


def _placed(report: AnnualReport, item: Correction) -> Record:
    span = None
    if item.start is not None and item.end is not None:
        span = report.provenance.span(item.start, item.end)
    label = item.cell.rpartition(".")[2]
    return Record(
        item.cell, item.value, item.raw, Status.CORRECTED, None, label, span, item.value_read
    )


@lru_cache(maxsize=1024)
def _labels(row: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{row} / {column}" if column else row for column in columns)


def _values(holder: Any, columns: tuple[str, ...]) -> Sequence[Any]:
    """The values of a row's columns, as its object holds them."""
    kind: Any = type(holder)
    if len(columns) > 1 and not isinstance(holder, GenericRow) and _names(kind).issuperset(columns):
        found: tuple[Any, ...] = _getter(columns)(holder)
        return found
    return [_value(holder, column) for column in columns]


@lru_cache(maxsize=1024)
def _getter(columns: tuple[str, ...]) -> attrgetter[Any]:
    return attrgetter(*columns)


def _value(holder: Any, column: str) -> Any:
    if column == "":
        return holder[0]
    if column.startswith("["):
        return holder[_index(column[1:])]
    if isinstance(holder, GenericRow):
        return content_of(holder, column)
    return _field(holder, column)


def resolve(report: AnnualReport, path: str) -> Any:
    """The object at a row path, e.g. the `ApplicantCounts` of ``requests.new_requests``.

    A path below ``statistics`` gives the indicator's tuple of values.

    Raises:
        AttributeError: the path names nothing in the model.

    >>> resolve(AnnualReport(year=2020), "year")
    2020
    """
    head, _, rest = path.partition(".")
    if head == "statistics" and report.statistics is not None:
        return report.statistics[rest].values
    if head == NAMED and rest:
        return row_at(report.tables, rest)
    target: Any = report
    for name, indexes in _steps(path):
        target = target[name] if isinstance(target, dict) else _field(target, name)
        for index in indexes:
            target = target[index]
    return target


@lru_cache(maxsize=4096)
def _steps(path: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The fields on a path, each with the indexes behind it."""
    parts = (step.split("[") for step in path.split("."))
    return tuple((name, tuple(map(_index, indexes))) for name, *indexes in parts)


@lru_cache(maxsize=256)
def _names(kind: type[Any]) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind)) if has(kind) else frozenset()


def _field(target: Any, name: str) -> Any:
    """A field of the model: nothing else that Python hangs on an object can be reached."""
    kind: Any = type(target)
    if name not in _names(kind):
        raise AttributeError(f"{kind.__name__} has no field {name!r}")
    return getattr(target, name)


def _index(text: str) -> int:
    """The number in ``[12]``, of which the first bracket is gone."""
    digits = text.removesuffix("]")
    if not (text.endswith("]") and digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise AttributeError(f"[{text} is no index")
    return int(digits)


def cell_value(holder: Any, column: str, unit: str | None) -> tuple[Value, str | None]:
    """The value of one cell of a row, and the unit that the value itself or its row states."""
    value = _value(holder, column)
    if isinstance(value, Amount):
        return value.value, value.unit
    return value, unit
