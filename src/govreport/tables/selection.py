"""Which plugins read a document: templates that can be used, the layout, the form of each table.

Choice is by evidence. Layouts judge the document and the highest score is asked for the cells.
Forms are chosen for each table by its labels: a form's score is the share of the table's known
labels that are labels of this form, so a form with a row more wins where that row is printed,
and only there. At equal scores the built-in plugin comes first, then the order of
`govreport.plugins.discovery.in_order`. A plugin that fails is named, and the next one is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from attrs import field, frozen

from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Document
from govreport.errors import PluginError
from govreport.model import Choice
from govreport.plugins import calling
from govreport.plugins.calling import Problem
from govreport.plugins.registry import Evidence, registry
from govreport.tables.form_checks import fault
from govreport.tables.forms import FormTemplate, TableForm
from govreport.tables.labelled_rows import Strip
from govreport.text.cells import Cell
from govreport.text.labels import Vocabulary, vocabulary
from govreport.trace import tracing

_AMBIGUOUS = 0.05


@frozen
class Layouts:
    """The layout that was chosen, its cells, and what was noticed on the way.

    ``plugin`` is None when no layout finds anything.
    """

    choice: Choice
    plugin: Any = None
    cells: Sequence[Cell] = ()
    notes: list[Diagnostic] = field(factory=list)


# -- templates --------------------------------------------------------------------------------


def usable_templates(name: str | None) -> tuple[tuple[FormTemplate, ...], list[Diagnostic]]:
    """The templates to read with, and a finding for each that cannot be used.

    Raises:
        PluginError: ``name`` is given and is no template that can be used.
    """
    family = registry("templates")
    if name is not None:
        template = family.get(name)
        reason = fault(template)
        if reason is not None:
            raise PluginError(f"template {family.describe(template)} cannot be used: {reason}")
        return (template,), []
    notes = []
    usable = []
    for template in family.all():
        reason = fault(template)
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
        found = calling.cells(family, plugin, document, words)
        if isinstance(found, Problem):
            raise PluginError(found.message)
        _trace_cells(name, found, words)
        return Layouts(Choice("layout", name, 1.0, reasons=("asked for",)), plugin, found)
    ranked, notes = rank_layouts(document)
    for place, (best, plugin) in enumerate(ranked):
        if best.score <= 0:
            break
        found = calling.cells(family, plugin, document, words)
        if isinstance(found, Problem):
            notes.append(found.diagnostic())
            continue
        _trace_cells(plugin.name, found, words)
        choice = _layout_choice(ranked, place)
        if choice.runner_up is not None and choice.margin < _AMBIGUOUS:
            notes.append(
                Diagnostic(
                    "layout-ambiguous",
                    Severity.INFO,
                    f"layout {choice.name} was chosen, {choice.runner_up} fits nearly as well",
                    hint="name the layout to be sure",
                )
            )
        return Layouts(choice, plugin, found, notes)
    reasons = tuple(f"{other.name}: {_reason(answer)}" for answer, other in ranked)
    return Layouts(Choice("layout", "none", 0.0, declined=reasons), notes=notes)


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
    ranked.sort(key=lambda pair: pair[0].score, reverse=True)
    return ranked, notes + broken(family.errors)


def _trace_cells(layout: str, cells: Sequence[Cell], words: Vocabulary) -> None:
    trace = tracing()
    if trace is not None:
        trace.layout, trace.cells, trace.vocabulary = layout, cells, words


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
    table: str, strips: Sequence[Strip], templates: Sequence[FormTemplate]
) -> list[Candidate]:
    """The forms of a table, the one whose labels explain most of its labels first."""
    keys = [strip.reading.key for strip in strips if strip.matches and strip.reading]
    printed = sum(
        strip.matches is not None and any(match.table == table for match in strip.matches)
        for strip in strips
    )
    found = []
    for form, template in forms_of(table, templates):
        known = keys_of(form)
        found.append(Candidate(sum(key in known for key in keys) / max(1, printed), form, template))
    found.sort(key=lambda candidate: candidate.score, reverse=True)
    return found


def forms_of(table: str, templates: Sequence[FormTemplate]) -> list[tuple[TableForm, FormTemplate]]:
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


def is_evident(form: TableForm, siblings: Sequence[TableForm], strips: Sequence[Strip]) -> bool:
    """Whether some printed label belongs to this form, and to no form with other columns."""
    own = _own_keys(form, tuple(siblings))
    return any(strip.reading is not None and strip.reading.key in own for strip in strips)


@lru_cache(maxsize=64)
def _own_keys(form: TableForm, siblings: tuple[TableForm, ...]) -> frozenset[str]:
    return keys_of(form).difference(*(keys_of(o) for o in siblings if _differ(form, o)))


def _differ(form: TableForm, other: TableForm) -> bool:
    """Whether the forms have other columns in a row of both; an extension has the same."""
    shared = form.grammar.row_labels.keys() & other.grammar.row_labels.keys()
    return any(form.columns_of(path) != other.columns_of(path) for path in shared)
