"""Fill an official table with numbers: from a seed, so that one drawn number makes a whole table.

A report has some two hundred cells; drawing each on its own makes properties slow and their
failures slower to shrink.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any

from attrs import evolve, field, frozen

from govreport.model import Amount, GenericTable
from govreport.model.tables import CellContent, content_of
from govreport.tables.forms import Column, TableForm
from govreport.tables.paths import assemble as assemble_rows
from govreport.tables.placement.sums import last_is_sum

_BALANCE = ("new_requests", "carried_over", "results.total", "carried_forward")


@frozen
class Filling:
    """How a table is filled.

    Attributes:
        seed: of the random numbers.
        zeros: percentage of cells that are 0.
        largest: largest count.
        blanks: percentage of blank cells.
        blank_rows: percentage of rows that are wholly blank.
        missing: percentage of rows that are not printed.
        consistent: whether the sum rules hold (R1 to R3, R5).
    """

    seed: int = 0
    zeros: int = 50
    largest: int = 999
    blanks: int = 0
    blank_rows: int = 0
    missing: int = 0
    consistent: bool = True
    random: Random = field(init=False, eq=False, repr=False)

    @random.default
    def _random(self) -> Random:
        return Random(self.seed)

    def chance(self, percentage: int) -> bool:
        """True in about so many cases of a hundred."""
        return self.random.randrange(100) < percentage

    def count(self) -> int:
        """A count, often 0."""
        return 0 if self.chance(self.zeros) else self.random.randint(0, self.largest)

    def part(self, amount: int) -> int:
        """Some of an amount."""
        return self.random.randint(0, amount)

    def fresh(self) -> Filling:
        """The same filling, from its first cell on."""
        return evolve(self)

    def cell(self, column: Column) -> CellContent:
        """What stands in one cell of a column."""
        if self.chance(self.blanks):
            return None
        if column.kind == "money":
            places = self.random.choice((0, 0, 2, 4))
            value = Decimal(self.count()) + Decimal(self.random.randrange(10**places)).scaleb(
                -places
            )
            unit = column.unit or self.random.choice((None, "元", "万元"))
            return Amount(value, unit)
        if column.kind in ("decimal", "percent"):
            return self._fraction(100 if column.kind == "percent" else self.largest)
        value_ = self.count()
        return -value_ if column.signed and self.chance(40) else value_

    def _fraction(self, largest: int) -> int | Decimal:
        """A number with up to two decimals; a whole one is an int, as it is read."""
        value = Decimal(self.random.randrange(largest * 100 + 1)).scaleb(-2)
        places = self.random.choice((0, 1, 2))
        rounded = round(value, places) if places else Decimal(int(value))
        return rounded if places else int(rounded)


def fill(form: TableForm, filling: Filling, *, variant: str | None = None) -> Any:
    """One table of a form.

    Args:
        form: the table's form.
        filling: how.
        variant: for a table with rows that exclude one another, the set to print, by name.

    >>> from govreport.templates.official import REVIEW_AND_LITIGATION
    >>> table = fill(REVIEW_AND_LITIGATION, Filling(seed=3))
    >>> review = table.review
    >>> review.total == review.upheld + review.corrected + review.other_result + review.pending
    True
    """
    # A table with its own reader is one row of cells: its parts are not left out one by one.
    missing = 0 if form.reader else filling.missing
    paths = [path for path in _paths(form, variant) if not filling.chance(missing)]
    found = {path: _row(form, path, filling) for path in paths or _paths(form, variant)}
    blank = filling.blanks or filling.blank_rows
    if filling.consistent and not blank and all(path in found for path in _BALANCE):
        _balance(form, found, filling)
    return assemble_rows(form.model_class, found)


def _paths(form: TableForm, variant: str | None) -> list[str]:
    excluded = {
        path
        for name, paths in form.exclusive
        for path in paths
        if name != (variant or form.exclusive[0][0])
    }
    return [row.path for row in form.grammar.rows if row.path not in excluded]


def _row(form: TableForm, path: str, filling: Filling) -> Any:
    columns = form.columns_of(path)
    if filling.chance(filling.blank_rows):
        return row_object(form, path, [None] * len(columns))
    values = [filling.cell(column) for column in columns]
    if filling.consistent and form.rule is last_is_sum and values[-1] is not None:
        values[-1] = sum(value for value in values[:-1] if isinstance(value, int))
    return row_object(form, path, values)


def row_object(form: TableForm, path: str, values: Sequence[Any]) -> Any:
    """The model's object for one row, its values in the form's order of columns."""
    names = [column.identifier for column in form.columns_of(path)]
    return form.row_maker(path)(**dict(zip(names, values, strict=True)))


def _numbers(form: TableForm, path: str, found: Mapping[str, Any]) -> list[int]:
    return [content_of(found[path], column.identifier) for column in form.columns_of(path)]  # type: ignore[misc]


def _balance(form: TableForm, found: dict[str, Any], filling: Filling) -> None:
    """R1 and R2: results add up, and new + carried over = results + carried forward."""
    new, over, total, forward = _BALANCE
    leaves = [p for p in found if p.startswith("results.") and p != total]
    if not leaves:
        return
    sums = [sum(column) for column in zip(*(_numbers(form, p, found) for p in leaves), strict=True)]
    carried = _numbers(form, forward, found)
    whole = [a + b for a, b in zip(sums, carried, strict=True)]
    old = [filling.part(amount) for amount in whole[:-1]]
    old.append(sum(old))
    found[total] = row_object(form, total, sums)
    found[over] = row_object(form, over, old)
    found[new] = row_object(form, new, [a - b for a, b in zip(whole, old, strict=True)])


def form_name(form: TableForm, table: Any) -> str:
    """The name of the form that a table shows by its rows: that of the set of rows it prints."""
    for name, paths in form.exclusive:
        if any(_at(table, path) is not None for path in paths):
            return name
    return form.form


def _at(content: Any, path: str) -> Any:
    if isinstance(content, GenericTable):
        return content.rows.get(path)
    for step in path.split("."):
        content = getattr(content, step, None)
    return content
