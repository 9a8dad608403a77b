"""The registry of the plugin families.

Readers, layouts, templates and groups of checks are found through the entry-point groups
``govreport.readers``, ``govreport.layouts``, ``govreport.templates`` and ``govreport.checks``; the
built-in ones are registered the same way.
Nothing is scanned or imported before it is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import nullcontext
from functools import cached_property
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from typing import Any

from attrs import frozen

from govreport.errors import PluginError
from govreport.language import phrase
from govreport.plugins import discovery
from govreport.plugins.answers import spoken
from govreport.plugins.discovery import FAMILIES, Family
from govreport.plugins.interfaces import INTERFACE_VERSION, Evidence, Layout, Reader
from govreport.plugins.timeout import TooSlow, limited

LOADING_SECONDS = 60.0
"""Time that a plugin which is not built in may take to be imported."""

_slow = f"it took more than {LOADING_SECONDS:g} s"

__all__ = [
    "FAMILIES",
    "INTERFACE_VERSION",
    "Evidence",
    "Family",
    "Layout",
    "PluginInfo",
    "Reader",
    "Registry",
    "is_strict",
    "list_plugins",
    "refresh",
    "registry",
]


@frozen
class PluginInfo:
    """One plugin as ``list_plugins()`` and ``govreport plugins`` show it.

    ``state`` is ``"ok"``, ``"broken"``, ``"disabled"``, ``"conflict"``, or ``"needs
    govreport[pdf]"`` where a package that it imports is not installed; ``error`` says why. A
    plugin that is not built in is broken too where `govreport.testing.lint` finds that values would
    be wrong or lost with it.
    """

    family: Family
    name: str
    distribution: str
    version: str
    target: str
    state: str = "ok"
    error: str | None = None
    description: str = ""


class Registry:
    """The plugins of one family: found once, loaded one by one when asked for.

    Args:
        family: which entry-point group.
        points: entry points to use instead of the installed ones (for tests).
    """

    def __init__(self, family: Family, points: Iterable[EntryPoint] | None = None) -> None:
        """Remember where to look; nothing is scanned yet."""
        self.family = family
        self._given = None if points is None else tuple(points)
        self._plugins: dict[str, Any] = {}
        self._errors: dict[str, str] = {}

    @cached_property
    def _found(self) -> tuple[EntryPoint, ...]:
        """Every registration, in the order in which plugins are asked."""
        given = self._given
        scanned = entry_points(group=f"govreport.{self.family}") if given is None else given
        return tuple(discovery.in_order(discovery.without_repeats(scanned)))

    @cached_property
    def _disabled(self) -> frozenset[str]:
        return discovery.disabled_names(os.environ.get("GOVREPORT_DISABLE_PLUGINS", ""))

    def _is_disabled(self, point: EntryPoint) -> bool:
        return discovery.is_disabled(point, self.family, self._disabled)

    @cached_property
    def _claims(self) -> dict[str, tuple[EntryPoint, ...]]:
        return discovery.by_name(p for p in self._found if not self._is_disabled(p))

    @cached_property
    def conflicts(self) -> dict[str, str]:
        """Name -> what to say about it, for each name that is taken twice."""
        claims = self._claims.items()
        return {name: discovery.conflict(name, found) for name, found in claims if len(found) > 1}

    @cached_property
    def points(self) -> dict[str, EntryPoint]:
        """Name -> entry point, without those that are disabled.

        Of a name that is taken twice a built-in plugin stays, so that no package can take one
        away; it is only refused by name (see `get`). Among others nobody has it.
        """
        return {
            name: found[0]
            for name, found in self._claims.items()
            if len(found) == 1 or (discovery.is_own(found[0]) and not discovery.is_own(found[1]))
        }

    def names(self) -> list[str]:
        """Names of the plugins that are not disabled, built-in ones first."""
        return list(self.points)

    def get(self, name: str) -> Any:
        """Load one plugin.

        Raises:
            PluginError: unknown, disabled, broken, or named twice.
        """
        if name in self.conflicts:
            raise PluginError(self.conflicts[name])
        if name not in self.points:
            if any(p.name == name and self._is_disabled(p) for p in self._found):
                raise PluginError(f"plugin {name} is disabled by GOVREPORT_DISABLE_PLUGINS")
            known = ", ".join(self.names())
            raise PluginError(f"there is no {self.family[:-1]} {name!r}; there are {known}")
        plugin = self._load(name)
        if plugin is None:
            raise PluginError(self._errors[name])
        return plugin

    def all(self) -> list[Any]:
        """All plugins that load, in order; broken ones are skipped (see `errors`)."""
        if self.conflicts and is_strict():
            raise PluginError("; ".join(self.conflicts.values()))
        loaded = (self._load(name) for name in self.points)
        return [plugin for plugin in loaded if plugin is not None]

    @property
    def errors(self) -> dict[str, str]:
        """Name -> why it cannot be used, for those that were tried or are named twice."""
        return {**self.conflicts, **self._errors}

    @cached_property
    def _own(self) -> frozenset[str]:
        """Names of the built-in plugins; asking a distribution each time would read its files."""
        return frozenset(name for name, point in self.points.items() if discovery.is_own(point))

    @property
    def own_names(self) -> frozenset[str]:
        """Names of the built-in plugins."""
        return self._own

    def is_own(self, plugin: Any) -> bool:
        """Whether this is a built-in plugin, as far as its name says."""
        return plugin.name in self._own

    def describe(self, plugin: Any) -> str:
        """A plugin in words: name and, unless it is built in, distribution and target."""
        if plugin.name not in self.points or plugin.name in self._own:
            return str(plugin.name)
        return f"{plugin.name} of {discovery.describe(self.points[plugin.name])}"

    def info(self) -> list[PluginInfo]:
        """Every plugin with origin and state; loads all that are not disabled."""
        return [self._info(point) for point in self._found]

    def _info(self, point: EntryPoint) -> PluginInfo:
        distribution, version = discovery.origin(point)
        plugin, state, error = None, "ok", None
        if self._is_disabled(point):
            state = "disabled"
        elif point.name in self.conflicts and self.points.get(point.name) is not point:
            state, error = "conflict", self.conflicts[point.name]
        else:
            try:
                plugin = self._load(point.name)
            except PluginError:
                plugin = None
            if plugin is None:
                state, error = "broken", self._errors[point.name]
            elif not discovery.is_own(point):
                error = _unusable(plugin)
                state = "ok" if error is None else "broken"
        if state == "ok":
            state = _state(plugin)
        description = getattr(plugin, "description", "")
        return PluginInfo(
            self.family, point.name, distribution, version, point.value, state, error, description
        )

    def _load(self, name: str) -> Any | None:
        if name in self._plugins:
            return self._plugins[name]
        point = self.points[name]
        if name not in self._errors:
            try:
                with nullcontext() if discovery.is_own(point) else limited(LOADING_SECONDS):
                    target = point.load()
                    plugin = target() if isinstance(target, type) else target
                    reason = discovery.unfit(plugin, self.family, name)
            except BaseException as error:  # a broken plugin must not take others with it
                if type(error) is KeyboardInterrupt:  # of the user
                    raise
                reason = _slow if isinstance(error, TooSlow) else spoken(error)
            if reason is None:
                self._plugins[name] = plugin
                return plugin
            self._errors[name] = (
                f"plugin {name} of {discovery.describe(point)} cannot be loaded: {reason}"
            )
        if is_strict():
            raise PluginError(self._errors[name])
        return None


def _state(plugin: Any) -> str:
    """Of a plugin that was loaded: whether it would ask for an extra that is not installed."""
    missing = [name for name in getattr(plugin, "packages", ()) if find_spec(name) is None]
    return phrase("needs govreport[{extra}]", extra=plugin.extra) if missing else "ok"


_JUDGE = "govreport.testing.linting"
"""What judges plugins stands above them, and is loaded when somebody asks for their state."""


def _unusable(plugin: Any) -> str | None:
    """Why a plugin that was loaded cannot be used, None when it can."""
    found: str | None = import_module(_JUDGE).unusable(plugin)
    return found


_registries: dict[Family, Registry] = {}


def registry(family: Family) -> Registry:
    """The registry of one family, shared by the whole process.

    >>> "piped_rows" in registry("layouts").names()
    True
    """
    if family not in _registries:
        _registries[family] = Registry(family)
    return _registries[family]


def refresh() -> None:
    """Look for plugins anew: after an installation, or a change of the environment variables."""
    _registries.clear()


def is_strict() -> bool:
    """Whether a plugin that fails ends the call (``GOVREPORT_STRICT_PLUGINS=1``)."""
    return os.environ.get("GOVREPORT_STRICT_PLUGINS") == "1"


def list_plugins() -> list[PluginInfo]:
    """Every reader, layout, template and group of checks that is installed, with origin and state.

    >>> sorted({plugin.family for plugin in list_plugins()})
    ['checks', 'layouts', 'readers', 'templates']
    """
    return [info for family in FAMILIES for info in registry(family).info()]
