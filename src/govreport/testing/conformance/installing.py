"""Use a plugin that is not installed, or do without one, for as long as a test runs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import EntryPoint
from typing import Any

from govreport.plugins import registry as plugins
from govreport.plugins.registry import Family, Registry


class _Given(EntryPoint):
    """An entry point whose object is at hand."""

    def load(self) -> Any:
        return vars(self)["plugin"]


def family_of(plugin: Any) -> Family:
    """The family that a plugin is of, by what it can do.

    >>> from govreport.layouts.markdown import Markdown
    >>> family_of(Markdown())
    'layouts'
    """
    if hasattr(plugin, "cells"):
        return "layouts"
    if hasattr(plugin, "checks"):
        return "checks"
    return "templates" if hasattr(plugin, "tables") else "readers"


@contextmanager
def installed(plugin: Any) -> Iterator[Registry]:
    """Have a plugin among the installed ones; one of the same name makes room for it.

    Its failures raise, as with ``GOVREPORT_STRICT_PLUGINS=1``: the suite shall see them.
    """
    family = family_of(plugin)
    others = [point for point in plugins.registry(family)._found if point.name != plugin.name]
    given = _Given(plugin.name, "given:plugin", f"govreport.{family}")
    vars(given)["plugin"] = plugin
    was_own = len(others) < len(plugins.registry(family)._found)
    with _registry(Registry(family, _in_place(family, plugin.name, others, given, was_own))) as it:
        yield it


def _in_place(
    family: Family, name: str, others: list[EntryPoint], given: EntryPoint, known: bool
) -> list[EntryPoint]:
    """The entry points with the given one; a built-in plugin keeps its rank."""
    if known:
        before = next(p for p in plugins.registry(family)._found if p.name == name)
        vars(given)["dist"] = before.dist
    return [*others, given]


@contextmanager
def without(plugin: Any) -> Iterator[Registry]:
    """Have all installed plugins but this one."""
    family = family_of(plugin)
    others = [point for point in plugins.registry(family)._found if point.name != plugin.name]
    with _registry(Registry(family, others)) as it:
        yield it


@contextmanager
def _registry(made: Registry) -> Iterator[Registry]:
    before = plugins.registry(made.family)
    strict = os.environ.get("GOVREPORT_STRICT_PLUGINS")
    plugins._registries[made.family] = made
    os.environ["GOVREPORT_STRICT_PLUGINS"] = "1"
    try:
        yield made
    finally:
        plugins._registries[made.family] = before
        if strict is None:
            del os.environ["GOVREPORT_STRICT_PLUGINS"]
        else:
            os.environ["GOVREPORT_STRICT_PLUGINS"] = strict
