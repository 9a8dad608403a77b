"""The caption of an indicator table: the words just above its header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govreport.tables.indicators.tokens import MARK, ROW, WORDS, Token
from govreport.text.labels import flatten

_LENGTH = 60
_WORDS = re.compile(r"表|情况|统计|指标")
_NUMBER = re.compile(r"附?[表件]\s*[一二三四五六七八九十\d]{1,3}\s*[:、.]?")
_ABOVE = re.compile(
    r"(?:附?[表件][一二三四五六七八九十\d]{0,3}[:、.]?\s*)?[^\s。;!?|]{2,60}(?=[\s|]*$)"
)


def caption_before(tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
    """Caption and its offset, when the cell before the header looks like one."""
    above = []
    for token in reversed(tokens[max(0, index - 6) : index]):
        if token.kind in (MARK, ROW):
            continue
        if token.kind != WORDS:
            break
        above.append(token)
        if len(above) == 2:
            break
    if not above or not _is_caption(above[0].text):
        return None
    caption, start = above[0].text, above[0].start
    if len(above) == 2 and _NUMBER.fullmatch(flatten(above[1].text)):
        caption, start = f"{above[1].text} {caption}", above[1].start
    return caption, start


def caption_in(text: str, flat: str, header: int, start: int) -> tuple[str | None, int]:
    """The same in running text, where the caption ends at the header."""
    from_ = max(0, header - _LENGTH - 12)
    match = _ABOVE.search(flat[from_:header])
    if match is None or not _is_caption(match[0]):
        return None, start
    first, last = from_ + match.start(), from_ + match.end()
    return text[first:last], first


def _is_caption(text: str) -> bool:
    flat = flatten(text)
    return len(flat) <= _LENGTH and "。" not in flat and _WORDS.search(flat) is not None
