"""Small files written by hand: PDF pages, Word packages, and grids as rows of text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from govreport.document import Document, Grid

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def rows_of(document: Document, grid: Grid) -> list[list[str]]:
    """Each row of a grid as the texts of all cells that reach into it, blanks removed."""
    rows: list[list[str]] = [[] for _ in range(grid.rows)]
    for cell in sorted(grid.cells, key=lambda cell: cell.column):
        for row in range(cell.row, cell.row + cell.row_span):
            rows[row].append("".join(document.text[cell.start : cell.end].split()))
    return rows


def text(x: float, y: float, words: str, size: int = 10) -> str:
    return f"BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET\n"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {y0} m {x1} {y1} l S\n"


def ruled(xs: Sequence[float], ys: Sequence[float]) -> str:
    """All lines of a grid."""
    return "".join(line(xs[0], y, xs[-1], y) for y in ys) + "".join(
        line(x, ys[0], x, ys[-1]) for x in xs
    )


def pdf(*pages: str, rotate: int = 0, image: bool = False) -> bytes:
    """A PDF with one page for each string of drawing operators, 400 x 400 points."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    count = len(pages)
    kids = " ".join(f"{5 + 2 * index} 0 R" for index in range(count))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    objects.append(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream"
    )
    for index, content in enumerate(pages):
        drawing = (("q 400 0 0 400 0 0 cm /I1 Do Q\n" if image else "") + content).encode()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Rotate {rotate} "
            f"/Resources << /Font << /F1 3 0 R >> /XObject << /I1 4 0 R >> >> "
            f"/Contents {6 + 2 * index} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n" % len(drawing) + drawing + b"\nendstream")
    return numbered(objects)


def numbered(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, the first of them its catalogue."""
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for offset in offsets:
        out.write(b"%010d 00000 n \n" % offset)
    out.write(
        b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    )
    return out.getvalue()


def docx(
    body: str, pictures: Mapping[str, bytes] | None = None, prolog: str = "", **parts: bytes
) -> bytes:
    """A Word package around the content of ``w:body``; ``pictures`` by their relation ids."""
    for key, data in (pictures or {}).items():
        parts[f"word/media/{key}"] = data
        relation = f'<Relationship Id="{key}" Target="media/{key}"/>'
        parts["word/_rels/document.xml.rels"] = (
            f"<Relationships>{relation}</Relationships>".encode()
        )
    xml = f'<?xml version="1.0"?>{prolog}<w:document {WORD}><w:body>{body}</w:body></w:document>'
    return packed({"word/document.xml": xml.encode(), **parts})


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def drawing(key: str) -> str:
    """A paragraph that shows the picture with this relation id."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return (
        f'<w:p><w:r><w:drawing><a:blip xmlns:a="a" xmlns:r="{space}" r:embed="{key}"/>'
        "</w:drawing></w:r></w:p>"
    )
