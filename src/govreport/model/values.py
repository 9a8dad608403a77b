"""Values and their status: what one printed cell becomes."""

from __future__ import annotations

import enum
from decimal import Decimal
from typing import TypeAlias

from attrs import frozen


class Status(enum.StrEnum):
    """What happened to one cell. The seven are never mixed up, and survive every export."""

    READ = "read"  # printed, and its place is known without inference
    BLANK = "blank"  # the cell is there and empty: value None, never 0
    NOT_APPLICABLE = "not_applicable"  # a placeholder such as / or -: value None, raw kept
    INFERRED = "inferred"  # printed; its row or column was concluded, a diagnostic says how
    UNPLACED = "unplaced"  # printed, and no single place for it: kept outside the model
    CORRECTED = "corrected"  # a person's correction; the value that was read stays beside it
    NOT_A_NUMBER = "not_a_number"  # words such as 见附件: value None, raw kept, a diagnostic


@frozen
class Amount:
    """A sum of money with the unit that the report states; None when it states none.

    >>> Amount(Decimal("116408.28")).unit is None
    True
    """

    value: Decimal
    unit: str | None = None


Count: TypeAlias = int | Decimal
"""A count is an ``int``; a ``Decimal`` only where a fraction is printed, against rule R11."""

Value: TypeAlias = int | Decimal | None
"""What a record carries: None for a cell without a number."""
