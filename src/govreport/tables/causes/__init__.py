"""Several diagnostics of one cause as one, with all its cells and places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

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
    for group in groups.values():
        group.sort(key=printed.is_zero)  # what is named comes first, in reading order
    return tuple(cells_of(joined(group, printed, cut), group, printed) for group in groups.values())
