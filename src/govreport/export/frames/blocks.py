"""Rows of one report in one table, kept column by column: a table of many reports joins them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from attrs import frozen

Row: TypeAlias = tuple[Any, ...]


@frozen
class Block:
    """The rows of one report in one table.

    Attributes:
        head: the columns that every table begins with, the same in each row.
        columns: the other columns, in the order of the schema.

    >>> block = Block.of_rows(("a.txt",), [(1, 2), (3, 4)], 2)
    >>> block.columns, len(block), block.rows()
    (((1, 3), (2, 4)), 2, [('a.txt', 1, 2), ('a.txt', 3, 4)])
    """

    head: Row
    columns: tuple[Sequence[Any], ...]

    @classmethod
    def of_rows(cls, head: Row, rows: Iterable[Row], width: int) -> Block:
        """Rows without their head; ``width`` is how many columns they have."""
        return cls(head, tuple(zip(*rows, strict=True)) or ((),) * width)

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.columns[0])

    def rows(self) -> list[Row]:
        """The rows one by one."""
        head = self.head
        return [(*head, *rest) for rest in zip(*self.columns, strict=True)]
