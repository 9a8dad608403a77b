"""Characters to lines of text."""

from __future__ import annotations

import re
from typing import NamedTuple

from attrs import frozen

from govreport.document import Box
from govreport.readers.pdf.page import Character, Page

_PAGE_NUMBER = re.compile(
    r"""\s*(?:
        [-—–－_·~]\s*\d{1,4}\s*[-—–－_·~]      # - 3 -
      | 第\s*\d{1,4}\s*页(?:.{0,4}共\s*\d{1,4}\s*页)?
      | [Pp](?:age)?\.?\s*\d{1,4}
      | \d{1,4}\s*/\s*\d{1,4}
    )\s*""",
    re.VERBOSE,
)
MARGIN = 0.1
"""Share of the page's height, at its top and foot, in which page numbers stand."""


class Word(NamedTuple):
    """A part of a line between two blanks; ``wide`` says that the one before it is a gap."""

    text: str
    left: float
    right: float
    wide: bool


@frozen
class Line:
    """A line of text, the area it covers, and its words."""

    text: str
    box: Box
    words: tuple[Word, ...] = ()

    @property
    def pieces(self) -> int:
        """The number of parts between wide gaps."""
        return 1 + sum(word.wide for word in self.words[1:])


def make_lines(characters: list[Character]) -> list[Line]:
    """Group characters into lines by their baselines, from the top down."""
    rows: list[list[Character]] = []
    level = height = 0.0
    for character in sorted(characters, key=lambda character: -character.baseline):
        size = max(1.0, character.top - character.bottom)
        if rows and level - character.baseline <= 0.35 * min(height, size):
            rows[-1].append(character)
        else:
            rows.append([character])
            level, height = character.baseline, size
    return [line for line in map(_make_line, rows) if line.text]


def _make_line(row: list[Character]) -> Line:
    row.sort(key=lambda character: character.left)
    visible = [character for character in row if not character.text.isspace()]
    if not visible:
        return Line("", (0.0, 0.0, 0.0, 0.0))
    size = sorted(character.top - character.bottom for character in visible)[len(visible) // 2]
    size = max(size, 1.0)
    words: list[Word] = []
    text = word = ""
    start = end = visible[0].left
    wide = True
    blank = False
    for character in row:
        if character.text.isspace():
            blank = True
            continue
        gap = character.left - end
        if word and (gap > 0.45 * size or (blank and gap > 0.1 * size)):
            words.append(Word(word, start, end, wide))
            wide = gap > 1.2 * size
            text += " " * (max(2, min(200, round(2 * gap / size))) if wide else 1)
            word, start = "", character.left
        text += character.text
        word += character.text
        end = max(end, character.right)
        blank = False
    words.append(Word(word, start, end, wide))
    box = (
        visible[0].left,
        min(character.bottom for character in visible),
        end,
        max(character.top for character in visible),
    )
    return Line(text, box, tuple(words))


def is_page_number(text: str) -> bool:
    """Whether a line is a page number in one of its usual dresses.

    >>> is_page_number("- 3 -"), is_page_number("第3页 共5页"), is_page_number("3")
    (True, True, False)
    """
    return bool(_PAGE_NUMBER.fullmatch(text))


def drop_page_number(page: Page) -> None:
    """Take a page number at the foot or the head out of a page, also from inside a table."""
    _, bottom, _, top = page.box
    zone = MARGIN * (top - bottom)
    for low, high in ((bottom, bottom + zone), (top - zone, top)):
        inside = [c for c in page.characters if low <= (c.bottom + c.top) / 2 <= high]
        lines = make_lines(inside)
        edge = lines[-1:] if low == bottom else lines[:1]
        for line in edge:
            bare = len(lines) == 1 and line.text.strip() in (str(page.number), str(page.number - 1))
            ruled = any(
                line.box[0] > s.start and line.box[2] < s.end and low <= s.position <= high
                for s in page.horizontal
            )
            if is_page_number(line.text) or (bare and not ruled):
                gone = {
                    id(c) for c in inside if line.box[1] <= (c.bottom + c.top) / 2 <= line.box[3]
                }
                page.characters = [c for c in page.characters if id(c) not in gone]
