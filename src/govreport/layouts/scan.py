"""Find the cells of a table in running text, by the closed list of labels.

For layouts in which nothing but the labels themselves shows where a cell begins: everything on
one line, cells separated by spaces, label and values on a line, page text, or nothing in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen

from govreport.text.cells import PAD, ROW_END, Cell, read_cell
from govreport.text.labels import Vocabulary, flatten, label_key
from govreport.text.numbers import SIGNS, UNITS

_BETWEEN = r"[\s\"'“”‘’「」、,:()/.]*"
_NUMBERING = re.compile(
    # Behind a digit only what sticks to the label: 32．, and a label on the next line, is 32.
    r"(?:\([一二三四五六七八九十\d]\)|[一二三四五六七八九十]、|(?<!\d)[1-9][.、])\s*$|[1-9][.、]$"
)
_NEXT_SECTION = re.compile(r"(?<=[\d元])[一二三四五六七八九]、")
_NUMBERED = re.compile(r"[一二三四五六七八九十]、")
_SHORT_LABEL = 3
_OPEN_BRACKET = re.compile(r"\(\s*$")
_NOTE = re.compile(
    rf"\s*\((?!\s*[{SIGNS}]?\d[\d,.]*\s*\)|[一二三四五六七八九十]{{1,3}}\))[^()]{{0,300}}\)"
)
_REMARK = rf"\((?!\s*[{SIGNS}]?\d[\d,.]*\s*\))[^()]{{0,40}}\)"
_VALUE = re.compile(
    r"(?P<furniture>[-—–]\s*\d{1,3}\s*[-—–](?=\s)|P\.\s*\d+)"
    rf"|(?P<bracketed>(?:[\[“\"‘'【《]|(?P<round>\())\s?[{SIGNS}]?\d[\d,.]*\s?[)\]”\"’'】》]"
    r"(?(round)(?![一-鿿](?!、|政))))"
    rf"|(?P<value>(?:(?<![\d.])[{SIGNS}])?\d[\d,]*?(?=[1-9][.、](?!\d|[^\S\n]*(?:\n|\Z)))"
    # A sign after a digit begins the next cell, glued to the one before: 2648-18538.
    # So may a dash, but before a zero it is a cell itself.
    rf"|(?:(?<!\.)[{SIGNS}]|[–—](?=[1-9])|[减增约近¥￥]|人民币)?\d[\d,]*+(?:\.\d++)?+"
    r"(?:\s?(?:人次|万元|亿元|元|件|条|个|项|笔|次|人|篇|份|宗)(?![一-鿿]{2}))?"
    rf"(?:{_REMARK})?(?![.、](?!\d))(?!\s*年))"
    r"|(?P<none>(?<=\s)[/\-—–]+(?=\s)|(?<=\d)[—–](?=\d))"
)
_STUCK = re.compile(
    r"[万千百亿%‰〇零][\d.万千百亿元%‰]*|\|\d*(?=\s|\Z)|[A-Za-zА-я~^°?=_#][^\s一-鿿()|,、。;]{0,12}"
    r"|[⁰¹²³⁴-⁹*※]+\d*|[①-⑳]\d*(?![一-鿿\d])|\[[^\s\]]{0,6}\]\d*|[-−–—][^\S\n]+\d[\d,.]*"
    r"|['’‘]\d[\d,.]*|[一-鿿]{1,2}[元币镑]|[余多]|左右|以[上下]|/\d[\d,./]*"
)
"""What makes a glued number another one: 12万5千元 is not 12."""

_SHOWN = re.compile(r"[^\s|:：,，、.。;；)）](?:[\s\S]*[^\s|:：,，、.。;；])?")
_WORD = re.compile(r"[^\s|]+\|?(?![^\s|])|[^\s|]+")
_FURNITURE = re.compile(r"[-—–]\s*\d{1,3}\s*[-—–](?=\s|\Z)|P\.\s*\d+(?=\s|\Z)")
_VALUE_CHARACTER = re.compile(r"[\d〇零/*\\无—–―-]")
_WHOLE_VALUE = re.compile(
    rf"[{SIGNS}]?\d[\d,]*(?:\.\d+)?"
    rf"(?:\s?(?:{UNITS})(?![^\s|(]))?(?:\s?{_REMARK})?(?![^\s|])"
)
_WORDS = re.compile(r"[^\s\d].*?[一-鿿].*", re.S)
_MANY_VALUES = re.compile(r"(?:\d[\d,.]*\s+){9}\d")
_MANY_DIGITS = re.compile(r"\d{12}")
_TAIL = 400
_BROKEN_HEADER = 250
_VALUES_INSIDE = re.compile(r"\d\s+\d+\s+\d")
_SENTENCE = re.compile(r"[。;！？…]|……")
_COUNT_IN_A_SENTENCE = re.compile(r"\d\s*[件起宗例条项次]?\s*[,、;](?!\d)|其中")
_GAP_LIMIT = 60
_LINE = 60
_FEW_PIPES = 3
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
    _emit(line, flat, labels, found, glued=False)
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


def scan(text: str, vocabulary: Vocabulary, *, least: int = 3, glued: bool = False) -> list[Cell]:
    """Cells of the tables in ``text``: labels, values, and short words in between.

    Args:
        text: the document's text, or a part of it.
        vocabulary: the labels of all forms.
        least: islands with fewer labels are prose.
        glued: values may be printed without a separator.
    """
    flat = flatten(text)
    found: list[Cell] = []
    for island in _islands(flat, vocabulary, least):
        _emit(text, flat, island, found, glued=glued)
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
        if numbering is not None and not _is_cell(flat, numbering.start(), match[0], vocabulary):
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


def _is_cell(flat: str, place: int, label: str, vocabulary: Vocabulary) -> bool:
    """Whether a number before a label, in brackets or with a mark behind it, is the end of the row
    above: the rows of proactive disclosure have no numbers."""
    digit = flat[place + 1] if flat[place] == "(" else flat[place]
    if not (digit.isdigit() and flat[place - 1].isdigit()):
        return False
    matches = vocabulary.entries.get(label_key(label)[0], ())
    return any(match.table == "proactive_disclosure" for match in matches)


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
    if _COUNT_IN_A_SENTENCE.search(gap):
        return False  # 3件,其中 is prose: no cell is followed by a comma
    words = _VALUE.sub(" ", gap)
    if _SENTENCE.search(words):
        return False
    return len("".join(words.split())) <= _GAP_LIMIT


def _emit(text: str, flat: str, island: list[_Found], found: list[Cell], *, glued: bool) -> None:
    for number, label in enumerate(island):
        found.append((_squeeze(text[label.start : label.end]), label.start, label.end))
        last = number + 1 == len(island)
        limit = min(len(text), label.end + _TAIL) if last else island[number + 1].start
        _emit_gap(text, flat, label.end, limit, found, last=last, glued=glued)


def _squeeze(text: str) -> str:
    return "".join(text.split()) if "\n" in text or " " in text else text


def _emit_gap(
    text: str,
    flat: str,
    start: int,
    limit: int,
    found: list[Cell],
    *,
    last: bool,
    glued: bool,
) -> None:
    position = start
    before = False
    values = _glued_values(flat, start, limit) if glued else _values(flat, start, limit)
    for number, (first, end, is_furniture) in enumerate(values):
        # Below the last label only a header in pieces may come before the values.
        many = _MANY_VALUES.match(flat, first) or (glued and _MANY_DIGITS.match(flat, first))
        if last and number == 0 and many:
            if len(text[position:first]) > _BROKEN_HEADER:
                return
        elif not _emit_words(text, position, first, found, last=last):
            return
        if not is_furniture:
            alone = _is_alone(text, first, end)
            if alone and number and not before:
                # Below a row of values: the next page's number, or the rest of the row.
                found.append((PAD, first, first))
            before = alone
            found.append((text[first:end], first, end))
        position = end
    if not last:
        _emit_words(text, position, limit, found, last=last)


def _glued_values(flat: str, start: int, limit: int) -> Iterator[tuple[int, int, bool]]:
    """The values in a text in which nothing separates them from what follows."""
    position = start
    while (match := _VALUE.search(flat, position, limit)) is not None:
        position = match.end()
        stuck = _STUCK.match(flat, position, limit)
        if stuck is not None:
            position = stuck.end()
        yield match.start(), position, match["furniture"] is not None


def _values(flat: str, start: int, limit: int) -> Iterator[tuple[int, int, bool]]:
    """The values in a text in which white space separates them: whole, or not at all."""
    position = start
    while (match := _WORD.search(flat, position, limit)) is not None:
        first = match.start()
        furniture = _FURNITURE.match(flat, first, limit)
        if furniture is not None:
            position = furniture.end()
            yield first, position, True
            continue
        if first > start and _is_letter(flat, first - 1) and not flat[first - 2].isdigit():
            position = match.end()
            yield first - 1, position, False
            continue
        whole = _WHOLE_VALUE.match(flat, first, limit)
        if whole is not None and _is_letter(flat, whole.end()):
            whole = None
        position = whole.end() if whole is not None else match.end()
        if whole is None and "、" in match[0]:
            heading = _NEXT_SECTION.search(flat, first + 1, position)  # glued to the last number
            position = heading.start() if heading is not None else position
        if whole is not None or _is_value(flat[first:position]):
            yield first, position, False


def _is_letter(flat: str, place: int) -> bool:
    """A pipe stuck to a number, where pipes separate no cells, was an l or a 1."""
    return flat.startswith("|", place) and flat.count("|") <= _FEW_PIPES


def _is_value(word: str) -> bool:
    """Whether a word is a value; 三 or 十 alone is as often a piece of a label."""
    if _VALUE_CHARACTER.search(word) is None:
        return False
    return read_cell(word).kind in ("number", "odd", "placeholder")


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether a value has a line for itself."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    line = text[first : last if last >= 0 else len(text)]
    return first > 0 and len(line) < _LINE and line.strip() == text[start:end].strip()


def _emit_words(text: str, start: int, end: int, found: list[Cell], *, last: bool) -> bool:
    """Short words between values may be a label that no form knows; more is prose."""
    shown = _SHOWN.search(text, start, end)
    if shown is None:
        return True
    words = "".join(shown[0].split())
    if last or len(words) > _SHORT_WORDS or _SENTENCE.search(words):
        return False
    found.append((words, *shown.span()))
    return True
