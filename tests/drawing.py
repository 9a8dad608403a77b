"""How many examples a property draws, where it asks for more than the profile does."""

from __future__ import annotations

from hypothesis import settings

_QUICK = 10
"""Profiles with fewer examples than this one are quick: they draw a fifth of what is asked for."""


def examples(number: int) -> int:
    """So many examples; a fifth in the quick profile of ``make test``.

    ``make test-slow`` and hosted checks draw all of them.
    """
    return number if settings().max_examples >= _QUICK else max(2, number // 5)
