"""Sentences that may state a figure, found without reading the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import define, field

from govreport.text.chinese import strip_pinyin, to_simplified

# A unit right after a digit or a numeral character, a figure behind 数, or the words of a figure
# of none. Traditional forms stand beside the Simplified ones: only candidates are converted.
# One set of characters comes first, so that the search skips the rest at full speed.
_UNITS = "件条條则則宗起例篇份部幅封册冊项項笔筆个個处處家人名位次场場期班轮輪元万萬张張"
_CANDIDATE = re.compile(
    rf"[{_UNITS}未没沒无無为為零数數存](?:"
    rf"(?<=[\d０-９ \n余餘多几幾〇零一二两兩三四五六七八九十百千万萬亿億][{_UNITS}])"
    r"|(?<=[未没沒无無])"
    r"(?=有|收|接|发|發|产|產|出现|出現|受|因|专|專|政府|行政|任何|向|对|對|结|結|上年|申|信|依|复|複|诉|訴"
    r"|举|舉|投|涉|相|与|與|公|被|追|责|責|问|問|召|开|開|全职|引|顺|順|转|轉|新|由|群|检|檢|费|一|法人|人|提|[，。；]"
    r"|制|印发|印發|废止|廢止|实施|實施|作出|采取|採取|不予|部分|规章|規章|规范|規範|在线|在線|组织|組織|未经|未經"
    r"|重复|重複|政策|听证|聽證|意见征|意見徵|进行|進行)"
    r"|(?<=[为為])(?=零|0)|(?<=零)(?=申|投|复|複|诉|訴|举|舉)|(?<=[数數])(?=\d)|(?<=不存)(?=在))"
)
_END = re.compile(r"[。！？]|\n")
_WRAPPED = 20  # a line shorter than this was ended on purpose
_HEADING = re.compile(r"\s|[（(]?[一二三四五六七八九十\d]+[、.．)）]|附|[#|]")
_BROKEN = re.compile(rf"[ \t]*\n[ \t]*(?=[{_UNITS}])")
_BLANK = re.compile(r"\s")
_SINGLE_DIGITS = re.compile(r"(?<!\d)\d(?:[ \t\u3000]+\d)+(?!\d)")
_PINYIN = re.compile(r"[(（][a-z\u00e0-\u024f]")

_MATTER = re.compile("公[开開]|信息[处處]理[费費]|上一?年度?[结結][转轉]|[结結][转轉]下")
_MATTER_AHEAD = 60  # characters behind it, in its own paragraph
_MATTER_WINDOW = 200  # characters before a sentence in which its subject matter is looked for


@define
class Sentence:
    """One sentence, from offset ``begin`` of the document's text to ``stop``.

    ``clean`` says that the document has neither Traditional characters nor pinyin. What is asked
    of it as a whole is found once, however many figures it states.

    Attributes:
        printed: its own characters.
        text: its Simplified characters without pinyin and white space. Words and figures that
            line ends or spaces break are whole again: 1 3 4 件 is 134件. A space between two
            longer numbers stays.
        quotation: as it is shown to a person.
    """

    document: str
    begin: int
    stop: int
    clean: bool = False
    printed: str = field(init=False)
    text: str = field(init=False)
    quotation: str = field(init=False)
    _offsets: list[int] | None = field(init=False, default=None)
    _about: bool | None = field(init=False, default=None)

    def __attrs_post_init__(self) -> None:
        """Make its text readable."""
        printed = text = self.printed = self.document[self.begin : self.stop]
        self.quotation = printed.strip()
        offsets: list[int] | None = None
        if not self.clean:
            if _PINYIN.search(text):
                text, offsets = strip_pinyin(text)
            text = to_simplified(text)
        if _BLANK.search(text) is not None:
            kept = _without_blanks(text)
            text = "".join([text[i] for i in kept])
            offsets = kept if offsets is None else [offsets[i] for i in kept]
        self.text = text
        self._offsets = offsets

    def offset(self, position: int) -> int:
        """The offset in the document's text of a position in ``text``."""
        offsets = self._offsets
        if offsets is None:
            return self.begin + position
        return self.begin + (offsets[position] if position < len(offsets) else len(self.printed))

    def end(self, position: int) -> int:
        """As `offset`, of a position where something ends: white space behind it is left out."""
        return self.offset(position - 1) + 1

    @property
    def is_about_disclosure(self) -> bool:
        """Whether it, or what stands shortly before or behind it, speaks of disclosure."""
        if self._about is None:
            first = max(0, self.begin - _MATTER_WINDOW)
            line = self.document.find("\n", self.stop, self.stop + _MATTER_AHEAD)
            last = line if line >= 0 else self.stop + _MATTER_AHEAD
            self._about = _MATTER.search(self.document, first, last) is not None
        return self._about

    @property
    def follows_disclosure(self) -> bool:
        """Whether it, or what stands shortly before it, speaks of disclosure."""
        first = max(0, self.begin - _MATTER_WINDOW)
        return _MATTER.search(self.document, first, self.stop) is not None

    @property
    def mentions_disclosure(self) -> bool:
        """Whether the sentence itself speaks of disclosure or of information."""
        return "公开" in self.text or "信息" in self.text

    @property
    def mentions_training(self) -> bool:
        """Whether the people it counts are those of a training."""
        return "培训" in self.text or "参训" in self.text


