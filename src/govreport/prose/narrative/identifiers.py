"""What a phrase counts: from the grammar's rule names to identifiers."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from govreport.prose.narrative.sentences import Sentence
from govreport.prose.narrative.words import Word

_TOPICS = {"REVIEW": "review", "LITIGATION": "litigation", "COMPLAINT": "complaints"}
_MENTIONS = {"REQUEST": "requests", "ON_REQUEST": "requests", "DISCLOSE": "proactive"} | _TOPICS
SEVERAL = "several"
"""The topic of words that name more than one."""

_MENTIONING = frozenset(_MENTIONS)
_PLACES = {"GAZETTE": "gazette", "WEBSITE": "website", "WEIBO": "weibo", "WECHAT": "wechat"}
_WAYS = {"IN_PERSON": "in_person", "FAX": "fax", "ONLINE": "online", "LETTER": "letter"}
_WAYS["WEBSITE"] = "online"
_OUTCOMES = {
    "upheld_": "upheld",
    "corrected_": "corrected",
    "dismissed_": "dismissed",
    "withdrawn_": "withdrawn",
    "terminated_": "terminated",
    "pending_": "pending",
    "other_result_": "other",
    "won_": "won",
    "lost_": "lost",
}
_OF_REQUESTS = {
    "replied_": "requests.replies",
    "completed_on_time_": "requests.completed.on_time",
    "completed_extended_": "requests.completed.extended",
    "refused_state_secret_": "requests.replies.refused.state_secret",
    "refused_trade_secret_": "requests.replies.refused.trade_secret",
    "refused_privacy_": "requests.replies.refused.privacy",
}
_NEEDS_MATTER = (
    "requests.",
    "review",
    "litigation",
    "complaints",
    "disputes",
    "resources.",
    "meetings_and_training.",
)


@define
class Context:
    """What earlier phrases of a paragraph leave for the later ones.

    Attributes:
        topic: requests, review, litigation, complaints or proactive.
        whole: identifier and unit of the figure that parts are parts of.
        stated: identifiers that the sentence has stated.
        place: the channel named last.
        part: the phrases after 其中 or in brackets.
        inherited: the topic comes from an earlier sentence.
    """

    topic: str | None = None
    whole: tuple[str, str | None] | None = None
    stated: set[str] = field(factory=set)
    place: str | None = None
    part: bool = False
    inherited: bool = False

    def begin(self, continued: bool) -> None:
        """Start a sentence; one that begins with 其中 goes on with the last."""
        self.part = False
        self.inherited = not continued
        if not continued:
            self.whole = None
            self.stated.clear()
            self.place = None

    def state(self, identifier: str, unit: str | None) -> None:
        """Remember a figure; parts do not become wholes."""
        if not self.part:
            self.whole = (identifier, unit)
        self.stated.add(identifier)
        head = identifier.partition(".")[0]
        if head in ("requests", "review", "litigation", "complaints", "proactive"):
            self.topic = head
            self.inherited = False

    def mention(self, topic: str | None) -> None:
        """Take a clause's topic, see `topic_of`."""
        if topic is None:
            return
        if topic == SEVERAL:
            self.topic = None
        else:
            self.topic = topic
            self.inherited = False


def topic_of(words: Sequence[Word]) -> str | None:
    """The topic that words name, `SEVERAL` for more than one kind of dispute, None for none.

    >>> topic_of([Word("REQUEST", 0, 4), Word("REVIEW", 4, 6)])
    'review'
    """
    if _MENTIONING.isdisjoint([word.type for word in words]):
        return None
    disputes = {_TOPICS[word.type] for word in words if word.type in _TOPICS}
    if len(disputes) > 1:
        return SEVERAL
    return disputes.pop() if disputes else _last(words, _MENTIONS)


def place_of(words: Sequence[Word]) -> str | None:
    """The channel named last; figures of its audience follow without it."""
    return _last(words, _PLACES)


