"""The printed page: what all text layouts share, a report as lines of prose and rows of cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from attrs import frozen

CAPTION, HEADING, GROUP, LABEL, VALUE = "caption", "heading", "group", "label", "value"


@frozen
class PrintedCell:
    """One cell of a table as the form prints it, merged cells once.

    Attributes:
        text: what is printed, empty for a blank cell.
        kind: ``"caption"``, ``"heading"`` (of columns), ``"group"`` (of rows), ``"label"`` (of a
            row) or ``"value"``.
        path: record path of a value, row path of a label, None for the others.
    """

    text: str
    kind: str = HEADING
    path: str | None = None


PrintedRow: TypeAlias = tuple[PrintedCell, ...]


@frozen
class PrintedTable:
    """A table in its form's order; ``width`` is the number of columns of its grid (D7)."""

    identifier: str
    width: int
    rows: tuple[PrintedRow, ...]

    def values(self) -> Iterator[PrintedCell]:
        """The value cells in reading order.

        >>> row = (PrintedCell("规章", LABEL), PrintedCell("7", VALUE))
        >>> [cell.text for cell in PrintedTable("proactive_disclosure", 5, (row,)).values()]
        ['7']
        """
        return (cell for row in self.rows for cell in row if cell.kind == VALUE)


@frozen
class PrintedLine:
    """A line outside the tables: title, date, agency, heading or prose (``kind``)."""

    text: str
    kind: str = "prose"


Page: TypeAlias = tuple[PrintedLine | PrintedTable, ...]


def obstacles_without_label(page: Page) -> Iterator[str]:
    """Rows that no label begins, and whose first cell is blank: where pipes and newlines have
    to tell the cells, nothing shows that it is there."""
    for part in page:
        if isinstance(part, PrintedTable):
            for row in part.rows:
                if row[0].kind == VALUE and not row[0].text:
                    yield f"{part.identifier}: a row without a label begins with a blank cell"
