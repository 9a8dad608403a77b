"""Check on the kind of number that a cell may hold: R11."""

from __future__ import annotations

from decimal import Decimal

from govreport.checks.items import Broken, Items, Unknown
from govreport.checks.registry import CheckGroup
from govreport.checks.subject import Subject
from govreport.language import phrase

GROUP = CheckGroup("numbers", "the kind of number that a cell may hold")


@GROUP.check(
    basis="form",
    era="any",
    example="(一)予以公开 自然人: -3 is negative, which only 本年增/减 may be",
)
def r11(subject: Subject) -> Items:
    """Counts are non-negative integers; only 本年增/减 may be negative, only money have decimals.

    What is counted: 件, 项, 条 and persons.
    """
    values = subject.cells.values
    if not values:
        yield Unknown(phrase("no table of an official form is printed"))
    for path, value in values.items():
        if value is None or (type(value) is int and value >= 0):
            continue
        cell = subject.cells.get(path)
        name = cell.label or cell.path
        signed = cell.column is not None and cell.column.signed
        if value < 0 and not signed:
            yield Broken(
                phrase(
                    "{cell}: {value} is negative, which only 本年增/减 may be",
                    cell=name,
                    value=value,
                ),
                (cell.path,),
                cause="negative",
                stated=f"{value}",
            )
        fraction = isinstance(value, Decimal) and value != value.to_integral_value()
        counted = cell.column is None or cell.column.kind == "count"
        if fraction and counted and not cell.money:
            yield Broken(
                phrase(
                    "{cell}: {value} has decimals, which only money may have",
                    cell=name,
                    value=value,
                ),
                (cell.path,),
                cause="decimals",
                stated=f"{value}",
            )
