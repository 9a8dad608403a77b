"""A plugin of any kind that is registered wrongly is listed with its fault; all others work."""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

import pytest

import govreport
from govreport import records
from govreport.checks import running
from govreport.plugins import registry as plugins
from govreport.plugins.registry import FAMILIES, Family, Registry

from .conftest import MODULE, Install, entry

TEXT = (
    "某局2021年政府信息公开工作年度报告\n第二十条第(六)项 | |\n"
    "信息内容 | 本年处理决定数量 |\n行政处罚 | 12 |\n行政强制 | 3 |\n"
)


def _sound(family: Family) -> types.SimpleNamespace:
    """A plugin with all that its kind needs, so that only the registration is wrong."""
    parts: dict[str, Any] = {"name": "planted", "description": "for tests", "interface": 1}
    parts |= {"detect": None, "cells": None, "read": None, "years": "", "tables": (), "checks": []}
    return types.SimpleNamespace(**parts)


def _without(name: str) -> Callable[[Family], Any]:
    def make(family: Family) -> Any:
        plugin = _sound(family)
        delattr(plugin, name)
        return plugin

    return make


def _with(**changes: Any) -> Callable[[Family], Any]:
    return lambda family: types.SimpleNamespace(**{**vars(_sound(family)), **changes})


WRONG: dict[str, tuple[Callable[[Family], Any], str]] = {
    "no plugin": (lambda _: object(), "states no plugin interface"),
    "none": (lambda _: None, "states no plugin interface"),
    "module": (lambda _: types, "states no plugin interface"),
    "other interface": (_with(interface=99), "written for plugin interface 99"),
    "interface of text": (_with(interface="1"), "plugin interface"),
    "no name": (_without("name"), "it has no name"),
    "no description": (_without("description"), "it has no description"),
    "name of another": (_with(name="other"), "calls itself 'other'"),
    "name that is no text": (_with(name=7), "must be strings"),
    "description that is no text": (_with(description=None), "must be strings"),
    "class that needs arguments": (lambda _: type("Needy", (), {"__init__": _needy}), "TypeError"),
}


def _needy(_self: Any, _argument: Any) -> None:
    raise AssertionError


def _is_whole() -> None:
    """Everything that was not planted works."""
    report = govreport.read(TEXT.encode())
    assert [record.value for record in records(report)] == [12, 3]
    assert len(running.check(report).verdicts) > 5
    assert govreport.to_json(report)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_objects(family: Family, wrong: str, install: Install, module: Any) -> None:
    """An entry point that leads to something else than a plugin of that name and kind."""
    make, said = WRONG[wrong]
    module.made = make(family)
    made = Registry(family, [*install(family)._found, entry("planted", f"{MODULE}:made")])
    plugins._registries[family] = made
    _is_whole()
    [listed] = [info for info in made.info() if info.name == "planted"]

    assert (listed.state, listed.distribution) == ("broken", "somewhere")
    assert said in made.errors["planted"]
    with pytest.raises(govreport.PluginError, match=r"planted of somewhere 1\.0"):
        made.get("planted")


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("no_such_module:Plugin", "ModuleNotFoundError"),
        (f"{MODULE}:nothing", "AttributeError"),
        (f"{MODULE}.deeper:nothing", "ModuleNotFoundError"),
        (":", "Error: "),
        ("not an entry point", "Error: "),
        ("", "Error: "),
    ],
)
def test_wrong_targets(family: Family, value: str, said: str, install: Install) -> None:
    """An entry point that leads nowhere."""
    made = Registry(family, [*install(family)._found, entry("planted", value)])
    plugins._registries[family] = made
    _is_whole()

    assert [info.state for info in made.info() if info.name == "planted"] == ["broken"]
    assert said in made.errors["planted"]
    assert "planted of somewhere 1.0" in made.errors["planted"]


@pytest.mark.parametrize("family", FAMILIES)
def test_name_of_two(family: Family, install: Install, module: Any) -> None:
    """Neither of the two is picked, and both are listed."""
    module.one, module.two = _sound(family), _sound(family)
    points = [entry("planted", f"{MODULE}:one"), entry("planted", f"{MODULE}:two", "elsewhere")]
    made = Registry(family, [*install(family)._found, *points])
    plugins._registries[family] = made
    _is_whole()

    assert [p.state for p in made.info() if p.name == "planted"] == ["conflict", "conflict"]
    assert "by elsewhere 1.0" in made.errors["planted"]
    assert "by somewhere 1.0" in made.errors["planted"]


@pytest.mark.parametrize("family", FAMILIES)
def test_name_of_a_built_in_one(family: Family, install: Install, module: Any) -> None:
    """The built-in one works on, and the other is listed as in conflict."""
    built_in = Registry(family).names()[0]
    module.thief = _with(name=built_in)(family)
    made = Registry(family, [*install(family)._found, entry(built_in, f"{MODULE}:thief")])
    plugins._registries[family] = made
    _is_whole()
    states = [(p.distribution, p.state) for p in made.info() if p.name == built_in]

    assert states == [("govreport", "ok"), ("somewhere", "conflict")]
