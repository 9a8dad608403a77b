"""A value that plain data may not hold, and how it is named."""

from __future__ import annotations


class Refused(ValueError):
    """A value that a field does not take; the message says what it takes."""


def kind_of(value: object) -> str:
    """A value in words.

    >>> kind_of(None), kind_of("7")
    ('null', "str '7'")
    """
    return "null" if value is None else f"{type(value).__name__} {value!r:.40}"
