"""CJK radicals that a PDF's text prints for the characters that look like them (D20).

⾏政 is 行政: the Kangxi radicals (U+2F00 to U+2FD5) have a compatibility character each, those of
the supplement (U+2E80 to U+2EF3) mostly do not. One character stands for one, so offsets stay.
"""

from __future__ import annotations

import unicodedata
from typing import Final

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


def fold_radicals(text: str) -> str:
    """A text with characters for radicals, of the same length.

    >>> fold_radicals("⾏政⽂件、⺠政局⻓")
    '行政文件、民政局长'
    """
    return text.translate(TABLE)
