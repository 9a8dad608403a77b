"""Fill an official table with a few drawn numbers and zeros, so that failures shrink to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from attrs import evolve, field, frozen

from govreport.model import Amount
from govreport.model.tables import CellContent
from govreport.tables.forms import Column
from govreport.testing.filling import Filling

MOST_CELLS = 260
"""No report of the official forms has more cells."""


@frozen
class SparseFilling(Filling):
    """Cells are 0 but for those that were drawn; nothing is blank or missing but what was drawn.

    Attributes:
        cells: number of the cell, in the order in which tables are filled -> its count.
        holes: numbers of the questions (is this blank? missing? negative?) answered with yes.
    """

    cells: Mapping[int, int] = field(factory=dict)
    holes: frozenset[int] = frozenset()
    asked: list[int] = field(factory=lambda: [0, 0], eq=False, repr=False)

    def fresh(self) -> SparseFilling:
        """The same filling, from its first cell on."""
        return evolve(self, asked=[0, 0])

    def chance(self, percentage: int) -> bool:
        """Whether this was drawn, where it may happen at all."""
        if not percentage:
            return False
        self.asked[1] += 1
        return self.asked[1] - 1 in self.holes

    def count(self) -> int:
        """The next cell's count."""
        self.asked[0] += 1
        return self.cells.get(self.asked[0] - 1, 0)

    def part(self, amount: int) -> int:
        """Some of an amount."""
        return min(self.count(), amount)

    def cell(self, column: Column) -> CellContent:
        """What stands in one cell of a column."""
        if self.chance(self.blanks):
            return None
        value = self.count()
        if column.kind == "money":
            return Amount(Decimal(value) / 4 if value % 2 else Decimal(value), column.unit)
        if column.kind == "percent":
            value = value % 10_001
        if column.kind in ("percent", "decimal"):
            return value // 100 if value % 100 == 0 else Decimal(value).scaleb(-2)
        return -value if column.signed and self.chance(1) else value


def sparse(cells: Mapping[int, int], holes: Iterable[int] = (), **how: int | bool) -> SparseFilling:
    """A filling with these counts, by the number of the cell.

    >>> sparse({2: 5}).cells
    {2: 5}
    """
    return SparseFilling(cells=cells, holes=frozenset(holes), **how)  # type: ignore[arg-type]
