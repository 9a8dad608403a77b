"""A figure that sums up what was listed before it: 网上申请5件、信函申请4件，共计9件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from govreport.model.narrative import Fact
from govreport.model.values import Count
from govreport.prose.narrative.phrases import Phrase

_SUM = re.compile(r"(?:共计|总计|合计|总共|累计|共)(?:有|为|达|公开|发布)*$")
_LEANING = ("bare_", "published_")
_WHOLES = {
    "requests.received.": "requests.received",
    "proactive.channels.": "disclosed.items",
}
"""Beginning of the identifiers of a list, and what the list is of."""


def sum_of(
    phrase: Phrase, value: Count | None, stated: Sequence[tuple[Fact, object]], sentence: str
) -> str | None:
    """What a figure without a noun is the sum of; None where the list does not add up to it.

    Args:
        phrase: the phrase of the figure.
        value: its value.
        stated: the facts of the sentence before it, each with its organ.
        sentence: the sentence, in Simplified characters.
    """
    if phrase.name not in _LEANING or len(stated) < 2:
        return None
    if not _SUM.search(sentence, 0, phrase.start):
        return None
    for beginning, whole in _WHOLES.items():
        before = (fact for fact, _ in reversed(stated))
        run = list(takewhile(lambda fact: _is_of(fact, beginning, phrase.unit), before))  # noqa: B023
        if len(run) > 1 and sum(fact.value for fact in run) == value:
            active = whole == "disclosed.items" and "主动公开" in sentence
            return "proactive.items" if active else whole
    return None


def _is_of(fact: Fact, beginning: str, unit: str | None) -> bool:
    listed = fact.identifier.startswith(beginning) and not fact.part
    return listed and not fact.cumulative and not fact.approximate and fact.unit == unit
