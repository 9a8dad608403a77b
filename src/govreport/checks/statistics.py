"""Rules on the national statistics table 2014-2018: P1 to P8."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govreport.checks.registry import Finding, rule
from govreport.diagnostics import Severity
from govreport.model import AnnualReport, Count, Indicator

CHANNELS = tuple(
    f"proactive.channels.{name}" for name in ("gazette", "website", "weibo", "wechat", "other")
)


def _columns(
    report: AnnualReport, whole: str, parts: Sequence[str]
) -> Iterator[tuple[str, Indicator, Count, list[Count]]]:
    """For each number column in which all have a value: path, row, whole and parts."""
    if report.statistics is None:
        return
    rows = {indicator.identifier: indicator for indicator in report.statistics}
    if whole not in rows or any(part not in rows for part in parts):
        return
    top = rows[whole]
    for index, value in enumerate(top.values):
        columns = [rows[part].values[index : index + 1] for part in parts]
        values = [column[0] for column in columns if column and column[0] is not None]
        if value is not None and len(values) == len(parts):
            path = f"statistics.{whole}" + (f"[{index}]" if len(top.values) > 1 else "")
            yield path, top, value, values


def _sum(report: AnnualReport, whole: str, *parts: str) -> Iterator[Finding]:
    names = [part if "." in part else f"{whole}.{part}" for part in parts]
    for path, row, value, values in _columns(report, whole, names):
        if value != sum(values):
            yield path, f"{row.label} is {value}, but its parts add up to {sum(values)}"


def _at_most(report: AnnualReport, part: str, whole: str) -> Iterator[Finding]:
    for path, row, value, (limit,) in _columns(report, part, [whole]):
        if value > limit:
            yield path, f"{row.label} is {value}, more than the {limit} that it is part of"


@rule()
def p1(report: AnnualReport) -> Iterator[Finding]:
    """收到申请数 equals the requests in person, by fax, online and by letter.

    Inferred from the hierarchy of the table.
    """
    yield from _sum(report, "requests.received", "in_person", "fax", "online", "letter")


@rule()
def p2(report: AnnualReport) -> Iterator[Finding]:
    """申请办结数 equals those completed on time plus those extended.

    Inferred from the hierarchy of the table.
    """
    yield from _sum(report, "requests.completed", "on_time", "extended")


@rule()
def p3(report: AnnualReport) -> Iterator[Finding]:
    """申请答复数 equals the sum of its eight kinds of reply.

    Inferred from the hierarchy of the table.
    """
    yield from _sum(
        report,
        "requests.replies",
        *("already_public", "granted", "partially_granted", "refused"),
        *("other_organ", "nonexistent", "correction_asked", "other_channel"),
    )


@rule()
def p4(report: AnnualReport) -> Iterator[Finding]:
    """不同意公开答复数 equals the sum of its six grounds.

    Inferred from the hierarchy of the table.
    """
    yield from _sum(
        report,
        "requests.replies.refused",
        *("state_secret", "trade_secret", "privacy", "security_and_stability"),
        *("not_government_information", "other_legal_grounds"),
    )


@rule()
def p5(report: AnnualReport) -> Iterator[Finding]:
    """行政复议数量 and 行政诉讼数量 equal the sums of their three outcomes.

    Inferred from the hierarchy of the table.
    """
    yield from _sum(report, "review", "upheld", "corrected", "other")
    yield from _sum(report, "litigation", "upheld_or_dismissed", "corrected", "other")


@rule()
def p6(report: AnnualReport) -> Iterator[Finding]:
    """从事政府信息公开工作人员数 equals full-time plus part-time staff.

    Inferred from the hierarchy of the table.
    """
    yield from _sum(report, "resources.staff", "full_time", "part_time")


@rule()
def p7(report: AnnualReport) -> Iterator[Finding]:
    """A row that begins with 其中 is at most the row it is part of.

    Printed in the labels (其中): normative documents disclosed, conferences and interviews
    that the head took part in.
    """
    yield from _at_most(report, "proactive.normative_documents_disclosed", "proactive.items")
    for kind in ("press_conferences", "online_interviews"):
        yield from _at_most(report, f"response.{kind}_by_head", f"response.{kind}")


@rule(Severity.INFO)
def p8(report: AnnualReport) -> Iterator[Finding]:
    """主动公开政府信息数 lies between the largest channel and the sum of all channels.

    Arguable: the row's own note counts an item once whatever the channels, so that the channels
    need not add up to it.
    """
    for path, row, value, values in _columns(report, "proactive.items", CHANNELS):
        if not max(values) <= value <= sum(values):
            yield (
                path,
                f"{row.label} is {value}, but its channels allow {max(values)} to {sum(values)}",
            )
