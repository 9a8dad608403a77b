"""Sentences that may state a figure, found without reading the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# A unit right after a digit or a numeral character, or the words of a figure of none.
# Traditional forms stand beside the Simplified ones: only candidates are converted.
_CANDIDATE = re.compile(
    r"(?:(?<=[\d０-９ \n余餘多几幾〇零一二两兩三四五六七八九十百千万萬亿億])"
    r"[件条條则則宗起例篇份部幅个個处處家人名位次场場期班元万萬]"
    r"|[未没沒无無](?=有|收|接|发|發|产|產|出现|出現|受|因|专|專|政府|行政|任何|[，。；])|为零|為零|为0|為0)"
)
_END = re.compile(r"[。！？]|\n")
_WRAPPED = 20  # a line shorter than this was ended on purpose
_HEADING = re.compile(r"\s|[（(]?[一二三四五六七八九十\d]+[、.．)）]|附|[#|]")


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
