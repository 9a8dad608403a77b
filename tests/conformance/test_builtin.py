"""The built-in plugins keep to the conformance suite, like any other plugin."""

from __future__ import annotations

import html
import io
import json
import zipfile
from collections.abc import Iterator

import pytest

from govreport.document import Document
from govreport.grammars import builtin_grammar
from govreport.layouts.bare_cells import BareCells
from govreport.layouts.delimited import DelimitedRows
from govreport.layouts.grid import GridLayout
from govreport.layouts.inline import Glued, LabelledLines, Spaced
from govreport.layouts.markdown import Markdown
from govreport.layouts.piped_cells import PipedCells
from govreport.layouts.piped_rows import PipedRows
from govreport.layouts.ruled import RuledText
from govreport.layouts.tabs import TabbedRows
from govreport.readers.html import HtmlReader
from govreport.readers.limits import DEFAULT
from govreport.readers.text import TextReader
from govreport.tables.indicators.form import IndicatorTemplate
from govreport.templates.free_form import FREE_FORM
from govreport.templates.national import FORM_2014
from govreport.templates.official import FORM_2019, FORM_2021
from govreport.testing.conformance import (
    LayoutConformance,
    ReaderConformance,
    TemplateConformance,
)
from govreport.testing.conformance.pages import indicator_page
from govreport.testing.conformance.templates import KNOWN_BY_HEADER
from govreport.testing.filling import Filling
from govreport.views.text import Page, PrintedTable, print_page


class BuiltInTemplate(TemplateConformance):
    """A template whose golden documents are those of tests/golden; and so of the others."""

    test_golden_documents = None  # type: ignore[assignment]


class BuiltInLayout(LayoutConformance):
    test_golden_documents = None  # type: ignore[assignment]


class BuiltInReader(ReaderConformance):
    test_golden_documents = None  # type: ignore[assignment]


# -- templates --------------------------------------------------------------------------------


class TestForm2019(BuiltInTemplate):
    plugin = FORM_2019


class TestForm2021(BuiltInTemplate):
    plugin = FORM_2021


class TestForm2014(BuiltInTemplate):
    plugin = FORM_2014
    undemanded = KNOWN_BY_HEADER

    def pages(self, *, count: int | None = None, blanks: int = 0) -> Iterator[Page]:
        """The national table, as a list of indicators with one column."""
        grammar = builtin_grammar("statistics")
        listed = IndicatorTemplate(name="2014", description="", years="", grammar=grammar)
        for seed in range(count or self.examples):
            yield indicator_page(listed, Filling(seed=seed, blanks=blanks))


def test_every_template_is_tested() -> None:
    """No template is registered that this file does not know."""
    from govreport.plugins.registry import registry

    assert registry("templates").all() == [FORM_2014, FORM_2019, FORM_2021, FREE_FORM]


# -- layouts ----------------------------------------------------------------------------------


class TestPipedRows(BuiltInLayout):
    plugin = PipedRows


class TestPipedCells(BuiltInLayout):
    plugin = PipedCells


class TestTabbedRows(BuiltInLayout):
    plugin = TabbedRows


class TestDelimitedRows(BuiltInLayout):
    plugin = DelimitedRows


class TestRuledText(BuiltInLayout):
    plugin = RuledText


class TestBareCells(BuiltInLayout):
    plugin = BareCells


class TestMarkdown(BuiltInLayout):
    plugin = Markdown


class TestLabelledLines(BuiltInLayout):
    plugin = LabelledLines
    keeps_blanks = False


class TestSpaced(BuiltInLayout):
    plugin = Spaced
    keeps_blanks = False


class TestGlued(BuiltInLayout):
    plugin = Glued
    lossless = False
    keeps_blanks = False


def as_html(page: Page) -> bytes:
    """A page of the web with real tables."""
    parts = []
    for part in page:
        if isinstance(part, PrintedTable):
            rows = (
                "".join(f"<td>{html.escape(cell.text)}</td>" for cell in row) for row in part.rows
            )
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            parts.append(f"<p>{html.escape(part.text)}</p>")
    return f"<html><meta charset=utf-8><body>{''.join(parts)}</body></html>".encode()


class TestGrid(BuiltInLayout):
    plugin = GridLayout

    def print(self, page: Page) -> str:
        return self.document(page).text

    def document(self, page: Page) -> Document:
        pytest.importorskip("selectolax")
        return HtmlReader().read(as_html(page), None, DEFAULT)


# -- readers ----------------------------------------------------------------------------------


class TestText(BuiltInReader):
    plugin = TextReader
    format = ("text", "gb18030", "empty", "noise")

    def write(self, page: Page) -> bytes:
        return print_page(page, "piped_rows").encode("gb18030")


class TestHtml(BuiltInReader):
    plugin = HtmlReader
    format = ("html",)

    def write(self, page: Page) -> bytes:
        pytest.importorskip("selectolax")
        return as_html(page)


def test_archives_hold_what_their_readers_open() -> None:
    """The readers of archives yield members, so the suite for single files is not theirs."""
    from govreport.readers.archives import JsonLinesReader, ZipReader

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "规章 | 1 | 2 | 3 |\n")
    line = json.dumps({"text": "规章"}).encode()

    assert [m.entry for m in ZipReader().members(packed, DEFAULT)] == ["a.txt"]
    assert [m.entry for m in JsonLinesReader().members(io.BytesIO(line), DEFAULT)] == ["line 1"]
