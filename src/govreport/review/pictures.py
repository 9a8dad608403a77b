"""Pictures of the pages of a PDF, made in a process of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from govreport.errors import GovReportError, MissingExtra
from govreport.readers import isolation
from govreport.readers.limits import DEFAULT, Limits

DOTS_PER_INCH = 110
_MAXIMUM_PIXELS = 4000
_POINTS = 72.0


@frozen
class Picture:
    """One page as a PNG file.

    Attributes:
        page: number from 1.
        data: the file.
        box: left, bottom, right, top of what is shown, in PDF points.
        turned: whether the page is shown turned, so that places do not fit the picture.
    """

    page: int
    data: bytes
    box: tuple[float, float, float, float]
    turned: bool


def pictures(data: bytes, limits: Limits = DEFAULT) -> list[Picture]:
    """The pages of a PDF.

    Raises:
        MissingExtra: pypdfium2 or Pillow is not installed.
        UnreadableSource: the file cannot be drawn.
        LimitExceeded: a limit of time, memory or output was reached.
    """
    for module, extra in (("pypdfium2", "pdf"), ("PIL", "review")):
        try:
            __import__(module)
        except ImportError as error:
            what = f"pictures of PDF pages need the package {module}"
            raise MissingExtra(what, extra) from error
    drawn = isolation.stream("govreport.review.pictures:draw", (data, limits.max_pages), limits)
    return [Picture(*page) for page in drawn]


def draw(
    data: bytes, most: int
) -> Iterator[tuple[int, bytes, tuple[float, float, float, float], bool]]:
    """Page number, PNG, shown box and whether it is turned; runs in the child process."""
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(data)
    for index in range(min(len(document), most)):
        page = document[index]
        left, bottom, right, top = page.get_cropbox()
        longest = max(right - left, top - bottom, 1.0)
        scale = min(DOTS_PER_INCH / _POINTS, _MAXIMUM_PIXELS / longest)
        picture: Any = page.render(scale=scale).to_pil()
        stream = io.BytesIO()
        picture.save(stream, "PNG", optimize=False)
        yield index + 1, stream.getvalue(), (left, bottom, right, top), page.get_rotation() != 0


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are those of a PDF.

    >>> is_pdf(b"%PDF-1.4"), is_pdf(b"<html>")
    (True, False)
    """
    return b"%PDF-" in data[:1024]


def of_file(file: str, limits: Limits = DEFAULT) -> tuple[list[Picture], str | None]:
    """The pages of a file, none where it is no PDF; and why there are none of a PDF."""
    try:
        with open(file, "rb") as stream:
            data = stream.read(limits.max_bytes + 1)
        if not is_pdf(data):
            return [], None
        limits.check("max_bytes", len(data), "the file is too large")
        return pictures(data, limits), None
    except (GovReportError, OSError) as error:
        return [], str(error)
