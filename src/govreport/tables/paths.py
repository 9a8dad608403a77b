"""Record paths in the model: which class holds a row, and what stands at a path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import fields, has


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
    head, _, rest = path.partition(".")
    if head not in {attribute.name for attribute in fields(model)}:
        return False
    inner = group_type(model, head)
    if not rest:
        return inner is None
    return inner is not None and holds(inner, rest)


def widest(models: Iterable[type[Any] | None], paths: Iterable[str]) -> type[Any] | None:
    """The first class that holds every row; of none does, the first one."""
    wanted = list(paths)
    known = [model for model in models if model is not None]
    for model in known:
        if all(holds(model, path) for path in wanted):
            return model
    return known[0] if known else None


def assemble(model: type[Any], rows: Mapping[str, Any]) -> Any:
    """Put row objects at their paths into a (nested) table object.

    >>> from govreport.model import CaseCounts, ReviewAndLitigation
    >>> assemble(ReviewAndLitigation, {"review": CaseCounts(total=3)}).review.total
    3
    """
    arguments: dict[str, Any] = {}
    nested: dict[str, dict[str, Any]] = {}
    for path, row in rows.items():
        head, _, rest = path.partition(".")
        if rest:
            nested.setdefault(head, {})[rest] = row
        else:
            arguments[head] = row
    for head, inner in nested.items():
        group = group_type(model, head)
        if group is None:
            raise AttributeError(f"{model.__name__}.{head} is no group of rows")
        arguments[head] = assemble(group, inner)
    return model(**arguments)
