"""What the reference shows is made from its one source at every build.

Fragments are written to ``_generated`` in the sources' folder and included by the pages; nothing
of them is kept under version control.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import api
import terminal
from sphinx.application import Sphinx

import govreport
from govreport.checks.page import page as checks_page
from govreport.codes.page import page as codes_page
from govreport.export.frames.arrow import schema
from govreport.export.frames.definition import SCHEMA_VERSION, TABLES
from govreport.export.frames.dictionary import paths, tables
from govreport.export.panel.page import formulas, listing
from govreport.language import in_language

ROOT = Path(__file__).resolve().parents[2]


def _json_schema() -> str:
    text = json.dumps(govreport.json_schema(), ensure_ascii=False, indent=1)
    return f"```json\n{text}\n```\n"


def _arrow_schema() -> str:
    parts = []
    for name in TABLES:
        fields = "\n".join(f"{field.name}: {field.type}" for field in schema(name))
        parts.append(f"### `{name}`\n\n```text\n{fields}\n```\n")
    return "\n".join(parts)


def _of_project(name: str, depth: int = 0) -> Callable[[], str]:
    """A page from elsewhere in the project, its headings so much deeper, its links the site's."""

    def text() -> str:
        page = (ROOT / name).read_text(encoding="utf-8")
        below = re.sub(r"^(#+ )", "#" * depth + r"\1", page, flags=re.M)
        return _LINK.sub(_on_the_site, below)

    return text


_LINK = re.compile(r"\[([^]]+)\]\(([^):#]+)(#[^)]*)?\)")
_AT_ROOT = {
    "CODE_OF_CONDUCT.md": "conduct.md",
    "SECURITY.md": "security.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
}


def _on_the_site(link: re.Match[str]) -> str:
    """The link to a page of the documentation in the language of the build, else its words.

    >>> _LINK.sub(_on_the_site, "[a](docs/en/start.md#b), [`c`](src/c.py), [d](SECURITY.md)")
    '[a](../start.md#b), `c`, [d](security.md)'
    """
    words, target, anchor = link[1], link[2], link[3] or ""
    if target in _AT_ROOT:
        return f"[{words}]({_AT_ROOT[target]})"
    _, docs, page = target.partition("docs/en/")
    return f"[{words}](../{page}{anchor})" if docs else words


FRAGMENTS: dict[str, Callable[[], str]] = {
    "api.md": api.page,
    "benchmarks.md": _of_project("benchmarks/README.md", depth=1),
    "changelog.md": _of_project("CHANGELOG.md"),
    "conduct.md": _of_project("CODE_OF_CONDUCT.md"),
    "contributing.md": _of_project("CONTRIBUTING.md"),
    "security.md": _of_project("SECURITY.md"),
    "checks.md": checks_page,
    "diagnostics.md": codes_page,
    "tables.md": tables,
    "paths.md": paths,
    "indicators.md": listing,
    "rates.md": formulas,
    "json-schema.md": _json_schema,
    "arrow-schema.md": _arrow_schema,
}


def write(app: Sphinx) -> None:
    """Write the fragments in the language of the build; what is unchanged is left alone."""
    target = Path(app.srcdir) / "_generated"
    target.mkdir(exist_ok=True)
    language = Path(app.srcdir).name
    with in_language(language):
        for name, make in FRAGMENTS.items():
            _keep(target / name, make())
    for name, picture in terminal.pictures(language):
        _keep(target / f"{name}.svg", picture)


def _keep(path: Path, text: str) -> None:
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_config_value("schema_version", SCHEMA_VERSION, "env")
    app.connect("builder-inited", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
