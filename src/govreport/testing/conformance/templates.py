"""The demands on a template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any

from govreport.api import parse
from govreport.diagnostics import Severity
from govreport.document import Document
from govreport.errors import UnrecognisedReport
from govreport.export.serialize import from_dict, from_json, to_dict, to_json
from govreport.model import AnnualReport, Status, Value
from govreport.model.tables import NAMED, OFFICIAL
from govreport.pipeline import parse_document
from govreport.records import records
from govreport.tables.forms import FormTemplate
from govreport.tables.indicators.form import IndicatorTemplate
from govreport.testing.conformance.basics import (
    HOSTILE,
    LINEAR,
    Conformance,
    assert_provenance,
    mutilated,
)
from govreport.testing.conformance.installing import installed, without
from govreport.testing.conformance.pages import PROSE, TITLE, example_pages
from govreport.testing.conformance.work import growth
from govreport.testing.damage import DAMAGES, Damage, damaged_page, damaged_text
from govreport.testing.judging import Outcome, judge, printed_values, silent
from govreport.testing.nearby import nothing_nearby
from govreport.testing.shrinking import assert_never_raises
from govreport.views.text import LAYOUTS, Page, PrintedLine, PrintedTable, print_page

_TABLES = (*(f"{table}." for table in OFFICIAL), f"{NAMED}.")


class TemplateConformance(Conformance):
    """Every template: subclass, set `plugin`, and pytest runs these tests.

    Attributes:
        plugin: the template, a `FormTemplate`.
        layouts: the layouts in which its tables are printed and read back.
        examples: how many fillings of its tables each test tries.
        undemanded: damages (`govreport.testing.DAMAGES`) that the tables do not survive, each
            with the reason; for readers of their own. All others are demanded.
    """

    plugin: Any = None
    layouts: tuple[str, ...] = tuple(name for name in LAYOUTS if name != "glued")
    examples: int = 4
    undemanded: Mapping[str, str] = {}

    # -- documents -------------------------------------------------------------------------------

    def pages(self, *, count: int | None = None, blanks: int = 0) -> Iterator[Page]:
        """Pages with the template's tables; override for a template that prints otherwise."""
        yield from example_pages(self.it, count=count or self.examples, blanks=blanks)

    def text(self, layout: str = "piped_rows", *, blanks: int = 0) -> str:
        """One of the pages as text."""
        return print_page(next(self.pages(count=1, blanks=blanks)), layout)

    def _printed(self, *, blanks: int = 0) -> Iterator[tuple[str, Page, str]]:
        """Each page in one layout after the other: layout, page, text."""
        for number, page in enumerate(self.pages(blanks=blanks)):
            for step in range(2):
                layout = self.layouts[(2 * number + step) % len(self.layouts)]
                yield layout, page, print_page(page, layout)

    # -- the template itself ---------------------------------------------------------------------

    def test_its_grammar_accepts_its_rows(self) -> None:
        """Lark builds each grammar, and it accepts each row alone and all rows in order."""
        for form in _forms(self.it):
            grammar = form.grammar
            for row in grammar.rows:
                assert _feeds(grammar, [row]), f"{grammar.path.name} does not accept {row.path}"
            for rows in _in_order(form):
                assert _feeds(grammar, rows), f"{grammar.path.name} does not accept its own order"

    # -- detection -------------------------------------------------------------------------------

    def test_it_is_chosen_for_its_own_documents(self) -> None:
        """A page of its tables is read with its forms, by evidence, in every layout."""
        with installed(self.it):
            for layout, page, text in self._printed():
                forms = parse(text).forms
                for table, names in _names(self.it).items():
                    if table in _tables_of(page):
                        found = forms.of(table)
                        assert found in names, f"{layout}: {table} was read as {found}"

    def test_it_claims_no_other_forms_documents(self) -> None:
        """Pages of every other template, and pages without a table, are read as without it."""
        with without(self.it) as others:
            texts = [TITLE + "\n" + PROSE, *_other_documents(others.all(), self.layouts)]
            expected = [_outcome(text) for text in texts]
        with installed(self.it):
            for text, outcome in zip(texts, expected, strict=True):
                assert _outcome(text) == outcome, f"with the template it is read otherwise: {text}"

    def test_reading_is_deterministic(self) -> None:
        """The same document gives the same report, whatever was read before it."""
        with installed(self.it):
            texts = [text for _, _, text in self._printed()]
            first = [_outcome(text) for text in texts]
            second = [_outcome(text) for text in reversed(texts)]

        assert first == second[::-1]

    # -- values ----------------------------------------------------------------------------------

    def test_round_trip(self) -> None:
        """Every value that is printed is read in its own place, and nothing else is."""
        with installed(self.it):
            for layout, page, text in self._printed():
                expected = printed_values(page)
                found = {r.path: r for r in records(parse(text)) if r.path.startswith(_TABLES)}
                assert expected, "the page prints no value"
                assert {path: record.value for path, record in found.items()} == expected, layout
                doubted = [r.path for r in found.values() if r.status is not Status.READ]
                assert doubted == [], f"{layout}: not read with certainty"

    def test_blank_is_not_zero(self) -> None:
        """A blank cell is None with status blank, in its own column; no number moves into it."""
        with installed(self.it):
            for page in self.pages(blanks=15):
                expected = printed_values(page)
                text = print_page(page, "markdown")
                report = parse(text)
                verdicts = judge(report, expected, text)
                assert silent(verdicts) == []
                for record in records(report):
                    if record.path in expected and expected[record.path] is None:
                        assert record.value is None, f"{record.path} is blank, not {record.value}"

    def test_damage(self) -> None:
        """After any damage of published texts each value is right, or said to be doubtful."""
        with installed(self.it):
            for number, damage in enumerate(self.damages()):
                for page in self.pages(count=2):
                    for layout in ("piped_rows", "markdown"):
                        self._assert_damage(page, layout, damage, 7 * number + 3)

    def damages(self) -> list[Damage]:
        """The damages that are demanded."""
        left_out = dict(self.undemanded)
        if isinstance(self.it, IndicatorTemplate):
            left_out |= KNOWN_BY_HEADER
        return [damage for damage in DAMAGES if damage.name not in left_out]

    def _assert_damage(self, page: Page, layout: str, damage: Damage, choice: int) -> None:
        text = damaged_text(page, layout, [(damage, choice)])
        expected = printed_values(damaged_page(page, [(damage, choice)]))
        try:
            report = parse(text)
        except UnrecognisedReport:
            return
        found = nothing_nearby(report, judge(report, expected, text))
        if damage.loses and damage.text is not None:  # what is gone cannot be missed
            found = [v for v in found if v.outcome is Outcome.WRONG_SILENTLY]
            found = [] if damage.name in _LOSES_HEADERS else found
        assert found == [], f"{damage.name} ({damage.source}) in {layout}, silently:\n{text}"

    def test_conservation(self) -> None:
        """Each number of a table is in exactly one record: placed, extra, or unplaced."""
        with installed(self.it):
            for layout, page, text in self._printed():
                printed = Counter(_numbers(printed_values(page)))
                read = Counter(
                    record.value
                    for record in records(parse(text))
                    if not record.path.startswith("narrative.")
                )
                del read[None]
                assert read == printed, layout

    # -- safety ----------------------------------------------------------------------------------

    def test_it_never_raises(self) -> None:
        """Whatever the text, nothing but `UnrecognisedReport` comes out, and no plugin fails."""
        with installed(self.it):
            for text in (
                *HOSTILE,
                *mutilated(self.text(), 30),
                *mutilated(self.text("markdown"), 10),
            ):
                assert_never_raises(_read_all, text)

    def test_time_is_linear(self) -> None:
        """Twice the rows cost twice the work, not four times: counted in steps, not seconds."""
        text = self.text()
        with installed(self.it):
            found, where = growth(parse, [text * count for count in (2, 4, 8)])

        assert found < LINEAR, f"the work for twice the text grows {found:.1f} times at {where}"

    # -- what is kept ----------------------------------------------------------------------------

    def test_provenance(self) -> None:
        """What a record says was printed stands at its place in the document."""
        with installed(self.it):
            for _, _, text in self._printed(blanks=10):
                document = Document(text)
                assert_provenance(parse_document(document), document)

    def test_serialisation(self) -> None:
        """The report comes back from plain data and from JSON as it was, values and classes."""
        with installed(self.it):
            for _, _, text in self._printed():
                report = parse(text)
                again = from_json(to_json(report))
                assert from_dict(to_dict(report)) == report
                assert again == report
                assert list(records(again)) == list(records(report))
                assert again.diagnostics == report.diagnostics

    def test_the_schema_describes_it(self) -> None:
        """What it serialises to is valid by the JSON Schema (where jsonschema is installed)."""
        try:
            from jsonschema import Draft202012Validator
        except ImportError:
            return
        from govreport.export.serialize import json_schema

        with installed(self.it):
            validator = Draft202012Validator(json_schema())
            for _, _, text in self._printed():
                errors = [error.message for error in validator.iter_errors(to_dict(parse(text)))]
                assert errors == []


