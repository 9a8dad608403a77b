"""What a template is: a form's tables, each a grammar plus the meaning of its columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import field, frozen

from govreport.grammars import RowRule, TableGrammar
from govreport.model import (
    GenericRow,
    GenericTable,
    ProactiveDisclosure,
    Requests,
    ReviewAndLitigation,
)
from govreport.model.tables import prefix_of
from govreport.tables.placement.sums import Rule

if TYPE_CHECKING:
    from govreport.tables.outcome import TableReading
    from govreport.tables.table_finder import Claim

INTERFACE = 1

OFFICIAL_MODELS: dict[str, type[Any]] = {
    "proactive_disclosure": ProactiveDisclosure,
    "requests": Requests,
    "review_and_litigation": ReviewAndLitigation,
}
"""The class of each table with typed rows."""


ColumnKind: TypeAlias = Literal["count", "money", "percent", "decimal"]


@frozen(eq=False)
class Column:
    """One value column.

    Attributes:
        identifier: the field of the row's class; its label in the grammar has the same name in
            capitals.
        unit: the unit by the form, None where the form prints none.
        kind: what its cells hold: a count, a sum of money (`govreport.Amount`), a percentage
            (``40%`` is the number 40) or a number with a fraction.
        signed: whether a sign is possible.
    """

    identifier: str
    unit: str | None = "件"
    kind: ColumnKind = "count"
    signed: bool = False


@frozen
class TableContext:
    """What is known of a table beside its rows.

    Attributes:
        siblings: the other forms of the same table, whose columns a hybrid may borrow.
        evident: some label of the table belongs to the chosen form alone.
        glued: the layout may print cells without a separator.
        states_rows: the layout states where a row ends, so that its label is its own.
        deduplicated: repeated lines were removed from the text (D9).
        running: the cells come from running text, in which the lines of a header may be printed
            in any order (D12).
    """

    siblings: tuple[TableForm, ...] = ()
    evident: bool = True
    glued: bool = False
    states_rows: bool = False
    deduplicated: bool = False
    running: bool = False


@frozen(eq=False, slots=False)
class TableForm:
    """One official table in one form.

    Attributes:
        table: the model's attribute (``proactive_disclosure``, ``requests``,
            ``review_and_litigation``), or the name of a table of the form's own, which is
            ``report.tables[name]`` and has record paths that begin with ``tables.name``.
        form: name of the form that is noted on the report, e.g. ``"2019"``.
        grammar: labels, rows and their order.
        columns: row path (or ``""`` for all rows) -> the value columns in the form's order.
        row_type: row path (or ``""``) -> attrs class of the row; left out for a table of the form's
            own without a class, whose rows are `govreport.model.GenericRow`.
        column_groups: label terminal of the header -> identifiers of the columns below it, where
            a header has several levels.
        label_columns: how many columns of the form's grid hold labels.
        rule: sum rule of a row or block, for placement.
        exclusive: sets of rows of which a document prints only one set, with the form's name.
        model: class of the table, for a form with rows of its own: a frozen subclass of the
            official class with a field for each; None for the official class. For a table of the
            form's own, a frozen class, or None for `govreport.model.GenericTable`.
        title: what stands above the table, for tables of the form's own; its name if not given.
        reader: reads the table's labelled rows, called as ``reader(form, rows, context)`` with a
            `TableContext`; None for the common reader.
        reads_passages: the reader takes rows that are still part of a passage
            (`govreport.tables.passages`) as they are, and not one by one.
    """

    table: str
    form: str
    grammar: TableGrammar
    columns: Mapping[str, tuple[Column, ...]]
    row_type: Mapping[str, type[Any]] = field(factory=dict)
    column_groups: Mapping[str, tuple[str, ...]] = field(factory=dict)
    label_columns: int = 1
    rule: Rule | None = None
    exclusive: tuple[tuple[str, frozenset[str]], ...] = ()
    reader: Callable[..., TableReading] | None = None
    reads_passages: bool = False
    model: type[Any] | None = None
    title: str = ""

    @property
    def model_class(self) -> type[Any]:
        """The class of the table."""
        return self.model or OFFICIAL_MODELS.get(self.table, GenericTable)

    @property
    def prefix(self) -> str:
        """What the record paths of the table begin with."""
        return prefix_of(self.table)

    def column_label(self, column: Column) -> str:
        """The form's label of a column; where another column below another group has the same
        one, with the label of its group."""
        official = self.grammar.official
        label = official.get(column.identifier.upper(), column.identifier)
        names = [c.identifier for columns in self.columns.values() for c in columns]
        twins = {n for n in names if official.get(n.upper()) == label}
        if len(twins) < 2:
            return label
        around = [(len(m), g) for g, m in self.column_groups.items() if column.identifier in m]
        return f"{official[min(around)[1]]} / {label}" if around else label

    def row_maker(self, path: str) -> Callable[..., Any]:
        """What makes a row of the model from its values by column: a class, in most forms.

        Raises:
            LookupError: the table has a class, and the row has none.
        """
        found = self.row_type.get(path) or self.row_type.get("")
        if found is not None:
            return found
        if self.model_class is not GenericTable:
            raise LookupError(f"no row type is given for the row {path}")
        label = self.grammar.row_labels[path]
        return lambda **values: GenericRow(label, values)

    @cached_property
    def widths(self) -> frozenset[int]:
        """The numbers of columns that rows of the form have."""
        return frozenset(map(len, self.columns.values()))

    @cached_property
    def required(self) -> frozenset[str]:
        """The rows that the form always prints."""
        either = frozenset[str]().union(*(paths for _, paths in self.exclusive))
        return frozenset(self.grammar.row_labels) - either

    def columns_of(self, path: str) -> tuple[Column, ...]:
        """The value columns of a row."""
        return self.columns.get(path) or self.columns[""]


@frozen(eq=False)
class FormTemplate:
    """A template plugin: a named form and its tables.

    Attributes:
        name: name of the plugin, e.g. ``"2019"``.
        description: one line for ``govreport plugins``.
        years: data years in which the form is regular; never used to choose it.
        tables: the tables of the form.
        claim: finds tables that the template reads by itself, called as
            ``claim(document, cells, running)`` before any other table is looked for; see
            `govreport.tables.table_finder.Claim`.
    """

    name: str
    description: str
    years: str
    tables: tuple[TableForm, ...]
    claim: Callable[..., Sequence[Claim]] | None = None
    interface: int = INTERFACE


@lru_cache(maxsize=256)
def foreign_rows(form: TableForm, siblings: tuple[TableForm, ...]) -> dict[str, RowRule]:
    """Label -> row, for the rows that only other forms of this table have."""
    return {
        row.terminal: row
        for sibling in reversed(siblings)
        for row in sibling.grammar.rows
        if row.path not in form.grammar.row_labels
    }
