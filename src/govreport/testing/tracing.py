"""Provenance for a report that was drawn and not read, so that it has records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from govreport.model import AnnualReport, Provenance, RowTrace, Status
from govreport.model.tables import content_of
from govreport.views.text.forms import FormRow, form_rows, table_names
from govreport.views.text.values import printed_value


def with_provenance(report: AnnualReport) -> AnnualReport:
    """The report as if it had been read: a trace for each row of its forms, in one long line.

    >>> from govreport.model import CaseCounts, ReviewAndLitigation
    >>> drawn = AnnualReport(review_and_litigation=ReviewAndLitigation(review=CaseCounts(total=3)))
    >>> rows = with_provenance(drawn).provenance.rows
    >>> rows[0].path, rows[0].raws
    ('review_and_litigation.review', ('', '', '', '', '3'))
    """
    rows: list[RowTrace] = []
    position = 0
    for table in table_names():
        for row in form_rows(report, table):
            trace = _trace(row, position)
            position = trace.ends[-1] + 1
            rows.append(trace)
    for table, extra in report.extra.items():
        for number, added in enumerate(extra):
            texts = tuple("" if value is None else str(value) for value in added.values)
            path = f"extra.{table}[{number}].values"
            columns = tuple(f"[{index}]" for index in range(len(texts)))
            trace = _made(path, columns, added.label, ("",) * len(texts), texts, position)
            position = trace.ends[-1] + 1
            rows.append(trace)
    return attrs.evolve(report, provenance=Provenance(rows=tuple(rows)))


def _trace(row: FormRow, position: int) -> RowTrace:
    contents: list[Any] = [content_of(row.values, c.identifier) for c in row.columns]
    texts = tuple(printed_value(v, c) for v, c in zip(contents, row.columns, strict=True))
    trace = _made(
        f"{row.form.prefix}.{row.path}",
        tuple(column.identifier for column in row.columns),
        row.label,
        tuple(map(row.form.column_label, row.columns)),
        texts,
        position,
    )
    return attrs.evolve(trace, units=tuple(column.unit for column in row.columns))


def _made(
    path: str,
    columns: tuple[str, ...],
    label: str,
    labels: tuple[str, ...],
    texts: tuple[str, ...],
    position: int,
) -> RowTrace:
    places = list(_places(texts, position))
    return RowTrace(
        path,
        columns,
        label,
        labels,
        (None,) * len(texts),
        texts,
        tuple(start for start, _ in places),
        tuple(end for _, end in places),
        tuple(Status.READ if text else Status.BLANK for text in texts),
    )


def _places(texts: tuple[str, ...], position: int) -> Iterator[tuple[int, int]]:
    for text in texts:
        yield position, position + len(text)
        position += len(text) + 1
