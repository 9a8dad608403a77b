"""The page about tables says what the library does."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_examples_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each example gives the output that is printed below it."""
    monkeypatch.chdir(ROOT)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    result = doctest.testfile(
        str(ROOT / "docs" / "tables.md"), module_relative=False, encoding="utf-8", optionflags=flags
    )

    assert result.attempted > 5
    assert result.failed == 0
