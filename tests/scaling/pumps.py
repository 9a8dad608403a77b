"""Texts that a pattern finds hard: its own characters and words, repeated without end."""

from __future__ import annotations

import importlib
import pkgutil
import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from itertools import permutations
from typing import Any

import govreport

_CLASSES = {
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_SPACE: " \n",
    codes.CATEGORY_WORD: "a规",
}


def patterns() -> dict[str, re.Pattern[Any]]:
    """Every pattern that a module of the package holds, by its name; each text once."""
    found: dict[tuple[Any, int], tuple[str, re.Pattern[Any]]] = {}
    for info in pkgutil.walk_packages(govreport.__path__, "govreport."):
        if info.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(info.name)).items():
            for label, pattern in _within(name, value):
                key = (pattern.pattern, pattern.flags)
                found.setdefault(key, (f"{info.name}.{label}", pattern))
    return dict(found.values())


def _within(name: str, value: object, depth: int = 0) -> Iterator[tuple[str, re.Pattern[Any]]]:
    if isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(value, tuple | list) and depth < 3:
        for index, item in enumerate(value):
            yield from _within(f"{name}[{index}]", item, depth + 1)
    elif isinstance(value, dict) and depth < 3:
        for key, item in value.items():
            yield from _within(f"{name}[{key!r}]", item, depth + 1)


def pumps(pattern: re.Pattern[Any], most: int) -> list[str]:
    """What to repeat: characters and words of the pattern, alone and in pairs."""
    text = pattern.pattern
    if isinstance(text, bytes):
        text = text.decode("latin-1")
    units: dict[str, None] = {}
    _collect(
        parser.parse(text, pattern.flags & ~re.DEBUG if isinstance(pattern.pattern, str) else 0),
        units,
    )
    ones = [unit for unit in units if unit][:most]
    short = [unit for unit in ones if len(unit) == 1 and not "一" <= unit <= "鿿"][:6]
    return [*ones, *(a + b for a, b in permutations(short, 2))]


def _collect(sequence: Any, units: dict[str, None]) -> None:
    word = ""
    for kind, value in sequence:
        if kind is codes.LITERAL:
            word += chr(value)
            units[chr(value)] = None
            continue
        units[word] = None
        word = ""
        if kind in (codes.NOT_LITERAL, codes.ANY):
            units["x"] = None
        elif kind is codes.IN:
            _characters(value, units)
        elif kind is codes.BRANCH:
            for branch in value[1]:
                _collect(branch, units)
        elif kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            _collect(value[2], units)
        elif kind is codes.SUBPATTERN:
            _collect(value[3], units)
        elif kind in (codes.ASSERT, codes.ASSERT_NOT):
            _collect(value[1], units)
        elif kind is codes.ATOMIC_GROUP:
            _collect(value, units)
    units[word] = None


def _characters(members: Any, units: dict[str, None]) -> None:
    for kind, value in members[:12]:
        if kind is codes.LITERAL:
            units[chr(value)] = None
        elif kind is codes.RANGE:
            units[chr(value[0])] = None
        elif kind is codes.CATEGORY:
            units.update(dict.fromkeys(_CLASSES.get(value, "x")))
        elif kind is codes.NEGATE:
            units.update(dict.fromkeys("x "))
