"""Reports to make tables of: the bundled ones, and those whose figures are known."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.published import FOLDERS, known

import govreport
from govreport.model import AnnualReport

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "examples" / "reports"


@pytest.fixture(scope="session")
def bundled() -> list[AnnualReport]:
    """The reports that come with the project, in the order of their names."""
    return [govreport.read(path) for path in sorted(REPORTS.glob("*.txt"))]


@pytest.fixture(scope="session")
def corpus() -> list[AnnualReport]:
    """The reports whose figures are known: our own, and published ones where present."""
    return [one.report for one in known(*FOLDERS)]
