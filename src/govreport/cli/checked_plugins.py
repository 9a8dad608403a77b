"""The plugins that ``govreport plugins --check`` looks at, with their flaws."""

from __future__ import annotations

from collections.abc import Sequence

import click

from govreport.errors import PluginError
from govreport.plugins.registry import FAMILIES, Family, Registry, registry
from govreport.tables.linting.flaws import Flaw
from govreport.testing.linting import lint

Checked = tuple[Family, str, tuple[Flaw, ...]]


def checked(names: Sequence[str]) -> list[Checked]:
    """Family, name and flaws of the plugins with these names, or of all that are not built in.

    Raises:
        click.UsageError: a name is no plugin's.
    """
    found: list[Checked] = []
    for family in FAMILIES:
        known = registry(family)
        for name in _chosen(known, names):
            found.append((family, name, _flaws(known, name)))
    missing = [name for name in names if name.rpartition(":")[2] not in {f[1] for f in found}]
    if missing:
        raise click.UsageError(f"there is no plugin {', '.join(missing)}: see govreport plugins")
    return found


def _chosen(known: Registry, names: Sequence[str]) -> list[str]:
    every = [*known.names(), *(name for name in known.conflicts if name not in known.points)]
    if not names:
        return [name for name in every if name not in known.own_names]
    return [n for n in every if n in names or f"{known.family}:{n}" in names]


def _flaws(known: Registry, name: str) -> tuple[Flaw, ...]:
    try:
        return lint(known.get(name))
    except PluginError as error:
        return (Flaw("not-loaded", str(error), "mend what it says, and reinstall it", True),)
