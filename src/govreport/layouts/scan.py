"""Find the cells of a table in running text, by the closed list of labels.

For layouts in which nothing but the labels themselves shows where a cell begins: everything on
one line, cells parted by spaces, label and values on a line, page text, or nothing in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen

from govreport.text.cells import PAD, ROW_END, Cell
from govreport.text.labels import Vocabulary, flatten, label_key

_BETWEEN = r"[\s\"'“”‘’「」、,:()/.]*"
_NUMBERING = re.compile(r"(?:\([一二三四五六七八九十\d]\)|[一二三四五六七八九十]、|[1-9][.、])\s*$")
_NUMBERED = re.compile(r"[一二三四五六七八九十]、")
_SHORT_LABEL = 3
_OPEN_BRACKET = re.compile(r"\(\s*$")
_NOTE = re.compile(r"\s*\([^()]{0,300}\)")
_VALUE = re.compile(
    r"(?P<furniture>[-—–]\s*\d{1,3}\s*[-—–](?=\s)|P\.\s*\d+)"
    r"|(?P<value>(?:(?<![\d.])[+\-−])?\d[\d,]*?(?=[1-9][.、](?!\d))"
    # A sign after a digit begins the next cell, glued to the one before: 2648-18538.
    r"|(?:(?<!\.)[+\-−]|[减增])?\d[\d,]*(?:\.\d+)?"
    r"(?:\s?(?:人次|万元|亿元|元|件|条|个|项|笔|次|人|篇|份|宗)(?![一-鿿]{2}))?"
    r"(?:\([^()]{0,40}\))?(?![.、](?!\d))(?!\s*年))"
    r"|(?P<none>(?<=\s)[/\-—–]+(?=\s))"
)
_WORDS = re.compile(r"[^\s\d].*?[一-鿿].*", re.S)
_MANY_VALUES = re.compile(r"(?:\d[\d,.]*\s+){9}\d")
_TAIL = 400
_BROKEN_HEADER = 250
_VALUES_INSIDE = re.compile(r"\d\s+\d+\s+\d")
_SENTENCE = re.compile(r"[。;！？…]|……")
_GAP_LIMIT = 60
_LINE = 60
_HEADING = re.compile(r"#{1,6}\s*(?=\S)")
_LONE_NUMBER = re.compile(r"\d[\d,.]*")
_SHORT_WORDS = 40


@frozen
class _Found:
    start: int
    end: int
    strong: bool


@lru_cache(maxsize=32)
def _pattern(texts: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(texts, key=len, reverse=True)
    alternatives = "|".join(_BETWEEN.join(map(re.escape, text)) for text in ordered)
    first = "".join(sorted({text[0] for text in ordered}))
    return re.compile(rf"(?=[{re.escape(first)}])(?:{alternatives})")


def scan_line(line: str, vocabulary: Vocabulary) -> list[Cell]:
    """Cells of a line that begins with a label and holds nothing but labels and values."""
    flat = flatten(line)
    labels = list(_labels(flat, vocabulary))
    if not labels or flat[: labels[0].start].strip():
        return []
    found: list[Cell] = []
    _emit(line, flat, labels, found)
    covered = sum(len(text) for text, _, _ in found)
    if covered < len("".join(line.split())):
        return []
    return [*found, (ROW_END, len(line), len(line))]


def scan_lines(segment: str, vocabulary: Vocabulary, start: int) -> list[Cell]:
    """Cells of the text between two tables: headings are labels, a line may hold a whole row.

    ``start`` is the offset of ``segment`` in the document. Lines that are neither are left out,
    but for long ones, which show that a table has ended.
    """
    cells: list[Cell] = []
    offset = start
    for line in segment.split("\n"):
        stripped = line.strip()
        heading = _HEADING.match(stripped)
        if heading is not None:
            stripped = stripped[heading.end() :]
        if stripped:
            first = offset + line.index(stripped)
            whole = (stripped, first, first + len(stripped))
            row = scan_line(line, vocabulary) if len(stripped) <= _LINE else []
            if heading is not None or len(stripped) > _LINE or _LONE_NUMBER.fullmatch(stripped):
                cells += [whole, (ROW_END, first, first)]
            elif row:
                cells += [(cell, begin + offset, end + offset) for cell, begin, end in row]
        offset += len(line) + 1
    return cells


def scan(text: str, vocabulary: Vocabulary, *, least: int = 3) -> list[Cell]:
    """Cells of the tables in ``text``: labels, values, and short words in between.

    Args:
        text: the document's text, or a part of it.
        vocabulary: the labels of all forms.
        least: islands with fewer labels are prose.
    """
    flat = flatten(text)
    found: list[Cell] = []
    for island in _islands(flat, vocabulary, least):
        _emit(text, flat, island, found)
        found.append((ROW_END, island[-1].end, island[-1].end))
    return found


def _labels(flat: str, vocabulary: Vocabulary) -> Iterator[_Found]:
    pattern = _pattern(vocabulary.texts)
    end = position = 0
    while match := pattern.search(flat, position):
        start, position = match.span()
        if position - start <= _SHORT_LABEL and not _stands_alone(flat, match, end, pattern):
            continue
        end = position
        numbering = _NUMBERING.search(flat, max(0, start - 6), start)
        if numbering is not None:
            start = numbering.start()
        note = _NOTE.match(flat, end)
        if note is not None and _VALUES_INSIDE.search(note[0]):
            note = None  # a label printed around its values (D12): 部分公开(区分.. 4 0 0 ..情形)
        opened = _OPEN_BRACKET.search(flat, max(0, start - 3), start)
        if note is not None:
            end = note.end()
        elif opened is not None and flat.startswith(")", end):
            start, end = opened.start(), end + 1
        position = end
        yield _Found(start, end, _is_strong(match[0], vocabulary))


def _stands_alone(flat: str, match: re.Match[str], before: int, pattern: re.Pattern[str]) -> bool:
    """其他 inside a longer word is no label; beside another label or a number it is."""
    start, end = match.span()
    if start > before and "一" <= flat[start - 1] <= "鿿":
        return False
    if end < len(flat) and "一" <= flat[end] <= "鿿":
        return pattern.match(flat, end) is not None or _NUMBERED.match(flat, end) is not None
    return True


def _is_strong(text: str, vocabulary: Vocabulary) -> bool:
    """Whether prose would hardly contain this label."""
    key = label_key(text)[0]
    matches = vocabulary.entries.get(key, ())
    if any(match.terminal in _PROSE_WORDS for match in matches):
        return False
    return len(key) >= 4


_PROSE_WORDS = frozenset(
    {
        "LICENSING",
        "PENALTIES",
        "COERCIVE_MEASURES",
        "ADMINISTRATIVE_FEES",
        "NORMATIVE_DOCUMENTS",
        "OTHER_EXTERNAL_SERVICES",
        "CENTRALISED_PROCUREMENT",
        "RULES",
        "REVIEW",
        "LITIGATION",
        "DISCLOSED",
        "WITHHELD",
        "UNAVAILABLE",
        "NOT_PROCESSED",
        "OTHER_HANDLING",
    }
)


def _islands(flat: str, vocabulary: Vocabulary, least: int) -> Iterator[list[_Found]]:
    """Runs of labels with nothing but cells between them."""
    island: list[_Found] = []
    for label in _labels(flat, vocabulary):
        if island and not _connects(flat[island[-1].end : label.start]):
            if _is_table(flat, island, least):
                yield island
            island = []
        island.append(label)
    if _is_table(flat, island, least):
        yield island


def _is_table(flat: str, island: list[_Found], least: int) -> bool:
    """Labels that prose would not print so close together, or two with many values below."""
    if not island:
        return False
    if len(island) >= least and any(label.strong for label in island):
        return True
    below = flat[island[-1].end : island[-1].end + _TAIL]
    return len(island) > 1 and bool(_MANY_VALUES.search(_SENTENCE.split(below)[0]))


def _connects(gap: str) -> bool:
    if len(gap) <= 4:
        return True
    words = _VALUE.sub(" ", gap)
    if _SENTENCE.search(words):
        return False
    return len("".join(words.split())) <= _GAP_LIMIT


def _emit(text: str, flat: str, island: list[_Found], found: list[Cell]) -> None:
    for number, label in enumerate(island):
        found.append((_squeeze(text[label.start : label.end]), label.start, label.end))
        last = number + 1 == len(island)
        limit = min(len(text), label.end + _TAIL) if last else island[number + 1].start
        _emit_gap(text, flat, label.end, limit, found, last=last)


def _squeeze(text: str) -> str:
    return "".join(text.split()) if "\n" in text or " " in text else text


def _emit_gap(
    text: str, flat: str, start: int, limit: int, found: list[Cell], *, last: bool
) -> None:
    position = start
    before = False
    for number, match in enumerate(_VALUE.finditer(flat, start, limit)):
        # Below the last label only a header in pieces may come before the values.
        if last and number == 0 and _MANY_VALUES.match(flat, match.start()):
            if len(text[position : match.start()]) > _BROKEN_HEADER:
                return
        elif not _emit_words(text, position, match.start(), found, last=last):
            return
        if match["furniture"] is None:
            alone = _is_alone(text, match)
            if alone and number and not before:
                # Below a row of values: the next page's number, or the rest of the row.
                found.append((PAD, match.start(), match.start()))
            before = alone
            found.append((text[match.start() : match.end()], match.start(), match.end()))
        position = match.end()
    if not last:
        _emit_words(text, position, limit, found, last=last)


def _is_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a value has a line for itself."""
    first = text.rfind("\n", 0, match.start()) + 1
    last = text.find("\n", match.end())
    line = text[first : last if last >= 0 else len(text)]
    return first > 0 and len(line) < _LINE and line.strip() == match[0].strip()


def _emit_words(text: str, start: int, end: int, found: list[Cell], *, last: bool) -> bool:
    """Short words between values may be a label that no form knows; more is prose."""
    words = "".join(text[start:end].split()).rstrip("|:：,，、.。;；").lstrip("|:：,，、.。;；)）")
    if not words:
        return True
    if last or len(words) > _SHORT_WORDS or _SENTENCE.search(words):
        return False
    found.append((words, start, end))
    return True
