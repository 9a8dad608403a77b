"""Plain text and Markdown: the text as it is, in whatever encoding it came."""

from __future__ import annotations

import re

from govreport.document import Document, Source
from govreport.plugins.registry import INTERFACE_VERSION, Evidence
from govreport.readers.encodings import BYTE_ORDER_MARKS, decode
from govreport.readers.limits import Limits

_CELL = r":?-{3,}+:?[ \t]*+"
_RULE = re.compile(rf"^[ \t]*+(?:\|[ \t]*+)?{_CELL}(?:\|[ \t]*+{_CELL})+\|?\s*$", re.MULTILINE)

_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x0b\x00\x1b")
"""Bytes that no text has."""


class TextReader:
    """Opens plain text and Markdown; offsets refer to the text after line ends became ``\\n``.

    >>> from govreport.readers.limits import DEFAULT
    >>> TextReader().read("规章".encode("gbk"), "a.txt", DEFAULT).source.encoding
    'gb18030'
    """

    name = "text"
    description = "plain text and Markdown in UTF-8, UTF-16, GB18030 or Big5"
    interface = INTERFACE_VERSION

    def detect(self, data: bytes, name: str | None) -> Evidence:
        """Take whatever is not plainly binary, with a score that any other reader beats."""
        if any(data.startswith(mark) for mark, _ in BYTE_ORDER_MARKS):
            return Evidence(0.4, found=("byte order mark",))
        sample = data[:4096]
        controls = len(sample) - len(sample.translate(None, _CONTROLS))
        zeros = sample.count(0)
        if controls * 50 > len(sample):
            return Evidence(0.0, missing=("text: the file is binary",))
        if zeros and abs(sample[::2].count(0) - sample[1::2].count(0)) < zeros * 0.8:
            return Evidence(0.02, found=("NUL bytes",))
        return Evidence(0.2, found=("no binary content",))

    def read(self, data: bytes, name: str | None, limits: Limits) -> Document:
        """Decode the file."""
        limits.check("max_bytes", len(data), f"the file has {len(data)} bytes")
        decoded = decode(data)
        form = "markdown" if _RULE.search(decoded.text) else "text"
        source = Source(name, form, decoded.encoding, decoded.certainty, self.name)
        return Document(decoded.text, source=source, notes=decoded.notes)
