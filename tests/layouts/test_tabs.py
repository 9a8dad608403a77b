"""Tables copied from a spreadsheet: fields between tabs, blank ones in their place."""

from __future__ import annotations

import pytest

import govreport
from govreport import records
from govreport.document import Document
from govreport.layouts.tabs import TabbedRows

SHEET = (
    "某局2021年政府信息公开工作年度报告\n一、总体情况\n\t全年平稳。\n二、主动公开政府信息情况\n"
    "第二十条第（一）项\t\t\t\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
    "规章\t\t3\t\n行政规范性文件\t4\t\t6\n"
    "第二十条第（六）项\t\t\t\n信息内容\t本年处理决定数量\t\t\n行政处罚\t8\t\t\n行政强制\t\t\t\n"
    '三、收到和处理政府信息公开申请情况\n"（本列数据的勾稽关系为：第一项加第二项之和，\n'
    '等于第三项加第四项之和）"\t\t\t申请人情况\t\t\t\t\t\t\n'
    "\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计\n"
    "\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n"
    "一、本年新收政府信息公开申请数量\t\t\t5\t1\t0\t0\t0\t0\t6\n"
    "三、本年度办理结果\t（一）予以公开\t\t3\t1\t0\t\t0\t0\t4\n"
    "\t（三）不予公开\t1.属于国家秘密\t1\t0\t0\t0\t0\t0\t1\n"
    "\t\t2.其他法律行政法规禁止公开\t\t\t\t\t\t\t\n"
)
MADE = "proactive_disclosure."
VALUES = {
    MADE + "rules.issued": (None, "blank"),
    MADE + "rules.abolished": (3, "read"),
    MADE + "rules.in_force": (None, "blank"),
    MADE + "normative_documents.issued": (4, "read"),
    MADE + "normative_documents.abolished": (None, "blank"),
    MADE + "normative_documents.in_force": (6, "read"),
    MADE + "penalties.decisions": (8, "read"),
    MADE + "coercive_measures.decisions": (None, "blank"),
    "requests.new_requests.natural_person": (5, "read"),
    "requests.new_requests.total": (6, "read"),
    "requests.results.disclosed.public_welfare_organisation": (None, "blank"),
    "requests.results.disclosed.total": (4, "inferred"),
    "requests.results.withheld.state_secret.natural_person": (1, "read"),
    "requests.results.withheld.prohibited_by_law.natural_person": (None, "blank"),
    "requests.results.withheld.prohibited_by_law.total": (None, "blank"),
}


def test_blank_cells_keep_their_place() -> None:
    """Between values and at the end of a row; empty fields that fill a label are none."""
    report = govreport.parse(SHEET)
    found = {r.path: (r.value, r.status.value) for r in records(report)}

    assert report.provenance.choices[0].name == "tabs"
    assert {path: found.get(path) for path in VALUES} == VALUES
    assert not report.unplaced
    assert govreport.account(report).unaccounted == ()


def test_a_cell_of_two_lines_is_one() -> None:
    """Quotation marks hold a cell together; offsets are those of its words."""
    text = '信息内容\t"本年\n制发件数"\t本年废止件数\n规章\t1\t2\n'
    cells = TabbedRows().cells(Document(text), None)  # type: ignore[arg-type]

    assert [cell for cell, _, _ in cells if "制发" in cell] == ["本年\n制发件数"]
    for cell, start, end in cells:
        assert text[start:end] in (cell, "")


@pytest.mark.parametrize(
    "text",
    [
        "\t一、总体情况\n\t全年平稳。\n",
        "规章\t1\n",
        "规章 | 1 |\t\n行政规范性文件 | 2 |\t\n",
        "",
    ],
)
def test_tabs_that_separate_no_cells(text: str) -> None:
    """Indents, one lone line, and tabs beside pipes are no table of tabs."""
    assert TabbedRows().detect(Document(text)).score == 0
