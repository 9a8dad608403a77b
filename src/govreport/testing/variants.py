"""One label printed in many ways: what must never make a difference (sections 8.2, 8.3 and 10)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from govreport.text.chinese.traditional import TABLE

_NUMBER = re.compile(r"^([1-9])\.(?=\D)")
_BRACKETED = re.compile(r"^\(([一二三四五六七])\)")
_NUMBER_STYLES: Final = ("{}、", "{}．", "({})", "（{}）", "{}. ", "{})")
_BRACKET_STYLES: Final = ("（{}）", "（{}）　", "({}) ", "{})", "({}", "({})、")


def numbering(label: str, choice: int) -> str:
    """The numeral in another style: ``1.``, ``1、``, ``（1）``, ``①``; ``(一)``, ``（一）``.

    >>> [numbering("1.属于国家秘密", choice) for choice in (0, 3, 6)]
    ['1、属于国家秘密', '（1）属于国家秘密', '①属于国家秘密']
    """
    found = _NUMBER.match(label)
    if found is not None:
        styles = (*_NUMBER_STYLES, chr(0x2460 + int(found[1]) - 1))
        return styles[choice % len(styles)].format(found[1]) + label[found.end() :]
    found = _BRACKETED.match(label)
    if found is not None:
        style = _BRACKET_STYLES[choice % len(_BRACKET_STYLES)]
        return style.format(found[1]) + label[found.end() :]
    return label


_FULL_WIDTH: Final = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


def width(label: str, choice: int) -> str:
    """Punctuation and digits in full width, as the acts print them.

    >>> width("(一)予以公开", 0)
    '（一）予以公开'
    """
    del choice
    return label.translate(_FULL_WIDTH)


_QUOTES: Final = ("", "", '""', "''", "「」", "‘’")


def quotes(label: str, choice: int) -> str:
    """The quotes of 三安全一稳定: straight, curly, corner brackets, or none.

    >>> quotes("3.危及“三安全一稳定”", 4)
    '3.危及「三安全一稳定」'
    """
    pair = _QUOTES[choice % len(_QUOTES)] or "  "
    return label.replace("“", pair[0].strip()).replace("”", pair[1].strip())


@cache
def _traditional() -> dict[int, str]:
    found: dict[int, str] = {}
    for code, simplified in TABLE.items():
        found.setdefault(ord(simplified), chr(code))
    return found


def traditional(label: str, choice: int) -> str:
    """Traditional characters, each for one; over-conversion included.

    >>> traditional("规章", 0)
    '規章'
    """
    del choice
    return label.translate(_traditional())


def spaces(label: str, choice: int) -> str:
    """A space somewhere inside.

    >>> spaces("总计", 0)
    '总 计'
    """
    if len(label) < 2:
        return label
    place = 1 + choice % (len(label) - 1)
    return f"{label[:place]} {label[place:]}"


VARIANTS: Final[tuple[Callable[[str, int], str], ...]] = (
    numbering,
    width,
    quotes,
    traditional,
    spaces,
)
"""Each takes a label and a number that chooses, and returns the label as it may be printed."""
