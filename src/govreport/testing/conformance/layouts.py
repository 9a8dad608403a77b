"""The demands on a layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from attrs import evolve

from govreport.api import parse
from govreport.document import Document
from govreport.model import Status
from govreport.pipeline import parse_document
from govreport.plugins.registry import registry
from govreport.records import records
from govreport.tables.selection import label_vocabulary, usable_templates
from govreport.testing.conformance.basics import (
    HOSTILE,
    LINEAR,
    Conformance,
    assert_evidence,
    assert_provenance,
    mutilated,
    skip,
    squeezed,
)
from govreport.testing.conformance.installing import installed, without
from govreport.testing.conformance.pages import example_pages
from govreport.testing.conformance.work import growth
from govreport.testing.judging import judge, printed_values, silent
from govreport.testing.shrinking import assert_never_raises
from govreport.text.cells import BLANK, PAD, ROW_END
from govreport.text.labels import flatten
from govreport.views.text import LAYOUTS, Page, print_page

_MARKS = (BLANK, PAD, ROW_END)


class LayoutConformance(Conformance):
    """Every layout: subclass, set `plugin`, say how a page is printed in it.

    Attributes:
        plugin: the layout.
        lossless: whether the layout shows where a cell begins and ends. Of one that does not
            (numbers without a separator) it is only demanded that nothing is silently wrong.
        keeps_blanks: whether a blank cell can be told from one that is not there; what the layout
            says of itself if not given.
    """

    plugin: Any = None
    lossless: bool = True
    keeps_blanks: bool | None = None

    @property
    def _keeps_blanks(self) -> bool:
        said = self.keeps_blanks
        return bool(getattr(self.it, "keeps_blanks", True)) if said is None else said

    def print(self, page: Page) -> str:
        """A page in this layout, the inverse of `cells`.

        A layout may have a method ``print`` for it; else override this one.
        """
        if self.it.name in LAYOUTS:
            return print_page(page, self.it.name)
        if hasattr(self.it, "print"):
            return str(self.it.print(page))
        skip("the layout has no method print(page), so no documents are known for it")

    def document(self, page: Page) -> Document:
        """The document of a page; override for a layout of more than text."""
        return Document(self.print(page))

    def _documents(self, *, blanks: int = 0) -> Iterator[tuple[Page, Document]]:
        for name in ("2019", "2021"):
            template = registry("templates").get(name)
            for page in example_pages(template, count=2, blanks=blanks):
                yield page, self.document(page)

    # -- detection -------------------------------------------------------------------------------

    def test_it_is_chosen_for_its_own_documents(self) -> None:
        """A page printed in this layout is read with it, by evidence alone."""
        with installed(self.it):
            for _, document in self._documents():
                choice = parse_document(document).provenance.choices[0]
                assert choice.name == self.it.name, f"{choice.name} was chosen instead"

    def test_it_claims_no_other_layouts_documents(self) -> None:
        """Pages in every other layout are read as without it."""
        page = next(example_pages(registry("templates").get("2019"), count=1))
        texts = [print_page(page, name) for name in LAYOUTS if name != self.it.name]
        with without(self.it):
            expected = [(list(records(report)), report.forms) for report in map(parse, texts)]
        with installed(self.it):
            for text, (rows, forms) in zip(texts, expected, strict=True):
                report = parse(text)
                assert report.provenance.choices[0].name != self.it.name, text
                assert (list(records(report)), report.forms) == (rows, forms)

    def test_detection_is_pure(self) -> None:
        """Judging returns evidence, the same each time, and leaves the document alone."""
        plugin = self.it
        for text in (*HOSTILE, *(document.text for _, document in self._documents())):
            document = Document(text)
            first, second = plugin.detect(document), plugin.detect(document)
            assert_evidence(first)
            assert first == second == plugin.detect(Document(text))
            assert document.text == text

    # -- cells -----------------------------------------------------------------------------------

    def test_cells_stand_in_the_document(self) -> None:
        """Cells come in reading order, and each one's text is what stands at its offsets."""
        words = label_vocabulary(usable_templates(None)[0])
        for _, document in self._documents(blanks=10 if self._keeps_blanks else 0):
            position = 0
            for text, start, end in self.it.cells(document, words):
                assert 0 <= start <= end <= len(document.text)
                if text in _MARKS:
                    continue
                assert start >= position, f"{text!r} stands before the cell before it"
                position = start
                there = flatten(squeezed(document.text[start:end]))
                assert _same(there, flatten(squeezed(text))), f"{text!r} reads {there!r}"

    def test_conservation(self) -> None:
        """No number of a table gets lost between the text and the cells."""
        words = label_vocabulary(usable_templates(None)[0])
        for page, document in self._documents():
            printed = Counter(
                cell.text for part in page if hasattr(part, "values") for cell in part.values()
            )
            cells = [text for text, _, _ in self.it.cells(document, words)]
            if self.lossless:
                assert printed - Counter(cells) == Counter()
            else:
                digits = Counter("".join(printed.elements()))
                assert digits - Counter("".join(cells)) == Counter()

    def test_round_trip(self) -> None:
        """Every value comes back in its place; where the layout cannot show it, with a flag."""
        with installed(self.it):
            for page, document in self._documents():
                report = parse_document(document, layout=self.it.name)
                expected = printed_values(page)
                assert silent(judge(report, expected, document.text)) == []
                if self.lossless:
                    found = {record.path: record for record in records(report)}
                    assert {
                        path: found[path].value for path in expected if path in found
                    } == expected
                    assert {r.status for r in found.values()} <= {Status.READ, Status.BLANK}

    def test_blank_is_not_zero(self) -> None:
        """A blank cell never becomes a number, and never moves one.

        Of a layout that shows neither cells nor blanks nothing can be demanded here: digits
        that close up over a blank cell may be a whole row.
        """
        if not (self.lossless or self._keeps_blanks):
            return
        with installed(self.it):
            for page, document in self._documents(blanks=15):
                report = parse_document(document, layout=self.it.name)
                assert silent(judge(report, printed_values(page), document.text)) == []

    def test_provenance(self) -> None:
        """What a record says was printed stands at its place in the document."""
        with installed(self.it):
            for _, document in self._documents():
                assert_provenance(parse_document(document, layout=self.it.name), document)

    # -- safety ----------------------------------------------------------------------------------

    def test_it_never_raises(self) -> None:
        """Judging and finding cells work on any text, also one of another layout."""
        words = label_vocabulary(usable_templates(None)[0])
        _, sample = next(self._documents())

        def judge_and_find(text: str) -> None:
            self.it.detect(Document(text))
            list(self.it.cells(Document(text), words))

        for text in (*HOSTILE, *mutilated(sample.text, 30)):
            assert_never_raises(judge_and_find, text)

    def test_time_is_linear(self) -> None:
        """Twice the text costs twice the work, for judging and for the cells."""
        words = label_vocabulary(usable_templates(None)[0])
        _, sample = next(self._documents())

        def judge_and_read(count: int) -> None:
            document = evolve(sample, text=sample.text * count)
            self.it.detect(document)
            list(self.it.cells(document, words))

        found, where = growth(judge_and_read, [2, 4, 8])
        assert found < LINEAR, f"the work for twice the text grows {found:.1f} times at {where}"


def _same(there: str, text: str) -> bool:
    """A cell is what stands there; a layout may leave out the marks that part cells."""
    return text == there or text == there.replace("|", "") or text in there
