"""Checks on the table of section 三 (requests): R1, R2, R3, B2, and R6 over two years."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.checks.items import Broken, Items, Unknown
from govreport.checks.registry import CheckGroup
from govreport.checks.subject import Subject
from govreport.checks.totals import wrong_total
from govreport.language import phrase
from govreport.model import Count
from govreport.model.rules import COLUMNS, Equation, equations_of

GROUP = CheckGroup("requests", "sums of the requests table (section 三), and its carry-over")

LABELS = dict(
    zip(
        COLUMNS,
        ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"),
        strict=True,
    )
)
"""Column -> its label in the form."""

TOPIC = ("申请", "件数", "台账")


def _known(subject: Subject, rule: str) -> Iterator[tuple[Equation, list[Count]] | Unknown]:
    """The equations of a rule with their values; for the rest why they cannot be seen."""
    if subject.report.requests is None:
        yield Unknown(phrase("the requests table is not printed"))
        return
    missing: list[str] = []
    for equation in equations_of(subject.request_form, rule):
        values = subject.numbers(equation.paths)
        if values is None:
            missing += [p for p in equation.paths if subject.cells.values.get(p) is None]
        else:
            yield equation, values
    if missing:
        yield Unknown(*subject.cells.why_missing(list(dict.fromkeys(missing))))


def _column(path: str) -> str:
    return LABELS[path.rpartition(".")[2]]


@GROUP.check(
    basis="form",
    example="自然人: 新收 1 plus 上年结转 0 is 1, but 办理结果总计 0 plus 结转下年度 0 is 0",
)
def r1(subject: Subject) -> Items:
    """In each column, new requests plus carried over equal the results' total plus carried
    forward.

    Printed in the form: 本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和. A total
    left at 0 beside a disclosed request is published now and then.
    """
    for known in _known(subject, "R1"):
        if isinstance(known, Unknown):
            yield known
            continue
        equation, (new, over, total, forward) = known
        if new + over != total + forward:
            yield Broken(
                phrase(
                    "{column}: 新收 {new} plus 上年结转 {over} is {left}, but 办理结果总计 {total} "
                    "plus 结转下年度 {forward} is {right}",
                    column=_column(equation.left[0]),
                    new=new,
                    over=over,
                    left=new + over,
                    total=total,
                    forward=forward,
                    right=total + forward,
                ),
                (equation.right[0], *equation.left, equation.right[1]),
                cause="R1",
                stated=f"{total}",
                expected=f"{new + over - forward}",
                topic=TOPIC,
            )


@GROUP.check(basis="form", example="自然人: (七)总计 is 0, but its parts add up to 1")
def r2(subject: Subject) -> Items:
    """In each column, (七)总计 equals the sum of all result rows.

    The label 总计 in the form: only leaves are added, groups carry no value.
    """
    for known in _known(subject, "R2"):
        if isinstance(known, Unknown):
            yield known
            continue
        equation, values = known
        wrong = wrong_total(equation, values)
        if wrong is not None:
            message = phrase(
                "{column}: (七)总计 is {total}, but its parts add up to {sum}",
                column=_column(equation.right[0]),
                total=wrong.total,
                sum=wrong.sum,
            )
            yield wrong.broken(message, TOPIC)


@GROUP.check(basis="form", example="(一)予以公开: 总计 is 3, but its parts add up to 2")
def r3(subject: Subject) -> Items:
    """In each row, 总计 equals natural persons plus the five kinds of organisation.

    The label 总计 in the form. Some prints leave 总计 blank in every row: that is no violation,
    and the row cannot be seen.
    """
    for known in _known(subject, "R3"):
        if isinstance(known, Unknown):
            yield known
            continue
        equation, values = known
        wrong = wrong_total(equation, values)
        if wrong is not None:
            message = phrase(
                "{row}: 总计 is {total}, but its parts add up to {sum}",
                row=row_name(subject, equation.right[0]),
                total=wrong.total,
                sum=wrong.sum,
            )
            yield wrong.broken(message, TOPIC)


def row_name(subject: Subject, path: str) -> str:
    """The printed label of a row, without the column's; else its path."""
    name, _, column = subject.cells.name(path).rpartition(" ")
    return name if name and column else path.rpartition(".")[0]


@GROUP.check(
    basis="practice",
    scope="years",
    example="自然人: 上年结转 is 3, but the year before carried 2 forward",
)
def r6(before: Subject, after: Subject) -> Items:
    """In each column, carried over equals what the year before carried forward.

    Local notices ask for it (勾稽). There is no counterpart for the 2018 report, nor for agencies
    reorganised since.
    """
    if before.report.requests is None or after.report.requests is None:
        yield Unknown(phrase("the requests table is not printed in both reports"))
        return
    for column in COLUMNS:
        path, origin = f"requests.carried_over.{column}", f"requests.carried_forward.{column}"
        now, then = after.cells.get(path).value, before.cells.get(origin).value
        if now is None or then is None:
            holder, missing = (after, path) if now is None else (before, origin)
            yield Unknown(*holder.cells.why_missing([missing]))
        elif now != then:
            yield Broken(
                phrase(
                    "{column}: 上年结转 is {now}, but the year before carried {then} forward",
                    column=LABELS[column],
                    now=now,
                    then=then,
                ),
                (path,),
                cause="R6",
                stated=f"{now}",
                expected=f"{then}",
                topic=TOPIC,
            )


@GROUP.check(basis="own", share=20, least=10, example="结转下年度 is 30 of 新收 100")
def b2(subject: Subject) -> Items:
    """结转下年度 is at most 20 % of 新收.

    Ours: the legal time for a reply is 20 working days (条例 第三十三条), so that few requests of
    a year are open at its end.
    """
    paths = ("requests.carried_forward.total", "requests.new_requests.total")
    values = subject.numbers(paths)
    if values is None:
        yield Unknown(*subject.cells.why_missing(paths))
        return
    forward, new = values
    if new >= subject.parameters["least"] and forward * 100 > new * subject.parameters["share"]:
        yield Broken(
            phrase("结转下年度 is {forward} of 新收 {new}", forward=forward, new=new), paths
        )
