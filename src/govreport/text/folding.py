"""A document's text as it is read: one character for each way to print it, offsets kept."""

from __future__ import annotations

import html
import re
from typing import Final

from attrs import evolve

from govreport.document import Document
from govreport.text.chinese.radicals import fold_radicals
from govreport.text.numbers import INVISIBLE, WIDTHLESS, close_numbers

_BARS: Final = str.maketrans(dict.fromkeys("｜│┃￨∣❘", "|"))
"""What is printed for the pipe between two cells: full-width, and drawn as part of a box."""

_FOREIGN = re.compile(
    rb"\xe2(?:[\xba-\xbf]|\x80[\x8b-\x8f\xaa-\xaf]|\x81\xa0|\x94[\x82\x83]|\x88\xa3|\x9d\x98)"
)
"""The bytes that begin U+2E80 to U+2FFF, those of most characters without width and of most bars:
a rare byte is found ten times sooner than a range."""

_OTHERS = tuple(mark.encode() for mark in "\ufeff\xad｜￨")


_LINE_MARKS: Final = (">", "- ", "* ", "• ", "· ", "+ ")
_ENOUGH_LINES = 8
_MOST_LINES = 0.8


def _without_line_marks(text: str) -> str:
    """A text whose lines all begin with one mark (a quoted message, a list), with spaces for it.

    >>> _without_line_marks("> 规章\\n> 3\\n" * 4)[:9]
    '  规章\\n  3\\n'
    """
    for mark in _LINE_MARKS:
        marked = text.count(f"\n{mark}") + text.startswith(mark)
        if marked < _ENOUGH_LINES:
            continue
        lines = sum(bool(line) and not line.isspace() for line in text.split("\n"))
        if marked >= _MOST_LINES * lines:
            spaces = " " * len(mark)
            text = text.replace(f"\n{mark}", f"\n{spaces}")
            return spaces + text[len(mark) :] if text.startswith(mark) else text
    return text


_LONE_PIPE = re.compile(r"(?<=\d)\|(?!\S)|(?<!\S)\|(?=\d)")
_FEWEST_PIPES = 3


def _without_lone_pipes(text: str) -> str:
    """A text without cells between pipes in which a number ends or begins with one: a 1 misread.

    The broken bar that it becomes makes the cell no number.

    >>> _without_lone_pipes("人 689|")
    '人 689¦'
    >>> _without_lone_pipes("规章|3|文件|4|")
    '规章|3|文件|4|'
    """
    if 0 < text.count("|") < _FEWEST_PIPES:
        return _LONE_PIPE.sub("¦", text)
    return text


_ENTITIES = re.compile(r"(?:&#(?:4[89]|5[0-7]);)+|(?:&(?:nbsp|en?sp|emsp|#160|#12288|#8195);)+")


def _without_entities(text: str) -> str:
    """A text with digits and spaces for their HTML entities, and space for what is longer.

    >>> _without_entities("规章 &#49;&#51; 4")
    '规章 13         4'
    >>> _without_entities("规章|&nbsp;|4").replace("\xa0", " ")
    '规章|      |4'
    """
    return _ENTITIES.sub(_decoded, text) if "&" in text else text


_BREAKS = re.compile(r"(?<=[^\n])<br ?/?>(?=[^\n])", re.IGNORECASE)


def _without_breaks(text: str) -> str:
    """A text with spaces for the line breaks of HTML in cells between pipes.

    >>> _without_breaks("|信息内<br>容|3|")
    '|信息内    容|3|'
    """
    if "<br" not in text or "|" not in text:
        return text
    return _BREAKS.sub(lambda found: " " * len(found[0]), text)


def _decoded(match: re.Match[str]) -> str:
    return html.unescape(match[0]).ljust(len(match[0]))


_EMPHASIS = re.compile(
    # A character set first is quick; the look behind it keeps words with such a mark whole.
    r"[*_'](?:(?<![\w*].)(?:(?<=\*)\*\*?|(?<=_)_|(?<=')'{1,2})(?=[^\s*])"
    r"(?P<words>[^*|\n]{1,200}?)(?P<marks>\*\*\*?|__|'{2,3})(?!\*)"
    r"|(?<![\w*].)(?=[^\s*])(?P<slanted>[^*_|\n]{1,200})(?:[*_])(?![\w*])"
    r"|(?<=\*)\*(?P<number>[+\-]?\d[\d,.]{0,20})\*\*)"
)
"""What stands between the marks of Markdown or of a wiki for bold or slanted letters."""

