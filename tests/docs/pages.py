"""The pages of the documentation, and the examples that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
LANGUAGES = ("en", "zh")
PAGES = sorted(
    page
    for language in LANGUAGES
    for page in (DOCS / language).rglob("*.md")
    if "_generated" not in page.parts
)


def name(page: Path) -> str:
    """A page by its place below the root of the project."""
    return page.relative_to(ROOT).as_posix()


@frozen
class Command:
    """A line of a console, and what stands below it."""

    line: str
    output: str


_FENCE = re.compile(r"^(`{3,})(\w*)\n(.*?)^\1$", re.M | re.S)


def fences(text: str, kind: str) -> Iterator[str]:
    """The fenced blocks of one kind."""
    for _, found, content in _FENCE.findall(text):
        if found == kind:
            yield content


def commands(text: str) -> Iterator[Command]:
    """What the console blocks of a page run.

    >>> list(commands("```console\\n$ govreport plugins\\nfamily\\n$ ls\\n```\\n"))
    [Command(line='govreport plugins', output='family\\n'), Command(line='ls', output='')]
    """
    for block in fences(text, "console"):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            line, _, output = part.partition("\n")
            yield Command(line.partition("  #")[0].strip(), output)
