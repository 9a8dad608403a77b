"""What only types need."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def some(value: T | None) -> T:
    """A part of a report that the test needs; without it the test fails here."""
    assert value is not None
    return value
