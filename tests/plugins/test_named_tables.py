"""Tables beyond the four official ones: kept in model, records, JSON, frames, views and checks."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, frozen

import govreport
from govreport.checks import check
from govreport.export.serialize import InvalidReportData
from govreport.model import AnnualReport, ExtraRow, Forms, GenericRow, GenericTable, Status
from govreport.model.editing import with_value
from govreport.plugin import (
    BLANK,
    Column,
    Document,
    FormTemplate,
    ReportParts,
    RowTrace,
    TableForm,
    TableGrammar,
)
from govreport.tables.linting.templates import fault
from govreport.testing.conformance import installed
from govreport.views.official import official_html
from govreport.views.text import render

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "plugins" / "govreport-services-2026"
TEXT = """某局2026年政府信息公开工作年度报告
访问渠道 | 访问次数 |
网站首页访问 | 7 |
移动终端访问 |  |
"""
GRAMMAR = """
start: heading* web? mobile?
heading: CONTENT | column
column: COUNT
web: WEB VALUES?
mobile: MOBILE VALUES?
CONTENT: "访问渠道"
COUNT: "访问次数"
WEB: "网站首页访问"
MOBILE: "移动终端访问"
%declare VALUES
"""


@pytest.fixture
def form(tmp_path: Path) -> TableForm:
    """A table of visits, without a class."""
    path = tmp_path / "visits.lark"
    path.write_text(GRAMMAR, encoding="utf-8")
    columns = {"": (Column("count", "次"),)}
    return TableForm("visits", "visits-form", TableGrammar(path), columns)


@pytest.fixture
def template(form: TableForm) -> FormTemplate:
    """A form with that table alone."""
    return FormTemplate("visits-form", "for tests", "", (form,))


@pytest.fixture
def report(template: FormTemplate) -> Iterator[AnnualReport]:
    """The table as it is read, with the form installed."""
    with installed(template):
        yield govreport.parse(TEXT)


def test_model_records_and_status(report: AnnualReport) -> None:
    """The table is kept by name, each cell has a record, and blank is not absent."""
    rows = {r.path: (r.value, r.status, r.unit, r.label) for r in govreport.records(report)}

    assert report.tables == {
        "visits": GenericTable(
            {"web": GenericRow("网站首页访问", {"count": 7}), "mobile": _blank("移动终端访问")}
        )
    }
    assert rows == {
        "tables.visits.web.count": (7, Status.READ, "次", "网站首页访问 / 访问次数"),
        "tables.visits.mobile.count": (None, Status.BLANK, "次", "移动终端访问 / 访问次数"),
    }
    assert report.forms.of("visits") == "visits-form"
    assert report.status("tables.visits.mobile.count") == "blank"
    assert report.status("tables.visits.web.total") == "absent"


def _blank(label: str) -> GenericRow:
    return GenericRow(label, {"count": None})


def test_json_needs_no_plugin_for_generic_rows(template: FormTemplate) -> None:
    """A table without a class is read back where its form is not installed."""
    with installed(template):
        report = govreport.parse(TEXT)
        text = govreport.to_json(report)
    again = govreport.from_json(text)

    assert again == report
    assert list(govreport.records(again)) == list(govreport.records(report))
    assert again["tables.visits.web.count"] == 7
    assert "网站首页访问" in official_html(again)
    assert pickle.loads(pickle.dumps(again)) == again


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"requests": {"rows": {}}}, "expected the name of a table that a form adds"),
        ({"Visits!": {"rows": {}}}, "expected the name of a table that a form adds"),
        ({"visits": 3}, "expected an object, got int 3"),
        ({"visits": {"rows": {"web": 3}}}, "tables"),
        ({"visits": {"rows": {"web": {"label": "", "values": {"count": []}}}}}, "got list"),
        ({"visits": {"template": "nobody"}}, "there is no template 'nobody'"),
    ],
)
def test_data_from_outside(tables: Any, message: str) -> None:
    """What is no table is refused by name."""
    data = {**govreport.to_dict(AnnualReport()), "tables": tables}

    with pytest.raises(InvalidReportData, match=message):
        govreport.from_dict(data)


def test_views_and_lookup(report: AnnualReport) -> None:
    """It is shown in the form's order, printed again, and found by labels and paths."""
    page = official_html(report)

    assert report["网站首页访问/访问次数"] == 7
    assert report["tables.visits.web"] == GenericRow("网站首页访问", {"count": 7})
    assert page.index("访问渠道") < page.index("网站首页访问") < page.index("移动终端访问")
    assert "网站首页访问 | 7 |" in render(report, "piped_rows", strict=False)
    with pytest.raises(KeyError):
        report["tables.visits.web.total"]
    with pytest.raises(KeyError):
        report["tables.nothing.web.count"]


def test_frames(report: AnnualReport) -> None:
    """The table of cells has a row for each cell, with the form's name."""
    frame = report.to_pandas()

    assert list(frame["path"]) == ["tables.visits.web.count", "tables.visits.mobile.count"]
    assert set(frame["form"]) == {"visits-form"}


def test_editing(report: AnnualReport) -> None:
    """A correction puts a value into a cell, and into no other path."""
    changed = with_value(report, "tables.visits.mobile.count", 5)

    assert changed.tables["visits"]["mobile"]["count"] == 5
    assert report.tables["visits"]["mobile"]["count"] is None
    for path in ("tables.visits.mobile.total", "tables.visits.tv.count", "tables.none.web.count"):
        with pytest.raises(KeyError):
            with_value(report, path, 1)


