"""Whether a template fits together: grammar, columns and model, before it reads anything."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from attrs import fields

from govreport.model import AnnualReport, GenericTable
from govreport.model.tables import OFFICIAL
from govreport.tables.forms import FormTemplate, TableForm
from govreport.tables.paths import holds

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


def fault(template: Any) -> str | None:
    """Why a template cannot be used, None when it can: a sentence for its author.

    >>> fault(object())
    'it is a object, not a govreport.tables.forms.FormTemplate'
    """
    if not isinstance(template, FormTemplate):
        kind = type(template).__name__
        return f"it is a {kind}, not a govreport.tables.forms.FormTemplate"
    return _fault(template)


@lru_cache(maxsize=64)
def _fault(template: FormTemplate) -> str | None:
    for form in template.tables:
        try:
            reason = _fault_of(form)
        except Exception as error:  # a grammar that cannot be read, a missing column ...
            reason = f"{type(error).__name__}: {error}"
        if reason is not None:
            table = getattr(form, "table", form)
            return f"its table {table}: {reason}"
    return None


def _fault_of(form: TableForm) -> str | None:
    if not isinstance(form, TableForm):
        return "it is not a govreport.tables.forms.TableForm"
    if not is_table_name(form.table):
        return (
            "this cannot be the name of a table: use small letters, digits and underscores, and no "
            "attribute of a report"
        )
    if form.table == "statistics":
        return "a list of indicators is an IndicatorTemplate, not a TableForm"
    if not form.grammar.labels:
        return f"the grammar {form.grammar.path.name} has no labels"
    model = form.model_class
    if model is GenericTable:
        return (
            "it has row types and no model: leave both out or give both" if form.row_type else None
        )
    for row in form.grammar.rows:
        if not holds(model, row.path):
            return f"{model.__name__} has no field for the row {row.path} of the grammar"
        known = {attribute.name for attribute in fields(_row_type(form, row.path))}
        for column in form.columns_of(row.path):
            if column.identifier not in known:
                return f"the row {row.path} has no field for the column {column.identifier}"
    return None


def _row_type(form: TableForm, path: str) -> type[Any]:
    found = form.row_type.get(path) or form.row_type.get("")
    if found is None:
        raise LookupError(f"no row type is given for the row {path}")
    return found
