"""Tables drawn with characters, a line of strokes between each two rows.

A cell may have several lines; one beside which the strokes are interrupted goes on in the next
row and belongs to the row that it begins in, as in the page that was drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import define, field

from govreport.document import Document
from govreport.layouts.scan import scan_lines
from govreport.plugins.interfaces import Evidence, Layout
from govreport.text.cells import BLANK, ROW_END, Cell
from govreport.text.labels import Vocabulary

_DRAWN = re.compile(r"[-=─━═](?<![-=─━═]{2})[-=─━═]{2,}+[+┬┴┼┤┐┘]|[+├┌└┼][-=─━═]{3}")
_CORNERS = "┌┐└┘├┤┬┴┼"
_CORNER = re.compile(rf"[{_CORNERS}]|(?<=[-=])\+|\+(?=[-=])")
_STROKES = re.compile(r"[-=─━═]{2,}")
_NUMBER = re.compile(r"\|\s*[+\-]?\d[\d,.]*\s*(?=\|)")
_DIGIT = re.compile(r"\d")
_FEWEST_RULES = 4


class RuledText(Layout):
    """Tables drawn with characters, every row between two lines of strokes."""

    name = "ruled"
    description = "tables drawn with characters, a line of strokes between the rows"
    states_rows = True

    def detect(self, document: Document) -> Evidence:
        """Lines of strokes with corners, and hardly two rows of numbers between two of them."""
        if document.grids or _DRAWN.search(document.text) is None:
            return Evidence(0.0, missing=("lines of strokes between the rows",))
        rules = rows = several = 0
        for is_rule, group in groupby(_lines(document.text), key=_is_rule):
            if is_rule:
                rules += 1
                continue
            numbers = sum(_NUMBER.search(line) is not None for _, line in group)
            rows += numbers > 0
            several += numbers > 1
        if rules < _FEWEST_RULES or not rows or several * 4 > rows:
            return Evidence(0.0, missing=("a line of strokes between each two rows",))
        return Evidence(0.97, found=(f"{rules} lines of strokes between rows",))

    def cells(self, document: Document, vocabulary: Vocabulary) -> Sequence[Cell]:
        """The cells of all tables, and the lines of text between them."""
        found: list[Cell] = []
        text = document.text
        position = 0
        for drawn, group in groupby(_lines(text), key=_is_drawn):
            lines = list(group)
            if not drawn:
                continue
            found += scan_lines(text[position : lines[0][0]], vocabulary, position)
            found += _table(lines)
            position = lines[-1][0] + len(lines[-1][1])
        return [*found, *scan_lines(text[position:], vocabulary, position)]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line and where it begins."""
    offset = 0
    for line in text.split("\n"):
        yield offset, line
        offset += len(line) + 1


def _is_drawn(line: tuple[int, str]) -> bool:
    """Whether a line is one of a table."""
    stripped = line[1].strip()
    return stripped[:1] == "|" or (stripped[:1] in f"+{_CORNERS}" and _is_rule(line))


def _is_rule(line: tuple[int, str]) -> bool:
    """Whether a line has strokes between two cells of a column."""
    return _DRAWN.search(line[1]) is not None


@define
class _Drawn:
    """One cell: its lines as they come."""

    lines: list[Cell] = field(factory=list)

    def add(self, line: Cell) -> None:
        """One more line of the cell."""
        if line[0] or not self.lines:
            self.lines.append(line)

    def cells(self) -> Iterator[Cell]:
        """The lines as one text; a number below a line is a cell of its own."""
        printed = [line for line in self.lines if line[0]]
        if not printed:
            yield BLANK, self.lines[0][1], self.lines[0][1]
            return
        text, start, end = printed[0]
        for line in printed[1:]:
            if _DIGIT.search(line[0]):
                yield text, start, end
                text, start, end = line
            else:
                text += line[0]
        yield text, start, end


def _table(lines: Sequence[tuple[int, str]]) -> list[Cell]:
    """The cells of one table, row by row."""
    rows: list[list[_Drawn]] = []
    cells: list[_Drawn] = []  # those that are open, from left to right
    kept = (0, 0)  # how many of them, from the left and from the right, go on below a line
    is_new = True
    for offset, line in lines:
        pieces = list(_pieces(line, offset))
        strokes = [n for n, piece in enumerate(pieces) if _STROKES.fullmatch(piece[0])]
        if strokes:
            kept = (strokes[0], len(pieces) - 1 - strokes[-1])
            if sum(kept) > len(cells):
                kept = (0, 0)
            _go_on(cells, pieces, kept)
            is_new = True
            continue
        if is_new or len(pieces) != len(cells):
            left, right = kept if is_new and sum(kept) <= len(pieces) else (0, 0)
            added = [_Drawn() for _ in pieces[left : len(pieces) - right]]
            cells = [*cells[:left], *added, *cells[len(cells) - right :]]
            rows.append(added)
            is_new = False
        _go_on(cells, pieces, (len(pieces), 0))
    found: list[Cell] = []
    for row in rows:
        found += [line for cell in row if cell.lines for line in cell.cells()]
        found.append((ROW_END, found[-1][2], found[-1][2]) if found else (ROW_END, 0, 0))
    return found


def _go_on(cells: Sequence[_Drawn], pieces: Sequence[Cell], kept: tuple[int, int]) -> None:
    """The first and the last pieces of a line are one more line of the cells in their place."""
    left, right = kept
    for cell, piece in zip(cells[:left], pieces[:left], strict=True):
        cell.add(piece)
    if right:
        for cell, piece in zip(cells[-right:], pieces[-right:], strict=True):
            cell.add(piece)


def _pieces(line: str, offset: int) -> Iterator[Cell]:
    """What stands between the strokes of a line, without space around it."""
    drawn = _CORNER.sub("|", line) if _DRAWN.search(line) else line
    end = len(drawn.rstrip())
    position = drawn.index("|") + 1 if drawn.lstrip().startswith("|") else 0
    if drawn[position:end].endswith("|"):
        end -= 1
    for piece in drawn[position:end].split("|"):
        text = piece.strip()
        start = offset + position + (piece.index(text) if text else 0)
        yield text, start, start + len(text)
        position += len(piece) + 1
