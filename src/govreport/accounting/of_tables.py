"""The account of the tables: a number that stands in one and is in no record is an error."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from govreport.accounting.rows_without_table import (
    YEAR,
    Place,
    indicators_without_table,
    numbers_with_marks,
)
from govreport.diagnostics import Severity
from govreport.document import Document
from govreport.language import phrase
from govreport.tables.outcome import Note
from govreport.text.labels import flatten
from govreport.text.numbers import TOKEN, follows_unit, is_odd
from govreport.text.runs import Run, runs_of

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
    document: Document, used: Iterable[Place], tables: Sequence[Place]
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
        *numbers_with_marks(document.text, claimed),
        *indicators_without_table(document.text, claimed),
    ]
    if loose:
        notes += _named(document.text, sorted(set(loose)), claimed)
    return notes


def _claimed(used: Iterable[Place]) -> tuple[list[Place], list[tuple[Place, Place]]]:
    """The places that records show, in order, and the pairs of them that overlap.

    Places that touch are joined: digits printed without a separator are several cells.
    """
    joined: list[Place] = []
    twice: list[tuple[Place, Place]] = []
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


def _used_twice(document: Document, first: Place, second: Place) -> Note:
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
    document: Document, claimed: Sequence[Place], tables: Sequence[Place]
) -> Iterator[Place]:
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


def _is_tabular(text: str, run: Run, tables: Sequence[Place]) -> bool:
    """Whether a run stands where tables have their numbers.

    Three numbers in a row do, wherever they stand; fewer within a table, or next to one. A number
    alone on a line elsewhere may be anything: the number of a page, a count of visits.
    """
    if _PAGE.fullmatch(run.text):
        return False
    if len(run.cells) >= 3:
        return not all(YEAR.fullmatch(cell) for cell in run.cells)
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


def _nearest(run: Run, tables: Sequence[Place]) -> Place | None:
    """The table that a run stands in, or the closest one."""
    if not tables:
        return None
    index = bisect_right(tables, (run.start, run.end)) - 1
    candidates = tables[max(0, index) : index + 2]
    return min(candidates, key=lambda place: max(place[0] - run.end, run.start - place[1], 0))


_SENTENCE = re.compile(r"[。！？；]|情况|情況|事项|事項|链接|相关")


# -- digits within a table that are no plain number ---------------------------------------------


def _inside(
    document: Document, claimed: Sequence[Place], tables: Sequence[Place]
) -> Iterator[Place]:
    """Numbers within the tables, between what the records show, that are no part of a label."""
    text = document.text
    index = 0
    for start, end in _joined(tables):
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
        found = _STUCK_BELOW.match(text, end) or _CELL_BELOW.match(text, end)
        if found is not None and _is_value(text, *found.span("number")):
            yield found.span("number")


_STUCK_BELOW = re.compile(r" ?[?？*+\-−–—﹣－]{0,2}+(?P<number>(?<![\s\d])\d[\d,]*+(?:\.\d++)?+)")
"""More digits, right behind the last number of a table or behind a mark that parts them."""

_CELL_BELOW = re.compile(r"[\s|]{1,12}+(?P<number>\d[\d,]*+(?:\.\d++)?+)(?=[^\n|]{0,60}\|)")


def _joined(tables: Sequence[Place]) -> list[Place]:
    """The stretches of the tables, those that overlap as one: a row may stand in another table.

    >>> _joined([(0, 9), (3, 5), (9, 12), (14, 20)])
    [(0, 12), (14, 20)]
    """
    joined: list[Place] = []
    for start, end in tables:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


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


def _glued_above(text: str, claimed: Sequence[Place], tables: Sequence[Place]) -> Iterator[Place]:
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
    if flat.replace(" ", "").isdecimal() or is_odd(flat) or follows_unit(text, start):
        return True
    # Between pipes, what begins with a number that numbers and dates nothing has a value.
    between = text[left - 1 : left] in ("|", "\n") and text[right : right + 1] == "|"
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


def _named(text: str, loose: Sequence[Place], claimed: Sequence[Place]) -> list[Note]:
    """One finding for each group of numbers that stand together, a few at a time."""
    starts = [start for start, _ in claimed]
    notes = []
    group: list[Place] = []
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
