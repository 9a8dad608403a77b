"""Recognise whole files, in the child process, and tie what was seen to the document's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING

from attrs import evolve

from govreport.document import Box, Document, Place, Recognised
from govreport.errors import LimitExceeded, UnreadableSource
from govreport.readers import isolation
from govreport.readers.extras import demand
from govreport.readers.limits import Limits, exceeded

if TYPE_CHECKING:
    from govreport.readers.picture.cells import Seen
    from govreport.readers.picture.reading import PicturePage

THREADS = 2
MEMORY = 4 * 1024**3
"""Address space that the model and its libraries need; what they use of it is under 1 GB."""
_FEWEST_LETTERS = 20
_LEAST_CERTAIN = 0.5
_BORDER = 2.0


def recognise_file(data: bytes, limits: Limits) -> list[PicturePage]:
    """All pages of a picture file, read in a child process.

    Raises:
        UnreadableSource: a broken picture, one without a page of print on it, or the extra
            ``ocr`` is not installed.
        LimitExceeded: too many pixels or pages, or too much time for one page.
    """
    demand_all("a picture")
    pages = list(_stream("pages_of_file", (data, limits), limits, count(1)))
    if not any(map(is_print, pages)):
        raise UnreadableSource("the picture shows no page of print: nothing on it can be read")
    return pages


def recognise_pdf(data: bytes, numbers: tuple[int, ...], limits: Limits) -> dict[int, PicturePage]:
    """Pages of a PDF by their numbers, as `recognise_file`."""
    demand_all("a page that is a picture")
    found = _stream("pages_of_pdf", (data, numbers, limits), limits, iter(numbers))
    return {page.number: page for page in found}


def _stream(
    function: str, arguments: tuple[object, ...], limits: Limits, numbers: Iterator[int]
) -> Iterator[PicturePage]:
    """The pages that a function of `processing` yields; an error names the page it stopped at."""
    roomy = evolve(limits, max_memory=max(MEMORY, limits.max_memory))
    module = "govreport.readers.picture.processing"
    pages = isolation.stream(f"{module}:{function}", arguments, roomy)
    while True:
        number = next(numbers, 0)
        try:
            page = next(pages, None)
        except LimitExceeded as error:
            if "max_seconds" not in str(error):
                raise
            raise exceeded(
                "max_seconds", limits.max_seconds, f"page {number} was not recognised in time"
            ) from error
        if page is None:
            return
        yield page


def demand_all(what: str) -> None:
    """Raise an error that names the extra, where a package of it is missing."""
    for module in ("rapidocr", "onnxruntime", "cv2", "numpy", "PIL"):
        demand(module, "ocr", what)


def is_installed() -> bool:
    """Whether the extra ``ocr`` is there."""
    try:
        demand_all("a picture")
    except UnreadableSource:
        return False
    return True


def is_print(page: PicturePage) -> bool:
    """Whether print was seen on a page, and not a face or a landscape."""
    letters = sum(len(seen.text) for seen in page.seen)
    return letters >= _FEWEST_LETTERS and page.certainty >= _LEAST_CERTAIN


def attach(document: Document, pages: Iterable[PicturePage]) -> Document:
    """Note for each place of the document that a picture was read for it, and how surely.

    Each piece of text belongs to the place (the cell, the line) in which its middle lies.
    """
    by_number = {page.number: page for page in pages}
    seen = {number: _middles(page) for number, page in by_number.items()}
    found: list[Recognised] = []
    for place in document.places:
        if place.page in seen and place.box is not None:
            inside = [piece for x, y, piece in seen[place.page] if _within(x, y, place.box)]
            page = by_number[place.page]
            misplaced = page.broken or any(
                _meets(page.original((x, y, x, y)), place.box) for x, y in page.doubted
            )
            found.append(evolve(_joined(place, inside), misplaced=misplaced))
    document.recognised = tuple(sorted((*document.recognised, *found), key=lambda r: r.start))
    return document


def _middles(page: PicturePage) -> list[tuple[float, float, Seen]]:
    middles = []
    for seen in page.seen:
        left, bottom, right, top = page.original(seen.box)
        middles.append(((left + right) / 2, (bottom + top) / 2, seen))
    return middles


def _within(x: float, y: float, box: Box) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _meets(point: Box, box: Box) -> bool:
    """Whether a point is in a box or on its border, which may be drawn some points thick."""
    x, y = point[0], point[1]
    near = _BORDER * max(1.0, (box[3] - box[1]) / 20)
    return box[0] - near <= x <= box[2] + near and box[1] - near <= y <= box[3] + near


def _joined(place: Place, pieces: list[Seen]) -> Recognised:
    readings = pieces[0].readings if len(pieces) == 1 else ()
    confidence = min((seen.confidence for seen in pieces), default=1.0)
    return Recognised(place.start, place.end, confidence, readings)
