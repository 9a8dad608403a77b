"""Flaws of a table's classes: rows that cannot be kept, groups that cannot be made."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from attrs import NOTHING, fields, has

from govreport.model import GenericTable
from govreport.tables.forms import OFFICIAL_MODELS, TableForm
from govreport.tables.linting.flaws import Flaw
from govreport.tables.paths import group_type, holds


def flaws_of_model(form: TableForm) -> Iterator[Flaw]:
    """The flaws of the classes of a table and of its rows."""
    model: Any = form.model_class
    if model is GenericTable:
        if form.row_type:
            yield Flaw(
                "model-missing",
                "it has row types and no model",
                "leave row_type out for generic rows, or give a model with a field for each row",
                unusable=True,
            )
        return
    official = OFFICIAL_MODELS.get(form.table)
    if not (isinstance(model, type) and has(model)):
        yield Flaw("model-odd", f"{model!r:.60} is no attrs class", _FROZEN, unusable=True)
        return
    if official is not None and not issubclass(model, official):
        yield Flaw(
            "model-odd",
            f"{model.__name__} is not derived from {official.__name__}",
            f"write class {model.__name__}({official.__name__}) with the fields that are added",
            unusable=True,
        )
    for row in form.grammar.rows:
        if not holds(model, row.path):
            yield _without_field(model, row.path)
    yield from _required(model)
    yield from _rows(form)


_FROZEN = "write a class with @attrs.frozen"


def _without_field(model: Any, path: str) -> Flaw:
    """Why a class has no place for a row: a group without a factory, or a misspelt name."""
    head, dot, rest = path.partition(".")
    names = [field.name for field in fields(model)]
    if dot and head in names:
        inner = group_type(model, head)
        if inner is not None:
            return _without_field(inner, rest)
        return Flaw(
            "group-default",
            f"the field {head} of {model.__name__} makes no group for {path}",
            f"write {head}: Group = field(factory=Group), where Group is the class of the group",
            unusable=True,
        )
    near = get_close_matches(head, names, 1)
    return Flaw(
        "path-misspelt" if near else "field-missing",
        f"{model.__name__} has no field for the row {path} of the grammar",
        f"its field {near[0]} looks like it: use one spelling"
        if near
        else f"add the field {head} to {model.__name__}, with the default None",
        unusable=True,
    )


def _required(model: Any) -> Iterator[Flaw]:
    for field in fields(model):
        if field.default is NOTHING:
            yield Flaw(
                "field-required",
                f"the field {field.name} of {model.__name__} has no default",
                "a row or cell that is not printed is None: give it the default None",
                unusable=True,
            )
        inner = group_type(model, field.name)
        if inner is not None:
            yield from _required(inner)


def _rows(form: TableForm) -> Iterator[Flaw]:
    seen: set[tuple[Any, str]] = set()
    for row in form.grammar.rows:
        kind: Any = form.row_type.get(row.path) or form.row_type.get("")
        if kind is None:
            message = f"no row type is given for the row {row.path}"
            yield Flaw("row-type-missing", message, "name its class in row_type", unusable=True)
            continue
        if not has(kind):
            yield Flaw("model-odd", f"{kind!r:.60} is no attrs class", _FROZEN, unusable=True)
            continue
        if (kind, "") not in seen:
            seen.add((kind, ""))
            yield from _required(kind)
        known = {field.name for field in fields(kind)}
        for column in form.columns_of(row.path):
            if column.identifier not in known and (kind, column.identifier) not in seen:
                seen.add((kind, column.identifier))
                yield Flaw(
                    "field-missing",
                    f"{kind.__name__} has no field for the column {column.identifier}",
                    "add the field, with the default None",
                    unusable=True,
                )
