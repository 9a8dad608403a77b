"""Labels and values misaligned: where a layout does not state its rows, order is all there is.

A text in which values precede their labels, or in which wrapped labels were set apart from their
values (D12), reads like any other row after row; only its ends show it, by values too many at
one and a label without values at the other. Between the two no row is certain.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from attrs import define, field

from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.passages import PassageRow
from govreport.tables.placement.rows import is_filled

_Row: TypeAlias = LabelledRow | PassageRow


def _labelled(row: _Row) -> LabelledRow:
    return row.row if isinstance(row, PassageRow) else row


@define
class Alignment:
    """The rows of a table in reading order, with what is too much and what is missing.

    >>> alignment = Alignment()
    >>> alignment.doubtful()
    []
    """

    _events: list[tuple[str, _Row]] = field(factory=list)

    @property
    def count(self) -> int:
        """How many rows there were, with what is too much and what is missing."""
        return len(self._events)

    def row(self, row: _Row) -> None:
        """A label with its values."""
        self._events.append(("row", row))

    def surplus(self, row: LabelledRow) -> None:
        """Values without a label."""
        self._events.append(("surplus", row))

    def deficit(self, row: LabelledRow) -> None:
        """A label without values; at the end of a text it is only cut."""
        if not row.last:
            self._events.append(("deficit", row))

    def replace(self, old: _Row, new: LabelledRow) -> None:
        """A row has got one more cell."""
        self._events = [(kind, new if row is old else row) for kind, row in self._events]

    def doubtful(self) -> list[_Row]:
        """The rows between a surplus and a deficit, where their values differ."""
        found: list[_Row] = []
        open_kind = ""
        since: list[_Row] = []
        for kind, row in self._events:
            if kind == "row":
                since.append(row)
                continue
            rows = [row for row in since if row.printed]
            if kind == "surplus":
                rows.append(row)
            if open_kind and kind != open_kind and since and not _alike(rows):
                found.extend(rows)
            open_kind = kind
            since = [row] if kind == "surplus" else []
        return found


def _alike(rows: Sequence[_Row]) -> bool:
    """The same values in every row: no matter which row they belong to."""
    printed = {tuple(slot[0] for slot in _labelled(row).slots if is_filled(slot)) for row in rows}
    return len(printed) <= 1
