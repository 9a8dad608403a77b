"""One module is all that an author imports: complete, sorted, documented, and used everywhere."""

from __future__ import annotations

import ast
import re
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest

from govreport import plugin, testing
from govreport.cli.scaffolds import checks, layouts, readers, templates
from govreport.testing import strategies

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = {"govreport", "govreport.plugin", "govreport.testing", "govreport.testing.conformance"}
DOCS = ROOT / "docs" / "en"
PAGES = sorted([*(DOCS / "how-to").glob("writing-*.md"), DOCS / "how-to" / "plugins.md"])


def _imported(code: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and not node.level and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.split(".")[0] == "govreport"}


def _scaffolds() -> Iterator[tuple[str, str]]:
    for module in (checks, layouts, readers, templates):
        for name, files in vars(module).items():
            if isinstance(files, dict):
                for path, text in files.items():
                    if str(path).endswith(".py"):
                        yield f"{module.__name__} {name} {path}", re.sub(r"@(\w+)@", r"\1", text)


def _fenced(page: Path) -> Iterator[str]:
    yield from re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL)


def test_all_is_complete_and_sorted() -> None:
    """Every name that the module takes in is public, and nothing else."""
    source = ast.parse(Path(plugin.__file__).read_text("utf-8"))
    taken = {
        alias.asname or alias.name
        for node in source.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }

    assert taken == set(plugin.__all__)
    assert sorted(plugin.__all__, key=_rank) == plugin.__all__


def _rank(name: str) -> tuple[int, str]:
    """Constants, classes, functions, as the linter sorts them."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


def test_the_tools_for_tests_are_complete() -> None:
    """Each name of ``govreport.testing`` is there, sorted, documented, and on the page."""
    page = (DOCS / "how-to" / "plugins.md").read_text("utf-8")
    reference = (DOCS / "how-to" / "writing-a-template.md").read_text("utf-8") + page

    assert sorted(testing.__all__, key=_rank) == testing.__all__
    for name in testing.__all__:
        value = getattr(testing, name)
        assert name.isupper() or value.__doc__, name
    assert [n for n in strategies.__all__ if f"`{n}" not in page] == []
    assert set(strategies.__all__) <= set(testing.__all__)
    assert "Golden(" in reference


def test_every_name_is_documented() -> None:
    """The reference names each, and each class and function has a docstring."""
    page = (DOCS / "reference" / "plugin-reference.md").read_text("utf-8")
    named = set(re.findall(r"`(\w+)`", page))

    assert [name for name in plugin.__all__ if name not in named] == []
    for name in plugin.__all__:
        value = getattr(plugin, name)
        if isinstance(value, type) or callable(value):
            assert value.__doc__ or typing.get_origin(value), f"{name} has no docstring"


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "examples" / "plugins").rglob("*.py")),
    ids=lambda path: "/".join(path.parts[-3:]),
)
def test_the_examples_import_nothing_deeper(path: Path) -> None:
    """Example plugins take everything from the public modules; code from this one alone."""
    found = _imported(path.read_text("utf-8"))

    assert found <= (PUBLIC if "tests" in path.parts else {"govreport.plugin"})


def test_the_scaffolds_import_nothing_deeper() -> None:
    """Neither does what the commands write."""
    found = list(_scaffolds())

    assert len(found) >= 7
    assert {name: bad for name, code in found if (bad := _imported(code) - PUBLIC)} == {}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_pages_import_nothing_deeper(page: Path) -> None:
    """Neither do the pages for authors, in their code or in their words."""
    for code in _fenced(page):
        assert _imported(code) <= PUBLIC
    named = set(re.findall(r"`(govreport(?:\.\w+)+)", page.read_text("utf-8")))
    assert named - PUBLIC - {f"govreport.{family}" for family in FAMILIES} - set(ALLOWED) == set()


FAMILIES = ("readers", "layouts", "templates", "checks")
ALLOWED = tuple(f"govreport.{n}" for n in ("parse", "records", "toml", "testing.lint"))
