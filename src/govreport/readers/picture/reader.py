"""The picture reader: PNG, JPEG, TIFF, WebP and BMP files of scanned or photographed reports."""

from __future__ import annotations

from govreport.document import Document, Source
from govreport.plugins.registry import INTERFACE_VERSION, Evidence
from govreport.readers.builder import DocumentBuilder
from govreport.readers.limits import Limits
from govreport.readers.pdf.reader import PageWriter
from govreport.readers.picture.kinds import kind_of
from govreport.readers.picture.recognition import attach, recognise_file


class PictureReader:
    """Opens pictures of reports; every value that it reads is at most inferred."""

    name = "picture"
    description = "scans and photographs of reports (PNG, JPEG, TIFF, WebP, BMP)"
    extra = "ocr"
    packages = (
        "rapidocr",
        "onnxruntime",
    )
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
