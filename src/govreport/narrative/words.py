"""From a sentence to the words that the grammar knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from govreport.narrative.dispatch import patterns_by_first_character

if TYPE_CHECKING:
    from lark import Lark

FIGURES = frozenset({"ITEMS", "CASES", "PIECES", "PLACES", "PERSONS", "VISITS", "TIMES", "MONEY"})
"""Terminals that are a number with its unit."""

MARKS = frozenset({"YEAR", "BLOCK", "PLAN", "CUMULATIVE", "PART", "PART_END", "SEPARATOR"})
"""Terminals that no phrase contains: they tell how to take the phrases around them."""

_REMEMBERED = 10_000  # sequences of kinds whose phrase is kept
_DROPPED = frozenset({"CONNECTIVE", "DATE"})
_OPAQUE = frozenset({"NUMBER", "ASIDE"})


class Word:
    """One word of a sentence: a slotted stand-in for ``lark.Token``."""

    __slots__ = ("end", "start", "type")
    # The parser copies these from the last token to its end marker.
    start_pos = end_pos = line = column = end_line = end_column = None

    def __init__(self, type_: str, start: int, end: int) -> None:
        """Keep the kind and the place; the parser asks for ``type`` and ``value`` only."""
        self.type = type_
        self.start = start
        self.end = end

    @property
    def value(self) -> Word:
        """What the parser passes on: the word itself."""
        return self

    def __repr__(self) -> str:
        """Name the kind, for error messages."""
        return self.type


@frozen
class Engine:
    """The grammar, built once: its parser, and its terminals by the character they begin with."""

    parser: Lark
    patterns: dict[str, re.Pattern[str]]
    number: re.Pattern[str]
    _names: dict[tuple[str, ...], str | None] = field(factory=dict)

    def words(self, sentence: str) -> list[Word]:
        """The words of ``sentence`` in order; a stretch of other text is one UNKNOWN word."""
        words: list[Word] = []
        pattern_of = self.patterns.get
        position = unknown = 0
        length = len(sentence)
        while position < length:
            pattern = pattern_of(sentence[position])
            found = pattern.match(sentence, position) if pattern else None
            if found is None:
                position += 1
                continue
            if position > unknown:
                words.append(Word("UNKNOWN", unknown, position))
            kind = found.lastgroup or ""
            start = position
            position = unknown = found.end()
            if kind not in _DROPPED:
                words.append(Word("UNKNOWN" if kind in _OPAQUE else kind, start, position))
        if position > unknown:
            words.append(Word("UNKNOWN", unknown, position))
        return words

    def phrase(self, words: Sequence[Word]) -> str | None:
        """The name of the phrase that these words are, or None.

        It depends on the kinds of the words alone, so each sequence is parsed once.
        """
        kinds = tuple([word.type for word in words])
        try:
            return self._names[kinds]
        except KeyError:
            if len(self._names) >= _REMEMBERED:
                self._names.clear()
            name = self._names[kinds] = self._parse(words)
            return name

    def _parse(self, words: Sequence[Word]) -> str | None:
        from lark.exceptions import UnexpectedInput

        given: Any = words  # not a text: the lexer hands the words over
        try:
            tree: Any = self.parser.parse(given)
        except UnexpectedInput:
            return None
        return str(tree.children[0].data)


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
    number = next(one for one in terminals if one.name == "NUMBER").pattern.to_regexp()
    named = [(one.name, one.pattern.to_regexp()) for one in terminals]
    return Engine(parser, patterns_by_first_character(named), re.compile(number))
