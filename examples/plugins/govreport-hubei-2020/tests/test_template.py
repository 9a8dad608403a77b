"""Hubei's form of 2020: the conformance suite, and what the form is there for."""

from __future__ import annotations

from govreport_hubei_2020 import TEMPLATE, HubeiDisclosure

import govreport
from govreport.testing.conformance import Golden, TemplateConformance, installed

TABLE = """某局2020年政府信息公开工作年度报告
第二十条第(一)项 | | | |
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |
规章 | 0 | 0 | 0 |
规范性文件 | 1 | 2 | 3 |
其他主动公开文件 | 40 | 50 | 60 |
第二十条第(五)项 | | | |
信息内容 | 上一年项目数量(指2019年事项数) | 本年增/减(减用负值,如-8) | 处理决定数量(指办件量) |
行政许可 | 12 | -8 | 345 |
"""


EXPECTED = {
    f"proactive_disclosure.{row}.{column}": (value, unit)
    for row, unit, cells in (
        ("rules", "件", {"newly_made": 0, "newly_disclosed": 0, "total_disclosed": 0}),
        (
            "normative_documents",
            "件",
            {"newly_made": 1, "newly_disclosed": 2, "total_disclosed": 3},
        ),
        (
            "other_disclosed_documents",
            "件",
            {"newly_made": 40, "newly_disclosed": 50, "total_disclosed": 60},
        ),
        ("licensing", "项", {"previous_year_items": 12, "change": -8}),
        ("licensing", "件", {"decisions": 345}),
    )
    for column, value in cells.items()
}


class TestConformance(TemplateConformance):
    plugin = TEMPLATE
    golden = (Golden(TABLE, EXPECTED),)


def test_the_row_is_a_typed_field() -> None:
    """其他主动公开文件 is a field with columns and record paths, and no extra row."""
    with installed(TEMPLATE):
        report = govreport.parse(TABLE)
        table = report.proactive_disclosure
        paths = {record.path: record.value for record in govreport.records(report)}

    assert isinstance(table, HubeiDisclosure)
    assert table.other_disclosed_documents.newly_made == 40
    assert paths["proactive_disclosure.other_disclosed_documents.total_disclosed"] == 60
    assert report.extra == {}
    assert report.forms.proactive_disclosure == "hubei-2020"


def test_labels_explained_in_brackets() -> None:
    """Brackets after a label change nothing: the columns are those of the national form."""
    with installed(TEMPLATE):
        licensing = govreport.parse(TABLE).proactive_disclosure.licensing

    assert (licensing.previous_year_items, licensing.change, licensing.decisions) == (12, -8, 345)


def test_the_national_form_stays_the_national_forms() -> None:
    """Without the row, the table is the national form's, whether or not Hubei's is installed."""
    text = TABLE.replace("其他主动公开文件 | 40 | 50 | 60 |\n", "")
    with installed(TEMPLATE):
        report = govreport.parse(text)

    assert report.forms.proactive_disclosure == "2019"
    assert type(report.proactive_disclosure) is govreport.model.ProactiveDisclosure


def test_json_brings_the_class_back() -> None:
    """The typed row survives JSON, and is described by the JSON Schema."""
    with installed(TEMPLATE):
        report = govreport.parse(TABLE)
        text = govreport.to_json(report)

        assert govreport.from_json(text) == report
        assert '"template": "hubei-2020"' in text
        assert "hubei-2020.HubeiDisclosure" in govreport.json_schema()["$defs"]
