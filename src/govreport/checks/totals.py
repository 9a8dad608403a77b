"""A printed total beside the sum of its parts: R2, R3 and R5 say what differs in one way."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from govreport.checks.items import Broken
from govreport.language import Phrase
from govreport.model import Count
from govreport.model.rules import Equation


@frozen
class WrongTotal:
    """A total that is not the sum of its parts.

    Attributes:
        rule: the check.
        paths: the total, then the parts that are not 0.
        total: what is printed.
        sum: what the parts add up to.
    """

    rule: str
    paths: tuple[str, ...]
    total: Count
    sum: Count

    def broken(self, message: Phrase, topic: tuple[str, ...]) -> Broken:
        """The item of the check; those of one check are one finding."""
        return Broken(
            message,
            self.paths,
            cause=self.rule,
            stated=f"{self.total}",
            expected=f"{self.sum}",
            topic=topic,
        )


def wrong_total(equation: Equation, values: Sequence[Count]) -> WrongTotal | None:
    """The difference, or None where the total is right.

    Args:
        equation: parts on its left, the total alone on its right.
        values: of the equation's paths, in their order.

    >>> wrong_total(Equation("R3", ("a", "b"), ("all",)), [2, 0, 3])
    WrongTotal(rule='R3', paths=('all', 'a'), total=3, sum=2)
    >>> wrong_total(Equation("R3", ("a", "b"), ("all",)), [2, 1, 3])
    """
    *parts, total = values
    if total == sum(parts):
        return None
    counted = [path for path, value in zip(equation.left, parts, strict=True) if value]
    return WrongTotal(equation.rule, (*equation.right, *counted), total, sum(parts))
