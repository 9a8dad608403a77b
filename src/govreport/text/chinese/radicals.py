"""CJK radicals that a PDF's text prints for the characters that look like them (D20).

⾏政 is 行政: the Kangxi radicals (U+2F00 to U+2FD5) have a compatibility character each, those of
the supplement (U+2E80 to U+2EF3) mostly do not. One character stands for one, so offsets stay.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from attrs import evolve

from govreport.document import Document
from govreport.text.numbers import close_numbers

_SUPPLEMENT = """
⺎兀⺒巳⺓幺⺝月⺟母⺠民⺧牛⺩王⺪疋⺫目⺬示⺮竹⺶羊⺻聿⺼月⺽臼⻁虎⻄西⻅见⻆角⻉贝⻊足⻋车⻑長⻒镸⻓长⻔门⻗雨⻘青⻙韦⻚页
⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻲亀⻳龟
"""
_PAIRS = "".join(_SUPPLEMENT.split())
TABLE: Final = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    ord("⼾"): "户",
    **{
        ord(radical): character
        for radical, character in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)
    },
}
"""Radical -> the character that is meant."""

_FOREIGN = re.compile(rb"\xe2(?:[\xba-\xbf]|\x80[\x8b-\x8f\xaa-\xae]|\x81\xa0)")
"""The bytes that begin U+2E80 to U+2FFF, and those of most characters without width: a rare byte
is found ten times sooner than a range."""

_OTHERS = ("\ufeff".encode(), "\u00ad".encode())


def fold_radicals(text: str) -> str:
    """A text with characters for radicals, of the same length.

    >>> fold_radicals("⾏政⽂件、⺠政局⻓")
    '行政文件、民政局长'
    """
    return text.translate(TABLE)


def folded(document: Document) -> Document:
    """A document with characters for radicals, and no width-less ones at its numbers.

    Offsets stay as they were.
    """
    data = document.text.encode("utf-8", "surrogatepass")
    if _FOREIGN.search(data) is None and not any(mark in data for mark in _OTHERS):
        return document
    return evolve(document, text=close_numbers(fold_radicals(document.text)))
