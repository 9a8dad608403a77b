"""What one placed cell becomes: its status, its value and its unit, and what must be said of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from attrs import frozen

from govreport.model import Amount, Status
from govreport.tables.forms import Column, ColumnKind
from govreport.text.cells import Reading
from govreport.text.numbers import LARGEST_COUNT, MONEY


@frozen
class CellValue:
    """A cell in the model.

    Attributes:
        status: see `govreport.model.Status`.
        value: what the row's field holds.
        unit: the unit that the report or its form states.
        words: the sentence that says why a cell that holds something has no value, or None.
        mark: the sentence about what stands with the number, or None.
    """

    status: Status
    value: Any = None
    unit: str | None = None
    words: str | None = None
    mark: str | None = None


def status_of(reading: Reading | None, *, certain: bool = True) -> Status:
    """The status of a placed cell, by what is printed in it.

    >>> status_of(None, certain=True)
    <Status.BLANK: 'blank'>
    """
    if reading is None:
        return Status.BLANK
    if reading.kind == "number":
        return Status.READ if certain and not reading.mark else Status.INFERRED
    return Status.NOT_APPLICABLE if reading.kind == "placeholder" else Status.NOT_A_NUMBER


def cell_value(
    reading: Reading | None, column: Column | None, *, certain: bool, stated: str | None = None
) -> CellValue:
    """What a cell in a column of a form becomes.

    Args:
        reading: what is printed, None for a blank cell.
        column: the column of the form, None where nothing is known of it and any number may stand.
        certain: whether the cell's place was known without inference.
        stated: the unit that the table's header states, `NO_UNIT` when it states none.

    >>> from govreport.text.cells import read_cell
    >>> cell_value(read_cell("3千元"), Column("amount", None, "money"), certain=True).value
    Amount(value=Decimal('3'), unit='千元')
    >>> cell_value(read_cell("40%"), Column("total"), certain=True).status
    <Status.NOT_A_NUMBER: 'not_a_number'>
    """
    status = status_of(reading, certain=certain)
    printed = reading.unit if reading is not None else None
    if reading is None or reading.value is None:
        words = _WORDS if status is Status.NOT_A_NUMBER else None
        return CellValue(status, None, unit_of_column(column, printed, stated), words)
    if column is None:
        return CellValue(status, reading.value, printed, None, _said(reading))
    if not _fits(column, printed):
        return CellValue(Status.NOT_A_NUMBER, None, column.unit, _UNIT)
    mark = None
    if reading.mark:
        mark = _said(reading)
    elif reading.signed and not column.signed:
        status, mark = Status.INFERRED, _SIGN
    elif column.kind == "count" and reading.value % 1:
        status, mark = Status.INFERRED, _FRACTION
    elif column.kind == "count" and not -LARGEST_COUNT < reading.value < LARGEST_COUNT:
        status, mark = Status.INFERRED, _LARGE
    unit = unit_of_column(column, printed, stated)
    value: Any = reading.value
    if column.kind == "money":
        value = Amount(Decimal(value), unit if unit in MONEY else None)
    return CellValue(status, value, unit, None, mark)


def _said(reading: Reading) -> str | None:
    if not reading.mark:
        return None
    return _ZEROS if reading.mark.strip("0") == "" else _MARK


NO_UNIT = ""
"""What a header states that names a sum of money without its unit."""

_WORDS = "{cell} stands where the form has a number"
_UNIT = "{cell} has a unit that this column does not count in"
_MARK = "{cell} stands with {mark}"
_ZEROS = "{cell} begins with {mark}: digits of two cells, or a number that is none"
_FRACTION = "{cell} has a fraction, in a column of counts"
_LARGE = "{cell} has more digits than a count of documents, requests or decisions"
_SIGN = "{cell} has a sign, in a column of numbers without one"


def column_of_unit(unit: str | None, *, counts: bool) -> Column | None:
    """A column of numbers in this unit, None where no unit is known and any may stand.

    ``counts`` is True where a form prescribes what is counted: no sign. A fraction of a
    document or a person is nowhere a count.

    >>> column_of_unit("万元", counts=True).kind
    'money'
    """
    if unit is None:
        return None
    kind: ColumnKind = "count" if counts or unit in _COUNTED else "decimal"
    if unit in MONEY:
        kind = "money"
    elif unit == "%":
        kind = "percent"
    return Column("", unit, kind, signed=not counts)


_COUNTED = frozenset(
    ["条", "件", "份", "次", "人", "人次", "个", "篇", "项", "宗", "场", "部", "期", "册"]
)


def _fits(column: Column, unit: str | None) -> bool:
    """Whether numbers of this unit can stand in the column."""
    if unit is None:
        return True
    if column.kind == "money":
        return unit in MONEY
    if column.kind == "percent":
        return unit == "%"
    return unit not in MONEY and unit != "%"


def unit_of_column(
    column: Column | None, printed: str | None, stated: str | None = None
) -> str | None:
    """The unit in the cell wins over that of the header, and that over the form's."""
    if column is None:
        return printed or stated
    if column.kind == "percent":
        return "%"
    if column.kind == "money":
        if printed is None and stated == NO_UNIT:
            return None
        return printed or stated or column.unit
    return printed or column.unit
