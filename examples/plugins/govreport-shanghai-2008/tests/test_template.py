"""What the template is there for."""

from __future__ import annotations

from govreport_shanghai_2008 import TEMPLATE

import govreport
from govreport.testing.conformance import Golden, TemplateConformance, installed

TABLE = """某局2008年政府信息公开工作年度报告
指标名称 | 计量单位 | 代码 | 本期实际 | 本年累计 |
主动公开信息数 | 条 | 01 | 120 | 340 |
其中:全文电子化的主动公开信息数 | 条 | 02 | 100 | 300 |
新增的行政规范性文件数 | 条 | 03 | 0 | 2 |
申请总数 | 条 | 10 | 7 | 9 |
3.电子邮件申请数 | 条 | 13 | 3 | 4 |
对申请的答复总数 | 条 | 20 | 7 | 9 |
行政复议数 | 件 | 30 | 0 | 1 |
"""


EXPECTED = {
    f"statistics.{row}[{column}]": (value, unit)
    for row, unit, values in (
        ("proactive.items", "条", (120, 340)),
        ("proactive.full_text", "条", (100, 300)),
        ("proactive.normative_documents_new", "条", (0, 2)),
        ("requests.received", "条", (7, 9)),
        ("requests.received.email", "条", (3, 4)),
        ("requests.replies", "条", (7, 9)),
        ("review", "件", (0, 1)),
    )
    for column, value in enumerate(values)
}


class TestTemplate(TemplateConformance):
    plugin = TEMPLATE
    golden = (Golden(TABLE, EXPECTED),)


def test_the_list_is_typed() -> None:
    """Rows are indicators with two numbers each, and no code becomes a number."""
    with installed(TEMPLATE):
        report = govreport.parse(TABLE)
        found = {record.path: record.value for record in govreport.records(report)}

    assert report.forms.statistics == "shanghai-2008"
    assert report.statistics.columns == ("本期实际", "本年累计")
    assert report.statistics["requests.received.email"].values == (3, 4)
    assert found["statistics.proactive.full_text[1]"] == 300
    assert len(found) == 14
    assert report.unplaced == ()
