"""Several diagnostics of one cause as one, with all its cells and places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import evolve

from govreport.diagnostics import Diagnostic
from govreport.model import RowTrace
from govreport.tables.causes.cells import Printed, cells_of
from govreport.tables.causes.ending import at_the_end
from govreport.tables.causes.grouping import cause
from govreport.tables.causes.joining import joined

__all__ = ["one_per_cause"]

_NAMELESS = ("agency-unknown", "agency-concluded")
"""Without a title no agency is named by it: one of the two is said."""


def one_per_cause(
    found: Iterable[Diagnostic],
    text: str = "",
    rows: Callable[[], Sequence[RowTrace]] = tuple,
) -> tuple[Diagnostic, ...]:
    """The diagnostics, those of one cause joined, each with the cells and places of all.

    A finding about cells that are all 0 is worth an info and no more, and is not named beside
    others of the same cause. Where the text ends within a table, that is said once.

    Args:
        found: the diagnostics, in reading order.
        text: the text that their places refer to.
        rows: gives the rows of the report, asked for only where a diagnostic is about one.

    >>> from govreport.diagnostics import finding
    >>> rows = [
    ...     finding("row-empty", "{text}: no cell is printed with this label", text=name)
    ...     for name in ("规章", "行政许可", "行政处罚")
    ... ]
    >>> [str(one) for one in one_per_cause(rows)]
    ['warning[row-empty]: 规章: no cell is printed with this label (also: 行政许可, 行政处罚)']
    """
    everything = list(found)
    if any(one.code in _NAMELESS for one in everything):
        everything = [one for one in everything if one.code != "title-missing"]
    if len(everything) < 2 and not any(one.path for one in everything):
        return tuple(everything)
    printed = Printed(text, rows)
    everything, cut = at_the_end(everything, printed)
    groups: dict[object, list[Diagnostic]] = {}
    for number, one in enumerate(everything):
        groups.setdefault(cause(one) or number, []).append(one)
    parts = [part for group in groups.values() for part in _stretches(group)]
    for part in parts:
        part.sort(key=printed.is_zero)  # what is named comes first, in reading order
    return tuple(_of_stretch(joined(part, printed, cut), part, printed) for part in parts)


_LONGEST = 300
"""Characters that one finding about numbers without a place covers, at most."""

_WITHOUT_PLACE = ("number-unplaced", "number-unaccounted")


def _stretches(group: Sequence[Diagnostic]) -> Iterator[list[Diagnostic]]:
    """Findings of one cause; those about numbers without a place as far as they stand together.

    A reader who looks for such a number must find it under a diagnostic's place.
    """
    if group[0].code not in _WITHOUT_PLACE or any(one.span is None for one in group):
        yield list(group)
        return
    part: list[Diagnostic] = []
    for one in sorted(group, key=_start):
        if part and _end(one) - _start(part[0]) > _LONGEST:
            yield part
            part = []
        part.append(one)
    yield part


def _start(one: Diagnostic) -> int:
    return one.span.start if one.span is not None else 0


def _end(one: Diagnostic) -> int:
    return one.span.end if one.span is not None else 0


def _of_stretch(one: Diagnostic, group: Sequence[Diagnostic], printed: Printed) -> Diagnostic:
    """A finding with the cells and places of a group; where it is about numbers without a place,
    its own place covers them all."""
    found = cells_of(one, group, printed)
    first, last = min(group, key=_start), max(group, key=_end)
    if one.code not in _WITHOUT_PLACE or len(group) < 2 or first.span is None:
        return found
    return evolve(found, span=evolve(first.span, end=_end(last)))
