"""What a code means, for the terminal: the texts of the documentation in either language."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator

from govreport.checks import Check, checks
from govreport.checks.page import BASES, SCOPES
from govreport.codes import Code, codes, groups
from govreport.language import phrase, say

_WIDTH = 92


def listed() -> Iterator[str]:
    """Every code with its first sentence, by groups."""
    for heading, found in groups():
        yield say(heading)
        for code in found:
            yield from _item(code.name, say(code.meaning))
        yield ""
    yield say("Checks")
    for one in checks():
        off = "" if one.on else f" ({say('off unless a profile turns it on')})"
        yield from _item(one.identifier, say(one.sentence) + off)


def explained(name: str) -> list[str] | None:
    """The lines that explain one code; None where there is no such code.

    >>> explained("r2")[0]
    'R2: In each column, (七)总计 equals the sum of all result rows.'
    """
    one = next((c for c in checks() if c.identifier == name.upper()), None)
    if one is not None:
        return list(_of_check(one))
    code = codes().get(name.lower())
    return None if code is None else list(_of_code(code))


def resembling(name: str) -> str | None:
    """The code that a name resembles most, None where none does."""
    from rapidfuzz import process

    known = [*codes(), *(one.identifier for one in checks())]
    found = process.extractOne(name, known, score_cutoff=60)
    return None if found is None else found[0]


def _of_check(one: Check) -> Iterator[str]:
    yield from wrapped(f"{one.identifier}: {say(one.sentence)}")
    state = say("on") if one.on else say("off unless a profile turns it on")
    source: str = one.source  # that of our own says so itself
    if one.basis != "own":
        source = phrase("{basis}. {source}", basis=say(BASES[one.basis]), source=say(source))
    yield from _part("Basis", say(source))
    yield from _part(
        "Severity",
        say(phrase("{severity}; {state}", severity=say(one.severity.value), state=state)),
    )
    yield from _part("Looks at", say(SCOPES[one.scope]))
    for key, value in one.parameters.items():
        yield from _part("Parameter", f"{key} = {value!r}")
    yield from _part("Example", say(one.example))
    yield from _part("What to do", say(one.remedy))


def _of_code(code: Code) -> Iterator[str]:
    yield from wrapped(f"{code.name}: {say(code.meaning)}")
    yield from _part("Severity", " / ".join(map(say, code.severities)))
    if code.basis:
        yield from _part("Basis", say(code.basis))
    yield from _part("Example", say(code.example))
    yield from _part("What to do", say(code.remedy))


def _part(name: str, text: str) -> Iterator[str]:
    yield from wrapped(f"{say(name)}: {text}", "  ")


def _item(name: str, text: str) -> Iterator[str]:
    first = text.partition(". ")[0].partition("。")[0]
    yield from wrapped(f"  {name:<22} {first}", "                         ")


def wrapped(text: str, indent: str = "") -> Iterator[str]:
    """Text in lines of at most 92 columns; Chinese characters take two and break anywhere."""
    lines = textwrap.wrap(text, _WIDTH, subsequent_indent=indent) if text.isascii() else None
    if lines is not None:
        yield from lines
        return
    line, width = "", 0
    for word in _pieces(text):
        size = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in word)
        if width + size > _WIDTH and line.strip():
            yield line.rstrip()
            line, width = indent, len(indent)
            word = word.lstrip()
        line += word
        width += size
    yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """Words with their blanks, and each Chinese character by itself with what closes it."""
    piece = ""
    for character in text:
        wide = unicodedata.east_asian_width(character) in "WF"
        closing = character in "，。、；：！？）》”』」"
        if piece and not closing and (wide or piece[-1] == " " or _is_wide(piece[-1])):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
