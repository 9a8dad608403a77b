"""The smallest text (or file) with which something still fails, so that an author can read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from govreport.plugins.answers import spoken

_Text = TypeVar("_Text", str, bytes)

_TRIES = 600


def shrunk(text: _Text, fails: Callable[[_Text], bool], *, tries: int = _TRIES) -> _Text:
    """A part of ``text`` that fails too; pieces are left out, large ones first.

    Args:
        text: what fails.
        fails: whether a text does.
        tries: how often it is asked, at most.

    >>> shrunk("规章 | 1 | 2 |\\n许可 | 3 |\\n", lambda text: "3" in text)
    '3'
    """
    size = max(1, len(text) // 2)
    while size and tries > 0:
        start = 0
        while start < len(text) and tries > 0:
            shorter = text[:start] + text[start + size :]
            tries -= 1
            if shorter != text and fails(shorter):
                text = shorter
            else:
                start += size
        size //= 2
    return text


def error_of(action: Callable[[_Text], object], text: _Text) -> BaseException | None:
    """What ``action`` raises for a text, None when nothing."""
    try:
        action(text)
    except Exception as error:
        return error
    return None


def assert_never_raises(action: Callable[[_Text], object], text: _Text) -> None:
    """Fail with the smallest text for which ``action`` raises the same kind of error.

    >>> assert_never_raises(str.upper, "规章")
    """
    error = error_of(action, text)
    if error is None:
        return
    kind = type(error)
    small = shrunk(text, lambda other: type(error_of(action, other)) is kind)
    raise AssertionError(f"{spoken(error)} with {small!r}") from error
