"""Write the documents that stand in for published reports: every era and layout, figures invented.

    python -m tests.stand_ins.make

The expectation of a document is written from the figures that it was printed from, never from
what the library reads in it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import evolve
from tests.indicators import pages
from tests.indicators.sheets import SHANGHAI
from tests.statistics import tables as national

from govreport.model import AnnualReport, ExtraRow, Forms, Section, Status
from govreport.plugins.registry import registry
from govreport.records import Record, records
from govreport.tables.forms import FormTemplate
from govreport.testing import with_provenance
from govreport.testing.filling import Filling, fill, form_name
from govreport.views.official import official_html
from govreport.views.text import LAYOUTS, render
from govreport.views.text.compose import SECTION_TITLES

FOLDER = Path(__file__).resolve().parent
TABLES = ("proactive_disclosure", "requests", "review_and_litigation")
AGENCIES = ("临江市民政局", "青山区人民政府", "大龙县审计局", "新华街道办事处")
LATER = ("delimited", "ruled")
"""Layouts whose documents stand at the end, so that the others keep their numbers."""

PROSE = "本机关依法公开政府信息，公开渠道保持畅通。"


def official(form: str, number: int, *, extra: bool = False) -> AnnualReport:
    """A report of 2019 or later, filled from its number."""
    template = registry("templates").get(form)
    assert isinstance(template, FormTemplate)
    filling = Filling(seed=number, zeros=40, largest=999).fresh()
    content: dict[str, Any] = {}
    forms: dict[str, str] = {}
    for table in template.tables:
        variant = form if table.exclusive and table.table == "requests" else None
        content[table.table] = fill(table, filling, variant=variant)
        forms[table.table] = form_name(table, content[table.table])
    year = int(form) + number % 2
    agency = AGENCIES[number % len(AGENCIES)]
    if extra:
        rows = (ExtraRow("便民服务指南", (number, 0, 3)),)
        content["extra"] = {"proactive_disclosure": rows}
    return AnnualReport(
        forms=Forms.by_table(forms),
        title=f"{agency}{year}年政府信息公开工作年度报告",
        agency=agency,
        year=year,
        sections=tuple(
            Section(heading, "" if name in TABLES else PROSE, name)
            for name, heading in SECTION_TITLES.items()
        ),
        **content,
    )


def expected(report: AnnualReport) -> dict[str, Any]:
    """What a careful reader would write down: the figures that were printed."""
    cells = {
        record.path: _written(record)
        for record in records(with_provenance(report))
        if record.path.startswith(TABLES)
    }
    found: dict[str, Any] = {"year": report.year, "agency": report.agency, "records": cells}
    found["extra_rows"] = [
        {"table": table, "label": row.label, "values": [str(value) for value in row.values]}
        for table, rows in report.extra.items()
        for row in rows
    ]
    return found


def _written(record: Record) -> str | None:
    if record.status is Status.BLANK:
        return None
    unit = record.unit if record.path.endswith(".amount") and record.unit else ""
    return f"{record.value}{unit}"


LOST = ("requests.results.disclosed", "requests.carried_forward")
"""Rows whose labels are lost; both keep their place between rows that are known."""


def _with_lost_labels(text: str, known: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The same text without two labels; what stood beside them can only be concluded."""
    for label in ("(一)予以公开", "四、结转下年度继续办理"):
        assert text.count(f"{label} |") == 1
        text = text.replace(f"{label} |", " |")
    inferred = [path for path in known["records"] if path.startswith(LOST)]
    return text, {**known, "status": {"inferred": inferred}}


def _with_a_gap(report: AnnualReport) -> AnnualReport:
    """The same report with a blank cell and a row that is blank from end to end."""
    table = report.proactive_disclosure
    assert table is not None
    assert table.licensing is not None
    licensing = type(table.licensing)()
    return evolve(report, proactive_disclosure=evolve(table, licensing=licensing))


