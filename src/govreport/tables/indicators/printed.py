"""A list of indicators as it is printed, before its numbers are put into columns."""

from __future__ import annotations

from attrs import frozen

from govreport.tables.indicators.words import ends_known, known
from govreport.tables.placement.rows import Slot


@frozen
class IndicatorRow:
    """One row as printed: label, unit, and the cells after them.

    Attributes:
        text: the label, empty where none is printed.
        start: where the row's first cell begins.
        end: where its label or unit ends.
        key: the label without numbering, brackets and spaces; ``full`` keeps what is in brackets.
        numeral: the numeral that the label begins with.
        unit: the unit beside the label.
        is_heading: a placeholder stands where other rows have their unit.
        is_split: a run of digits holds a value and the numeral of the next label.
        closed: the layout states where the row ends, and each cell stands in its column.
        code: the row's code or number, which is no value.
        cells: what is printed after label and unit.
    """

    text: str
    start: int
    end: int
    key: str = ""
    full: str = ""
    numeral: str = ""
    unit: str | None = None
    is_heading: bool = False
    is_split: bool = False
    closed: bool = False
    cells: tuple[Slot, ...] = ()
    code: Slot | None = None

    @property
    def known(self) -> bool:
        """Whether some grammar has this label."""
        return bool(self.key) and known(self.key, self.full) is not None

    @property
    def bare(self) -> bool:
        """Nothing stands beside the label."""
        return not self.cells and self.unit is None and not self.is_heading

    @property
    def has_values(self) -> bool:
        """Whether a number, a placeholder or words stand in its cells."""
        return any(slot[3] is not None for slot in self.cells)


@frozen
class IndicatorTable:
    """One list as printed.

    Attributes:
        caption: the words above the header, None where there are none.
        start: where the caption or the header begins.
        end: where the last cell ends.
        columns: headers of the value columns, empty when none is printed.
        doubtful: words below or beside the header: more headers, or the first heading of rows.
        has_unit: whether the header has a column of units.
        code: where the header has a column of codes or row numbers: ``"before"`` or ``"after"``
            the labels, or nowhere (``""``).
        rows: the rows.
        glued: nothing stands between the cells.
        by_row: the layout states where rows end.
        letters: offsets of the numbers that name the columns below the header (甲 乙 1 2).
        suspect: where the rows begin in which a code cannot be told from a value.
        more: how many tables after this one were left out.
    """

    caption: str | None
    start: int
    end: int
    columns: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    has_unit: bool = False
    code: str = ""
    rows: tuple[IndicatorRow, ...] = ()
    glued: bool = False
    by_row: bool = False
    suspect: frozenset[int] = frozenset()
    letters: tuple[tuple[int, int], ...] = ()
    more: int = 0

    @property
    def has_swallowed_header(self) -> bool:
        """Whether the first label ends in a known one: header cells stand before it, glued."""
        first = next((row for row in self.rows if row.text), None)
        return first is not None and not first.known and ends_known(first.key)
