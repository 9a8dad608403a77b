"""The picture formats, by the first bytes of a file."""

from __future__ import annotations

_MARKS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
)


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
