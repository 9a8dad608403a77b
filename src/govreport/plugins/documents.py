"""Whether a document that a plugin made can be used: looked through before anybody does."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import astuple, fields

from govreport.document import (
    Document,
    Elsewhere,
    Grid,
    GridCell,
    Metadata,
    Place,
    Recognised,
    Source,
)
from govreport.language import Phrase
from govreport.plugins.answers import spoken


def unfit_document(document: Any) -> str | None:
    """What is wrong with what a reader returned, None for a sound `Document`.

    Only the classes of this library count, not those derived from them: they might say something
    else when they are asked again.

    >>> unfit_document(Document("12", places=(Place(0, 9),)))
    'a document with places outside its text'
    """
    if type(document) is not Document:
        return f"{type(document).__name__}, expected Document"
    if type(document.text) is not str:
        return f"a text of type {type(document.text).__name__}"
    try:
        return next(_faults(document, len(document.text)), None)
    except Exception as error:
        return f"a document that cannot be read: {spoken(error)}"


def _faults(document: Document, size: int) -> Iterator[str]:
    cells = [cell for grid in _all(Grid, document.grids) for cell in _all(GridCell, grid.cells)]
    recognised = _all(Recognised, document.recognised)
    elsewhere = _all(Elsewhere, document.elsewhere)
    places = _all(Place, document.places)
    stretches = [(one.start, one.end) for one in (*cells, *places, *recognised, *elsewhere)]
    stretches += [(start, end) for _, _, start, end in document.notes]
    if any(
        type(a) is not int or type(b) is not int or not 0 <= a <= b <= size for a, b in stretches
    ):
        yield "a document with places outside its text"
    if not all(_is_within(cell, grid) for grid in document.grids for cell in grid.cells):
        yield "a document with cells outside their table"
    if [place.start for place in places] != sorted(place.start for place in places):
        yield "a document with places that are not in the order of its text"
    if not all(_is_place(place) for place in places):
        yield "a document with places that are no numbers"
    words = [word for code, message, _, _ in document.notes for word in (code, message)]
    if not all(type(word) in (str, Phrase) for word in words):
        yield "a document with notes that are no text"
    (source,), (metadata,) = _all(Source, [document.source]), _all(Metadata, [document.metadata])
    if not all(type(value) in (str, int, type(None)) for value in (*_of(source), *_of(metadata))):
        yield "a document whose source is no text"
    for one in recognised:
        if not (_is_number(one.confidence) and 0 <= one.confidence <= 1):
            yield "a document with a confidence that is not between 0 and 1"
        if type(one.readings) is not tuple or not all(type(r) is str for r in one.readings):
            yield "a document with readings that are no text"
    if not all(type(one.address) is str for one in elsewhere):
        yield "a document with addresses that are no text"


def _all(kind: type[Any], items: Iterable[Any]) -> list[Any]:
    """The items, where each is of that very class."""
    found = list(items)
    for item in found:
        if type(item) is not kind:
            raise TypeError(f"{type(item).__name__}, expected {kind.__name__}")
    return found


def _of(item: Any) -> tuple[Any, ...]:
    return astuple(item, recurse=False)


def _is_within(cell: GridCell, grid: Grid) -> bool:
    numbers = (cell.row, cell.column, cell.row_span, cell.column_span, grid.rows, grid.columns)
    if not all(type(number) is int for number in numbers):
        return False
    down, right = cell.row + cell.row_span, cell.column + cell.column_span
    least = min(cell.row, cell.column, cell.row_span - 1, cell.column_span - 1)
    return least >= 0 and down <= grid.rows and right <= grid.columns


def _is_place(place: Place) -> bool:
    numbers = [getattr(place, one.name) for one in fields(Place) if one.name != "box"]
    box = place.box
    return all(type(number) in (int, type(None)) for number in numbers) and (
        box is None or (type(box) is tuple and len(box) == 4 and all(map(_is_number, box)))
    )


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and math.isfinite(value)
