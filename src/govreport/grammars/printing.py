"""The built-in grammars as their authors wrote them, for those who extend one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

_IMPORT = re.compile(r"^%import \.?(\w+)", re.M)
_OVER_CHARACTERS = frozenset({"narrative"})


def importable() -> dict[str, str]:
    """Name -> the first line of its comment, for each grammar that holds a whole table.

    >>> "disclosure_2021" in importable(), "disclosure_terms" in importable()
    (True, False)
    """
    found = {}
    for path in sorted(_folder().glob("*.lark")):
        text = path.read_text(encoding="utf-8")
        if path.stem not in _OVER_CHARACTERS and re.search(r"^start:", text, re.M):
            found[path.stem] = text.partition("\n")[0].removeprefix("//").strip()
    return found


def printed(name: str) -> str:
    """A grammar with everything that it imports, and the line that imports it.

    >>> print(printed("review_and_litigation").partition(chr(10))[0])
    // %import review_and_litigation (start)
    """
    return f"// %import {name} (start)\n\n" + "\n".join(_texts(name, set()))


def _texts(name: str, seen: set[str]) -> Iterator[str]:
    seen.add(name)
    text = (_folder() / f"{name}.lark").read_text(encoding="utf-8")
    yield text
    for other in _IMPORT.findall(text):
        if other not in seen:
            yield f"// -- imported from {other}.lark\n"
            yield from _texts(other, seen)


def _folder() -> Path:
    return Path(str(files("govreport.grammars")))
