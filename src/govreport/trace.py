"""What happened inside one reading, for ``govreport debug``; off unless somebody records.

The layers look once per document, and once per table, whether a `Trace` is recorded; without one
they keep nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from attrs import define, field, frozen


@frozen
class Asked:
    """A reader or layout that was asked: its score, or what went wrong."""

    name: str
    score: float = 0.0
    found: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    problem: str | None = None


@frozen
class Step:
    """A label (or the ``VALUES`` after it) that was offered to a grammar.

    ``expected`` are the terminals that the grammar would have taken, where it refused.
    """

    terminal: str
    text: str
    start: int | None
    accepted: bool
    expected: tuple[str, ...] = ()


@define
class TableTrace:
    """How one table was read: candidates (form, template, score), grammar, steps, rows."""

    table: str
    candidates: list[tuple[str, str, float]] = field(factory=list)
    chosen: int = 0
    form: Any = None
    rows: Sequence[Any] = ()
    assigned: Sequence[Any] = ()
    steps: list[Step] = field(factory=list)


@frozen
class ClaimTrace:
    """A table that a template claimed: its place, and whether it got it."""

    template: str
    table: str
    form: str | None
    start: int
    end: int
    evidence: float
    taken: bool
    steps: list[Step] = field(factory=list)


@define
class Trace:
    """Everything that was noted while a document was read."""

    readers: list[Asked] = field(factory=list)
    layouts: list[Asked] = field(factory=list)
    layout: str | None = None
    cells: Sequence[tuple[str, int, int]] = ()
    vocabulary: Any = None
    tables: list[TableTrace] = field(factory=list)
    claims: list[ClaimTrace] = field(factory=list)
    steps: list[Step] = field(factory=list)

    def table(
        self,
        table: str,
        ranked: Sequence[Any],
        chosen: int,
        rows: Sequence[Any],
        assigned: Sequence[Any],
    ) -> None:
        """Note that a table is read, after its grammar's steps."""
        candidates = [(c.form.form, c.template.name, c.score) for c in ranked]
        found = TableTrace(
            table, candidates, chosen, ranked[chosen].form, rows, assigned, self.steps
        )
        self.tables.append(found)
        self.steps = []

    def claim(self, claim: Any, template: str, evidence: float, *, taken: bool) -> None:
        """Note a claim; of one that was read, after its grammar's steps."""
        place = (claim.start, claim.end)
        steps = self.steps if taken else []
        self.claims.append(
            ClaimTrace(template, claim.table, claim.form, *place, evidence, taken, steps)
        )
        self.steps = []


_current: ContextVar[Trace | None] = ContextVar("trace", default=None)


def tracing() -> Trace | None:
    """The trace that is recorded at present.

    >>> tracing() is None
    True
    """
    return _current.get()


@contextmanager
def recording() -> Iterator[Trace]:
    """Record what happens inside the block, in this thread or task alone.

    >>> with recording() as trace:
    ...     tracing() is trace
    True
    """
    trace = Trace()
    token = _current.set(trace)
    try:
        yield trace
    finally:
        _current.reset(token)
