"""What a printed number is: the one definition for every layout, every reader and the account.

A number is read whole or not at all. What stands before and behind its digits within a cell
decides: nothing, a sign, a known unit or a remark in brackets leave a number; a footnote mark, a
word of vagueness or zeros before the first digit leave a number with a ``mark`` that must be
said; anything else (letters, a second decimal point, an unknown unit, a sentence) makes the cell
*odd*: it holds digits and is no number. The beginning of what is printed is never its value
(damage D26).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from attrs import frozen

from govreport.text.chinese import read_numeral

MONEY: Final = {
    "元": 1,
    "千元": 1_000,
    "万元": 10_000,
    "百万元": 1_000_000,
    "亿元": 100_000_000,
}
"""Units of money that reports print, with their factor to 元."""

COUNTED: Final = (
    "人次|户次|件次|件|条|个|项|笔|次|人|篇|份|宗|起|例|部|家|张|批|场|期|处|册|名|户|条次"
)
"""Measure words that may stand behind a count, as alternatives of a pattern."""

_MONEY_WORDS = "百万元|千元|万元|亿元|元"
UNITS: Final = f"{COUNTED}|{_MONEY_WORDS}"
"""All units, as alternatives of a pattern."""

MINUS: Final = "-−–—﹣‐‑－"
PLUS: Final = "+＋"
SIGNS: Final = r"+＋\-−﹣‐‑－"
"""What is a sign before digits and hardly anything else, as members of a set in a pattern: a dash
(– —) may also stand for a cell of its own."""

INVISIBLE: Final = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202f"),
    None,
)
"""Characters that part nothing: those without width, and the narrow space that never breaks."""

REVERSED: Final = "\u202e"
"""The mark behind which a text is shown from its end to its beginning: digits too."""

WIDTHLESS: Final = "".join(map(chr, INVISIBLE))
"""The same, as members of a set in a pattern."""

_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u3000\t", " "))
LARGEST_COUNT: Final = 10**9
"""No organ counts so many requests, decisions or documents: digits of several cells, or a number
of another kind."""

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARKS = rf"[*※#†‡△▲☆★{_SUPERSCRIPTS}①-⑳]+|\[\d{{1,2}}\]|\[注\d?\]|注\d?"

_SIGNS = rf"(?P<plus>[{PLUS}]|增加?|上升)|(?P<minus>[{MINUS}]|减少?|负|下降)"
_BODY = r"(?P<zeros>0+(?=\d))?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?"
_NOTE = r"\([^()]*\)"
_NUMBER = re.compile(
    rf"(?P<before>人民币|约|近|[¥￥]|[?？]\s)?(?:{_SIGNS})?\s*{_BODY}"
    rf"\s*(?P<unit>{UNITS}|%)?\s*(?P<note>{_NOTE})?\s*(?P<mark>{_MARKS})?"
)
_DOUBTFUL = ("约", "近", "?", "？")
_UNIT_NOTE = re.compile(rf"\((?:单位)?[:：]?\s*(?P<unit>{UNITS})\)")
_ANOTHER = re.compile(r"\(\s*[+\-]?\d[\d,.]*\s*\)")
_CHINESE = re.compile(r"[〇○零一二三四五六七八九十两百]{1,5}")
_ZERO = re.compile(rf"[〇零○]\s*(?P<unit>{UNITS})?")
_DIGIT = re.compile(r"\d")
_OTHER_DIGITS = re.compile(
    r"[①-⓿❶-➓Ⅰ-ↈ㈠-㈩㊀-㊉½¼¾⁰¹²³⁴-⁹₀-₉]+|[零壹贰叁肆伍陆柒捌玖拾佰仟]{1,9}|[A-Za-z]|[OolI]{1,3}|[А-Яа-яЁё]{1,3}"
)
"""Numerals that no table counts with, and letters that a recogniser takes for a digit."""

_IDEOGRAPH = re.compile(r"[一-鿿]")
_HEADING = re.compile(r"(?:\(\s*\d{1,2}\s*\)|\d{1,2}\s*[.、)])\s*\D")
_NUMBERED_WORDS = re.compile(r"[一-鿿]{2,}\d{1,2}")
_ODD_LENGTH = 24
_LONGEST_ODD = 60
_ODD_WORDS = 4

DIGITS: Final = "0-9０-９"
"""Half-width and full-width digits, as members of a set in a pattern.

