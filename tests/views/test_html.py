"""The page for people."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser

import attrs
import pytest

from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Document
from govreport.errors import MissingExtra
from govreport.model import AnnualReport
from govreport.records import records
from govreport.views.pages import render_html_view
from govreport.views.pages.environment import environment, inline_hash
from govreport.views.pages.words import STATUSES

Made = tuple[AnnualReport, Document]
VOID = {"meta", "br", "link", "img"}


class Page(HTMLParser):
    """Checks nesting and gathers tags, attributes and the text of anchors."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.titles: list[str] = []
        self.feed(page)
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def values(self, tag: str, name: str) -> list[str]:
        return [v for t, n, v in self.attributes if (t, n) == (tag, name)]


@pytest.mark.parametrize("fixture", ["made_2019", "made_2021"])
def test_every_record_is_on_the_page(fixture: str, request: pytest.FixtureRequest) -> None:
    """Each record has its cell, whose tip gives path, printed text, status and place."""
    report, document = request.getfixturevalue(fixture)
    page = Page(render_html_view(report, document))
    tips = page.values("td", "title") + page.values("a", "title")
    found = {tip.split("\n")[0]: tip for tip in tips if "\n" in tip}

    for record in records(report):
        if record.path.startswith("narrative."):
            continue
        tip = found.pop(record.path)
        assert f"status: {STATUSES[record.status]}" in tip
        assert f"printed: {record.raw or 'nothing'}" in tip
        assert f":{record.span.line}:{record.span.column}" in tip  # type: ignore[union-attr]
    assert found == {}


@pytest.mark.parametrize("fixture", ["made_2019", "made_2021"])
def test_links_lead_somewhere(fixture: str, request: pytest.FixtureRequest) -> None:
    """Each link inside the page has its target, and no identifier is given twice."""
    page = Page(render_html_view(*request.getfixturevalue(fixture)))
    identifiers = [value for _, name, value in page.attributes if name == "id"]

    assert {link[1:] for link in page.values("a", "href")} <= set(identifiers)
    assert len(identifiers) == len(set(identifiers))


def test_the_page_fetches_and_runs_nothing(made_2019: Made) -> None:
    """No script, no image, no address outside the page; a policy forbids them besides."""
    text = render_html_view(*made_2019)
    page = Page(text)

    assert not {"script", "img", "link", "iframe", "object"} & page.tags
    assert not re.search(r"https?:|url\(|@import|\bon\w+=", text)
    (policy,) = [text for text in page.values("meta", "content") if "default-src" in text]
    style = text.partition("<style>")[2].partition("</style>")[0]
    assert policy == f"default-src 'none'; style-src '{inline_hash(style)}'"
    assert "style" not in {name for _, name, _ in page.attributes}


def test_words_of_the_report_cannot_become_markup(made_2019: Made) -> None:
    """Everything that a document can say is escaped, in text and in attributes."""
    hostile = "\"'><script>alert(1)</script><img src=x onerror=y>&"
    document = Document(hostile * 3)
    finding = Diagnostic(
        hostile, Severity.ERROR, hostile, document.span(0, 4), hint=hostile, path=hostile
    )
    report, _ = made_2019
    rows = tuple(
        attrs.evolve(row, raws=tuple(hostile for _ in row.raws)) for row in report.provenance.rows
    )
    unplaced = tuple(
        attrs.evolve(item, raw=hostile, label=hostile, table=hostile) for item in report.unplaced
    )
    report = attrs.evolve(
        report,
        title=hostile,
        agency=hostile,
        unplaced=unplaced,
        diagnostics=(finding,),
        narrative=tuple(attrs.evolve(f, sentence=hostile, unit=hostile) for f in report.narrative),
        provenance=attrs.evolve(
            report.provenance,
            rows=rows,
            source=attrs.evolve(report.provenance.source, name=hostile, encoding=hostile),
        ),
    )
    page = Page(render_html_view(report, document))

    assert not {"script", "img"} & page.tags
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]


def test_a_lone_surrogate_does_not_break_the_page() -> None:
    """Text from a broken source can always be written as UTF-8."""
    page = render_html_view(AnnualReport(title="a\udcffb"), Document("\udcff"))

    assert page.encode("utf-8")


def test_without_the_source_the_page_still_stands(made_2019: Made) -> None:
    """A report read back from data, without its document, gets no dead links."""
    page = Page(render_html_view(made_2019[0]))
    identifiers = {value for _, name, value in page.attributes if name == "id"}
    links = page.values("a", "href")

    assert links
    assert {link[1:] for link in links} <= identifiers


def test_chinese_page(made_2019: Made) -> None:
    """Every word of the page itself is Chinese when that is asked for, and says so."""
    text = render_html_view(*made_2019, language="zh")
    page = Page(text)

    assert page.values("html", "lang") == ["zh-CN"]
    for word in ("发现", "正文中的数字", "读取方式", "原文", "已印出；其行或列系推断"):
        assert word in text
    for word in ("Findings", "How it was read", "not printed", "Source"):
        assert word not in text
    assert Page(render_html_view(*made_2019, language="en")).values("html", "lang") == ["en"]


def test_tables_are_described(made_2019: Made) -> None:
    """Each table has a caption, each header cell says what it heads."""
    text = render_html_view(*made_2019)
    page = Page(text)

    assert text.count("<table") == text.count("<caption") == 4
    assert text.count("<th ") == text.count("<th scope=")
    assert set(page.values("th", "scope")) == {"col", "colgroup", "row", "rowgroup"}


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without jinja2 the error says which command installs it."""
    environment.cache_clear()
    monkeypatch.setitem(sys.modules, "jinja2", None)

    with pytest.raises(MissingExtra, match=r'pip install "govreport\[pages\]"'):
        render_html_view(AnnualReport())
    environment.cache_clear()
