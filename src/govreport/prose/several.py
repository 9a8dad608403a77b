"""A file that holds several reports, or the tables of several years: where each one begins (D22).

Only what begins anew counts: a title with its own 一、 behind it, after a report that had its
own, or the first caption of the tables under another year. Titles in a list of links, running
heads, and last year's table quoted in section 一 begin nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import TypeVar

from attrs import evolve, frozen

from govreport.document import Document, Elsewhere, Grid, Place, Recognised
from govreport.prose.identity.excerpt import excerpt
from govreport.prose.identity.title import Title, titles

_BLANK = " \t\u3000\xa0"
_HEADING = re.compile(
    rf"(?P<number>[一二三四五六七])[{_BLANK}]*、[{_BLANK}]*(?!本年|上年|结转)"
    r"(?P<official>(?:\d{4}年度?)?(?:总体情况|(?:行政机关)?主动公开政府信息|(?:行政机关)?收到和处理"
    r"|(?:因)?政府信息公开(?:工作被申请)?行政复议|(?:政府信息公开工作)?存在的主要问题|其他需要报告))?"
)
_CAPTION = re.compile(r"第二十条[^\S\n]*第?[(（]一[)）]项")
_LIST = re.compile(r"指[^\S\n]*标[^\S\n]*名[^\S\n]*称")
_LAST_ROW = "结转下"
_YEAR = re.compile(r"20\d\d\s?年度?[^\n。；，]{0,40}(?=\n|$)")
_SECTION = re.compile(r"[一二三四五六]、[^\n|]{0,30}(?:情况|情況)")
_ABOVE = 160
_REACH = 6000
"""Characters behind a title within which its report begins."""

_Item = TypeVar("_Item", Place, Recognised, Elsewhere)


@frozen
class _Heading:
    start: int
    number: int
    official: bool


def reports_in(document: Document) -> tuple[Document, ...]:
    """The reports of a document, each as a document of its own; mostly the document itself.

    The texts of the parts, put together, are the whole text: offsets and lines of a part count
    from its own beginning, while pages, boxes, tables, rows and cells stay those of the file.
    ``Source.entry`` says which part it is, and ``Source.content_hash`` is that of its text.

    >>> one = "{}年某局政府信息公开工作年度报告\\n一、概述\\n好。\\n二、主动公开情况\\n无。\\n"
    >>> parts = reports_in(Document(one.format(2021) + one.format(2022)))
    >>> [(part.text[:5], part.source.entry) for part in parts]
    [('2021年', 'report 1'), ('2022年', 'report 2')]
    """
    starts = beginnings(document)
    if not starts:
        return (document,)
    bounds = [0, *starts, len(document.text)]
    return tuple(
        _part(document, start, end, number)
        for number, (start, end) in enumerate(pairwise(bounds), 1)
    )


def beginnings(document: Document) -> list[int]:
    """Offsets at which a second report and further ones begin; none for nearly all documents."""
    text = document.text
    if text.count("一、") < 2 and text.count("二十") < 2:
        return []
    whole = excerpt(document, 0, len(text))
    return [whole.offset(start) for start in _starts(whole.text)]


def _starts(text: str) -> list[int]:
    headings = _headings(text)
    firsts = [heading for heading in headings if heading.number == 1]
    captions = [match.start() for match in _CAPTION.finditer(text)]
    found = list(_by_title(text, headings)) if len(firsts) > 1 else []
    for before, caption in pairwise(captions):
        if any(before < start <= caption for start in found):
            continue
        if text.find(_LAST_ROW, before, caption) >= 0:
            start = _line_of_year(text, caption)
            if start is not None and start > before:
                found.append(start)
    return sorted(found)


def _headings(text: str) -> list[_Heading]:
    """Numbered lines, official headings wherever they stand, and the headers of lists."""
    lists = (_Heading(match.start(), _AFTER_ALL, True) for match in _LIST.finditer(text))
    return sorted([*_numbered(text), *lists], key=attrgetter("start"))


_AFTER_ALL = 9


def _numbered(text: str) -> Iterator[_Heading]:
    for match in _HEADING.finditer(text):
        before = text[max(0, match.start() - 8) : match.start()].rstrip(_BLANK + "#*>")
        if match["official"] or before[-1:] in ("", "\n"):
            number = "一二三四五六七".index(match["number"]) + 1
            yield _Heading(match.start(), number, match["official"] is not None)


def _by_title(text: str, headings: Sequence[_Heading]) -> Iterator[int]:
    """Where a title stands between two reports."""
    begun = 0
    known: set[tuple[str | None, int | None]] = set()
    for title in titles(text):
        if title.in_prose or (title.organ is None and title.year is None):
            continue
        own = (text[slice(*title.organ)] if title.organ else None, title.year)
        before = [one for one in headings if begun <= one.start < title.place[0]]
        behind = [one for one in headings if one.start >= title.place[1]]
        repeated = own in known
        known.add(own)
        if not (_is_whole(before) and _begins(title, behind)):
            continue
        if repeated and not _has_official_first(before, behind[0]):
            continue  # a running head above a second numbering
        begun = _line_start(text, title.place[0])
        known = {own}
        yield begun


def _is_whole(headings: Sequence[_Heading]) -> bool:
    """Whether a first heading and a later one follow each other."""
    first = next((i for i, one in enumerate(headings) if one.number == 1), len(headings))
    return any(one.number > 1 for one in headings[first:])


def _begins(title: Title, behind: Sequence[_Heading]) -> bool:
    """Whether a report begins right behind its title."""
    return (
        bool(behind)
        and behind[0].number == 1
        and behind[0].start - title.place[1] < _REACH
        and _is_whole(behind)
    )


def _has_official_first(before: Sequence[_Heading], first: _Heading) -> bool:
    return first.official and any(one.official and one.number == 1 for one in before)


def _line_of_year(text: str, caption: int) -> int | None:
    """The beginning of the line above a caption that names its year, under no section heading."""
    first = max(0, caption - _ABOVE)
    years = list(_YEAR.finditer(text, first, caption))
    if not years or _SECTION.search(text, years[-1].end(), caption):
        return None
    return _line_start(text, years[-1].start())


def _line_start(text: str, position: int) -> int:
    """The beginning of the line, where nothing but marks stands before the position."""
    line = text.rfind("\n", 0, position) + 1
    return position if text[line:position].strip(_BLANK + "#*>|") else line


def _part(document: Document, start: int, end: int, number: int) -> Document:
    """One report of a document."""
    text = document.text[start:end]
    source = document.source
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        text,
        tuple(filter(None, (_within(grid, start, end) for grid in document.grids))),
        evolve(
            source,
            entry="/".join(filter(None, (source.entry, f"report {number}"))),
            position=number if source.position is None else source.position,
            content_hash=f"sha256:{digest}",
        ),
        evolve(document.metadata, title=None),
        tuple(_moved(document.places, start, end)),
        tuple(
            (code, message, max(a - start, 0), max(b - start, 0))
            for code, message, a, b in document.notes
            if start <= a < end or (number == 1 and a == 0)
        ),
        tuple(_moved(document.recognised, start, end)),
        tuple(_moved(document.elsewhere, start, end)),
    )


def _moved(items: Sequence[_Item], start: int, end: int) -> Iterator[_Item]:
    for item in items:
        if start <= item.start and item.end <= end:
            yield evolve(item, start=item.start - start, end=item.end - start)


def _within(grid: Grid, start: int, end: int) -> Grid | None:
    """A table with the cells that stand in a part; None where none does."""
    cells = tuple(
        evolve(cell, start=cell.start - start, end=cell.end - start)
        for cell in grid.cells
        if start <= cell.start and cell.end <= end
    )
    return evolve(grid, cells=cells) if cells else None
