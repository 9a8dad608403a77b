"""Which reports of a run are prints of one report: a column, and nothing is dropped.

Exact: the same bytes. Near: the same tables cell by cell and at least four fifths of the
sentences of the prose, by estimate; without a table nine tenths of the sentences. Reports whose
agency or year are known and differ are never near duplicates, however much they share.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from attrs import define, field

from govreport.batching.signatures import similarity
from govreport.batching.store import Store
from govreport.export.frames.arrow import pyarrow, schema

_WITH_TABLES, _PROSE_ALONE = 0.8, 0.9
_BUCKET = 16
_SENTENCES = 5
_STEP = Decimal("0.000001")


@define
class Register:
    """The reports met so far, by what they have in common with others."""

    exact: dict[str, str] = field(factory=dict)
    near: dict[str, list[dict[str, Any]]] = field(factory=dict)

    def place(self, mark: dict[str, Any]) -> tuple[str | None, str | None, Decimal | None]:
        """Keys of the report that this one repeats exactly or nearly, and how much of it."""
        digest, key = mark["content_hash"], mark["report"]
        if digest is not None:
            first = self.exact.setdefault(digest, key)
            if first != key:
                return first, None, None
        return self._near(mark)

    def _near(self, mark: dict[str, Any]) -> tuple[None, str | None, Decimal | None]:
        bucket = self.near.setdefault(_bucket(mark), [])
        needed = _WITH_TABLES if mark["tables_hash"] else _PROSE_ALONE
        for other in bucket:
            found = similarity(mark["sketch"], other["sketch"])
            if found >= needed and not _differ(mark, other):
                return None, other["report"], Decimal(found).quantize(_STEP)
        if len(bucket) < _BUCKET and _tells(mark):
            bucket.append(mark)
        return None, None, None


def _bucket(mark: dict[str, Any]) -> str:
    if mark["tables_hash"]:
        return str(mark["tables_hash"])
    return f"prose {mark['sketch'][0]}" if mark["sketch"] else "nothing"


def _tells(mark: dict[str, Any]) -> bool:
    """Whether there is enough in a report to know it again."""
    return len(mark["sketch"]) >= _SENTENCES


def _differ(one: dict[str, Any], two: dict[str, Any]) -> bool:
    return any(
        one[name] is not None and two[name] is not None and one[name] != two[name]
        for name in ("agency", "year")
    )


def mark_duplicates(store: Store) -> int:
    """Fill the columns of duplicates in all shards of the reports; the number of duplicates."""
    register = Register()
    count = 0
    for shard in store.shards():
        lines = store.manifest(shard) or []
        found = {
            mark["report"]: register.place(mark) for line in lines for mark in line["signatures"]
        }
        count += sum(exact is not None or near is not None for exact, near, _ in found.values())
        before = store.read("reports", shard)
        after = _filled(before, found)
        if not after.equals(before):
            store.write_table("reports", shard, after)
    return count


def _filled(table: Any, found: dict[str, tuple[Any, ...]]) -> Any:
    names = ("duplicate_of", "near_duplicate_of", "similarity")
    columns = list(zip(*_values(table, found), strict=True)) or [()] * len(names)
    for name, values in zip(names, columns, strict=True):
        index = table.schema.get_field_index(name)
        wanted = schema("reports").field(name)
        table = table.set_column(index, wanted, pyarrow().array(values, wanted.type))
    return table


def _values(table: Any, found: dict[str, tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    for key in table.column("report").to_pylist():
        yield found.get(key, (None, None, None))
