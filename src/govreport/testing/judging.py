"""Compare a parsed report with what is known to be printed: right, flagged, or silently wrong."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from attrs import frozen

from govreport.model import AnnualReport, Status, Value
from govreport.model.tables import NAMED, OFFICIAL
from govreport.records import Record, records
from govreport.testing.naming import NamedNumbers
from govreport.views.text import Page, PrintedTable

_TABLES = (*OFFICIAL, f"{NAMED}.")


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


def judge(report: AnnualReport, expected: Mapping[str, Value], text: str) -> list[Verdict]:
    """Judge every expected cell, and every value read where none is expected.

    A wrong value is flagged when its status is not ``read``. A missing value is flagged only
    when **it** is named: kept as unplaced, or standing in the message of a diagnostic or within
    its span (of less than 400 characters). Each number that is named excuses one missing value.
    A blank cell without a record has no number to be named: a diagnostic must speak of its row.

    Args:
        report: what was read.
        expected: record path -> the number printed there, None for a cell without one.
        text: the document's text, to which the spans of the report refer.

    >>> judge(AnnualReport(), {"requests.new_requests.total": 1}, "")[0].outcome.value
    'missing silently'
    """
    found = {record.path: record for record in records(report)}
    right = [r for path, r in found.items() if path in expected and r.value == expected[path]]
    named = NamedNumbers(report, text, right)
    outcomes = {record.path: Outcome.RIGHT for record in right}
    lost = []
    for path, value in expected.items():
        record = found.get(path)
        if path in outcomes:
            continue
        if record is not None and record.value is not None:
            outcomes[path] = _wrong(record)
        elif value is None:
            outcomes[path] = _missing(_speaks_of(report, path))
        else:
            lost.append(path)
    # Whole numbers first: digits within a longer run excuse only what is left then.
    whole = {path for path in lost if named.take(expected[path], path)}
    for path in lost:
        flagged = path in whole or named.take_within(expected[path], path)
        outcomes[path] = _missing(flagged)
    verdicts = [_verdict(p, outcomes[p], value, found.get(p)) for p, value in expected.items()]
    for path, record in found.items():
        if path.startswith(_TABLES) and path not in expected and record.value is not None:
            verdicts.append(_verdict(path, _wrong(record), None, record))
    return verdicts


def _missing(flagged: bool) -> Outcome:
    return Outcome.MISSING_FLAGGED if flagged else Outcome.MISSING_SILENTLY


def _speaks_of(report: AnnualReport, path: str) -> bool:
    return any(
        path.startswith(named)
        for finding in report.diagnostics
        for named in (finding.path, *finding.paths)
        if named is not None
    )


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


def _wrong(record: Record) -> Outcome:
    return Outcome.WRONG_SILENTLY if record.status is Status.READ else Outcome.WRONG_FLAGGED


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
    plain = text.translate(_PLAIN).partition("(")[0].rstrip("件元万亿%").replace(",", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return int(value) if value == value.to_integral_value() and "." not in plain else value
