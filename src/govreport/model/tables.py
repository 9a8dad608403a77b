"""Tables that a plugin's form adds beyond the four official ones, by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from attrs import field, frozen

from govreport.model.values import Amount, Value

NAMED = "tables"
"""What record paths of named tables begin with: ``tables.visits.online.count``."""

OFFICIAL = ("proactive_disclosure", "requests", "review_and_litigation", "statistics")
"""The tables that have an attribute of their own on the report."""

CellContent: TypeAlias = int | Decimal | Amount | None
"""What a cell of a generic row holds."""


@frozen
class GenericRow:
    """A row of a table without a class of its own.

    Attributes:
        label: the form's label of the row.
        values: column identifier -> number, sum of money, or None for a cell without one.
    """

    label: str
    values: dict[str, CellContent] = field(factory=dict, hash=False)

    def __getitem__(self, column: str) -> CellContent:
        """What stands in a column."""
        return self.values[column]


@frozen
class GenericTable:
    """A named table whose form has no class for it: its rows by their path.

    >>> table = GenericTable({"online.total": GenericRow("合计", {"count": 7})})
    >>> table["online.total"]["count"]
    7
    """

    rows: dict[str, GenericRow] = field(factory=dict, hash=False)

    def __getitem__(self, path: str) -> GenericRow:
        """The row at a path below the table.

        Raises:
            KeyError: the table has no such row.
        """
        return self.rows[path]

    def __iter__(self) -> Iterator[str]:
        """The paths of the rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.rows)


def prefix_of(table: str) -> str:
    """What the record paths of a table begin with.

    >>> prefix_of("requests"), prefix_of("visits")
    ('requests', 'tables.visits')
    """
    return table if table in OFFICIAL or table == "supplementary" else f"{NAMED}.{table}"


def table_of(path: str) -> str:
    """The table that a record path begins with.

    >>> table_of("requests.results.total.total"), table_of("tables.visits.online.count")
    ('requests', 'visits')
    """
    head, _, rest = path.partition(".")
    return rest.partition(".")[0] if head == NAMED else head.partition("[")[0]


def row_at(tables: Mapping[str, Any], path: str) -> Any:
    """The table or row at a path below ``tables``.

    Raises:
        AttributeError: there is no such table or row.
    """
    name, _, rest = path.partition(".")
    if name not in tables:
        raise AttributeError(f"the report has no table {name!r}")
    found = tables[name]
    if not rest:
        return found
    if isinstance(found, GenericTable):
        if rest not in found.rows:
            raise AttributeError(f"the table {name} has no row {rest!r}")
        return found.rows[rest]
    for step in rest.split("."):
        names = {attribute.name for attribute in getattr(type(found), "__attrs_attrs__", ())}
        if step not in names:
            raise AttributeError(f"{type(found).__name__} has no field {step!r}")
        found = getattr(found, step)
    return found


def content_of(row: Any, column: str) -> Value | Amount:
    """What a row of a named table holds in a column.

    Raises:
        AttributeError: the row has no such column.
    """
    if isinstance(row, GenericRow):
        if column not in row.values:
            raise AttributeError(f"the row {row.label} has no column {column!r}")
        return row.values[column]
    found: Value | Amount = getattr(row, column)
    return found
