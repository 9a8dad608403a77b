"""No pattern takes more than its share: twice the text, twice the time."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.scaling.growth import CLOCK, exponent, seconds
from tests.scaling.pumps import patterns, pumps
from tests.scaling.recording import recorded

DEEP = os.environ.get("GOVREPORT_SCALING") == "deep"
MOST = 60 if DEEP else 20
LONG = 320_000 if DEEP else 20_000
"""Characters, at which also a pattern that makes little of each step shows how it grows."""
PATTERNS = patterns()

BOUNDED = {
    "govreport.prose.identity.year._SENTENCE_START": "searched in 30 characters",
    "govreport.tables.indicators.openings._NUMERAL_BEFORE": "searched in 12 characters",
    "govreport.tables.indicators.tokens._ROW_IN_CELL": "cells of at most 120 characters",
    "govreport.testing.naming._COUNTING": "searched in messages of this library",
    "govreport.layouts.scan._WORDS": "not used over texts",
    "govreport.layouts.scan._MANY_VALUES": "searched in 400 characters below a label",
    "govreport.prose.identity.organ._NOISE_AFTER": "searched in the name of an organ",
    "govreport.prose.narrative.phrases._AFTER_ORGAN": "searched in 40 characters",
    "govreport.prose.narrative.dispatch.Patterns.__missing__": "matched in 200 characters",
    "govreport.accounting.of_documents._kind_of": "matched in 8 characters",
    "govreport.grammars.faults._KNOWN[6][0]": "searched in messages of the parser of grammars",
}
"""Patterns that grow faster, and what keeps the text short that they are applied to."""


def _text(pattern: re.Pattern[Any], pump: str, size: int) -> Any:
    text = (pump * (size // len(pump) + 1))[:size] + "\x00"
    return text.encode() if isinstance(pattern.pattern, bytes) else text


def _uses(short: str, sources: Iterable[Path]) -> set[str]:
    texts = (source.read_text("utf-8") for source in sources)
    return {way for text in texts for way in re.findall(rf"\b{re.escape(short)}\.(\w+)\b", text)}


def tasks(name: str, pattern: re.Pattern[Any]) -> list[Callable[[Any], object]]:
    """The ways in which the source uses a pattern; all, where that cannot be seen."""
    module, _, short = name.rpartition(".")
    own = Path(sys.modules[module].__file__ or "") if module else None
    used = _uses(short, [own]) if own else set()
    if own and not used:  # a module of patterns, for the modules beside it
        used = _uses(short, own.parent.glob("*.py"))
    anchored = {"match": pattern.match, "fullmatch": pattern.fullmatch}
    if used and used <= {*anchored, "pattern"}:
        return [anchored[way] for way in sorted(used - {"pattern"})]
    return [lambda text: sum(1 for _ in pattern.finditer(text)), pattern.fullmatch]


def _is_slow(task: Callable[[Any], object], pattern: re.Pattern[Any], pump: str) -> bool:
    for size in (16, 24, 120):  # a runaway pattern shows itself here, before it runs away
        if min(seconds(task, _text(pattern, pump, size)) for _ in range(2)) > 2 * CLOCK:
            return True
    known = CLOCK / 2
    for size in (1000, LONG):
        taken = min(seconds(task, _text(pattern, pump, size)) for _ in range(2))
        if taken > 2 * known:
            texts = [_text(pattern, pump, part) for part in (size // 2, size, 2 * size)]
            if exponent(task, texts, most=1.6) > 1.6:
                return True
        known = max(CLOCK / 2, taken * LONG / 1000)  # of the long text, where time is linear
    return False


def slow_pump(name: str, pattern: re.Pattern[Any]) -> str | None:
    """A text whose time grows with more than the power 1.6 of its length, None if none does."""
    for task in tasks(name, pattern):
        for pump in pumps(pattern, MOST):
            if _is_slow(task, pattern, pump):
                return pump
    return None


@pytest.mark.parametrize("name", sorted(PATTERNS.keys() - BOUNDED.keys()))
def test_pattern_is_linear(name: str) -> None:
    """Searched for in texts made of its own characters and words."""
    assert slow_pump(name, PATTERNS[name]) is None


def key_of(pattern: re.Pattern[Any]) -> tuple[str, int]:
    """The same for alternatives in another order: those of a set differ between processes."""
    return "".join(sorted(str(pattern.pattern))), pattern.flags


SHARES = 8
"""Parts of the next test, so that several processes can take some each."""


@pytest.mark.parametrize("share", range(SHARES))
def test_patterns_made_while_reading_are_linear(share: int) -> None:
    """Those made when they are first needed, from labels, grammars and words: none is listed."""
    known = {key_of(pattern) for pattern in PATTERNS.values()}
    made = {
        name: pattern
        for name, pattern in recorded().items()
        if key_of(pattern) not in known and name.rpartition(" ")[0] not in BOUNDED
    }
    assert made
    mine = sorted(made)[share::SHARES]

    assert {name: pump for name in mine if (pump := slow_pump("", made[name]))} == {}


@pytest.mark.parametrize("pattern", [r"\d[\d,]*[ ]+x", r"(?:x|xy)*z", r"\d+%"])
def test_a_slow_pattern_is_found(pattern: str) -> None:
    """The test can fail: patterns known to be bad are caught."""
    assert slow_pump("unknown", re.compile(pattern))
