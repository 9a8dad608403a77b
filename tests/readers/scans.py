"""Small PDFs made from a page of the form: scans, hidden layers, fonts that say nothing."""

from __future__ import annotations

import io
import re
import zlib
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

FORM = Path(__file__).parent / "fixtures" / "chromium_2019.pdf"
TABLE = (40, 440, 555, 665)
"""The table of reviews and its neighbours on the second page of the form, in points."""
DPI = 150


def one_page(data: bytes, number: int) -> bytes:
    """A page of a PDF, counted from 0, as a file of its own."""
    target = pypdfium2.PdfDocument.new()
    target.import_pages(pypdfium2.PdfDocument(data), [number])
    file = io.BytesIO()
    target.save(file)
    return file.getvalue()


def joined(*files: bytes) -> bytes:
    """The pages of several PDFs in one."""
    target = pypdfium2.PdfDocument.new()
    for data in files:
        target.import_pages(pypdfium2.PdfDocument(data))
    file = io.BytesIO()
    target.save(file)
    return file.getvalue()


def table_picture() -> Any:
    """The second page of the form with nothing on it but the table of reviews and its heading."""
    page = pypdfium2.PdfDocument(FORM)[1]
    whole = page.render(scale=DPI / 72).to_pil().convert("L")
    high = page.get_size()[1]
    left, bottom, right, top = (side * DPI / 72 for side in TABLE)
    down = high * DPI / 72
    box = (round(left), round(down - top), round(right), round(down - bottom))
    sheet = Image.new("L", whole.size, 255)
    sheet.paste(whole.crop(box), box)
    return sheet


def scan(picture: Any, layer: str = "", rotate: int = 0) -> bytes:
    """A picture as the page of a PDF; ``layer`` are drawing operators of hidden text."""
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=85)
    wide, high = (side * 72 / DPI for side in picture.size)
    content = f"q {wide:.2f} 0 0 {high:.2f} 0 0 cm /Im0 Do Q\n{layer}".encode()
    image = (
        f"<< /Type /XObject /Subtype /Image /Width {picture.width} /Height {picture.height} "
        f"/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode "
        f"/Length {len(file.getvalue())} >>\nstream\n"
    ).encode() + file.getvalue()
    return _file(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide:.2f} {high:.2f}] /Rotate {rotate} "
        "/Contents 4 0 R /Resources << /XObject << /Im0 5 0 R >> /Font << /F1 6 0 R >> >> "
        ">>".encode(),
        f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream",
        image + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def hidden(x: float, y: float, words: str) -> str:
    """Text that is neither filled nor stroked, as programs for text recognition add it."""
    return f"BT 3 Tr /F1 8 Tf {x:.2f} {y:.2f} Td ({words}) Tj ET\n"


def without_meanings(data: bytes) -> bytes:
    """The same shapes; no font says what they mean."""
    return data.replace(b"/ToUnicode", b"/XoUnicode")


def with_private_meanings(data: bytes) -> bytes:
    """The same shapes; each font leads to code points of the private use area."""

    def private(found: re.Match[bytes]) -> bytes:
        try:
            text = zlib.decompress(found[1])
        except zlib.error:
            return found[0]
        if b"beginbf" not in text:
            return found[0]
        text = re.sub(rb"(?m)(?<=> )<[0-9A-Fa-f]{4}>$", b"<E123>", text)
        return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text)

    return re.sub(
        rb"<<[^<>]*/FlateDecode[^<>]*>>\s*stream\r?\n(.*?)\r?\nendstream", private, data, flags=re.S
    )


def _file(*objects: bytes) -> bytes:
    file = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    file += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(file)
