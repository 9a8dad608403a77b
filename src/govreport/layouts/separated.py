"""Layouts in which marks alone separate cells, so that a stretch of text can be split by itself.

The text between two runs of numbers is the same in thousands of documents: the end of one row,
the label of the next. `stretches` therefore asks the layout once for each such text and
remembers the answer, which knows no offsets of the document.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache, partial
from typing import ClassVar, Final, TypeAlias

from govreport.document import Document
from govreport.layouts.glued_labels import without_glued
from govreport.plugins.interfaces import Layout
from govreport.text.cells import Cell, Gap, Prose
from govreport.text.labels import Vocabulary
from govreport.text.runs import Run, runs_of

_REMEMBERED = 4096
_LONGEST = 600
_SHORT = 60

_NO_CELL: Final = Gap(())
_SPACES = " \t\u3000\xa0"

Stretch: TypeAlias = tuple[Gap, int, Run | None]
"""Cells of a text without plain numbers, the offset they count from, and the run behind them."""


class SeparatedLayout(Layout):
    """A layout whose cells are separated by marks.

    Attributes:
        separators: the characters between which a cell stands, white space left aside.
        lines_are_cells: a line without a separator is one cell, whatever stands around it.
    """

    separators: ClassVar[str]
    lines_are_cells: ClassVar[bool] = False

    def options(self, document: Document) -> Hashable:
        """What a document says about its cells as a whole; part of every answer's key."""
        return None

    @abstractmethod
    def split(self, text: str, options: Hashable, vocabulary: Vocabulary) -> list[Cell]:
        """The cells of a text, offsets from its beginning."""

    @abstractmethod
    def is_plain(self, run: str, count: int, options: Hashable) -> bool:
        """Whether the ``count`` numbers of a run are neighbouring cells of one row, no blank
        cell among them."""

    def head(self, text: str) -> str:
        """How a number ends the text before a stretch."""
        return "0"

    def cells(self, document: Document, vocabulary: Vocabulary) -> Sequence[Cell]:
        """The cells of the document, in reading order."""
        return self.split(document.text, self.options(document), vocabulary)

    def stretches(self, document: Document, vocabulary: Vocabulary) -> Iterator[Stretch]:
        """The document as cells and runs in turn."""
        text, options = document.text, self.options(document)
        memory = _memory_of(vocabulary, self.name, options)
        separators, size = self.separators, len(text)
        marks, before = tuple(separators), separators + _SPACES
        position, after = 0, ""
        next_try = 0
        for run in runs_of(document):
            start, end = run.start, run.end
            if start < next_try:
                continue
            if start and text[start - 1] not in before and not text[start - 1].isspace():
                continue
            if (
                end < size
                and text[end] not in separators
                and text[end + 1 : end + 2] not in marks
                and not self._ends_cell(text, end)
            ):
                continue
            if len(run.cells) > 1 and not self.is_plain(run.text, len(run.cells), options):
                continue
            between = text[position:start]
            cut = _end_of_prose(between) if len(between) > _SHORT else 0
            behind = "" if cut else after
            found = memory.get((between[cut:], behind))
            if found is None:
                found = self._split(between[cut:], behind, "0", options, vocabulary, memory)
            if found is _NO_CELL:
                if start - position > _LONGEST:  # else a long text is split again for each number
                    next_try = start + (start - position)
                continue
            if cut:
                yield from self._prose(between[:cut], position, after, options, vocabulary, memory)
            yield found, position + cut, run
            position, after = end, "0"
        yield from self._prose(text[position:], position, after, options, vocabulary, memory)

    def _ends_cell(self, text: str, end: int) -> bool:
        """Whether nothing but spaces stands between a number and the separator behind it."""
        size = len(text)
        while end < size and text[end] in _SPACES:
            end += 1
        return end == size or text[end] in self.separators

    def _prose(
        self,
        text: str,
        offset: int,
        after: str,
        options: Hashable,
        vocabulary: Vocabulary,
        memory: dict[tuple[str, str], Gap],
    ) -> Iterator[Stretch]:
        """What ends the table before, then the lines from the first sentence on."""
        sentence = text.find("。") if self.lines_are_cells else -1
        first = text.rfind("\n", 0, sentence) + 1 if sentence >= 0 else len(text)
        if not first and after:  # the sentence stands in the line of the number before it
            first = len(text)
        if first:
            head = text[:first]
            found = memory.get((head, f"{after};")) or self._split(
                head, after, "", options, vocabulary, memory
            )
            yield found, offset, None
        if first < len(text):
            split = partial(self.split, options=options, vocabulary=vocabulary)
            yield Prose(text[first:], split), offset + first, None

    def _split(
        self,
        text: str,
        after: str,
        before: str,
        options: Hashable,
        vocabulary: Vocabulary,
        memory: dict[tuple[str, str], Gap],
    ) -> Gap:
        """Split with a number on each side, so that marks keep the meaning they have there.

        Where the number behind it is no cell of its own, the answer is `_NO_CELL`.
        """
        found: Gap
        head = self.head(text) if after else ""
        shift = len(head)
        split = without_glued(self.split(head + text + before, options, vocabulary), vocabulary)
        cells = [(cell, start - shift, end - shift) for cell, start, end in split]
        number = (before, len(text), len(text) + 1)
        if before and number not in cells:
            found = _NO_CELL
        else:
            if before:
                cells = cells[: cells.index(number)]
            found = Gap(tuple(cell for cell in cells if cell[1] >= 0))
        if len(text) <= _LONGEST:
            if len(memory) >= _REMEMBERED:
                memory.clear()
            memory[text, after if before else f"{after};"] = found
        return found


def _end_of_prose(text: str) -> int:
    """Where the line of the last sentence ends: what follows is much the same in all reports."""
    sentence = text.rfind("。")
    return text.find("\n", sentence) + 1 if sentence >= 0 else 0


@lru_cache(maxsize=64)
def _memory_of(
    vocabulary: Vocabulary, layout: str, options: Hashable
) -> dict[tuple[str, str], Gap]:
    """Text between two numbers -> its cells, for one way to split."""
    return {}