def test_checks_ask_the_column(form: TableForm) -> None:
    """A decimal in a column of counts breaks R11; in a column of decimals it does not."""
    broken = []
    for kind in ("count", "decimal"):
        columns = {"": (Column("count", "次", kind=kind),)}
        template = FormTemplate("visits-form", "", "", (evolve(form, columns=columns),))
        with installed(template):
            found = check(govreport.parse(TEXT.replace("7", "7.5")))
        broken += [(kind, finding.code) for finding in found.findings if finding.code == "R11"]

    assert broken == [("count", "R11")]


def test_an_extra_row_and_an_unplaced_number(template: FormTemplate) -> None:
    """Whatever the form does not know is kept beside the table, under its name."""
    text = TEXT + "自助终端设备访问 | 9 |\n"
    with installed(template):
        report = govreport.parse(text)
        again = govreport.from_json(govreport.to_json(report))

    assert report.extra == {"visits": (ExtraRow("自助终端设备访问", (9,)),)}
    assert report.status("extra.visits[0].values[0]") == "read"
    assert list(govreport.records(again)) == list(govreport.records(report))


def test_a_table_beside_the_official_ones() -> None:
    """The example's form reads a report with all its tables; each number has one record."""
    sys.path.insert(0, str(EXAMPLE / "src"))
    try:
        from govreport_services_2026 import TEMPLATE  # type: ignore[import-not-found]
    finally:
        sys.path.pop(0)
    from govreport.pipeline import parse_document
    from govreport.readers import open_document
    from govreport.testing.conformance import example_pages
    from govreport.testing.judging import judge, printed_values
    from govreport.views.text import print_page

    with installed(TEMPLATE):
        for page in example_pages(TEMPLATE, count=2):
            text = print_page(page, "piped_rows")
            report = govreport.parse(text)
            found = judge(report, printed_values(page), text)
            assert {verdict.outcome for verdict in found} == {"right"}
            assert set(report.tables) == {"services", "platforms"}
            again = parse_document(open_document(official_html(report).encode()))
            assert again.tables == report.tables


# -- declarations that cannot be used ------------------------------------------------------------


@frozen
class _Row:
    count: int | None = None


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"table": "title"}, "cannot be the name of a table"),
        ({"table": "Visits"}, "cannot be the name of a table"),
        ({"table": "supplementary"}, "cannot be the name of a table"),
        ({"table": "statistics"}, "IndicatorTemplate"),
        ({"row_type": {"": _Row}}, "row types and no model"),
        ({"model": _Row}, "has no field for the row web"),
    ],
)
def test_declarations(form: TableForm, changes: dict[str, Any], message: str) -> None:
    """A table that cannot be kept is refused before anything is read, with the remedy."""
    template = FormTemplate("visits-form", "", "", (evolve(form, **changes),))

    assert message in str(fault(template))


# -- claims --------------------------------------------------------------------------------------


class _Claim:
    """A claim to the first line, which adds what the test says."""

    form = "mine"
    start, end = 0, 5

    def __init__(self, table: Any = "visits", **parts: Any) -> None:
        self.table = table
        self.parts = parts

    def add(self, document: Document, parts: ReportParts) -> None:
        for name, value in self.parts.items():
            if name == "error":
                raise value
            getattr(parts, name).extend(value) if isinstance(value, list) else getattr(
                parts, name
            ).update(value)


def _trace(path: str, column: str = "count") -> RowTrace:
    return RowTrace(path, (column,), "x", ("",), (None,), (BLANK,), (1,), (1,), (Status.BLANK,))


@pytest.mark.parametrize(
    "claim",
    [
        _Claim(table="title"),
        _Claim(table=7),
        _Claim(tables={"visits": 3}),
        _Claim(tables={"requests": GenericTable()}),
        _Claim(table="requests", tables={"requests": GenericTable()}),
        _Claim(table="statistics", tables={"statistics": GenericTable()}),
        _Claim(traces=[_trace("tables.visits.web")]),
        _Claim(traces=[_trace("requests.new_requests")]),
        _Claim(traces=[3]),
        _Claim(tables={"visits": GenericTable({"web": _blank("x")})}, error=ValueError("late")),
        _Claim(extra={"visits": (3,)}),
        _Claim(notes=["a"]),
    ],
)
def test_a_claim_that_adds_nonsense_costs_itself(install: Any, claim: _Claim) -> None:
    """Nothing leaves ``parse`` or ``records``; the fault is named and the rest is read."""
    install("templates", mine=FormTemplate("mine", "", "", (), claim=lambda *_: [claim]))
    report = govreport.parse(
        "某局2021年政府信息公开工作年度报告\n第二十条第(六)项 | |\n"
        "信息内容 | 本年处理决定数量 |\n行政处罚 | 12 |\n"
    )

    assert [record.value for record in govreport.records(report)] == [12]
    assert {"plugin-failed", "plugin-nonsense"} & {item.code for item in report.diagnostics}
    assert govreport.from_json(govreport.to_json(report)) == report


def test_a_sound_claim_is_kept(install: Any) -> None:
    """A claim may add a named table of its own."""
    table = GenericTable({"web": GenericRow("网站", {"count": None})})
    claim = _Claim(tables={"visits": table}, traces=[_trace("tables.visits.web")])
    install("templates", mine=FormTemplate("mine", "", "", (), claim=lambda *_: [claim]))
    report = govreport.parse("某局2021年政府信息公开工作年度报告\n")

    assert report.tables == {"visits": table}
    assert report.forms == Forms(tables={"visits": "mine"})
    assert [record.path for record in govreport.records(report)] == ["tables.visits.web.count"]