def _read_all(text: str) -> None:
    with suppress(UnrecognisedReport):
        list(records(parse(text)))


_LOSES_HEADERS = frozenset({"beginning-lost", "repeated-lines-removed"})
"""Damages after which the judge cannot know what a reader could know."""

KNOWN_BY_HEADER = dict.fromkeys(
    (
        "header-cut",
        "heading-end-lost",
        "heading-lost",
        "header-lost",
        "header-repeated",
        "label-broken",
        "decoy",
    ),
    "a list of indicators is known by its header",
)
"""Damages that lists of indicators do not survive."""


def _forms(template: FormTemplate) -> list[Any]:
    return [template] if isinstance(template, IndicatorTemplate) else list(template.tables)


def _in_order(form: Any) -> list[list[Any]]:
    """All rows of a form, once for each of the sets that exclude one another."""
    rows = list(form.grammar.rows)
    exclusive = getattr(form, "exclusive", ())
    every = frozenset().union(*(paths for _, paths in exclusive))
    sets = [paths for _, paths in exclusive] or [frozenset()]
    return [[row for row in rows if row.path not in every - paths] for paths in sets]


class _Token:
    def __init__(self, name: str) -> None:
        self.type = name
        self.path: str | None = None


def _feeds(grammar: Any, rows: list[Any]) -> bool:
    parser = grammar.parser()
    return all(parser.feed(_Token(row.terminal)) and parser.feed(_Token("VALUES")) for row in rows)


