"""The hosted checks run what the Makefile offers."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORKFLOW = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"(?m)^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))


def test_every_target_exists() -> None:
    """A job names a target of the Makefile."""
    named = re.findall(r"run: make ([\w-]+)", WORKFLOW)
    (listed,) = re.findall(r"target: \[([^\]]+)\]", WORKFLOW)

    assert {*named, *listed.split(", ")} <= TARGETS


def test_all_that_is_promised_is_run() -> None:
    """Types, docs, both kinds of wheel, oldest versions, branches and slow tests."""
    for target in ("types", "docs", "test-bare", "test-wheel", "test-lowest", "coverage"):
        assert re.search(rf"\b{target}\b", WORKFLOW), target


def test_every_python_and_system() -> None:
    """Those that the classifiers name."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    for version in re.findall(r"Python :: (3\.\d+)", project):
        assert f'"{version}"' in WORKFLOW
    for system in ("ubuntu", "macos", "windows"):
        assert f"{system}-latest" in WORKFLOW
