"""The account of the tables: a number that stands in one and is in no record is an error."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from govreport.diagnostics import Severity
from govreport.document import Document
from govreport.language import phrase
from govreport.tables.outcome import Note
from govreport.text.labels import flatten
from govreport.text.numbers import TOKEN, is_odd
from govreport.text.runs import Run, runs_of

_Place = tuple[int, int]

_SHOWN = 8
_NEAR = 60
_CELL = 80
_NUMBERING = re.compile(r"[(（〔\[]?\s*\d{1,2}\s*[.、)）．〕\]]")
_LOOSE = re.compile(rf"{TOKEN.pattern}(?![.、)）．]\s*[^\s|\d])")
"""A number that is not the numbering of a label."""

_DATE = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2}\s*日?)?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?|"
    r"\d{1,2}:\d{2}(?::\d{2})?|\d{4}\s*年(?:度)?"
)
_PAGE = re.compile(
    r"[-—–]\s*\d{1,4}\s*[-—–]|P\.?\s*\d{1,4}|第\s*\d{1,4}\s*页.*|Page\s+\d+.*|\d{1,3}\s*/\s*\d{1,3}"
)


def account_of_tables(
    document: Document, used: Iterable[_Place], tables: Sequence[_Place]
) -> list[Note]:
    """Findings for numbers that stand in a table and that nobody has.

    Args:
        document: the opened document.
        used: offsets of what the records show, numbers without a place included.
        tables: offsets of the stretches that were read as tables, sorted.

    >>> notes = account_of_tables(Document("1 0 0 0 0 0 1"), [], [])
    >>> notes[0].code, notes[0].message
    ('number-unaccounted', '1 0 0 0 0 0 1: in no record, and belongs to no recognised table')
    """
    claimed, twice = _claimed(used)
    notes = [_used_twice(document, first, second) for first, second in twice]
    loose = [
        *_loose_runs(document, claimed, tables),
        *_inside(document, claimed, tables),
        *_glued_above(document.text, claimed, tables),
        *_marked(document.text, claimed),
        *_headless(document.text, claimed),
    ]
    if loose:
        notes += _named(document.text, sorted(set(loose)), claimed)
    return notes


def _claimed(used: Iterable[_Place]) -> tuple[list[_Place], list[tuple[_Place, _Place]]]:
    """The places that records show, in order, and the pairs of them that overlap.

    Places that touch are joined: digits printed without a separator are several cells.
    """
    joined: list[_Place] = []
    twice: list[tuple[_Place, _Place]] = []
    last = (0, 0)
    first, end = 0, -1
    for place in sorted(used):
        start, stop = place
        if start == stop:
            continue
        if start < last[1]:
            twice.append((last, place))
        if stop > last[1]:
            last = place
        if start > end:
            if end >= 0:
                joined.append((first, end))
            first, end = place
        elif stop > end:
            end = stop
    if end >= 0:
        joined.append((first, end))
    return joined, twice


def _used_twice(document: Document, first: _Place, second: _Place) -> Note:
    shown = document.text[second[0] : second[1]]
    return Note(
        "number-used-twice",
        Severity.ERROR,
        phrase("{number} is the value of more than one record", number=shown),
        min(first[0], second[0]),
        max(first[1], second[1]),
    )


# -- numbers that stand side by side, or alone in a cell ----------------------------------------


def _loose_runs(
    document: Document, claimed: Sequence[_Place], tables: Sequence[_Place]
) -> Iterator[_Place]:
    """The numbers of runs that nobody has, where the run is one of a table."""
    starts = [start for start, _ in claimed]
    text = document.text
    runs = runs_of(document)
    end_of = dict(claimed)
    for number, run in enumerate(runs):
        if end_of.get(run.start) == run.end:
            continue
        index = bisect_right(starts, run.start) - 1
        if index >= 0 and claimed[index][1] >= run.end:
            continue
        if not (_is_tabular(text, run, tables) or _is_one_of_several(text, runs, number)):
            continue
        for cell, start, end in run.places():
            if start == run.start and _is_stuck(text, start):
                continue  # the end of a word, as in 数据1
            if text[end : end + 2].lstrip()[:1] in _DATE_BEHIND:
                continue
            at = bisect_right(starts, start) - 1
            if at >= 0 and claimed[at][1] >= end:
                continue
            if cell[-1].isdigit() and _PAGE.fullmatch(_line(text, start, end)) is None:
                yield start, end


_DATE_BEHIND = ("年", "月", "日")


def _is_stuck(text: str, start: int) -> bool:
    """Whether a character other than a separator stands right before a place."""
    before = text[start - 1 : start]
    return bool(before) and before != "|" and not before.isspace()


def _line(text: str, start: int, end: int) -> str:
    """The line that a place stands in; nothing for a line too long to be a page's number."""
    size = len(text)
    last = text.find("\n", end, end + _SHORT_LINE)
    first = text.rfind("\n", max(0, start - _SHORT_LINE), start)
    if (last < 0 and size > end + _SHORT_LINE) or (first < 0 and start > _SHORT_LINE):
        return ""
    return text[first + 1 : last if last >= 0 else size].strip()


