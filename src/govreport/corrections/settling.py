"""What the reading said of numbers without a place, after a person has said where they belong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import TypeAlias

import attrs

from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Document, Span
from govreport.model import Correction, UnplacedNumber
from govreport.text.numbers import TOKEN

Offsets: TypeAlias = tuple[int, int]

_WITHOUT_PLACE = ("number-unplaced", "number-unaccounted")


def settled(
    diagnostics: Iterable[Diagnostic],
    loose: Iterable[UnplacedNumber],
    applied: Iterable[Correction],
    document: Document | None,
) -> Iterator[Diagnostic]:
    """The diagnostics as they are once people have spoken of the numbers without a place.

    One all of whose numbers have their cell now is gone: nothing is left out of the report. One
    of whose numbers people know (confirmed, or an error of the original) is no error any more
    but a note. As long as one of its numbers is open it stays as it is.

    Args:
        diagnostics: of the report as it was read.
        loose: its numbers without a place.
        applied: the corrections that fit.
        document: the report's document.
    """
    said = [item for item in applied if item.path.startswith(("unplaced.", "unaccounted["))]
    placed = {_place(item) for item in said if item.target is not None}
    known = {_place(item) for item in said}
    places = [(n.span.start, n.span.end) for n in loose if n.span is not None]
    for item in diagnostics:
        numbers = _numbers(item, places, document) if known else set()
        if not numbers or not numbers <= known:
            yield item
        elif not numbers <= placed:
            yield attrs.evolve(item, severity=Severity.INFO)


def _place(item: Correction) -> Offsets | None:
    return None if item.start is None or item.end is None else (item.start, item.end)


def _numbers(
    item: Diagnostic, places: Iterable[Offsets], document: Document | None
) -> Set[Offsets | None]:
    """Where the numbers stand that a diagnostic is about."""
    span = item.span
    if item.code not in _WITHOUT_PLACE or span is None:
        return set()
    if item.code == "number-unplaced":
        return {place for place in places if span.start <= place[0] and place[1] <= span.end}
    return set() if document is None else set(_printed(span, document))


def _printed(span: Span, document: Document) -> Iterator[Offsets]:
    for match in TOKEN.finditer(document.text, span.start, span.end):
        yield match.span()
