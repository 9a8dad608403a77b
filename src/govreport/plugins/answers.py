"""What plugins hand back, looked through before anybody uses it: each function names the fault."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from attrs import define, field

from govreport.document import Document
from govreport.plugins.interfaces import Evidence
from govreport.plugins.timeout import limited
from govreport.text.cells import BLANK, PAD, ROW_END

_SPEAKING_SECONDS = 1.0
"""Time that an exception may take to say what it has to say."""

_MARKS = (BLANK, PAD, ROW_END)
_LEFT_OUT = re.compile(r"[\s|*_`\u200b-\u200f\ufeff]")
"""What a layout may leave out of a cell: space, and the marks that separate and stress cells."""


def spoken(error: BaseException) -> str:
    """An exception in words, also one whose own words cannot be had.

    >>> spoken(ValueError("no table"))
    'ValueError: no table'
    """
    return f"{type(error).__name__}: {words_of(error)}"


def words_of(error: BaseException) -> str:
    """What an exception says, without its class.

    >>> words_of(ValueError("no table"))
    'no table'
    """
    return _plain(lambda: str(error)[:2000]) or "its message cannot be read"


def shown(value: Any) -> str:
    """An object in a few words, also one that cannot be printed.

    >>> shown([1])
    '[1]'
    """
    return _plain(lambda: repr(value)[:80]) or f"an object of type {type(value).__name__}"


def _plain(words: Callable[[], str]) -> str | None:
    """Words of somebody else as plain text; None where they cannot be had, or not soon."""
    try:
        with limited(_SPEAKING_SECONDS):
            return str.__str__(words())  # of a subclass of str, the plain text
    except BaseException as error:
        if type(error) is KeyboardInterrupt:  # of the user
            raise
        return None


def unfit_evidence(found: Any) -> str | None:
    """What is wrong with an answer of detect(), None for sound `Evidence`.

    >>> unfit_evidence(Evidence(2))
    'a score of 2, which is not between 0 and 1'
    """
    if type(found) is not Evidence:
        return f"{shown(found)}, expected Evidence"
    if type(found.score) not in (int, float, bool) or not 0 <= found.score <= 1:
        return f"a score of {shown(found.score)}, which is not between 0 and 1"
    for signals in (found.found, found.missing):
        if type(signals) is not tuple or not all(type(signal) is str for signal in signals):
            return f"signals that are not a tuple of strings: {shown(signals)}"
    return None


def unfit_cells(cells: Sequence[Any], text: str) -> str | None:
    """What is wrong with the cells of a layout: no cell, no place, other words, used twice.

    A cell with a figure must say what the text says at its place, sign and point included; of a
    label the letters count, and those of other lines may follow, in their order. Where a mark
    stands (a blank cell, say) the text has no figure.

    >>> unfit_cells([("12", 0, 2)], "12"), unfit_cells([("12", 0, 2)], "21")
    (None, "the cell '12' stands where the text says '21'")
    """
    places = []
    for cell in cells:
        if not _is_cell(cell, len(text)):
            return f"{shown(cell)} is no cell of the document"
        said, start, end = cell
        there = text[start:end]
        if said != there and not _says(said, there) and not _goes_on(said, text, start, end):
            return f"the cell {shown(said)} stands where the text says {shown(there)}"
        if said not in _MARKS:
            places.append((start, end))
    return used_twice(places, text)


def used_twice(places: Iterable[tuple[int, int]], text: str) -> str | None:
    """The first of several places that covers a part of another one, in words; None if none does.

    >>> used_twice([(0, 2), (1, 3)], "123"), used_twice([(0, 2), (2, 3)], "123")
    ("'23' at 1 is used twice", None)
    """
    ordered = sorted(place for place in places if place[0] < place[1])
    for first, second in pairwise(ordered):
        if second[0] < first[1]:
            return f"{shown(text[slice(*second)])} at {second[0]} is used twice"
    return None


def _is_cell(cell: Any, size: int) -> bool:
    if type(cell) is not tuple or len(cell) != 3:
        return False
    text, start, end = cell
    if not (type(text) is str and type(start) is int and type(end) is int):
        return False
    return 0 <= start <= end <= size


def _says(said: str, there: str) -> bool:
    if said in _MARKS:
        return not any(sign.isdigit() for sign in there)
    one, two = (_LEFT_OUT.sub("", unicodedata.normalize("NFKC", text)) for text in (said, there))
    if any(sign.isdigit() for sign in one + two):
        return one == two
    return "".join(filter(str.isalnum, one)) == "".join(filter(str.isalnum, two))


def _goes_on(said: str, text: str, start: int, end: int) -> bool:
    """Whether a cell of several lines says what stands at its place, then what other lines say:
    a label drawn in a box has the cells beside it between its lines."""
    first = text[start:end]
    rest = said.removeprefix(first)
    if not first or rest == said or any(sign.isdigit() for sign in rest):
        return False
    behind = iter(text[end : end + _LONGEST_BOX])
    return "\n" in text[end : end + _LONGEST_BOX] and all(sign in behind for sign in rest)


_LONGEST_BOX = 4000


@define
class Untouched:
    """Notices whether a block of somebody else's code changed a document, and undoes it."""

    document: Document | None
    changed: list[str] = field(factory=list)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """The block; what it changed is in ``changed`` afterwards, and the document as before."""
        if self.document is None:
            yield
            return
        parts = vars(self.document)
        before = dict(parts)
        try:
            yield
        finally:
            missing = object()
            self.changed += [n for n, old in before.items() if parts.get(n, missing) is not old]
            parts.clear()
            parts.update(before)
