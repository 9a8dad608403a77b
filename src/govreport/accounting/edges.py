"""The numbers at the edges of tables: an odd cell ends a row before its last number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from govreport.accounting.cells import LOOSE, NUMERAL_CELL, is_value, stands_free
from govreport.accounting.rows_without_table import Place, is_free
from govreport.text.numbers import DIGITS

_REACH = 24
_LONGEST = 400
_FEW = 3
_EMPTY = " |\t\r\n\u3000\xa0"
_BETWEEN = _EMPTY + ",，、;；:：()（）"
_DIGIT = re.compile(r"\d")
_NUMERAL = re.compile(r"[^\S\n]{0,8}(?:\|[^\S\n]{0,8})?(?P<numeral>[⁰¹²³⁴-⁹Ⅰ-ⅿ①-⑳]+)(?![^\s|])")
"""A numeral of another kind in a cell of its own."""
_CELL_END = re.compile(r"[\s|]{1,8}")
_IDEOGRAPH = re.compile(r"[一-鿿]")
_NEAR = 60
_WITHIN = re.compile(r"\d[\d,，.．]|[,，]\d{3}(?!\d)|[.．]\d")
"""A place within a number, where none begins."""
_OUTCOMES = re.compile(r"尚未\s*审结[\s|]*总\s*计[\s|]*(?=\S{0,2}\d)")
"""The end of the header of reviews and lawsuits, whose only row has no label."""


_LAST_ROW = re.compile(
    # Only what a label or the header above it holds, then the digits of cells, or an amount.
    r"(?:[^\d()（）。；！？…|\n]|[(（][^()（）\n。]{0,40}[)）]){0,80}?"
    rf"(?<=[一-鿿)）”])(?P<number>[{DIGITS}]{{5,}}+(?:\.[{DIGITS}]+)?|[{DIGITS}]++\.[{DIGITS}]++)"
    r"(?![^\S\n]?[-—年月日号號])"
)
_RANGE = re.compile(
    rf"(?<![^\s|])[{DIGITS}]{{1,6}}[-—–~～至/](?<!(?:19|20)\d\d.)[{DIGITS}]{{1,6}}\Z"
)
"""Two numbers as one cell, which is none that a form has."""
_REFERENCE = re.compile(
    r"(?:电话|電話|传真|傳真|邮编|郵編|邮政编码|编号|編號|索引号|热线|熱線)[:：]?$"
)


def beside(text: str, claimed: Sequence[Place], tables: Sequence[Place]) -> Iterator[Place]:
    """The numbers right before and behind the tables, of rows that an odd cell has cut short."""
    starts = [start for start, _ in claimed]
    # What is behind the next table is found from there, and what is before the last one was
    # found there, so that no number is looked at twice.
    last = 0
    for (start, end), (limit, _) in pairwise([*joined_places(tables), (len(text), 0)]):
        behind = (*_behind(text, end, limit), *_last_row(text, end, limit))
        places = (*_before(text, start, last), *behind)
        yield from (place for place in places if is_free(place, claimed, starts))
        last = start


def _behind(text: str, position: int, limit: int) -> Iterator[Place]:
    """The numbers behind a place with hardly anything between them; below it, one in a cell."""
    numeral = _NUMERAL.match(text, position)
    if numeral is not None:
        yield numeral.span("numeral")
        position = numeral.end()
    else:
        gap = _CELL_END.match(text, position)
        chinese = NUMERAL_CELL.match(text, gap.end()) if gap is not None else None
        if chinese is not None:
            yield chinese.span()
            position = chinese.end()
    while _DIGIT.search(text, position, position + _REACH + 1) is not None:
        found = LOOSE.search(text, position, position + _REACH + _LONGEST)
        if found is None:
            return
        start, end = found.span()
        between = text[position:start]
        if len(between) > _REACH or start >= limit:
            return
        if "\n" in between:
            if not between.strip(_EMPTY) and text[end : end + 1] and is_value(text, start, end):
                yield start, end
            return
        if len(_IDEOGRAPH.findall(between)) > _FEW:
            return
        odd = between.strip(_BETWEEN)
        if 0 < len(odd) <= _FEW:
            first = text.index(odd, position)
            yield first, first + len(odd)
        if stands_free(text, start, end):
            yield start, end
        position = end


def _last_row(text: str, position: int, limit: int) -> Iterator[Place]:
    """The digits right behind a label that no form knows, below the last row that was read.

    Where nothing separates a label from its numbers, one lost character hides the row.
    """
    found = _LAST_ROW.match(text, position, min(limit or len(text), position + _LONGEST))
    if found is None or _REFERENCE.search(text, found.start(), found.start("number")):
        return
    yield found.span("number")


def _before(text: str, position: int, last: int) -> Iterator[Place]:
    """The numbers before a place, on its line, with hardly anything between them.

    Those before ``last`` are known, but for one that is cut there.
    """
    reach = max(0, position - _NEAR)
    first = max(text.rfind("\n", reach, position) + 1, reach)
    if first < last < position and not _WITHIN.match(text, last - 1):
        first = last
    for found in reversed(list(LOOSE.finditer(text, first, position))):
        start, end = found.span()
        if end > position:
            continue
        span = _RANGE.search(text, first, end)
        if span is not None:
            start = span.start()
        else:
            gap = text[end:position]
            stuck = gap and _IDEOGRAPH.match(text[start - 1 : start])
            if len(_IDEOGRAPH.findall(gap)) > _FEW or stuck or not stands_free(text, start, end):
                return
        yield start, end
        position = start


def side_by_side(text: str, places: Sequence[Place]) -> list[Place]:
    """Places with nothing between them but separators, as one.

    >>> side_by_side("1, 2 x 3", [(0, 1), (3, 4), (7, 8)])
    [(0, 4), (7, 8)]
    """
    joined: list[Place] = []
    for start, end in places:
        if joined and not text[joined[-1][1] : start].strip(_BETWEEN):
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def outcomes_without_table(text: str, claimed: Sequence[Place]) -> Iterator[Place]:
    """The numbers behind the header of reviews and lawsuits that nobody has."""
    starts = [start for start, _ in claimed]
    for header in _OUTCOMES.finditer(text):
        places = _behind(text, header.end(), len(text))
        yield from (place for place in places if is_free(place, claimed, starts))


def joined_places(tables: Sequence[Place]) -> list[Place]:
    """The stretches of the tables, those that overlap as one: a row may stand in another table.

    >>> joined_places([(0, 9), (3, 5), (9, 12), (14, 20)])
    [(0, 12), (14, 20)]
    """
    joined: list[Place] = []
    for start, end in tables:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
