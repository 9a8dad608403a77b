"""Tables outside the official forms: a template claims their place, and reads them itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from govreport.document import Document
from govreport.tables.building import ReportParts
from govreport.text.cells import Cell


class Claim(Protocol):
    """One table that a template claims: its place in the text, and what it adds to the report.

    ``start`` and ``end`` are offsets into the document's text. ``table`` and ``form`` are noted
    on the report; ``form`` is None for a table that follows no form. A claim may have
    ``evidence``, from 0 to 1: of two claims to one place the one with more has it.
    """

    @property
    def table(self) -> str:
        """The model's attribute."""

    @property
    def form(self) -> str | None:
        """The form that is noted on the report."""

    @property
    def start(self) -> int:
        """Where the table begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    def add(self, document: Document, parts: ReportParts) -> None:
        """Read the table into the parts of the report."""


@runtime_checkable
class SecondClaim(Protocol):
    """A claim that can stand beside another one to the same table."""

    def as_supplementary(self) -> Claim:
        """The same place as a supplementary table."""


def unclaimed(cells: Sequence[Cell], claims: Sequence[Claim]) -> list[Cell]:
    """The cells that stand in no claimed place; claims do not overlap."""
    if not claims:
        return list(cells)
    places = sorted((claim.start, claim.end) for claim in claims)
    starts = [start for start, _ in places]

    def is_free(cell: Cell) -> bool:
        _, start, end = cell
        before = bisect_right(starts, start) - 1
        if before >= 0 and start < places[before][1]:
            return False
        return before + 1 == len(places) or end <= starts[before + 1]

    return [cell for cell in cells if is_free(cell)]
