"""The reference of the API: every public name once, from its docstring."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from govreport.language import say

MODULES = (
    "govreport",
    "govreport.model",
    "govreport.readers",
    "govreport.checks",
    "govreport.corrections",
    "govreport.arrow",
    "govreport.export.files.saving",
    "govreport.export.panel",
    "govreport.batching",
    "govreport.debugging",
    "govreport.plugin",
    "govreport.testing",
    "govreport.testing.conformance",
)
"""The public modules, in the order of the page."""


def page() -> str:
    """The sections of all modules as Markdown."""
    seen: set[int] = set()
    return "\n".join(part for name in MODULES for part in _module(name, seen))


def _module(name: str, seen: set[int]) -> Iterator[str]:
    module = import_module(name)
    yield f"## {name}\n"
    yield say((inspect.getdoc(module) or "").partition("\n")[0]) + "\n"
    entries = [entry for public in _public(module) for entry in _entry(module, public, seen)]
    if entries:
        yield "```{eval-rst}\n" + "\n".join(entries) + "```\n"


def _public(module: ModuleType) -> list[str]:
    if hasattr(module, "__all__"):
        return list(module.__all__)
    return [
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and getattr(value, "__module__", None) == module.__name__
    ]


def _entry(module: ModuleType, name: str, seen: set[int]) -> Iterator[str]:
    value = getattr(module, name)
    if inspect.ismodule(value) or not (inspect.isclass(value) or inspect.isroutine(value)):
        return
    if id(value) in seen:
        return
    seen.add(id(value))
    if inspect.isclass(value):
        yield f".. autoclass:: {module.__name__}.{name}\n   :members:\n"
    else:
        yield f".. autofunction:: {module.__name__}.{name}\n"
