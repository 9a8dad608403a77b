"""Damaged inputs, each made anew from a seed and its number."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FIXTURES = ROOT / "tests" / "readers" / "fixtures"
_PICTURES = ROOT / "tests" / "readers" / "pictures"
_DOCUMENTS = ROOT / "tests" / "golden" / "documents"
_TOKENS = [
    *("规章", "总计", "自然人", "一、", "二、", "其他", "结果维持", "2021年", "万元", "信息内容"),
    *("|", " | ", "\n", "---", "1,", "12 ", "999999999999", "1e9", "\x00", "\u202e", "\ud800"),
    *("<td>", "<table>", "</td>", "<s>", 'rowspan="9999"', "<!--", "&#0;", "{", "}", "[", '"'),
    *("endobj", "/Kids", "0 R", "stream", "PK\x03\x04", "WARC/1.0\r\n", "Content-Length: 9"),
]
LARGEST = 400_000


def seeds(*kinds: str) -> list[bytes]:
    """Files of the test suite with one of these endings; at least one."""
    files = [*_FIXTURES.iterdir(), *_PICTURES.iterdir(), *_DOCUMENTS.iterdir()]
    found = [file.read_bytes()[:LARGEST] for file in sorted(files) if file.suffix in kinds]
    return found or [b"12"]


def named(start: str) -> list[bytes]:
    """The documents of the test suite whose name begins so."""
    return [file.read_bytes() for file in sorted(_DOCUMENTS.glob(f"{start}*"))]


def encoded() -> list[bytes]:
    """Reports in the encodings that are met."""
    texts = [text.decode("utf-8", "replace") for text in seeds(".txt")[::6]]
    encodings = ("gb18030", "big5", "utf-16", "utf-16-be", "utf-32", "utf-8-sig")
    return [text.encode(name, "replace") for text in texts for name in encodings]


def workbooks() -> list[bytes]:
    """Excel files with the rows of two reports."""
    import openpyxl

    found = []
    for text in named("layout_markdown"):
        book = openpyxl.Workbook()
        for line in text.decode().splitlines():
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            book.active.append([int(cell) if cell.isdecimal() else cell for cell in cells])
        out = io.BytesIO()
        book.save(out)
        found.append(out.getvalue())
    return found + [data for data in seeds(".xls", ".xlsx") if len(data) > 2]


def zips() -> list[bytes]:
    """Archives with reports, one of them inside another."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for number, data in enumerate(seeds(".txt", ".html")[:6]):
            package.writestr(f"{number}.txt", data)
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as package:
        package.writestr("inner.zip", out.getvalue())
        package.writestr("a.txt.gz", gzip.compress(seeds(".txt")[0]))
    return [out.getvalue(), outer.getvalue(), gzip.compress(seeds(".txt")[1])]


def warcs() -> list[bytes]:
    """Web archives, plain and packed record by record."""
    record = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
    records = [record % (len(data), data) for data in seeds(".txt")[:4]]
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + seeds(".html")[0]
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"
    head += b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s"
    records.append(head % (len(page), page) + b"\r\n\r\n")
    return [b"".join(records), b"".join(map(gzip.compress, records))]


def lines() -> list[bytes]:
    """JSON Lines."""
    import json

    texts = [text.decode("utf-8", "replace") for text in seeds(".txt")[:5]]
    objects = [{"id": n, "内容": text, "n": [1, {"a": None}]} for n, text in enumerate(texts)]
    single = json.dumps({"text": texts[0]}, ensure_ascii=False)
    return ["\n".join(map(json.dumps, objects)).encode(), single.encode()]


def parquets() -> list[bytes]:
    """Parquet files, packed and plain."""
    import pyarrow
    import pyarrow.parquet

    texts = [text.decode("utf-8", "replace") for text in seeds(".txt")[:5]]
    table = pyarrow.table({"text": texts, "id": list(range(len(texts)))})
    found = []
    for packing in ("snappy", "zstd", "none"):
        out = io.BytesIO()
        pyarrow.parquet.write_table(table, out, compression=packing)
        found.append(out.getvalue())
    return found


def make(data: list[bytes], seed: int, number: int) -> bytes:
    """Input ``number`` of a run: a seed, damaged in one to eight places.

    >>> make([b"12"], 1, 2) == make([b"12"], 1, 2)
    True
    """
    chance = random.Random(f"{seed}/{number}")
    return damaged(chance.choice(data), data, chance)


def damaged(item: bytes, data: list[bytes], chance: random.Random) -> bytes:
    """An input with one to eight places changed, pieces of others among the changes."""
    result = bytearray(item)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(result) + 1)
        length = chance.choice((1, 2, 8, 64, 1024))
        match chance.randrange(7):
            case 0:
                del result[at : at + length]
            case 1:
                result[at:at] = chance.randbytes(min(length, 16))
            case 2:
                result[at:at] = result[at : at + length] * chance.choice((1, 2, 50))
            case 3:
                result[at:at] = chance.choice(_TOKENS).encode("utf-8", "surrogatepass")
            case 4:
                other = chance.choice(data)
                start = chance.randrange(len(other) + 1)
                result[at : at + length] = other[start : start + length]
            case 5:
                result[at : at + 1] = bytes([chance.randrange(256)])
            case _:
                token = chance.choice(_TOKENS).encode("utf-8", "surrogatepass")
                result[at:at] = token * chance.choice((1, 10, 300))
    return bytes(result[:LARGEST])