The search is twice as fast as with the class of all decimal digits; the others are read one by
one, as every cell that is no plain number.
"""

TOKEN: Final = re.compile(
    rf"[{DIGITS}]+(?:[,，][{DIGITS}]{{3}}(?![{DIGITS}]))*(?:[.．][{DIGITS}]+)?"
)
"""One run of digits as it stands in any text: with its thousands separators and its fraction."""


_WITH_WIDTHLESS = re.compile(
    rf"(?<![{WIDTHLESS}])[{WIDTHLESS}]*+(?:[{MINUS}{PLUS}][{WIDTHLESS}]*+)?"
    # A comma separates thousands here, or cells, which keep their places.
    rf"\d(?:[\d{WIDTHLESS}]|\.(?=[{WIDTHLESS}]*+\d)"
    rf"|,(?=(?:[{WIDTHLESS}]*+\d){{3}}(?![{WIDTHLESS}]*+\d)))*+"
)


@frozen
class Number:
    """One printed number.

    Attributes:
        value: ``int``, or ``Decimal`` where a fraction is printed.
        unit: the unit that stands with it, as printed, or None; ``"%"`` for a percentage.
        signed: whether a sign is printed.
        mark: what else stands in the cell and may change its meaning (a footnote mark, 约),
            or nothing.
    """

    value: int | Decimal
    unit: str | None = None
    signed: bool = False
    mark: str = ""


def read_number(flat: str) -> Number | None:
    """Read a whole cell as one number; None when it is not exactly one.

    Args:
        flat: the cell's text in half width and Simplified characters
            (`govreport.text.labels.flatten`), without space around it.

    >>> read_number("减4").value, read_number("12.5(单位:元)").unit, read_number("12①").mark
    (-4, '元', '①')
    >>> read_number("2O3"), read_number("95."), read_number("12.5亿"), read_number("481~9")
    (None, None, None, None)
    >>> read_number("零").value, read_number("1,205").value, read_number("08").mark
    (0, 1205, '0')
    """
    match = _NUMBER.fullmatch(flat)
    if match is None:
        return _in_chinese(flat)
    value = _value(match)
    unit, before = match["unit"], match["before"] or ""
    note = match["note"]
    if note is not None:
        stated = _UNIT_NOTE.fullmatch(note)
        if stated is not None:
            if unit is not None and unit != stated["unit"]:
                return None
            unit = stated["unit"]
    mark = match["mark"] or match["zeros"] or ""
    if note is not None and _ANOTHER.fullmatch(note):
        mark = note
    if before[:1] in _DOUBTFUL:
        mark = before.strip()
    elif before and unit is None:
        unit = "元" if before in "¥￥" else None
        mark = before
    elif before and unit not in MONEY:
        return None
    return Number(value, unit, bool(match["plus"] or match["minus"]), mark)


def _value(match: re.Match[str]) -> int | Decimal:
    digits = match["digits"].replace(",", "")
    value: int | Decimal
    value = Decimal(digits + match["fraction"]) if match["fraction"] else int(digits)
    return -value if match["minus"] else value


def _in_chinese(flat: str) -> Number | None:
    """〇, 零 and small numerals: nobody doubts them."""
    zero = _ZERO.fullmatch(flat)
    if zero is not None:
        return Number(0, zero["unit"])
    if _CHINESE.fullmatch(flat) is None:
        return None
    numeral = read_numeral(flat)
    if numeral is None or numeral.approximate:
        return None
    return Number(numeral.value)


def is_odd(flat: str) -> bool:
    """Whether a cell that is no number holds digits all the same, and hardly any words.

    Such a cell keeps its place in a row: it is a value that cannot be read, not a label.

    >>> is_odd("2O3"), is_odd("12.5亿"), is_odd("(5)"), is_odd("2.其他"), is_odd("规章")
    (True, True, True, False, False)
    >>> is_odd("Ⅴ"), is_odd("O")
    (True, True)
    """
    if _OTHER_DIGITS.fullmatch(flat) is not None:
        return True
    if len(flat) > _LONGEST_ODD or _DIGIT.search(flat) is None:
        return False
    words = len(_IDEOGRAPH.findall(flat))
    if words and len(flat) > _ODD_LENGTH:
        return False
    if words > _ODD_WORDS or _NUMBERED_WORDS.fullmatch(flat):
        return False
    return not (words and _HEADING.match(flat))


def without_invisible(text: str) -> str:
    """A cell's text without characters that have no width, its spaces made alike.

    >>> without_invisible("1\\u200b2\\u00a0件")
    '12 件'
    """
    return text.translate(INVISIBLE).translate(_SPACES).strip()


def close_numbers(text: str) -> str:
    """A text of the same length without width-less characters in its numbers and at their edges.

    Space stands behind a number for what stood within it.

    >>> close_numbers("1\\u200b1件 规\\u200b章")
    '11 件 规\\u200b章'
    """
    return _WITH_WIDTHLESS.sub(_closed, text)


def _closed(match: re.Match[str]) -> str:
    found = match[0]
    number = found.translate(INVISIBLE)
    before = next(n for n, character in enumerate(found) if ord(character) not in INVISIBLE)
    return " " * before + number + " " * (len(found) - len(number) - before)


def unit_stated(flat: str) -> str | None:
    """The unit of money that a header states in brackets.

    >>> unit_stated("采购总金额(万元)"), unit_stated("采购总金额(单位:千元)")
    ('万元', '千元')
    >>> unit_stated("采购总金额") is None
    True
    """
    bracket = flat.partition("(")[2]
    found = _MONEY_UNIT.search(bracket)
    return found[0] if found else None


_MONEY_UNIT = re.compile(_MONEY_WORDS)


_LABEL_AND_UNIT = re.compile(r"(?:[数用费量形密私定]|\))\s?(?:条|件|次|篇|人次|人|个|万元)\s?\Z")


def follows_unit(text: str, start: int) -> bool:
    """Whether what stands before a number ends as the label of an indicator and its unit.

    >>> follows_unit("6.申请信息不存在数 件 7。", 12)
    True
    >>> follows_unit("不同渠道和方式公开相同信息计1条", 14)
    False
    """
    return _LABEL_AND_UNIT.search(text, max(0, start - _LONGEST_UNIT), start) is not None


_LONGEST_UNIT = 6
