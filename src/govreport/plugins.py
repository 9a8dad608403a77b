"""The adapter interfaces of the three plugin families, and their registry.

Readers, layouts and templates are found through the entry-point groups ``govreport.readers``,
``govreport.layouts`` and ``govreport.templates``; the built-in ones are registered the same way.
Nothing is scanned or imported before it is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Literal, Protocol, TypeAlias, runtime_checkable

from attrs import frozen

from govreport.document import Document
from govreport.errors import PluginError

Family: TypeAlias = Literal["readers", "layouts", "templates"]
FAMILIES: tuple[Family, ...] = ("readers", "layouts", "templates")

INTERFACE_VERSION = 1
"""Version of the plugin interfaces; a plugin states the one it was written for."""


@frozen
class Evidence:
    """What a plugin found in a document: a score from 0 to 1 and the signals behind it.

    >>> Evidence(0.8, found=("cells end in pipes",)).score
    0.8
    """

    score: float
    found: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@runtime_checkable
class Reader(Protocol):
    """Opens one kind of file."""

    name: str
    description: str

    def detect(self, data: bytes, name: str | None) -> Evidence:
        """Judge from the content (the name is only a hint); pure and cheap."""

    def read(self, data: bytes, name: str | None, limits: Any) -> Document:
        """Open the file, or raise `govreport.UnreadableSource`."""


@runtime_checkable
class Layout(Protocol):
    """Finds the cells of a document, in reading order."""

    name: str
    description: str

    def detect(self, document: Document) -> Evidence:
        """Judge how well this layout explains the document; pure and cheap."""

    def cells(self, document: Document, vocabulary: Any) -> Sequence[Any]:
        """The cells in reading order."""


@runtime_checkable
class Template(Protocol):
    """An official form: a set of tables, each with its grammar."""

    name: str
    description: str
    years: str


@frozen
class PluginInfo:
    """One plugin as ``list_plugins()`` and ``govreport plugins`` show it.

    ``state`` is ``"ok"``, ``"broken"``, ``"disabled"`` or ``"conflict"``; ``error`` says why.
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
    def points(self) -> dict[str, EntryPoint]:
        """Name -> entry point; a name taken twice is a conflict and counts as broken."""
        found: dict[str, EntryPoint] = {}
        scanned = self._given
        if scanned is None:
            scanned = tuple(entry_points(group=f"govreport.{self.family}"))
        for point in sorted(scanned, key=lambda p: (_origin(p)[0] != "govreport", p.name)):
            if point.name in _disabled():
                continue
            known = found.get(point.name)
            if known is not None and known.value != point.value:
                self._errors[point.name] = (
                    f"the name {point.name} is taken twice: by {_describe(known)} "
                    f"and by {_describe(point)}; disable one with GOVREPORT_DISABLE_PLUGINS"
                )
                continue
            found[point.name] = point
        return found

    def names(self) -> list[str]:
        """Names of the plugins that are not disabled, built-in ones first."""
        return list(self.points)

    def get(self, name: str) -> Any:
        """Load one plugin.

        Raises:
            PluginError: unknown, broken, or named twice.
        """
        if name not in self.points:
            known = ", ".join(self.names())
            raise PluginError(f"there is no {self.family[:-1]} {name!r}; there are {known}")
        plugin = self._load(name)
        if plugin is None:
            raise PluginError(self._errors[name])
        return plugin

    def all(self) -> list[Any]:
        """All plugins that load; broken ones are skipped (see `errors`)."""
        loaded = (self._load(name) for name in self.points)
        return [plugin for plugin in loaded if plugin is not None]

    @property
    def errors(self) -> dict[str, str]:
        """Name -> why the plugin could not be loaded, for those that were tried."""
        return dict(self._errors)

    def info(self) -> list[PluginInfo]:
        """Every plugin with origin and state; loads them all."""
        rows = []
        for name, point in self.points.items():
            plugin = self._load(name)
            distribution, version = _origin(point)
            rows.append(
                PluginInfo(
                    self.family,
                    name,
                    distribution,
                    version,
                    point.value,
                    "ok" if plugin is not None else "broken",
                    self._errors.get(name),
                    getattr(plugin, "description", ""),
                )
            )
        return rows

    def _load(self, name: str) -> Any | None:
        if name in self._plugins:
            return self._plugins[name]
        if name in self._errors:
            return None
        point = self.points[name]
        try:
            target = point.load()
            plugin = target() if isinstance(target, type) else target
            version = getattr(plugin, "interface", None)
            if version != INTERFACE_VERSION:
                raise PluginError(
                    f"written for plugin interface {version}, this is {INTERFACE_VERSION}"
                )
        except Exception as error:  # a broken plugin must not take others with it
            self._errors[name] = (
                f"plugin {name} of {_describe(point)} cannot be loaded: "
                f"{type(error).__name__}: {error}"
            )
            if os.environ.get("GOVREPORT_STRICT_PLUGINS") == "1":
                raise PluginError(self._errors[name]) from error
            return None
        self._plugins[name] = plugin
        return plugin


_registries: dict[Family, Registry] = {}


def registry(family: Family) -> Registry:
    """The registry of one family, shared by the whole process.

    >>> "piped_rows" in registry("layouts").names()
    True
    """
    if family not in _registries:
        _registries[family] = Registry(family)
    return _registries[family]


def list_plugins() -> list[PluginInfo]:
    """Every reader, layout and template that is installed, with origin and state.

    >>> {plugin.family for plugin in list_plugins()} == {"readers", "layouts", "templates"}
    True
    """
    return [info for family in FAMILIES for info in registry(family).info()]


def _disabled() -> set[str]:
    names = os.environ.get("GOVREPORT_DISABLE_PLUGINS", "")
    return {name.strip() for name in names.split(",") if name.strip()}


def _origin(point: EntryPoint) -> tuple[str, str]:
    distribution = point.dist
    return (distribution.name, distribution.version) if distribution else ("?", "?")


def _describe(point: EntryPoint) -> str:
    name, version = _origin(point)
    return f"{name} {version} ({point.value})"
