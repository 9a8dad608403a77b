"""Why the place of a cell was concluded: the code of the diagnostic that says so."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from govreport.diagnostics import Severity
from govreport.model import AnnualReport
from govreport.records import Record


def reasons(report: AnnualReport) -> Callable[[Record], str | None]:
    """A function from an inferred cell to the code of the diagnostic about it.

    That is the diagnostic about the cell's own path or row, else the one with the shortest
    place around the cell. None when no diagnostic is about this place.
    """
    paths: dict[str, str] = {}
    places: list[tuple[int, int, str]] = []
    for item in report.diagnostics:
        if item.severity is Severity.INFO:
            continue
        if item.path:
            paths.setdefault(item.path, item.code)
        if item.span is not None:
            places.append((item.span.start, max(item.span.end, item.span.start + 1), item.code))
    places.sort()
    starts = [start for start, _, _ in places]

    def reason(record: Record) -> str | None:
        for path in (record.path, record.path.rpartition(".")[0], record.path.rpartition("[")[0]):
            if path in paths:
                return paths[path]
        if record.span is None:
            return None
        around = [
            (end - start, code)
            for start, end, code in places[: bisect_right(starts, record.span.start)]
            if end > record.span.start
        ]
        return min(around)[1] if around else None

    return reason
