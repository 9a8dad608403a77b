"""Parameters of checks: their kinds, and which values a profile can give them.

The kind of a parameter is that of its default. What has a default may not be emptied, and what
counts may not be negative: a check is turned off by ``on = false``, not by a value it cannot use.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from typing import Any

from govreport.language import listing, phrase


class MonthDay(str):
    """A parameter that is a day of the year, such as ``01-31``; empty where its default is.

    >>> MonthDay.is_one("02-29"), MonthDay.is_one("31 January")
    (True, False)
    """

    @staticmethod
    def is_one(text: str) -> bool:
        """Whether a text is such a day, or empty."""
        try:
            return not text or bool(datetime.datetime.strptime(f"2000-{text}", "%Y-%m-%d"))
        except ValueError:
            return False


class Share(float):
    """A parameter that is a part of the whole, from 0 to 1."""


class Names(tuple[str, ...]):
    """A parameter that names some of a few things; its default names all of them."""


def expected(value: Any, default: Any) -> str | None:
    """What a parameter must be, given its default; None where the value is such.

    >>> expected(1000, 800), str(expected(-1, 800))
    (None, 'a whole number, 0 or more')
    >>> str(expected("", MonthDay("01-31"))), expected("", MonthDay(""))
    ('a day of the year, such as 01-31', None)
    """
    kind = type(default)
    if isinstance(default, str):
        return _text(value, default)
    if isinstance(default, tuple):
        return _texts(value, default)
    if kind in (int, float, Share):
        return _number(value, default)
    if type(value) is kind:
        return None
    return _KINDS.get(kind) or kind.__name__


def shown(value: Any) -> str:
    """A value as TOML and messages show it, cut where it is long.

    >>> shown(True), shown(("新收", "办结")), shown("a" * 90)[-5:]
    ('true', "['新收', '办结']", 'a ...')
    """
    if isinstance(value, bool):
        return str(value).lower()
    try:
        text = repr(list(value) if isinstance(value, tuple) else value)
    except ValueError:  # an integer of thousands of digits
        return "a very large number"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ..."


_LONGEST = 60
_KINDS: Mapping[type, str] = {
    bool: phrase("true or false"),
    datetime.date: phrase("a date"),
}


def _text(value: Any, default: str) -> str | None:
    day = isinstance(default, MonthDay)
    full = isinstance(value, str) and bool(value.strip())
    if value == default == "" or (full and (not day or MonthDay.is_one(value))):
        return None
    if day and not default:
        return phrase("a day of the year, such as 01-31, or empty")
    if day:
        return phrase("a day of the year, such as {day}", day=default)
    return phrase("a text that is not empty") if default else phrase("a text")


def _texts(value: Any, default: tuple[Any, ...]) -> str | None:
    are_texts = isinstance(value, (list, tuple)) and all(
        isinstance(item, str) and item.strip() for item in value
    )
    if isinstance(default, Names):
        if are_texts and value and set(value) <= set(default):
            return None
        return phrase("a list of one or more of {names}", names=listing(default))
    if are_texts and (value or not default):
        return None
    return phrase("a list of texts, none of them empty")


_ENDLESS = (math.inf, -math.inf)


def _number(value: Any, default: float) -> str | None:
    wanted = (int,) if type(default) is int else (int, float, type(default))
    most = 1 if isinstance(default, Share) else math.inf
    least = 0 if default >= 0 else -math.inf
    if type(value) in wanted and least <= value <= most and value not in _ENDLESS:
        return None
    if isinstance(default, Share):
        return phrase("a number from 0 to 1")
    if type(default) is int:
        return phrase("a whole number, 0 or more") if default >= 0 else phrase("a whole number")
    return phrase("a number, 0 or more") if default >= 0 else phrase("a number")
