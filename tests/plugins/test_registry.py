"""Discovery: order, conflicts, disabling, and plugins that cannot be loaded."""

from __future__ import annotations

import subprocess
import sys
import types
from typing import Any

import pytest

import govreport
from govreport.plugins.discovery import (
    by_name,
    disabled_names,
    in_order,
    is_disabled,
    unfit,
    without_repeats,
)
from govreport.plugins.registry import INTERFACE_VERSION, Evidence, Registry

from .conftest import MODULE, Install, entry


class Good:
    """A layout that finds nothing."""

    name = "good"
    description = "for tests"
    interface = INTERFACE_VERSION

    def detect(self, document: object) -> Evidence:
        return Evidence(0.0)

    def cells(self, document: object, vocabulary: object) -> list[object]:
        return []


def test_order() -> None:
    """Built-in plugins come first, the others by distribution and name, in whatever order found."""
    points = [
        entry("b", distribution="zz"),
        entry("a", distribution="zz"),
        entry("z", distribution="aa"),
        entry("x", distribution="govreport"),
    ]

    assert [p.name for p in in_order(points)] == ["x", "z", "a", "b"]
    assert in_order(points) == in_order(reversed(points))


def test_repeats() -> None:
    """The same registration found twice, as an editable install may show it, is one."""
    assert len(without_repeats([entry("a"), entry("a")])) == 1
    assert len(without_repeats([entry("a"), entry("a", distribution="other")])) == 2


def test_by_name() -> None:
    """All that claim a name are kept together."""
    claims = by_name([entry("a"), entry("a", distribution="other"), entry("b")])

    assert {name: len(found) for name, found in claims.items()} == {"a": 2, "b": 1}


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("glued", True),
        (" glued , x", True),
        ("layouts:glued", True),
        ("templates:glued", False),
        ("glued@somewhere", True),
        ("glued@govreport", False),
        ("layouts:glued@somewhere", True),
        ("", False),
        ("glue", False),
    ],
)
def test_is_disabled(setting: str, expected: bool) -> None:
    """A plugin is disabled by name, by family and name, or for one distribution only."""
    assert is_disabled(entry("glued"), "layouts", disabled_names(setting)) is expected


def test_disabled_plugins_are_listed_and_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disabled plugin is not asked, says so when it is named, and stays on the list."""
    monkeypatch.setenv("GOVREPORT_DISABLE_PLUGINS", "layouts:glued, templates:2019")
    layouts = Registry("layouts")

    assert "glued" not in layouts.names()
    assert "glued" not in [plugin.name for plugin in layouts.all()]
    assert {p.name: p.state for p in layouts.info()}["glued"] == "disabled"
    with pytest.raises(govreport.PluginError, match="disabled by GOVREPORT_DISABLE_PLUGINS"):
        layouts.get("glued")
    assert "2019" not in Registry("templates").names()


def test_a_name_taken_twice_is_an_error(module: Any) -> None:
    """A name that two distributions claim names both of them, and neither is picked."""
    module.one = module.two = Good
    points = [entry("good", f"{MODULE}:one", "first"), entry("good", f"{MODULE}:two", "second")]
    registry = Registry("layouts", points)

    with pytest.raises(govreport.PluginError, match=r"taken twice: by first 1.0 .*by second 1.0"):
        registry.get("good")
    assert registry.all() == []
    assert [p.state for p in registry.info()] == ["conflict", "conflict"]
    assert "good" in registry.errors


def test_disabling_one_of_two_solves_a_conflict(
    module: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``name@distribution`` leaves the other distribution's plugin in use."""
    monkeypatch.setenv("GOVREPORT_DISABLE_PLUGINS", "good@first")
    module.two = Good
    points = [entry("good", f"{MODULE}:one", "first"), entry("good", f"{MODULE}:two", "second")]
    registry = Registry("layouts", points)

    assert registry.get("good").name == "good"
    assert [p.state for p in registry.info()] == ["disabled", "ok"]


