"""What could not be read, grouped by cause."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from govreport.arrow.causes import CAUSES
from govreport.batching.store import Store

_NAMED = 3


@frozen
class Group:
    """The documents of one cause: its code, what it means, how many, and the first of them."""

    code: str
    meaning: str
    count: int
    names: tuple[str, ...]


def failures(folder: Path) -> list[Group]:
    """The causes of a run's failures, the most frequent first."""
    counts: dict[str, int] = {}
    names: dict[str, list[str]] = {}
    for code, name in _failed(Store(folder)):
        counts[code] = counts.get(code, 0) + 1
        if len(names.setdefault(code, [])) < _NAMED:
            names[code].append(name)
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    return [
        Group(code, CAUSES.get(code, code), counts[code], tuple(names[code])) for code in ranked
    ]


def _failed(store: Store) -> Iterator[tuple[str, str]]:
    for shard in store.shards():
        table = store.read("failures", shard)
        for row in table.select(["code", "source", "entry"]).to_pylist():
            yield row["code"], "!".join(filter(None, (row["source"], row["entry"])))
