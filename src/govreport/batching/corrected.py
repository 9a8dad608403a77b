"""Which corrections a document was read with: a changed line concerns its document alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TypeAlias

from govreport.corrections.lines import to_line
from govreport.model import Correction

ByDocument: TypeAlias = Mapping[str, Sequence[Correction]]
"""Content hash of a document -> what people have said of it, in the order of the file."""


def by_document(corrections: Iterable[Correction]) -> ByDocument:
    """Sort corrections by what they speak of."""
    found: dict[str, list[Correction]] = defaultdict(list)
    for item in corrections:
        found[item.content_hash].append(item)
    return dict(found)


def mark(hashes: Collection[str], corrections: ByDocument) -> str | None:
    """A hash of all that is said of the reports with these content hashes; None for nothing.

    >>> mark(("sha256:0",), {}) is None
    True
    """
    lines = [to_line(item) for digest in hashes for item in corrections.get(digest, ())]
    return sha256("\n".join(lines).encode()).hexdigest() if lines else None
