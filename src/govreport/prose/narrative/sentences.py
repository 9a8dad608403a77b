"""Sentences that may state a figure, found without reading the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from attrs import define

from govreport.text.chinese import to_simplified

# A unit right after a digit or a numeral character, or the words of a figure of none.
# Traditional forms stand beside the Simplified ones: only candidates are converted.
# One set of characters comes first, so that the search skips the rest at full speed.
_UNITS = "件条條则則宗起例篇份部幅个個处處家人名位次场場期班元万萬"
_CANDIDATE = re.compile(
    rf"[{_UNITS}未没沒无無为為](?:"
    rf"(?<=[\d０-９ \n余餘多几幾〇零一二两兩三四五六七八九十百千万萬亿億][{_UNITS}])"
    r"|(?<=[未没沒无無])"
    r"(?=有|收|接|发|發|产|產|出现|出現|受|因|专|專|政府|行政|任何|[，。；])"
    r"|(?<=[为為])(?=零|0))"
)
_END = re.compile(r"[。！？]|\n")
_WRAPPED = 20  # a line shorter than this was ended on purpose
_HEADING = re.compile(r"\s|[（(]?[一二三四五六七八九十\d]+[、.．)）]|附|[#|]")


_MATTER = re.compile("公[开開]")
_MATTER_WINDOW = 200  # characters before a sentence in which its subject matter is looked for


@define(slots=False)
class Sentence:
    """One sentence, from offset ``begin`` of the document's text to ``stop``.

    What is asked of it as a whole is found once, however many figures it states.
    """

    document: str
    begin: int
    stop: int

    @cached_property
    def printed(self) -> str:
        """Its own characters."""
        return self.document[self.begin : self.stop]

    @cached_property
    def text(self) -> str:
        """Its Simplified characters, at the same offsets."""
        return to_simplified(self.printed)

    @cached_property
    def quotation(self) -> str:
        """As it is shown to a person."""
        return self.printed.strip()

    @cached_property
    def is_about_disclosure(self) -> bool:
        """Whether it, or what stands shortly before it, speaks of disclosure."""
        first = max(0, self.begin - _MATTER_WINDOW)
        return bool(_MATTER.search(self.document, first, self.stop))

    @cached_property
    def mentions_disclosure(self) -> bool:
        """Whether the sentence itself speaks of disclosure or of information."""
        return "公开" in self.text or "信息" in self.text

    @cached_property
    def mentions_training(self) -> bool:
        """Whether the people it counts are those of a training."""
        return "培训" in self.text


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
