"""The reader keeps to govreport's conformance suite, and reads what it is there for."""

from __future__ import annotations

import base64

from govreport_data_url import MARK, DataUrlReader

from govreport.testing.conformance import Golden, ReaderConformance

TEXT = """某局2021年政府信息公开工作年度报告
第二十条第(六)项 | |
信息内容 | 本年处理决定数量 |
行政处罚 | 12 |
行政强制 | 0 |
"""
EXPECTED = {
    "proactive_disclosure.penalties.decisions": (12, "件"),
    "proactive_disclosure.coercive_measures.decisions": (0, "件"),
}


class TestReader(ReaderConformance):
    plugin = DataUrlReader
    golden = (Golden(MARK + base64.b64encode(TEXT.encode("gb18030")), EXPECTED),)
