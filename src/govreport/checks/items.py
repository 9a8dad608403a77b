"""What a check says: something is broken, or something that it needs is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from attrs import frozen

from govreport.document import Span


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
    """

    reason: str
    paths: tuple[str, ...] = ()


@frozen
class NotConcerned:
    """The demand is not about this report: a check that says so alone has no outcome.

    Attributes:
        reason: why, for readers of the code.
    """

    reason: str


Item: TypeAlias = Broken | Unknown | NotConcerned

Items: TypeAlias = Iterator[Item]
