"""Record paths in the model: which class holds a row, and what stands at a path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from attrs import fields, has

from govreport.model import GenericTable


def group_type(model: type[Any], name: str) -> type[Any] | None:
    """The class of a group of rows inside a table's class, None for a row.

    >>> from govreport.model import Requests
    >>> group_type(Requests, "results").__name__, group_type(Requests, "carried_over")
    ('Results', None)
    """
    default = getattr(fields(model), name).default
    factory: Callable[[], Any] | None = getattr(default, "factory", None)
    return factory if isinstance(factory, type) and has(factory) else None


_known: dict[tuple[type[Any], str], bool] = {}


def holds(model: type[Any], path: str) -> bool:
    """Whether a table's class has a field for the row at ``path``.

    >>> from govreport.model import Requests
    >>> holds(Requests, "results.withheld.state_secret"), holds(Requests, "results.refused")
    (True, False)
    """
    key = (model, path)
    if key not in _known:
        _known[key] = _holds(model, path)
    return _known[key]


def _holds(model: type[Any], path: str) -> bool:
    if model is GenericTable:
        return True
    head, _, rest = path.partition(".")
    if head not in {attribute.name for attribute in fields(model)}:
        return False
    inner = group_type(model, head)
    if not rest:
        return inner is None
    return inner is not None and holds(inner, rest)


def widest(models: Iterable[type[Any]], paths: Iterable[str]) -> type[Any]:
    """The first class that holds every row; if none does, the first one."""
    wanted = list(paths)
    known = list(models)
    for model in known:
        if all(holds(model, path) for path in wanted):
            return model
    return known[0]


def assemble(model: type[Any], rows: Mapping[str, Any]) -> Any:
    """Put row objects at their paths into a (nested) table object.

    >>> from govreport.model import CaseCounts, ReviewAndLitigation
    >>> assemble(ReviewAndLitigation, {"review": CaseCounts(total=3)}).review.total
    3
    """
    if model is GenericTable:
        return GenericTable(dict(rows))
    kind: Any = model
    return _built(_blueprint(kind, tuple(rows)), list(rows.values()))


_Blueprint: TypeAlias = tuple[type[Any], tuple[tuple[str, "int | _Blueprint"], ...]]
"""A class, and for each of its fields the number of a row or the blueprint of a group."""


def _built(blueprint: _Blueprint, rows: Sequence[Any]) -> Any:
    model, parts = blueprint
    return model(
        **{
            name: rows[part] if isinstance(part, int) else _built(part, rows)
            for name, part in parts
        }
    )


@lru_cache(maxsize=512)
def _blueprint(model: Any, paths: tuple[str, ...]) -> _Blueprint:
    """Where each row goes; tables of one form print the same rows in most reports."""
    return _group(model, list(enumerate(paths)))


def _group(model: type[Any], paths: Sequence[tuple[int, str]]) -> _Blueprint:
    parts: dict[str, int | list[tuple[int, str]]] = {}
    for number, path in paths:
        head, _, rest = path.partition(".")
        if not rest:
            parts[head] = number
            continue
        inner = parts.setdefault(head, [])
        if isinstance(inner, list):
            inner.append((number, rest))
    found: list[tuple[str, int | _Blueprint]] = []
    for head, part in parts.items():
        if isinstance(part, int):
            found.append((head, part))
            continue
        group = group_type(model, head)
        if group is None:
            raise AttributeError(f"{model.__name__}.{head} is no group of rows")
        found.append((head, _group(group, part)))
    return model, tuple(found)
