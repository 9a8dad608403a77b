"""Section 四, 政府信息公开行政复议、行政诉讼情况: reviews and lawsuits."""

from __future__ import annotations

from attrs import frozen

from govreport.model.values import Count


@frozen
class CaseCounts:
    """Five outcomes of one kind of case, unit 件. ``total`` is printed, never computed (R5)."""

    upheld: Count | None = None
    corrected: Count | None = None
    other_result: Count | None = None
    pending: Count | None = None
    total: Count | None = None


@frozen
class ReviewAndLitigation:
    """The table of section 四: 行政复议, 未经复议直接起诉, 复议后起诉. Identical in both forms."""

    review: CaseCounts | None = None
    litigation_direct: CaseCounts | None = None
    litigation_after_review: CaseCounts | None = None
