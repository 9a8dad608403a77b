"""The pixels of a picture file: its frames, upright by their own mark, within the limits."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from govreport.errors import UnreadableSource
from govreport.readers.limits import Limits

Pixels: TypeAlias = NDArray[Any]
"""uint8: height x width x 3, red, green, blue; or height x width, 0 black to 255 white."""

FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP")
LONGEST = 3600
"""Longer pictures are made smaller first: an A4 page at 300 dpi has 3508 pixels."""


def frames(data: bytes, limits: Limits) -> Iterator[Pixels]:
    """Yield the frames of a picture one by one, as red, green and blue.

    Raises:
        UnreadableSource: the picture is broken, cut off, or of another kind.
        LimitExceeded: it has more pixels or frames than the limits allow.
    """
    for frame in _opened(data, limits):
        yield as_pixels(frame)


def as_pixels(picture: Any) -> Pixels:
    """A Pillow picture as an array, turned as its EXIF mark says, on white, not too large."""
    picture = ImageOps.exif_transpose(picture)
    if picture.mode.startswith("I") or picture.mode == "F":
        values = np.asarray(picture, dtype=np.float64)
        most = float(values.max()) or 1.0
        picture = Image.fromarray((values * (255.0 / most)).astype(np.uint8))
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture)
    picture = picture.convert("RGB")
    longest = max(picture.size)
    if longest > LONGEST:
        picture = picture.resize(
            tuple(max(1, side * LONGEST // longest) for side in picture.size),
            Image.Resampling.BOX,
        )
    return np.asarray(picture, dtype=np.uint8)


def _opened(data: bytes, limits: Limits) -> Iterator[Any]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the size is checked below, by our own limit
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
            count = getattr(picture, "n_frames", 1)
            limits.check("max_pages", count, f"the picture has {count} pages")
            for number in range(count):
                picture.seek(number)
                pixels = picture.width * picture.height
                limits.check(
                    "max_pixels", pixels, f"page {number + 1} of the picture has {pixels} pixels"
                )
                picture.load()
                yield picture
    except Image.DecompressionBombError as error:
        raise UnreadableSource(f"the picture is too large to be decoded: {error}") from error
    except UnidentifiedImageError as error:
        raise UnreadableSource("the picture is broken: its header cannot be read") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableSource(
            f"the picture is broken or cut off ({error}): fetch the file again"
        ) from error
