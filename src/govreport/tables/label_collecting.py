"""The labels of a document as they come: the tables they open, the pieces of broken ones."""

from __future__ import annotations

import re
from typing import Final

from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.passages import PassageRow
from govreport.text.cells import Cell, Reading, read_cell
from govreport.text.labels import Match, Vocabulary

_FRAGMENTS = 8
FRAGMENT_LENGTH: Final = 40
PROSE_LENGTH: Final = 60
CUT_LENGTH: Final = 4
ENDS_TABLE: Final = re.compile(
    r"。|^[一二三四五六七八九]、.*(?:情况|情況|问题|問題|事项|事項|措施|概述|总体|總體|附)"
)
"""Prose, or the heading of the next section; rows that are numbered alike have other words."""
FURNITURE: Final = re.compile(
    r"[-—–]\s*\d{1,3}\s*[-—–]|P\.\s*\d+|第\s*\d+\s*页(?:\s*共\s*\d+\s*页)?|Page\s+\d+.*"
)


class LabelCollector:
    """Sorts labels and other words into the rows of each table.

    Args:
        vocabulary: the labels of all forms.
        states_rows: the layout states where each row ends.
    """

    def __init__(self, vocabulary: Vocabulary, *, states_rows: bool = False) -> None:
        """Start with no table open."""
        self.vocabulary = vocabulary
        self.states_rows = states_rows
        self.rows: dict[str, list[LabelledRow | PassageRow]] = {}
        self.leftover: list[LabelledRow | PassageRow] = []
        self._table: str | None = None
        self._target = self.leftover
        self._current: LabelledRow | PassageRow | None = None
        self._fragments: list[tuple[Cell, bool]] = []

    @property
    def _labelled(self) -> LabelledRow | None:
        """The row that cells are added to; a passage is taken apart before."""
        current = self._current
        return current if isinstance(current, LabelledRow) else None

    def _may_open(self, matches: tuple[Match, ...]) -> bool:
        """其他 and 总计 stand in many places: they never lead from one table to another."""
        if len(matches) == 1 or self._table is None:
            return True
        return any(match.table == self._table for match in matches)

    def _open(self, row: LabelledRow, matches: tuple[Match, ...]) -> None:
        table = self._table
        if table is None or (
            matches[0].table != table
            and (len(matches) == 1 or all(match.table != table for match in matches))
        ):
            self._enter(matches[0].table)
        self._target.append(row)
        self._current = row
        if self._fragments:
            self._fragments = []

    def _enter(self, table: str | None) -> None:
        self._table = table
        if table is None:
            self._target = self.leftover
        else:
            self._target = self.rows.setdefault(table, [])

    def _add_words(self, cell: Cell, reading: Reading) -> None:
        text = cell[0]
        if ENDS_TABLE.search(text) and not self._is_note(text) and not self._is_cut(reading.key):
            self._enter(None)
            # What looks like a heading may be the first line of a broken label.
            whole = len(text) > FRAGMENT_LENGTH or "。" in text
            self._fragments = [] if whole else [(cell, self._may_begin(reading))]
        elif len(text) <= FRAGMENT_LENGTH:
            if FURNITURE.fullmatch(text):
                return
            if self._is_note(text):
                self._add_note(cell)
                return
            if self._join(cell):
                return
            self._fragments.append((cell, self._may_begin(reading)))
            del self._fragments[:-_FRAGMENTS]
        else:
            self._fragments = []
            if len(text) > PROSE_LENGTH and not self._is_label_like(text):
                self._enter(None)
        row = LabelledRow(*cell, reading, None)
        self._target.append(row)
        self._current = row

    def _is_note(self, text: str) -> bool:
        """A remark in brackets below a label, or the end of one, is not a label."""
        current = self._labelled
        if current is None or current.matches is None or current.filled():
            return False
        return (text[0] in "(（") or (text[-1] in ")）" and not set(text) & set("(（"))

    def _add_note(self, cell: Cell) -> None:
        """The remark belongs to the label above it: it may state a unit."""
        current = self._labelled
        if current is not None:
            current.text, current.end = current.text + cell[0], cell[2]

    def _is_cut(self, key: str) -> bool:
        """The beginning of a label that starts like a heading (四、结转下年…) ends no table."""
        return (
            self._table is not None and len(key) >= CUT_LENGTH and key in self.vocabulary.beginnings
        )

    @staticmethod
    def _is_label_like(text: str) -> bool:
        """A label may be explained at length in brackets; prose has sentences."""
        head = re.split(r"[(（]", text, maxsplit=1)[0]
        return len(head) <= FRAGMENT_LENGTH and "。" not in head

    def _join(self, cell: Cell) -> bool:
        """Rejoin a label that was broken over several cells."""
        pieces = self._fragments
        current = self._labelled
        if current is not None and current.matches is not None and current.is_bare:
            joined = current.text + cell[0]
            found = self._known(joined)
            if found is not None:
                current.text, current.end = joined, cell[2]
                current.reading, current.matches = found
                return True
        for first, (piece, may_begin) in enumerate(pieces):
            if not may_begin:
                continue
            joined = "".join(one[0] for one, _ in pieces[first:]) + cell[0]
            found = self._known(joined)
            if found is not None:
                self._forget(len(pieces) - first)
                row = LabelledRow(joined, piece[1], cell[2], *found)
                self._open(row, found[1])
                return True
        return False

    def _may_begin(self, reading: Reading) -> bool:
        """Whether words may be the beginning of a label."""
        key = reading.key
        return len(key) < 2 or key in self.vocabulary.beginnings or any(map(str.isdigit, key))

    def _known(self, text: str) -> tuple[Reading, tuple[Match, ...]] | None:
        reading = read_cell(text)
        if reading.kind in ("number", "placeholder"):
            return None
        matches = self.vocabulary.exact(reading.key, reading.full)
        return None if matches is None else (reading, matches)

    def _forget(self, count: int) -> None:
        """Take back the rows that the fragments of a broken label had opened."""
        for _ in range(count):
            last = self._target[-1] if self._target else None
            if isinstance(last, LabelledRow) and last.matches is None and not last.filled():
                self._target.pop()
