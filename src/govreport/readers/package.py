"""Office Open XML packages: parts of a zip file, within limits, parsed without entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import IO
from xml.etree import ElementTree

from govreport.errors import UnreadableSource
from govreport.readers.limits import Limits

_SMALL = 1024 * 1024
_BLOCK = 256 * 1024
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)
"""What `zipfile` raises for broken, encrypted or exotic members, beside RuntimeError."""


def open_zip(stream: IO[bytes], limits: Limits) -> zipfile.ZipFile:
    """Open a zip file; a broken directory is an `UnreadableSource`."""
    try:
        package = zipfile.ZipFile(stream)
    except BROKEN_ZIP as error:
        raise UnreadableSource(f"the zip file is broken: {error}") from error
    entries = len(package.infolist())
    limits.check("max_entries", entries, f"the zip file has {entries} members")
    return package


def read_member(package: zipfile.ZipFile, name: str | zipfile.ZipInfo, limits: Limits) -> bytes:
    """Unpack one member; its real size counts, not the one that the directory states."""
    try:
        info = package.getinfo(name) if isinstance(name, str) else name
        name = info.filename
        with package.open(info) as member:
            return read_bounded(member, limits, info.compress_size, f"the member {name!r}")
    except KeyError as error:
        raise UnreadableSource(f"the zip file has no member {name!r}") from error
    except (*BROKEN_ZIP, RuntimeError) as error:
        raise UnreadableSource(f"the member {name!r} cannot be unpacked: {error}") from error


def read_bounded(stream: IO[bytes], limits: Limits, packed: int, what: str) -> bytes:
    """Read an unpacking stream to its end, or stop at the limits of size and expansion."""
    blocks = io.BytesIO()
    while block := stream.read(_BLOCK):
        blocks.write(block)
        size = blocks.tell()
        limits.check("max_bytes", size, f"{what} unpacks to {size} bytes or more")
        if size > _SMALL and packed > 0:
            ratio = size // packed
            limits.check("max_expansion", ratio, f"{what} unpacks to {ratio} times its size")
    return blocks.getvalue()


class _NoDoctype(ElementTree.TreeBuilder):
    """A tree builder that refuses a document type, and with it every entity."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise UnreadableSource("the XML declares a document type; entities are not expanded")


def parse_xml(data: bytes) -> ElementTree.Element:
    """Parse XML without document type; broken XML is an `UnreadableSource`.

    >>> parse_xml(b"<a><b/></a>")[0].tag
    'b'
    """
    parser = ElementTree.XMLParser(target=_NoDoctype())
    try:
        parser.feed(data)
        root: ElementTree.Element = parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise UnreadableSource(f"the XML is broken: {error}") from error
    return root
