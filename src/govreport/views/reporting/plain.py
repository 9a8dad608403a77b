"""``json``: one finding a line, as a JSON object."""

from __future__ import annotations

from typing import IO, Any

from govreport.diagnostics import Diagnostic
from govreport.text.json_text import json_text
from govreport.views.reporting.entries import Checked, Results, bases


def write(results: Results, stream: IO[str]) -> None:
    """One object a line; ``message`` is in the current language."""
    for result in results:
        for finding in result.findings:
            stream.write(json_text(entry(result, finding)) + "\n")


def entry(result: Checked, finding: Diagnostic) -> dict[str, Any]:
    """A finding as plain data."""
    span = finding.span
    report = result.report
    return {
        "file": result.file,
        "member": report.provenance.source.entry,
        "agency": report.agency,
        "year": report.year,
        "code": finding.code,
        "also": list(finding.also),
        "severity": finding.severity.value,
        "message": finding.message_in(),
        "hint": finding.hint_in(),
        "path": finding.path,
        "paths": list(finding.paths),
        "stated": finding.stated,
        "expected": finding.expected,
        "basis": bases(finding) or None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "page": span.page if span else None,
        "start": span.start if span else None,
        "end": span.end if span else None,
    }
