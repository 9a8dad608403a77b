"""Which plugins read a document: templates that can be used, the layout, the form of each table.

Choice is by evidence. Layouts judge the document and the highest score is asked for the cells.
Forms are chosen for each table by its labels: a form's score is the share of the table's known
labels that are labels of this form, so a form with a row more wins where that row is printed,
and only there. At equal scores the built-in plugin comes first, then the order of
`govreport.plugins.discovery.in_order`. A plugin that fails is named, and the next one is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache, partial
from typing import Any, overload

from attrs import field, frozen

from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Document
from govreport.errors import PluginError
from govreport.language import phrase
from govreport.layouts.glued_labels import without_glued
from govreport.layouts.separated import SeparatedLayout
from govreport.model import Choice
from govreport.plugins import calling
from govreport.plugins.calling import Problem
from govreport.plugins.interfaces import Evidence
from govreport.plugins.registry import Registry, registry
from govreport.tables.collecting import Stretch, stretches_of
from govreport.tables.forms import FormTemplate, TableForm
from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.passages import PassageRow
from govreport.text.cells import Cell
from govreport.text.labels import Vocabulary, vocabulary
from govreport.trace import tracing

_AMBIGUOUS = 0.05


@frozen
class Layouts:
    """The layout that was chosen, and what was noticed on the way.

    Attributes:
        choice: says why it was chosen, when somebody asks.
        plugin: the layout, None when none finds anything.
        stretches: the document as cells and runs of numbers in turn.
        notes: findings about plugins.
    """

    choice: Callable[[], Choice]
    plugin: Any = None
    stretches: Sequence[Stretch] = ()
    notes: list[Diagnostic] = field(factory=list)

    @property
    def cells(self) -> list[Cell]:
        """The cells one by one."""
        found: list[Cell] = []
        for gap, offset, run in self.stretches:
            found += [(text, start + offset, end + offset) for text, start, end in gap.cells]
            if run is not None:
                found += run.places()
        return found


class LazyCells(Sequence[Cell]):
    """The cells of a document, put together when somebody looks at them."""

    def __init__(self, layouts: Layouts) -> None:
        """Nothing is put together yet."""
        self._layouts = layouts

    @cached_property
    def _cells(self) -> list[Cell]:
        return self._layouts.cells

    @overload
    def __getitem__(self, index: int) -> Cell: ...
    @overload
    def __getitem__(self, index: slice) -> list[Cell]: ...
    def __getitem__(self, index: int | slice) -> Cell | list[Cell]:
        """One cell, or several."""
        return self._cells[index]

    def __len__(self) -> int:
        """Number of cells."""
        return len(self._cells)


# -- templates --------------------------------------------------------------------------------


def usable_templates(name: str | None) -> tuple[tuple[FormTemplate, ...], list[Diagnostic]]:
    """The templates to read with, and a finding for each that cannot be used.

    Raises:
        PluginError: ``name`` is given and is no template that can be used.
    """
    from govreport.tables.linting.templates import fault

    family = registry("templates")
    if name is not None:
        template = family.get(name)
        reason = None if family.is_own(template) else fault(template)
        if reason is not None:
            raise PluginError(f"template {family.describe(template)} cannot be used: {reason}")
        return (template,), []
    notes = []
    usable = []
    for template in family.all():
        # The built-in ones are held to this by tests; nobody waits for it.
        reason = None if family.is_own(template) else fault(template)
        if reason is None:
            usable.append(template)
        else:
            where = f"template {family.describe(template)}"
            found = calling.problem("plugin-failed", f"{where} cannot be used: {reason}")
            notes.append(found.diagnostic())
    notes += broken(family.errors)
    return tuple(usable), notes


def broken(errors: dict[str, str]) -> list[Diagnostic]:
    """A finding for each plugin that could not be loaded."""
    return [Problem("plugin-failed", message).diagnostic() for message in errors.values()]


@lru_cache(maxsize=16)
def label_vocabulary(templates: tuple[FormTemplate, ...]) -> Vocabulary:
    """The labels of all tables of the templates."""
    return vocabulary(
        (form.table, terminal, label)
        for template in templates
        for form in template.tables
        for terminal, labels in form.grammar.labels.items()
        for label in labels
    )


# -- layouts ----------------------------------------------------------------------------------


def find_cells(document: Document, words: Vocabulary, name: str | None) -> Layouts:
    """The cells of a document by the layout that explains it best, or by the one that is named.

    Raises:
        PluginError: ``name`` is given and is no layout that can be used, or it fails.
    """
    family = registry("layouts")
    if name is not None:
        plugin = family.get(name)
        found = _stretches(family, plugin, document, words)
        if isinstance(found, Problem):
            raise PluginError(found.message)
        asked = Choice("layout", name, 1.0, reasons=("asked for",))
        return Layouts(lambda: asked, plugin, found)
    ranked, notes = rank_layouts(document)
    for place, (best, plugin) in enumerate(ranked):
        if best.score <= 0:
            break
        found = _stretches(family, plugin, document, words)
        if isinstance(found, Problem):
            notes.append(found.diagnostic())
            continue
        choice = partial(_layout_choice, ranked, place)
        second = ranked[place + 1] if place + 1 < len(ranked) else None
        if second is not None and 0 < second[0].score > best.score - _AMBIGUOUS:
            notes.append(
                Diagnostic(
                    "layout-ambiguous",
                    Severity.INFO,
                    phrase(
                        "layout {name} was chosen, {other} fits nearly as well",
                        name=plugin.name,
                        other=second[1].name,
                    ),
                    hint="name the layout to be sure",
                )
            )
        return Layouts(choice, plugin, found, notes)
    reasons = tuple(f"{other.name}: {_reason(answer)}" for answer, other in ranked)
    none = Choice("layout", "none", 0.0, declined=reasons)
    return Layouts(lambda: none, notes=notes)


def _stretches(
    family: Registry, plugin: Any, document: Document, words: Vocabulary
) -> Sequence[Stretch] | Problem:
    """The cells that a layout finds, in stretches."""
    if (
        isinstance(plugin, SeparatedLayout)
        and type(plugin).cells is SeparatedLayout.cells
        and family.is_own(plugin)
    ):
        found: Sequence[Stretch] = list(plugin.stretches(document, words))
    else:
        cells = calling.cells(family, plugin, document, words)
        if isinstance(cells, Problem):
            return cells
        found = list(stretches_of(without_glued(cells, words)))
    trace = tracing()
    if trace is not None:
        trace.layout, trace.vocabulary = plugin.name, words
        trace.cells = Layouts(lambda: Choice("layout", plugin.name, 0.0), plugin, found).cells
    return found


def rank_layouts(document: Document) -> tuple[list[tuple[Evidence, Any]], list[Diagnostic]]:
    """The layouts by how well they explain a document, and a finding for each that failed."""
    family = registry("layouts")
    notes: list[Diagnostic] = []
    ranked: list[tuple[Evidence, Any]] = []
    trace = tracing()
    for plugin in family.all():
        evidence = calling.evidence(family, plugin, document)
        if isinstance(evidence, Problem):
            notes.append(evidence.diagnostic())
        else:
            ranked.append((evidence, plugin))
        if trace is not None:
            trace.layouts.append(calling.asked(plugin, evidence))
    ranked.sort(key=_evidence_score, reverse=True)
    return ranked, notes + broken(family.errors)


def _evidence_score(pair: tuple[Evidence, Any]) -> float:
    return pair[0].score


def _layout_choice(ranked: Sequence[tuple[Evidence, Any]], place: int) -> Choice:
    best, plugin = ranked[place]
    rest = ranked[place + 1 :]
    second = rest[0] if rest and rest[0][0].score > 0 else None
    margin = best.score - (second[0].score if second else 0.0)
    failed = [f"{other.name}: failed ({answer.score:.2f})" for answer, other in ranked[:place]]
    declined = [f"{other.name}: {_reason(answer)} ({answer.score:.2f})" for answer, other in rest]
    return Choice(
        "layout",
        plugin.name,
        round(best.score, 3),
        second[1].name if second else None,
        round(margin, 3),
        best.found,
        (*failed, *declined),
    )


def _reason(answer: Evidence) -> str:
    """Why a candidate declined, or what it found."""
    return f"no {', '.join(answer.missing)}" if answer.missing else ", ".join(answer.found)


# -- forms ------------------------------------------------------------------------------------


@frozen
class Candidate:
    """A form that could be that of a table: the share of the table's labels that are its own."""

    score: float
    form: TableForm
    template: FormTemplate


