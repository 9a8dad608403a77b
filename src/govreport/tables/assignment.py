"""What became of a labelled row: its place in the form, and how sure that is."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from attrs import fields_dict, has

from govreport.tables.forms import Column, TableForm
from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.passages import PassageRow
from govreport.tables.placement.rows import Slot, is_filled

if TYPE_CHECKING:
    from attrs import frozen

    from govreport.grammars import RowRule
    from govreport.grammars.states import RowState
else:  # one is made for each row of each document: no time for run-time freezing
    from attrs import define as frozen


class RowShape:
    """What does not depend on the document: the names, units, labels and class of a row.

    Attributes:
        path: the row's place below the table.
        columns: its columns in the order of print.
        form: the form whose columns these are.
    """

    def __init__(self, form: TableForm, path: str, columns: tuple[Column, ...]) -> None:
        """Look up what the form says of this row."""
        official = form.grammar.official
        self.form = form
        self.path = path
        self.columns = columns
        self.full_path = f"{form.table}.{path}"
        self.names = tuple(column.identifier for column in columns)
        self.units = tuple(column.unit for column in columns)
        self.column_labels = tuple(official.get(n.upper(), n) for n in self.names)
        self.label = form.grammar.row_labels[path]
        self.row_type: type[Any] = form.row_type.get(path) or form.row_type[""]
        self.plain = not any(column.kind != "count" for column in columns)

    @cached_property
    def in_order(self) -> bool:
        """Whether the columns are the fields of the row's class, in their order."""
        kind = self.row_type
        return has(kind) and tuple(fields_dict(kind)) == self.names


@lru_cache(maxsize=4096)
def shape_of_row(form: TableForm, path: str, columns: tuple[Column, ...]) -> RowShape:
    """The shape of a row, made once."""
    return RowShape(form, path, columns)


class RowPlan:
    """A row whose label, header and width were met before, and left no doubt then.

    Attributes:
        rule: the row of the form.
        shape: its columns.
        state: where the grammar stands after it.
        labels, unit: what the header says after it.
        lead: 1 when a group's label is printed before the row's own.
    """

    __slots__ = ("labels", "lead", "rule", "shape", "state", "unit")

    def __init__(
        self,
        rule: RowRule,
        shape: RowShape,
        state: RowState,
        labels: tuple[str, ...] = (),
        unit: str | None = None,
        lead: int = 0,
    ) -> None:
        self.rule = rule
        self.shape = shape
        self.state = state
        self.labels = labels
        self.unit = unit
        self.lead = lead


@frozen
class RowAssignment:
    """A row with its place in the form. Steps that learn more return a new one.

    Attributes:
        source: the row as printed, perhaps within its passage.
        terminal: the label of the grammar that its text stands for.
        path: the row of the form, None while it has none.
        columns: its columns in the order of print, empty when they cannot be told.
        certain: False when the row was concluded; ``reason`` then says from what.
        doubt: what is doubtful about its columns, or nothing.
        lead: 1 when a group's label is printed before the row's own.
        cells: the cells, where they are not all those of the row.
        values: the numbers, where all cells are plain ones.
        shape: the shape of a row that is known to be complete and without doubt.
    """

    source: LabelledRow | PassageRow
    terminal: str = ""
    path: str | None = None
    columns: tuple[Column, ...] = ()
    certain: bool = True
    reason: str = ""
    doubt: str = ""
    lead: int = 0
    cells: tuple[Slot, ...] | None = None
    values: list[int] | None = None
    shape: RowShape | None = None

    @property
    def row(self) -> LabelledRow:
        """The row as printed."""
        source = self.source
        return source if isinstance(source, LabelledRow) else source.row

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The printed cells and marks."""
        return tuple(self.row.slots) if self.cells is None else self.cells

    @property
    def printed(self) -> int:
        """Number of cells and marks."""
        return self.source.printed if self.cells is None else len(self.cells)

    def filled(self) -> int:
        """Number of printed cells."""
        return self.row.filled() if self.cells is None else sum(map(is_filled, self.cells))
