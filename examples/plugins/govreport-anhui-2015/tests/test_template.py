"""The template keeps to govreport's conformance suite, and reads what it is there for."""

from __future__ import annotations

from govreport_anhui_2015 import TEMPLATE

import govreport
from govreport.testing.conformance import Golden, TemplateConformance, installed

DOCUMENT = """某市2015年政府信息公开工作年度报告
统计指标 | 单位 | 市本级 | 县区 |
主动公开政府信息数 | 条 | 1200 | 3400 |
主动公开规范性文件数 | 条 | 12 | 30 |
制发规范性文件总数 | 件 | 14 | 31 |
政府网站公开政府信息数 | 条 | 900 | 3000 |
重点领域信息公开数 | 条 | 310 | 620 |
收到申请数 | 件 | 7 | 9 |
行政复议数量 | 件 | 0 | 1 |
"""
EXPECTED = {
    f"statistics.{row}[{column}]": (value, unit)
    for row, unit, values in (
        ("proactive.items", "条", (1200, 3400)),
        ("proactive.normative_documents_disclosed", "条", (12, 30)),
        ("proactive.normative_documents_issued", "件", (14, 31)),
        ("proactive.channels.website", "条", (900, 3000)),
        ("proactive.key_areas", "条", (310, 620)),
        ("requests.received", "件", (7, 9)),
        ("review", "件", (0, 1)),
    )
    for column, value in enumerate(values)
}


class TestTemplate(TemplateConformance):
    plugin = TEMPLATE
    golden = (Golden(DOCUMENT, EXPECTED),)


def test_two_numbers_a_row() -> None:
    """Each indicator has the number of both columns, under the printed headers."""
    with installed(TEMPLATE):
        report = govreport.parse(DOCUMENT)

    assert report.forms.statistics == "anhui-2015"
    assert report.statistics.columns == ("市本级", "县区")
    assert report.statistics["proactive.key_areas"].values == (310, 620)