def rank_forms(
    table: str, rows: Sequence[LabelledRow | PassageRow], templates: Sequence[FormTemplate]
) -> list[Candidate]:
    """The forms of a table, the one whose labels explain most of its labels first."""
    passages = [row.passage for row in rows if isinstance(row, PassageRow)]
    others = [row for row in rows if isinstance(row, LabelledRow) and row.matches]
    keys = [row.reading.key for row in others if row.reading]
    printed = sum([len(passage.keys) for passage in passages]) + sum(
        any(match.table == table for match in row.matches or ()) for row in others
    )
    found = []
    for form, template in forms_of(table, tuple(templates)):
        known = keys_of(form)
        own = sum([passage.share(known) for passage in passages])
        if keys:
            own += sum(key in known for key in keys)
        found.append(Candidate(own / max(1, printed), form, template))
    found.sort(key=_score, reverse=True)
    return found


def _score(candidate: Candidate) -> float:
    return candidate.score


@lru_cache(maxsize=256)
def siblings_of(form: TableForm, templates: tuple[FormTemplate, ...]) -> tuple[TableForm, ...]:
    """The other forms of the same table."""
    return tuple(other for other, _ in forms_of(form.table, templates) if other is not form)


@lru_cache(maxsize=256)
def forms_of(
    table: str, templates: tuple[FormTemplate, ...]
) -> list[tuple[TableForm, FormTemplate]]:
    """Each form of a table once, with the first template that has it."""
    found: dict[TableForm, FormTemplate] = {}
    for template in templates:
        for form in template.tables:
            if form.table == table:
                found.setdefault(form, template)
    return list(found.items())


