"""The conformance suite catches what it is there to catch: each class of fault, planted."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from attrs import evolve

from govreport.document import Document
from govreport.errors import GovReportError
from govreport.layouts.markdown import Markdown
from govreport.layouts.piped_rows import PipedRows
from govreport.plugins.registry import Evidence
from govreport.readers.text import TextReader
from govreport.tables.forms import FormTemplate, TableContext, TableForm
from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.official_tables import TableReader
from govreport.tables.outcome import TableReading
from govreport.tables.table_finder import Claim
from govreport.templates.official import DISCLOSURE_2021, FORM_2021
from govreport.testing.conformance import (
    LayoutConformance,
    ReaderConformance,
    TemplateConformance,
)
from govreport.text.cells import BLANK, read_cell
from govreport.views.text import Page, print_page

Change = Callable[[TableReading], None]


def spoilt(change: Change) -> FormTemplate:
    """The 2021 form with a reader of its own that does something wrong to table 二."""

    def read(form: TableForm, rows: Sequence[LabelledRow], context: TableContext) -> TableReading:
        reading = TableReader(form, context).read(rows)
        change(reading)
        return reading

    return with_table(evolve(DISCLOSURE_2021, reader=read))


def with_table(form: TableForm, **changes: Any) -> FormTemplate:
    """The 2021 form with another table 二."""
    return evolve(FORM_2021, tables=(form, *FORM_2021.tables[1:]), **changes)


def fails(suite: type[Any], plugin: Any, *expected: str) -> None:
    """The named tests of a suite fail for a plugin, and for the reason that it is wrong."""
    case = type("Case", (suite,), {"plugin": plugin})()
    caught = []
    for name in expected:
        with pytest.raises((AssertionError, GovReportError, LookupError)):
            getattr(case, name)()
        caught.append(name)

    assert caught == list(expected)


def drop_row(reading: TableReading) -> None:
    if len(reading.rows) > 1:
        del reading.rows[1]


def shift_columns(reading: TableReading) -> None:
    for index, row in enumerate(reading.rows):
        if len(row.slots) > 1:
            reading.rows[index] = evolve(row, slots=(*row.slots[1:], row.slots[0]))  # type: ignore[misc]


def blank_to_zero(reading: TableReading) -> None:
    for index, row in enumerate(reading.rows):
        slots = tuple(("0", s[1], s[2], read_cell("0")) if s[0] == BLANK else s for s in row.slots)
        reading.rows[index] = evolve(row, slots=slots)  # type: ignore[misc]


def move_offsets(reading: TableReading) -> None:
    for index, row in enumerate(reading.rows):
        slots = tuple((s[0], s[1] + 1, s[2] + 1, s[3]) for s in row.slots)
        reading.rows[index] = evolve(row, slots=slots)  # type: ignore[misc]


def swap_rows(reading: TableReading) -> None:
    if len(reading.rows) > 1:
        first, second, *rest = reading.rows
        swapped = ((first, second.slots), (second, first.slots))
        reading.rows[:] = [evolve(row, slots=slots) for row, slots in swapped]  # type: ignore[misc]
        reading.rows += rest


def compare_all_pairs(reading: TableReading) -> None:
    text = [note.message for note in reading.notes]
    for first in text:
        for second in text:
            _ = first == second


def break_on_notes(reading: TableReading) -> None:
    if reading.notes:
        raise IndexError("a row that was not expected")


def test_a_template_that_drops_a_row() -> None:
    """A dropped row fails round trip and conservation."""
    fails(TemplateConformance, spoilt(drop_row), "test_round_trip", "test_conservation")


def test_a_template_that_shifts_a_column() -> None:
    """Values in the wrong column fail the round trip, though no number is lost."""
    fails(TemplateConformance, spoilt(shift_columns), "test_round_trip")


def test_a_template_that_swaps_rows() -> None:
    """Values in the wrong row fail the round trip."""
    fails(TemplateConformance, spoilt(swap_rows), "test_round_trip", "test_damage")


def test_a_template_that_turns_blank_into_zero() -> None:
    """A blank cell that becomes 0 is caught."""
    fails(TemplateConformance, spoilt(blank_to_zero), "test_blank_is_not_zero", "test_provenance")


def test_a_template_that_misstates_places() -> None:
    """Offsets that are off by one are caught."""
    fails(TemplateConformance, spoilt(move_offsets), "test_provenance")


def test_a_template_that_raises() -> None:
    """A reader that breaks on damaged tables is caught, although users are protected from it."""
    fails(TemplateConformance, spoilt(break_on_notes), "test_it_never_raises")


def test_a_template_that_is_quadratic() -> None:
    """Work that grows with the square of the rows is caught, whatever the clock says."""

    def read(form: TableForm, rows: Sequence[LabelledRow], context: TableContext) -> TableReading:
        for first in rows:
            for second in rows:
                _ = first is second
        return TableReader(form, context).read(rows)

    template = with_table(evolve(DISCLOSURE_2021, reader=read))

    fails(TemplateConformance, template, "test_time_is_linear")


class _Everything:
    """A claim to a whole document."""

    table = "statistics"
    form = "everything"
    evidence = 1.0

    def __init__(self, document: Document) -> None:
        self.start, self.end = 0, len(document.text)

    def add(self, document: Document, parts: Any) -> None:
        pass


def claim_everything(document: Document, cells: Any, running: bool) -> list[Claim]:
    return [_Everything(document)] if document.text else []


def test_a_template_that_claims_everything() -> None:
    """A template that takes the documents of others is caught."""
    template = FormTemplate("everything", "all", "", (), claim_everything)

    fails(TemplateConformance, template, "test_it_claims_no_other_forms_documents")


def test_a_template_with_the_labels_of_others(tmp_path: Any) -> None:
    """Labels that stand in every report make a form win where it should not."""
    from govreport.grammars import TableGrammar

    path = tmp_path / "greedy.lark"
    path.write_text(
        "%import disclosure_2019 (start)\n"
        '%override column: CONTENT | NEWLY_MADE | HEADING\nHEADING: "二、主动公开政府信息情况"'
        ' | "一、总体情况" | "三、收到和处理政府信息公开申请情况"\n',
        encoding="utf-8",
    )
    from govreport.templates.official import DISCLOSURE_2019

    form = evolve(DISCLOSURE_2019, form="greedy", grammar=TableGrammar(path))
    template = FormTemplate("greedy", "greedy", "", (form,))

    fails(TemplateConformance, template, "test_it_claims_no_other_forms_documents")


def test_a_template_that_does_not_fit_together() -> None:
    """A row without a class is caught before anything is read."""
    template = with_table(evolve(DISCLOSURE_2021, row_type={}))

    fails(TemplateConformance, template, "test_it_has_no_flaws", "test_round_trip")


def test_a_template_for_another_interface() -> None:
    """A plugin for another interface is caught."""
    fails(TemplateConformance, evolve(FORM_2021, interface=2), "test_it_states_itself")


# -- layouts and readers ----------------------------------------------------------------------


class LosesTheLast(PipedRows):
    def cells(self, document: Document, vocabulary: Any) -> Any:
        return [c for c in super().cells(document, vocabulary) if c[0] != "0"]


class ClaimsAll(Markdown):
    name = "claims_all"

    def detect(self, document: Document) -> Evidence:
        return Evidence(1.0, found=("text",))


class Guesses(PipedRows):
    answers = iter(range(10_000))

    def detect(self, document: Document) -> Evidence:
        return Evidence(0.9 - next(self.answers) / 100_000, found=("a guess",))


class Raises(PipedRows):
    def cells(self, document: Document, vocabulary: Any) -> Any:
        if "٣" in document.text:
            raise ValueError("no number")
        return super().cells(document, vocabulary)


class Quadratic(PipedRows):
    def detect(self, document: Document) -> Evidence:
        for index, _ in enumerate(document.text.split("\n")):
            for _ in document.text.split("\n")[:index]:
                pass
        return super().detect(document)


@pytest.mark.parametrize(
    ("layout", "test"),
    [
        (LosesTheLast, "test_conservation"),
        (LosesTheLast, "test_round_trip"),
        (ClaimsAll, "test_it_claims_no_other_layouts_documents"),
        (Guesses, "test_detection_is_pure"),
        (Quadratic, "test_time_is_linear"),
    ],
)
def test_layouts(layout: type[Any], test: str) -> None:
    """Lost cells, greed, impure judgement and quadratic work are caught in layouts."""
    suite = type(
        "Suite", (LayoutConformance,), {"print": lambda _, page: print_page(page, "piped_rows")}
    )

    fails(suite, layout, test)


def test_a_layout_that_raises() -> None:
    """An exception on odd text is caught."""
    case = type("Case", (LayoutConformance,), {"plugin": Raises})()

    with pytest.raises(AssertionError, match="ValueError: no number") as caught:
        case.test_it_never_raises()
    assert len(str(caught.value)) < 100, "the text is shown in its smallest form"


class Files(ReaderConformance):
    format = ("text", "gb18030", "empty", "noise")

    def write(self, page: Page) -> bytes:
        return print_page(page, "piped_rows").encode()


class ClaimsAllFiles(TextReader):
    name = "all_files"

    def detect(self, data: bytes, name: str | None) -> Evidence:
        return Evidence(1.0, found=("bytes",))


class DropsDigits(TextReader):
    def read(self, data: bytes, name: str | None, limits: Any) -> Document:
        document = super().read(data, name, limits)
        return evolve(document, text=document.text.replace("7", ""))


class RaisesOnZip(TextReader):
    def read(self, data: bytes, name: str | None, limits: Any) -> Document:
        if data.startswith(b"PK"):
            raise KeyError("PK")
        return super().read(data, name, limits)


def test_readers() -> None:
    """Greed and lost digits are caught in readers of files."""
    fails(type("Suite", (Files,), {"format": ()}), ClaimsAllFiles, "test_it_claims_no_other_files")
    fails(Files, DropsDigits, "test_round_trip")


def test_a_reader_that_raises() -> None:
    """An exception that is not ours is caught."""
    case = type("Case", (Files,), {"plugin": RaisesOnZip})()

    with pytest.raises(AssertionError, match="KeyError: 'PK' with b'PK'"):
        case.test_it_never_raises()


def test_the_count_of_work_does_not_look_at_the_clock() -> None:
    """Waiting is no work: the same steps are counted however long they take."""
    from govreport.testing.conformance import work

    assert work(lambda: time.sleep(0.02)).total() == work(lambda: time.sleep(0)).total()
