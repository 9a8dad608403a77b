"""How one value is printed in its cell."""

from __future__ import annotations

from decimal import Decimal

from govreport.model import Amount, AnnualReport, Count, Status
from govreport.tables.forms import Column

_KEEPS_RAW = (Status.NOT_APPLICABLE, Status.NOT_A_NUMBER)


def printed_value(value: Count | Amount | None, column: Column) -> str:
    """A number as the form prints it; nothing for None.

    An amount carries its unit in the cell unless the form's header states that unit.

    >>> printed_value(-4, Column("change", "项", signed=True))
    '-4'
    >>> printed_value(Amount(Decimal("251000"), "元"), Column("amount", None, kind="money"))
    '251000元'
    """
    if value is None:
        return ""
    if isinstance(value, Amount):
        unit = "" if value.unit is None or value.unit == column.unit else value.unit
        return f"{_digits(value.value)}{unit}"
    return f"{_digits(value)}%" if column.kind == "percent" else _digits(value)


def _digits(value: int | Decimal) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def kept_raws(report: AnnualReport) -> dict[str, str]:
    """Record path -> what is printed in a cell that holds a placeholder or words."""
    return {
        row.cell_path(index): row.raws[index]
        for row in report.provenance.rows
        for index, status in enumerate(row.statuses)
        if status in _KEEPS_RAW
    }
