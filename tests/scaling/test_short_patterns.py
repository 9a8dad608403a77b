"""No pattern tries ways without end on a short text: 200 characters it nearly fits."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from tests.scaling.growth import seconds
from tests.scaling.near_misses import LONGEST, near_misses
from tests.scaling.recording import recorded
from tests.scaling.test_patterns import PATTERNS, SHARES, key_of, tasks

from govreport import parse
from govreport.prose.narrative.words import engine

SEARCHED = {"govreport.text.folding._IN_WORDS"}
"""Patterns that are only searched for: nothing behind their repetition makes them go back."""
SIZES = (*range(12, 30, 2), *range(30, 80, 5), *range(80, LONGEST + 1, 10))
"""One after the other: what doubles with each character shows before it hangs."""
PATIENCE = 0.02
"""Seconds of processor time. What is bounded and linear takes less than a hundredth of it."""


def slow_text(pattern: re.Pattern[Any], ways: list[Callable[[Any], object]]) -> str | None:
    """A text of at most 200 characters that takes too long, None if there is none."""
    for text in near_misses(pattern):
        item: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
        for size in SIZES:
            for way in ways:
                if all(seconds(way, item[-size:]) > PATIENCE for _ in range(3)):
                    return text[-size:]
    return None


def narrative() -> dict[str, re.Pattern[str]]:
    """Every word of the grammar of prose, whether or not a document of the tests has it."""
    return {one.name: re.compile(one.expression) for one in engine().grammar.terminals}


@pytest.mark.parametrize("share", range(SHARES))
def test_pattern_of_a_module(share: int) -> None:
    """Used as the source uses it."""
    mine = sorted(PATTERNS)[share::SHARES]
    ways = {name: tasks(name, PATTERNS[name])[: 1 if name in SEARCHED else None] for name in mine}
    found = {name: slow_text(PATTERNS[name], ways[name]) for name in mine}

    assert {name: text for name, text in found.items() if text is not None} == {}


def test_pattern_of_the_grammar_of_prose() -> None:
    """All of them, also those that no document of the tests has made the reader compile."""
    found = {
        name: slow_text(pattern, [pattern.match, pattern.fullmatch])
        for name, pattern in narrative().items()
    }

    assert len(found) > 100
    assert {name: text for name, text in found.items() if text is not None} == {}


def test_pattern_made_while_reading() -> None:
    """From labels, grammars and words."""
    known = {key_of(pattern) for pattern in PATTERNS.values()}
    made = {name: one for name, one in recorded().items() if key_of(one) not in known}
    found = {name: slow_text(one, [one.search, one.match]) for name, one in made.items()}

    assert made
    assert {name: text for name, text in found.items() if text is not None} == {}


@pytest.mark.parametrize(
    "pattern", [r"(?:ab|a|b)*c", r"(?:\d+,?)+x", r"(\s*a?\s*)*b", r"(?:公众|电话|公众电话)*咨询"]
)
def test_runaway_pattern_is_found(pattern: str) -> None:
    """The test can fail."""
    compiled = re.compile(pattern)

    assert slow_text(compiled, [compiled.match]) is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "公众电话" * 60 + "接待5人次",
        "未收到" + "依申请公开" * 60 + "条案例",
        "没有" + "或提起行政机关" * 40 + "案例",
        "统计期限2021年" + " " * 36 + "1日至x12月31日",
        "2021" + " " * 40 + "x1231" * 40,
    ],
)
def test_sentence_that_could_be_read_in_many_ways(sentence: str) -> None:
    """The reader of prose ends at once; the first of these would have taken years."""
    text = f"某局2021年政府信息公开工作年度报告\n一、总体情况\n全年主动公开12条。{sentence}。\n"
    parse(text)

    assert min(seconds(parse, text) for _ in range(3)) < 0.5
