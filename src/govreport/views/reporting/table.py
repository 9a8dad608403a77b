"""``csv``: one finding a row, with the columns of a feedback sheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import IO

from govreport.language import say
from govreport.text.spreadsheets import harmless, visible
from govreport.views.reporting.entries import Results, bases, position

COLUMNS = (
    *("agency", "year", "place", "finding", "stated", "should be", "basis"),
    *("code", "severity", "file", "line", "path"),
)


def write(results: Results, stream: IO[str]) -> None:
    """A header in the current language, then the rows; formulas are made harmless."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(map(say, COLUMNS))
    for row in rows(results):
        writer.writerow([harmless(visible(v)) if isinstance(v, str) else v for v in row])


def rows(results: Results) -> Iterator[tuple[str | int | None, ...]]:
    """Findings as rows in the order of `COLUMNS`."""
    for result in results:
        for finding in result.findings:
            yield (
                result.report.agency,
                result.report.year,
                position(finding, result.report),
                finding.message_in(),
                finding.stated,
                finding.expected,
                bases(finding),
                " ".join(finding.codes),
                say(finding.severity.value),
                result.name,
                finding.span.line if finding.span else None,
                "；".join(finding.paths) or finding.path,
            )
