"""Tables without ruling lines: rows of figures whose columns the positions of the text show."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from attrs import define, field, frozen

from govreport.document import Box
from govreport.readers.builder import join_lines
from govreport.readers.pdf.lines import Line, Word

_VALUE = re.compile(r"[+\-－]?\d[\d,.]*(?:%|元|万元|件|项)?|[/／\-－—]+|无")
_HEADING = re.compile(r"[一二三四五六七八九十]+、")
_MOST_SINGLE = 2
_MANY = 4
_MOST_PAIRS = 100_000
"""Values times columns of a row, beyond which its header is looked at no more."""
_NEAR = 0.8


@frozen
class AlignedCell:
    """A cell of a row: its text, its column and the area of its text."""

    text: str
    column: int
    box: Box


@define
class AlignedTable:
    """Rows of cells; ``top`` is where the table begins on its page."""

    top: float
    rows: list[list[AlignedCell]] = field(factory=list)


@define
class _Row:
    labels: list[Word]
    values: list[Word]
    line: Line

    @property
    def single(self) -> bool:
        return not self.values and len(self.labels) < 2


def find_aligned(lines: list[Line]) -> tuple[list[Line], list[AlignedTable]]:
    """Split the lines of a page, from the top down, into prose and aligned tables.

    A table is a run of lines of which two end in values that stand apart, or one in four.
    """
    rows = _mended([_row(line) for line in lines])
    prose: list[Line] = []
    tables: list[AlignedTable] = []
    run: list[_Row] = []
    for row in rows:
        if row.single and _HEADING.match(row.line.text):
            _close(run, prose, tables)
            prose.append(row.line)
            run = []
            continue
        run.append(row)
        tail = run[-_MOST_SINGLE - 1 :]
        if len(tail) > _MOST_SINGLE and all(r.single for r in tail):
            _close(run, prose, tables)
            run = []
    _close(run, prose, tables)
    return prose, tables


def _row(line: Line) -> _Row:
    """Tell the values at the end of a line from the labels before them."""
    words = list(line.words)
    split = len(words)
    while split and _VALUE.fullmatch(words[split - 1].text):
        split -= 1
    labels, values = words[:split], words[split:]
    pieces = _pieces(labels, line)
    if len(values) == 1 and labels and not values[0].wide:
        pieces, values = _pieces(words, line), []  # a figure at the end of a sentence
    return _Row(pieces, values, line)


def _pieces(words: list[Word], line: Line) -> list[Word]:
    """Words to cells: a narrow blank stays within a cell."""
    pieces: list[Word] = []
    for word in words:
        if pieces and not word.wide:
            last = pieces[-1]
            text = f"{last.text} {word.text}"
            pieces[-1] = Word(text, last.left, word.right, last.wide)
        else:
            pieces.append(word)
    return pieces


def _mended(rows: list[_Row]) -> list[_Row]:
    """Put a label of two lines together whose values stand between them.

    Such lines are nearer to the values than the lines of two rows ever are.
    """
    mended: list[_Row] = []
    index = 0
    while index < len(rows):
        above, values, below = (rows[index : index + 3] + [None] * 3)[:3]
        if (
            above is not None
            and values is not None
            and below is not None
            and above.single
            and below.single
            and above.labels
            and below.labels
            and values.values
            and not values.labels
            and _near(above, values)
            and _near(values, below)
            and not _HEADING.match(below.line.text)
        ):
            first, second = above.labels[0], below.labels[0]
            text = join_lines([first.text, second.text])
            right = max(first.right, second.right)
            label = Word(text, min(first.left, second.left), right, True)
            mended.append(_Row([label], values.values, values.line))
            index += 3
        elif above is not None:
            mended.append(above)
            index += 1
    return mended


def _near(upper: _Row, lower: _Row) -> bool:
    height = min(upper.line.box[3] - upper.line.box[1], lower.line.box[3] - lower.line.box[1])
    return upper.line.box[1] - lower.line.box[1] < _NEAR * height


def _close(run: list[_Row], prose: list[Line], tables: list[AlignedTable]) -> None:
    """Make a table of a run of lines, or give the lines back as prose."""
    start, end = 0, len(run)
    while start < end and run[start].single:
        start += 1
    while end > start and run[end - 1].single:
        end -= 1
    inside = run[start:end]
    most = max((len(row.values) for row in inside), default=0)
    if most < _MANY and sum(bool(row.values) for row in inside) < 2:
        prose.extend(row.line for row in run)
        return
    prose.extend(row.line for row in (*run[:start], *run[end:]))
    table = AlignedTable(inside[0].line.box[3])
    segment: list[_Row] = []
    header: tuple[Word, ...] = ()
    for row in inside:
        if not row.values and len(row.labels) > 1:  # a header: other columns follow
            if any(earlier.values for earlier in segment):
                table.rows.extend(_cells(segment, header))
                segment, header = [], ()
            header = max(header, row.line.words, key=len)
        segment.append(row)
    table.rows.extend(_cells(segment, header))
    tables.append(table)


def _cells(rows: list[_Row], header: tuple[Word, ...]) -> list[list[AlignedCell]]:
    """Put the values of each row into columns; a column that a row leaves out is blank."""
    columns = _headed(rows, header) or _columns(rows)
    centres = [(left + right) / 2 for left, right in columns]
    before = max((len(row.labels) for row in rows if row.values), default=1)
    found = []
    for row in rows:
        bottom, top = row.line.box[1], row.line.box[3]
        cells = [
            AlignedCell(word.text, number, (word.left, bottom, word.right, top))
            for number, word in enumerate(row.labels)
        ]
        if row.values:
            filled = {_nearest(centres, word): word for word in row.values}
            if len(filled) < len(row.values):  # no clean columns: as printed, from left to right
                filled = dict(enumerate(row.values))
                places: list[tuple[float, float]] = [(w.left, w.right) for w in row.values]
            else:
                places = columns
            for number, (left, right) in enumerate(places):
                word = filled.get(number)
                text = word.text if word is not None else ""
                left, right = (word.left, word.right) if word is not None else (left, right)
                cells.append(AlignedCell(text, before + number, (left, bottom, right, top)))
        found.append(cells)
    return found


def _headed(rows: list[_Row], header: tuple[Word, ...]) -> list[tuple[float, float]]:
    """The columns of a header that has more of them than any row has values.

    Each value must stand under a word of its own, clearly nearer to it than to the next.
    """
    values = [row.values for row in rows if row.values]
    if len(header) < _MANY or any(len(found) >= len(header) for found in values):
        return []
    for point in (_middle, _left):  # centred, or flush left
        columns = _around([point(word) for word in header])
        if all(_one_each(columns, [point(word) for word in found]) for found in values):
            return columns
    return []


def _middle(word: Word) -> float:
    return (word.left + word.right) / 2


def _left(word: Word) -> float:
    return word.left


def _around(points: list[float]) -> list[tuple[float, float]]:
    """The stretches around points, each to half way to the next."""
    edges = [(left + right) / 2 for left, right in pairwise(points)]
    return list(pairwise([2 * points[0] - edges[0], *edges, 2 * points[-1] - edges[-1]]))


def _one_each(columns: list[tuple[float, float]], points: list[float]) -> bool:
    """Whether each point is in the inner half of a column of its own."""
    if len(columns) * len(points) > _MOST_PAIRS:
        return False
    under = [
        number
        for point in points
        for number, (left, right) in enumerate(columns)
        if abs(point - (left + right) / 2) <= (right - left) / 4
    ]
    return len(under) == len(points) == len(set(under))


def _columns(rows: list[_Row]) -> list[tuple[float, float]]:
    """The extent of each column: values that stand above one another share it."""
    columns: list[tuple[float, float]] = []
    for word in sorted((w for row in rows for w in row.values), key=lambda word: word.left):
        if columns and word.left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], word.right))
        else:
            columns.append((word.left, word.right))
    return columns


def _nearest(centres: list[float], word: Word) -> int:
    """The column whose middle, of those that are sorted, is nearest to that of the word."""
    middle = _middle(word)
    after = bisect_left(centres, middle)
    if after == 0:
        return 0
    if after == len(centres) or middle - centres[after - 1] <= centres[after] - middle:
        return after - 1
    return after
