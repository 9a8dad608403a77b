"""The outline of a sentence: all that its words alone decide, kept for stock sentences.

Reports repeat each other: many sentences stand in thousands of them, word for word. What such a
sentence counts may still depend on what was said before it, and is decided anew each time.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from attrs import frozen

from govreport.prose.narrative.identifiers import topic_of
from govreport.prose.narrative.phrases import Phrase, is_telling, read_phrases
from govreport.prose.narrative.words import MARKS, Word, engine

_REMEMBERED = 2048  # sentences
_PERIOD = re.compile(r"20\d\d年|[全本今当]年")
_PERIOD_WINDOW = 100


@frozen
class Clause:
    """A stretch between two marks: its phrases, and the topic of all its words."""

    phrases: tuple[Phrase, ...]
    topic: str | None


@frozen
class Year:
    """A year that what follows is about."""

    year: str


@frozen
class Part:
    """Where figures that are parts of others begin (其中, a bracket) or end."""

    begins: bool


@frozen
class Plan:
    """A word that makes of what follows a plan."""


Step: TypeAlias = Clause | Year | Part | Plan


@lru_cache(maxsize=_REMEMBERED)
def outline(sentence: str) -> tuple[Step, ...]:
    """The steps of a sentence in Simplified characters, in order.

    >>> [type(step).__name__ for step in outline("2020年收到申请5件,其中网上3件。")]
    ['Year', 'Clause', 'Part', 'Clause']
    """
    grammar = engine()
    steps: list[Step] = []
    clause: list[Word] = []
    start = 0
    part = bracket = False

    def close(end: int) -> None:
        if not clause:
            return
        phrases = (
            read_phrases(grammar, part, clause, start, end, sentence) if is_telling(clause) else ()
        )
        topic = topic_of(clause)
        if phrases or topic is not None:
            steps.append(Clause(tuple(phrases), topic))

    length = len(sentence)
    for word in (*grammar.words(sentence), Word("SEPARATOR", length, length)):
        kind = word.type
        if kind not in MARKS:
            clause.append(word)
        elif kind == "YEAR":
            steps.append(Year(sentence[word.start : word.start + 4]))
        elif kind == "BLOCK":
            clause.append(word)
        elif kind == "CUMULATIVE":
            # 累计 is this year's sum only when the sentence says so.
            window = max(0, word.start - _PERIOD_WINDOW)
            if not _PERIOD.search(sentence, window, word.start):
                clause.append(Word("BLOCK", word.start, word.end))
        else:
            close(word.start)
            clause = []
            start = word.end
            if kind == "PLAN":
                steps.append(Plan())
            elif kind == "PART":
                bracket = sentence[word.start] in "(（"
                part = True
                steps.append(Part(True))
            elif kind == "PART_END" and bracket:
                part = bracket = False
                steps.append(Part(False))
    return tuple(steps)
