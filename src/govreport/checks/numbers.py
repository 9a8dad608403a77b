"""Rule on the kind of number that a cell may hold: R11."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from attrs import fields_dict, has

from govreport.checks.registry import Finding, rule
from govreport.model import Amount, AnnualReport, Value

TABLES = ("proactive_disclosure", "requests", "review_and_litigation")
MONEY_UNITS = ("元", "万元")


def cells(holder: Any, path: str) -> Iterator[tuple[str, str, Value, bool]]:
    """Every value below ``holder``: record path, column, value, and whether it is money."""
    for name in fields_dict(type(holder)):
        value = getattr(holder, name)
        below = f"{path}.{name}"
        if isinstance(value, Amount):
            yield below, name, value.value, True
        elif has(type(value)):
            yield from cells(value, below)
        elif value is not None:
            yield below, name, value, False


@rule()
def r11(report: AnnualReport) -> Iterator[Finding]:
    """Counts are non-negative integers; only 本年增/减 may be negative, only money have decimals.

    Inferred from what is counted.
    """
    for table in TABLES:
        holder = getattr(report, table)
        if holder is not None:
            for path, column, value, money in cells(holder, table):
                yield from _judge(path, value, money=money, signed=column == "change")
    for indicator in report.statistics or ():
        several = len(indicator.values) > 1
        for index, value in enumerate(indicator.values):
            path = f"statistics.{indicator.identifier}" + (f"[{index}]" if several else "")
            yield from _judge(path, value, money=indicator.unit in MONEY_UNITS, signed=False)


def _judge(path: str, value: Value, *, money: bool, signed: bool) -> Iterator[Finding]:
    if value is None:
        return
    if value < 0 and not signed:
        yield path, f"{value} is negative, which only 本年增/减 may be"
    if isinstance(value, Decimal) and not money and value != value.to_integral_value():
        yield path, f"{value} has decimals, which only money may have"
