"""Sum rules as predicates over the values of one row or block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeAlias

Rule: TypeAlias = Callable[[Sequence[int | Decimal | None]], bool]
"""Does this row of values, None for a blank, agree with the form?"""


def last_is_sum(values: Sequence[int | Decimal | None]) -> bool:
    """R3 and R5: the last value, if printed, is the sum of those before it.

    >>> last_is_sum([217, 1, 0, 0, 0, 0, 218]), last_is_sum([1, 2, 4]), last_is_sum([1, 2, None])
    (True, False, True)
    """
    total = values[-1]
    if total is None:
        return True
    return sum((value for value in values[:-1] if value is not None), Decimal(0)) == total
