"""From an opened document to the report: the one way through the house."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from govreport import asking
from govreport.asking import Problem
from govreport.cells import Cell
from govreport.choosing import (
    find_cells,
    form_choice,
    forms_of,
    is_evident,
    label_vocabulary,
    rank_forms,
    usable_templates,
)
from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Document
from govreport.errors import UnrecognisedReport
from govreport.identity import identify
from govreport.labels import Vocabulary
from govreport.layouts.shape import lines_are_unique
from govreport.model import AnnualReport, Choice, Forms, Provenance
from govreport.narrative import find_facts
from govreport.plugins import registry
from govreport.sections import find_sections
from govreport.templates.base import FormTemplate, TableForm
from govreport.templates.build import ReportParts, build_table, diagnostics_of
from govreport.templates.extent import extents, outside
from govreport.templates.outcome import TableReading
from govreport.templates.reading import TableReader
from govreport.templates.solve import solve_open_rows
from govreport.templates.strips import Collector, Strip
from govreport.trace import tracing


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
    parts = ReportParts()
    tables: list[tuple[int, int]] = []
    forms: dict[str, str] = {}
    choices = [found.choice]
    if found.plugin is not None:
        thinned = lines_are_unique(document)
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
        how = {"glued": bool(getattr(found.plugin, "glued", False)), "thinned": thinned}
        for table, printed in Collector(words).collect(found.cells).items():
            reading, read, choice, strips, problems = _read_table(
                table, found.cells, words, printed, templates, document, **how
            )
            notes += problems
            if not (reading.rows or reading.extra or reading.loose or reading.notes):
                continue
            parts.add(read)
            tables.extend(extents(strips))
            forms[table] = _form_name(reading)
            choices.append(choice)
    identity = identify(document)
    if not (parts.traces or parts.unplaced or identity.title):
        raise UnrecognisedReport(
            "this is no annual report that any template knows: it has neither a title of one "
            "nor a table",
            declined=tuple(f"{t.name}: none of its tables was found" for t in templates),
        )
    tables.sort()
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
        narrative=find_facts(document, outside(tables, len(document.text))),
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


def _reader_notes(document: Document) -> list[Diagnostic]:
    return [
        Diagnostic(code, Severity.WARNING, message, document.span(start, end))
        for code, message, start, end in document.notes
    ]


def _read_table(
    table: str,
    cells: Sequence[Cell],
    words: Vocabulary,
    strips: Sequence[Strip],
    templates: Sequence[FormTemplate],
    document: Document,
    **how: bool,
) -> tuple[TableReading, ReportParts, Choice, Sequence[Strip], list[Diagnostic]]:
    """Read one table with the best form; if that one's code fails, with the next."""
    family = registry("templates")
    ranked = rank_forms(table, strips, templates)
    notes: list[Diagnostic] = []
    for place, candidate in enumerate(ranked):
        if place:  # a reading takes its strips apart: fresh ones for the next form
            strips = Collector(words).collect(cells)[table]
        result = asking.run(
            family,
            candidate.template,
            f"the reading of table {table}",
            asking.READING_SECONDS,
            partial(_attempt, candidate.form, strips, templates, document, **how),
        )
        if not isinstance(result, Problem):
            trace = tracing()
            if trace is not None:
                trace.table(table, ranked, place, strips)
            return (*result, form_choice(table, ranked, place), strips, notes)
        notes.append(result.diagnostic())
    reading, parts = TableReading(ranked[0].form), ReportParts()
    strips = Collector(words).collect(cells)[table]
    for strip in strips:
        reading.unplace(strip.slots, strip.text, "no form could read this table")
    build_table(reading, document, parts)
    return reading, parts, form_choice(table, ranked, 0), strips, notes


def _attempt(
    form: TableForm,
    strips: Sequence[Strip],
    templates: Sequence[FormTemplate],
    document: Document,
    *,
    glued: bool,
    thinned: bool,
) -> tuple[TableReading, ReportParts]:
    siblings = [other for other, _ in forms_of(form.table, templates) if other is not form]
    if form.reader is not None:
        reading = form.reader(form, siblings, strips, glued)
        if not isinstance(reading, TableReading):
            raise TypeError(f"its reader returned {type(reading).__name__}, no TableReading")
    else:
        evident = is_evident(form, siblings, strips)
        reader = TableReader(form, siblings, glued=glued, evident=evident, thinned=thinned)
        reading = reader.read(strips)
    solve_open_rows(reading)
    parts = ReportParts()
    if reading.rows or reading.extra or reading.loose or reading.notes:
        build_table(reading, document, parts)
    return reading, parts


def _form_name(reading: TableReading) -> str:
    """The form of the table as read; ``"hybrid"`` when its rows follow several."""
    paths = {row.path for row in reading.rows}
    for name, rows in reading.form.exclusive:
        if rows & paths:
            return name
    names = {row.form.form for row in reading.rows if row.form is not None}
    return "hybrid" if len(names) > 1 else reading.form.form
