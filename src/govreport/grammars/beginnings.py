"""With which characters a match of a terminal can begin."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_DIGITS = frozenset("0123456789０１２３４５６７８９")
_SPACES = frozenset(" \t\r\n\f\v\u00a0\u2002\u2003\u3000")


def first_characters(expression: str) -> set[str]:
    """The characters that a match of ``expression`` can begin with.

    >>> sorted(first_characters("(?:已|均)?办结|[甲乙]"))
    ['乙', '办', '均', '已', '甲']
    """
    parser = import_module("re._parser")  # as Lark does, to know how wide a terminal is
    characters, nullable = _of_sequence(parser.parse(expression))
    if nullable:
        raise ValueError(f"a terminal may not be empty: {expression}")
    return characters


def _of_sequence(sequence: Any) -> tuple[set[str], bool]:
    """First characters of a parsed sequence, and whether it can be empty."""
    characters: set[str] = set()
    for operation, argument in sequence:
        found, nullable = _of_item(str(operation), argument)
        characters |= found
        if not nullable:
            return characters, False
    return characters, True


def _of_item(operation: str, argument: Any) -> tuple[set[str], bool]:
    if operation == "LITERAL":
        return {chr(argument)}, False
    if operation == "IN":
        return _of_set(argument), False
    if operation == "BRANCH":
        branches = [_of_sequence(branch) for branch in argument[1]]
        return set().union(*(found for found, _ in branches)), any(empty for _, empty in branches)
    if operation == "SUBPATTERN":
        return _of_sequence(argument[3])
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        characters, nullable = _of_sequence(argument[2])
        return characters, nullable or argument[0] == 0
    if operation in ("ASSERT", "ASSERT_NOT", "AT"):
        return set(), True
    raise ValueError(f"a terminal may not begin with {operation}")


def _of_set(items: Any) -> set[str]:
    characters: set[str] = set()
    for operation, argument in items:
        if str(operation) == "LITERAL":
            characters.add(chr(argument))
        elif str(operation) == "RANGE":
            characters.update(map(chr, range(argument[0], argument[1] + 1)))
        elif str(operation) == "CATEGORY" and str(argument) == "CATEGORY_DIGIT":
            characters |= _DIGITS
        elif str(operation) == "CATEGORY" and str(argument) == "CATEGORY_SPACE":
            characters |= _SPACES
        else:
            raise ValueError(f"a terminal may not begin with {operation} {argument}")
    return characters
