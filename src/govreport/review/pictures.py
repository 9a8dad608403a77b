"""Pictures of the pages of a PDF or of a picture file, made in a process of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from govreport.errors import GovReportError, MissingExtra
from govreport.readers import isolation
from govreport.readers.limits import DEFAULT, Limits
from govreport.readers.picture.kinds import kind_of

DOTS_PER_INCH = 110
_MAXIMUM_PIXELS = 4000
_POINTS = 72.0


@frozen
class Picture:
    """One page as a PNG file.

    Attributes:
        page: number from 1.
        data: the file.
        box: left, bottom, right, top of what is shown, in PDF points, or in pixels of a picture.
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


def picture_pages(data: bytes, limits: Limits = DEFAULT) -> list[Picture]:
    """The pages of a picture file, upright by its own mark, as they were recognised.

    Raises:
        MissingExtra: the extra ``ocr`` is not installed.
        UnreadableSource: the file is broken.
        LimitExceeded: a limit of pages, pixels, time, memory or output was reached.
    """
    for module in ("PIL", "numpy"):
        try:
            __import__(module)
        except ImportError as error:
            raise MissingExtra(f"pictures of pages need the package {module}", "ocr") from error
    drawn = isolation.stream("govreport.review.pictures:draw_frames", (data, limits), limits)
    return [Picture(*page) for page in drawn]


def draw_frames(
    data: bytes, limits: Limits
) -> Iterator[tuple[int, bytes, tuple[float, float, float, float], bool]]:
    """The pages of a picture file as `draw` gives those of a PDF; runs in the child process."""
    from PIL import Image

    from govreport.readers.picture.frames import frames

    for number, pixels in enumerate(frames(data, limits), 1):
        high, wide = pixels.shape[:2]
        picture = Image.fromarray(pixels)
        picture.thumbnail((_MAXIMUM_PIXELS, _MAXIMUM_PIXELS))
        stream = io.BytesIO()
        picture.save(stream, "PNG")
        yield number, stream.getvalue(), (0.0, 0.0, float(wide), float(high)), False


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are those of a PDF.

    >>> is_pdf(b"%PDF-1.4"), is_pdf(b"<html>")
    (True, False)
    """
    return b"%PDF-" in data[:1024]


def of_file(file: str, limits: Limits = DEFAULT) -> tuple[list[Picture], str | None]:
    """The pages of a file, none where it is neither PDF nor picture; and why there are none."""
    try:
        with open(file, "rb") as stream:
            data = stream.read(limits.max_bytes + 1)
        show = pictures if is_pdf(data) else picture_pages if kind_of(data) else None
        if show is None:
            return [], None
        limits.check("max_bytes", len(data), f"the file has {len(data)} bytes or more")
        return show(data, limits), None
    except (GovReportError, OSError) as error:
        return [], str(error)
