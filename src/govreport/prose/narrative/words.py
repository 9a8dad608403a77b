"""From a sentence to the words that the grammar knows, and from words to the phrase they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
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

# A title or a quotation, in which no mark counts, or a mark that separates clauses.
_PUNCTUATION = re.compile(
    r"[《“\"「『‘；;：:。！!？?，,.](?:(?<=《)[^》。]{1,60}》|(?<=[“\"「『‘])[^”\"」』’，。]{1,20}[”\"」』’]"
    r"|(?<=[；;：:。！!？?])|(?<=[，,.])(?!(?<=[\d０-９][，,.])[\d０-９]))"
)
_SPEAKS = re.compile(
    r"[\d０-９〇零一二两三四五六七八九十百千未没无申主复诉举规投全本今当年截以累其包类按从涉计拟下明来力争目将费（）()]"
    r"(?:(?<=[\d０-９〇零一二两三四五六七八九十百千未没无拟将按从（）()])|(?<=规)范性文件清|(?<=申)请|(?<=主)动|(?<=复)议|(?<=诉)讼"
    r"|(?<=举)报|(?<=投)诉|(?<=[全本今当])年|(?<=年)[度内来]|(?<=截)[至止]|(?<=以)来|(?<=累)计|(?<=其)中"
    r"|(?<=包)[括含]|(?<=类)别|(?<=涉)及|(?<=计)划|(?<=下)一步|(?<=[明来])年|(?<=力)争|(?<=争)取|(?<=目)标|(?<=费)收)"
)
_LIGHT = frozenset({"HOLD", "EQUIP", "SPEND", "HAPPEN", "RESPOND"})
_FEES = frozenset({"CHARGE", "FEE"})
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
    _names: dict[tuple[str, ...], str | None] = field(factory=dict)

    def words(self, sentence: str) -> list[Word]:
        """The words of ``sentence`` in order; a stretch of other text is one UNKNOWN word.

        Between two marks of punctuation where nothing can be a figure, a topic or a mark of its
        own no word is looked for.
        """
        words: list[Word] = []
        begin = 0
        for mark in _PUNCTUATION.finditer(sentence):
            start = mark.start()
            if mark.end() - start == 1:
                if begin < start and _SPEAKS.search(sentence, begin, start):
                    begin = self._words(sentence, begin, start, words)
                if begin <= start:
                    words.append(Word("SEPARATOR", start, start + 1))
                    begin = start + 1
        length = len(sentence)
        if begin < length and _SPEAKS.search(sentence, begin):
            self._words(sentence, begin, length, words)
        return words

    def _words(self, sentence: str, start: int, length: int, words: list[Word]) -> int:
        """Add the words that begin in a stretch; where the last one ends."""
        pattern_of = self.patterns.__getitem__
        position = unknown = start
        while position < length:
            pattern = pattern_of(sentence[position])
            found = _match(pattern, sentence, position) if pattern else None
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
        return position

    def phrase(self, kinds: Sequence[str]) -> str | None:
        """The name of the phrase of these kinds of words, in whatever order, or None.

        Words beside a noun that no phrase names with it are left out one group after the other:
        light verbs (召开, 设立), then all verbs, then the word for information.
        """
        said = tuple(kinds)
        try:
            return self._names[said]
        except KeyError:
            if len(self._names) >= _REMEMBERED:
                self._names.clear()
            name = self._names[said] = self._phrase(frozenset(said))
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
        if "MONEY" in said and said >= _FEES:
            return self._parse(sorted(said & {*_FEES, "MONEY"}, key=self.ranks.__getitem__))
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


_LONGEST = 200
"""Characters of the longest word that is looked for; real ones have at most some sixty."""
_AHEAD = 32
"""Characters that a pattern may look at behind its word."""


def _match(pattern: re.Pattern[str], sentence: str, position: int) -> re.Match[str] | None:
    """The word that begins at a position.

    Some words begin with as many characters of a kind as there are. Where what follows is none of
    them, each character of an endless sentence would look at all others behind it.
    """
    end = position + _LONGEST
    found = pattern.match(sentence, position, end)
    if found is not None and found.end() > end - _AHEAD:
        return pattern.match(sentence, position)
    return found


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The engine, made ready at the first figure that is met."""
    grammar = narrative_grammar()
    number = next(one.expression for one in grammar.terminals if one.name == "NUMBER")
    ranks = {one.name: one.rank for one in grammar.terminals}
    return Engine(grammar, Patterns(grammar.terminals), re.compile(number), ranks)
