"""By what a document is known again: the hash of its bytes, whatever its name and place."""

from __future__ import annotations

import hashlib

from govreport.model import AnnualReport


def hash_bytes(data: bytes) -> str:
    """The content hash of a file.

    >>> hash_bytes(b"")[:13]
    'sha256:e3b0c4'
    """
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def hash_text(text: str) -> str:
    """The content hash of a text: that of its UTF-8 bytes.

    >>> hash_text("规章") == hash_bytes("规章".encode())
    True
    """
    return hash_bytes(text.encode("utf-8", "surrogatepass"))


def content_hash(report: AnnualReport, text: str | None = None) -> str | None:
    """The content hash of the document that a report was read from.

    Args:
        report: what was read.
        text: the document's text, for a report that was parsed from a text.
    """
    known = report.provenance.source.content_hash
    if known is None and text is not None:
        return hash_text(text)
    return known
