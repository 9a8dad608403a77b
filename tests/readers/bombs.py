"""PDF files made to break their reader: small ones that cost gigabytes or days."""

from __future__ import annotations

import zlib


def assemble(objects: list[bytes]) -> bytes:
    """A PDF of these objects; the first is the catalogue."""
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        out
        + table
        + (
            b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
            % (len(objects) + 1, len(out))
        )
    )


def _stream(extra: bytes, data: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (extra, len(data), data)


def _page(resources: bytes, contents: bytes, *more: bytes) -> bytes:
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << %s >> "
            b"/Contents 4 0 R >>" % resources,
            contents,
            *more,
        ]
    )


def self_drawing_form() -> bytes:
    """A form that draws itself twice."""
    form = _stream(
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>",
        b"/F Do /F Do",
    )
    return _page(b"/XObject << /F 5 0 R >>", _stream(b"", b"/F Do"), form)


def nested_forms(depth: int = 12, times: int = 8) -> bytes:
    """Forms that draw the next one ``times`` times, ``depth`` deep."""
    forms = [
        _stream(
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
            b"/Resources << /XObject << /F %d 0 R >> >>" % (6 + index),
            b"/F Do " * times,
        )
        for index in range(depth)
    ]
    last = _stream(b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"0 0 9 9 re f " * 9)
    return _page(b"/XObject << /F 5 0 R >>", _stream(b"", b"/F Do"), *forms, last)


def double_flate(size: int = 2_000_000_000) -> bytes:
    """Contents packed twice: some kilobytes that unpack to ``size`` bytes."""
    packer = zlib.compressobj(9)
    block = b" " * 10_000_000
    first = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    once = first + again * (size // len(block) - 1) + packer.flush()
    twice = zlib.compress(once, 9)
    return _page(b"", _stream(b"/Filter [/FlateDecode /FlateDecode]", twice))
