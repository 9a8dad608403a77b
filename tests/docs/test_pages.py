"""The pages of the documentation: in both languages, all reachable, links alive, no text twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from tests.docs.pages import DOCS, LANGUAGES, PAGES, ROOT, fences, name

import govreport
from govreport.model import Status

AT_ROOT = [ROOT / page for page in ("CHANGELOG.md", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md")]
AT_ROOT += [ROOT / page for page in ("README.md", "README.zh-CN.md", "SECURITY.md")]
CHINESE = "zh"
SHARED = "<!-- shared -->"
"""What stands below is shown by the Chinese page as it is."""


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _prose(page: Path) -> str:
    """A page without its blocks of code."""
    return re.sub(r"^(`{3,}).*?^\1$", "", _text(page), flags=re.M | re.S)


def _reachable(page: Path) -> Iterator[Path]:
    """The page, and all that its tables of contents lead to."""
    yield page
    for block in re.findall(r"^```\{toctree\}\n(.*?)^```$", _text(page), re.M | re.S):
        for line in block.splitlines():
            if line and not line.startswith(":"):
                yield from _reachable(page.parent / f"{line}.md")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_reachable(language: str) -> None:
    """The tables of contents lead from the first page to every other one, once."""
    found = list(_reachable(DOCS / language / "index.md"))

    assert len(found) > 30
    assert sorted(found) == [page for page in PAGES if (DOCS / language) in page.parents]


def test_no_page_stands_beside_the_tree() -> None:
    """Every page is of one language."""
    assert list(DOCS.glob("*.md")) == []


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if (DOCS / "en") in page.parents and CHINESE in LANGUAGES],
    ids=name,
)
def test_both_languages_have_the_same_structure(page: Path) -> None:
    """Headings, tables, blocks and links of a page stand in the same order in Chinese."""
    chinese = DOCS / CHINESE / page.relative_to(DOCS / "en")

    assert chinese.exists()
    if SHARED in _text(page):
        assert f"../../en/{page.relative_to(DOCS / 'en')}" in _text(chinese)
    else:
        assert _outline(chinese) == _outline(page)
    assert _code(chinese) == _code(page)


def _code(page: Path) -> list[str]:
    """Blocks of Python that are shown and not run, without their comments."""
    blocks = [block for block in fences(_text(page), "python") if ">>> " not in block]
    return [re.sub(r"  #.*", "", block) for block in blocks]


def _outline(page: Path) -> list[str]:
    """What a page is made of: levels of headings, rows of tables, blocks, targets of links."""
    found = []
    for line in re.sub(r"^(`{3,})(\S*).*?^\1$", r"```\2", _text(page), flags=re.M | re.S).split(
        "\n"
    ):
        if line.startswith("#"):
            found.append(line.partition(" ")[0])
        elif line.startswith("```"):
            found.append(line)
        elif line.startswith("|"):
            found.append(f"row of {line.count('|') - line.count(chr(92) + '|')}")
    return found


@pytest.mark.parametrize("page", [*PAGES, *AT_ROOT], ids=name)
def test_links(page: Path) -> None:
    """Every link to a file of the project leads to a file that is there."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", _prose(page))
    links += re.findall(r"^```\{(?:image|literalinclude)\} (\S+)", _text(page), re.M)
    own = [link for link in links if "_generated/" not in link]

    assert [link for link in own if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", [*PAGES, *AT_ROOT], ids=name)
def test_paths_that_are_named_exist(page: Path) -> None:
    """A file of the project, or of an example plugin, that a page names is there."""
    roots = [ROOT, *(ROOT / "examples" / "plugins").iterdir()]
    named = re.findall(r"`((?:src|tests|examples|docs|benchmarks)/[\w./-]+)`", _prose(page))

    assert [
        path
        for path in named
        if "..." not in path and not any((root / path).exists() for root in roots)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_twice(language: str) -> None:
    """No long line of prose stands on two pages of one language."""
    pages = [page for page in PAGES if (DOCS / language) in page.parents]
    pages += [page for page in AT_ROOT if (".zh-CN" in page.name) == (language == CHINESE)]
    lines = {page: {line for line in _prose(page).split("\n") if len(line) > 60} for page in pages}
    twice = {
        (name(one), name(other)): lines[one] & lines[other]
        for one, other in combinations(pages, 2)
        if lines[one] & lines[other]
    }

    assert twice == {}


def test_contributing_names_every_module() -> None:
    """The map of modules names each module of the package and none that is gone."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.partition("## Map of modules")[2].partition("\n## ")[0]
    mapped = {
        found
        for row in table.splitlines()
        for found in re.findall(r"`(\w+)`", row[: row.find("|", 2)])
    }
    source = Path(govreport.__file__).parent
    modules = {path.stem for path in source.glob("*.py")} | {
        path.parent.name for path in source.glob("*/__init__.py")
    }

    assert {found for found in modules if not found.startswith("__")} == mapped


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_status_is_explained(language: str) -> None:
    """The page about statuses has each."""
    text = _text(DOCS / language / "explanation" / "statuses.md")

    assert all(f"| `{status.value}` |" in text for status in Status)


def test_the_draft_is_what_its_script_makes() -> None:
    """The Word file of the tutorial can be made anew: ``python -m tests.docs.make_draft``."""
    from tests.docs.make_draft import DRAFT, text

    report = govreport.read(DRAFT)

    assert [line for line in text().split("\n") if line.startswith("一、本年新收")]
    assert report.requests is not None
    assert report.requests.results is not None
    assert report.requests.results.total is not None
    assert (report.year, report.requests.results.total.total) == (2023, 10)


def test_blocks_are_of_known_kinds() -> None:
    """A block is code that is tested, text, data or a directive, so that none escapes the tests."""
    known = {"console", "python", "text", "toml", "json", "lark"}
    for page in PAGES:
        kinds = set(re.findall(r"^`{3,}(\w+)$", _text(page), re.M))

        assert kinds <= known, name(page)
        assert not list(fences(_text(page), "")) or "{" in _text(page), name(page)
