"""What became of a labelled row: its place in the form, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import fields_dict, has

from govreport.model import Amount
from govreport.tables.forms import Column, TableForm
from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.passages import PassageRow
from govreport.tables.placement.rows import Slot, is_filled
from govreport.tables.statuses import unit_of_column
from govreport.text.cells import read_cell
from govreport.text.numbers import LARGEST_COUNT, MONEY
from govreport.text.runs import Run

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
        stated: the unit that the table's header states, see `govreport.tables.statuses`.
    """

    def __init__(
        self, form: TableForm, path: str, columns: tuple[Column, ...], stated: str | None = None
    ) -> None:
        """Look up what the form says of this row."""
        self.form = form
        self.path = path
        self.columns = columns
        self.full_path = f"{form.prefix}.{path}"
        self.names = tuple(column.identifier for column in columns)
        self.units = tuple(unit_of_column(column, None, stated) for column in columns)
        self.column_labels = tuple(map(form.column_label, columns))
        self.label = form.grammar.row_labels[path]
        self.row_type: Any = form.row_maker(path)
        self.money = tuple(
            (index, unit if unit in MONEY else None)
            for index, (column, unit) in enumerate(zip(columns, self.units, strict=True))
            if column.kind == "money"
        )

    @cached_property
    def in_order(self) -> bool:
        """Whether the columns are the fields of the row's class, in their order."""
        kind = self.row_type
        return isinstance(kind, type) and has(kind) and tuple(fields_dict(kind)) == self.names

    def values_of(self, run: Run) -> list[Any] | None:
        """What the row's fields hold, None where a cell is more than a plain number."""
        text = run.text
        if "-" in text or "+" in text or _ZERO_FIRST.search(text):
            return None
        try:
            values: list[Any] = [*map(int, run.cells)]
        except ValueError:
            return self._with_fractions(run.cells)
        if max(values) >= LARGEST_COUNT:
            return None
        for index, unit in self.money:
            values[index] = Amount(Decimal(values[index]), unit)
        return values

    def _with_fractions(self, cells: Sequence[str]) -> list[Any] | None:
        """Sums of money may have a fraction, and every number its thousands set apart."""
        values: list[Any] = []
        money = dict(self.money)
        for index, cell in enumerate(cells):
            reading = read_cell(cell)
            number = reading.value
            if reading.kind != "number" or number is None or reading.mark or reading.signed:
                return None
            if index in money:
                number = Decimal(number)
                values.append(Amount(number, money[index]))
            elif isinstance(number, int):
                values.append(number)
            else:
                return None
        return values

    def row_of(self, values: Sequence[Any]) -> Any:
        """The row of the model."""
        if self.in_order:
            return self.row_type(*values)
        return self.row_type(**dict(zip(self.names, values, strict=True)))


_ZERO_FIRST = re.compile(r"0(?<!\d0)\d")
"""What `read_number` marks: found in the whole run, where no cell is read by itself."""


@lru_cache(maxsize=4096)
def shape_of_row(
    form: TableForm, path: str, columns: tuple[Column, ...], stated: str | None = None
) -> RowShape:
    """The shape of a row, made once."""
    return RowShape(form, path, columns, stated)


class RowPlan:
    """A row whose label, header and width were met before, and left no doubt then.

    Attributes:
        rule: the row of the form.
        shape: its columns.
        state: where the grammar stands after it.
        labels, unit: what the header says after it.
        lead: 1 when a group's label is printed before the row's own.
        after: the plans of the rows that may come next, kept here by the reader.
    """

    __slots__ = ("after", "labels", "lead", "path", "rule", "shape", "state", "unit")

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
        self.path = rule.path
        self.shape = shape
        self.state = state
        self.labels = labels
        self.unit = unit
        self.lead = lead
        self.after: dict[tuple[Any, int], RowPlan] | None = None


class KnownRow:
    """A row taken by its plan: plain numbers, one for each column, nothing is concluded.

    Attributes:
        source: the row as printed, perhaps within its passage.
        plan: how it was taken.
        shape: its place and its columns.
        run: its cells.
        start: where they begin.
        values: what the fields of the row hold.
    """

    __slots__ = ("plan", "run", "shape", "source", "start", "values")

    certain = True
    reason = ""
    doubt = ""

    def __init__(
        self,
        source: LabelledRow | PassageRow,
        plan: RowPlan,
        shape: RowShape,
        run: Run,
        values: list[Any],
    ) -> None:
        self.source = source
        self.plan = plan
        self.shape = shape
        self.run = run
        self.start = run.start
        self.values = values

    @property
    def path(self) -> str:
        """The row of the form."""
        return self.plan.path

    @property
    def terminal(self) -> str:
        """The label of the grammar that its text stands for."""
        return self.plan.rule.terminal

    @property
    def lead(self) -> int:
        """1 when a group's label is printed before the row's own."""
        return self.plan.lead

    @property
    def form(self) -> TableForm:
        """The form whose columns the row has."""
        return self.shape.form

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in the order of print."""
        return self.shape.columns

    @property
    def row(self) -> LabelledRow:
        """The row as printed."""
        source = self.source
        return source if isinstance(source, LabelledRow) else source.row

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The printed cells and marks."""
        return tuple(self.row.slots)

    @property
    def printed(self) -> int:
        """Number of cells and marks."""
        return self.source.printed

    def filled(self) -> int:
        """Number of printed cells."""
        return len(self.values)

    def opened(self) -> RowAssignment:
        """The row as one that is still to be placed."""
        plan, shape = self.plan, self.shape
        return RowAssignment(
            self.source, plan.rule.terminal, plan.path, shape.columns, lead=plan.lead
        )


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

    def opened(self) -> RowAssignment:
        """The row itself: it is still to be placed."""
        return self


AssignedRow: TypeAlias = "RowAssignment | KnownRow"
