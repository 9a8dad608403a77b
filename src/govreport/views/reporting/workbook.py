"""``xlsx``: a workbook for a batch: feedback, marked tables, reports, checks, what is unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import IO, Any

from govreport.checks import summary
from govreport.language import say
from govreport.model import Outcome
from govreport.readers.extras import require
from govreport.text.spreadsheets import fitting, row_height, visible
from govreport.views.reporting.entries import Checked, Results, basis, checks_by_code, unanswered
from govreport.views.reporting.marked import write_tables
from govreport.views.reporting.table import COLUMNS, rows

_WIDTHS = (22, 7, 30, 48, 26, 18, 40, 9, 9, 30, 7, 30)


def write(results: Results, stream: IO[bytes]) -> None:
    """Four lists with a frozen header and a filter, and the tables with the cells of findings.

    Raises:
        UnreadableSource: XlsxWriter (extra ``xlsx``) is not installed.
    """
    xlsxwriter = require("xlsxwriter", "xlsx", "an Excel workbook")
    found = list(results)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    book = xlsxwriter.Workbook(stream, options)
    feedback = _sheet(book, say("feedback"), COLUMNS, rows(found), _WIDTHS)
    feedback.print_area(0, 0, max(feedback.dim_rowmax, 1), COLUMNS.index("severity"))
    write_tables(book, say("tables as printed"), found)
    _sheet(book, say("reports"), _REPORTS, _reports(found), (26, 8, 30, 46, 8, 8, 8))
    _sheet(book, say("checks"), _CHECKS, _checks(found), (8, 52, 40, 8, 8, 8, 8, 10))
    _sheet(book, say("not checkable"), _UNKNOWN, _unknown(found), (26, 8, 8, 60, 30))
    book.close()


_REPORTS = ("agency", "year", "file", "checks", "error", "warning", "info")
_CHECKS = ("code", "demand", "basis", "passed", "broken", "doubtful", "explained", "not evaluable")
_UNKNOWN = ("agency", "year", "code", "what is missing", "file")


def _sheet(
    book: Any,
    name: str,
    columns: Sequence[str],
    lines: Iterable[Sequence[Any]],
    widths: Sequence[int],
) -> Any:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bg_color": "#F1EFE9", "border": 1, "text_wrap": True})
    body = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    sheet.write_row(0, 0, [say(column) for column in columns], head)
    number = 0
    for number, line in enumerate(lines, 1):
        cells = zip(columns, line, widths, strict=True)
        shown = [(str(v), width) for name, v, width in cells if v is not None and name != "path"]
        sheet.set_row(number, row_height(shown))
        for column, value in enumerate(line):
            if value is None:
                sheet.write_blank(number, column, None, body)
            elif isinstance(value, str):
                sheet.write_string(number, column, fitting(visible(value)), body)
            else:
                sheet.write(number, column, value, body)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(number, 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return sheet


def _reports(found: Sequence[Checked]) -> Iterable[tuple[Any, ...]]:
    for result in found:
        counted = Counter(finding.severity.value for finding in result.findings)
        report = result.report
        yield (
            report.agency,
            report.year,
            result.name,
            say(summary(report.verdicts)),
            counted["error"],
            counted["warning"],
            counted["info"],
        )


def _checks(found: Sequence[Checked]) -> Iterable[tuple[Any, ...]]:
    counted = Counter((v.check, v.outcome) for r in found for v in r.report.verdicts)
    for code, one in checks_by_code().items():
        counts = [counted[code, outcome] for outcome in Outcome]
        if any(counts):
            yield (code, say(one.sentence), basis(code), *counts)


def _unknown(found: Sequence[Checked]) -> Iterable[tuple[Any, ...]]:
    for result in found:
        report = result.report
        for verdict in unanswered(report):
            yield report.agency, report.year, verdict.check, say(verdict.reason), result.name
