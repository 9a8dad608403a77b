"""Hypothesis strategies for what stands in one cell."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from govreport.model import Amount
from govreport.model.tables import CellContent
from govreport.tables.forms import Column


def counts(*, largest: int = 1_000_000) -> st.SearchStrategy[int]:
    """Non-negative counts as reports have them: mostly 0, often small, sometimes large."""
    return st.one_of(
        st.just(0),
        st.integers(0, min(9, largest)),
        st.integers(0, min(300, largest)),
        st.integers(0, largest),
    )


def amounts(*, unit: str | None = None) -> st.SearchStrategy[Amount]:
    """Sums of money with up to four decimals.

    Args:
        unit: the unit that the form's header states; None for a form that states none, where
            the cell may carry 元 or 万元, or nothing.
    """
    values = st.one_of(
        st.just(Decimal(0)),
        st.integers(0, 10**7).map(Decimal),
        st.decimals(0, 10**7, places=2),
        st.decimals(0, 10**5, places=4),
    )
    units = st.sampled_from((None, "元", "万元")) if unit is None else st.just(unit)
    return st.builds(Amount, values, units)


def fractions(*, largest: int = 100_000) -> st.SearchStrategy[int | Decimal]:
    """Numbers with up to two decimals, as percentages and averages are printed."""
    return st.one_of(st.integers(0, largest), st.decimals(0, largest, places=2))


def cells(column: Column, *, blanks: bool = False) -> st.SearchStrategy[CellContent]:
    """What one cell of a column may hold.

    Args:
        column: a column of a form.
        blanks: whether the cell may be blank (None).
    """
    strategy: st.SearchStrategy[CellContent]
    if column.kind == "money":
        strategy = amounts(unit=column.unit)
    elif column.kind in ("decimal", "percent"):
        strategy = fractions(largest=100 if column.kind == "percent" else 100_000)
    elif column.signed:
        strategy = st.one_of(counts(), st.integers(-500, -1))
    else:
        strategy = counts()
    return st.one_of(strategy, st.none()) if blanks else strategy
