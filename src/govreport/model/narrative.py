"""Figures in prose."""

from __future__ import annotations

from attrs import field, frozen

from govreport.document import Span
from govreport.model.values import Count, Status


@frozen
class Fact:
    """One figure that a sentence states.

    Attributes:
        identifier: what is counted, an identifier of the national table (``requests.received``)
            or one of the narrative's own (see the reference of figures in prose).
        value: ``int``, or ``Decimal`` for money and fractions.
        unit: as printed, in Simplified characters: 件, 条, 人次, 万元 ...
        approximate: True for 余, 多, 近, 约, 几 and the like.
        sentence: the sentence it stands in, as printed.
        organ: whose figure it is, when the sentence names one (区政府, 区直部门); None for the
            reporting agency as a whole.
        span: the place of the number itself.
        part: the figure counts only a part of what the identifier names: one category, one
            account, one agency among several. A panel adds none of these and takes none for the
            whole.
        cumulative: counted since some earlier date (累计, 截至, 自2008年以来), not in the year.
        status: ``read``; ``inferred`` where the sentence was read from a picture.
    """

    identifier: str
    value: Count
    unit: str | None = None
    approximate: bool = False
    sentence: str = ""
    organ: str | None = None
    raw: str = ""
    span: Span | None = field(default=None, eq=False)
    part: bool = False
    cumulative: bool = False
    status: Status = field(default=Status.READ, eq=False)
