"""The sum rule of rows R3 and R5."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govreport.tables.placement import last_is_sum


@pytest.mark.parametrize(
    ("values", "holds"),
    [
        ([1, 2, 3], True),
        ([1, 2, 4], False),
        ([1, None, 1], True),
        ([1, 2, None], True),
        ([0, 0, 0], True),
        ([10, 1, 0], False),
        ([Decimal("0.5"), Decimal("0.5"), 1], True),
        ([None, None, 1], False),
    ],
)
def test_last_is_sum(values: list[int | Decimal | None], holds: bool) -> None:
    """A printed total is the sum of what is printed; a blank total breaks nothing."""
    assert last_is_sum(values) is holds
