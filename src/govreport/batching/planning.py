"""What must be read, and what an earlier run has read already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any, TypeVar

from attrs import frozen

from govreport.batching.corrected import ByDocument, mark
from govreport.batching.items import Item
from govreport.batching.store import Store
from govreport.batching.work import STORED, Entry, Piece, as_table_stream
from govreport.export.frames.arrow import pyarrow
from govreport.readers.extras import require

_T = TypeVar("_T")


def grouped(found: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Lists of ``size``, the last one shorter.

    >>> list(grouped("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    iterator = iter(found)
    while group := list(islice(iterator, size)):
        yield group


@frozen
class Part:
    """A run of documents of one shard: to be read, or read already."""

    items: tuple[Item, ...]
    done: tuple[dict[str, Any], ...] = ()


@frozen
class Plan:
    """The parts of one shard, in order; ``whole`` when nothing is to be done."""

    shard: int
    items: tuple[Item, ...]
    parts: tuple[Part, ...]
    whole: bool


def plan(
    shard: int,
    items: Sequence[Item],
    store: Store,
    redo: Mapping[str, frozenset[str] | None],
    chunk: int,
    said: ByDocument,
) -> Plan:
    """Compare a shard with what is there of it.

    Args:
        shard: its number.
        items: its documents.
        store: what is there.
        redo: fingerprint of an earlier run -> states that must be read again, None for all.
        chunk: documents of one part that is to be read.
        said: the corrections of this run.
    """
    lines = store.manifest(shard) or []
    known = {line["document"]: line for line in lines}
    found = [(item, _usable(item, known.get(item.identity.key()), redo, said)) for item in items]
    whole = all(line is not None for _, line in found) and len(lines) == len(items)
    parts: list[Part] = []
    for is_done, group in groupby(found, key=lambda pair: pair[1] is not None):
        pairs = list(group)
        if is_done:
            kept = tuple(line for _, line in pairs if line is not None)
            parts.append(Part(tuple(item for item, _ in pairs), kept))
        else:
            for some in grouped([item for item, _ in pairs], chunk):
                parts.append(Part(tuple(some)))
    return Plan(shard, tuple(items), tuple(parts), whole)


def _usable(
    item: Item,
    line: dict[str, Any] | None,
    redo: Mapping[str, frozenset[str] | None],
    said: ByDocument,
) -> dict[str, Any] | None:
    """The line of the manifest, if the document, its corrections and what reads it are the same."""
    if line is None or line["fingerprint"] not in redo:
        return None
    states = redo[line["fingerprint"]]
    if states is None or not states.isdisjoint({line["state"], *line["outcomes"]}):
        return None
    if line["corrections"] != mark(line["hashes"], said):
        return None
    if item.failure is not None:
        return line if (line["state"], line["message"]) == item.failure else None
    digest = item.digest()
    return line if digest is not None and digest == line["content_hash"] else None


def kept(part: Part, shard: int, store: Store) -> Piece:
    """The piece of documents that were read by an earlier run."""
    compute = require("pyarrow.compute", "batch", "A batch")
    keys = pyarrow().array([key for line in part.done for key in line["reports"]], "string")
    tables = {}
    for name in STORED:
        table = store.read(name, shard)
        mask = compute.is_in(table.column("report"), value_set=keys)
        tables[name] = as_table_stream(table.filter(mask))
    return Piece(tuple(map(_entry, part.done)), tables)


def _entry(line: dict[str, Any]) -> Entry:
    return Entry(
        content_hash=line["content_hash"],
        state=line["state"],
        seconds=line["seconds"],
        reports=tuple(line["reports"]),
        outcomes=tuple(line["outcomes"]),
        signatures=tuple(line["signatures"]),
        hashes=tuple(line["hashes"]),
        corrections=line["corrections"],
        message=line["message"],
    )
