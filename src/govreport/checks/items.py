"""What a check says: something is broken, or something that it needs is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from attrs import frozen

from govreport.document import Span
from govreport.language import Phrase


@frozen
class Broken:
    """The demand is not met at one place.

    Attributes:
        message: a sentence, best a `govreport.language.phrase`.
        paths: record paths of all cells that take part; the first is the one that is shown.
        span: the place, where the check knows it better than the paths do.
        spans: all places, where they are several and no cells.
        cause: broken places of one check with the same cause become one finding.
        stated: what the report states there.
        expected: what it should state.
        topic: words of which one stands in a sentence that explains this, empty for none.
    """

    message: str
    paths: tuple[str, ...] = ()
    span: Span | None = None
    cause: str | None = None
    stated: str | None = None
    expected: str | None = None
    topic: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@frozen
class Unknown:
    """Whether the demand is met cannot be seen.

    Attributes:
        reason: what is missing.
        paths: the record paths that have no value.
        doubtful: a number is printed and its place is not known, so that the outcome is doubtful.
    """

    reason: str
    paths: tuple[str, ...] = ()
    doubtful: bool = False


@frozen
class NotConcerned:
    """The demand is not about this report: a check that says so alone has no outcome.

    Attributes:
        reason: why, for readers of the code.
    """

    reason: str


_TEXTS = (str, Phrase)


def unfit_items(items: Sequence[Any]) -> str | None:
    """What is wrong with what a check that is not built in says; None for sound items.

    Only these very classes count, and plain texts in them: a class derived from `str` might say
    something else when it is asked again.

    >>> unfit_items(["总计 is wrong"]), unfit_items([Unknown("no table")])
    ('it says a str: expected Broken, Unknown or NotConcerned', None)
    """
    spans: Iterable[Any]
    for item in items:
        kind = type(item)
        if kind is Unknown or kind is NotConcerned:
            texts, paths, spans = [item.reason], getattr(item, "paths", ()), ()
            if type(getattr(item, "doubtful", False)) is not bool:
                return "its doubtful is no bool"
        elif kind is Broken:
            texts = [item.message, *filter(_is_given, (item.cause, item.stated, item.expected))]
            paths, spans = item.paths, (*filter(_is_given, (item.span,)), *item.spans)
            texts += item.topic
        else:
            return f"it says a {kind.__name__}: expected Broken, Unknown or NotConcerned"
        if type(paths) is not tuple or not all(type(path) is str for path in paths):
            return "its record paths are no tuple of strings"
        if not all(type(text) in _TEXTS for text in texts):
            return "its message, or another text of it, is no string"
        if not all(type(span) is Span for span in spans):
            return "its places are no Span"
    return None


def _is_given(value: object) -> bool:
    return value is not None


Item: TypeAlias = Broken | Unknown | NotConcerned

Items: TypeAlias = Iterator[Item]
