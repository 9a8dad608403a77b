"""The flat view of a report: one record per value cell, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from govreport.document import Span
from govreport.model import Amount, AnnualReport, Status, Value


@frozen
class Record:
    """One value cell.

    Attributes:
        path: dotted identifiers, e.g. ``requests.results.disclosed.total``.
        value: the number, or None for a cell without one.
        raw: the cell as printed.
        status: see `govreport.model.Status`.
        unit: unit that the report or its form states, or None.
        label: the official (or printed) labels of row and column, joined by `` / ``.
        span: where it was printed.
    """

    path: str
    value: Value
    raw: str
    status: Status
    unit: str | None
    label: str
    span: Span | None


def records(report: AnnualReport) -> Iterator[Record]:
    """Yield one `Record` for each value cell of each table found, then the unplaced numbers
    and the figures in prose.

    >>> list(records(AnnualReport()))
    []
    """
    locate = report.provenance.span
    for row in report.provenance.rows:
        holder = resolve(report, row.path)
        for index, column in enumerate(row.columns):
            value, unit = _value_and_unit(holder, column, row.units[index])
            label = row.column_labels[index]
            yield Record(
                path=row.cell_path(index),
                value=value,
                raw=row.raws[index],
                status=row.statuses[index],
                unit=unit,
                label=f"{row.label} / {label}" if label else row.label,
                span=locate(row.starts[index], row.ends[index]),
            )
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
            status=Status.READ,
            unit=fact.unit,
            label=fact.sentence,
            span=fact.span,
        )


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
    target: Any = report
    for step in path.split("."):
        name, *indexes = step.split("[")
        target = target[name] if isinstance(target, dict) else getattr(target, name)
        for index in indexes:
            target = target[int(index.rstrip("]"))]
    return target


def _value_and_unit(holder: Any, column: str, unit: str | None) -> tuple[Value, str | None]:
    if column == "":
        value = holder[0]
    elif column.startswith("["):
        value = holder[int(column[1:-1])]
    else:
        value = getattr(holder, column)
    if isinstance(value, Amount):
        return value.value, value.unit
    return value, unit
