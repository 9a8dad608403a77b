"""What two prints of one report have in common: their tables, and the sentences of their prose."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import Final

from govreport.model import AnnualReport
from govreport.records import records

SIZE: Final = 32
"""Hashes kept of a report's sentences."""

_SENTENCE = re.compile(r"[^。！？；\n]+")
_BLANK = re.compile(r"\s+")
_SHORTEST = 6


def tables_hash(report: AnnualReport) -> str | None:
    """Hash of paths and prints of all cells; None for a report without a number in a table."""
    parts = [
        f"{record.path}={record.raw}"
        for record in records(report)
        if not record.path.startswith("narrative.")
    ]
    return _hash("\n".join(parts)) if parts else None


def sketch(report: AnnualReport) -> list[int]:
    """The smallest hashes of the sentences of its prose: equal texts have equal sketches.

    >>> sketch(AnnualReport())
    []
    """
    found = set()
    for section in report.sections:
        for sentence in _SENTENCE.findall(section.text):
            plain = _BLANK.sub("", sentence)
            if len(plain) >= _SHORTEST:
                found.add(int(_hash(plain)[:15], 16))
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


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
