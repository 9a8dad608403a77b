"""What a template is: a form's tables, each a grammar plus the meaning of its columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

from govreport.grammars import TableGrammar
from govreport.model import ProactiveDisclosure, Requests, ReviewAndLitigation
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


@frozen(eq=False)
class Column:
    """One value column: identifier, unit by the form (None: not printed), kind of value."""

    identifier: str
    unit: str | None = "件"
    money: bool = False
    signed: bool = False


@frozen(eq=False)
class TableForm:
    """One official table in one form.

    Attributes:
        table: the model's attribute: ``proactive_disclosure``, ``requests`` ...
        form: name of the form that is noted on the report, e.g. ``"2019"``.
        grammar: labels, rows and their order.
        columns: row path (or ``""`` for all rows) -> the value columns in the form's order.
        row_type: row path (or ``""``) -> attrs class of the row.
        rule: sum rule of a row or block, for placement.
        exclusive: sets of rows of which a document prints only one set, with the form's name.
        model: class of the table, for a form with rows of its own: a frozen subclass of the
            official class with a field for each; None for the official class.
        reader: reads the table's strips, called as ``reader(form, siblings, strips, glued)``;
            None for the common reader of labelled rows.
    """

    table: str
    form: str
    grammar: TableGrammar
    columns: Mapping[str, tuple[Column, ...]]
    row_type: Mapping[str, type[Any]]
    rule: Rule | None = None
    exclusive: tuple[tuple[str, frozenset[str]], ...] = ()
    reader: Callable[..., TableReading] | None = None
    model: type[Any] | None = None

    @property
    def model_class(self) -> type[Any] | None:
        """The class of the table; None for a table without typed rows."""
        return self.model or OFFICIAL_MODELS.get(self.table)

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
