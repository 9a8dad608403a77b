"""From an opened document to the report: the one way through the house."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from govreport.cells import Cell
from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Document
from govreport.errors import UnrecognisedReport
from govreport.identity import identify
from govreport.labels import Vocabulary, vocabulary
from govreport.layouts.shape import lines_are_unique
from govreport.model import AnnualReport, Choice, Forms, Provenance
from govreport.narrative import find_facts
from govreport.plugins import Evidence, registry
from govreport.sections import find_sections
from govreport.templates.base import FormTemplate, TableForm
from govreport.templates.build import ReportParts, build_table, diagnostics_of
from govreport.templates.claims import Claim, unclaimed
from govreport.templates.extent import extents, outside
from govreport.templates.outcome import TableReading
from govreport.templates.plans import plan_key, recall, remember
from govreport.templates.reading import TableReader
from govreport.templates.solve import solve_open_rows
from govreport.templates.strips import Collector, Strip
from govreport.templates.unclaimed import unclaimed_runs

_AMBIGUOUS = 0.05


def parse_document(
    document: Document, *, template: str | None = None, layout: str | None = None
) -> AnnualReport:
    """Read an opened document.

    Raises:
        UnrecognisedReport: no template fits; the error lists what each candidate found.
        PluginError: ``template`` or ``layout`` names no plugin that can be used.
    """
    templates = _templates(template)
    words = _vocabulary(tuple(templates))
    choice, chosen, notes = _choose_layout(document, layout)
    parts = ReportParts()
    tables: list[tuple[int, int]] = []
    forms: dict[str, str] = {}
    choices = [choice]
    if chosen is not None:
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
    cells: Sequence[Cell] = () if chosen is None else chosen.cells(document, words)
    running = chosen is None or getattr(chosen, "running", False)
    claims = _claims(templates, document, cells, running=running)
    for claim in claims:
        claim.add(document, parts)
        tables.append((claim.start, claim.end))
        if claim.form is not None:
            forms[claim.table] = claim.form
    if chosen is not None:
        strips = Collector(words).collect(unclaimed(cells, claims))
        for table, found in strips.items():
            reading, reason = _read(table, found, templates, chosen, thinned=thinned)
            if not (reading.rows or reading.extra or reading.loose or reading.notes):
                continue
            build_table(reading, document, parts)
            tables.extend(extents(found))
            forms[table] = _form_name(reading)
            choices.append(reason)
    identity = identify(document)
    if not (parts.traces or parts.unplaced or identity.title):
        raise UnrecognisedReport(
            "this is no annual report that any template knows: it has neither a title of one "
            "nor a table",
            declined=(
                *(f"template {t.name}: none of its tables was found" for t in templates),
                *(f"layout {reason}" for reason in choice.declined),
            ),
        )
    tables.sort()
    prose = outside(tables, len(document.text))
    parts.notes.extend(unclaimed_runs(document.text, prose, _claimed(parts)))
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


def _templates(name: str | None) -> list[FormTemplate]:
    family = registry("templates")
    return [family.get(name)] if name else family.all()


@lru_cache(maxsize=16)
def _vocabulary(templates: tuple[FormTemplate, ...]) -> Vocabulary:
    return vocabulary(
        (form.table, terminal, label)
        for template in templates
        for form in template.tables
        for terminal, labels in form.grammar.labels.items()
        for label in labels
    )


def _claims(
    templates: Sequence[FormTemplate],
    document: Document,
    cells: Sequence[Cell],
    *,
    running: bool,
) -> list[Claim]:
    """Tables that templates read by themselves; who claims a place first has it."""
    found: list[Claim] = []
    for template in templates:
        if template.claim is None:
            continue
        for claim in template.claim(document, cells, running):
            if not any(claim.start < other.end and other.start < claim.end for other in found):
                found.append(claim)
    return sorted(found, key=lambda claim: claim.start)


def _choose_layout(document: Document, name: str | None) -> tuple[Choice, Any, list[Diagnostic]]:
    family = registry("layouts")
    if name is not None:
        plugin = family.get(name)
        return Choice("layout", name, 1.0, reasons=("asked for",)), plugin, []
    notes: list[Diagnostic] = []
    ranked: list[tuple[Evidence, Any]] = []
    for plugin in family.all():
        try:
            evidence = plugin.detect(document)
        except Exception as error:
            notes.append(
                Diagnostic(
                    "plugin-failed",
                    Severity.WARNING,
                    f"layout {plugin.name} failed while it was asked: {error!r}",
                )
            )
            continue
        ranked.append((evidence, plugin))
    ranked.sort(key=lambda pair: pair[0].score, reverse=True)
    if not ranked or ranked[0][0].score <= 0:
        reasons = tuple(f"{other.name}: {_reason(evidence)}" for evidence, other in ranked)
        return Choice("layout", "none", 0.0, declined=reasons), None, notes
    best, plugin = ranked[0]
    second = ranked[1] if len(ranked) > 1 and ranked[1][0].score > 0 else None
    margin = best.score - (second[0].score if second else 0.0)
    if second is not None and margin < _AMBIGUOUS:
        notes.append(
            Diagnostic(
                "layout-ambiguous",
                Severity.INFO,
                f"layout {plugin.name} was chosen, {second[1].name} fits nearly as well",
                hint="name the layout to be sure",
            )
        )
    declined = tuple(
        f"{other.name}: {_reason(evidence)} ({evidence.score:.2f})"
        for evidence, other in ranked[1:]
    )
    return (
        Choice(
            "layout",
            plugin.name,
            round(best.score, 3),
            second[1].name if second else None,
            round(margin, 3),
            best.found,
            declined,
        ),
        plugin,
        notes,
    )


def _reason(evidence: Evidence) -> str:
    """Why a candidate declined, or what it found."""
    return f"no {', '.join(evidence.missing)}" if evidence.missing else ", ".join(evidence.found)


def _choose_form(
    table: str, strips: Sequence[Strip], templates: Sequence[FormTemplate]
) -> tuple[TableForm, Choice]:
    """The form whose labels explain most of the table's labels."""
    forms = _forms_of(table, templates)
    scored = []
    printed = [
        {match.terminal for match in strip.matches if match.table == table}
        for strip in strips
        if strip.matches is not None
    ]
    keys = [strip.reading.key for strip in strips if strip.matches and strip.reading]
    for form in forms:
        known = _keys_of(form)
        explained = sum(key in known for key in keys)
        scored.append((explained / max(1, len(printed)), form))
    scored.sort(key=lambda pair: pair[0], reverse=True)
    best, form = scored[0]
    second = scored[1] if len(scored) > 1 else None
    return form, Choice(
        f"template:{table}",
        form.form or "official",
        round(best, 3),
        (second[1].form or "official") if second else None,
        round(best - second[0], 3) if second else round(best, 3),
        (f"{best:.0%} of the table's labels are its own",),
        tuple(f"{other.form}: {score:.0%} of the labels" for score, other in scored[1:]),
    )


