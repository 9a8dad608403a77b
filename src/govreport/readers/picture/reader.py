"""The picture reader: PNG, JPEG, TIFF, WebP and BMP files of scanned or photographed reports."""

from __future__ import annotations

from govreport.document import Document, Source
from govreport.plugins.registry import INTERFACE_VERSION, Evidence
from govreport.readers.builder import DocumentBuilder
from govreport.readers.limits import Limits
from govreport.readers.pdf.reader import PageWriter
from govreport.readers.picture.recognition import attach, recognise_file

_MARKS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
)


class PictureReader:
    """Opens pictures of reports; every value that it reads is at most inferred."""

    name = "picture"
    description = "scans and photographs of reports (PNG, JPEG, TIFF, WebP, BMP)"
    interface = INTERFACE_VERSION

    def detect(self, data: bytes, name: str | None) -> Evidence:
        """Look for the mark of a picture format at the beginning."""
        kind = kind_of(data)
        if kind is None:
            return Evidence(0.0, missing=("picture: no mark of a picture format",))
        return Evidence(0.95, found=(f"the mark of {kind}",))

    def read(self, data: bytes, name: str | None, limits: Limits) -> Document:
        """Recognise all pages of the picture."""
        limits.check("max_bytes", len(data), f"the file has {len(data)} bytes")
        pages = recognise_file(data, limits)
        builder = DocumentBuilder()
        PageWriter(builder, limits).write(pages)
        return attach(builder.document(Source(name, "picture", reader=self.name)), pages)


def kind_of(data: bytes) -> str | None:
    """The picture format of some bytes, by their beginning.

    >>> kind_of(b"\\x89PNG\\r\\n\\x1a\\n"), kind_of(b"BMW is no picture") is None
    ('PNG', True)
    """
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WebP"
    kind = next((kind for mark, kind in _MARKS if data.startswith(mark)), None)
    if kind == "BMP" and data[6:10] != b"\0\0\0\0":  # two letters are not enough
        return None
    return kind
