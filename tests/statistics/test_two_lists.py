"""Several lists of indicators: each table goes to the list that explains it, and none is lost."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.indicators.pages import bare_cells, piped_rows
from tests.indicators.sheets import ANHUI, SHANGHAI
from tests.statistics.tables import FIGURES, full_rows
from tests.statistics.tables import piped_rows as national_rows

from govreport.document import Document
from govreport.grammars import TableGrammar
from govreport.model import AnnualReport, Status
from govreport.pipeline import parse_document
from govreport.records import records
from govreport.tables.forms import FormTemplate
from govreport.tables.indicators.form import IndicatorTemplate
from govreport.testing.conformance import installed

EXTENSION = """
%import statistics (start, VALUES)
%override _channels: _maybe{CHANNELS} personnel documents enforcement plans budgets
personnel: PERSONNEL VALUES?
documents: DOCUMENTS VALUES?
enforcement: ENFORCEMENT VALUES?
plans: PLANS VALUES?
budgets: BUDGETS VALUES?
PERSONNEL: "机构领导、机构设置及人事信息"
DOCUMENTS: "政府文件"
ENFORCEMENT: "行政执法信息"
PLANS: "规划计划、统计信息"
BUDGETS: "财务预决算和“三公”经费"
"""

LOCAL = """
start: (_row)*
_row: items | full_text | received | replies
items: ITEMS VALUES?
full_text: FULL_TEXT VALUES?
received: RECEIVED VALUES?
replies: REPLIES VALUES?
ITEMS: "主动公开信息数"
FULL_TEXT: "其中:全文电子化的主动公开信息数"
RECEIVED: "申请总数"
REPLIES: "对申请的答复总数"
%declare VALUES
"""


def template(folder: Path, name: str, grammar: str, share: float = 0.6) -> IndicatorTemplate:
    """A list of indicators as a plugin would bring it."""
    path = folder / f"{name.replace('-', '_')}.lark"
    path.write_text(grammar, "utf-8")
    return IndicatorTemplate(
        name=name, description="", years="", grammar=TableGrammar(path), share=share
    )


@pytest.fixture
def extended(tmp_path: Path) -> Iterator[IndicatorTemplate]:
    """The extension of Anhui, installed."""
    found = template(tmp_path, "anhui", EXTENSION)
    with installed(found):
        yield found


@pytest.fixture
def local(tmp_path: Path) -> Iterator[IndicatorTemplate]:
    """A local list, installed."""
    found = template(tmp_path, "local", LOCAL, share=0.4)
    with installed(found):
        yield found


def test_an_extension_leaves_national_tables_alone(extended: IndicatorTemplate) -> None:
    """A list with all national rows and more does not take a table of national rows."""
    report = parse_document(national_rows(("统计数",), full_rows()))

    assert report.forms.statistics == "2014"
    assert report.statistics is not None
    assert {row.identifier for row in report.statistics} == set(FIGURES)


def test_an_extension_takes_its_own_tables(extended: IndicatorTemplate) -> None:
    """A table with the rows of the extension is read by it."""
    report = parse_document(piped_rows(ANHUI))

    assert report.forms.statistics == "anhui"
    assert report.statistics is not None
    assert report.statistics["enforcement"].values == (610, 500, 110)


def both() -> Document:
    """A report with the national table and a local list."""
    first = national_rows(("统计数",), full_rows())
    second = piped_rows(SHANGHAI)
    return Document(first.text + second.text)


def numbers(report: AnnualReport) -> list[Decimal]:
    """The values of all tables."""
    found = [record for record in records(report) if not record.path.startswith("narrative")]
    return sorted(Decimal(record.value) for record in found if record.value is not None)


def test_two_lists_in_one_report(local: IndicatorTemplate) -> None:
    """Two templates claim the statistics: one has them, the other table is supplementary."""
    report = parse_document(both())

    assert report.forms.statistics == "2014"
    assert report.statistics is not None
    assert len(report.statistics) == len(FIGURES)
    assert [table.rows[0].values for table in report.supplementary] == [(1204, 5310)]
    printed = [Decimal(figure) for figure in FIGURES.values()]
    printed += [Decimal(cell) for row in SHANGHAI.rows for cell in row[2:]]
    assert numbers(report) == sorted(printed)


class Grasping:
    """A claim to a stretch of the text, under the name of a table that the report has."""

    table, form, evidence = "statistics", "grasping", 0.2

    def __init__(self, start: int, end: int) -> None:
        """The stretch."""
        self.start, self.end = start, end

    def add(self, document: Document, parts: Any) -> None:
        """Overwrite what others have read."""
        parts.tables["statistics"] = None


def test_nobody_overwrites_a_table() -> None:
    """A claim of any other kind to a table that is taken is left out."""
    document = both()
    at = document.text.index("指标名称")

    def claim(document: Document, cells: Any, running: bool) -> list[Grasping]:
        return [Grasping(at, len(document.text))]

    with installed(FormTemplate("grasping", "", "", (), claim)):
        report = parse_document(document)

    assert report.statistics is not None
    assert len(report.statistics) == len(FIGURES)
    assert len(report.supplementary) == 1
    assert {record.status for record in records(report)} <= {Status.READ}


def test_the_search_runs_once(monkeypatch: pytest.MonkeyPatch, extended: IndicatorTemplate) -> None:
    """Three templates ask for the lists of a document; the text is searched once."""
    from govreport.tables.indicators import search

    calls = []
    real = vars(search)["find_openings"]

    def counted(text: str) -> object:
        calls.append(text)
        return real(text)

    monkeypatch.setattr(search, "find_openings", counted)
    parse_document(bare_cells(SHANGHAI))

    assert len(calls) == 1
