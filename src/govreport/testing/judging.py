"""Compare a parsed report with what is known to be printed: right, flagged, or silently wrong."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from attrs import frozen

from govreport.diagnostics import Severity
from govreport.model import AnnualReport, RowTrace, Status, Value
from govreport.records import Record, records
from govreport.views.text import Page, PrintedTable

_TABLES = ("proactive_disclosure", "requests", "review_and_litigation", "statistics")


class Outcome(enum.StrEnum):
    """What became of one cell."""

    RIGHT = "right"
    WRONG_SILENTLY = "wrong silently"
    WRONG_FLAGGED = "wrong flagged"
    MISSING_SILENTLY = "missing silently"
    MISSING_FLAGGED = "missing flagged"


@frozen
class Verdict:
    """One cell: its record path, what is printed there, what was read, and how that is judged."""

    path: str
    outcome: Outcome
    expected: Value
    found: Value
    status: str


def judge(report: AnnualReport, expected: Mapping[str, Value]) -> list[Verdict]:
    """Judge every expected cell, and every value read where none is expected.

    A wrong value is flagged when its status is not ``read`` or when a warning or error stands
    between the row before and the end of its own row, or names the row. A missing value is
    flagged when the number is kept as unplaced or as an extra row, or when a warning or error
    names the row or stands within the table.

    >>> judge(AnnualReport(), {"requests.new_requests.total": 1})[0].outcome.value
    'missing silently'
    """
    found = {record.path: record for record in records(report)}
    flags = _Flags(report)
    kept = Counter(
        (record.path.partition(".")[2].partition("[")[0], record.value)
        for record in found.values()
        if record.path.startswith(("unplaced.", "extra."))
    )
    verdicts = []
    for path, value in expected.items():
        record = found.get(path)
        if record is not None and record.value == value:
            outcome = Outcome.RIGHT
        elif record is None or record.value is None:
            table = path.partition(".")[0]
            saved = value is not None and kept[table, value] > 0
            kept[table, value] -= saved
            flagged = saved or flags.missing(path)
            outcome = Outcome.MISSING_FLAGGED if flagged else Outcome.MISSING_SILENTLY
        else:
            outcome = _wrong(record, flags)
        verdicts.append(_verdict(path, outcome, value, record))
    for path, record in found.items():
        invented = path.startswith(_TABLES) and path not in expected and record.value is not None
        if invented:
            verdicts.append(_verdict(path, _wrong(record, flags), None, record))
    return verdicts


def silent(verdicts: list[Verdict]) -> list[Verdict]:
    """The verdicts that break the promise: a number that is wrong or lost, and nothing says so.

    A blank cell without a record is no lost number.
    """
    return [
        verdict
        for verdict in verdicts
        if verdict.outcome is Outcome.WRONG_SILENTLY
        or (verdict.outcome is Outcome.MISSING_SILENTLY and verdict.expected is not None)
    ]


def _verdict(path: str, outcome: Outcome, value: Value, record: Record | None) -> Verdict:
    if record is None:
        return Verdict(path, outcome, value, None, "absent")
    return Verdict(path, outcome, value, record.value, str(record.status))


def _wrong(record: Record, flags: _Flags) -> Outcome:
    flagged = record.status is not Status.READ or flags.at(record.path)
    return Outcome.WRONG_FLAGGED if flagged else Outcome.WRONG_SILENTLY


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
        table = path.partition(".")[0]
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


def printed_values(page: Page) -> dict[str, Value]:
    """Record path -> number, for each value cell that a page prints (None: no number).

    The numbers are read with nothing of the parser's: a sign, digits, commas and a unit.

    >>> from govreport.views.text import PrintedCell
    >>> cell = PrintedCell("减4", "value", "proactive_disclosure.licensing.change")
    >>> printed_values((PrintedTable("proactive_disclosure", 5, ((cell,),)),))
    {'proactive_disclosure.licensing.change': -4}
    """
    return dict(printed_cells(page))


def printed_cells(page: Page) -> Iterator[tuple[str, Value]]:
    """As `printed_values`, one pair for each cell: a row may be printed twice."""
    for part in page:
        if isinstance(part, PrintedTable):
            for cell in part.values():
                if cell.path is not None:
                    yield cell.path, _number(cell.text)


_PLAIN = str.maketrans("０１２３４５６７８９－−减減", "0123456789----")


def _number(text: str) -> Value:
    plain = text.translate(_PLAIN).partition("(")[0].rstrip("件元万亿").replace(",", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return int(value) if value == value.to_integral_value() and "." not in plain else value