def _names(template: FormTemplate) -> dict[str, set[str]]:
    """Table -> the names under which the template's form of it may be noted."""
    if isinstance(template, IndicatorTemplate):
        return {"statistics": {template.name}}
    return {
        form.table: {form.form, *(name for name, _ in form.exclusive)} for form in template.tables
    }


def _tables_of(page: Page) -> set[str]:
    return {part.identifier for part in page if isinstance(part, PrintedTable)}


def _other_documents(templates: list[FormTemplate], layouts: tuple[str, ...]) -> Iterator[str]:
    for template in templates:
        for number, page in enumerate(example_pages(template, count=2)):
            yield print_page(page, layouts[number % len(layouts)])
            yield print_page(_with_prose(page), layouts[-1 - number % len(layouts)])


def _with_prose(page: Page) -> Page:
    """The page with sections before and after its tables."""
    before = PrintedLine("一、总体情况", "heading"), PrintedLine(PROSE)
    after = PrintedLine("五、存在的主要问题及改进情况", "heading"), PrintedLine(PROSE)
    return (*page[:1], *before, *page[1:], *after)


def _outcome(text: str) -> tuple[AnnualReport, list[Any], list[Any]] | str:
    """All that a reading says, to compare it with another."""
    try:
        report = parse(text)
    except UnrecognisedReport as error:
        return error.message
    findings = [d for d in report.diagnostics if d.severity is not Severity.INFO]
    return report, list(records(report)), findings


def _numbers(expected: Mapping[str, Value]) -> Iterator[Value | Decimal]:
    for value in expected.values():
        if value is not None:
            yield value
