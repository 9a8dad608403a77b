"""Which form, columns and labels each row of a report's tables is printed with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import asdict, frozen

from govreport.model import Amount, AnnualReport, GenericRow, GenericTable
from govreport.model.tables import OFFICIAL, content_of
from govreport.plugins.registry import registry
from govreport.tables.forms import Column, FormTemplate, TableForm
from govreport.views.outline import printed_label


@frozen(eq=False)
class FormRow:
    """One printed row: its place in the form, its object in the model, its columns."""

    path: str
    form: TableForm
    columns: tuple[Column, ...]
    values: Any

    @property
    def label(self) -> str:
        """The official label."""
        return self.form.grammar.row_labels[self.path]

    def column_label(self, column: Column) -> str:
        """The official label of one of the row's columns."""
        return printed_label(self.form, column)

    def value(self, column: Column) -> Any:
        """What the row holds in one of its columns."""
        return content_of(self.values, column.identifier)


def table_forms(table: str) -> list[TableForm]:
    """The forms of one table among all installed templates, built-in ones first.

    >>> [form.form for form in table_forms("proactive_disclosure")]
    ['2019', '2021']
    """
    forms: list[TableForm] = []
    for template in registry("templates").all():
        if isinstance(template, FormTemplate):
            forms += [f for f in template.tables if f.table == table and f not in forms]
    return forms


def table_names() -> list[str]:
    """The tables that some installed form prescribes, in the forms' order."""
    names: dict[str, None] = {}
    for template in registry("templates").all():
        if isinstance(template, FormTemplate):
            names.update({form.table: None for form in template.tables})
    return list(names)


def title_of(report: AnnualReport, table: str) -> str:
    """What stands above a table of a form's own, nothing where its form says nothing."""
    wanted = report.forms.of(table)
    forms = sorted(table_forms(table), key=lambda form: form.form != wanted)
    return forms[0].title if forms else ""


def form_rows(report: AnnualReport, table: str) -> Iterator[FormRow]:
    """The rows that the report prints in one table, in the form's order."""
    content = getattr(report, table) if table in OFFICIAL else report.tables.get(table)
    if content is None:
        return
    wanted = report.forms.of(table)
    forms = sorted(table_forms(table), key=lambda form: form.form != wanted)
    seen: set[str] = set()
    for form in forms:
        for row in form.grammar.rows:
            values = _at(content, row.path)
            if values is None or row.path in seen:
                continue
            fitting = _fitting(forms, row.path, values) or form
            if fitting is form:
                seen.add(row.path)
                yield FormRow(row.path, form, form.columns_of(row.path), values)


def _at(content: Any, path: str) -> Any:
    if isinstance(content, GenericTable):
        return content.rows.get(path)
    for step in path.split("."):
        content = getattr(content, step, None)
    return content


def _fitting(forms: list[TableForm], path: str, values: Any) -> TableForm | None:
    """The first form whose columns hold all the numbers (and their unit) of a row."""
    for form in forms:
        if path in form.grammar.row_labels:
            known = {column.identifier: column for column in form.columns_of(path)}
            filled = {name: value for name, value in _contents(values).items() if value is not None}
            if all(name in known and _suits(v, known[name]) for name, v in filled.items()):
                return form
    return None


def _contents(row: Any) -> dict[str, Any]:
    return row.values if isinstance(row, GenericRow) else asdict(row, recurse=False)


def _suits(value: Any, column: Column) -> bool:
    return not isinstance(value, Amount) or column.kind == "money"
