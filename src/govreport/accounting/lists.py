"""Lists without a table: labels and numbers in turn, and no sentence between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govreport.accounting.rows_without_table import Place, is_free
from govreport.text.runs import Run

_ENOUGH = 4
_LABEL = 60
_SENTENCE = re.compile(r"[。！？；!?;]")
_INDICATOR = re.compile(
    r"[条條件次篇个個人元份页頁部期](?<=[一-鿿)）].)\s?"
    r"(?P<number>\d[\d,]*?(?:\.\d++)?|[OoIlⅠ-ⅿ①-⑳](?![A-Za-z]))"
    r"(?=[1-9][.、．]\s?\D|(?![\d,])(?![.、．]\s?\D|\s?[年月日号號条條件次篇个個元]))"
)
"""A number behind its unit, or what stands for one: as in lists, and in hardly any sentence."""


def indicators_without_table(text: str, claimed: Sequence[Place]) -> Iterator[Place]:
    """The values of a list of indicators that has lost its header, each behind its unit."""
    starts = [start for start, _ in claimed]
    chain: list[Place] = []
    for match in _INDICATOR.finditer(text):
        place = match.span("number")
        if chain and not _is_label(text, chain[-1][1], match.start() + 1):
            yield from _of_chain(chain, claimed, starts)
            chain = []
        chain.append(place)
    yield from _of_chain(chain, claimed, starts)


def _of_chain(
    chain: Sequence[Place], claimed: Sequence[Place], starts: Sequence[int]
) -> Iterator[Place]:
    if len(chain) < _ENOUGH:
        return
    yield from (place for place in chain if is_free(place, claimed, starts))


def is_one_of_a_list(text: str, runs: Sequence[Run], number: int) -> bool:
    """Whether a number stands below its label, as those above and below it do."""
    first = last = number
    while first and _are_in_turn(text, runs[first - 1], runs[first]):
        first -= 1
    while (
        last - first + 1 < _ENOUGH
        and last + 1 < len(runs)
        and _are_in_turn(text, runs[last], runs[last + 1])
    ):
        last += 1
    return last - first + 1 >= _ENOUGH


def _are_in_turn(text: str, first: Run, second: Run) -> bool:
    """Whether a label alone parts two numbers that have a line or a cell each."""
    return (
        len(first) == len(second) == 1
        and text[second.start - 2 : second.start].strip(" ")[-1:] in ("\n", "|")
        and text[first.end : first.end + 2].strip(" ")[:1] in ("\n", "|")
        and _is_label(text, first.end, second.start)
    )


def _is_label(text: str, start: int, end: int) -> bool:
    between = text[start:end]
    return (
        end - start <= _LABEL
        and len(_IDEOGRAPH.findall(between)) >= _SHORTEST
        and _SENTENCE.search(between) is None
    )


_IDEOGRAPH = re.compile(r"[一-鿿]")
_SHORTEST = 3
