"""A report as a page for people: one file, no script, nothing fetched from anywhere."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cached_property
from itertools import groupby
from typing import Any

from attrs import define, field, frozen

from govreport.diagnostics import Diagnostic
from govreport.document import Document
from govreport.language import current_language
from govreport.model import AnnualReport, Choice, Fact, Status, Value
from govreport.records import Record, records
from govreport.views.findings import Excerpt, excerpt, place
from govreport.views.forms import tables
from govreport.views.grid import Line, grid
from govreport.views.pages.cells import CellView, compared, kind, role, shown, tip
from govreport.views.pages.environment import asset, inline_hash, render
from govreport.views.pages.marks import (
    MAXIMUM_SOURCE,
    GridBlock,
    Mark,
    TextBlock,
    blocks,
    marks_of,
)
from govreport.views.pages.words import KINDS, MEANINGS, READING, SEVERITIES, STATUSES
from govreport.views.summary import cell_counts, severity_counts
from govreport.views.table import Cell, Table, digits

_AROUND = 60


@frozen
class FigureView:
    """A figure in prose as a page shows it.

    Attributes:
        anchor: its name on the page.
        path: record path.
        fact: the figure.
        shown: its value.
        source: name of its place in the source, None where the source is not shown.
        read: what was read, of a corrected figure.
    """

    anchor: str
    path: str
    fact: Fact
    shown: str
    source: str | None = None
    read: str | None = None


@define(slots=False)
class ReportPage:
    """Everything that a template asks about one report.

    Attributes:
        report: the report, with its findings.
        document: its source; without it the page shows no source.
        language: ``"zh"`` or ``"en"``.
        before: last year's numbers by record path.
    """

    report: AnnualReport
    document: Document | None = None
    language: str = "en"
    before: Mapping[str, Value] = field(factory=dict)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables in the order of the form."""
        return tables(self.report)

    @property
    def name(self) -> str | None:
        """File name of the source."""
        return self.report.provenance.source.name

    @property
    def title(self) -> str:
        """What the page is called."""
        return self.report.title or self.report.agency or self.name or "govreport"

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Everything that was noticed, numbered from 1 in this order."""
        return self.report.diagnostics

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The marked stretches of the source."""
        return self._marks()

    def _marks(self) -> tuple[Mark, ...]:
        return marks_of(self.report, self.document, self.tables)

    @cached_property
    def blocks(self) -> list[TextBlock | GridBlock]:
        """The source from top to bottom."""
        return [] if self.document is None or self.too_long else blocks(self.document, self.marks)

    @property
    def too_long(self) -> bool:
        """Whether the source is too long to be shown."""
        return self.document is not None and len(self.document.text) > MAXIMUM_SOURCE

    @cached_property
    def _targets(self) -> set[int]:
        return {mark.start for mark in self.marks}

    @cached_property
    def cell_paths(self) -> frozenset[str]:
        """The record paths of all value cells."""
        return frozenset(cell.path for table in self.tables for cell in table.cells)

    @cached_property
    def cells(self) -> dict[str, CellView]:
        """Every value cell by its record path."""
        found = [cell for table in self.tables for cell in table.cells]
        return {cell.path: self._view(cell, number) for number, cell in enumerate(found)}

    def _view(self, cell: Cell, number: int) -> CellView:
        before, change = compared(cell.value, self.before, cell.path)
        linked = cell.span is not None and cell.span.start in self._targets
        return CellView(
            anchor=f"c{number}",
            path=cell.path,
            kind=kind(cell),
            shown=shown(cell),
            tip=tip(cell, self.name, self.findings, self.language),
            source=f"s{cell.span.start}" if cell.span is not None and linked else None,
            findings=tuple(number + 1 for number in cell.findings),
            role=role(cell, self.findings),
            before=before,
            change=change,
            read=(digits(cell.value_read) or cell.raw or "·")
            if cell.status == Status.CORRECTED
            else None,
        )

    @cached_property
    def figures(self) -> dict[str, FigureView]:
        """Every figure in prose by its record path."""
        return self._figures()

    def _figures(self) -> dict[str, FigureView]:
        found = (item for item in records(self.report) if item.path.startswith("narrative."))
        pairs = enumerate(zip(found, self.report.narrative, strict=True))
        return {item.path: self._figure(number, item, fact) for number, (item, fact) in pairs}

    def _figure(self, number: int, item: Record, fact: Fact) -> FigureView:
        linked = item.span is not None and item.span.start in self._targets
        source = f"s{item.span.start}" if item.span is not None and linked else None
        read = digits(item.value_read) if item.status == Status.CORRECTED else None
        return FigureView(f"f{number}", item.path, fact, digits(fact.value), source, read)

    def anchor(self, path: str) -> str | None:
        """The name of the cell, or of the figure in prose, at a record path."""
        view = self.cells.get(path) or self.figures.get(path)
        return view.anchor if view is not None else None

    def grid(self, table: Table) -> list[Line]:
        """The table as its form prints it, with the rows that are not printed."""
        return grid(table, absent=True)

    def loose(self, table: Table) -> list[tuple[str, list[CellView]]]:
        """The numbers of a table without a place, by the label they stand behind."""
        return [
            (near, [self.cells[cell.path] for cell in group])
            for near, group in groupby(table.unplaced, key=lambda cell: cell.column)
        ]

    def counts(self) -> list[tuple[str, int, str]]:
        """Status, number of cells and class."""
        quiet = (Status.READ, Status.BLANK)
        return [
            (str(STATUSES[status]), number, "" if status in quiet else status)
            for status, number in cell_counts(self.report).items()
            if number
        ]

    def severities(self) -> list[tuple[str, int, str]]:
        """Severity, number of findings and class."""
        classes = {"error": "unplaced", "warning": "inferred"}
        return [
            (str(SEVERITIES[severity]), number, classes.get(severity, ""))
            for severity, number in severity_counts(self.report).items()
            if number
        ]

    def legend(self) -> list[tuple[str, str, str]]:
        """Class, example and meaning of each status that occurs."""
        seen = {cell.status for table in self.tables for cell in table.cells}
        return [
            (status, example, str(meaning))
            for status, (example, meaning) in MEANINGS.items()
            if status in seen
        ]

    def source_legend(self) -> list[tuple[str, str]]:
        """Class and meaning of each kind of mark that occurs in the source."""
        seen = {mark.kind for mark in self.marks}
        return [(kind, str(text)) for kind, text in KINDS.items() if kind in seen]

    @staticmethod
    def meaning(kind: str) -> str:
        """The word for a kind of mark."""
        return str(KINDS.get(kind, kind))

    def severity(self, item: Diagnostic) -> str:
        """The word for a finding's severity."""
        return str(SEVERITIES[item.severity.value])

    def place(self, item: Diagnostic) -> str:
        """Where a finding is."""
        return place(item.span, self.name, self.language) if item.span is not None else ""

    def excerpt(self, item: Diagnostic) -> Excerpt | None:
        """The source lines of a finding, cropped where they are long."""
        if item.span is None or self.document is None:
            return None
        return excerpt(self.document, item.span)

    @staticmethod
    def parts(line: Any) -> tuple[str, str, str]:
        """A source line before, at and behind its mark."""
        low, high = max(0, line.start - _AROUND), min(len(line.text), line.end + _AROUND)
        before = ("…" if low else "") + line.text[low : line.start]
        after = line.text[line.end : high] + ("…" if high < len(line.text) else "")
        return before, line.text[line.start : line.end], after

    @staticmethod
    def difference(item: Diagnostic) -> str:
        """What is stated less what is expected, empty where they are no numbers."""
        try:
            return f"{Decimal(item.stated or '') - Decimal(item.expected or ''):+f}"
        except InvalidOperation:
            return ""

    def paths(self, item: Diagnostic) -> tuple[str, ...]:
        """The cells that a finding is about, the one that it begins with first."""
        return tuple(path for path in dict.fromkeys((item.path, *item.paths)) if path)

    def source_of(self, item: Diagnostic) -> str | None:
        """The first marked place of the source within a finding's."""
        if item.span is None:
            return None
        index = bisect_left(self.marks, item.span.start, key=lambda mark: mark.start)
        if index < len(self.marks) and self.marks[index].start <= max(
            item.span.end, item.span.start
        ):
            return f"s{self.marks[index].start}"
        return None

    @staticmethod
    def hash_of(text: str) -> str:
        """What a Content-Security-Policy calls an inline style or script."""
        return inline_hash(text)

    def reading(self) -> Iterator[tuple[str, str]]:
        """How the document was read: what and its value."""
        provenance, forms = self.report.provenance, self.report.forms
        values = (
            provenance.source.name,
            provenance.source.format,
            provenance.source.encoding,
            provenance.source.reader,
            provenance.identity.year_authority,
            forms.proactive_disclosure,
            forms.requests,
            forms.review_and_litigation,
            forms.statistics,
        )
        for name, value in zip(READING, values, strict=True):
            if value:
                yield str(name), str(value)

    @property
    def choices(self) -> Sequence[Choice]:
        """Which plugins were chosen."""
        return self.report.provenance.choices


def render_html_view(
    report: AnnualReport, document: Document | None = None, *, language: str | None = None
) -> str:
    """The report as a self-contained HTML page.

    Tables stand in the official form, each cell marked by its status and linked to its place in
    the source and back; below them the findings with their source lines, the figures in prose,
    how the report was read, and the source with every number marked.

    Args:
        report: the report.
        document: its source, see `govreport.readers.open_document`.
        language: ``"en"`` or ``"zh"``; None for the current language.

    Raises:
        MissingExtra: jinja2 is not installed (``pip install "govreport[pages]"``).

    >>> render_html_view(AnnualReport(agency="<镇>"))[:15]
    '<!DOCTYPE html>'
    """
    chosen = language or current_language()
    page = ReportPage(report, document, chosen)
    return render(chosen, "single.html", page=page, style=asset("view.css"))
