"""Catalogues of translations, gettext's ``.po`` files, read when a language is asked for."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from importlib.resources import files

from govreport.language.phrases import Phrase, phrase
from govreport.language.recognising import recognised

LANGUAGES = ("en", "zh")
"""The languages that there are; English is the language of the source."""

_asked: ContextVar[str | None] = ContextVar("language", default=None)


def current_language() -> str:
    """The language of `in_language`, else of ``GOVREPORT_LANG``, else of the locale.

    >>> with in_language("zh"):
    ...     current_language()
    'zh'
    """
    names = ("GOVREPORT_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    asked = _asked.get() or next(filter(None, map(os.environ.get, names)), "en")
    return "zh" if asked.lower().startswith("zh") else "en"


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Everything that is said within is said in this language.

    Raises:
        ValueError: there is no such language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"there is no language {language!r}; there are {', '.join(LANGUAGES)}")
    token = _asked.set(language)
    try:
        yield
    finally:
        _asked.reset(token)


def say(text: str, language: str | None = None) -> str:
    """A sentence in a language; what the catalogue does not have stays in English.

    Args:
        text: a `Phrase`, or an English sentence as it stands in the source; one with parts
            that comes from elsewhere (a file) is recognised by its words.
        language: one of `LANGUAGES`; None for the current one.

    >>> from govreport.language import phrase
    >>> say(phrase("the document does not say its year"), "zh")
    '文中没有写明年度'
    """
    wanted = language or current_language()
    if wanted == "en":
        return str(text)
    return text.said(_said(wanted)) if isinstance(text, Phrase) else _said(wanted)(text)


@cache
def _said(language: str) -> Callable[[str], str]:
    """How a text without parts is said: looked up, else recognised, else as it is."""
    known = catalogue(language)
    templates = tuple(known)

    @lru_cache(maxsize=4096)
    def said(text: str) -> str:
        if text in known:
            return known[text] or text
        found = recognised(text, templates) if _ENGLISH.search(text) else None
        if found is not None:
            return found.said(said)
        first, separator, rest = text.partition("; ")
        if separator and _ENGLISH.search(text):
            return phrase("{first}; {next}", first=first, next=rest).said(said)
        name, separator, rest = text.partition(": ")
        if known.get(name):
            return phrase("{what}: {text}", what=name, text=rest).said(said)
        if separator and not _BLANK.search(name) and _ENGLISH.search(rest):
            return f"{name}: {said(rest)}"  # a file, and what is wrong with it
        return text

    return said


_ENGLISH = re.compile(r"[A-Za-z]{3}")
_BLANK = re.compile(r"\s")


@cache
def catalogue(language: str) -> dict[str, str]:
    """English sentence -> its translation, empty where there is none yet."""
    text = files("govreport.language").joinpath(f"{language}.po").read_text(encoding="utf-8")
    return dict(entries(text))


def entries(text: str) -> Iterator[tuple[str, str]]:
    r"""The entries of a ``.po`` file; its header and entries marked fuzzy are left out.

    >>> list(entries('msgid ""\nmsgstr ""\n\nmsgid "a"\n"b"\nmsgstr "c"\n'))
    [('ab', 'c')]
    """
    for block in text.split("\n\n"):
        parts: dict[str, list[str]] = {}
        current: list[str] = []
        fuzzy = False
        for line in block.splitlines():
            if line.startswith("#"):
                fuzzy = fuzzy or line.startswith("#, fuzzy")
                continue
            keyword, _, quoted = line.partition('"')
            if keyword.strip():
                current = parts.setdefault(keyword.strip(), [])
            current.append(ast.literal_eval(f'"{quoted}'))
        key = "".join(parts.get("msgid", ()))
        if key and not fuzzy:
            yield key, "".join(parts.get("msgstr", ()))