FREE = """关于2018年度大龙县政府信息公开工作的报告
一、概述
2018年,全县主动公开政府信息5120条,微博发布信息307条。
全年共受理政府信息公开申请36件,均已答复。
附表
附表一 主动公开政府信息情况统计
指标
单位
数量
全县主动公开政府信息数
5120
其中:1.县政府及其部门
3904
2.街镇
1216
附表二 依申请公开政府信息情况
指标
单位
数量
全县全年依申请公开受理
36
其中:1.县政府及其部门
29
2.街镇
7
"""
FREE_EXPECTED = {
    "year": 2018,
    "agency": "大龙县",
    "tables": [
        {
            "title": "附表一 主动公开政府信息情况统计",
            "rows": [
                ["全县主动公开政府信息数", "5120"],
                ["1.县政府及其部门", "3904"],
                ["2.街镇", "1216"],
            ],
        },
        {
            "title": "附表二 依申请公开政府信息情况",
            "rows": [
                ["全县全年依申请公开受理", "36"],
                ["1.县政府及其部门", "29"],
                ["2.街镇", "7"],
            ],
        },
    ],
    "narrative": [
        ["proactive.items", "5120", "条"],
        ["proactive.channels.weibo", "307", "条"],
        ["requests.received", "36", "件"],
    ],
}


Document = tuple[str, str, dict[str, Any]]
"""File name without its number, text, and expectation."""


def documents() -> Iterator[Document]:
    """Every layout with the forms of 2019 and 2021; a page; the tables before 2019."""
    number = 0
    for form in ("2019", "2021"):
        for layout in LAYOUTS:
            if layout in ("glued", *LATER):
                continue  # what may be decided of a glued row is asked in tests/roundtrip
            number += 1
            report = official(form, number, extra=layout == "piped_rows")
            text = render(report, layout, strict=False)
            yield f"{report.year}_{layout}.txt", text, expected(report)
        blank = _with_a_gap(official(form, number + 50))
        yield f"{form}_blanks.txt", render(blank, "piped_rows", strict=False), expected(blank)
        report = official(form, number + 55)
        text, found = _with_lost_labels(
            render(report, "piped_rows", strict=False), expected(report)
        )
        yield f"{report.year}_lost-labels.txt", text, found
        page = official(form, number + 60)
        # On one line, as many systems send their pages; tests/golden has pages with lines.
        text = official_html(page).replace("\n", "")
        yield f"{page.year}_page.html", text, expected(page)
    yield "2018_free-form.txt", FREE, FREE_EXPECTED
    for name in ("piped_rows", "markdown", "labelled_lines"):
        sheet = getattr(national, name)(("数量",), national.full_rows())
        yield f"2016_{name}.txt", sheet.text, _national()
        yield f"2012_{name}.txt", getattr(pages, name)(SHANGHAI).text, _local()
    for form in ("2019", "2021"):
        for layout in LATER:
            number += 1
            report = official(form, number)
            text = render(report, layout, strict=False)
            yield f"{report.year}_{layout}.txt", text, expected(report)


def _national() -> dict[str, Any]:
    cells = {f"statistics.{path}": figure for path, figure in national.FIGURES.items()}
    return {"year": 2016, "agency": "东山县人民政府", "records": cells}


def _local() -> dict[str, Any]:
    figures: dict[str, str] = {}
    for label, values in SHANGHAI.expected().items():
        for column, value in zip(SHANGHAI.columns, values, strict=True):
            assert isinstance(value, Decimal)
            figures[f"{label}/{column}"] = str(value)
    return {"year": 2012, "agency": "东山县人民政府", "statistics": figures}


def main() -> None:
    """Write all documents anew."""
    shutil.rmtree(FOLDER / "expected", ignore_errors=True)
    (FOLDER / "expected").mkdir()
    for old in FOLDER.glob("[0-9]*"):
        old.unlink()
    for number, (name, text, known) in enumerate(documents(), start=1):
        (FOLDER / f"{number:03}_{name}").write_text(text, encoding="utf-8")
        written = json.dumps(known, ensure_ascii=False, indent=0) + "\n"
        (FOLDER / "expected" / f"{number:03}.json").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
