"""The account of the tables: a number that stands in one and is in no record is an error."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from govreport.accounting.cells import LOOSE, NUMERAL_CELL, PAGE, is_value
from govreport.accounting.edges import (
    beside,
    joined_places,
    outcomes_without_table,
    side_by_side,
)
from govreport.accounting.lists import indicators_without_table, is_one_of_a_list
from govreport.accounting.rows_without_table import (
    YEAR,
    Place,
    glued_rows,
    is_free,
    numbers_behind_a_sentence,
    numbers_between_slashes,
    numbers_with_marks,
)
from govreport.diagnostics import Severity
from govreport.document import Document
from govreport.language import phrase
from govreport.tables.outcome import Note
from govreport.text.runs import Run, runs_of

_SHOWN = 8
_NEAR = 60


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
        *beside(document.text, claimed, tables),
        *outcomes_without_table(document.text, claimed),
        *numbers_with_marks(document.text, claimed),
        *numbers_between_slashes(document.text, claimed),
        *glued_rows(document.text, claimed),
        *numbers_behind_a_sentence(document.text, claimed),
        *indicators_without_table(document.text, claimed),
    ]
    if loose:
        # An odd cell hides itself and its row's rest from the search for plain numbers.
        near = side_by_side(document.text, sorted(set(loose)))
        loose += beside(document.text, _claimed([*claimed, *loose])[0], near)
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
    for number, run in enumerate(runs):
        index = bisect_right(starts, run.start) - 1
        if index >= 0:
            first, end = claimed[index]
            if end >= run.end:
                continue
            # Cell by cell: as many places as cells, from the first one's start to the last's end.
            last = index + len(run.cells) - 1
            if first == run.start and last < len(claimed) and claimed[last][1] == run.end:
                continue
        if not (_is_tabular(text, run, tables) or _is_one_of_several(text, runs, number)):
            continue
        for cell, start, end in run.places():
            if start == run.start and _is_stuck(text, start):
                continue  # the end of a word, as in 数据1
            if text[end : end + 2].lstrip()[:1] in _DATE_BEHIND:
                continue
            if not is_free((start, end), claimed, starts):
                continue
            if cell[-1].isdigit() and PAGE.fullmatch(_line(text, start, end)) is None:
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
    if PAGE.fullmatch(run.text):
        return False
    if len(run.cells) >= 3:
        return not all(YEAR.fullmatch(cell) for cell in run.cells)
    near = _nearest(run, tables)
    if near is None:
        return "|" in text[max(0, run.start - 2) : run.start] + text[run.end : run.end + 2]
    if _is_next_row(text, run, near):
        return True
    first, last = (near[1], run.start) if near[1] <= run.start else (run.end, near[0])
    if last - first > _NEAR:
        return False
    between = text[first:last]
    # Numbers on the line of a row are the rest of it, also behind a sentence in a cell.
    in_the_row = "\n" not in between and (len(run.cells) > 1 or _is_a_cell(text, run))
    return in_the_row or _SENTENCE.search(between) is None


def _is_a_cell(text: str, run: Run) -> bool:
    """Whether a run fills what two separators hold."""
    before = text[max(0, run.start - 2) : run.start].rstrip(" ")[-1:]
    after = text[run.end : run.end + 2].lstrip(" ")[:1]
    return before in _SEPARATORS and after in _SEPARATORS and bool(before and after)


_SEPARATORS = "|\t,;，；"


def _is_next_row(text: str, run: Run, table: Place) -> bool:
    """Whether a run stands in a cell of the line right below a table."""
    first = text.rfind("\n", max(table[1], run.start - _LONGEST_ROW), run.start) + 1
    if not first or first - table[1] > _LONGEST_ROW:
        return False
    before = text[first : run.start]
    between_pipes = before.rstrip(" ")[-1:] == "|" == text[run.end : run.end + 20].strip(" ")[:1]
    return (
        between_pipes
        and _LETTER.search(text, table[1], first) is None
        and _SENTENCE.search(before.partition("|")[2]) is None
    )


def _is_one_of_several(text: str, runs: Sequence[Run], number: int) -> bool:
    """Whether a run is a row of a table without a known label: others are above or below it."""
    run = runs[number]
    if len(run.cells) < 2:
        return _is_in_a_column(text, runs, number) or is_one_of_a_list(text, runs, number)
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
_LONGEST_ROW = 400
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
    for start, end in joined_places(tables):
        position = start
        while index < len(claimed) and claimed[index][1] <= start:
            index += 1
        while position < end:
            stop, after = claimed[index] if index < len(claimed) else (end, end)
            between = text[position:stop] if stop < end else text[position:end]
            if not (_quiet.get(between) or _is_quiet(between)):
                for match in LOOSE.finditer(text, position, min(stop, end)):
                    if is_value(text, match.start(), match.end()):
                        yield match.span()
                yield from (m.span() for m in NUMERAL_CELL.finditer(text, position, min(stop, end)))
            if stop >= end:
                break
            position = after if after > position else position
            index += 1


_quiet: dict[str, bool] = {}
_REMEMBERED = 8192
_REMEMBERED_LENGTH = 400


def _is_quiet(between: str) -> bool:
    """Whether no number stands in what is printed between two others; labels come again."""
    known = _quiet.get(between)
    if known is None:
        known = LOOSE.search(between) is None and NUMERAL_CELL.search(between) is None
        if len(between) <= _REMEMBERED_LENGTH:
            if len(_quiet) >= _REMEMBERED:
                _quiet.clear()
            _quiet[between] = known
    return known


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
