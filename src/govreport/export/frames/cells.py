"""The cells of a report, column by column, from the rows that its provenance keeps."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import repeat
from typing import Any

from attrs import define, field

from govreport.document import Span, locate
from govreport.export.frames.blocks import Row
from govreport.export.frames.reasons import reasons
from govreport.export.frames.values import TOO_LONG, fits
from govreport.model import AnnualReport, Status, Value
from govreport.model.tables import table_of
from govreport.records import Record, rows_with_values

NO_PLACE: Row = (None,) * 9
WITH_NUMBER = frozenset(status.value for status in (Status.READ, Status.INFERRED, Status.CORRECTED))
_BOUND = 2**63


def place(span: Span | None) -> Row:
    """The columns of a place."""
    if span is None:
        return NO_PLACE
    return (
        span.line,
        span.column,
        span.page,
        span.box,
        span.table,
        span.row,
        span.cell,
        span.start,
        span.end,
    )


@define
class CellColumns:
    """The columns of the table of cells; lists of one length.

    ``values`` are None where a cell has no number with a place.
    """

    forms: list[str | None] = field(factory=list)
    paths: list[str] = field(factory=list)
    labels: list[str] = field(factory=list)
    values: list[Value] = field(factory=list)
    raws: list[str] = field(factory=list)
    units: list[str | None] = field(factory=list)
    states: list[str] = field(factory=list)
    reasons: list[str | None] = field(factory=list)
    read: list[Value] = field(factory=list)
    places: list[list[Any]] = field(factory=lambda: [[] for _ in NO_PLACE])

    def columns(self) -> tuple[Sequence[Any], ...]:
        """In the order of the schema."""
        return (
            self.forms,
            self.paths,
            self.labels,
            self.values,
            self.raws,
            self.units,
            self.states,
            self.reasons,
            self.read,
            *self.places,
        )


def cell_columns(report: AnnualReport, others: Iterable[Record]) -> CellColumns:
    """The cells of a report.

    Args:
        report: what was read.
        others: records to take besides the rows of the provenance: numbers without a place; all
            records where people corrected some.

    >>> cell_columns(AnnualReport(), []).paths
    []
    """
    found = CellColumns()
    if not report.corrections:
        _add_rows(found, report)
    _add_records(found, report, others)
    found.reasons = [None] * len(found.paths)
    _explain(found, report)
    _fit(found)
    return found


def _add_rows(found: CellColumns, report: AnnualReport) -> None:
    starts: list[int] = []
    ends: list[int] = []
    forms = report.forms
    for row, paths, labels, values, units in rows_with_values(report):
        found.forms += repeat(forms.of(table_of(row.path)), len(paths))
        found.paths += paths
        found.labels += labels
        found.values += values
        found.units += units
        found.raws += row.raws
        found.states += [status._value_ for status in row.statuses]
        starts += row.starts
        ends += row.ends
    found.values = [
        value if state in WITH_NUMBER else None
        for value, state in zip(found.values, found.states, strict=True)
    ]
    found.read = [None] * len(found.paths)
    found.places = _places(report, starts, ends)


def _places(report: AnnualReport, starts: list[int], ends: list[int]) -> list[list[Any]]:
    """The columns of many places."""
    provenance = report.provenance
    lines = provenance.line_starts
    if provenance.places:
        at: Callable[[int, int], Span] = partial(
            locate, line_starts=lines, places=provenance.places
        )
        spans = [place(span) for span in map(at, starts, ends)]
        return [list(column) for column in zip(*spans, strict=True)] or [[] for _ in NO_PLACE]
    numbers = [bisect_right(lines, start) for start in starts]
    columns = [start - lines[number - 1] + 1 for start, number in zip(starts, numbers, strict=True)]
    return [numbers, columns, *([None] * len(starts) for _ in NO_PLACE[4:]), starts, ends]


def _add_records(found: CellColumns, report: AnnualReport, others: Iterable[Record]) -> None:
    for record in others:
        state = record.status.value
        found.forms.append(report.forms.of(table_of(record.path)))
        found.paths.append(record.path)
        found.labels.append(record.label)
        found.values.append(record.value if state in WITH_NUMBER else None)
        found.raws.append(record.raw)
        found.units.append(record.unit)
        found.states.append(state)
        found.read.append(record.value_read if fits(record.value_read) else None)
        for column, part in zip(found.places, place(record.span), strict=True):
            column.append(part)


def _explain(found: CellColumns, report: AnnualReport) -> None:
    """Say of each inferred cell why it is."""
    inferred = [i for i, state in enumerate(found.states) if state == Status.INFERRED.value]
    if inferred:
        why = reasons(report)
        for index in inferred:
            found.reasons[index] = why(found.paths[index], found.places[-2][index])


def _fit(found: CellColumns) -> None:
    """Leave out numbers that the tables cannot hold exactly, and say so."""
    for index, value in enumerate(found.values):
        if value is None or (type(value) is int and -_BOUND < value < _BOUND):
            continue
        if not fits(value):
            found.values[index], found.reasons[index] = None, TOO_LONG
