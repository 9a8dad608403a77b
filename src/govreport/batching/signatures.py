"""What two prints of one report have in common: their tables, and the sentences of their prose."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from typing import Final

from govreport.export.frames.blocks import Block
from govreport.export.frames.definition import table
from govreport.export.frames.rows import IDENTITY_COLUMNS
from govreport.model import AnnualReport

SIZE: Final = 32
"""Hashes kept of a report's sentences."""

_SENTENCE = re.compile(r"[^。！？；\n]+")
_SHORTEST = 6


def tables_hash(cells: Block) -> str | None:
    """Hash of paths and prints of all cells; None for a report without a number in a table.

    >>> tables_hash(Block((), ((),) * 5)) is None
    True
    """
    paths, prints = (cells.columns[at] for at in _columns())
    lines = map("=".join, zip(paths, prints, strict=True))
    return _digest("\n".join(lines)).hex() if paths else None


@cache
def _columns() -> tuple[int, ...]:
    names = table("cells").names
    return tuple(names.index(name) - IDENTITY_COLUMNS for name in ("path", "raw"))


def sketch(report: AnnualReport) -> list[int]:
    """The smallest hashes of the sentences of its prose: equal texts have equal sketches.

    >>> sketch(AnnualReport())
    []
    """
    sentences = {
        "".join(sentence.split())
        for section in report.sections
        for sentence in _SENTENCE.findall(section.text)
    }
    found = {
        int.from_bytes(_digest(sentence)) >> 4
        for sentence in sentences
        if len(sentence) >= _SHORTEST
    }
    return sorted(found)[:SIZE]


def similarity(one: Iterable[int], two: Iterable[int]) -> float:
    """Estimated share of common sentences (Jaccard, by the smallest hashes of both).

    >>> similarity([1, 2, 3], [1, 2, 4]), similarity([], [])
    (0.5, 1.0)
    """
    first, second = set(one), set(two)
    both = sorted(first | second)
    if len(first) >= SIZE or len(second) >= SIZE:
        both = both[:SIZE]
    if not both:
        return 1.0
    return sum(item in first and item in second for item in both) / len(both)


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
