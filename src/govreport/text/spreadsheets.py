"""Text that is safe in a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import east_asian_width

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")  # full-width signs work in Excel too
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_MAX_TEXT = 32_767
_CUT = " …(cut: a cell of Excel holds 32,767 characters)"
_HARMLESS = re.compile(r"[+\-]?[\d.,]*%?|[\-\u2010-\u2015]+")


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before ``= + - @``.

    Signed numbers and dashes stay as they are.

    >>> harmless("=1+1"), harmless("-3"), harmless("——"), harmless("规章")
    ("'=1+1", '-3', '——', '规章')
    """
    if _FORMULA.match(text) and not _HARMLESS.fullmatch(text):
        return "'" + text
    return text


def visible(text: str) -> str:
    """Text in which control characters and marks of direction are written as escapes.

    A mark of direction can make a cell look as if it held another number.

    >>> visible("1\u202e23"), visible("规章")
    ('1\\\\u202e23', '规章')
    """
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def fitting(text: str) -> str:
    """Text as a cell of Excel holds it: encodable, and not too long.

    >>> fitting("规\\ud800"), fitting("规" * 40_000)[-1]
    ('规\\\\ud800', ')')
    """
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text if len(text) <= _MAX_TEXT else text[: _MAX_TEXT - len(_CUT)] + _CUT


_LINE = 17
"""Height of a line of Chinese in points, at the usual size of letters."""


def row_height(texts: Iterable[tuple[str, float]]) -> int:
    """The height of a row, in points, in which texts of cells of given widths are not cut off.

    Excel does not make room for merged cells, and other programs for no wrapped text.

    >>> row_height([("规章", 13), ("其他法律行政法规禁止公开", 13)]), row_height([])
    (34, 17)
    """
    return _LINE * max((_lines(text, width) for text, width in texts), default=1)


_ROW = 409
"""The highest row that Excel has, in points."""


def _lines(text: str, width: float) -> int:
    wanted = 0
    for line in text.splitlines():
        wide = sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in line)
        wanted += max(1, -int(-wide // max(1, int(width) - 1)))
    return min(max(wanted, 1), _ROW // _LINE)
