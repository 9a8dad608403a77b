"""From a sentence to the words that the grammar knows, and from words to the phrase they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from attrs import field, frozen

from govreport.grammars import narrative_grammar
from govreport.grammars.tables import END, Automaton, Compiled
from govreport.prose.narrative.dispatch import Patterns

FIGURES = frozenset(
    {"ITEMS", "CASES", "PIECES", "PLACES", "PERSONS", "VISITS", "TIMES", "MONEY", "PLAIN"}
)
"""Terminals that are a number, nearly all with its unit."""

MARKS = frozenset(
    {"YEAR", "THIS_YEAR", "CUMULATIVE", "SINCE", "UNTIL"}
    | {"BLOCK", "PLAN", "PART", "PART_END", "SEPARATOR"}
)
"""Terminals that no phrase contains: they tell how to take the phrases around them."""

CHANNELS = {
    "GAZETTE": "gazette",
    "WEBSITE": "website",
    "WEIBO": "weibo",
    "WECHAT": "wechat",
    "VIDEO": "video",
    "MEDIA": "media",
    "NOTICE_BOARD": "notice_boards",
    "OTHER_CHANNEL": "other",
    "NEW_MEDIA": "combined",
}
"""Terminals that are a channel, and its name in an identifier."""

OF_ITEMS = frozenset({"DISCLOSE", "PUBLISH"})
"""Verbs whose object is information."""

OTHER_VERBS = frozenset(
    {"PRODUCE", "RECEIVE", "HAPPEN", "COMPLETE", "HANDLE", "REPLY", "HOLD", "RESPOND", "ISSUE"}
    | {"EQUIP", "SPEND", "CHARGE", "ADDED", "ABOLISH", "IN_FORCE", "CLEAR"}
)
VERBS = OF_ITEMS | OTHER_VERBS

_LIGHT = frozenset({"HOLD", "EQUIP", "SPEND", "HAPPEN", "RESPOND"})
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
    ranks: dict[str, int]
    _names: dict[frozenset[str], str | None] = field(factory=dict)

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

    def phrase(self, kinds: Iterable[str]) -> str | None:
        """The name of the phrase of these kinds of words, in whatever order, or None.

        Words beside a noun that no phrase names with it are left out one group after the other:
        light verbs (召开, 设立), then all verbs, then the word for information.
        """
        said = frozenset(kinds)
        try:
            return self._names[said]
        except KeyError:
            if len(self._names) >= _REMEMBERED:
                self._names.clear()
            name = self._names[said] = self._phrase(said)
            return name

    def _phrase(self, said: frozenset[str]) -> str | None:
        for left_out in (frozenset[str](), _LIGHT, VERBS, VERBS | {"INFO"}):
            if left_out and left_out.isdisjoint(said):
                continue
            name = self._parse(sorted(said - left_out, key=self.ranks.__getitem__))
            if name in ("bare_", "information_") and said & left_out & OTHER_VERBS:
                return None  # 收集信息30条: not disclosed
            if name is not None:
                return name
        if said.isdisjoint(CHANNELS):
            return None
        # 政府网站配备2名人员: the website is no channel here.
        name = self._parse(sorted(said - _LIGHT - CHANNELS.keys(), key=self.ranks.__getitem__))
        return name if name is not None and name.startswith(("resources", "requests")) else None

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
    ranks = {one.name: one.rank for one in grammar.terminals}
    return Engine(grammar, Patterns(grammar.terminals), re.compile(number), ranks)