_ATTRIBUTES = re.compile(r"\[(?P<words>[^\]\[\n|]{0,200})\]\{[^}\n|]{1,200}\}")
_ESCAPED = re.compile(r"\\(?P<sign>[+\-](?=\d))|(?<=\d)\\(?P<fraction>\.\d+)|\\(?P<mark>[.()#*_])")


def _without_markup(text: str) -> str:
    """A text without the marks of Markdown that stand around, behind or before its words: bold
    and slanted letters, attributes, escapes.

    >>> _without_markup("|[3]{lang=en}|**条**[]{a=b}|")
    '| 3          |  条         |'
    """
    if "]{" in text:
        text = _ATTRIBUTES.sub(_without_attributes, text)
    if "\\" in text:
        text = _ESCAPED.sub(_unescaped, text)
    return _without_emphasis(text)


def _without_attributes(match: re.Match[str]) -> str:
    return f" {match['words']}".ljust(len(match[0]))


def _unescaped(match: re.Match[str]) -> str:
    return f" {match['sign']}" if match["sign"] else f"{match['fraction'] or match['mark']} "


_MARKS = ("**", "__", "''")
_LETTER = re.compile(r"[一-鿿\d]")
_PARTED = re.compile(r"[\d.,]{2}")


def _without_emphasis(text: str) -> str:
    """A text with spaces for the marks of bold and slanted letters around words and numbers.

    >>> _without_emphasis("**规章** | **5** | *其他* | 12* | **"), _without_emphasis("收到**3**件")
    ('  规章   |   5   |  其他  | 12* | **', '收到  3  件')
    """
    if any(mark in text for mark in _MARKS) or text.count("*") > 1 or text.count("_") > 1:
        return _EMPHASIS.sub(_without_marks, text)
    return text


def _without_marks(match: re.Match[str]) -> str:
    words = match["words"] or match["slanted"] or match["number"]
    before = match[0].index(words)
    marks = match[0][:before]
    if _LETTER.search(words) is None or words[-1].isspace() or match[0][-before:] != marks:
        return match[0]
    text, start, end = match.string, *match.span()
    if _PARTED.match(text[start - 1 : start] + words[0]) or _PARTED.match(
        words[-1] + text[end : end + 1]
    ):
        return match[0]  # a part of a number is no word
    return " " * before + words + " " * before


_IN_BRACKETS = r"[^()（）\s|]{0,80}[)）]"
_IN_WORDS = re.compile(
    rf"(?:(?<![\d{WIDTHLESS}])[{WIDTHLESS}]+|(?<=\d)[{WIDTHLESS}]+(?=[.．、)）]))"
    rf"(?:{_IN_BRACKETS})?(?:[(（]{_IN_BRACKETS}|[^\s\d|])*"
)


def _close_words(text: str) -> str:
    """A text of the same length whose width-less characters stand behind the words they part.

    A numeral stays with its label, and the digits behind a label stay where they are.

    >>> _close_words("0003\\u200b.其\\u200b他12")
    '0003.其他\\u200b\\u200b12'
    """
    return _IN_WORDS.sub(_closed_word, text)


def _closed_word(match: re.Match[str]) -> str:
    word = match[0].translate(INVISIBLE)
    return word + "\u200b" * (len(match[0]) - len(word))


def folded(document: Document) -> Document:
    """A document with characters for radicals, pipes for bars, no width-less characters within
    its numbers and words, no mark before each of its lines, no lone pipe at a number, no entities
    for digits and spaces, no marks of bold letters and no line breaks of HTML.

    Offsets stay as they were.

    >>> folded(Document("⾏政处罚｜12│\\u200b3｜")).text
    '行政处罚|12| 3|'
    """
    text = _without_line_marks(document.text)
    data = text.encode("utf-8", "surrogatepass")
    if _FOREIGN.search(data) is not None or any(mark in data for mark in _OTHERS):
        text = close_numbers(_close_words(fold_radicals(text).translate(_BARS)))
    text = _without_breaks(_without_lone_pipes(text))
    text = _without_markup(_without_entities(text))
    return document if text is document.text else evolve(document, text=text)
