"""The column that a form has at a record path."""

from __future__ import annotations

from functools import lru_cache

from govreport.model import Forms
from govreport.model.tables import OFFICIAL
from govreport.plugins.registry import registry
from govreport.tables.forms import Column, FormTemplate, TableForm


def columns_of(forms: Forms) -> dict[str, Column]:
    """Record path -> column, for the forms that a report's tables follow.

    >>> columns_of(Forms())["proactive_disclosure.licensing.change"].signed
    True
    """
    templates = (t for t in registry("templates").all() if isinstance(t, FormTemplate))
    known = dict.fromkeys(form for template in templates for form in template.tables)
    return _of_forms(
        tuple(form for form in known if form.table in OFFICIAL or _is(form, forms)),
        frozenset(form for form in known if _is(form, forms)),
    )


def _is(form: TableForm, forms: Forms) -> bool:
    """Whether a report's table follows this form."""
    return forms.of(form.table) == form.form


@lru_cache(maxsize=128)
def _of_forms(known: tuple[TableForm, ...], followed: frozenset[TableForm]) -> dict[str, Column]:
    found: dict[str, Column] = {}
    for form in known:
        for path, column in _of_form(form).items():
            if path not in found or form in followed:
                found[path] = column
    return found


@lru_cache(maxsize=128)
def _of_form(form: TableForm) -> dict[str, Column]:
    return {
        f"{form.prefix}.{row.path}.{column.identifier}": column
        for row in form.grammar.rows
        for column in form.columns_of(row.path)
    }
