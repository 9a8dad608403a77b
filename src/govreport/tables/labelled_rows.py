"""Labelled rows: a label, and the cells that follow it up to the next label.

The first step from cells to tables. A row knows nothing yet of the form it belongs to: only
which labels of all forms its text may stand for.
"""

from __future__ import annotations

from collections.abc import Sequence

from govreport.tables.placement.rows import EMPTY, Slot
from govreport.text.cells import Reading, read_cell
from govreport.text.labels import Match
from govreport.text.runs import Run


class LabelledRow:
    """One label with the cells after it. Nobody changes a row once it was collected.

    Attributes:
        text, start, end: the label as printed, and its offsets; empty for cells without one.
        reading: what the label's text says, None for a row without a label.
        matches: the labels of forms that the text may stand for, None when no form knows it.
        run: the row's numbers, where plain numbers directly follow the label.
        tail: how many marks (blank cells, padding) follow the run.
        closed: the layout states that the row ends here.
        last: the text ends with this row.
        several: several numbers stand in one of its cells.
    """

    __slots__ = (
        "_slots",
        "closed",
        "end",
        "last",
        "matches",
        "reading",
        "run",
        "several",
        "start",
        "tail",
        "text",
    )

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        reading: Reading | None,
        matches: tuple[Match, ...] | None,
        slots: Sequence[Slot] | None = None,
    ) -> None:
        """A row whose cells are collected next."""
        self.text = text
        self.start = start
        self.end = end
        self.reading = reading
        self.matches = matches
        self.run: Run | None = None
        self.tail: list[Slot] = []
        self.closed = False
        self.last = False
        self.several = False
        self._slots: list[Slot] | None = list(slots) if slots is not None else None

    @property
    def is_listed(self) -> bool:
        """Whether the cells stand one by one, and not as a run with marks behind it."""
        return self._slots is not None

    @property
    def is_bare(self) -> bool:
        """Whether nothing stands behind the label."""
        return not self._slots and self.run is None and not self.tail

    @property
    def slots(self) -> list[Slot]:
        """Every printed cell and mark behind the label."""
        found = self._slots
        if found is None:
            run = self.run
            found = []
            if run is not None:
                found = [(text, a, b, read_cell(text)) for text, a, b in run.places()]
            found += self.tail
            self._slots = found
        return found

    @property
    def numbers(self) -> list[Slot]:
        """The cells that are numbers without a place if the row has none: a label that no form
        knows and that is a number itself (四) is one of them."""
        if self.matches is None and self.reading is not None and self.reading.value is not None:
            return [(self.text, self.start, self.end, self.reading), *self.slots]
        return self.slots

    @property
    def printed(self) -> int:
        """Number of cells and marks behind the label."""
        if self._slots is not None:
            return len(self._slots)
        return (len(self.run.cells) if self.run is not None else 0) + len(self.tail)

    def filled(self) -> int:
        """Number of printed cells."""
        if self._slots is None:
            return len(self.run.cells) if self.run is not None else 0
        return sum([slot[0] not in EMPTY for slot in self._slots])

    def is_filled(self) -> bool:
        """Whether a cell is printed; found without counting them all."""
        if self._slots is None:
            return self.run is not None and bool(self.run.cells)
        return any(slot[0] not in EMPTY for slot in self._slots)

    def with_slots(self, slots: Sequence[Slot], *, closed: bool | None = None) -> LabelledRow:
        """The same label with other cells."""
        made = LabelledRow(self.text, self.start, self.end, self.reading, self.matches, slots)
        made.closed = self.closed if closed is None else closed
        made.last, made.several = self.last, self.several
        return made

    def __bool__(self) -> bool:
        """A row is there, whatever it holds."""
        return True

    def __repr__(self) -> str:
        cells = " ".join(slot[0] or "_" for slot in self.slots)
        return f"<{self.text[:16]!r} [{cells}]>"