def _without_blanks(text: str) -> list[int]:
    """The positions that are kept: all but white space, and spaces between longer numbers."""
    joined = {
        position
        for found in _SINGLE_DIGITS.finditer(text)
        for position in range(found.start(), found.end())
    }
    kept = []
    last = ""
    for position, character in enumerate(text):
        if character.isspace():
            following = text[position + 1 : position + 2]
            if not (last.isdigit() and following.isdigit()):
                continue
            if position in joined or character == "\n":
                continue
        kept.append(position)
        last = character
    return kept


def candidate_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the offsets of each sentence in ``text[start:end]`` that may state a figure.

    A sentence ends with 。！？ or with its line; a line that was only wrapped at a width goes on.

    >>> text = "总体情况。收到申请5件。办理顺利。"
    >>> [text[a:b] for a, b in candidate_sentences(text, 0, len(text))]
    ['收到申请5件。']
    """
    position = start
    bound = start  # no sentence begins before the end of the last one
    while found := _CANDIDATE.search(text, position, end):
        begin = _sentence_start(text, bound, found.start())
        stop = _sentence_end(text, found.end(), end)
        yield begin, stop
        position = bound = stop


def _sentence_start(text: str, bound: int, position: int) -> int:
    full_stop = max(text.rfind(mark, bound, position) for mark in "。！？")
    lower = max(bound, full_stop + 1)
    line = position
    while (line := text.rfind("\n", lower, line)) >= 0:
        if not _is_wrapped(text, line, lower):
            return line + 1
    return lower


def _sentence_end(text: str, position: int, end: int) -> int:
    while found := _END.search(text, position, end):
        if found.group() != "\n":
            return found.end()
        if not _is_wrapped(text, found.start(), 0):
            return found.start()
        position = found.end()
    return end


def _is_wrapped(text: str, newline: int, lower: int) -> bool:
    """Whether the line that ends here goes on in the next one, as PDF text does."""
    if text[newline - 1 : newline].isdigit() and _BROKEN.match(text, newline):
        return True  # 351⏎件
    begin = max(lower, newline - _WRAPPED)
    if text.find("\n", begin, newline) >= 0 or newline - begin < _WRAPPED:
        return False
    if text[newline - 1] in "。；;：:！？|":
        return False
    return newline + 1 < len(text) and not _HEADING.match(text, newline + 1)


def prose_stretches(
    text: str, stretches: Iterable[tuple[int, int]] | None
) -> list[tuple[int, int]]:
    """The stretches to read, in order; the whole text when none are given."""
    return [(0, len(text))] if stretches is None else sorted(stretches)
