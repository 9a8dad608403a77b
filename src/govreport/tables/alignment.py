"""Labels and values out of step: where a layout does not state its rows, order is all there is.

A text in which values precede their labels, or in which wrapped labels were set apart from their
values (D12), reads like any other row after row; only its ends show it, by values too many at
one and a label without values at the other. Between the two no row is certain.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from govreport.tables.labelled_rows import Strip
from govreport.tables.placement.rows import is_filled


@define
class Steps:
    """The rows of a table in reading order, with what is too much and what is missing.

    >>> steps = Steps()
    >>> steps.doubtful()
    []
    """

    _events: list[tuple[str, Strip]] = field(factory=list)

    def row(self, strip: Strip) -> None:
        """A label with its values."""
        self._events.append(("row", strip))

    def surplus(self, strip: Strip) -> None:
        """Values without a label."""
        self._events.append(("surplus", strip))

    def deficit(self, strip: Strip) -> None:
        """A label without values; at the end of a text it is only cut."""
        if not strip.last:
            self._events.append(("deficit", strip))

    def doubtful(self) -> list[Strip]:
        """The strips between a surplus and a deficit, where their values differ."""
        found: list[Strip] = []
        open_kind = ""
        since: list[Strip] = []
        for kind, strip in self._events:
            if kind == "row":
                since.append(strip)
                continue
            rows = [strip for strip in since if strip.slots]
            if kind == "surplus":
                rows.append(strip)
            if open_kind and kind != open_kind and since and not _alike(rows):
                found.extend(rows)
            open_kind = kind
            since = [strip] if kind == "surplus" else []
        return found


def _alike(strips: Sequence[Strip]) -> bool:
    """The same values in every row: no matter which row they belong to."""
    printed = {tuple(slot[0] for slot in strip.slots if is_filled(slot)) for strip in strips}
    return len(printed) <= 1
