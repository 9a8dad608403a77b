"""What the tests of the readers share."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).resolve().parent


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"reader_tests_{name}", HERE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def forms() -> ModuleType:
    """The official tables as data."""
    return _load("forms")


@pytest.fixture(scope="session")
def tiny() -> ModuleType:
    """Makers of small hand-written files."""
    return _load("tiny")


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The directory of the committed files."""
    return HERE / "fixtures"
