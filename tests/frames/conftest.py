"""Reports to make tables of: the bundled ones, and the corpus where it is present."""

from __future__ import annotations

from pathlib import Path

import pytest

import govreport
from govreport.model import AnnualReport

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "examples" / "reports"
CORPUS = ROOT.parent / "shared" / "corpus"


@pytest.fixture(scope="session")
def bundled() -> list[AnnualReport]:
    """The reports that come with the project, in the order of their names."""
    return [govreport.read(path) for path in sorted(REPORTS.glob("*.txt"))]


@pytest.fixture(scope="session")
def corpus() -> list[AnnualReport]:
    """The reports of the corpus that are recognised; skipped where there is none."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus of real reports is not part of the project")
    found = []
    for path in sorted(CORPUS.iterdir()):
        if path.suffix in (".txt", ".html", ".pdf"):
            try:
                found.append(govreport.read(path))
            except govreport.UnrecognisedReport:
                continue
    return found
