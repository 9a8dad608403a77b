"""From a document's cells to the labelled rows of each table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from govreport.tables.label_collecting import (
    CUT_LENGTH,
    ENDS_TABLE,
    FRAGMENT_LENGTH,
    FURNITURE,
    PROSE_LENGTH,
    LabelCollector,
)
from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.passages import (
    NO_PASSAGE,
    Passage,
    PassageLabel,
    PassageRow,
    label_of,
    leading_marks,
    passage_of_labels,
    rows_of,
)
from govreport.tables.placement.rows import Slot
from govreport.text.cells import (
    BLANK,
    PAD,
    ROW_END,
    Cell,
    Gap,
    Prose,
    Reading,
    is_sentence,
    read_cell,
)
from govreport.text.runs import PlacedRun, Run

Stretch: TypeAlias = tuple[Gap, int, Run | None]
"""A gap, the offset it counts from, and the run of plain numbers behind it."""

_PART = re.compile(r"\S+")
_MARKS = (BLANK, PAD)
_NUMBERING = re.compile(r"[(（]?\s*\d{1,2}\s*[.、)）．]|[①-⑳]|[一二三四五六七八九十两百]+")
"""What begins a label as often as it is a value: alone in a cell it may be a piece of either."""

_NO_LABEL = re.compile(r"(?!\d{4}[-/.]\d|\d+:)[^一-鿿]+")
"""What holds no word, and is neither a date nor a time."""


def stretches_of(cells: Iterable[Cell]) -> Iterator[Stretch]:
    """Cells in reading order, with numbers that stand side by side as runs.

    >>> [run.cells for _, _, run in stretches_of([("规章", 0, 2), ("3", 3, 4), ("4", 5, 6)]) if run]
    [['3', '4']]
    """
    before: list[Cell] = []
    numbers: list[Cell] = []
    for cell in cells:
        text = cell[0]
        if text.isdecimal():
            numbers.append(cell)
            continue
        if numbers:
            yield Gap(before), 0, PlacedRun(numbers)
            before, numbers = [], []
        before.append(cell)
    yield Gap(before), 0, PlacedRun(numbers) if numbers else None


def _is_prose(text: str) -> bool:
    """A long text with a sentence in it, unless it explains a label in brackets."""
    if len(text) <= PROSE_LENGTH or "。" not in text:
        return False
    return text.find("(", 0, FRAGMENT_LENGTH) < 0 and text.find("（", 0, FRAGMENT_LENGTH) < 0


class Collector(LabelCollector):
    """Sorts the cells of a document into the labelled rows of each table.

    Args:
        vocabulary: the labels of all forms.
        states_rows: the layout states where each row ends.
    """

    def collect(self, stretches: Iterable[Stretch]) -> dict[str, list[LabelledRow | PassageRow]]:
        """Read all stretches; returns table -> rows in reading order."""
        for gap, offset, run in stretches:
            if run is not None:
                passage: Passage = gap.passage or self._passage_of(gap)
                if passage.opens is not None and not self._holds(passage):
                    passage = passage.otherwise or NO_PASSAGE
                if passage is not NO_PASSAGE:
                    if passage.head:
                        self._add_cells(passage.head, offset)
                    if self._pass(passage, offset, run):
                        continue
                    rest = gap.cells[len(passage.head) :]
                else:
                    rest = gap.cells
                self._add_cells(rest, offset)
                self._add_run(run)
            elif not (isinstance(gap, Prose) and self._skip(gap)):
                self._add_cells(gap.cells, offset)
        if self._current is not None:
            self._current.last = True
        return self.rows

    def _passage_of(self, gap: Gap) -> Passage:
        """The passage that a gap is, `NO_PASSAGE` when it is none."""
        found = passage_of_labels(gap.cells, self.vocabulary)
        if found is NO_PASSAGE or found.head:
            opening = self._opening(gap.cells)
            if opening is not None:
                opening.otherwise = found
                found = opening
        gap.passage = found
        return found

    def _opening(self, cells: Sequence[Cell]) -> Passage | None:
        """A gap that leads from outside into a table: its rows, found once for all documents."""
        heading = next(
            (n for n in range(len(cells) - 1, -1, -1) if self._ends_any_table(cells[n][0])), None
        )
        first, lead, closes = leading_marks(cells)
        if heading is not None and heading > first:
            first, lead, closes = heading, [], False
            head = cells[:heading]
        else:
            head = ()
        if first == len(cells) or cells[first][0] == BLANK:
            return None
        within = Collector(self.vocabulary, states_rows=self.states_rows)
        within._add_cells(cells[first:], 0)
        current, rows = within._current, within.rows
        if len(rows) != 1:
            return None
        ((table, found),) = rows.items()
        labelled = rows_of(found)
        if table != within._table or any(row.filled() for row in labelled):
            return None
        if current is not None and not self._is_open_label(current, found[-1]):
            return None
        passage = Passage(head, lead, closes, tuple(map(PassageLabel.of, labelled)))
        passage.is_bare = current is None
        passage.opens = table
        passage.is_clean = heading is not None and heading == first
        return passage

    @staticmethod
    def _is_open_label(current: LabelledRow | PassageRow, last: LabelledRow | PassageRow) -> bool:
        """Whether numbers that come next are those of the last label."""
        if current is not last or not isinstance(current, LabelledRow):
            return False
        return current.matches is not None and current.is_bare

    def _ends_any_table(self, text: str) -> bool:
        """Whether a text is a heading and nothing else, whatever is printed before it."""
        if not text or text in _MARKS or ENDS_TABLE.search(text) is None:
            return False
        reading, matches = label_of(text, self.vocabulary)
        if matches is not None or reading.kind != "words" or text[-1] in ")）":
            return False
        return len(reading.key) < CUT_LENGTH or reading.key not in self.vocabulary.beginnings

    def _holds(self, passage: Passage) -> bool:
        """Whether the rows of an opening are what its texts are here, too."""
        return passage.is_clean or (self._table is None and not self._fragments)

    def _pass(self, passage: Passage, offset: int, run: Run) -> bool:
        """Take a gap of labels as a whole, with the numbers behind it."""
        table = passage.table_after(self._table)
        if table is None:
            return False
        before = self._current
        if isinstance(before, PassageRow):
            before.tail, before.tail_offset = passage.lead, offset
            before.closed = passage.closes
        elif before is not None:
            for text, start, end in passage.lead:
                self._add_mark((text, start + offset, end + offset, None))
            before.closed = before.closed or passage.closes
        elif passage.lead and self._table is not None and passage.opens is None:
            return False
        if table != self._table:
            self._enter(table)
        row = PassageRow(passage, offset, run)
        self._target.append(row)
        self._current = row
        self._fragments = []
        return True

    def _skip(self, prose: Prose) -> bool:
        """Pass over lines of prose, if none of them can be a label or a value of a table."""
        vocabulary, known = self.vocabulary, self.vocabulary.memory
        for line in prose.text.split("\n"):
            if is_sentence(line) or _is_prose(line):
                if "|" not in line:
                    continue
            elif not line or line.isspace():
                continue
            for part in line.split("|"):
                text = part.strip()
                if text:
                    reading, matches = known.get(text) or label_of(text, vocabulary)
                    if matches is not None or reading.kind != "words":
                        return False
        self._enter(None)
        self._current = None
        self._fragments = []
        return True

    def _take_apart(self) -> None:
        """What comes next may belong to the last passage: its rows one by one."""
        current = self._current
        if isinstance(current, PassageRow):
            self._target.pop()
            self._target.extend(current.rows())
            self._current = current.row

    def _end_passage(self, cells: Sequence[Cell], offset: int) -> Sequence[Cell]:
        """The cells without those that only end the last passage's row."""
        current = self._current
        if not cells or not isinstance(current, PassageRow):
            return cells
        first, lead, closes = leading_marks(cells)
        rest = cells[first:]
        text = rest[0][0] if rest else ""
        if text == "" or (not closes and label_of(text, self.vocabulary)[0].kind != "words"):
            self._take_apart()
            return cells
        current.tail, current.tail_offset, current.closed = lead, offset, closes
        self._current = None
        return rest

    def _add_cells(self, cells: Sequence[Cell], offset: int) -> None:
        cells = self._end_passage(cells, offset)
        vocabulary, known = self.vocabulary, self.vocabulary.memory
        for text, start, end in cells:
            start += offset
            end += offset
            if text == ROW_END:
                if self._current is not None:
                    self._current.closed = True
                    self._current = None
            elif text in _MARKS:
                self._add_mark((text, start, end, None))
            elif _is_prose(text):
                if self._table is not None:
                    self._enter(None)
                self._current = None
                self._fragments = []
            else:
                reading, matches = known.get(text) or label_of(text, vocabulary)
                if matches is not None:
                    if self._may_open(matches):
                        self._open(LabelledRow(text, start, end, reading, matches), matches)
                    else:
                        self._add_words((text, start, end), reading)
                elif reading.kind == "words" or not self._is_value(text, reading):
                    self._add_words((text, start, end), reading)
                else:
                    self._add_value((text, start, end), reading)

    # -- values -------------------------------------------------------------------------------

    def _is_value(self, text: str, reading: Reading) -> bool:
        """Whether a cell that is no plain number is a value here, and no piece of a label."""
        doubtful = reading.kind == "odd"
        row = self._labelled
        if doubtful and FURNITURE.fullmatch(text) is not None:
            return False
        if _NUMBERING.fullmatch(text) is not None:
            waits = row is not None and row.matches is not None and row.is_bare
            if not (self.states_rows or text[0] in "(（" or waits):
                return False
            doubtful = True
        if not doubtful:
            return True
        if row is None:
            return self._table is not None and _NO_LABEL.fullmatch(text) is not None
        return row.matches is not None or row.is_filled()

    def _add_run(self, run: Run) -> None:
        row = self._labelled
        if row is None:
            row = self._without_label(run.start)
        if row.run is None and row.is_bare:
            row.run = run
        else:
            row.slots.extend((text, a, b, read_cell(text)) for text, a, b in run.places())
        if self._fragments:
            self._fragments = []

    def _add_value(self, cell: Cell, reading: Reading) -> None:
        row = self._labelled
        if row is None:
            row = self._without_label(cell[1])
        if reading.several:
            row.several = True
            for part in _PART.finditer(cell[0]):
                start = cell[1] + part.start()
                row.slots.append((part[0], start, start + len(part[0]), read_cell(part[0])))
        else:
            row.slots.append((*cell, reading))
        if self._fragments:
            self._fragments = []

    def _add_mark(self, slot: Slot) -> None:
        row = self._labelled
        if row is not None:
            if row.run is not None and not row.is_listed:
                row.tail.append(slot)
            else:
                row.slots.append(slot)
        elif slot[0] == BLANK and self._table is not None:
            self._without_label(slot[1]).slots.append(slot)

    def _without_label(self, start: int) -> LabelledRow:
        """A row without a label, inside a table or nowhere."""
        row = LabelledRow("", start, start, None, None)
        self._target.append(row)
        self._current = row
        return row
