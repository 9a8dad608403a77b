"""The cells that diagnostics are about, and what is printed in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from attrs import define, evolve

from govreport.diagnostics import Diagnostic
from govreport.model import RowTrace

_ABOUT_VALUES = frozenset(
    (
        *("cells-placed", "columns-assumed", "label-lost", "label-similar", "row-out-of-order"),
        *("number-marked", "number-unplaced", "rows-exclusive"),
    )
)
"""Codes that matter only for the values of the cells."""

_NUMBER = re.compile(r"\d")
_WORD = re.compile(r"\w")
_ABOVE_ZERO = re.compile(r"[1-9１-９一二三四五六七八九十百千]")


@define(slots=False)
class Printed:
    """A document's text and the rows that were read of it."""

    text: str
    traces: Callable[[], Sequence[RowTrace]]

    @cached_property
    def rows(self) -> Sequence[RowTrace]:
        """The rows in reading order."""
        return self.traces()

    def of(self, one: Diagnostic) -> Iterator[RowTrace]:
        """The rows that a finding is about."""
        if one.path is not None:
            below = f"{one.path}."
            yield from (
                row for row in self.rows if row.path == one.path or row.path.startswith(below)
            )

    def is_zero(self, one: Diagnostic) -> bool:
        """Whether all that a finding is about are cells that hold 0 or nothing."""
        if one.code not in _ABOUT_VALUES:
            return False
        raws = [raw for row in self.of(one) for raw in row.raws]
        if not raws and one.span is not None and one.code == "number-unplaced":
            raws = [self.text[one.span.start : one.span.end]]
        shown = " ".join(raws)
        blank = bool(raws) and not _WORD.search(shown)
        return blank or (bool(_NUMBER.search(shown)) and not _ABOVE_ZERO.search(shown))


def cells_of(one: Diagnostic, group: Sequence[Diagnostic], printed: Printed) -> Diagnostic:
    """A finding with the record paths of all cells and the places of a group."""
    paths = list(dict.fromkeys(path for member in group for path in _paths(member, printed)))
    spans = tuple(dict.fromkeys(span for m in group for span in (m.span, *m.spans) if span))
    return evolve(
        one,
        path=paths[0] if paths else one.path,
        paths=tuple(paths) if len(paths) > 1 else one.paths,
        spans=spans if len(spans) > 1 else one.spans,
    )


def _paths(one: Diagnostic, printed: Printed) -> Iterator[str]:
    """Record paths of the cells that a finding is about: those under its place, else its row."""
    rows = [(row, index) for row in printed.of(one) for index in range(len(row.columns))]
    span = one.span
    inside = [
        (row, index)
        for row, index in rows
        if span is not None and span.start <= row.starts[index] and row.ends[index] <= span.end
    ]
    yield from (row.cell_path(index) for row, index in inside or rows)
    yield from one.paths
