"""Flaws of a table's declaration: columns, groups of columns, units, sets of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from govreport.tables.forms import Column, TableForm
from govreport.tables.linting.flaws import Flaw
from govreport.text.numbers import MONEY

_KINDS = ("count", "money", "percent", "decimal")


def flaws_of_form(form: TableForm) -> Iterator[Flaw]:
    """The flaws of a table beside its grammar and its classes."""
    paths = {row.path for row in form.grammar.rows}
    for row in form.grammar.rows:
        if row.path not in form.columns and "" not in form.columns:
            yield Flaw(
                "columns-missing",
                f"no columns are given for the row {row.path}",
                'name them in columns, under the row\'s path or under "" for all rows',
                unusable=True,
            )
    for path in form.columns:
        if path and path not in paths:
            yield Flaw(
                "row-unknown",
                f"columns names the row {path}, which the grammar does not have",
                "use the path that the grammar gives it: the rules around it, with dots",
            )
    for which, excluded in form.exclusive:
        for path in sorted(excluded - paths):
            yield Flaw(
                "row-unknown",
                f"exclusive names the row {path} of {which}, which the grammar does not have",
                "use the path that the grammar gives it",
            )
    for columns in dict.fromkeys(form.columns.values()):
        yield from _columns(form, columns)
    yield from _groups(form)


def _columns(form: TableForm, columns: tuple[Column, ...]) -> Iterator[Flaw]:
    counts = Counter(column.identifier for column in columns)
    for identifier, count in counts.items():
        if count > 1:
            message = f"the column {identifier} stands {count} times in one row"
            remedy = "give each column an identifier of its own"
            yield Flaw("column-twice", message, remedy, unusable=True)
    for column in columns:
        terminal = column.identifier.upper()
        if len(columns) > 1 and terminal not in form.grammar.labels:
            yield Flaw(
                "column-unlabelled",
                f"the grammar has no label {terminal} for the column {column.identifier}",
                "add the terminal, and name it in the rule column; without it no header shows "
                "in which order the columns are printed",
            )
        elif terminal in form.grammar.labels and terminal not in form.grammar.columns:
            yield Flaw(
                "column-unlisted",
                f"the rule column does not name {terminal}",
                f"write column: {terminal} | ..., and use column in a rule that start reaches",
            )
        yield from _unit(column)


def _unit(column: Column) -> Iterator[Flaw]:
    remedy = ""
    if column.kind not in _KINDS:
        yield Flaw(
            "kind-unknown",
            f"the column {column.identifier} has the kind {column.kind!r}",
            f"use one of {', '.join(_KINDS)}",
            unusable=True,
        )
    elif column.kind == "percent" and column.unit not in ("%", None):
        remedy = 'a percentage has the unit "%"'
    elif column.kind == "money" and column.unit is not None and column.unit not in MONEY:
        remedy = f"a sum of money has one of {', '.join(sorted(MONEY))}, or None where none is said"
    elif column.kind in ("count", "decimal") and (column.unit in MONEY or column.unit == "%"):
        kind = "percent" if column.unit == "%" else "money"
        remedy = f'for this unit write kind="{kind}"'
    if remedy:
        message = f"the column {column.identifier} is of the kind {column.kind} in {column.unit}"
        yield Flaw("unit-wrong", message, remedy, unusable=True)


def _groups(form: TableForm) -> Iterator[Flaw]:
    known = {column.identifier for columns in form.columns.values() for column in columns}
    for terminal, members in form.column_groups.items():
        if terminal not in form.grammar.official:
            yield Flaw(
                "group-unknown",
                f"column_groups names {terminal}, for which the grammar has no label",
                "add the terminal with the printed label, and name it in the rule heading",
                unusable=True,
            )
        strange = [name for name in members if name not in known]
        if strange:
            yield Flaw(
                "group-unknown",
                f"column_groups puts {', '.join(strange)} below {terminal}: no such column",
                "use the identifiers of columns",
                unusable=True,
            )