def _forms_of(table: str, templates: Sequence[FormTemplate]) -> list[TableForm]:
    forms: list[TableForm] = []
    for template in templates:
        for form in template.tables:
            if form.table == table and form not in forms:
                forms.append(form)
    return forms


@lru_cache(maxsize=64)
def _keys_of_labels(form: int, labels: tuple[str, ...]) -> frozenset[str]:
    return frozenset(vocabulary(("", "", label) for label in labels).entries)


def _keys_of(form: TableForm) -> frozenset[str]:
    labels = tuple(label for found in form.grammar.labels.values() for label in found)
    return _keys_of_labels(id(form), labels)


def _read(
    table: str,
    strips: Sequence[Strip],
    templates: Sequence[FormTemplate],
    layout: Any,
    *,
    thinned: bool,
) -> tuple[TableReading, Choice]:
    """Read one table, by a plan when its labels are known and nothing is in doubt."""
    key = plan_key(table, strips, (layout.name, *map(id, templates)))
    planned = not (layout.glued or thinned)
    known = recall(key, strips) if planned else None
    if known is not None:
        return known
    form, reason = _choose_form(table, strips, templates)
    reading = _read_table(form, strips, templates, layout, thinned=thinned)
    solve_open_rows(reading)
    if planned:
        remember(key, strips, reading, reason)
    return reading, reason


def _read_table(
    form: TableForm,
    strips: Sequence[Strip],
    templates: Sequence[FormTemplate],
    layout: Any,
    *,
    thinned: bool,
) -> TableReading:
    siblings = [other for other in _forms_of(form.table, templates) if other is not form]
    if form.reader is not None:
        return form.reader(form, siblings, strips, layout.glued)
    evident = _is_evident(form, siblings, strips)
    reader = TableReader(
        form,
        siblings,
        glued=layout.glued,
        evident=evident,
        thinned=thinned,
        stated=getattr(layout, "states_rows", False),
    )
    return reader.read(strips)


def _is_evident(form: TableForm, siblings: Sequence[TableForm], strips: Sequence[Strip]) -> bool:
    """Whether some printed label belongs to this form alone."""
    own = _keys_of(form).difference(*(_keys_of(other) for other in siblings))
    return any(strip.reading is not None and strip.reading.key in own for strip in strips)


def _form_name(reading: TableReading) -> str:
    """The form of the table as read; ``"hybrid"`` when its rows follow several."""
    paths = {row.path for row in reading.rows}
    for name, rows in reading.form.exclusive:
        if rows & paths:
            return name
    names = {row.form.form for row in reading.rows if row.form is not None}
    return "hybrid" if len(names) > 1 else reading.form.form
