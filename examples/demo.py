"""Parse the bundled reports and show what came out: ``make demo``."""

from __future__ import annotations

import sys
from pathlib import Path

from attrs import evolve
from rich.console import Console

import govreport
from govreport.checks import check
from govreport.export.files.saving import save
from govreport.model import AnnualReport
from govreport.readers import open_document
from govreport.records import records
from govreport.views.overview import print_overview
from govreport.views.pages import render_html_view
from govreport.views.terminal import print_report

REPORTS = Path(__file__).parent / "reports"
SHOWN = "township_2020_bare_cells.txt"


def with_findings(report: AnnualReport) -> AnnualReport:
    """The report with the checks it breaks among its diagnostics."""
    return evolve(report, diagnostics=(*report.diagnostics, *check(report).findings))


def main(target: Path) -> None:
    """Show an overview, one report in full, and write pages and a table to ``target``."""
    paths = sorted(REPORTS.glob("*.txt"))
    reports = {path: with_findings(govreport.read(path)) for path in paths}

    print(f"{len(paths)} reports in {REPORTS.name}/, each damaged in its own way:\n")
    print_overview(((path.name, report) for path, report in reports.items()), sys.stdout)

    print(f"\n{SHOWN}: a bare cell per line, a label lost, blank cells\n")
    chosen = REPORTS / SHOWN
    console = Console(highlight=False, markup=False, emoji=False)
    print_report(reports[chosen], open_document(chosen), console=console)

    target.mkdir(parents=True, exist_ok=True)
    save(reports.values(), target / "cells.csv", overwrite=True)
    count = sum(1 for report in reports.values() for _ in records(report))
    for path, report in reports.items():
        page = render_html_view(report, open_document(path))
        (target / f"{path.stem}.html").write_text(page, encoding="utf-8")
    print(f"\nWritten: {target}/cells.csv for {count} numbers, and a page for each report.")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/demo"))
