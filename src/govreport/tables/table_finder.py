"""Tables outside the official forms: a template claims their place, and reads them itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol

from govreport.diagnostics import Severity
from govreport.document import Document
from govreport.model import RowTrace, Status, UnplacedNumber
from govreport.tables.building import ReportParts
from govreport.tables.indicators.values import FittedRow
from govreport.tables.outcome import Note
from govreport.tables.placement.rows import Slot
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


def trace(
    path: str,
    label: str,
    columns: Sequence[str],
    units: Sequence[str | None],
    slots: Sequence[Slot],
    *,
    certain: bool,
    single: bool = False,
) -> RowTrace:
    """How one row was read; with ``single``, the row's path is its only cell's."""
    return RowTrace(
        path=path,
        columns=("",) if single else tuple(f"[{index}]" for index in range(len(slots))),
        label=label,
        column_labels=tuple(columns),
        units=tuple(units),
        raws=tuple(slot[0] for slot in slots),
        starts=tuple(slot[1] for slot in slots),
        ends=tuple(slot[2] for slot in slots),
        statuses=tuple(status_of(slot, certain=certain) for slot in slots),
    )


def status_of(slot: Slot, *, certain: bool) -> Status:
    """The status of one placed cell."""
    reading = slot[3]
    if reading is None:
        return Status.BLANK
    if reading.kind == "number":
        return Status.READ if certain else Status.INFERRED
    return Status.NOT_APPLICABLE if reading.kind == "placeholder" else Status.NOT_A_NUMBER


def unplace(fitted: FittedRow, table: str, document: Document, parts: ReportParts) -> None:
    """Keep a row's printed cells outside the model, and say why."""
    row = fitted.row
    for text, start, end, reading in fitted.loose:
        value = reading.value if reading is not None else None
        parts.unplaced.append(
            UnplacedNumber(table, text, row.text or None, value, document.span(start, end))
        )
    if fitted.loose:
        shown = " ".join(slot[0] for slot in fitted.loose[:8])
        name = f"{row.text}: " if row.text else ""
        parts.notes.append(
            Note(
                "number-unplaced",
                Severity.ERROR,
                f"{name}{shown} cannot be placed: {fitted.why}",
                fitted.loose[0][1],
                fitted.loose[-1][2],
            )
        )


def remark(fitted: FittedRow, parts: ReportParts) -> None:
    """Say how a row was placed where counting cells did not suffice, and where words stand."""
    row = fitted.row
    if not fitted.certain and fitted.slots:
        parts.notes.append(
            Note(
                "cells-placed",
                Severity.WARNING,
                f"{row.text}: placed by {fitted.how}",
                fitted.slots[0][1],
                fitted.slots[-1][2],
            )
        )
    for text, start, end, reading in fitted.slots:
        if reading is not None and reading.kind == "words":
            parts.notes.append(
                Note(
                    "not-a-number",
                    Severity.WARNING,
                    f"{text} stands where the table has a number",
                    start,
                    end,
                )
            )
