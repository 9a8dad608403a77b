"""Whether a report that came from outside can be used: what types alone do not say.

Everything that reads reports (records, views, checks, exports) relies on these facts, which hold
for every report that this library has read itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

import attrs

from govreport.document import Place, Span
from govreport.model import AnnualReport
from govreport.model.provenance import RowTrace
from govreport.records import cell_value, resolve

MOST_DIGITS = 1000
"""Digits of a number, before and behind its point; no state counts further."""

MOST_CHARACTERS = 1_000_000_000
"""Largest offset into a text."""


def problems_of(report: AnnualReport) -> list[str]:
    """What is wrong with a report, one sentence each, ending in the path of the field.

    >>> problems_of(AnnualReport(year=2020))
    []
    >>> problems_of(AnnualReport(year=99_999))
    ['expected a year from 1 to 9999 @ $.year']
    """
    found = [f"{text} @ {path}" for text, path in _walk(report, "$")]
    if report.year is not None and not 1 <= report.year <= 9999:
        found.append("expected a year from 1 to 9999 @ $.year")
    provenance = report.provenance
    if provenance.line_starts[:1] != (0,) or not _rising(provenance.line_starts):
        found.append("expected offsets that begin with 0 and rise @ $.provenance.line_starts")
    if any(a.start > b.start for a, b in pairwise(provenance.places)):
        found.append("expected places in the order of the text @ $.provenance.places")
    for index, row in enumerate(provenance.rows):
        path = f"$.provenance.rows[{index}]"
        found += [f"{text} @ {path}" for text in _row_problems(report, row)]
    return found


def _walk(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Numbers and places that no document can have."""
    if isinstance(value, bool | str):
        return
    if isinstance(value, int | Decimal | float):
        if (text := _number_problem(value)) is not None:
            yield text, path
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from _walk(item, f"{path}[{index}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(item, f"{path}.{key}")
    elif attrs.has(type(value)):
        if isinstance(value, Span | Place) and (text := _place_problem(value)) is not None:
            yield text, path
        for field in attrs.fields(type(value)):
            yield from _walk(getattr(value, field.name), f"{path}.{field.name}")


def _number_problem(value: int | Decimal | float) -> str | None:
    if isinstance(value, float):
        return None if math.isfinite(value) else "expected a finite number"
    if isinstance(value, int):
        return None if abs(value) < 10**MOST_DIGITS else f"more than {MOST_DIGITS} digits"
    if not value.is_finite():
        return "expected a finite number"
    _, digits, exponent = value.as_tuple()
    if len(digits) > MOST_DIGITS or abs(int(exponent)) > MOST_DIGITS:
        return f"more than {MOST_DIGITS} digits"
    return None


def _place_problem(place: Span | Place) -> str | None:
    if not 0 <= place.start <= place.end <= MOST_CHARACTERS:
        return f"{place.start} to {place.end} is no place in a text"
    for name in ("line", "column", "page"):
        number = getattr(place, name, None)
        if number is not None and not 1 <= number <= MOST_CHARACTERS:
            return f"expected a {name} from 1, got {number}"
    for name in ("table", "row", "cell"):
        number = getattr(place, name)
        if number is not None and not 0 <= number <= MOST_CHARACTERS:
            return f"expected a {name} from 0, got {number}"
    return None


def _rising(numbers: Sequence[int]) -> bool:
    return all(a < b for a, b in pairwise(numbers)) and all(n >= 0 for n in numbers)


def _row_problems(report: AnnualReport, row: RowTrace) -> Iterator[str]:
    """Cells that are no cells of the model, or say less of themselves than of others."""
    size = len(row.columns)
    for name in ("column_labels", "units", "raws", "starts", "ends", "statuses"):
        if len(getattr(row, name)) != size:
            yield f"{size} columns, but {len(getattr(row, name))} {name}"
            return
    for start, end in zip(row.starts, row.ends, strict=True):
        if not 0 <= start <= end <= MOST_CHARACTERS:
            yield f"{start} to {end} is no place in a text"
            return
    try:
        holder = resolve(report, row.path)
        for column, unit in zip(row.columns, row.units, strict=True):
            value, _ = cell_value(holder, column, unit)
            if value is not None and not isinstance(value, int | Decimal):
                raise AttributeError
    except (AttributeError, LookupError, TypeError, ValueError):
        yield f"{row.path!r:.80} is no row of this report"
