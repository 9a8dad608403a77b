"""From an opened document to the report, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from attrs import field, frozen

from govreport.accounting import account_of_tables
from govreport.diagnostics import Diagnostic, Severity, finding
from govreport.document import Document
from govreport.errors import UnrecognisedReport
from govreport.language import phrase
from govreport.layouts.shape import lines_are_unique
from govreport.model import AnnualReport, Choice, Fact, Forms, Provenance, RowTrace, Section
from govreport.model.deferred import deferred
from govreport.model.tables import OFFICIAL
from govreport.plugins.registry import registry
from govreport.prose import several
from govreport.prose.attached import not_in_text
from govreport.prose.identity import Identity, identify
from govreport.prose.narrative import find_facts
from govreport.prose.sections import Headings, find_headings
from govreport.recognition import with_recognition
from govreport.tables.assignment import KnownRow
from govreport.tables.building import ReportParts, diagnostics_of, trace_of
from govreport.tables.causes import one_per_cause
from govreport.tables.collecting import Collector, stretches_of
from govreport.tables.extent import extents, outside
from govreport.tables.forms import FormTemplate
from govreport.tables.instances import Row, printings, this_years, values_of
from govreport.tables.passages import rows_of
from govreport.tables.placement import bounded_work
from govreport.tables.reading import (
    add_claims,
    form_name,
    read_table,
    unread_claim,
    unread_printing,
)
from govreport.tables.selection import Layouts, find_cells, label_vocabulary, usable_templates
from govreport.tables.sentences import behind_sentences
from govreport.tables.table_finder import Claim, unclaimed
from govreport.text.folding import folded
from govreport.text.labels import Vocabulary


@frozen
class Tables:
    """What the tables of a document say.

    Attributes:
        parts: rows, numbers without a place and findings.
        forms: table -> the form that it follows.
        choices: why layout and forms were chosen.
        places: offsets of the stretches that the tables cover.
        notes: findings about plugins and the text as a whole.
        failed: what a template claimed and could not read.
    """

    parts: ReportParts = field(factory=ReportParts)
    forms: dict[str, str] = field(factory=dict)
    choices: list[Callable[[], Choice]] = field(factory=list)
    places: list[tuple[int, int]] = field(factory=list)
    notes: list[Diagnostic] = field(factory=list)
    failed: list[Claim] = field(factory=list)


def reports_in(document: Document) -> tuple[Document, ...]:
    """The reports that a document holds, see `govreport.prose.several`."""
    return several.reports_in(folded(document))


def prepare() -> None:
    """Load the plugins and labels that every document needs."""
    registry("layouts").all()
    label_vocabulary(usable_templates(None)[0])


@bounded_work()
def parse_document(
    document: Document, *, template: str | None = None, layout: str | None = None
) -> AnnualReport:
    """Read an opened document.

    Raises:
        UnrecognisedReport: no template fits; the error lists what each candidate found.
        PluginError: ``template`` or ``layout`` names no plugin that can be used.
    """
    document = folded(document)
    templates, notes = usable_templates(template)
    words = label_vocabulary(templates)
    found = find_cells(document, words, layout)
    tables = Tables(choices=[found.choice], notes=notes + found.notes)
    claims = _read_claimed(tables, templates, document, found)
    _read_official(tables, templates, document, found, words, claims)
    for claim in tables.failed:
        unread_claim(claim, document, tables.parts)
    _account(tables, document)
    return with_recognition(_report(tables, templates, document, found), document)


def _read_claimed(
    tables: Tables, templates: Sequence[FormTemplate], document: Document, found: Layouts
) -> list[Claim]:
    """The tables that templates find by themselves."""
    running = found.plugin is None or bool(getattr(found.plugin, "running", False))
    claims, tables.failed[:], problems = add_claims(
        templates, document, found, tables.parts, running=running
    )
    tables.notes.extend(problems)
    for claim in claims:
        tables.places.append((claim.start, claim.end))
        if claim.form is not None and claim.table != "supplementary":
            tables.forms[claim.table] = claim.form
    return claims


def _read_official(
    tables: Tables,
    templates: Sequence[FormTemplate],
    document: Document,
    found: Layouts,
    words: Vocabulary,
    claims: Sequence[Claim],
) -> None:
    """The tables of labelled rows, each by the form whose labels it prints."""
    deduplicated = (found.plugin is not None or bool(claims)) and lines_are_unique(document)
    if deduplicated:
        tables.notes.append(_LINES_REMOVED)
    if found.plugin is None:
        return
    rest = stretches_of(unclaimed(found.cells, claims)) if claims else found.stretches
    collector = Collector(words, states_rows=bool(getattr(found.plugin, "states_rows", False)))
    for table, printed in collector.collect(rest).items():
        rows = _of_this_year(tables, table, behind_sentences(printed, document.text), document)
        if not rows:
            continue
        reading, read, choice, problems = read_table(
            table, rows, templates, found.plugin, document, deduplicated=deduplicated
        )
        tables.notes.extend(problems)
        if not (reading.rows or reading.extra or reading.loose or reading.notes):
            continue
        tables.parts.add(read)
        tables.places.extend(extents(rows))
        tables.forms[table] = form_name(reading)
        tables.choices.append(choice)


def _of_this_year(
    tables: Tables, table: str, rows: Sequence[Row], document: Document
) -> Sequence[Row]:
    """The rows of the printing that is this year's, where a table is printed several times."""
    found = printings(rows)
    if len(found) < 2 or all(values_of(one) == values_of(found[0]) for one in found[1:]):
        return rows
    own = this_years(found, document.text, lambda: identify(document).year)
    for other in found:
        if other is not own:
            tables.parts.add(unread_printing(table, rows_of(other.rows), document))
            tables.places.extend(extents(other.rows))
    place = rows_of(found[-1].rows)[0]
    tables.notes.append(
        finding(
            "several-reports",
            "the table is printed {count} times with other values: {which}",
            document.span(place.start, place.end),
            count=len(found),
            which=phrase("none is known to be that of the report")
            if own is None
            else phrase("the others are of another year or report"),
        )
    )
    return own.rows if own is not None else ()


