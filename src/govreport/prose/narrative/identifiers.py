"""What a phrase counts: from the grammar's rule names to identifiers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govreport.prose.narrative.words import CHANNELS, Word

_TOPICS = {"REVIEW": "review", "LITIGATION": "litigation", "COMPLAINT": "complaints"}
_MENTIONS = {
    "REQUEST": "requests",
    "ON_REQUEST": "requests",
    "APPLICATION": "requests",
    "DISCLOSE": "proactive",
} | _TOPICS
SEVERAL = "several"
"""The topic of words that name more than one."""
FOREIGN = "foreign"
"""The topic of a figure of something else."""

_MENTIONING = frozenset(_MENTIONS)
_WAYS = {"IN_PERSON": "in_person", "FAX": "fax", "ONLINE": "online", "LETTER": "letter"}
_WAYS["WEBSITE"] = "online"
_APPLICANTS = {
    "NATURAL_PERSON": "natural_person",
    "LEGAL_PERSON": "legal_person",
    "COMMERCIAL": "commercial_enterprise",
    "RESEARCH": "research_institution",
    "WELFARE": "public_welfare_organisation",
    "LEGAL_SERVICE": "legal_service_organisation",
}
_ASKED = frozenset({"REQUEST", "ON_REQUEST", "APPLICATION"})
_NEEDS_MATTER = (
    *("requests.", "review", "litigation", "complaints", "disputes", "resources."),
    *("meetings_and_training.", "supervision.", "outreach."),
)
STOCKS = ("audience.", "resources.", "proactive.normative_documents_in_force", "proactive.rules_in")
"""Beginnings of identifiers that count what there is, not what was done over a time."""

ITEMS = ("proactive.items", "disclosed.items", "proactive.channels.", "produced.items")
"""Beginnings of identifiers whose categories are listed without further words."""


def topic_of(words: Sequence[Word]) -> str | None:
    """The topic that words name, `SEVERAL` for more than one kind of dispute, None for none.

    >>> topic_of([Word("REQUEST", 0, 4), Word("REVIEW", 4, 6)])
    'review'
    """
    if _MENTIONING.isdisjoint([word.type for word in words]):
        return None
    words = [
        word
        for position, word in enumerate(words)
        if word.type != "APPLICATION" or not position or words[position - 1].type != "UNKNOWN"
    ]
    disputes = {_TOPICS[word.type] for word in words if word.type in _TOPICS}
    if len(disputes) > 1:
        return SEVERAL
    return disputes.pop() if disputes else _last(words, _MENTIONS)


def place_of(words: Sequence[Word]) -> str | None:
    """The channel named last; figures of its audience follow without it."""
    return _last(words, CHANNELS)


def kinds_in(words: Sequence[Word], names: dict[str, str]) -> list[str]:
    """The names of the kinds of words, each once, in order."""
    return list(dict.fromkeys(names[word.type] for word in words if word.type in names))


def _last(words: Sequence[Word], names: dict[str, str]) -> str | None:
    return next((names[word.type] for word in reversed(words) if word.type in names), None)


def needs_subject_matter(identifier: str) -> bool:
    """Whether the kind of figure exists outside disclosure too (staff, training, lawsuits)."""
    return identifier.startswith(_NEEDS_MATTER)


def disputes(words: Sequence[Word]) -> tuple[str, ...]:
    """Reviews, lawsuits and complaints: one figure for all, or the same figure for each."""
    topics = kinds_in(words, _TOPICS)
    said = {word.type for word in words}
    if len(topics) == 1 or said & {"EACH", "ZERO", "NOTHING", "NONE"}:
        return tuple(topics)
    return ("disputes",)


_AMONG_OTHERS = re.compile(r"等(?:多种|各种|多个|多)?(?:途径|渠道|方式|形式|平台|载体|媒介|媒体)")


def channel(words: Sequence[Word], text: str = "") -> tuple[str, ...]:
    """Items disclosed over one channel, or one figure for several (公开栏、大喇叭等途径)."""
    places = kinds_in(words, CHANNELS)
    alone = len(places) == 1 and _AMONG_OTHERS.search(text) is None
    return (f"proactive.channels.{places[0] if alone else 'combined'}",)


def audience(name: str, words: Sequence[Word], place: str | None) -> tuple[str, ...]:
    """Followers and visits of the channel that the words name, else of the one named last."""
    places = kinds_in(words, CHANNELS)
    if places:
        place = places[0] if len(places) == 1 else None
    if place in (None, "combined", "other"):
        return (f"audience.{name}",)
    return (f"audience.{place}.{name}",)


def by_way(words: Sequence[Word], topic: str | None) -> tuple[str, ...]:
    """Requests by the way they came; several ways in one figure are all of them."""
    if topic != "requests" and not names_request(words):
        return ()
    ways = kinds_in(words, _WAYS)
    if len(ways) == 1 and not any(
        word.type in CHANNELS for word in words if word.type != "WEBSITE"
    ):
        return (f"requests.received.{ways[0]}",)
    return ("requests.received",) if any(word.type == "RECEIVE" for word in words) else ()


def by_applicant(words: Sequence[Word], topic: str | None) -> tuple[str, ...]:
    """Requests by who asked: 自然人, 商业企业, 法人或其他组织."""
    if topic != "requests" and not names_request(words):
        return ()
    applicants = kinds_in(words, _APPLICANTS)
    if len(applicants) == 1:
        return (f"requests.received.{applicants[0]}",)
    return ("requests.received",) if any(word.type == "RECEIVE" for word in words) else ()


def names_request(words: Sequence[Word]) -> bool:
    """Whether the words name a request themselves."""
    return any(word.type in _ASKED for word in words)
