"""The layout keeps to the conformance suite."""

from __future__ import annotations

from govreport_boxes import BoxedRows

from govreport.testing.conformance import Golden, LayoutConformance

DOCUMENT = """某局2021年政府信息公开工作年度报告
╔══╦══╗
║ 第二十条第(一)项 ║
╠══╬══╣
║ 信息内容 ║ 本年制发件数 ║ 本年废止件数 ║ 现行有效件数 ║
║ 规章 ║ 1 ║ ║ 3 ║
╚══╩══╝
"""
EXPECTED = {
    "proactive_disclosure.rules.issued": (1, "件"),
    "proactive_disclosure.rules.abolished": (None, "件"),
    "proactive_disclosure.rules.in_force": (3, "件"),
}


class TestBoxedRows(LayoutConformance):
    plugin = BoxedRows
    golden = (Golden(DOCUMENT, EXPECTED),)
