"""From cells to strips: a label, and the cells that follow it up to the next label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from govreport.tables.forms import Column
from govreport.tables.placement.rows import Slot, is_filled
from govreport.text.cells import BLANK, PAD, ROW_END, Cell, Reading, read_cell
from govreport.text.labels import Match, Vocabulary

_PART = re.compile(r"\S+")
_FRAGMENTS = 8
_FRAGMENT_LENGTH = 40
_PROSE_LENGTH = 60
_CUT_LENGTH = 4
_ENDS_TABLE = re.compile(
    r"。|^[一二三四五六七八九]、.*(?:情况|情況|问题|問題|事项|事項|措施|概述|总体|總體|附)"
)
"""Prose, or the heading of the next section; rows that are numbered alike have other words."""
FURNITURE = re.compile(
    r"[-—–]\s*\d{1,3}\s*[-—–]|P\.\s*\d+|第\s*\d+\s*页(?:\s*共\s*\d+\s*页)?|Page\s+\d+.*"
)


class Strip:
    """One label with the cells after it; also the token that the grammar's parser is fed.

    ``type`` is the terminal and ``path`` what the row rule made of it (both set while a table is
    read). A strip without ``reading`` has lost its label; one without ``matches`` has a label
    that no form knows. ``certain`` is False when the row was concluded (``how`` says from what),
    ``doubt`` is about its columns, and ``last`` marks the strip at which the text ends. ``led`` is
    1 when a group's label stands before the row's own, ``several`` marks a cell with several
    numbers, and ``closed`` a row whose end the layout states.
    """

    type = ""
    path: str | None = None
    columns: tuple[Column, ...] = ()
    certain = True
    how = ""
    doubt = ""
    last = False
    led = 0
    several = False
    closed = False

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        reading: Reading | None,
        matches: tuple[Match, ...] | None,
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.reading = reading
        self.matches = matches
        self.slots: list[Slot] = []

    def filled(self) -> int:
        """Number of printed cells."""
        count = 0
        for slot in self.slots:
            if is_filled(slot):
                count += 1
        return count

    def __repr__(self) -> str:
        cells = " ".join(slot[0] or "_" for slot in self.slots)
        return f"<{self.text[:16]!r} {self.type} {self.path} [{cells}]>"


class Collector:
    """Sorts the cells of a document into the strips of each table."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Start with no table open."""
        self.vocabulary = vocabulary
        self.strips: dict[str, list[Strip]] = {}
        self.leftover: list[Strip] = []
        self._table: str | None = None
        self._current: Strip | None = None
        self._fragments: list[Cell] = []

    def collect(self, cells: Iterable[Cell]) -> dict[str, list[Strip]]:
        """Read all cells; returns table -> strips in reading order."""
        find = self.vocabulary.find
        for cell in cells:
            text, start, end = cell
            current = self._current
            if text == ROW_END:
                if current is not None:
                    current.closed = True
                    self._current = None
                continue
            if text == PAD or text == BLANK:  # noqa: SIM109
                if current is not None:
                    current.slots.append((text, start, end, None))
                elif text == BLANK and self._table is not None:
                    self._add_mark(cell)
                continue
            reading = read_cell(text)
            if reading.kind != "words":
                if current is None or reading.several:
                    self._add_value(cell, reading)
                else:
                    current.slots.append((text, start, end, reading))
                    if self._fragments:
                        self._fragments = []
                continue
            matches = find(reading.key, reading.full)
            if matches is not None and self._may_open(matches):
                self._open(Strip(*cell, reading, matches), matches)
            else:
                self._add_words(cell, reading)
        if self._current is not None:
            self._current.last = True
        return self.strips

    def left_over_within(self, tables: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Offsets of runs of values that no table was given, though they stand within one."""
        runs = [
            (strip.slots[0][1], strip.slots[-1][2] + 1) for strip in self.leftover if strip.slots
        ]
        return [
            (first, last)
            for first, last in runs
            if any(start <= first < end for start, end in tables)
        ]

    def _may_open(self, matches: tuple[Match, ...]) -> bool:
        """其他 and 总计 stand in many places: they never lead from one table to another."""
        if len(matches) == 1 or self._table is None:
            return True
        return any(match.table == self._table for match in matches)

    def _open(self, strip: Strip, matches: tuple[Match, ...]) -> None:
        table = self._table
        if len(matches) == 1 or table is None or all(match.table != table for match in matches):
            table = matches[0].table
        self._table = table
        if table not in self.strips:
            self.strips[table] = []
        self.strips[table].append(strip)
        self._current = strip
        if self._fragments:
            self._fragments = []

    def _add_mark(self, cell: Cell) -> None:
        """A row that begins with a blank cell."""
        strip = Strip("", cell[1], cell[1], None, None)
        strip.slots.append((*cell, None))
        self._target().append(strip)
        self._current = strip

    def _add_value(self, cell: Cell, reading: Reading) -> None:
        if self._current is None:
            # A row without a label, inside a table or nowhere.
            strip = Strip("", cell[1], cell[1], None, None)
            self._target().append(strip)
            self._current = strip
        if reading.several:
            self._current.several = True
            for part in _PART.finditer(cell[0]):
                start = cell[1] + part.start()
                self._current.slots.append(
                    (part[0], start, start + len(part[0]), read_cell(part[0]))
                )
        else:
            self._current.slots.append((*cell, reading))
        self._fragments = []

    def _target(self) -> list[Strip]:
        return self.leftover if self._table is None else self.strips[self._table]

    def _add_words(self, cell: Cell, reading: Reading) -> None:
        text = cell[0]
        if _ENDS_TABLE.search(text) and not self._is_note(text) and not self._is_cut(reading.key):
            self._table = None
            # What looks like a heading may be the first line of a broken label.
            self._fragments = [cell] if len(text) <= _FRAGMENT_LENGTH and "。" not in text else []
        elif len(text) <= _FRAGMENT_LENGTH:
            if FURNITURE.fullmatch(text):
                return
            if self._is_note(text):
                return
            if self._join(cell):
                return
            self._fragments.append(cell)
            del self._fragments[:-_FRAGMENTS]
        else:
            self._fragments = []
            if len(text) > _PROSE_LENGTH and not self._is_label_like(text):
                self._table = None
        strip = Strip(*cell, reading, None)
        self._target().append(strip)
        self._current = strip

    def _is_note(self, text: str) -> bool:
        """A remark in brackets below a label, or the end of one, is not a label."""
        current = self._current
        if current is None or current.matches is None or current.filled():
            return False
        return (text[0] in "(（") or (text[-1] in ")）" and not set(text) & set("(（"))

    def _is_cut(self, key: str) -> bool:
        """The beginning of a label that starts like a heading (四、结转下年…) ends no table."""
        if self._table is None or len(key) < _CUT_LENGTH:
            return False
        return any(known.startswith(key) for known in self.vocabulary.texts)

    @staticmethod
    def _is_label_like(text: str) -> bool:
        """A label may be explained at length in brackets; prose has sentences."""
        head = re.split(r"[(（]", text, maxsplit=1)[0]
        return len(head) <= _FRAGMENT_LENGTH and "。" not in head

    def _join(self, cell: Cell) -> bool:
        """Rejoin a label that was broken over several cells."""
        pieces = self._fragments
        current = self._current
        if current is not None and current.matches is not None and not current.slots:
            joined = current.text + cell[0]
            found = self._known(joined)
            if found is not None:
                current.text, current.end = joined, cell[2]
                current.reading, current.matches = found
                return True
        for first in range(len(pieces)):
            joined = "".join(piece[0] for piece in pieces[first:]) + cell[0]
            found = self._known(joined)
            if found is not None:
                self._forget(len(pieces) - first)
                strip = Strip(joined, pieces[first][1], cell[2], *found)
                self._open(strip, found[1])
                return True
        return False

    def _known(self, text: str) -> tuple[Reading, tuple[Match, ...]] | None:
        reading = read_cell(text)
        if reading.kind != "words":
            return None
        matches = self.vocabulary.exact(reading.key, reading.full)
        return None if matches is None else (reading, matches)

    def _forget(self, count: int) -> None:
        """Take back the strips that the fragments of a broken label had opened."""
        for _ in range(count):
            target = self._target()
            if target and target[-1].matches is None and not target[-1].filled():
                target.pop()
