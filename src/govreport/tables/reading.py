"""Read the tables of a document: those that templates claim, then those of the official forms.

Whatever the code of one template does wrong stays with it: its claim is left out, or the next
best form reads the table, and a finding says so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from typing import Any

from govreport.diagnostics import Diagnostic
from govreport.document import Document
from govreport.language import phrase
from govreport.model import Choice, UnplacedNumber
from govreport.plugins import calling
from govreport.plugins.calling import Problem
from govreport.plugins.registry import registry
from govreport.tables.building import ReportParts, build_table, trace_of
from govreport.tables.claimed import USUAL, check_place, check_tables, plain
from govreport.tables.forms import FormTemplate, TableContext
from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.official_tables import TableReader
from govreport.tables.open_rows import solve_open_rows
from govreport.tables.outcome import TableReading
from govreport.tables.passages import PassageRow, rows_of
from govreport.tables.selection import (
    Candidate,
    Layouts,
    LazyCells,
    form_choice,
    is_evident,
    rank_forms,
    siblings_of,
)
from govreport.tables.soundness import fault_in
from govreport.tables.table_finder import Claim, SecondClaim
from govreport.text.cells import Cell, read_cell
from govreport.text.runs import runs_of
from govreport.trace import tracing

_MOST_CLAIMS = 10_000
"""Claims of one template; a report of a thousand pages has fewer tables."""


def add_claims(
    templates: Sequence[FormTemplate],
    document: Document,
    layouts: Layouts,
    parts: ReportParts,
    *,
    running: bool,
) -> tuple[list[Claim], list[Claim], list[Diagnostic]]:
    """Let templates read tables by themselves.

    Where two claims overlap, the one with more evidence has the place; at equal evidence the
    template that comes first.

    Returns:
        The claims that were read, those that failed, and a finding for each failure.
    """
    family = registry("templates")
    cells = LazyCells(layouts)
    found: list[tuple[float, Claim, FormTemplate]] = []
    notes: list[Diagnostic] = []
    for template in templates:
        if template.claim is None:
            continue
        claims = calling.run(
            family,
            template,
            "the search for its tables",
            calling.READING_SECONDS,
            partial(_claims_of, template, document, cells, running=running),
            document,
        )
        if isinstance(claims, Problem):
            notes.append(claims.diagnostic())
        else:
            found += ((_evidence(claim), claim, template) for claim in claims)
    found.sort(key=lambda one: one[0], reverse=True)
    trace = tracing()
    left_out: list[Claim] = []
    while True:  # ends: each round without a return leaves one claim out
        taken = _winners(found, notes)
        added = ReportParts()
        failed = None
        if trace is not None:
            trace.claims = []
        for one in taken:
            _, claim, template = one
            result = calling.run(
                family,
                template,
                f"the reading of table {claim.table}",
                calling.READING_SECONDS,
                partial(_add, template, claim, document, added),
                document,
                partial(_unsound_claim, claim.table, added, document),
            )
            if isinstance(result, Problem):
                notes.append(result.diagnostic())
                failed = one
                left_out.append(claim)
                break
            if trace is not None:
                trace.claim(claim, template.name, _evidence(claim), taken=True)
        if failed is None:
            parts.add(added)
            for evidence, claim, template in found if trace is not None else ():
                if not any(claim is one[1] for one in taken):
                    assert trace is not None
                    trace.claim(claim, template.name, evidence, taken=False)
            return [claim for _, claim, _ in taken], left_out, notes
        found = [one for one in found if not _same(one, failed)]


def _unsound(table: str, parts: ReportParts, document: Document) -> str | None:
    """What is wrong with what a plugin that is not built in has read."""
    reason = fault_in(parts, document.text)
    return reason and phrase("its reading of table {table}: {reason}", table=table, reason=reason)


def _unsound_claim(table: str, added: ReportParts, document: Document, _: None) -> str | None:
    return _unsound(table, added, document)


def _winners(
    found: Sequence[tuple[float, Claim, FormTemplate]], notes: list[Diagnostic]
) -> list[tuple[float, Claim, FormTemplate]]:
    """The claims that have their place, in reading order.

    A report has each table once: where two claims are to one table at two places, the one with
    less evidence becomes a supplementary table, or is left out where it cannot.
    """
    taken: list[tuple[float, Claim, FormTemplate]] = []
    tables: set[str] = set()
    for evidence, claim, template in found:
        if any(claim.start < o.end and o.start < claim.end for _, o, _ in taken):
            continue
        if claim.table in tables:
            if not isinstance(claim, SecondClaim):
                continue
            second = calling.run(
                registry("templates"),
                template,
                f"the reading of table {claim.table}",
                calling.READING_SECONDS,
                claim.as_supplementary,
                None,
                lambda second: None if second.table == "supplementary" else "it has its old table",
            )
            if isinstance(second, Problem):
                notes.append(second.diagnostic())
                continue
            claim = second
        if claim.table != "supplementary":
            tables.add(claim.table)
        taken.append((evidence, claim, template))
    return sorted(taken, key=lambda one: one[1].start)


def _same(one: tuple[float, Claim, FormTemplate], other: tuple[float, Claim, FormTemplate]) -> bool:
    """Whether two claims are of one template, to one place."""
    place = (other[1].start, other[1].end)
    return one[2] is other[2] and (one[1].start, one[1].end) == place


def _evidence(claim: Claim) -> float:
    return float(getattr(claim, "evidence", USUAL))


def _claims_of(
    template: FormTemplate, document: Document, cells: Sequence[Cell], *, running: bool
) -> list[Claim]:
    assert template.claim is not None
    claims = list(islice(template.claim(document, cells, running), _MOST_CLAIMS))
    if not registry("templates").is_own(template):
        claims = [plain(claim) for claim in claims]  # no map: it takes StopIteration for its end
    for claim in claims:
        check_place(claim, document)
    return claims


def _add(template: FormTemplate, claim: Claim, document: Document, parts: ReportParts) -> None:
    claim.add(document, parts)
    if not registry("templates").is_own(template):
        check_tables(claim, parts)


def read_table(
    table: str,
    rows: Sequence[LabelledRow | PassageRow],
    templates: Sequence[FormTemplate],
    layout: Any,
    document: Document,
    *,
    deduplicated: bool,
) -> tuple[TableReading, ReportParts, Callable[[], Choice], list[Diagnostic]]:
    """Read one table by the best form; if that one's code fails, by the next.

    Returns:
        The reading, what it adds to the report, what says why its form was chosen, and a finding
        for each form that failed.
    """
    ranked = rank_forms(table, rows, templates)
    notes: list[Diagnostic] = []
    for place, candidate in enumerate(ranked):
        result = calling.run(
            registry("templates"),
            candidate.template,
            f"the reading of table {table}",
            calling.READING_SECONDS,
            partial(
                _attempt, candidate, rows, templates, layout, document, deduplicated=deduplicated
            ),
            document,
            lambda result: _unsound(table, result[1], document),
        )
        if not isinstance(result, Problem):
            trace = tracing()
            if trace is not None:
                trace.table(table, ranked, place, rows_of(rows), result[0].assigned)
            return (*result, partial(form_choice, table, ranked, place), notes)
        notes.append(result.diagnostic())
    return (*_unread(ranked, rows, document), partial(form_choice, table, ranked, 0), notes)


def unread_printing(table: str, rows: Sequence[LabelledRow], document: Document) -> ReportParts:
    """The numbers of a printing that is not this report's table, each named."""
    parts = ReportParts()
    outside = TableReading(_NO_FORM)
    for row in rows:
        outside.unplace(row.slots, row.text, "this printing of the table is not this report's")
    _leave_outside(outside, table, document, parts)
    return parts


