"""A report as a page for people: one file, no script, nothing fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from itertools import groupby

from govreport.document import Document
from govreport.model import AnnualReport, Fact, Status
from govreport.views.findings import place
from govreport.views.forms import tables
from govreport.views.grid import Item, grid
from govreport.views.html_source import diagnostics, source_anchors, source_text
from govreport.views.official import official_html
from govreport.views.summary import cell_counts, severity_counts
from govreport.views.table import ABSENT, Cell, Row, Table, digits

__all__ = ["official_html", "render_html_view"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_MEANINGS = {
    Status.INFERRED: ("6?", "printed; its row or column was concluded"),
    Status.BLANK: ("·", "blank cell, not zero"),
    Status.NOT_APPLICABLE: ("/", "placeholder, as printed"),
    Status.NOT_A_NUMBER: ("“…”", "words, as printed"),
    Status.UNPLACED: ("6", "printed, but no single place for it"),
}


def render_html_view(report: AnnualReport, document: Document | None = None) -> str:
    """The report as a self-contained HTML page.

    Tables stand in the official form, each cell marked by its status and linked to its place in
    the source; below them the diagnostics with their source lines, the figures in prose, how the
    report was read, and the source text with every number marked.

    >>> render_html_view(AnnualReport(agency="<镇>"))[:15]
    '<!DOCTYPE html>'
    """
    view = _View(report, document)
    title = escape(report.title or report.agency or view.name or "govreport")
    style = files("govreport.views").joinpath("view.css").read_text(encoding="utf-8")
    page = (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"{chr(10).join(view.body())}\n</body>\n</html>\n"
    )
    # A page must be encodable: a lone surrogate from a broken source becomes a question mark.
    return page.encode("utf-8", "replace").decode("utf-8")


class _View:
    """Makes the parts of the page."""

    def __init__(self, report: AnnualReport, document: Document | None) -> None:
        self.report = report
        self.document = document
        self.name = report.provenance.source.name
        self.tables = tables(report)
        self.anchors = source_anchors(document, self.tables)
        self._targets = {start for start, *_ in self.anchors}

    def body(self) -> Iterator[str]:
        """The page from top to bottom."""
        yield from self._heading()
        for table in self.tables:
            yield from self._table(table)
        yield from self._legend()
        yield from diagnostics(self.report, self.document)
        yield from self._narrative()
        yield from self._reading()
        if self.document is not None:
            yield from source_text(self.document, self.anchors)
        yield "<footer>govreport</footer>"

    def _heading(self) -> Iterator[str]:
        report = self.report
        agency = escape(report.agency or "organ not stated")
        title = report.title or report.agency or self.name or "govreport"
        year = str(report.year) if report.year is not None else "year not stated"
        yield f"<header><h1>{escape(title)}</h1>"
        published = f" · published {report.published.isoformat()}" if report.published else ""
        yield f'<p class="who">{agency} · {year}{published}</p>'
        yield '<ul class="counts">'
        for status, number in cell_counts(report).items():
            if number:
                kind = "" if status in (Status.READ, Status.BLANK) else status
                yield f'<li class="{kind}"><b>{number}</b> {status.replace("_", " ")}</li>'
        for severity, number in severity_counts(report).items():
            if number:
                kind = {"error": "unplaced", "warning": "inferred"}.get(severity, "")
                plural = "s" if number > 1 and severity != "info" else ""
                yield (
                    f'<li class="{kind}"><a href="#diagnostics"><b>{number}</b> '
                    f"{severity}{plural}</a></li>"
                )
        yield "</ul></header>"

    def _table(self, table: Table) -> Iterator[str]:
        form = f"<small>form {escape(table.form)}</small>" if table.form else ""
        yield f"<section><h2>{escape(table.title)}{form}</h2>"
        lines = grid(table, absent=True)
        if lines:
            kind = "case-table" if table.identifier == "review_and_litigation" else ""
            yield f'<div class="scroll"><table class="{kind}">'
            for line in lines:
                yield "<tr>" + "".join(map(self._item, line)) + "</tr>"
            yield "</table></div>"
        if table.unplaced:
            yield '<p class="stray">Printed in this table, without a single place:</p>'
            for near, group in groupby(table.unplaced, key=lambda cell: cell.column):
                numbers = "".join(
                    f'<a class="unplaced" {self._link(cell)} title="{self._tip(cell)}">'
                    f"{escape(cell.raw)}</a>"
                    for cell in group
                )
                after = f"<small>after {escape(near)}</small>" if near else ""
                yield f'<p class="stray">{numbers} {after}</p>'
        yield "</section>"

    def _item(self, item: Item) -> str:
        spans = f' rowspan="{item.row_span}"' if item.row_span > 1 else ""
        spans += f' colspan="{item.column_span}"' if item.column_span > 1 else ""
        if item.cell is not None:
            return self._value(item.cell, spans)
        if item.kind == "absent":
            return f'<td class="absent"{spans}>not printed</td>'
        if item.kind == "text":
            return f'<td class="text"{spans}>{escape(item.text)}</td>'
        marks = self._row_marks(item.row) if item.row is not None else ""
        return f'<th class="{item.kind}"{spans}>{escape(item.text)}{marks}</th>'

    def _row_marks(self, row: Row) -> str:
        plus = ' <span class="plus" title="a row the form does not have">+</span>'
        links = "".join(
            f'<sup><a href="#d{number + 1}">{number + 1}</a></sup>' for number in row.findings
        )
        return (plus if row.extra else "") + links

    def _value(self, cell: Cell, spans: str) -> str:
        kind = cell.status
        shown = cell.figure
        if kind == Status.READ and cell.value == 0:
            kind = "zero"
        elif kind == Status.BLANK:
            shown = "·"
        elif kind == Status.INFERRED:
            shown += "?"
        elif kind == Status.NOT_A_NUMBER:
            shown = f"“{cell.raw}”"
        elif kind == ABSENT:
            shown = "not printed"
        elif cell.value is None:
            shown = cell.raw
        found = " found" if cell.findings else ""
        numbers = ",".join(str(number + 1) for number in cell.findings)
        mark = f"<sup>{numbers}</sup>" if numbers else ""
        inner = escape(shown) + mark
        link = self._link(cell)
        if link:
            inner = f"<a {link}>{inner}</a>"
        return f'<td class="{kind}{found}"{spans} title="{self._tip(cell)}">{inner}</td>'

    def _link(self, cell: Cell) -> str:
        if cell.span is None or cell.span.start not in self._targets:
            return ""
        return f'href="#s{cell.span.start}"'

    def _tip(self, cell: Cell) -> str:
        """Raw text, status, place and findings, one a line."""
        lines = [cell.path, f"printed: {cell.raw!r}" if cell.raw else "printed: nothing"]
        lines.append(f"status: {cell.status.replace('_', ' ')}")
        if cell.unit:
            lines.append(f"unit: {cell.unit}")
        if cell.span is not None:
            lines.append(f"place: {place(cell.span, self.name)}")
        for number in cell.findings:
            lines.append(f"{number + 1}: {self.report.diagnostics[number]}")
        return escape("\n".join(lines)).replace("\n", "&#10;")

    def _legend(self) -> Iterator[str]:
        cells = [cell for table in self.tables for cell in table.cells]
        seen = {cell.status for cell in cells}
        entries = [
            f'<li><b class="{status}">{example}</b>{meaning}</li>'
            for status, (example, meaning) in _MEANINGS.items()
            if status in seen
        ]
        if any(cell.findings for cell in cells):
            entries.append("<li><b>0<sup>1</sup></b>see diagnostic 1</li>")
        if entries:
            yield f'<ul class="legend">{"".join(entries)}</ul>'

    def _narrative(self) -> Iterator[str]:
        if self.report.narrative:
            yield "<section><h2>Figures in prose</h2>"
            yield '<div class="scroll"><table>'
            yield "<tr><th>identifier</th><th>value</th><th>sentence</th></tr>"
            for fact in self.report.narrative:
                yield _fact_line(fact)
            yield "</table></div></section>"

    def _reading(self) -> Iterator[str]:
        provenance = self.report.provenance
        source = provenance.source
        forms = self.report.forms
        facts = {
            "source": source.name,
            "format": source.format,
            "encoding": source.encoding,
            "reader": source.reader,
            "year read from": provenance.identity.year_authority,
            "form of 主动公开": forms.proactive_disclosure,
            "form of 申请": forms.requests,
            "form of 复议诉讼": forms.review_and_litigation,
            "form of 统计表": forms.statistics,
        }
        yield '<section><h2>How it was read</h2><dl class="facts">'
        for name, value in facts.items():
            if value:
                yield f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>"
        yield "</dl>"
        if provenance.choices:
            yield '<div class="scroll"><table>'
            yield "<tr><th>choice</th><th>chosen</th><th>score</th><th>runner-up</th></tr>"
            for choice in provenance.choices:
                reasons = f' title="{escape("; ".join(choice.reasons))}"' if choice.reasons else ""
                runner = f"{choice.runner_up} (margin {choice.margin:.2f})"
                yield (
                    f'<tr><td class="text">{escape(choice.task)}</td>'
                    f'<td class="text"{reasons}>{escape(choice.name)}</td>'
                    f"<td>{choice.score:.2f}</td>"
                    f'<td class="text">{escape(runner) if choice.runner_up else ""}</td></tr>'
                )
            yield "</table></div>"
        yield "</section>"


def _fact_line(fact: Fact) -> str:
    about = "about " if fact.approximate else ""
    over = " (cumulative)" if fact.cumulative else ""
    organ = f"({fact.organ}) " if fact.organ else ""
    return (
        f'<tr><td class="mono">{escape(fact.identifier)}</td>'
        f"<td>{about}{digits(fact.value)} {escape(fact.unit or '')}{over}</td>"
        f'<td class="text">{escape(organ + fact.sentence)}</td></tr>'
    )
