"""Checks on the table of section 四 (reviews and lawsuits): R5, and B1 over two years."""

from __future__ import annotations

from govreport.checks.items import Broken, Items, Unknown
from govreport.checks.registry import CheckGroup
from govreport.checks.subject import Subject
from govreport.checks.totals import wrong_total
from govreport.language import phrase
from govreport.model.rules import BLOCKS, equations_of

GROUP = CheckGroup("review", "sums of the table of reviews and lawsuits (section 四)")

LABELS = dict(zip(BLOCKS, ("行政复议", "未经复议直接起诉", "复议后起诉"), strict=True))
"""Block -> its label in the form."""

TOPIC = ("复议", "诉讼")


@GROUP.check(basis="form", example="行政复议: 总计 is 0, but its parts add up to 11")
def r5(subject: Subject) -> Items:
    """In each block, 总计 equals upheld plus corrected plus other results plus pending.

    The label 总计 in the form. A total of 0 beside parts is the commonest human error.
    """
    if subject.report.review_and_litigation is None:
        yield Unknown(phrase("the table of reviews and lawsuits is not printed"))
        return
    for equation in equations_of(subject.request_form, "R5"):
        values = subject.numbers(equation.paths)
        if values is None:
            yield Unknown(*subject.cells.why_missing(equation.paths))
            continue
        wrong = wrong_total(equation, values)
        if wrong is not None:
            message = phrase(
                "{block}: 总计 is {total}, but its parts add up to {sum}",
                block=LABELS[equation.right[0].split(".")[1]],
                total=wrong.total,
                sum=wrong.sum,
            )
            yield wrong.broken(message, TOPIC)


@GROUP.check(
    basis="own",
    scope="years",
    example="复议后起诉 is 9, but only 5 reviews were closed this year and last",
)
def b1(before: Subject, after: Subject) -> Items:
    """Lawsuits after review are at most the reviews closed this year and last.

    Ours: a lawsuit after review follows a review that was closed. Reviews of other agencies'
    acts, and older ones, may be among them.
    """
    lawsuits = "review_and_litigation.litigation_after_review.total"
    closed = [f"review_and_litigation.review.{n}" for n in ("upheld", "corrected", "other_result")]
    now = after.numbers([lawsuits, *closed])
    then = before.numbers(closed)
    if now is None or then is None:
        holder, paths = (after, [lawsuits, *closed]) if now is None else (before, closed)
        yield Unknown(*holder.cells.why_missing(paths))
        return
    reviews = sum(now[1:]) + sum(then)
    if now[0] > reviews:
        yield Broken(
            phrase(
                "复议后起诉 is {lawsuits}, but only {reviews} reviews were closed this year "
                "and last",
                lawsuits=now[0],
                reviews=reviews,
            ),
            (lawsuits, *closed),
        )
