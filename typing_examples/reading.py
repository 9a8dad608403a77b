"""What a user's type checker knows of reading: checked by mypy and pyright, never run."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import assert_type

import govreport
from govreport import AnnualReport, Diagnostic, Record, Status
from govreport.model import ApplicantCounts, Requests, Results

report = govreport.parse("某局2021年政府信息公开工作年度报告")
assert_type(report, AnnualReport)
assert_type(govreport.read(Path("report.docx")), AnnualReport)
assert_type(govreport.read(b"..."), AnnualReport)

assert_type(report.year, int | None)
assert_type(report.agency, str | None)
assert_type(report.requests, Requests | None)
assert_type(report.diagnostics, tuple[Diagnostic, ...])
state: str = report.status("requests.new_requests.total")  # a Status, or "absent"

for record in govreport.records(report):
    assert_type(record, Record)
    assert_type(record.path, str)
    assert_type(record.value, int | Decimal | None)
    assert_type(record.status, Status)

# A table, a row and a cell may each be absent: a type checker asks for each step.
if report.requests is not None:
    assert_type(report.requests.results, Results)
    new = report.requests.new_requests
    if new is not None:
        assert_type(new, ApplicantCounts)
        assert_type(new.total, int | Decimal | None)


def totals(reports: Iterator[AnnualReport]) -> Iterator[int | Decimal]:
    """Functions of a user's own over reports."""
    for one in reports:
        if one.requests is not None and one.requests.new_requests is not None:
            yield one.requests.new_requests.total or 0
