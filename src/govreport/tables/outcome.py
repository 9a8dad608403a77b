"""What reading one table yields, before it becomes part of the model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from govreport.diagnostics import Severity
from govreport.language import phrase
from govreport.tables.assignment import AssignedRow, KnownRow, RowAssignment
from govreport.tables.forms import Column, TableForm
from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.placement.rows import Fit, Slot
from govreport.tables.statuses import CellValue

_SHOWN = 30
"""Numbers that a message names, at most."""


@frozen
class PlacedRow:
    """A row with its cells in the columns of its form, which in a hybrid is not the table's."""

    path: str
    columns: tuple[Column, ...]
    slots: tuple[Slot, ...]
    certain: bool
    form: TableForm | None = None

    @property
    def start(self) -> int:
        """Where its first cell begins."""
        return self.slots[0][1]


@frozen
class Note:
    """A finding with offsets; becomes a `govreport.Diagnostic` when the report is built.

    ``path`` is the record path of the row concerned, where it is a row of a table.
    """

    code: str
    severity: Severity
    message: str
    start: int
    end: int
    hint: str | None = None
    path: str | None = None


def notes_of_cells(
    found: Sequence[CellValue], slots: Sequence[Slot], path: str | None
) -> Iterator[Note]:
    """What must be said of the cells of a row that hold more than a number, or something else."""
    for one, (text, start, end, reading) in zip(found, slots, strict=True):
        if one.words is not None:
            words = phrase(one.words, cell=text)
            yield Note("not-a-number", Severity.WARNING, words, start, end, path=path)
        if one.mark is not None:
            mark = reading.mark if reading is not None else ""
            said = phrase(one.mark, cell=text, mark=mark)
            yield Note("number-marked", Severity.WARNING, said, start, end, path=path)


@frozen
class LooseNumber:
    """A printed cell without a place."""

    slot: Slot
    label: str


@define
class TableReading:
    """Rows, extra rows, numbers without a place and findings of one table.

    ``open_rows`` have candidates but no placement yet; ``units`` are units of money stated in a
    header, by row path; ``assigned`` are the rows that labels or their absence gave a place, for
    traces."""

    form: TableForm
    rows: list[PlacedRow | KnownRow] = field(factory=list)
    extra: list[LabelledRow] = field(factory=list)
    loose: list[LooseNumber] = field(factory=list)
    notes: list[Note] = field(factory=list)
    open_rows: list[tuple[RowAssignment, Fit]] = field(factory=list)
    units: dict[str, str] = field(factory=dict)
    assigned: list[AssignedRow] = field(factory=list)

    def note(
        self,
        code: str,
        severity: Severity,
        message: str,
        start: int,
        end: int,
        *,
        row: str | None = None,
    ) -> None:
        """Record a finding; ``row`` is the path of the row concerned, ``""`` for the table."""
        path = None if row is None else f"{self.form.table}.{row}".rstrip(".")
        self.notes.append(Note(code, severity, message, start, end, path=path))

    def unplace(self, slots: Sequence[Slot], label: str, why: str) -> None:
        """Keep printed cells outside the model, and say why."""
        printed = [s for s in slots if s[3] is not None and s[3].kind != "placeholder"]
        if not printed:
            return
        self.loose.extend(LooseNumber(slot, label) for slot in printed)
        shown = " ".join(slot[0] for slot in printed[:_SHOWN]) + (
            " ..." if len(printed) > _SHOWN else ""
        )
        self.note(
            "number-unplaced",
            Severity.ERROR,
            phrase("{label}: {shown} cannot be placed: {why}", label=label, shown=shown, why=why)
            if label
            else phrase("{shown} cannot be placed: {why}", shown=shown, why=why),
            printed[0][1],
            printed[-1][2],
        )
