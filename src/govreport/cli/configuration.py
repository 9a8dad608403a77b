"""Settings of a folder: ``[tool.govreport]`` in ``pyproject.toml``, or ``govreport.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

_KINDS: Mapping[str, type] = {
    "select": list,
    "ignore": list,
    "severity": str,
    "profile": str,
    "strict": bool,
    "limits": dict,
}


def settings(folder: Path) -> dict[str, Any]:
    """The settings of the nearest file in a folder or one above it; empty where there is none.

    Raises:
        click.UsageError: the file is no TOML, or has a key that is unknown or of another kind.
    """
    for place in (folder, *folder.parents):
        for name in ("govreport.toml", "pyproject.toml"):
            path = place / name
            if path.is_file():
                found = _read(path)
                if name == "pyproject.toml":
                    found = found.get("tool", {}).get("govreport")
                    if found is None:
                        continue
                return _checked(path, found)
    return {}


def _read(path: Path) -> Any:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError, OSError) as error:
        raise click.UsageError(f"{path} cannot be read: {error}") from None


def _checked(path: Path, found: Any) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise click.UsageError(f"{path}: tool.govreport is no table")
    for key, value in found.items():
        kind = _KINDS.get(key)
        if kind is None:
            known = ", ".join(_KINDS)
            raise click.UsageError(f"{path}: unknown setting {key!r}; there are {known}")
        if type(value) is not kind:
            raise click.UsageError(f"{path}: {key} must be {kind.__name__}, got {value!r}")
        if isinstance(value, list) and not all(isinstance(item, str) for item in value):
            raise click.UsageError(f"{path}: {key} must be a list of texts, got {value!r}")
    for name, number in found.get("limits", {}).items():
        if type(number) not in (int, float):
            raise click.UsageError(f"{path}: limits.{name} must be a number, got {number!r}")
    if "profile" in found and (path.parent / found["profile"]).is_file():
        found["profile"] = str(path.parent / found["profile"])
    return found
