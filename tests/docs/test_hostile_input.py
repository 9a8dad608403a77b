"""The page on hostile input names tests that exist, one for each kind."""

from __future__ import annotations

import re

import pytest
from tests.docs.pages import DOCS, ROOT

PAGE = DOCS / "en" / "project" / "hostile-input.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| input")
]


def test_page_has_a_row_for_each_kind() -> None:
    """Three cells each, no kind twice."""
    assert len(ROWS) > 40
    assert {len(row) for row in ROWS} == {3}
    assert len({row[0] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0])[:40])
def test_named_test_exists(row: list[str]) -> None:
    """The file is there and defines the test."""
    found = re.fullmatch(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`", row[2])

    assert found is not None
    source = (ROOT / found[1]).read_text(encoding="utf-8")
    assert f"\ndef {found[2] or 'test_'}" in source
