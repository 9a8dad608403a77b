"""English sentences that come without their parts: found again by the templates."""

from __future__ import annotations

import re
import string
from functools import cache

from govreport.language.phrases import Phrase

_LEAST = 6
_NUMBERS = ("grids",)
"""Parts that are always numbers."""


def recognised(text: str, templates: tuple[str, ...]) -> Phrase | None:
    """The phrase that an English sentence was made of, None where no template fits.

    Args:
        text: the sentence, such as one that was read from a file.
        templates: the sentences of a catalogue, with their ``{names}``.

    >>> recognised("wrote 3 files", ("wrote {count} files",)).arguments
    {'count': '3'}
    """
    for template, pattern in _patterns(templates):
        found = pattern.fullmatch(text)
        if found:
            return Phrase(
                template,
                {name: _part(value, templates) for name, value in found.groupdict().items()},
            )
    return None


def _part(text: str, templates: tuple[str, ...]) -> str | Phrase:
    return Phrase(text, {}) if text in templates else recognised(text, templates) or text


@cache
def _patterns(templates: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Templates with parts, those with the most words of their own first."""
    found = []
    for template in templates:
        literal, expression, seen = 0, "", set[str]()
        for text, name, _, _ in string.Formatter().parse(template):
            literal += len(text.strip(" :;,."))
            expression += re.escape(text)
            if name:
                part = r"\d[\d,]*" if name in _NUMBERS else ".*?"
                expression += f"(?P={name})" if name in seen else f"(?P<{name}>{part})"
                seen.add(name)
        if seen and literal >= _LEAST:
            found.append((literal, template, re.compile(expression, re.DOTALL)))
    found.sort(key=lambda one: -one[0])
    return tuple((template, pattern) for _, template, pattern in found)
