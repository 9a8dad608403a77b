"""For each limit, files that are read at exactly that number, and not one below it."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable

import pytest
from attrs import frozen
from tests.readers import tiny


@frozen
class Case:
    """A file of this name is read with the limit at ``number``; below, ``says`` is the message."""

    limit: str
    number: int
    name: str
    data: bytes
    says: str

    def __str__(self) -> str:
        """As an id of a test."""
        return f"{self.limit}-{self.name}"


def _sheet() -> bytes:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("one")
    for row in range(2):
        sheet.write_row(row, 0, ["1", "2"])
    book.close()
    return out.getvalue()


def _merged_sheet() -> bytes:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("one").merge_range(0, 0, 1, 2, "1")
    book.close()
    return out.getvalue()


def _parquet() -> bytes:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(arrow.table({"text": ["12345"] * 3}), out)
    return out.getvalue()


def _stored(data: bytes, name: str = "a.txt") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(name, data)
    return out.getvalue()


LINES = b"\n".join(json.dumps({"text": str(n)}).encode() for n in range(3))
RECORD = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 1\r\n\r\n1\r\n\r\n"
TWO_PAGES = tiny.pdf(tiny.text(10, 10, "one"), tiny.text(10, 10, "two"))
TABLE = b"<table><tr><td>1<td>2<tr><td>3<td>4</table>"
WORD_CELL = f"<w:tc>{tiny.paragraph('1')}</w:tc>"
WORD_TABLE = f"<w:tbl><w:tr>{WORD_CELL * 3}</w:tr></w:tbl>"
MEMBERS = tiny.packed({"a.txt": b"12345", "b.txt": b"12345"})
BIG = f"<w:document {tiny.WORD}><w:body>{' ' * 1_200_000}</w:body></w:document>".encode()
BIG_WORD = tiny.packed({"word/document.xml": BIG})
BIG_RATIO = len(BIG) // zipfile.ZipFile(io.BytesIO(BIG_WORD)).infolist()[0].compress_size
BIG_GZIP = gzip.compress(b"1" * 2_000_000)
LINES_DRAWN = "".join(tiny.line(1, y, 9, y) for y in range(5))

_MAKERS: dict[str, tuple[str, int, Callable[[], bytes], str]] = {
    "a.txt": ("max_bytes", 12, lambda: "规章".encode() * 2, "the file has 12 bytes"),
    "a.pdf": (
        "max_bytes",
        len(TWO_PAGES),
        lambda: TWO_PAGES,
        f"the file has {len(TWO_PAGES)} bytes",
    ),
    "a.zip": ("max_bytes", 5, lambda: _stored(b"12345"), "the member 'a.txt' unpacks to 5 bytes"),
    "a.txt.gz": ("max_bytes", 100, lambda: gzip.compress(b"1" * 100), "unpacks to 100 bytes"),
    "a.jsonl": ("max_bytes", 14, lambda: LINES, "the line has more than 13 bytes"),
    "a.parquet": ("max_bytes", 8, _parquet, "the row has 8 bytes"),
    "pages.pdf": ("max_pages", 2, lambda: TWO_PAGES, "the PDF has 2 pages"),
    "table.html": ("max_cells", 4, lambda: TABLE, "a table needs 4 grid positions or more"),
    "table.docx": ("max_cells", 3, lambda: tiny.docx(WORD_TABLE), "a table needs 3 grid positions"),
    "table.xlsx": ("max_cells", 4, _sheet, "the sheet 'one' has 4 cells"),
    "merged.xlsx": ("max_cells", 6, _merged_sheet, "a merged cell covers 6 grid positions"),
    "text.pdf": (
        "max_cells",
        5,
        lambda: tiny.pdf(tiny.text(10, 10, "12345")),
        "page 1 has 5 characters",
    ),
    "lines.pdf": (
        "max_cells",
        7,
        lambda: tiny.pdf(tiny.text(9, 9, "12") + LINES_DRAWN + tiny.line(2, 2, 2, 90)),
        "page 1 has 7 drawing objects or more",
    ),
    "deep.docx": (
        "max_nesting",
        10,
        lambda: tiny.docx("<w:ins>" * 8 + "<w:p/>" + "</w:ins>" * 8),
        "elements are nested 10 deep",
    ),
    "deep.html": (
        "max_nesting",
        10,
        lambda: b"<html><body>" + b"<div>" * 9 + b"1" + b"</div>" * 9,
        "elements are nested 10 deep",
    ),
    "attributes.html": (
        "max_attributes",
        9,
        lambda: b"<html><p " + (b"a" * 300 + b" ") * 8 + b">1</p></html>",
        "an element has 9 attributes",
    ),
    "archives.zip": (
        "max_archives",
        1,
        lambda: _stored(_stored(b"1"), "b.zip"),
        "archives are nested 1 deep",
    ),
    "lines.jsonl": ("max_entries", 3, lambda: LINES, "the file has 3 lines or more"),
    "list.json": (
        "max_entries",
        3,
        lambda: b"[" + LINES.replace(b"\n", b",") + b"]",
        "the file has 3 objects",
    ),
    "members.zip": ("max_entries", 2, lambda: MEMBERS, "the zip file has 2 members"),
    "records.warc": ("max_entries", 3, lambda: RECORD * 3, "the WARC file has 3 records or more"),
    "rows.parquet": ("max_entries", 3, _parquet, "the Parquet file has 3 rows"),
    "total.zip": ("max_total", 10, lambda: MEMBERS, "the zip file unpacks to 10 bytes or more"),
    "characters.txt": ("max_characters", 5, lambda: b"12345", "the text has 5 characters"),
    "characters.html": ("max_characters", 6, lambda: b"<html>12345", "the text has 6 characters"),
    "packed.docx": (
        "max_expansion",
        BIG_RATIO,
        lambda: BIG_WORD,
        f"unpacks to {BIG_RATIO} times its size",
    ),
    "packed.txt.gz": (
        "max_expansion",
        2_000_000 // len(BIG_GZIP),
        lambda: BIG_GZIP,
        f"the gzip file unpacks to {2_000_000 // len(BIG_GZIP)} times its size",
    ),
}


def case(name: str) -> Case:
    """The case of that file."""
    limit, number, make, says = _MAKERS[name]
    return Case(limit, number, name, make(), says)


NAMES = tuple(_MAKERS)
LIMITS = {name: limit for name, (limit, *_) in _MAKERS.items()}
