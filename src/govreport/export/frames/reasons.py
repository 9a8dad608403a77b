"""Why the place of a cell was concluded: the code of the diagnostic that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from govreport.diagnostics import Diagnostic, Severity
from govreport.model import AnnualReport
from govreport.model.tables import table_of

Place: TypeAlias = tuple[int, int, str]

_LOOKS = frozenset({"layout-ambiguous", "table-supplementary"})
"""Codes that conclude nothing about a cell."""


def reasons(report: AnnualReport) -> Callable[[str, int | None], str | None]:
    """A function from path and place of an inferred cell to the code of the diagnostic about it.

    That is the diagnostic about the cell's own path or row; else the one with the shortest place
    around the cell; else the first that concluded cells of its table; else the nearest in the
    text; else one that has no place. None where nothing was found at all.
    """
    found = [item for item in report.diagnostics if item.code not in _LOOKS]
    grave = [item for item in found if item.severity is not Severity.INFO]
    paths: dict[str, str] = {}
    tables: dict[str, str] = {}
    for item in grave:
        for path in (*item.paths, *((item.path,) if item.path else ())):
            paths.setdefault(path, item.code)
            tables.setdefault(table_of(path), item.code)
    places = list(_places(grave))
    every = list(_places(found))
    last = grave[0].code if grave else None

    def reason(cell: str, at: int | None) -> str | None:
        for path in (cell, cell.rpartition(".")[0], cell.rpartition("[")[0]):
            if path in paths:
                return paths[path]
        return _around(at, places) or tables.get(table_of(cell)) or _nearest(at, every) or last

    return reason


def _places(found: Iterable[Diagnostic]) -> Iterable[Place]:
    for item in found:
        for span in item.spans or ((item.span,) if item.span is not None else ()):
            yield span.start, max(span.end, span.start + 1), item.code


def _around(at: int | None, places: Iterable[Place]) -> str | None:
    if at is None:
        return None
    around = [(end - start, code) for start, end, code in places if start <= at < end]
    return min(around)[1] if around else None


def _nearest(at: int | None, places: Iterable[Place]) -> str | None:
    return min(((abs(start - (at or 0)), code) for start, _, code in places), default=(0, None))[1]
