"""From an opened document to the report: the one way through the house."""

from __future__ import annotations

from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Document
from govreport.errors import UnrecognisedReport
from govreport.layouts.shape import lines_are_unique
from govreport.model import AnnualReport, Forms, Provenance
from govreport.prose.identity import identify
from govreport.prose.narrative import find_facts
from govreport.prose.sections import find_sections
from govreport.tables.building import ReportParts, diagnostics_of
from govreport.tables.extent import extents, outside
from govreport.tables.labelled_rows import Collector
from govreport.tables.reading import add_claims, form_name, read_table
from govreport.tables.selection import find_cells, label_vocabulary, usable_templates
from govreport.tables.table_finder import unclaimed
from govreport.tables.unclaimed import unclaimed_runs


def parse_document(
    document: Document, *, template: str | None = None, layout: str | None = None
) -> AnnualReport:
    """Read an opened document.

    Raises:
        UnrecognisedReport: no template fits; the error lists what each candidate found.
        PluginError: ``template`` or ``layout`` names no plugin that can be used.
    """
    templates, notes = usable_templates(template)
    words = label_vocabulary(templates)
    found = find_cells(document, words, layout)
    notes += found.notes
    chosen, cells = found.plugin, found.cells
    parts = ReportParts()
    tables: list[tuple[int, int]] = []
    forms: dict[str, str] = {}
    choices = [found.choice]
    thinned = chosen is not None and lines_are_unique(document)
    if thinned:
        notes.append(
            Diagnostic(
                "lines-removed",
                Severity.ERROR,
                "no line stands twice in this text: repeated lines were removed, and with "
                "them most values",
                hint="fetch the report again, without removing repeated lines",
            )
        )
    running = chosen is None or getattr(chosen, "running", False)
    claims, problems = add_claims(templates, document, cells, parts, running=running)
    notes += problems
    for claim in claims:
        tables.append((claim.start, claim.end))
        if claim.form is not None:
            forms[claim.table] = claim.form
    collector = Collector(words)
    if chosen is not None:
        rest = unclaimed(cells, claims)
        for table, printed in collector.collect(rest).items():
            reading, read, choice, strips, problems = read_table(
                table, printed, rest, words, templates, chosen, document, thinned=thinned
            )
            notes += problems
            if not (reading.rows or reading.extra or reading.loose or reading.notes):
                continue
            parts.add(read)
            tables.extend(extents(strips))
            forms[table] = form_name(reading)
            choices.append(choice)
    identity = identify(document)
    if not (parts.traces or parts.unplaced or identity.title):
        raise UnrecognisedReport(
            "this is no annual report that any template knows: it has neither a title of one "
            "nor a table",
            declined=(
                *(f"template {t.name}: none of its tables was found" for t in templates),
                *(f"layout {reason}" for reason in found.choice.declined),
            ),
        )
    tables.sort()
    prose = outside(tables, len(document.text))
    # A row whose label looks like a section's heading (二、...) is left over within its table.
    searched = [*prose, *collector.left_over_within(tables)]
    parts.notes.extend(unclaimed_runs(document.text, searched, _claimed(parts)))
    sections, about_sections = find_sections(document, tables)
    parts.traces.sort(key=lambda row: row.starts[0])
    return AnnualReport(
        title=identity.title,
        agency=identity.agency,
        year=identity.year,
        published=identity.published,
        forms=Forms(**forms),
        sections=sections,
        extra=parts.extra,
        unplaced=tuple(parts.unplaced),
        narrative=find_facts(document, prose),
        diagnostics=(
            *notes,
            *_reader_notes(document),
            *identity.diagnostics,
            *about_sections,
            *diagnostics_of(parts.notes, document),
        ),
        provenance=Provenance(
            source=document.source,
            rows=tuple(parts.traces),
            choices=tuple(choices),
            identity=identity.spans,
            line_starts=document.line_starts,
            places=document.places,
        ),
        **parts.tables,
    )


def _claimed(parts: ReportParts) -> set[int]:
    """Where the cells of all records begin."""
    placed = {start for trace in parts.traces for start in trace.starts}
    return placed.union(item.span.start for item in parts.unplaced if item.span is not None)


def _reader_notes(document: Document) -> list[Diagnostic]:
    return [
        Diagnostic(code, Severity.WARNING, message, document.span(start, end))
        for code, message, start, end in document.notes
    ]
