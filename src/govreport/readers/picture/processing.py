"""What runs in the child process: pictures to recognised pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve

from govreport.errors import UnreadableSource
from govreport.readers.extras import require
from govreport.readers.limits import Limits
from govreport.readers.picture.frames import as_pixels, frames
from govreport.readers.picture.reading import Affine, PicturePage, read_picture
from govreport.readers.picture.recogniser import shared
from govreport.readers.picture.recognition import THREADS

DPI = 200
"""Dots per inch at which a page of a PDF is drawn."""


def pages_of_file(data: bytes, limits: Limits) -> Iterator[PicturePage]:
    """The pages of a picture file; boxes are in its pixels, upwards from the lower left."""
    recogniser = shared(THREADS)
    for number, frame in enumerate(frames(data, limits), 1):
        yield read_picture(frame, number, recogniser)


def pages_of_pdf(data: bytes, numbers: Sequence[int], limits: Limits) -> Iterator[PicturePage]:
    """Some pages of a PDF; boxes are in its points."""
    pdfium = require("pypdfium2", "pdf", "PDF")
    recogniser = shared(THREADS)
    try:
        document = pdfium.PdfDocument(data)
        for number in numbers:
            page = document[number - 1]
            width, height = page.get_size()
            pixels = round(width * height * (DPI / 72) ** 2)
            limits.check("max_pixels", pixels, f"page {number} of the PDF needs {pixels} pixels")
            picture = page.render(scale=DPI / 72).to_pil()
            found = read_picture(as_pixels(picture), number, recogniser, 72 / DPI)
            yield evolve(found, affine=_unrotated(found.affine, page))
    except pdfium.PdfiumError as error:
        raise UnreadableSource(f"the PDF is broken: {error}") from error


def _unrotated(affine: Affine, page: Any) -> Affine:
    """Lead to the coordinates of the file's text where a viewer turns the page (/Rotate)."""
    a, b, c, d, e, f = affine
    width, height = page.get_size()
    match page.get_rotation():
        case 90:
            return (-d, -e, height - f, a, b, c)
        case 180:
            return (-a, -b, width - c, -d, -e, height - f)
        case 270:
            return (d, e, f, -a, -b, width - c)
    return affine
