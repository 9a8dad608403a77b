"""Damaged inputs, each made anew from a seed and its number."""

from __future__ import annotations

import random
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FIXTURES = ROOT / "tests" / "readers" / "fixtures"
_DOCUMENTS = ROOT / "tests" / "golden" / "documents"
_TOKENS = [
    *("规章", "总计", "自然人", "一、", "二、", "其他", "结果维持", "2021年", "万元", "信息内容"),
    *("|", " | ", "\n", "---", "1,", "12 ", "999999999999", "1e9", "\x00", "\u202e", "\ud800"),
    *("<td>", "<table>", "</td>", "<s>", 'rowspan="9999"', "<!--", "&#0;", "{", "}", "[", '"'),
    *("endobj", "/Kids", "0 R", "stream", "PK\x03\x04", "WARC/1.0\r\n", "Content-Length: 9"),
]


def seeds(kinds: tuple[str, ...]) -> list[bytes]:
    """Files of the test suite with one of these endings; at least one."""
    files = [*_FIXTURES.iterdir(), *_DOCUMENTS.iterdir()]
    found = [file.read_bytes()[:200_000] for file in sorted(files) if file.suffix in kinds]
    return found or [b"12"]


def make(data: list[bytes], seed: int, number: int) -> bytes:
    """Input ``number`` of a run: a seed, damaged in one to eight places.

    >>> make([b"12"], 1, 2) == make([b"12"], 1, 2)
    True
    """
    chance = random.Random(f"{seed}/{number}")
    result = bytearray(chance.choice(data))
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
    return bytes(result[:400_000])
