"""Whatever this library does with a report: nothing of it may fail for one that was accepted."""

from __future__ import annotations

import contextlib
import io
import json
from importlib import import_module
from typing import Any

from govreport import AnnualReport, GovReportError, account, from_json, records, to_json
from govreport.checks import check
from govreport.export.files.texts import CsvFile, JsonLinesFile
from govreport.export.frames import rows_of
from govreport.export.panel import panel
from govreport.views.lookup import entries
from govreport.views.official import official_html
from govreport.views.overview import print_overview
from govreport.views.pages import render_html_view
from govreport.views.reporting import BINARY, FORMATS, Checked, Selection
from govreport.views.terminal import print_report
from govreport.views.text import LAYOUTS, render


def as_data(report: AnnualReport) -> None:
    """Records, checks, the account, rows of tables, the panel."""
    list(records(report))
    check(report)
    account(report)
    panel(report)
    for name, rows in rows_of(report).items():
        CsvFile(io.StringIO(newline=""), name).add(name, rows)
        JsonLinesFile(io.StringIO(), name).add(name, rows)


def in_every_view(report: AnnualReport) -> None:
    """Terminal, pages, official form, each layout, each format of findings."""
    from rich.console import Console

    console = Console(file=io.StringIO(), highlight=False, markup=False, emoji=False, width=100)
    print_report(report, report.document, console=console)
    print_overview([("a.txt", report)], io.StringIO())
    list(entries(report))
    official_html(report)
    render_html_view(report, report.document)
    for layout in LAYOUTS:
        with contextlib.suppress(GovReportError):
            render(report, layout, strict=False)
    result = Checked("a.txt", report, report.document).chosen(Selection())
    for form, name in FORMATS.items():
        module: Any = import_module(f"govreport.views.reporting.{name}")
        module.write([result], io.BytesIO() if form in BINARY else io.StringIO())


def and_back(report: AnnualReport) -> None:
    """To JSON, read again, to JSON: the same."""
    once = to_json(report)
    if json.loads(to_json(from_json(once))) != json.loads(once):
        raise AssertionError("a report that was accepted does not come back")
