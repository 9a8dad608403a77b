"""A copy of a report with one value put in: the model itself never changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, get_args

import attrs

from govreport.model.report import AnnualReport
from govreport.model.statistics import Statistics
from govreport.model.tables import NAMED, GenericTable
from govreport.model.values import Amount, Value

_TABLES = (
    *("proactive_disclosure", "requests", "review_and_litigation", "statistics"),
    *("supplementary", "extra"),
)
_STEP = re.compile(r"(?P<name>[^.\[\]]+)|\[(?P<index>\d+)\]")
_STATISTICS = re.compile(r"(?P<identifier>.+?)(?:\[(?P<index>\d+)\])?")


def with_value(report: AnnualReport, path: str, value: Value) -> AnnualReport:
    """A report with ``value`` at a record path; rows that are not there yet are made.

    Args:
        report: stays as it is.
        path: record path of a cell, as `govreport.records` gives it.
        value: the number, or None.

    Raises:
        KeyError: the path names no cell of the model.

    >>> changed = with_value(AnnualReport(), "requests.new_requests.total", 7)
    >>> changed.requests.new_requests.total
    7
    """
    head, _, rest = path.partition(".")
    if head == "statistics" and report.statistics is not None:
        return attrs.evolve(report, statistics=_indicator(report.statistics, rest, value))
    if head == NAMED:
        return _in_named(report, path, rest, value)
    steps = [
        int(match["index"]) if match["index"] else match["name"] for match in _STEP.finditer(path)
    ]
    if head.partition("[")[0] not in _TABLES or len(steps) < 2:
        raise KeyError(f"{path} names no cell of a table")
    try:
        changed: AnnualReport = _replaced(report, AnnualReport, steps, value)
    except (KeyError, IndexError, TypeError, AttributeError, StopIteration):
        raise KeyError(f"{path} names no cell of the report") from None
    return changed


def _in_named(report: AnnualReport, path: str, rest: str, value: Value) -> AnnualReport:
    """A report with a value in a table that a plugin's form adds."""
    name, _, below = rest.partition(".")
    row, _, column = below.rpartition(".")
    try:
        table = report.tables[name]
        if isinstance(table, GenericTable):
            before = table.rows[row]
            leaf = _leaf(before.values[column], None, value)
            changed = attrs.evolve(before, values={**before.values, column: leaf})
            table = GenericTable({**table.rows, row: changed})
        else:
            table = _replaced(table, type(table), below.split("."), value)
    except (KeyError, TypeError, AttributeError, StopIteration):
        raise KeyError(f"{path} names no cell of the report") from None
    return attrs.evolve(report, tables={**report.tables, name: table})


def _replaced(holder: Any, kind: Any, steps: Sequence[str | int], value: Value) -> Any:
    if not steps:
        return _leaf(holder, kind, value)
    step, rest = steps[0], steps[1:]
    if isinstance(step, int):
        items = list(holder)
        items[step] = _replaced(items[step], None, rest, value)
        return tuple(items)
    if isinstance(holder, dict):
        return {**holder, step: _replaced(holder[step], None, rest, value)}
    cls: Any = _class_of(kind) if holder is None else type(holder)
    if not attrs.has(cls):
        raise TypeError("a number has no parts")
    child_kind = _field_types(cls)[step]
    if holder is None:
        holder = cls()
    return attrs.evolve(holder, **{step: _replaced(getattr(holder, step), child_kind, rest, value)})


def _leaf(holder: Any, kind: Any, value: Value) -> Any:
    if isinstance(holder, Amount) or Amount in (kind, *get_args(kind)):
        unit = holder.unit if isinstance(holder, Amount) else None
        return None if value is None else Amount(Decimal(value), unit)
    rows = any(attrs.has(part) for part in (type(holder), kind, *get_args(kind)))
    if rows or isinstance(holder, tuple | dict):
        raise TypeError("a row or a table, no cell")
    return value


@lru_cache(maxsize=256)
def _field_types(cls: Any) -> dict[str, Any]:
    return {field.name: field.type for field in attrs.fields(attrs.resolve_types(cls))}


def _class_of(kind: Any) -> Any:
    """The attrs class of an optional field."""
    return next(part for part in (kind, *get_args(kind)) if attrs.has(part))


def _indicator(table: Statistics, name: str, value: Value) -> Statistics:
    match = _STATISTICS.fullmatch(name)
    identifier = match["identifier"] if match else name
    index = int(match["index"] or 0) if match else 0
    rows = list(table.indicators)
    place = next((n for n, row in enumerate(rows) if row.identifier == identifier), None)
    if place is None or index >= len(rows[place].values):
        raise KeyError(f"statistics.{name} names no cell of the report")
    values = list(rows[place].values)
    values[index] = value
    rows[place] = attrs.evolve(rows[place], values=tuple(values))
    return attrs.evolve(table, indicators=tuple(rows))
