"""Documents with known figures: our own, and published reports where they lie beside the project.

Published reports are no part of the project. What is asked of them is asked of our own documents
too (`tests/stand_ins`, written by ``python -m tests.stand_ins.make``), so a clone without them runs
the same tests.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

import govreport
from govreport.model import AnnualReport

OWN = Path(__file__).resolve().parent / "stand_ins"
SHARED = Path(__file__).resolve().parents[2] / "shared"
SAMPLES = SHARED / "samples"
CORPUS = SHARED / "corpus"

PUBLISHED = SAMPLES.is_dir() and CORPUS.is_dir()
"""Whether the published reports are beside the project."""

FOLDERS = (OWN, SAMPLES, CORPUS) if PUBLISHED else (OWN,)


@frozen
class Known:
    """A document whose figures a careful reader wrote down."""

    folder: Path
    number: str

    @property
    def name(self) -> str:
        """Folder and number, as a test shows it."""
        return f"{self.folder.name}-{self.number}"

    @property
    def file(self) -> Path:
        """The document."""
        return next(self.folder.glob(f"{self.number}_*"))

    @property
    def expected(self) -> dict[str, Any]:
        """What was written down."""
        return _expected(self)

    @property
    def report(self) -> AnnualReport:
        """What the library reads, once for all tests of a process."""
        return _report(self)


def published_only() -> None:
    """Skip the module that asks: what it tests is known of published reports alone."""
    if not PUBLISHED:
        pytest.skip("the published reports are not beside the project", allow_module_level=True)


@cache
def _expected(known: Known) -> dict[str, Any]:
    file = next((known.folder / "expected").glob(f"{known.number}*.json"))
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


@cache
def _report(known: Known) -> AnnualReport:
    return govreport.read(known.file)


def known(*folders: Path) -> list[Known]:
    """The documents of some folders that have expectations, in the order of their numbers."""
    return [
        Known(folder, file.name[:3])
        for folder in folders
        if folder in FOLDERS
        for file in sorted((folder / "expected").glob("*.json"))
    ]


def each(documents: list[Known]) -> Callable[[Any], Any]:
    """Parametrize a test's argument ``one`` by documents."""
    return pytest.mark.parametrize("one", documents, ids=lambda one: one.name)
