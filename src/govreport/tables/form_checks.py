"""Whether a template is declared as one: names and types, before anything is looked up in it."""

from __future__ import annotations

import re
from typing import Any

from attrs import fields

from govreport.model import AnnualReport
from govreport.model.tables import OFFICIAL
from govreport.tables.forms import Column, FormTemplate, TableForm

_TAKEN = frozenset(attribute.name for attribute in fields(AnnualReport)) | {"narrative", "unplaced"}
_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


def is_table_name(name: object) -> bool:
    """Whether a table can be called so: an official one, or a name that is nothing else's.

    >>> is_table_name("requests"), is_table_name("visits"), is_table_name("title")
    (True, True, False)
    """
    return name in OFFICIAL or (
        isinstance(name, str) and _NAME.fullmatch(name) is not None and name not in _TAKEN
    )


def fault_of_declaration(template: Any) -> tuple[str, str] | None:
    """What is wrong with the types and names of a template, and the remedy; None for nothing.

    >>> fault_of_declaration(object())[0]
    'it is a object, not a FormTemplate'
    """
    if not isinstance(template, FormTemplate):
        kind = type(template).__name__
        return f"it is a {kind}, not a FormTemplate", "make it with govreport.plugin.FormTemplate"
    for form in template.tables:
        found = _of_table(form)
        if found is not None:
            return f"its table {getattr(form, 'table', form)}: {found[0]}", found[1]
    return None


def _of_table(form: Any) -> tuple[str, str] | None:
    if not isinstance(form, TableForm):
        return "it is not a TableForm", "make it with govreport.plugin.TableForm"
    if not is_table_name(form.table):
        return (
            "this cannot be the name of a table",
            "use small letters, digits and underscores, and no attribute of a report",
        )
    if form.table == "statistics":
        return "a list of indicators is no TableForm", "make an IndicatorTemplate of it"
    for columns in form.columns.values():
        if not (isinstance(columns, tuple) and all(isinstance(c, Column) for c in columns)):
            return "its columns are no tuples of Column", "write (Column(...), Column(...))"
        if not columns:
            return "it has rows without a column", "give each row one column at least"
    return None
