"""How a report shows itself in a session and in a notebook."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from govreport.diagnostics import Diagnostic
from govreport.errors import MissingExtra
from govreport.language import current_language
from govreport.model import AnnualReport, Status
from govreport.views.findings import printable
from govreport.views.summary import cell_counts, counted, severity_counts

_MAXIMUM_NAME = 40


def one_line(report: AnnualReport) -> str:
    """Agency, year, how many cells there are and how many are in doubt, on one short line.

    >>> one_line(AnnualReport(agency="示例镇", year=2020))
    '<AnnualReport 示例镇 2020: no cells>'
    """
    name = printable(report.agency or report.title or "agency unknown")
    if len(name) > _MAXIMUM_NAME:
        name = name[: _MAXIMUM_NAME - 1] + "…"
    year = "year unknown" if report.year is None else str(report.year)
    return f"<AnnualReport {name} {year}: {_how_much(report)}>"


def _how_much(report: AnnualReport) -> str:
    cells = cell_counts(report)
    total = sum(cells.values())
    if not total:
        return "no cells"
    doubtful = (Status.INFERRED, Status.UNPLACED, Status.CORRECTED)
    parts = [counted(total, "cell")]
    parts += [f"{cells[status]} {status.value}" for status in doubtful if cells[status]]
    parts += [
        counted(number, name)
        for name, number in severity_counts(report).items()
        if number and name != "info"
    ]
    return ", ".join(parts)


def report_html(report: AnnualReport) -> str | None:
    """Tables, doubts and findings for a notebook, without a script; None without jinja2.

    A notebook that gets None shows the line of `one_line`.
    """
    language = current_language()
    try:
        from govreport.views.pages import ReportPage
        from govreport.views.pages.environment import asset, render

        unseen = tuple(item for item in report.findings if item not in report.diagnostics)
        shown = evolve(report, diagnostics=report.diagnostics + unseen) if unseen else report
        page = ReportPage(shown, None, language)
        return render(language, "notebook.html", page=page, style=asset("notebook.css"))
    except MissingExtra:
        return None


def findings_html(
    findings: Sequence[Diagnostic], summary: str = "", notes: Sequence[str] = ()
) -> str | None:
    """Findings for a notebook: of one diagnostic, or of a comparison with its summary."""
    language = current_language()
    try:
        from govreport.views.pages.environment import asset, render
        from govreport.views.pages.words import SEVERITIES

        return render(
            language,
            "notebook_findings.html",
            findings=findings,
            summary=summary,
            notes=notes,
            words=SEVERITIES,
            style=asset("notebook.css"),
        )
    except MissingExtra:
        return None
