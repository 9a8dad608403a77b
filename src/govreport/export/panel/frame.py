"""The panel of many reports as a table, long or wide.

The long table has one row for each indicator of each report. The wide one has one row for each
report; an indicator has a column of its own for each kind of equivalence, so that a bound or a
number that does not compare never stands in the column of those that do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from govreport.export.frames.arrow import identified, pyarrow, record_batch, schema, typed_array
from govreport.export.frames.blocks import Row
from govreport.export.frames.definition import SCHEMA_VERSION
from govreport.export.frames.identity import Identity
from govreport.export.frames.rows import head_of
from govreport.export.frames.values import fits
from govreport.export.panel.entry import PanelEntry
from govreport.export.panel.mappings import EQUIVALENCES, SAME, indicators, rates
from govreport.export.panel.reading import panel
from govreport.model import AnnualReport

if TYPE_CHECKING:
    import pyarrow as pa

_HEAD = 8


def panel_frame(reports: AnnualReport | Iterable[AnnualReport], *, wide: bool = False) -> pa.Table:
    """The panel of some reports as an Arrow table, for pandas, Polars, DuckDB and others.

    Args:
        reports: one report or several.
        wide: one row for each report instead of one for each indicator. Indicator ``x`` then has
            the column ``x`` for numbers that count the same, ``x__broader``, ``x__narrower`` and
            ``x__not_comparable`` where its mappings have such, and ``x__form``,
            ``x__inferred``, ``x__scope`` and ``x__corrected``.

    >>> panel_frame(AnnualReport(year=2020)).column("value").null_count > 90
    True
    >>> panel_frame(AnnualReport(year=2020), wide=True).num_rows
    1
    """
    found = list(identified(reports))
    if wide:
        return _wide(found)
    rows = [
        row for report, identity, repeat in found for row in panel_rows(report, identity, repeat)
    ]
    return pyarrow().Table.from_batches([record_batch("panel", rows)], schema("panel"))


@cache
def titles() -> dict[str, str]:
    """Indicator or rate -> its Chinese name, in the panel's order."""
    found = {indicator.name: indicator.title for indicator in indicators()}
    return found | {rate.name: rate.title for rate in rates()}


def panel_rows(
    report: AnnualReport, identity: Identity | None = None, repeat: int = 0
) -> Iterator[Row]:
    """The rows of one report in the long table."""
    identity = identity or Identity.of(report.provenance.source)
    head = head_of(identity, report.agency, report.year, repeat)
    for name, entry in panel(report).items():
        value = entry.value if fits(entry.value) else None
        yield (
            *head,
            name,
            titles()[name],
            value,
            entry.unit,
            entry.form,
            entry.equivalence,
            entry.inferred,
            entry.scope,
            entry.reason,
            " ".join(entry.source) or None,
            "; ".join(entry.corrected) or None,
        )


@cache
def wide_columns() -> tuple[tuple[str, str, str], ...]:
    """Column, indicator, and what it holds: a kind of equivalence, or a field of the entry.

    >>> [column for column, _, _ in wide_columns()][:4]
    ['requests_received', 'requests_received__form', 'requests_received__inferred',
    'requests_received__scope']
    """
    found: list[tuple[str, str, str]] = []
    for indicator in indicators():
        kinds = {mapped.equivalence for mapped in indicator.mappings}
        found += _columns_of(indicator.name, kinds | {SAME})
    for rate in rates():
        found += _columns_of(rate.name, set(EQUIVALENCES))
    return tuple(found)


def _columns_of(name: str, kinds: set[str]) -> Iterator[tuple[str, str, str]]:
    for kind in EQUIVALENCES:
        if kind in kinds:
            yield (name if kind == SAME else f"{name}__{kind}"), name, kind
    for part in _TYPES:
        yield f"{name}__{part}", name, part


def _wide(found: list[tuple[AnnualReport, Identity, int]]) -> pa.Table:
    arrow = pyarrow()
    heads = [head_of(i, report.agency, report.year, n) for report, i, n in found]
    panels = [panel(report) for report, _, _ in found]
    fields = list(schema("panel"))[:_HEAD]
    columns: list[tuple[Any, ...]] = list(zip(*heads, strict=True)) or [()] * _HEAD
    for column, name, part in wide_columns():
        kind = _TYPES.get(part, "value")
        notes = {"label": titles()[name], "about": part}
        fields.append(arrow.field(column, schema("panel").field(kind).type, metadata=notes))
        columns.append(tuple(_part(one[name], part) for one in panels))
    arrays = [
        typed_array(values, field.type) for values, field in zip(columns, fields, strict=True)
    ]
    version = {"govreport.schema_version": str(SCHEMA_VERSION), "govreport.table": "panel_wide"}
    return arrow.Table.from_arrays(arrays, schema=arrow.schema(fields, metadata=version))


_TYPES = {name: name for name in ("form", "inferred", "scope", "corrected")}


def _part(entry: PanelEntry, part: str) -> Any:
    if part == "corrected":
        return "; ".join(entry.corrected) or None
    if part in _TYPES:
        return getattr(entry, part) if entry.value is not None else None
    return entry.value if entry.equivalence == part and fits(entry.value) else None
