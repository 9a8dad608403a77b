"""A weaker measure for damaged texts: something is said near the value, if not of the value itself.

The strict measure is that of `judge`. The damage tests demand this one of every damage, and the
benchmarks demand the strict one of published and attacked documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from govreport.diagnostics import Severity
from govreport.model import AnnualReport, RowTrace
from govreport.model.tables import prefix_of, table_of
from govreport.records import records
from govreport.testing.judging import Outcome, Verdict, silent


def nothing_nearby(report: AnnualReport, verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Those of the silent verdicts for which no warning or error stands nearby either.

    For a wrong value: between the row before and the end of its own row, or naming the row. For
    a missing one: naming the row, or anywhere in its table; or the number is kept as unplaced or
    in an extra row.
    """
    flags = _Flags(report)
    kept = Counter(
        (record.path.partition(".")[2].partition("[")[0], record.value)
        for record in records(report)
        if record.path.startswith(("unplaced.", "extra."))
    )
    found = []
    for verdict in silent(list(verdicts)):
        if verdict.outcome is Outcome.WRONG_SILENTLY:
            if not flags.at(verdict.path):
                found.append(verdict)
            continue
        table = table_of(verdict.path)
        saved = kept[table, verdict.expected] > 0
        kept[table, verdict.expected] -= saved
        if not saved and not flags.missing(verdict.path):
            found.append(verdict)
    return found


class _Flags:
    """Where the warnings and errors of a report stand."""

    def __init__(self, report: AnnualReport) -> None:
        self.findings = [d for d in report.diagnostics if d.severity is not Severity.INFO]
        self.rows = sorted(report.provenance.rows, key=lambda row: row.starts[0])
        self.territory: dict[str, tuple[int, int]] = {}
        last = 0
        for row in self.rows:
            self.territory[row.path] = (last, max(row.ends))
            last = max(row.ends)

    def at(self, path: str) -> bool:
        """Whether the row of a record is named or lies below a finding."""
        row = next((row for row in self.rows if path.startswith(row.path)), None)
        if row is None:
            return False
        first, last = self.territory[row.path]
        return any(
            (d.path is not None and path.startswith(d.path))
            or (d.span is not None and d.span.start < last and d.span.end >= first)
            for d in self.findings
        )

    def missing(self, path: str) -> bool:
        """Whether some finding speaks of the row, or stands within the table."""
        table = prefix_of(table_of(path))
        rows = [row for row in self.rows if row.path.startswith(table)]
        if any(d.path is not None and path.startswith(d.path) for d in self.findings):
            return True
        first, last = _extent(rows)
        return any(d.span is None or first <= d.span.start <= last for d in self.findings)


def _extent(rows: list[RowTrace]) -> tuple[int, float]:
    """From well before the first row (its label, its header) to the next table or the end."""
    if not rows:
        return 0, float("inf")
    return max(0, min(rows[0].starts) - 400), max(rows[-1].ends) + 400
