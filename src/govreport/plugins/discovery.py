"""How plugins are found: a chain of small functions over entry points, without loading any."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import Distribution, EntryPoint
from typing import Any, Literal, TypeAlias

from govreport.plugins.interfaces import INTERFACE_VERSION

Family: TypeAlias = Literal["readers", "layouts", "templates", "checks"]
FAMILIES: tuple[Family, ...] = ("readers", "layouts", "templates", "checks")

OWN = "govreport"
"""The distribution of the built-in plugins."""

NEEDED: dict[Family, tuple[str, ...]] = {
    "readers": ("name", "description", "detect"),
    "layouts": ("name", "description", "detect", "cells"),
    "templates": ("name", "description", "years", "tables"),
    "checks": ("name", "description", "checks"),
}
"""The attributes without which an object is no plugin of its family."""


def origin(point: EntryPoint) -> tuple[str, str]:
    """Name and version of the distribution that registered an entry point.

    >>> origin(EntryPoint("grid", "package:Grid", "govreport.layouts"))
    ('?', '?')
    """
    distribution = point.dist
    return _named(distribution) if distribution else ("?", "?")


@lru_cache(maxsize=256)  # a distribution reads its metadata anew each time; every parse asks
def _named(distribution: Distribution) -> tuple[str, str]:
    return distribution.name, distribution.version


def describe(point: EntryPoint) -> str:
    """An entry point in words: distribution, version and target."""
    name, version = origin(point)
    return f"{name} {version} ({point.value})"


def is_own(point: EntryPoint) -> bool:
    """Whether the plugin is a built-in one."""
    return origin(point)[0] == OWN


def in_order(points: Iterable[EntryPoint]) -> list[EntryPoint]:
    """Built-in plugins first, then by distribution and name: never by the order of a folder."""
    return sorted(points, key=lambda p: (not is_own(p), origin(p)[0], p.name, p.value))


def without_repeats(points: Iterable[EntryPoint]) -> list[EntryPoint]:
    """Each registration once: an editable install beside a wheel states the same twice."""
    return list({(origin(p)[0], p.name, p.value): p for p in points}.values())


def by_name(points: Iterable[EntryPoint]) -> dict[str, tuple[EntryPoint, ...]]:
    """Name -> all that claim it; more than one is a conflict."""
    found: dict[str, tuple[EntryPoint, ...]] = {}
    for point in points:
        found[point.name] = (*found.get(point.name, ()), point)
    return found


def disabled_names(setting: str) -> frozenset[str]:
    """The names in ``GOVREPORT_DISABLE_PLUGINS``, separated by commas.

    >>> sorted(disabled_names("glued, templates:2019"))
    ['glued', 'templates:2019']
    """
    return frozenset(name.strip() for name in setting.split(",") if name.strip())


def is_disabled(point: EntryPoint, family: Family, names: frozenset[str]) -> bool:
    """Whether one of the names means this plugin.

    A name is ``name`` or ``family:name``, and ``@distribution`` after it means the plugin of one
    distribution only: so of two that claim a name one can be chosen.

    >>> glued = EntryPoint("glued", "package:Glued", "govreport.layouts")
    >>> is_disabled(glued, "layouts", disabled_names("layouts:glued"))
    True
    >>> is_disabled(glued, "layouts", disabled_names("glued@govreport"))
    False
    """
    for name in names:
        rest, _, distribution = name.partition("@")
        if distribution and distribution != origin(point)[0]:
            continue
        if rest in (point.name, f"{family}:{point.name}"):
            return True
    return False


def conflict(name: str, claims: Iterable[EntryPoint]) -> str:
    """What to say about a name that is taken twice: who takes it, and the way out."""
    claimed = list(claims)
    takers = " and by ".join(describe(point) for point in claimed)
    return (
        f"the name {name} is taken twice: by {takers}; "
        f"disable one, for instance GOVREPORT_DISABLE_PLUGINS={name}@{origin(claimed[-1])[0]}"
    )


def unfit(plugin: Any, family: Family, name: str) -> str | None:
    """Why an object that was loaded cannot be used as a plugin, None when it can.

    >>> unfit(object(), "layouts", "odd")
    'it states no plugin interface: set interface = 1'
    """
    version = getattr(plugin, "interface", None)
    if version is None:
        return f"it states no plugin interface: set interface = {INTERFACE_VERSION}"
    if version != INTERFACE_VERSION:
        return (
            f"it is written for plugin interface {version}, this govreport has "
            f"{INTERFACE_VERSION}: install releases of both that fit"
        )
    missing = [needed for needed in NEEDED[family] if not hasattr(plugin, needed)]
    if family == "readers" and not (hasattr(plugin, "read") or hasattr(plugin, "members")):
        missing.append("read")
    if missing:
        return f"it is no plugin for {family}: it has no {', '.join(missing)}"
    if type(plugin.name) is not str or type(plugin.description) is not str:
        return "its name and description must be strings"
    if plugin.name != name:
        return f"it calls itself {plugin.name!r} but is registered as {name!r}: use one name"
    return None
