"""Numbers as Chinese prose writes them: digits, characters, and both mixed."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import frozen

from govreport.model.values import Count


@frozen
class Numeral:
    """A number that was read from words.

    Attributes:
        value: ``int``, or ``Decimal`` when it has a fraction.
        approximate: True when the words say more, less or about (余, 多, 近, 约, 几, 以上 ...).
    """

    value: Count
    approximate: bool = False


_WIDTHS = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "○": 0, "两": 2, "兩": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5}
_DIGITS |= {"陆": 6, "柒": 7, "捌": 8, "玖": 9}
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}

_BEFORE = re.compile(r"大约|将近|接近|超过|不到|不足|不少于|至少|约|近|逾|超|上")
_AFTER = re.compile(r"(?:左右|上下|以上|以下|以内|余|餘|多|来|几|幾)$")
_INNER = re.compile(r"[余餘多来](?=[万萬亿億])")
_ARABIC = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?", re.ASCII)
_TOKEN = re.compile(
    r"(?P<arabic>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"|(?P<digit>[〇○零一二三四五六七八九两兩壹贰叁肆伍陆柒捌玖])"
    r"|(?P<small>[十百千拾佰仟])|(?P<large>[万萬亿億])",
    re.ASCII,
)


def read_numeral(text: str) -> Numeral | None:
    """Read the whole of ``text`` as one number; None when it is not exactly one.

    Digits of any width, thousands separators in groups of three, Chinese characters, and both
    mixed (1.2万, 3千). Words of vagueness around the number set ``approximate``; the value is
    then the number that is printed. A number that cannot be named (几十, 数百, 两三) is None:
    no guess.

    >>> read_numeral("二十余")
    Numeral(value=20, approximate=True)
    >>> read_numeral("1.2万")
    Numeral(value=12000, approximate=False)
    >>> read_numeral("一百零五").value, read_numeral("1,234").value
    (105, 1234)
    >>> read_numeral("几十") is None
    True
    """
    text = text.strip().translate(_WIDTHS)
    if text.isascii():
        value = _read_arabic(text)
        return None if value is None else Numeral(value)
    approximate = False
    found = _BEFORE.match(text)
    if found:
        approximate, text = True, text[found.end() :]
    while found := _AFTER.search(text):
        approximate, text = True, text[: found.start()]
    if _INNER.search(text):
        approximate, text = True, _INNER.sub("", text)
    value = _read_exact(text)
    return None if value is None else Numeral(value, approximate)


def _read_arabic(text: str) -> Count | None:
    found = _ARABIC.fullmatch(text)
    if not found:
        return None
    whole, fraction = found.groups()
    whole = whole.replace(",", "")
    if len(whole) > 1000:  # no count; int() of longer strings may be refused by the interpreter
        return None
    return Decimal(whole + fraction) if fraction else int(whole)


def _read_exact(text: str) -> Count | None:
    """The value of a numeral without words of vagueness."""
    if not text:
        return None
    if text.isascii():
        return _read_arabic(text)
    tokens = _tokens(text)
    if tokens is None:
        return None
    if all(kind == "digit" for kind, _ in tokens):
        return _positional([value for _, value in tokens])
    return _compose(tokens)


def _tokens(text: str) -> list[tuple[str, Count]] | None:
    tokens: list[tuple[str, Count]] = []
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if not found:
            return None
        kind, raw = str(found.lastgroup), found.group()
        value = (
            _read_arabic(raw)
            if kind == "arabic"
            else {"digit": _DIGITS, "small": _SMALL, "large": _LARGE}[kind][raw]
        )
        if value is None:
            return None
        tokens.append((kind, value))
        position = found.end()
    return tokens


def _positional(digits: list[Count]) -> Count | None:
    """二〇一八 digit by digit; two digits side by side mean 'two or three' and are no number."""
    if len(digits) == 1:
        return digits[0]
    if len(digits) == 2 or len(digits) > 1000:
        return None
    return int("".join(str(digit) for digit in digits))


def _compose(tokens: list[tuple[str, Count]]) -> Count | None:
    """Add up digits with their multipliers, from the largest to the smallest."""
    total: Count = 0  # finished groups of 万 and 亿
    group: Count = 0  # the group in hand, below 万
    digit: Count | None = None  # a number that still waits for its multiplier
    zero = False  # 零 before it: 一百零五 is 105, 一百五 is 150
    last = last_large = 0  # the multipliers seen last: they must fall
    for kind, value in tokens:
        if kind in ("digit", "arabic"):
            if digit is not None:
                return None
            if kind == "digit" and value == 0:
                zero = True
                continue
            digit = value
        elif kind == "small":
            if last and int(value) >= last:
                return None
            group += (1 if digit is None else digit) * value
            digit, zero, last = None, False, int(value)
        else:
            if last_large and int(value) >= last_large and int(value) != 100_000_000:
                return None
            group += digit or 0
            if group == 0 and total == 0:
                group = 1 if digit is None else 0
            if int(value) > last_large and last_large:
                total = (total + group) * value  # 一万亿
            else:
                total += group * value
            group, digit, zero = 0, None, False
            last, last_large = 0, int(value)
    if digit is not None:
        if tokens[-1][0] == "digit" and not zero and (last >= 100 or (not last and last_large)):
            digit *= (last or last_large) // 10
        group += digit
    total += group
    if isinstance(total, Decimal) and total == total.to_integral_value():
        return int(total)
    return total
