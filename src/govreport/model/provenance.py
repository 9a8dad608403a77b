"""Where each value was printed and how its place was found, in one compact table."""

from __future__ import annotations

from functools import lru_cache

from attrs import field, frozen

from govreport.document import Place, Source, Span, locate
from govreport.model.deferred import Deferring
from govreport.model.values import Status


@frozen
class RowTrace:
    """The cells of one row: parallel tuples, one entry a column.

    ``path`` is the record path of the row and ``columns`` completes it: ``path + "." + column``
    (or ``path + column`` when the column is an index such as ``[0]``, or empty). Offsets refer to
    the document's text.
    """

    path: str
    columns: tuple[str, ...]
    label: str
    column_labels: tuple[str, ...]
    units: tuple[str | None, ...]
    raws: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    statuses: tuple[Status, ...]

    def cell_path(self, index: int) -> str:
        """Record path of the cell in column ``index``."""
        return joined_path(self.path, self.columns[index])


def joined_path(row: str, column: str) -> str:
    """The record path of a cell, by those of its row and its column.

    >>> joined_path("requests.carried_over", "total"), joined_path("extra.requests[0]", "[2]")
    ('requests.carried_over.total', 'extra.requests[0][2]')
    """
    return f"{row}.{column}" if column and column[0] != "[" else row + column


@lru_cache(maxsize=4096)
def cell_paths(row: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The record paths of the cells of a row; the rows of a form come in every report.

    >>> cell_paths("requests.carried_over", ("other", "total"))
    ('requests.carried_over.other', 'requests.carried_over.total')
    """
    return tuple(joined_path(row, column) for column in columns)


@frozen
class Choice:
    """Why one plugin was chosen for one task.

    ``task`` is ``"layout"``, ``"reader"`` or ``"template:<table>"``; ``declined`` says of each
    other candidate what it answered.
    """

    task: str
    name: str
    score: float
    runner_up: str | None = None
    margin: float = 0.0
    reasons: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()


@frozen
class IdentitySpans:
    """Where title, agency, year and publication date were read, None when concluded."""

    title: Span | None = None
    agency: Span | None = None
    year: Span | None = None
    published: Span | None = None
    year_authority: str | None = None


@frozen(slots=False)
class Provenance(Deferring):
    """How a report was read."""

    source: Source = field(factory=Source)
    rows: tuple[RowTrace, ...] = ()
    choices: tuple[Choice, ...] = ()
    identity: IdentitySpans = field(factory=IdentitySpans)
    line_starts: tuple[int, ...] = (0,)
    places: tuple[Place, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Full span of two offsets into the document's text."""
        return locate(start, end, self.line_starts, self.places, self.source.entry)

    def status(self, path: str) -> Status | str:
        """Status of the cell at ``path``, ``"absent"`` when the document does not print it."""
        for row in self.rows:
            if path.startswith(row.path):
                for index in range(len(row.columns)):
                    if row.cell_path(index) == path:
                        return row.statuses[index]
        return "absent"
