"""Options of the whole test suite."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-goldens`` rewrites the expectations below ``tests/golden/documents``."""
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="rewrite the expectations in tests/golden/documents from what is read now",
    )


def pytest_configure() -> None:
    """Let coverage see the processes that read files."""
    from tests import measuring

    if measuring.is_measured():
        measuring.let_children_end()