def _leave_outside(
    outside: TableReading, table: str, document: Document, parts: ReportParts
) -> None:
    for loose in outside.loose:
        text, start, end, cell = loose.slot
        value = cell.value if cell is not None else None
        span = document.span(start, end)
        parts.unplaced.append(UnplacedNumber(table, text, loose.label or None, value, span))
    parts.notes.extend(outside.notes)


def unread_claim(claim: Claim, document: Document, parts: ReportParts) -> None:
    """The numbers in the place of a claim that failed and that nobody else has read, each named."""
    used = sorted(
        place
        for row in parts.traces
        for place in zip(trace_of(row).starts, trace_of(row).ends, strict=True)
    )
    starts = [start for start, _ in used]
    outside = TableReading(_NO_FORM)
    for run in runs_of(document):
        if run.end <= claim.start or run.start >= claim.end:
            continue
        free = []
        for text, start, end in run.places():
            at = bisect_right(starts, start) - 1
            if at < 0 or used[at][1] <= start:
                free.append((text, start, end, read_cell(text)))
        outside.unplace(free, "", "the template that claimed this table failed")
    _leave_outside(outside, str(claim.table), document, parts)


_NO_FORM: Any = None


def _unread(
    ranked: Sequence[Candidate], rows: Sequence[LabelledRow | PassageRow], document: Document
) -> tuple[TableReading, ReportParts]:
    """The numbers of a table that no form could read, each named."""
    reading, parts = TableReading(ranked[0].form), ReportParts()
    for row in rows_of(rows):
        reading.unplace(row.slots, row.text, "no form could read this table")
    build_table(reading, document, parts)
    return reading, parts


def _attempt(
    candidate: Candidate,
    rows: Sequence[LabelledRow | PassageRow],
    templates: Sequence[FormTemplate],
    layout: Any,
    document: Document,
    *,
    deduplicated: bool,
) -> tuple[TableReading, ReportParts]:
    form = candidate.form
    siblings = siblings_of(form, tuple(templates))
    context = TableContext(
        siblings,
        is_evident(form, siblings, rows),
        bool(getattr(layout, "glued", False)),
        bool(getattr(layout, "states_rows", False)),
        deduplicated,
        bool(getattr(layout, "running", False)),
    )
    if form.reader is not None:
        reading = form.reader(form, rows if form.reads_passages else rows_of(rows), context)
        if type(reading) is not TableReading:
            raise TypeError(f"its reader returned {type(reading).__name__}, no TableReading")
    else:
        reading = TableReader(form, context).read(rows)
    solve_open_rows(reading)
    parts = ReportParts()
    if reading.rows or reading.extra or reading.loose or reading.notes:
        build_table(reading, document, parts)
    return reading, parts


def form_name(reading: TableReading) -> str:
    """The form of the table as read; ``"hybrid"`` when its rows follow several."""
    paths = {row.path for row in reading.rows}
    for name, rows in reading.form.exclusive:
        if rows & paths:
            return name
    names = {row.form.form for row in reading.rows if row.form is not None}
    return "hybrid" if len(names) > 1 else reading.form.form