_LINES_REMOVED = Diagnostic(
    "lines-removed",
    Severity.ERROR,
    phrase(
        "no line stands twice in this text: repeated lines were removed, and with them most values"
    ),
    hint="fetch the report again, without removing repeated lines",
)


def _account(tables: Tables, document: Document) -> None:
    """What is printed in the tables and is in no record is named."""
    parts = tables.parts
    tables.places.sort()
    used: list[tuple[int, int]] = []
    for row in parts.traces:
        if isinstance(row, KnownRow):
            used.append((row.run.start, row.run.end))
        else:
            used += zip(row.starts, row.ends, strict=True)
    used += [(i.span.start, i.span.end) for i in parts.unplaced if i.span is not None]
    used += parts.labels
    parts.notes.extend(account_of_tables(document, used, tables.places))


def _report(
    tables: Tables, templates: Sequence[FormTemplate], document: Document, found: Layouts
) -> AnnualReport:
    """The report: its tables now, what stands outside them when it is asked for."""
    parts = tables.parts
    prose = _Prose(tables, document)
    if not (parts.traces or parts.unplaced or prose.identity.title):
        raise UnrecognisedReport(
            "this is no annual report that any template knows: it has neither a title of one "
            "nor a table",
            declined=(
                *(f"template {t.name}: none of its tables was found" for t in templates),
                *(f"layout {reason}" for reason in found.choice().declined),
            ),
        )
    now: Mapping[str, Any] = {
        "proactive_disclosure": None,
        "requests": None,
        "review_and_litigation": None,
        "statistics": None,
        "supplementary": (),
        **{name: table for name, table in parts.tables.items() if name in _ATTRIBUTES},
        "tables": {name: table for name, table in parts.tables.items() if name not in _ATTRIBUTES},
        "forms": Forms.by_table(tables.forms),
        "extra": {name: tuple(rows) for name, rows in parts.extra.items()},
        "unplaced": tuple(parts.unplaced),
        "findings": (),
        "verdicts": (),
        "corrections": (),
        "document": document,
    }
    names = ("title", "agency", "year", "published", "sections", "narrative", "diagnostics")
    later = {name: partial(getattr, prose, name) for name in names}
    return deferred(
        AnnualReport, now, {**later, "provenance": partial(getattr, prose, "provenance")}
    )


_ATTRIBUTES = (*OFFICIAL, "supplementary")


@frozen(slots=False, eq=False)
class _Prose:
    """Everything about a document that its tables do not say, each part computed once."""

    tables: Tables
    document: Document

    @cached_property
    def identity(self) -> Identity:
        return identify(self.document)

    @cached_property
    def _headings(self) -> Headings:
        return find_headings(self.document, self.tables.places)

    @property
    def title(self) -> str | None:
        return self.identity.title

    @property
    def agency(self) -> str | None:
        return self.identity.agency

    @property
    def year(self) -> int | None:
        return self.identity.year

    @property
    def published(self) -> Any:
        return self.identity.published

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return self._headings.sections()

    @property
    def narrative(self) -> tuple[Fact, ...]:
        return find_facts(self.document, outside(self.tables.places, len(self.document.text)))

    def _rows(self) -> tuple[RowTrace, ...]:
        return tuple(map(trace_of, sorted(self.tables.parts.traces, key=_start)))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        found = (
            *self.tables.notes,
            *self._several(),
            *_reader_notes(self.document),
            *self.identity.diagnostics,
            *self._headings.diagnostics(),
            *self._attached(),
            *diagnostics_of(self.tables.parts.notes, self.document),
        )
        return one_per_cause(found, self.document.text, self._rows)

    def _several(self) -> list[Diagnostic]:
        """A finding where the document holds several reports and no table has said so."""
        starts = several.beginnings(self.document)
        if not starts or any(note.code == "several-reports" for note in self.tables.notes):
            return []
        place = self.document.span(starts[0], starts[0])
        count = len(starts) + 1
        return [
            finding("several-reports", "the document holds {count} reports", place, count=count)
        ]

    def _attached(self) -> Iterator[Diagnostic]:
        """Findings for tables that are only attached, or only a picture."""
        parts = self.tables.parts
        met = {item.table for item in parts.unplaced} | {
            name for name, table in parts.tables.items() if table
        }
        missing = [name for name in _TABLES if name not in met]
        if met and not missing:
            return iter(())
        return not_in_text(self.document, self.sections, missing, any_table=bool(met))

    @property
    def provenance(self) -> Provenance:
        document = self.document
        now = {
            "source": document.source,
            "places": document.places,
        }
        later: dict[str, Callable[[], Any]] = {
            "rows": self._rows,
            "choices": lambda: tuple(choice() for choice in self.tables.choices),
            "identity": lambda: self.identity.spans,
            "line_starts": lambda: document.line_starts,
        }
        return deferred(Provenance, now, later)


_TABLES = ("proactive_disclosure", "requests", "review_and_litigation")
"""The sections that print a table, by the name of it."""


def _start(row: RowTrace | KnownRow) -> int:
    return row.run.start if isinstance(row, KnownRow) else row.starts[0]


def _reader_notes(document: Document) -> list[Diagnostic]:
    return [
        Diagnostic(code, Severity.WARNING, message, document.span(start, end))
        for code, message, start, end in document.notes
    ]
