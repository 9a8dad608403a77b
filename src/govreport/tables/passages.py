"""Passages: what stands between two runs of numbers, read once for all documents that print it.

Most gaps between the numbers of a table hold nothing but marks and labels of the form: the end of
one row, perhaps a caption and a header, the label of the next row. Such a passage is known as a
whole, and the row behind it goes to its columns without a look at its pieces.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govreport.tables.labelled_rows import LabelledRow
from govreport.text.cells import BLANK, PAD, ROW_END, Cell, Reading, read_cell
from govreport.text.labels import Match, Vocabulary
from govreport.text.runs import Run

_REMEMBERED = 8192
_LONGEST = 160


def label_of(text: str, vocabulary: Vocabulary) -> tuple[Reading, tuple[Match, ...] | None]:
    """What a printed text says, and the labels that it may stand for."""
    known = vocabulary.memory
    found: tuple[Reading, tuple[Match, ...] | None] | None = known.get(text)
    if found is None:
        reading = read_cell(text)
        matches = None
        if reading.kind in ("words", "odd"):
            matches = vocabulary.find(reading.key, reading.full)
        found = reading, matches
        if len(text) <= _LONGEST:
            if len(known) >= _REMEMBERED:
                known.clear()
            known[text] = found
    return found


class Passage:
    """A gap that ends in the label of a row.

    Attributes:
        head: the cells up to the last text that is no label, to be read one by one.
        lead: the marks before the first text; they end the row before.
        closes: the layout states that the row before ends within ``lead``.
        labels: the texts with their offsets, and the marks and the row end behind each.
        opens: the table that the rows belong to, whatever is printed before; None where the
            labels alone decide.
        is_clean: its first text ends any table that is open. Otherwise what ``opens`` says holds
            only where none is.
        otherwise: the passage for places where this one does not hold.
        is_bare: the row of numbers behind it is one without a label.
        keys: the keys of the labels, see `govreport.text.labels.label_key`.
    """

    __slots__ = (
        "after",
        "closes",
        "head",
        "is_bare",
        "is_clean",
        "keys",
        "labels",
        "lead",
        "opens",
        "otherwise",
        "shares",
        "start",
        "tables",
    )

    def __init__(
        self,
        head: Sequence[Cell],
        lead: Sequence[Cell],
        closes: bool,
        labels: Sequence[PassageLabel],
    ) -> None:
        self.head = head
        self.lead = lead
        self.closes = closes
        self.labels = labels
        self.opens: str | None = None
        self.is_clean = False
        self.is_bare = False
        self.otherwise: Passage | None = None
        known = [label for label in labels if label.matches]
        self.start = known[0].start if known else 0
        self.tables = tuple(tuple(match.table for match in label.matches or ()) for label in known)
        self.keys = tuple(label.reading.key for label in known if label.reading is not None)
        self.after: dict[str | None, str | None] = {}
        self.shares: dict[frozenset[str], int] = {}

    def share(self, known: frozenset[str]) -> int:
        """How many of the labels are among those of a form."""
        found = self.shares.get(known)
        if found is None:
            found = self.shares[known] = sum(key in known for key in self.keys)
        return found

    def table_after(self, table: str | None) -> str | None:
        """The table that all labels belong to, None when they belong to several.

        ``table`` is the one before; what a label means may depend on it.
        """
        if self.opens is not None:
            return self.opens
        if table not in self.after:
            self.after[table] = self._table_after(table)
        return self.after[table]

    def _table_after(self, table: str | None) -> str | None:
        now = table
        for number, tables in enumerate(self.tables):
            if len(tables) > 1 and now is not None and now not in tables:
                return None
            if now is None or (tables[0] != now and now not in tables):
                if number:
                    return None
                now = tables[0]
        return now


class PassageLabel:
    """A text of a passage: a row with the marks behind it, wherever the passage is printed."""

    __slots__ = ("closed", "end", "marks", "matches", "reading", "start", "text")

    def __init__(
        self, cell: Cell, reading: Reading | None, matches: tuple[Match, ...] | None
    ) -> None:
        self.text, self.start, self.end = cell
        self.reading = reading
        self.matches = matches
        self.marks: list[Cell] = []
        self.closed = False

    @classmethod
    def of(cls, row: LabelledRow) -> PassageLabel:
        """What a row without a value prints."""
        label = cls((row.text, row.start, row.end), row.reading, row.matches)
        label.marks.extend(slot[:3] for slot in row.slots)
        label.closed = row.closed
        return label

    def row(self, offset: int) -> LabelledRow:
        """The label as a row of its own."""
        row = LabelledRow(
            self.text, self.start + offset, self.end + offset, self.reading, self.matches
        )
        row.closed = self.closed
        if self.marks:
            row.slots.extend((text, a + offset, b + offset, None) for text, a, b in self.marks)
        return row


NO_PASSAGE = Passage((), (), False, ())
"""A gap with other texts than labels, or marks that begin a row."""


def passage_of_labels(cells: Sequence[Cell], vocabulary: Vocabulary) -> Passage:
    """The passage that a gap is by its labels alone, `NO_PASSAGE` when it is none."""
    head = 0
    for number, (text, _, _) in enumerate(cells):
        if text not in MARKS and label_of(text, vocabulary)[1] is None:
            head = number + 1
    lead: list[Cell] = []
    labels: list[PassageLabel] = []
    closes = closed = False
    for cell in cells[head:]:
        text = cell[0]
        if text == ROW_END:
            closed = True
            if labels:
                labels[-1].closed = True
            else:
                closes = True
        elif text in MARKS:
            if closed and text == BLANK:
                return NO_PASSAGE
            if not closed:
                (labels[-1].marks if labels else lead).append(cell)
        else:
            labels.append(PassageLabel(cell, *label_of(text, vocabulary)))
            closed = False
    if not labels or labels[-1].marks or closed:
        return NO_PASSAGE
    return Passage(cells[:head], tuple(lead), closes, tuple(labels))


def leading_marks(cells: Sequence[Cell]) -> tuple[int, list[Cell], bool]:
    """How many cells before the first text are marks, those of the row before, and its end."""
    lead: list[Cell] = []
    closes = False
    for number, cell in enumerate(cells):
        text = cell[0]
        if text == ROW_END:
            closes = True
        elif text not in MARKS or (closes and text == BLANK):
            return number, lead, closes  # a blank cell there is the first of another row
        elif not closes:
            lead.append(cell)
    return len(cells), lead, closes


MARKS = (BLANK, PAD, ROW_END)


class PassageRow:
    """A row of numbers behind a passage, not yet taken apart.

    Attributes:
        passage: what stands before the numbers.
        offset: the offset that the passage counts from.
        run: the numbers.
        tail: the marks behind the numbers, and the offset they count from.
        closed: the layout states that the row ends.
    """

    # One is made for each row of each document: what most rows have in common costs nothing.
    tail: Sequence[Cell] = ()
    tail_offset = 0
    closed = False
    last = False
    _row: LabelledRow | None = None

    def __init__(self, passage: Passage, offset: int, run: Run) -> None:
        self.passage = passage
        self.offset = offset
        self.run = run

    @property
    def printed(self) -> int:
        """Number of cells and marks behind the last label."""
        return len(self.run.cells) + len(self.tail)

    @property
    def row(self) -> LabelledRow:
        """The row of the last label, with the numbers."""
        found = self._row
        if found is None:
            start = self.run.start
            if self.passage.is_bare:
                found = LabelledRow("", start, start, None, None)
            else:
                found = self.passage.labels[-1].row(self.offset)
            found.run = self.run
            found.closed = self.closed
            found.last = self.last
            offset = self.tail_offset
            found.tail.extend((t, a + offset, b + offset, None) for t, a, b in self.tail)
            self._row = found
        return found

    def rows(self) -> list[LabelledRow]:
        """Every label as a row, the last one with the numbers."""
        offset, labels = self.offset, self.passage.labels
        if not self.passage.is_bare:
            labels = labels[:-1]
        return [*(label.row(offset) for label in labels), self.row]


def rows_of(found: Iterable[LabelledRow | PassageRow]) -> list[LabelledRow]:
    """Labelled rows, passages taken apart."""
    rows: list[LabelledRow] = []
    for row in found:
        if isinstance(row, PassageRow):
            rows += row.rows()
        else:
            rows.append(row)
    return rows
