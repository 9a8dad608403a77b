"""Which corrections count: the last word of each person, where people agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from attrs import frozen

from govreport.language import listing, phrase
from govreport.model import Correction, CorrectionKind

Place: TypeAlias = tuple[str, int | None, int | None, str]


@frozen
class Conflict:
    """One cell of which several people say different things."""

    corrections: tuple[Correction, ...]

    @property
    def path(self) -> str:
        """Record path of the cell."""
        return self.corrections[0].cell

    @property
    def claims(self) -> str:
        """Who says what."""
        return listing(
            phrase("{who} says {value}", who=item.who, value=item.value)
            for item in self.corrections
        )


def place_of(correction: Correction) -> Place:
    """What a correction speaks of."""
    return place(correction.path, correction.start, correction.end, correction.raw)


def place(path: str, start: int | None, end: int | None, raw: str) -> Place:
    """What a correction of a cell speaks of: a number without a place by where it is printed.

    Its record path counts the numbers without a place, and changes with any of them.

    >>> place("unplaced.requests[2]", 5, 6, "3")
    ('unplaced.requests', 5, 6, '3')
    """
    name = path.partition("[")[0] if path.startswith("unplaced.") else path
    return (name, start, end, raw)


def current(
    corrections: Iterable[Correction],
) -> tuple[tuple[Correction, ...], tuple[Conflict, ...]]:
    """The corrections of one document that count, and the conflicts among the others.

    Of one person and one cell the last line counts. Lines of several people that state the same
    are one; else none of them counts.
    """
    latest: dict[tuple[Place, str], Correction] = {}
    for item in corrections:
        latest[place_of(item), item.who] = item
    cells: dict[object, list[Correction]] = {}
    for (place, _), item in latest.items():
        if item.kind is not CorrectionKind.WITHDRAWN:
            cells.setdefault(place, []).append(item)
    agreed: list[Correction] = []
    conflicts: list[Conflict] = []
    for items in cells.values():
        if _agree(items):
            agreed.append(items[0])
        else:
            conflicts.append(Conflict(tuple(items)))
    return _one_for_each_cell(agreed, conflicts)


def _agree(items: Sequence[Correction]) -> bool:
    first = items[0]
    return all(
        (item.kind, item.value, item.target) == (first.kind, first.value, first.target)
        for item in items
    )


def _one_for_each_cell(
    agreed: Iterable[Correction], conflicts: list[Conflict]
) -> tuple[tuple[Correction, ...], tuple[Conflict, ...]]:
    """Two numbers that are both said to belong to one cell are a conflict too."""
    cells: dict[str, list[Correction]] = {}
    for item in agreed:
        loose = item.target is None and item.path.startswith("unplaced.")
        key = f"{item.cell}@{item.start}" if loose else item.cell
        cells.setdefault(key, []).append(item)
    single = tuple(items[0] for items in cells.values() if len(items) == 1)
    doubled = (Conflict(tuple(items)) for items in cells.values() if len(items) > 1)
    return single, (*conflicts, *doubled)
