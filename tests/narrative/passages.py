"""Report prose of our own in the wordings of the genre, each figure marked by hand.

A file of ``passages/`` holds passages under ``=== title`` lines. A mark is
``{printed|identifier}``; behind the identifier may stand ``=value`` (when the printed figure is no
plain number), ``!cumulative``, ``~`` (approximate) and ``@organ``. One figure may state several
identifiers, separated by commas. What is not marked is no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from attrs import frozen

from govreport.document import Document
from govreport.model.narrative import Fact
from govreport.prose.narrative import find_facts
from govreport.text.chinese import to_simplified

FOLDER = Path(__file__).parent / "passages"
ERAS = ("before_2019", "2019_2020", "since_2021")

_MARK = re.compile(r"\{(?P<printed>[^|{}]*)\|(?P<claims>[^{}]*)\}")
_CLAIM = re.compile(
    r"(?P<identifier>[a-z_.]+)(?:=(?P<value>[\d.]+))?(?P<cumulative>!cumulative)?(?P<about>~)?"
    r"(?:@(?P<organ>.+))?"
)
_NUMBER = re.compile(r"[\d,，.\s]+|[一二两三四五六七八九十百]+")


@frozen
class Expected:
    """One marked figure."""

    identifier: str
    value: Decimal
    unit: str | None
    approximate: bool
    cumulative: bool
    organ: str | None
    start: int
    end: int

    def is_met_by(self, fact: Fact) -> bool:
        """Whether a fact says the same of the same place."""
        assert fact.span is not None
        return (
            (self.identifier, self.value, self.unit, self.approximate, self.cumulative, self.organ)
            == (
                fact.identifier,
                Decimal(fact.value),
                fact.unit,
                fact.approximate,
                fact.cumulative,
                fact.organ,
            )
            and fact.span.start < self.end
            and self.start < fact.span.end
        )


@frozen
class Passage:
    """Prose and what it states."""

    title: str
    text: str
    expected: tuple[Expected, ...]


@frozen
class Outcome:
    """What was found of a passage: figures right, missed, and facts that nothing states."""

    right: tuple[Expected, ...]
    missed: tuple[Expected, ...]
    wrong: tuple[Fact, ...]


def read_passages(name: str) -> Iterator[Passage]:
    """The passages of one file."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    for block in text.split("=== ")[1:]:
        title, _, marked = block.partition("\n")
        yield _passage(title, marked)


def _passage(title: str, marked: str) -> Passage:
    plain = ""
    expected: list[Expected] = []
    position = 0
    for mark in _MARK.finditer(marked):
        plain += marked[position : mark.start()]
        position = mark.end()
        start = len(plain)
        plain += mark["printed"]
        expected += _claims(mark["printed"], mark["claims"], start, len(plain))
    return Passage(title, plain + marked[position:], tuple(expected))


def _claims(printed: str, claims: str, start: int, end: int) -> Iterator[Expected]:
    number = _NUMBER.match(printed)
    unit = (
        re.sub(r"^[\d,，.\s余多万亿约近一二两三四五六七八九十百]+(?!元)|\s", "", printed)
        if number
        else None
    )
    unit = to_simplified(unit) or None if unit else None
    if number and (money := re.search(r"[万亿]?元$", printed)):
        unit = money[0]
    for claim in map(_CLAIM.fullmatch, claims.split(",")):
        assert claim is not None, claims
        digits = re.sub(r"[,，\s]", "", number[0]) if number else ""
        yield Expected(
            claim["identifier"],
            Decimal(claim["value"] or digits),
            unit,
            bool(claim["about"]),
            bool(claim["cumulative"]),
            claim["organ"],
            start,
            end,
        )


def judge(passage: Passage) -> Outcome:
    """Hold what is found in a passage against its marks."""
    left = list(find_facts(Document(passage.text)))
    right = []
    missed = []
    for expected in passage.expected:
        for fact in left:
            if expected.is_met_by(fact):
                left.remove(fact)
                right.append(expected)
                break
        else:
            missed.append(expected)
    return Outcome(tuple(right), tuple(missed), tuple(left))
