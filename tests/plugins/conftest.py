"""Hand-made entry points: plugins without installing anything."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from typing import Any

import pytest

from govreport.plugins import registry as plugins
from govreport.plugins.registry import Family, Registry

MODULE = "plugins_for_tests"


class FakeDistribution:
    """As much of a distribution as an entry point needs."""

    def __init__(self, name: str, version: str = "1.0") -> None:
        self.name = name
        self.version = version


def entry(
    name: str, value: str = f"{MODULE}:missing", distribution: str = "somewhere"
) -> EntryPoint:
    """An entry point of a distribution that does not exist."""
    point = EntryPoint(name, value, "govreport.layouts")
    vars(point)["dist"] = FakeDistribution(distribution)
    return point


@pytest.fixture
def module() -> Iterator[types.ModuleType]:
    """An importable module, for entry points to point into."""
    made = types.ModuleType(MODULE)
    sys.modules[MODULE] = made
    yield made
    del sys.modules[MODULE]


Install = Callable[..., Registry]


@pytest.fixture
def install(module: types.ModuleType, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Add plugins to the installed ones of a family, for one test."""

    def add(family: Family, **added: Any) -> Registry:
        points = list(Registry(family)._found)
        for name, plugin in added.items():
            setattr(module, name, plugin)
            registered = getattr(plugin, "name", name)
            points.append(entry(registered, f"{MODULE}:{name}"))
        made = Registry(family, points)
        monkeypatch.setitem(plugins._registries, family, made)
        return made

    return add
