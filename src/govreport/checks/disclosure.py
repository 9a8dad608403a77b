"""Rules on the table of section 二 (disclosure): R8, R9, and R7, R10 over two years."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.checks.registry import Finding, rule, two_year_rule
from govreport.model import AnnualReport, DocumentCounts

DOCUMENTS = {"rules": "规章", "normative_documents": "规范性文件"}
ITEMS = {
    "licensing": "行政许可",
    "other_external_services": "其他对外管理服务事项",
    "penalties": "行政处罚",
    "coercive_measures": "行政强制",
    "administrative_fees": "行政事业性收费",
}


def _documents(report: AnnualReport) -> Iterator[tuple[str, str, DocumentCounts]]:
    for name, label in DOCUMENTS.items():
        row = getattr(report.proactive_disclosure, name, None)
        if row is not None:
            yield name, label, row


@two_year_rule()
def r7(previous: AnnualReport, current: AnnualReport) -> Iterator[Finding]:
    """现行有效件数 equals that of the year before plus 制发 minus 废止.

    Inferred, 2021 form only. A recount during the year breaks it lawfully.
    """
    before = {name: row.in_force for name, _, row in _documents(previous)}
    for name, label, row in _documents(current):
        start = before.get(name)
        if start is None or row.issued is None or row.abolished is None or row.in_force is None:
            continue
        expected = start + row.issued - row.abolished
        if row.in_force != expected:
            yield (
                f"proactive_disclosure.{name}.in_force",
                f"{label}: 现行有效 is {row.in_force}, but {start} of the year before plus 制发"
                f" {row.issued} minus 废止 {row.abolished} is {expected}",
            )


@rule()
def r8(report: AnnualReport) -> Iterator[Finding]:
    """制发件数 is at most 现行有效件数 plus 废止件数.

    Inferred, 2021 form only: what was issued in the year is in force or was abolished.
    """
    for name, label, row in _documents(report):
        if row.issued is None or row.in_force is None or row.abolished is None:
            continue
        if row.issued > row.in_force + row.abolished:
            yield (
                f"proactive_disclosure.{name}.issued",
                f"{label}: 制发 is {row.issued}, more than 现行有效 {row.in_force} plus 废止"
                f" {row.abolished}",
            )


@rule()
def r9(report: AnnualReport) -> Iterator[Finding]:
    """对外公开总数量 is at least 本年新公开数量.

    Inferred, 2019 form only. Nothing ties 本年新制作数量 to the other two.
    """
    for name, label, row in _documents(report):
        if row.total_disclosed is None or row.newly_disclosed is None:
            continue
        if row.total_disclosed < row.newly_disclosed:
            yield (
                f"proactive_disclosure.{name}.total_disclosed",
                f"{label}: 对外公开总数量 is {row.total_disclosed}, less than 本年新公开数量"
                f" {row.newly_disclosed}",
            )


@two_year_rule()
def r10(previous: AnnualReport, current: AnnualReport) -> Iterator[Finding]:
    """上一年项目数量 equals that of the report before plus its 本年增/减.

    Inferred, 2019 form only.
    """
    for name, label in ITEMS.items():
        before = getattr(previous.proactive_disclosure, name, None)
        after = getattr(current.proactive_disclosure, name, None)
        if before is None or after is None:
            continue
        values = (before.previous_year_items, before.change, after.previous_year_items)
        if None not in values and values[0] + values[1] != values[2]:
            yield (
                f"proactive_disclosure.{name}.previous_year_items",
                f"{label}: 上一年项目数量 is {values[2]}, but the report before leads to"
                f" {values[0]} and a change of {values[1]}, which is {values[0] + values[1]}",
            )
