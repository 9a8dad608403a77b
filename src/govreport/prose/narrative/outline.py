"""The outline of a sentence: all that its words alone decide, kept for stock sentences.

Reports repeat each other: many sentences stand in thousands of them, word for word but for their
figures, whose digits are therefore left aside. What such a sentence counts may still depend on
what was said before it, and is decided anew each time; `value_of` reads its figures.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from attrs import frozen

from govreport.model.values import Count
from govreport.prose.narrative.identifiers import FOREIGN, kinds_in, topic_of
from govreport.prose.narrative.nothing import NEGATIONS, read_nothing
from govreport.prose.narrative.phrases import Phrase, read_phrases
from govreport.prose.narrative.words import FIGURES, MARKS, Engine, Word, engine
from govreport.text.chinese import read_numeral

_REMEMBERED = 2048  # sentences
_LONG = 1000  # characters; no longer sentence stands in two reports
_TELLING = FIGURES | NEGATIONS
_HEADINGS = frozenset({"INFO", "REQUEST", "ON_REQUEST"})
_DOCUMENTS = {"NORMATIVE": "normative_documents", "RULES": "rules"}
_COLONS = (":", "：")
_DISPUTES = frozenset({"REVIEW", "LITIGATION", "COMPLAINT"})
_OF_ALL_KINDS = frozenset({"RECEIVE", "HANDLE", "COMPLETE"})
_WITHIN = frozenset({"BLOCK", "YEAR", "THIS_YEAR", "CUMULATIVE", "SINCE", "UNTIL"})
"""Marks that stand inside a clause and do not end it."""


@frozen
class Clause:
    """A stretch between two marks: its phrases, and the topic of all its words.

    ``documents`` says what kind of documents a clause without a figure speaks of.
    """

    phrases: tuple[Phrase, ...]
    topic: str | None
    documents: str | None = None


@frozen
class Time:
    """What the figures that follow are counted over.

    ``kind`` is ``"YEAR"`` (``year`` as printed), ``"THIS_YEAR"`` (全年), ``"SINCE"`` (…以来),
    ``"UNTIL"`` (截至…, ``year`` as printed or empty) or ``"CUMULATIVE"`` (累计). ``leads`` says
    that it opens its clause: a year inside of one (2023年度决算) is that of the words around it.
    """

    kind: str
    year: str
    leads: bool = True


@frozen
class Part:
    """Where figures that are parts of others begin (其中, a bracket) or end.

    ``sorts`` says that it names what they are sorted by (按类别分).
    """

    begins: bool
    sorts: bool = False


@frozen
class Plan:
    """A word that makes of what follows a plan."""


Step: TypeAlias = Clause | Time | Part | Plan


def outline(sentence: str) -> tuple[Step, ...]:
    """The steps of a sentence in Simplified characters, in order.

    The values of the phrases are those of some sentence of the same words, see `value_of`.

    >>> [type(step).__name__ for step in outline("2020年收到申请5件,其中网上3件。")]
    ['Time', 'Clause', 'Part', 'Clause']
    """
    shape = _FIGURE.sub(_ones, sentence)
    return _remembered(shape) if len(shape) < _LONG else _outline(shape)


def value_of(phrase: Phrase, sentence: str) -> Count | None:
    """The value of a phrase as its own sentence prints it.

    >>> text = "收到申请85件。"
    >>> [value_of(one, text) for one in outline(text)[0].phrases]
    [85]
    """
    printed = sentence[phrase.start : phrase.end]
    if phrase.is_none or _DIGIT.search(printed) is None:
        return phrase.value
    numeral = read_numeral(printed)
    return numeral.value if numeral is not None else None


_FIGURE = re.compile(r"[1-9](?<!\d\d)(?!0\d\d\D)\d*+")
"""Digits of a figure: not those of a year, nor of one that begins with 0."""
_DIGIT = re.compile(r"\d")


def _ones(figure: re.Match[str]) -> str:
    """As many digits, but for a number that is a name (12345)."""
    return figure[0] if figure[0] == _HOTLINE else "1" * len(figure[0])


_HOTLINE = "12345"


def _outline(sentence: str) -> tuple[Step, ...]:
    grammar = engine()
    steps: list[Step] = []
    clause: list[Word] = []
    start = 0
    bracket = dated = False
    length = len(sentence)
    words = grammar.words(sentence)
    for position, word in enumerate((*words, Word("SEPARATOR", length, length))):
        kind = word.type
        colon = kind == "SEPARATOR" and sentence.startswith(_COLONS, word.start)
        if colon and _is_label(clause, words[position + 1 : position + 2]):
            continue
        if kind == "BLOCK" or kind not in MARKS:
            clause.append(word)
        elif kind in _WITHIN:
            if kind == "YEAR" and not _HEADINGS.isdisjoint([one.type for one in clause]):
                steps.extend(_clause(grammar, clause, start, word.start, sentence))
                clause, start = [], word.end  # a heading without a mark behind it
            steps.append(Time(kind, _year(sentence, word), leads=not clause))
            dated = dated or bool(clause)
        elif kind == "PART_END" and not bracket and clause:
            continue  # 各镇（街道）受理42件: a bracket without a figure is part of a name
        else:
            if clause:
                read = _clause(grammar, clause, start, word.start, sentence)
                steps.extend(read or ([Clause((), None)] if dated else []))
            clause = []
            dated = False
            start = word.end
            if kind == "PLAN":
                steps.append(Plan())
            elif kind == "PART":
                bracket = bracket or sentence[word.start] in "(（"
                steps.append(Part(begins=True, sorts=sentence[word.start] in "按从"))
            elif kind == "PART_END" and bracket:
                bracket = False
                steps.append(Part(begins=False))
    return tuple(steps)


def _is_label(clause: list[Word], following: list[Word]) -> bool:
    """Whether a colon stands between what is counted and its figure: 行政复议：3件."""
    if not following or following[0].type not in FIGURES:
        return False
    return bool(clause) and all(word.type in _DISPUTES for word in clause)


_remembered = lru_cache(maxsize=_REMEMBERED)(_outline)


def _year(sentence: str, word: Word) -> str:
    at = sentence.find("20", word.start, word.end)
    return sentence[at : at + 4] if at >= 0 else ""


def _clause(
    grammar: Engine, clause: list[Word], start: int, end: int, sentence: str
) -> list[Clause]:
    phrases: list[Phrase] = []
    if not _TELLING.isdisjoint([word.type for word in clause]):
        phrases = read_phrases(grammar, clause, start, sentence)
        if not phrases:
            phrases = list(read_nothing(grammar, clause, end, sentence))
    topic = topic_of(clause)
    kinds = {word.type for word in clause}
    if not phrases and kinds & FIGURES and kinds & _OF_ALL_KINDS and "UNKNOWN" in kinds:
        return [Clause((), FOREIGN)]  # 受理审批事项117件: what follows counts the same
    named = [] if phrases else kinds_in(clause, _DOCUMENTS)
    documents = named[0] if len(named) == 1 else None
    if not phrases and topic is None and documents is None:
        return []
    return [Clause(tuple(phrases), topic, documents)]