def _last(words: Sequence[Word], names: dict[str, str]) -> str | None:
    return next((names[word.type] for word in reversed(words) if word.type in names), None)


def needs_subject_matter(identifier: str) -> bool:
    """Whether the kind of figure exists outside disclosure too (staff, training, lawsuits)."""
    return identifier.startswith(_NEEDS_MATTER)


def identify(
    name: str,
    words: Sequence[Word],
    context: Context,
    sentence: Sentence,
    has_subject: bool,
    organ: str | None,
) -> tuple[str, ...]:
    """The identifiers that one parsed phrase states; none when its meaning stays open.

    ``part`` stands for "a part of what was stated before".
    """
    if name == "bare_":
        return ("part",) if context.part else ()
    if name.startswith("dispute"):
        return _disputes(words)
    if name in ("channel", "channel_issues"):
        return _channels(name, words)
    if name in ("followers", "visits"):
        places = _kinds(words, _PLACES)
        place = places[0] if len(places) == 1 else None if places else context.place
        return (f"audience.{place}.{name}" if place else f"audience.{name}",)
    if name == "requests__received" and any(word.type == "WEBSITE" for word in words):
        name = "request_by_way"
    if name in ("request_by_way", "by_way_"):
        return _by_way(name, words, context)
    if name == "normative_":
        in_part = context.part and context.topic == "proactive"
        return ("proactive.normative_documents_disclosed",) if in_part else ()
    if name == "trainees_":
        return ("meetings_and_training.trainees",) if sentence.mentions_training else ()
    if name == "resources__staff" and not sentence.mentions_disclosure:
        return ()  # the organ's whole staff
    if not name.endswith("_"):
        return (name.replace("__", "."),)
    if (has_subject and organ is None) or (context.inherited and has_subject):
        return ()
    return _relative(name, words, context)


def _kinds(words: Sequence[Word], names: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(names[word.type] for word in words if word.type in names))


def _disputes(words: Sequence[Word]) -> tuple[str, ...]:
    topics = _kinds(words, _TOPICS)
    kinds = {word.type for word in words}
    if len(topics) == 1 or kinds & {"EACH", "ZERO", "NOTHING", "NONE"}:
        return tuple(topics)
    return ("disputes",)


def _channels(name: str, words: Sequence[Word]) -> tuple[str, ...]:
    places = _kinds(words, _PLACES)
    if name == "channel_issues":
        return ("gazette.issues",) if places == ["gazette"] else ()
    return (f"proactive.channels.{places[0] if len(places) == 1 else 'combined'}",)


def _by_way(name: str, words: Sequence[Word], context: Context) -> tuple[str, ...]:
    if name == "by_way_" and context.topic != "requests" and not _names_request(words):
        return ()
    ways = _kinds(words, _WAYS)
    if len(ways) == 1:
        return (f"requests.received.{ways[0]}",)
    return ("requests.received",) if any(word.type == "RECEIVE" for word in words) else ()


def _names_request(words: Sequence[Word]) -> bool:
    return any(word.type in ("REQUEST", "APPLICATION") for word in words)


def _relative(name: str, words: Sequence[Word], context: Context) -> tuple[str, ...]:
    topic = context.topic
    if name in _OF_REQUESTS:
        known = topic == "requests" or _names_request(words)
        return (_OF_REQUESTS[name],) if known else ()
    if topic not in ("requests", "review", "litigation", "complaints"):
        return ()
    if name == "completed_":
        return (f"{topic}.completed",)
    if name == "received_":
        if topic == "requests":
            return ("requests.received",)
        return (f"{topic}.accepted",) if topic in context.stated else (topic,)
    if topic not in ("review", "litigation"):
        return ()
    outcome = _OUTCOMES[name]
    if topic == "litigation" and outcome in ("upheld", "dismissed"):
        outcome = "upheld_or_dismissed"
    return (f"{topic}.{outcome}",)