def test_nobody_takes_a_built_in_plugin_away(install: Install, module: Any) -> None:
    """A package that claims a built-in's name is listed as in conflict; the built-in works on."""

    class Thief(Good):
        name = "piped_rows"

    registry = install("layouts", Thief=Thief)

    assert type(registry.all()[registry.names().index("piped_rows")]).__name__ == "PipedRows"
    with pytest.raises(govreport.PluginError, match="taken twice"):
        registry.get("piped_rows")
    states = [(p.distribution, p.state) for p in registry.info() if p.name == "piped_rows"]
    assert states == [("govreport", "ok"), ("somewhere", "conflict")]
    report = govreport.parse("规章 | 1 | 2 | 3 |\n规范性文件 | 1 | 2 | 3 |\n" * 2)
    assert "plugin-failed" in [item.code for item in report.diagnostics]


def test_an_unknown_name_lists_the_known_ones() -> None:
    """Asking for a plugin that is not there says which are."""
    with pytest.raises(govreport.PluginError, match="piped_rows"):
        Registry("layouts").get("piped-rows")


def test_a_plugin_that_cannot_be_imported_is_named() -> None:
    """A broken import names plugin, distribution, version and reason, and spares the others."""
    registry = Registry("layouts", [entry("broken", "no_such_module:Plugin", "somewhere")])

    assert registry.all() == []
    assert "broken of somewhere 1.0 (no_such_module:Plugin)" in registry.errors["broken"]
    assert "ModuleNotFoundError" in registry.errors["broken"]
    assert [p.state for p in registry.info()] == ["broken"]
    with pytest.raises(govreport.PluginError, match="no_such_module"):
        registry.get("broken")


def test_strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """With GOVREPORT_STRICT_PLUGINS=1 a broken plugin raises at once."""
    monkeypatch.setenv("GOVREPORT_STRICT_PLUGINS", "1")
    registry = Registry("layouts", [entry("broken", "no_such_module:Plugin")])

    with pytest.raises(govreport.PluginError, match="no_such_module"):
        registry.all()
    assert [p.state for p in registry.info()] == ["broken"]


def test_a_plugin_that_exits_on_import_is_broken(module: Any) -> None:
    """Even ``sys.exit`` in a plugin's constructor ends only the plugin."""
    module.Exits = lambda: None

    class Exits:
        def __init__(self) -> None:
            raise SystemExit(3)

    module.Exits = Exits
    registry = Registry("layouts", [entry("exits", f"{MODULE}:Exits")])

    assert registry.all() == []
    assert "SystemExit" in registry.errors["exits"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"interface": 2}, "written for plugin interface 2, this govreport has 1"),
        ({"interface": None}, "states no plugin interface"),
        ({"cells": None}, None),
        ({"name": "other"}, "calls itself 'other' but is registered as 'good'"),
    ],
)
def test_interface(changes: dict[str, object], message: str | None) -> None:
    """A plugin for another interface, or under another name, is told what does not fit."""
    plugin = type("Changed", (Good,), changes)()
    reason = unfit(plugin, "layouts", "good")

    assert (reason is None) if message is None else (message in str(reason))


def test_the_needed_methods() -> None:
    """What lacks a method of its family is told which."""
    plugin = types.SimpleNamespace(interface=1, name="x", description="")

    assert unfit(plugin, "layouts", "x") == "it is no plugin for layouts: it has no detect, cells"
    assert "read" in str(unfit(plugin, "readers", "x"))
    assert "tables" in str(unfit(plugin, "templates", "x"))


def test_nothing_is_scanned_or_loaded_at_import() -> None:
    """``import govreport`` reads no entry point and imports no plugin."""
    code = (
        "import importlib.metadata, sys\n"
        "def scan(*a, **k): raise AssertionError('scanned')\n"
        "importlib.metadata.entry_points = scan\n"
        "import govreport\n"
        "loaded = [m for m in sys.modules if m.startswith(('govreport.layouts.',\n"
        "    'govreport.templates.official', 'govreport.readers.', 'lark', 'hypothesis'))]\n"
        "print(loaded)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
