"""The one lexing pass: where plain numbers stand in a text, several side by side as one run.

A table is a label, then its numbers, then the next label. Everything that reads tables begins
with these runs; the text between two of them is the same in thousands of documents, and what it
says is remembered (`govreport.layouts.separated`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from govreport.text.numbers import DIGITS

if TYPE_CHECKING:
    from govreport.document import Document

RUN: Final = re.compile(
    # A character set first is quick; the look behind it keeps a run from beginning inside a
    # number, so that what follows it there fails once and not once for each digit.
    rf"[-+/—{DIGITS}](?<![{DIGITS}][{DIGITS}])(?<![{DIGITS}][,.][{DIGITS}])"
    rf"[{DIGITS},.]*+(?![^\s|])(?:[\s|]++[-+/—{DIGITS}][{DIGITS},.]*+(?![^\s|]))*+"
)
"""Numbers and placeholders, each ending before white space, a pipe or the end of the text."""

CELL: Final = re.compile(r"[^\s|]+")
"""One cell of a run."""


class Run:
    """Numbers that stand side by side, each a cell of its own.

    Attributes:
        text: the run as printed, separators included.
        start, end: its offsets in the document's text.
        cells: the cells' texts.
    """

    __slots__ = ("cells", "end", "start", "text")

    def __init__(self, text: str, start: int) -> None:
        """Split the run at its separators."""
        self.text = text
        self.start = start
        self.end = start + len(text)
        self.cells = text.replace("|", " ").split()

    def places(self) -> Iterator[tuple[str, int, int]]:
        """Each cell with its offsets in the document's text.

        >>> list(Run("3 | 12", 5).places())
        [('3', 5, 6), ('12', 9, 11)]
        """
        start = self.start
        for match in CELL.finditer(self.text):
            yield match[0], start + match.start(), start + match.end()

    def __len__(self) -> int:
        """Number of cells."""
        return len(self.cells)

    def __repr__(self) -> str:
        return f"<Run {' '.join(self.cells)} at {self.start}>"


class PlacedRun(Run):
    """Numbers whose cells a layout has found one by one."""

    __slots__ = ("_placed",)

    def __init__(self, placed: Sequence[tuple[str, int, int]]) -> None:
        """The cells with their offsets, at least one."""
        self._placed = placed
        self.start = placed[0][1]
        self.end = placed[-1][2]
        self.cells = [text for text, _, _ in placed]
        self.text = " ".join(self.cells)

    def places(self) -> Iterator[tuple[str, int, int]]:
        """Each cell with its offsets in the document's text."""
        return iter(self._placed)


def runs_of(document: Document) -> tuple[Run, ...]:
    """Every run of numbers in a document, found once.

    >>> from govreport.document import Document
    >>> runs_of(Document("规章 | 3 | 12 |"))
    (<Run 3 12 at 5>,)
    """
    kept: tuple[Run, ...] | None = document.__dict__.get("_runs")
    if kept is None:
        kept = tuple([Run(match[0], match.start()) for match in RUN.finditer(document.text)])
        document.__dict__["_runs"] = kept
    return kept
