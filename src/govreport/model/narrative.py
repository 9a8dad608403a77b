"""Figures in prose."""

from __future__ import annotations

from attrs import field, frozen

from govreport.document import Span
from govreport.model.values import Count


@frozen
class Fact:
    """One figure that a sentence states.

    Attributes:
        identifier: what is counted, an identifier of the national table (``requests.received``)
            or one of the narrative's own (``docs/narrative.md``).
        value: ``int``, or ``Decimal`` for money and fractions.
        unit: as printed, in Simplified characters: 件, 条, 人次, 万元 ...
        approximate: True for 余, 多, 近, 约, 几 and the like.
        sentence: the sentence it stands in, as printed.
        organ: whose figure it is, when the sentence names one (区政府, 区直部门); None for the
            reporting organ as a whole.
        span: the place of the number itself.
    """

    identifier: str
    value: Count
    unit: str | None = None
    approximate: bool = False
    sentence: str = ""
    organ: str | None = None
    raw: str = ""
    span: Span | None = field(default=None, eq=False)
