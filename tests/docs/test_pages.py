"""The pages of the documentation: all listed, all links alive, all modules and statuses named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import govreport
from govreport.model import Status

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), ROOT / "CHANGELOG.md"])


def test_index_lists_every_page() -> None:
    """No page of the folder is missing from its index."""
    listed = set(re.findall(r"\]\((\w[\w-]*\.md)\)", (DOCS / "README.md").read_text("utf-8")))

    assert {page.name for page in DOCS.glob("*.md")} - {"README.md"} == listed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links(page: Path) -> None:
    """Every link to a file of the project leads to a file that is there."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_architecture_names_every_module() -> None:
    """The map of modules names each module of the package and none that is gone."""
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    table = text.partition("## Modules")[2].partition("## How a table")[0]
    mapped = {
        name
        for row in table.splitlines()
        for name in re.findall(r"`(\w+)`", row[: row.find("|", 2)])
    }
    source = Path(govreport.__file__).parent
    modules = {path.stem for path in source.glob("*.py")} | {
        path.parent.name for path in source.glob("*/__init__.py")
    }

    assert {name for name in modules if not name.startswith("__")} == mapped


def test_architecture_names_every_status() -> None:
    """Each status is explained."""
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")

    assert all(f"| `{status.value}` |" in text for status in Status)
