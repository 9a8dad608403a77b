"""The layout keeps to govreport's conformance suite, and reads what it is there for."""

from __future__ import annotations

from govreport_numbered_lines import NumberedLines

from govreport.testing.conformance import Golden, LayoutConformance

DOCUMENT = """0001: 某局2021年政府信息公开工作年度报告
0002: 第二十条第(一)项 |
0003: 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
0004: 规章 | 1 |  | 3 |
0005: 行政规范性文件 | 4 | 5 | 6 |
"""
EXPECTED = {
    "proactive_disclosure.rules.issued": (1, "件"),
    "proactive_disclosure.rules.abolished": (None, "件"),
    "proactive_disclosure.rules.in_force": (3, "件"),
    "proactive_disclosure.normative_documents.issued": (4, "件"),
    "proactive_disclosure.normative_documents.abolished": (5, "件"),
    "proactive_disclosure.normative_documents.in_force": (6, "件"),
}


class TestLayout(LayoutConformance):
    plugin = NumberedLines
    golden = (Golden(DOCUMENT, EXPECTED),)
