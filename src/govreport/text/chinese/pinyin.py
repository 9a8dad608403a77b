"""Pinyin that a polluted conversion left after characters: 國(guó), 政(zheng)(zheng), 區(qū."""

from __future__ import annotations

import re

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
# One syllable: 平台(app) and 方案(a) are not pinyin.
_SYLLABLE = rf"(?![aeiou][)）])(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiou{_TONED}]{{1,3}}(?:ng|n|r)?"
_BRACKETED = re.compile(
    rf"(?<=[\u3400-\u9fff)）])[(（]{_SYLLABLE}(?:[)）]|(?=[\u3400-\u9fff，。、；：,;:]|$))"
)
_SIGN = re.compile(rf"[(（](?<=[\u3400-\u9fff].)[a-z{_TONED}]")


def strip_pinyin(text: str) -> tuple[str, list[int] | None]:
    """Remove bracketed pinyin after Chinese characters.

    Returns:
        The clean text and, for each of its characters and its end, the offset in ``text``;
        None instead of the offsets when nothing was removed and every offset is its own.

    >>> strip_pinyin("國(guó)務院")
    ('國務院', [0, 6, 7, 8])
    >>> strip_pinyin("國務院(办公厅)")
    ('國務院(办公厅)', None)
    """
    if not _SIGN.search(text):
        return text, None
    pieces: list[str] = []
    offsets: list[int] = []
    position = 0
    for found in _BRACKETED.finditer(text):
        pieces.append(text[position : found.start()])
        offsets.extend(range(position, found.start()))
        position = found.end()
    if not pieces:
        return text, None
    pieces.append(text[position:])
    offsets.extend(range(position, len(text) + 1))
    return "".join(pieces), offsets
