"""One look at the lines of a text, shared by the detection of all layouts."""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import frozen

from govreport.document import Document
from govreport.text.runs import runs_of

SPACED_NUMBERS = re.compile(r"[\d.,](?<![\d.,]{2})[\d.,]*+[ \u3000]++[\d.,]++[ \u3000]++[\d.,]")
"""Three numbers with nothing but spaces between them: a row whose cells no mark separates."""

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
_AROUND = 200
"""Characters on each side of a number that are looked at in a longer text."""
_ENOUGH_PAIRS = 30
_CLEAR = 0.9


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
    kept: Shape | None = document.__dict__.get("_shape")
    if kept is None:
        kept = _by_numbers(document) or _by_lines(_looked_at(document), document.text)
        document.__dict__["_shape"] = kept
    return kept


def _by_numbers(document: Document) -> Shape | None:
    """The shape, where what stands between the numbers shows it beyond dispute.

    A table of requests has 140 pairs of neighbouring numbers; when nearly all of them are
    separated in one way, nobody needs to look at the lines.
    """
    text = document.text
    rows = cells = lines = spaces = count = 0
    for run in runs_of(document):
        pairs = len(run.cells) - 1
        if pairs < 1:
            continue
        if "|" in run.text:
            if "\n" in run.text:
                cells += pairs
            else:
                rows += pairs
                count += 1
        elif "\n" in run.text:
            lines += pairs
        else:
            spaces += pairs
    total = rows + cells + lines + spaces
    if total < _ENOUGH_PAIRS or "--" in text:
        return None
    if rows > _CLEAR * total and count >= 8:
        opened = text.count("\n|") + text.startswith("|")
        return Shape(count, count, opened, 0, count, 0, 0, 0, 0, 0)
    if cells > _CLEAR * total:
        return Shape(cells, cells, 0, cells, 0, 0, 0, 0, 0, 0)
    if lines > _CLEAR * total and "|" not in text:
        return Shape(lines, 0, 0, 0, 0, 0, lines, 0, 0, 0)
    return None


def _looked_at(document: Document) -> str:
    """The text, or what stands around the numbers of a very long one."""
    text = document.text
    if len(text) <= _LOOK_LIMIT:
        return text
    pieces: list[str] = []
    size = end = 0
    for run in runs_of(document):
        if run.end <= end:
            continue
        start = max(end, run.start - _AROUND)
        line = text.find("\n", start, run.start)
        start = line + 1 if line >= 0 and start > end else start
        end = text.find("\n", run.end, run.end + _AROUND)
        end = run.end + _AROUND if end < 0 else end + 1
        pieces.append(text[start:end])
        size += end - start
        if size > _LOOK_LIMIT:
            break
    return "".join(pieces)


def _by_lines(text: str, whole: str) -> Shape:
    piped = opened = single = multiple = separators = numbers = runs = count = lone = 0
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
            elif stripped == "|":
                lone += 1
        elif line and not line.isspace():
            count += 1
            if len(line) < 16 and _NUMBER_CELL.fullmatch(line.strip()):
                numbers += 1
            elif _MANY_NUMBERS.search(line):
                runs += 1
    if lone > single + multiple:
        single += lone  # a pipe on a line of its own between two cells (D18)
        opened -= lone
    return Shape(
        count,
        piped,
        opened,
        single,
        multiple,
        separators,
        numbers,
        runs,
        len(_GLUED_HEADER.findall(whole)),
        len(_SPACED_HEADER.findall(whole)),
    )


_ENOUGH_LINES = 30


def lines_are_unique(document: Document) -> bool:
    """Whether repeated lines were removed (D9): the forms repeat labels and zeros.

    >>> lines_are_unique(Document("规章 0 0 0"))
    False
    """
    return _without_repeats(document.text) and not any(
        len(set(run.cells)) < len(run.cells) and "\n" in run.text for run in runs_of(document)
    )


_ROW_OF_NUMBERS = re.compile(r"(?:[,，;；\t]\s{0,3}\d{1,9}){5}")


@lru_cache(maxsize=2)
def _without_repeats(text: str) -> bool:
    """Whether no line stands twice; each list of a document asks for it."""
    short: set[str] = set()
    for printed in text.split("\n"):
        line = printed.strip("| \t\r\u3000")
        if "|" in line or _ROW_OF_NUMBERS.search(line):
            return False  # whole rows are lines: they differ by their labels
        if line and len(line) <= 40:
            if line in short:
                return False
            short.add(line)
    if len(short) < _ENOUGH_LINES:
        return False
    return any(_NUMBER_CELL.fullmatch(line) for line in short)
