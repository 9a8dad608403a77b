"""Checks on the table of section 二 (disclosure): R8, R9, F5, and R7, R10 over two years."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from govreport.checks.items import Broken, Item, Items, NotConcerned, Unknown
from govreport.checks.registry import CheckGroup
from govreport.checks.subject import Subject
from govreport.language import phrase

GROUP = CheckGroup("disclosure", "the table of what was disclosed (section 二)")

DOCUMENTS = {"rules": "规章", "normative_documents": "规范性文件"}
ITEMS = {
    "licensing": "行政许可",
    "other_external_services": "其他对外管理服务事项",
    "penalties": "行政处罚",
    "coercive_measures": "行政强制",
    "administrative_fees": "行政事业性收费",
}
TOPIC = ("规范性文件", "规章", "文件清理", "现行有效")
ITEM_TOPIC = ("事项", "清单", "许可", "处罚", "强制", "收费")


def _path(row: str, column: str) -> str:
    return f"proactive_disclosure.{row}.{column}"


def _has(subject: Subject, column: str, rows: Iterable[str] = DOCUMENTS) -> bool:
    """Whether any of the rows has this column: the form is known by it."""
    cells = [subject.cells.get(_path(row, column)) for row in rows]
    return any(cell.status is not None or cell.value is not None for cell in cells)


def _lacking(subject: Subject, form: str, column: str, rows: Iterable[str] = DOCUMENTS) -> Item:
    """Why a column is not there: its form is another one, or it is not printed."""
    report = subject.report
    if report.proactive_disclosure is None:
        return Unknown(phrase("the table of section 二 is not printed"))
    printed = report.forms.proactive_disclosure
    if printed is not None and form not in printed.split("/"):
        return NotConcerned(f"a column of the form of {form} only")
    return Unknown(*subject.cells.why_missing([_path(row, column) for row in rows]))


@GROUP.check(
    basis="practice",
    scope="years",
    example="规范性文件: 现行有效 is 12, but 11 of the year before plus 制发 2 minus 废止 0 is 13",
)
def r7(before: Subject, after: Subject) -> Items:
    """现行有效件数 equals that of the year before plus 制发 minus 废止.

    What the columns of the form of 2021 mean. A recount (清理) during the year breaks it
    lawfully; most such reports say so.
    """
    if not _has(after, "in_force"):
        yield _lacking(after, "2021", "in_force")
        return
    for row, label in DOCUMENTS.items():
        paths = [_path(row, column) for column in ("issued", "abolished", "in_force")]
        values = after.numbers(paths)
        start = before.cells.get(paths[2]).value
        if values is None or start is None:
            holder, missing = (after, paths) if values is None else (before, paths[2:])
            yield Unknown(*holder.cells.why_missing(missing))
            continue
        issued, abolished, in_force = values
        expected = start + issued - abolished
        if in_force != expected:
            yield Broken(
                phrase(
                    "{label}: 现行有效 is {in_force}, but {start} of the year before plus 制发 "
                    "{issued} minus 废止 {abolished} is {expected}",
                    label=label,
                    in_force=in_force,
                    start=start,
                    issued=issued,
                    abolished=abolished,
                    expected=expected,
                ),
                (paths[2], *paths[:2]),
                stated=f"{in_force}",
                expected=f"{expected}",
                topic=TOPIC,
            )


@GROUP.check(basis="practice", example="规章: 制发 is 3, more than 现行有效 1 plus 废止 0")
def r8(subject: Subject) -> Items:
    """制发件数 is at most 现行有效件数 plus 废止件数.

    What the columns of the form of 2021 mean: what was issued in the year is in force or was
    abolished.
    """
    if not _has(subject, "issued"):
        yield _lacking(subject, "2021", "issued")
        return
    for row, label in DOCUMENTS.items():
        paths = [_path(row, column) for column in ("issued", "in_force", "abolished")]
        values = subject.numbers(paths)
        if values is None:
            yield Unknown(*subject.cells.why_missing(paths))
            continue
        issued, in_force, abolished = values
        if issued > in_force + abolished:
            yield Broken(
                phrase(
                    "{label}: 制发 is {issued}, more than 现行有效 {in_force} plus 废止 "
                    "{abolished}",
                    label=label,
                    issued=issued,
                    in_force=in_force,
                    abolished=abolished,
                ),
                tuple(paths),
                stated=f"{issued}",
                expected=f"≤{in_force + abolished}",
                topic=TOPIC,
            )


@GROUP.check(
    basis="practice", example="规范性文件: 对外公开总数量 is 2, less than 本年新公开数量 5"
)
def r9(subject: Subject) -> Items:
    """对外公开总数量 is at least 本年新公开数量.

    What the columns of the form of 2019 mean. Nothing ties 本年新制作数量 to the other two.
    """
    if not _has(subject, "newly_disclosed"):
        yield _lacking(subject, "2019", "newly_disclosed")
        return
    for row, label in DOCUMENTS.items():
        paths = [_path(row, column) for column in ("total_disclosed", "newly_disclosed")]
        values = subject.numbers(paths)
        if values is None:
            yield Unknown(*subject.cells.why_missing(paths))
        elif values[0] < values[1]:
            yield Broken(
                phrase(
                    "{label}: 对外公开总数量 is {total}, less than 本年新公开数量 {new}",
                    label=label,
                    total=values[0],
                    new=values[1],
                ),
                tuple(paths),
                topic=TOPIC,
            )


@GROUP.check(
    basis="practice",
    scope="years",
    example=(
        "行政许可: 上一年项目数量 is 9, but the report before leads to 5 and a change of 3, "
        "which is 8"
    ),
)
def r10(before: Subject, after: Subject) -> Items:
    """上一年项目数量 equals that of the report before plus its 本年增/减.

    What the columns of the form of 2019 mean; two reports in that form are needed.
    """
    if not _has(after, "previous_year_items", ITEMS):
        yield _lacking(after, "2019", "previous_year_items", ITEMS)
        return
    for row, label in ITEMS.items():
        items, change = _path(row, "previous_year_items"), _path(row, "change")
        start = before.numbers([items, change])
        now = after.cells.get(items).value
        if start is None or now is None:
            holder, missing = (before, [items, change]) if start is None else (after, [items])
            yield Unknown(*holder.cells.why_missing(missing))
            continue
        if start[0] + start[1] != now:
            yield Broken(
                phrase(
                    "{label}: 上一年项目数量 is {now}, but the report before leads to {start} and "
                    "a change of {change}, which is {expected}",
                    label=label,
                    now=now,
                    start=start[0],
                    change=start[1],
                    expected=start[0] + start[1],
                ),
                (items,),
                stated=f"{now}",
                expected=f"{start[0] + start[1]}",
                topic=ITEM_TOPIC,
            )


@GROUP.check(
    basis="form",
    decimals=6,
    example="行政事业性收费: the amount 12元 is not in 万元",
)
def f5(subject: Subject) -> Items:
    """The amount of table 2 (八) is in 万元, with at most six decimals.

    Printed in the form of 2021: 本年收费金额(单位:万元). Six decimals are one 分.
    """
    path = _path("administrative_fees", "amount")
    cell = subject.cells.get(path)
    if cell.value is None:
        if cell.status is not None:
            yield Unknown(*subject.cells.why_missing([path]))
        else:
            yield _lacking(subject, "2021", "amount", ("administrative_fees",))
        return
    if cell.unit not in (None, "万元"):
        yield Broken(
            phrase(
                "行政事业性收费: the amount {amount}{unit} is not in 万元",
                amount=cell.value,
                unit=cell.unit,
            ),
            (path,),
            stated=f"{cell.value}{cell.unit}",
            expected="万元",
        )
    exponent = cell.value.as_tuple().exponent if isinstance(cell.value, Decimal) else 0
    if isinstance(exponent, int) and -exponent > subject.parameters["decimals"]:
        yield Broken(
            phrase("行政事业性收费: the amount {amount} has too many decimals", amount=cell.value),
            (path,),
            stated=f"{cell.value}",
        )
