"""Rule on the table of section 四 (review and litigation): R5."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.checks.registry import Finding, rule
from govreport.model import AnnualReport

BLOCKS = {
    "review": "行政复议",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_review": "复议后起诉",
}
OUTCOMES = ("upheld", "corrected", "other_result", "pending")


@rule()
def r5(report: AnnualReport) -> Iterator[Finding]:
    """In each block, 总计 equals upheld plus corrected plus other results plus pending.

    Inferred from the label 总计. A total of 0 beside parts is the commonest human error.
    """
    if report.review_and_litigation is None:
        return
    for block, label in BLOCKS.items():
        counts = getattr(report.review_and_litigation, block)
        if counts is None:
            continue
        values = [getattr(counts, outcome) for outcome in OUTCOMES]
        if None not in values and counts.total is not None and counts.total != sum(values):
            yield (
                f"review_and_litigation.{block}.total",
                f"{label}: 总计 is {counts.total}, but its parts add up to {sum(values)}",
            )
