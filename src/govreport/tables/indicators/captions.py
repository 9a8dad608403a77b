"""The caption of a list of indicators: the words just above its header."""

from __future__ import annotations

import re

from govreport.text.labels import flatten

_LENGTH = 60
_WINDOW = 200
_WORDS = re.compile(r"表|情况|统计|指标")
_NUMBER = re.compile(r"附?[表件]\s*[一二三四五六七八九十\d]{1,3}\s*[:、.]?")
_LAST_WORDS = re.compile(
    r"(?:附?[表件][一二三四五六七八九十\d]{0,3}[:、.]?\s*)?[^\s。;!?|]{2,60}(?=[\s|*#]*$)"
)
_AT_LINE_START = re.compile(r"\n(?:[^\S\n]|[|*#])*+\Z")
_MARKS = " \t\r\u3000\xa0|*#"


def caption_above(text: str, header: int, floor: int = 0) -> tuple[str | None, int]:
    """Caption and its offset; None and the header's own where the words above are none.

    Nothing before ``floor`` is looked at: there ends the table above.

    >>> caption_above("正文。\\n附表一 公开情况统计\\n指标\\n", 14)
    ('附表一 公开情况统计', 4)
    >>> caption_above("正文结束。 附件1：统计表 指标", 14)
    ('附件1：统计表', 6)
    """
    first = max(floor, header - _WINDOW)
    above = text[first:header]
    if _AT_LINE_START.search(above) is not None:
        lines = _lines(above, first)
        if not lines or not _is_caption(lines[-1][0]):
            return None, header
        if len(lines) > 1 and _NUMBER.fullmatch(flatten(lines[-2][0])):
            return f"{lines[-2][0]} {lines[-1][0]}", lines[-2][1]
        return lines[-1]
    match = _LAST_WORDS.search(flatten(above))
    if match is None or not _is_caption(match[0]):
        return None, header
    return above[match.start() : match.end()], first + match.start()


def _lines(above: str, first: int) -> list[tuple[str, int]]:
    """The last two lines with words, and their offsets."""
    found = []
    position = first
    for line in above.split("\n"):
        words = line.strip(_MARKS)
        if words:
            found.append((words, position + line.index(words)))
        position += len(line) + 1
    return found[-2:]


def _is_caption(text: str) -> bool:
    flat = flatten(text)
    return (
        len(flat) <= _LENGTH
        and "。" not in flat
        and "|" not in flat
        and not flat[-1:].isdigit()
        and _WORDS.search(flat) is not None
    )
