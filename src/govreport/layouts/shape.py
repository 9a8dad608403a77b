"""One look at the lines of a text, shared by the detection of all layouts."""

from __future__ import annotations

import re

from attrs import frozen

from govreport.document import Document

_NUMBER_CELL = re.compile(r"[+\-]?[\d,.]+|/|-|—+")
_MANY_NUMBERS = re.compile(r"(?:(?<=\s)|^)[\d.,]+\s+[\d.,]+\s+[\d.,]+")
_SEPARATOR = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_GLUED_HEADER = re.compile(
    r"信息内容(?:本年|上一年)|[結结]果[維维]持[結结]果|自然人法人|计量单位\d{4}年|商业企业科研机构"
)
_SPACED_HEADER = re.compile(
    r"信息内容\s+(?:本年|上一年)|[結结]果[維维]持\s+[結结]果|自然人\s+法人|计量单位\s+\d{4}"
)
_LOOK_LIMIT = 400_000


@frozen
class Shape:
    """Counts over the lines of a text.

    ``piped`` lines hold a pipe; of these, ``opened`` begin with one, ``single`` hold one cell
    and ``multiple`` several. ``separators`` are Markdown's ``|---|`` lines, ``numbers`` lines
    that are one value, ``runs`` lines with three or more numbers in a row.
    """

    lines: int
    piped: int
    opened: int
    single: int
    multiple: int
    separators: int
    numbers: int
    runs: int
    glued_headers: int
    spaced_headers: int


def shape_of(document: Document) -> Shape:
    """Count once per document.

    >>> shape_of(Document("规章 | 0 | 0 | 0 |")).multiple
    1
    """
    cached = document.__dict__.get("_shape")
    if cached is not None:
        return cached  # type: ignore[no-any-return]
    text = document.text[:_LOOK_LIMIT]
    piped = opened = single = multiple = separators = numbers = runs = count = 0
    for line in text.split("\n"):
        if "|" in line:
            piped += 1
            stripped = line.strip()
            opened += stripped[0] == "|"
            inner = stripped.strip("| \t\u3000\xa0")
            if "--" in inner and _SEPARATOR.fullmatch(stripped):
                separators += 1
            elif "|" in inner:
                multiple += 1
            elif inner:
                single += 1
        elif line and not line.isspace():
            count += 1
            if len(line) < 16 and _NUMBER_CELL.fullmatch(line.strip()):
                numbers += 1
            elif _MANY_NUMBERS.search(line):
                runs += 1
    shape = Shape(
        count,
        piped,
        opened,
        single,
        multiple,
        separators,
        numbers,
        runs,
        len(_GLUED_HEADER.findall(text)),
        len(_SPACED_HEADER.findall(text)),
    )
    document.__dict__["_shape"] = shape
    return shape


_ENOUGH_LINES = 30


def lines_are_unique(document: Document) -> bool:
    """Whether repeated lines were removed (D9): the forms repeat labels and zeros.

    >>> lines_are_unique(Document("规章 0 0 0"))
    False
    """
    lines = [line.strip() for line in document.text[:_LOOK_LIMIT].split("\n")]
    short = [line for line in lines if line and len(line) <= 40]
    if len(short) < _ENOUGH_LINES or any("|" in line for line in short):
        return False
    if len(set(short)) < len(short):
        return False
    return any(_NUMBER_CELL.fullmatch(line) for line in short)