def form_choice(table: str, ranked: Sequence[Candidate], place: int) -> Choice:
    """Why the form at ``place`` of the ranking reads the table."""
    best, rest = ranked[place], ranked[place + 1 :]
    second = rest[0] if rest else None
    margin = best.score - second.score if second else best.score
    failed = [f"{other.form.form}: failed" for other in ranked[:place]]
    return Choice(
        f"template:{table}",
        best.form.form or "official",
        round(best.score, 3),
        (second.form.form or "official") if second else None,
        round(margin, 3),
        (f"{best.score:.0%} of the table's labels are its own",),
        (*failed, *(f"{other.form.form}: {other.score:.0%} of the labels" for other in rest)),
    )


@lru_cache(maxsize=64)
def keys_of(form: TableForm) -> frozenset[str]:
    """The keys of all labels of a form."""
    labels = [label for found in form.grammar.labels.values() for label in found]
    return frozenset(vocabulary(("", "", label) for label in labels).entries)


def is_evident(
    form: TableForm, siblings: Sequence[TableForm], rows: Sequence[LabelledRow | PassageRow]
) -> bool:
    """Whether some printed label belongs to this form, and to no form with other columns."""
    own = _own_keys(form, tuple(siblings))
    return any(
        row.passage.share(own)
        if isinstance(row, PassageRow)
        else row.reading is not None and row.reading.key in own
        for row in rows
    )


@lru_cache(maxsize=64)
def _own_keys(form: TableForm, siblings: tuple[TableForm, ...]) -> frozenset[str]:
    return keys_of(form).difference(*(keys_of(o) for o in siblings if _differ(form, o)))


def _differ(form: TableForm, other: TableForm) -> bool:
    """Whether the forms have other columns in a row of both; an extension has the same."""
    shared = form.grammar.row_labels.keys() & other.grammar.row_labels.keys()
    return any(form.columns_of(path) != other.columns_of(path) for path in shared)
