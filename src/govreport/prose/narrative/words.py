"""From a sentence to the words that the grammar knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from attrs import field, frozen

from govreport.grammars import narrative_grammar
from govreport.grammars.tables import END, Automaton, Compiled
from govreport.prose.narrative.dispatch import Patterns

FIGURES = frozenset({"ITEMS", "CASES", "PIECES", "PLACES", "PERSONS", "VISITS", "TIMES", "MONEY"})
"""Terminals that are a number with its unit."""

MARKS = frozenset({"YEAR", "BLOCK", "PLAN", "CUMULATIVE", "PART", "PART_END", "SEPARATOR"})
"""Terminals that no phrase contains: they tell how to take the phrases around them."""

_REMEMBERED = 10_000  # sequences of kinds whose phrase is kept
_DROPPED = frozenset({"CONNECTIVE", "DATE"})
_OPAQUE = frozenset({"NUMBER", "ASIDE"})


class Word:
    """One word of a sentence: its kind (a terminal of the grammar) and its place."""

    __slots__ = ("end", "start", "type")

    def __init__(self, type_: str, start: int, end: int) -> None:
        """Keep the kind and the place."""
        self.type = type_
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        """Name the kind."""
        return self.type


@frozen
class Engine:
    """The grammar, made ready once: its automaton, and its terminals by their first character."""

    grammar: Compiled
    patterns: Patterns
    number: re.Pattern[str]
    _names: dict[tuple[str, ...], str | None] = field(factory=dict)

    def words(self, sentence: str) -> list[Word]:
        """The words of ``sentence`` in order; a stretch of other text is one UNKNOWN word."""
        words: list[Word] = []
        pattern_of = self.patterns.__getitem__
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
            name = self._names[kinds] = self._parse(kinds)
            return name

    def _parse(self, kinds: Sequence[str]) -> str | None:
        automaton = Automaton(self.grammar)
        if all(map(automaton.feed, (*kinds, END))):
            return str(automaton.values[-1])
        return None


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The engine, made ready at the first figure that is met."""
    grammar = narrative_grammar()
    number = next(one.expression for one in grammar.terminals if one.name == "NUMBER")
    return Engine(grammar, Patterns(grammar.terminals), re.compile(number))
