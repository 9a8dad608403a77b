"""What a result depends on besides the documents, and what must be read again when it changes."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from attrs import asdict

from govreport.batching.corrected import by_document, mark
from govreport.batching.settings import Settings
from govreport.export.frames.definition import SCHEMA_VERSION

_PACKAGES = ("selectolax", "pypdfium2", "charset-normalizer", "fastwarc", "lark", "rapidfuzz")
_LIMITED = frozenset({"time-limit", "memory-limit", "worker-crashed"})
_MISSING = frozenset({"missing-package"})
EVERYTHING = None


def fingerprint(settings: Settings) -> dict[str, Any]:
    """Parser, plugins, packages, options, corrections and limits of a run, as plain data."""
    from govreport.plugins.registry import list_plugins

    said = by_document(settings.options.corrections)
    options = asdict(settings.options, filter=lambda field, _: field.name != "corrections")
    return {
        "schema": SCHEMA_VERSION,
        "parser": _source(),
        "plugins": sorted(
            f"{info.family} {info.name} {info.distribution} {info.version} {info.state}"
            for info in list_plugins()
        ),
        "packages": {name: _version(name) for name in _PACKAGES},
        "options": options,
        "columns": asdict(settings.columns),
        "corrections": mark(list(said), said),
        "limits": {"timeout": settings.timeout, "memory": settings.memory},
    }


def to_redo(before: dict[str, Any], now: dict[str, Any]) -> frozenset[str] | None:
    """The states whose documents must be read again; `EVERYTHING` for all of them.

    Another limit concerns the documents that met it, a new package those that missed it, other
    corrections those that they speak of (see `govreport.batching.planning`); any other change
    concerns all.

    >>> base = {"limits": 1, "packages": {"a": None}}
    >>> sorted(to_redo(base, {**base, "packages": {"a": "1"}}))
    ['missing-package']
    >>> to_redo(base, {**base, "parser": 2}) is EVERYTHING
    True
    """
    changed = {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
    if changed - {"limits", "packages", "corrections"}:
        return EVERYTHING
    states: frozenset[str] = _LIMITED if "limits" in changed else frozenset()
    if "packages" in changed:
        old, new = before["packages"], now["packages"]
        if any(old[name] is not None and old[name] != new.get(name) for name in old):
            return EVERYTHING
        states |= _MISSING
    return states


@cache
def _source() -> str:
    """Hash of the package's own files: an edited parser is another parser."""
    root = Path(__file__).resolve().parents[1]
    found = sha256((_version("govreport") or "").encode())
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".lark", ".json", ".toml") and "__pycache__" not in path.parts:
            found.update(path.relative_to(root).as_posix().encode())
            found.update(path.read_bytes())
    return found.hexdigest()


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
