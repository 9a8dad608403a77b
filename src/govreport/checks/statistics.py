"""Checks on the national statistics table 2014-2018: P1 to P8. P9 states no demand."""

from __future__ import annotations

from collections.abc import Sequence

from govreport.checks.items import Broken, Items, Unknown
from govreport.checks.registry import CheckGroup
from govreport.checks.subject import Subject
from govreport.diagnostics import Severity
from govreport.language import phrase
from govreport.model import Count, Indicator
from govreport.model.rules import STATISTICS_SUMS

GROUP = CheckGroup("statistics", "the national statistics table 2014 to 2018")

CHANNELS = tuple(
    f"proactive.channels.{name}" for name in ("gazette", "website", "weibo", "wechat", "other")
)


def _column(subject: Subject, names: Sequence[str], column: int) -> list[Count] | None:
    """One number column of several rows; None as soon as one has no value."""
    found = []
    for name in names:
        row = _row(subject, name)
        value = row.values[column] if row is not None and column < len(row.values) else None
        if value is None:
            return None
        found.append(value)
    return found


def _row(subject: Subject, name: str) -> Indicator | None:
    for row in subject.report.statistics or ():
        if row.identifier == name:
            return row
    return None


def _path(subject: Subject, name: str, column: int) -> str:
    row = _row(subject, name)
    several = column > 0 or (row is not None and len(row.values) > 1)
    return f"statistics.{name}" + (f"[{column}]" if several else "")


def _columns(subject: Subject, name: str) -> int:
    row = _row(subject, name)
    return len(row.values) if row is not None else 1


def _sums(subject: Subject, rule: str) -> Items:
    for whole, parts in STATISTICS_SUMS[rule]:
        names = [f"{whole}.{part}" for part in parts]
        for column in range(_columns(subject, whole)):
            paths = tuple(_path(subject, name, column) for name in (whole, *names))
            values = _column(subject, (whole, *names), column)
            if values is None:
                yield Unknown(*subject.cells.why_missing(paths))
            elif values[0] != sum(values[1:]):
                row = _row(subject, whole)
                yield Broken(
                    phrase(
                        "{label} is {value}, but its parts add up to {sum}",
                        label=row.label if row is not None else whole,
                        value=values[0],
                        sum=sum(values[1:]),
                    ),
                    paths,
                    stated=f"{values[0]}",
                    expected=f"{sum(values[1:])}",
                )


def _at_most(subject: Subject, part: str, whole: str) -> Items:
    for column in range(_columns(subject, part)):
        paths = (_path(subject, part, column), _path(subject, whole, column))
        values = _column(subject, (part, whole), column)
        if values is None:
            yield Unknown(*subject.cells.why_missing(paths))
        elif values[0] > values[1]:
            row = _row(subject, part)
            yield Broken(
                phrase(
                    "{label} is {value}, more than the {limit} that it is part of",
                    label=row.label if row is not None else part,
                    value=values[0],
                    limit=values[1],
                ),
                paths,
                stated=f"{values[0]}",
            )


@GROUP.check(
    basis="form", era="before 2019", example="(一)收到申请数 is 3, but its parts add up to 2"
)
def p1(subject: Subject) -> Items:
    """收到申请数 equals the requests in person, by fax, online and by letter.

    The hierarchy of the table.
    """
    yield from _sums(subject, "P1")


@GROUP.check(
    basis="form", era="before 2019", example="(二)申请办结数 is 3, but its parts add up to 2"
)
def p2(subject: Subject) -> Items:
    """申请办结数 equals those completed on time plus those extended.

    The hierarchy of the table.
    """
    yield from _sums(subject, "P2")


@GROUP.check(
    basis="form", era="before 2019", example="(三)申请答复数 is 3, but its parts add up to 2"
)
def p3(subject: Subject) -> Items:
    """申请答复数 equals the sum of its eight kinds of reply.

    The hierarchy of the table.
    """
    yield from _sums(subject, "P3")


@GROUP.check(
    basis="form", era="before 2019", example="4.不同意公开答复数 is 3, but its parts add up to 2"
)
def p4(subject: Subject) -> Items:
    """不同意公开答复数 equals the sum of its six grounds.

    The hierarchy of the table.
    """
    yield from _sums(subject, "P4")


@GROUP.check(
    basis="form", era="before 2019", example="四、行政复议数量 is 3, but its parts add up to 2"
)
def p5(subject: Subject) -> Items:
    """行政复议数量 and 行政诉讼数量 equal the sums of their three outcomes.

    The hierarchy of the table.
    """
    yield from _sums(subject, "P5")


@GROUP.check(
    basis="form", era="before 2019", example="(三)工作人员数 is 3, but its parts add up to 2"
)
def p6(subject: Subject) -> Items:
    """从事政府信息公开工作人员数 equals full-time plus part-time staff.

    The hierarchy of the table.
    """
    yield from _sums(subject, "P6")


@GROUP.check(
    basis="form",
    era="before 2019",
    example="其中:主动公开规范性文件数 is 9, more than the 7 that it is part of",
)
def p7(subject: Subject) -> Items:
    """A row that begins with 其中 is at most the row it is part of.

    Printed in the labels (其中): normative documents disclosed, conferences and interviews
    that the head took part in.
    """
    yield from _at_most(subject, "proactive.normative_documents_disclosed", "proactive.items")
    for kind in ("press_conferences", "online_interviews"):
        yield from _at_most(subject, f"response.{kind}_by_head", f"response.{kind}")


@GROUP.check(
    basis="form",
    era="before 2019",
    severity=Severity.INFO,
    example="(一)主动公开政府信息数 is 9, but its channels allow 12 to 30",
)
def p8(subject: Subject) -> Items:
    """主动公开政府信息数 lies between the largest channel and the sum of all channels.

    The row's own note counts an item once whatever the channels, so that the channels need not
    add up to it. Arguable.
    """
    whole = "proactive.items"
    for column in range(_columns(subject, whole)):
        paths = tuple(_path(subject, name, column) for name in (whole, *CHANNELS))
        values = _column(subject, (whole, *CHANNELS), column)
        if values is None:
            yield Unknown(*subject.cells.why_missing(paths))
        elif not max(values[1:]) <= values[0] <= sum(values[1:]):
            row = _row(subject, whole)
            yield Broken(
                phrase(
                    "{label} is {value}, but its channels allow {least} to {most}",
                    label=row.label if row is not None else whole,
                    value=values[0],
                    least=max(values[1:]),
                    most=sum(values[1:]),
                ),
                paths,
            )