_SHORT_LINE = 100


def _is_tabular(text: str, run: Run, tables: Sequence[_Place]) -> bool:
    """Whether a run stands where tables have their numbers.

    Three numbers in a row do, wherever they stand; fewer within a table, or next to one. A number
    alone on a line elsewhere may be anything: the number of a page, a count of visits.
    """
    if _PAGE.fullmatch(run.text):
        return False
    if len(run.cells) >= 3:
        return not all(_YEAR.fullmatch(cell) for cell in run.cells)
    near = _nearest(run, tables)
    if near is None:
        return "|" in text[max(0, run.start - 2) : run.start] + text[run.end : run.end + 2]
    between = text[near[1] : run.start] if near[1] <= run.start else text[run.end : near[0]]
    return len(between) <= _NEAR and _SENTENCE.search(between) is None


def _is_one_of_several(text: str, runs: Sequence[Run], number: int) -> bool:
    """Whether a run is a row of a table without a known label: others are above or below it."""
    run = runs[number]
    if len(run.cells) < 2:
        return _is_in_a_column(text, runs, number)
    beside = [(runs[number - 1], run)] if number else []
    beside += [(run, runs[number + 1])] if number + 1 < len(runs) else []
    return any(
        len(first.cells) >= 2
        and len(second.cells) >= 2
        and second.start - first.end <= _NEAR
        and _SENTENCE.search(text, first.end, second.start) is None
        for first, second in beside
    )


def _is_in_a_column(text: str, runs: Sequence[Run], number: int) -> bool:
    """Whether a run is one of three or more with nothing but marks and digits between them."""
    near = runs[max(0, number - 2) : number + 3]
    apart = [
        second.start - first.end <= _CLOSE and _LETTER.search(text, first.end, second.start) is None
        for first, second in pairwise(near)
    ]
    at = number - max(0, number - 2)
    before = next((n for n in range(at) if not apart[at - 1 - n]), at)
    behind = next((n for n in range(len(apart) - at) if not apart[at + n]), len(apart) - at)
    return before + behind >= 2


_CLOSE = 12
_LETTER = re.compile(r"[^\W\d_]")


def _nearest(run: Run, tables: Sequence[_Place]) -> _Place | None:
    """The table that a run stands in, or the closest one."""
    if not tables:
        return None
    index = bisect_right(tables, (run.start, run.end)) - 1
    candidates = tables[max(0, index) : index + 2]
    return min(candidates, key=lambda place: max(place[0] - run.end, run.start - place[1], 0))


_YEAR = re.compile(r"(?:19|20)\d\d")
_SENTENCE = re.compile(r"[。！？；]|情况|情況|事项|事項|链接|相关")


# -- numbers side by side, each with a mark or a unit ---------------------------------------------

_DIGIT = "0-9０-９"
_NUMBER = rf"[{_DIGIT}][{_DIGIT},.]*+"
_BEHIND = r"[\"”'’*_%％)）\]】件条條项項笔宗次元①-⑳]"
_AHEAD = r"[\"“'‘*_(（\[]{0,3}+"
_NEXT = rf"{_BEHIND}{{1,3}}+[\s|]++{_AHEAD}{_NUMBER}"
_MARKED = re.compile(
    # As in `govreport.text.runs.RUN`: a set of characters first, nothing tried twice.
    rf"[{_DIGIT}](?<![{_DIGIT}][{_DIGIT}])(?<![{_DIGIT}][,.][{_DIGIT}])[{_DIGIT},.]*+"
    rf"{_NEXT}(?:{_NEXT})++"
)
"""Three cells or more, each a number with a mark or a unit behind it."""

_COMMA = r"[ \t]*+[,;，；][ \t]*+"
_LISTED = re.compile(
    rf"[{_DIGIT}](?<![{_DIGIT}][{_DIGIT}])[{_DIGIT}.]*+(?:{_COMMA}[{_DIGIT}][{_DIGIT}.]*+){{4,}}+"
)
"""Five numbers or more with commas between them."""

_THOUSANDS = re.compile(rf"[{_DIGIT}]{{1,3}}(?:[,，][{_DIGIT}]{{3}})+")


def _marked(text: str, claimed: Sequence[_Place]) -> Iterator[_Place]:
    """The numbers of such rows that nobody has."""
    starts = [start for start, _ in claimed]
    for pattern in (_MARKED, _LISTED):
        for row in pattern.finditer(text):
            if _THOUSANDS.fullmatch(row[0]):
                continue
            places = [number.span() for number in TOKEN.finditer(text, *row.span())]
            if all(_YEAR.fullmatch(text, start, end) for start, end in places):
                continue
            for start, end in places:
                at = bisect_right(starts, start) - 1
                if at < 0 or claimed[at][1] < end:
                    yield start, end


# -- digits within a table that are no plain number ---------------------------------------------


