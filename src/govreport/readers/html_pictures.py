"""The pictures of a web page that are at hand, and what it only shows or links."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_to_bytes

from attrs import frozen

from govreport.document import Elsewhere
from govreport.readers.beside import folder
from govreport.readers.builder import picture_mark, squeeze
from govreport.readers.picture.embedded import EmbeddedPictures

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_DATA = re.compile(r"data:image/[\w.+-]+(?:;[\w=-]+)*?(;base64)?,(.*)", re.I | re.S)
_FILE = re.compile(r"\.(?:xlsx?|et|docx?|wps|pdf|zip|rar)\b(?![^?#]*/)", re.I)
_OPENER = re.compile(r"(?:blank|spacer?|transparent|pixel|clear|empty|1x1)[^/]*$", re.I)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)
_OPENING = 3
"""Pixels of a picture that shows nothing."""


@frozen
class Shown:
    """Finds the bytes of what ``<img>`` shows; nothing is fetched from a network."""

    pictures: EmbeddedPictures
    parts: Mapping[str, bytes]

    def add(self, source: str) -> None:
        """Read the picture that a ``src`` names, if it is at hand."""
        data = self._data(source.strip())
        if data:
            self.pictures.add(data)

    def _data(self, source: str) -> bytes:
        written = _DATA.fullmatch(source)
        if written is not None:
            return _decoded(written[2], packed=bool(written[1]))
        for name in (source, source.removeprefix("cid:")):
            if name in self.parts:
                return self.parts[name]
        return b"" if _ADDRESS.match(source) else _beside(source, self.pictures.limits.max_bytes)


def pictured(cell: LexborNode) -> str:
    """What stands for a cell that holds only a picture: it is not blank, and no number either.

    The text that a page gives in place of the picture is kept. Pictures that only keep a cell
    open, of a few pixels or of a name that says so, show nothing.
    """
    for image in cell.css("img"):
        said = image.attributes
        size = min(_pixels(said.get("width")), _pixels(said.get("height")))
        if size <= _OPENING or _OPENER.search(said.get("src") or ""):
            continue
        return picture_mark(said.get("alt"))
    return ""


def _pixels(size: str | None) -> int:
    digits = re.match(r"\s*(\d{1,5})(?![\d%])", size or "")
    return int(digits[1]) if digits else _OPENING + 1


def elsewhere(
    root: LexborNode | None, text: str, pictures: Sequence[tuple[int, str]]
) -> Iterator[Elsewhere]:
    """The pictures of a page, and the files that it links, in the order of its text.

    Args:
        root: the page.
        text: its text.
        pictures: offset and address of each picture.
    """
    found = [Elsewhere(start, start, address, picture=True) for start, address in pictures]
    position = 0
    for link in root.css("a[href]") if root is not None else ():
        address = link.attributes.get("href") or ""
        if _FILE.search(address) is None:
            continue
        words = squeeze(link.text())
        start = text.find(words, position) if words else -1
        if start >= 0:
            position = start + len(words)
            found.append(Elsewhere(start, position, address))
    return iter(sorted(found, key=lambda one: one.start))


def _decoded(text: str, *, packed: bool) -> bytes:
    if not packed:
        return unquote_to_bytes(text)
    try:
        return base64.b64decode("".join(unquote(text).split()))
    except (binascii.Error, ValueError):
        return b""


def _beside(source: str, most: int) -> bytes:
    """A file below the folder of the page, as a browser saves it; nothing outside of it."""
    here = folder()
    name = unquote(re.split(r"[?#]", source, maxsplit=1)[0])
    if here is None or not name or "\0" in name:
        return b""
    try:
        path = Path(here, name).resolve()
        if not path.is_relative_to(Path(here).resolve()) or not path.is_file():
            return b""
        return path.read_bytes() if path.stat().st_size <= most else b""
    except (OSError, ValueError):
        return b""
