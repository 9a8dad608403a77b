"""Reports to make tables of: the bundled ones, our own of every layout, published ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.published import CORPUS, OWN, PUBLISHED, known

import govreport
from govreport.model import AnnualReport

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "examples" / "reports"


@pytest.fixture(scope="session")
def bundled() -> list[AnnualReport]:
    """The reports that come with the project, in the order of their names."""
    return [govreport.read(path) for path in sorted(REPORTS.glob("*.txt"))]


@pytest.fixture(scope="session")
def own() -> list[AnnualReport]:
    """Our own documents of every era and layout."""
    return [one.report for one in known(OWN)]


@pytest.fixture(scope="session")
def corpus() -> list[AnnualReport]:
    """The published reports of the corpus; skipped where it is not beside the project."""
    if not PUBLISHED:
        pytest.skip("the published reports are not beside the project")
    return [one.report for one in known(CORPUS)]