def _inside(
    document: Document, claimed: Sequence[_Place], tables: Sequence[_Place]
) -> Iterator[_Place]:
    """Numbers within the tables, between what the records show, that are no part of a label."""
    text = document.text
    index = 0
    for start, end in tables:
        position = start
        while index < len(claimed) and claimed[index][1] <= start:
            index += 1
        while position < end:
            stop = claimed[index][0] if index < len(claimed) else end
            if stop > position and not _is_quiet(text[position : min(stop, end)]):
                for match in _LOOSE.finditer(text, position, min(stop, end)):
                    if _is_value(text, match.start(), match.end()):
                        yield match.span()
            if index >= len(claimed) or claimed[index][0] >= end:
                break
            position = max(position, claimed[index][1])
            index += 1


_quiet: dict[str, bool] = {}
_REMEMBERED = 8192
_REMEMBERED_LENGTH = 400


def _is_quiet(between: str) -> bool:
    """Whether no number stands in what is printed between two others; labels come again."""
    known = _quiet.get(between)
    if known is None:
        known = _LOOSE.search(between) is None
        if len(between) <= _REMEMBERED_LENGTH:
            if len(_quiet) >= _REMEMBERED:
                _quiet.clear()
            _quiet[between] = known
    return known


def _headless(text: str, claimed: Sequence[_Place]) -> Iterator[_Place]:
    """The values of a national table of indicators that has lost its header."""
    if _OF_LIST not in text:
        return
    starts = [start for start, _ in claimed]
    found = []
    for match in _INDICATOR.finditer(text):
        start, end = match.span("number")
        index = bisect_right(starts, start) - 1
        if index < 0 or claimed[index][1] <= start:
            found.append((start, end))
    if len(found) >= _SHOWN:
        yield from found


_OF_LIST = "政府公报公开政府信息数"
_INDICATOR = re.compile(
    r"(?:[数用费量形密私定]|\))\s?(?:条|件|次|篇|人次|人|个|万元)\s?(?P<number>\d[\d,]*(?:\.\d+)?)"
    r"(?!\d|[.、]\d)"
)


def _glued_above(
    text: str, claimed: Sequence[_Place], tables: Sequence[_Place]
) -> Iterator[_Place]:
    """Digits to which a table's first label sticks: those of a row without a known label."""
    for start, _ in tables:
        if text[start - 1 : start].isdecimal():
            found = _LAST_DIGITS.search(text, max(0, start - _NEAR), start)
            if found and not any(a < start and found.start() < b for a, b in claimed):
                yield found.span()


_LAST_DIGITS = re.compile(r"(?<!\d)\d+\Z")


def _is_value(text: str, start: int, end: int) -> bool:
    """Whether the cell around a number is a value, and no label with a number in it."""
    left = max(text.rfind("|", 0, start), text.rfind("\n", 0, start)) + 1
    right = len(text)
    for mark in "|\n":
        found = text.find(mark, end)
        right = found if 0 <= found < right else right
    cell = text[left:right].strip()
    if len(cell) > _CELL:
        return _stands_free(text, start, end)
    if _NUMBERING.fullmatch(cell) or _DATE.fullmatch(cell) or _PAGE.fullmatch(cell):
        return False
    flat = flatten(cell)
    if flat.replace(" ", "").isdecimal() or is_odd(flat):
        return True
    # Between pipes, what begins with a number that numbers and dates nothing has a value.
    between = text[left - 1 : left] == "|" and text[right : right + 1] == "|"
    return between and start - left <= 2 and _VALUE_WITH_WORDS.match(flat) is not None


_VALUE_WITH_WORDS = re.compile(r"\d[\d,]*+(?:\.\d++)?+\s*[^\s\d.、)年月日号]")


def _stands_free(text: str, start: int, end: int) -> bool:
    """Whether a number within a long line of a table is none of a date, a label or a reference."""
    before, after = text[max(0, start - 3) : start].rstrip(), text[end : end + 3].lstrip()
    if after[:1] in _AFTER_REFERENCE or before[-1:] in _BEFORE_REFERENCE:
        return False
    return not (text[start:end].startswith("20") and end - start == 4)


_AFTER_REFERENCE = tuple("年月日号條条款页〕]】:：/")
_BEFORE_REFERENCE = tuple("第〔[【:：/.年月-")


def _named(text: str, loose: Sequence[_Place], claimed: Sequence[_Place]) -> list[Note]:
    """One finding for each group of numbers that stand together, a few at a time."""
    starts = [start for start, _ in claimed]
    notes = []
    group: list[_Place] = []
    for place in [*loose, (len(text) + _NEAR, len(text) + _NEAR)]:
        together = (
            group
            and place[0] - group[-1][1] < _NEAR
            and len(group) < _SHOWN
            and bisect_right(starts, group[-1][0]) == bisect_right(starts, place[0])
        )
        if group and not together:
            shown = " ".join(text[start:end] for start, end in group)
            notes.append(
                Note(
                    "number-unaccounted",
                    Severity.ERROR,
                    phrase(
                        "{numbers}: in no record, and belongs to no recognised table",
                        numbers=shown,
                    ),
                    group[0][0],
                    group[-1][1],
                    phrase("the labels of this table may be lost or unknown; look at the document"),
                )
            )
            group = []
        group.append(place)
    return notes
