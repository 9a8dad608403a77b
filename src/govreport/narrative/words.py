"""From a sentence to the words that the grammar knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from lark import Lark, Tree

FIGURES = frozenset({"ITEMS", "CASES", "PIECES", "PLACES", "PERSONS", "VISITS", "TIMES", "MONEY"})
"""Terminals that are a number with its unit."""

MARKS = frozenset({"YEAR", "BLOCK", "PLAN", "PART", "PART_END", "SEPARATOR"})
"""Terminals that no phrase contains: they tell how to take the phrases around them."""

_DROPPED = frozenset({"CONNECTIVE", "DATE"})
_OPAQUE = frozenset({"NUMBER", "ASIDE"})


class Word:
    """One word of a sentence: a slotted stand-in for ``lark.Token``."""

    __slots__ = ("end", "start", "type", "value")
    # The parser copies these from the last token to its end marker.
    start_pos = end_pos = line = column = end_line = end_column = None

    def __init__(self, type_: str, start: int, end: int) -> None:
        """Keep the kind and the place; the parser asks for ``type`` and ``value`` only."""
        self.type = type_
        self.start = start
        self.end = end
        self.value = self

    def __repr__(self) -> str:
        """Name the kind, for error messages."""
        return self.type


@frozen
class Engine:
    """The grammar, built once: its parser, and one pattern made of all its terminals."""

    parser: Lark
    pattern: re.Pattern[str]
    number: re.Pattern[str]

    def words(self, sentence: str) -> Iterator[Word]:
        """The words of ``sentence`` in order; a stretch of other text is one UNKNOWN word."""
        position = 0
        for found in self.pattern.finditer(sentence):
            start, end = found.span()
            if start > position:
                yield Word("UNKNOWN", position, start)
            position = end
            kind = str(found.lastgroup)
            if kind in _OPAQUE:
                yield Word("UNKNOWN", start, end)
            elif kind not in _DROPPED:
                yield Word(kind, start, end)
        if position < len(sentence):
            yield Word("UNKNOWN", position, len(sentence))

    def parse(self, words: Sequence[Word]) -> Tree[Word] | None:
        """The phrase that these words are, or None."""
        from lark.exceptions import UnexpectedInput

        try:
            tree: Any = self.parser.parse(words)  # type: ignore[arg-type]
        except UnexpectedInput:
            return None
        phrase: Tree[Word] = tree.children[0]
        return phrase


@lru_cache(maxsize=1)
def engine() -> Engine:
    """Build the grammar at the first figure; lark is imported no earlier."""
    from lark import Lark
    from lark.lexer import Lexer

    class Given(Lexer):
        """Hands over words that were cut before."""

        def __init__(self, lexer_conf: Any) -> None:
            """Nothing to prepare."""

        def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Any]:
            """The words as they are."""
            return iter(lexer_state)

    grammar = files("govreport").joinpath("grammars", "narrative.lark").read_text("utf-8")
    parser = Lark(grammar, parser="lalr", lexer=Given)
    terminals = sorted(
        (terminal for terminal in parser.terminals if terminal.name != "UNKNOWN"),
        key=lambda terminal: (-terminal.priority, -terminal.pattern.max_width, terminal.name),
    )
    pattern = "|".join(f"(?P<{one.name}>{one.pattern.to_regexp()})" for one in terminals)
    number = next(one for one in terminals if one.name == "NUMBER").pattern.to_regexp()
    return Engine(parser, re.compile(pattern), re.compile(number))
