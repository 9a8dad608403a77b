"""The reader keeps to the conformance suite."""

from __future__ import annotations

from govreport_csv import CsvReader

from govreport.testing.conformance import Golden, ReaderConformance

FILE = """某局2021年政府信息公开工作年度报告,,,
第二十条第(一)项,,,
信息内容,本年制发件数,本年废止件数,现行有效件数
规章,1,,3
行政规范性文件,4,5,"1,006"
""".encode("gb18030")
EXPECTED = {
    "proactive_disclosure.rules.issued": (1, "件"),
    "proactive_disclosure.rules.abolished": (None, "件"),
    "proactive_disclosure.rules.in_force": (3, "件"),
    "proactive_disclosure.normative_documents.issued": (4, "件"),
    "proactive_disclosure.normative_documents.abolished": (5, "件"),
    "proactive_disclosure.normative_documents.in_force": (1006, "件"),
}


class TestCsvReader(ReaderConformance):
    plugin = CsvReader
    golden = (Golden(FILE, EXPECTED),)
