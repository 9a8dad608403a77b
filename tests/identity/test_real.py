"""Year and organ of real documents, against what a careful reader wrote down."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from govreport.document import Document
from govreport.prose.identity import identify

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
ONLY_IN_THE_ADDRESS = {"018", "037"}  # the organ stands in the page's address, not in its text

DOCUMENTS = sorted(
    path
    for folder in ("samples", "corpus")
    for path in (SHARED / folder).glob("*")
    if path.suffix in (".txt", ".html")
)


@pytest.mark.skipif(not DOCUMENTS, reason="the real documents are not beside the project")
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name[:3])
def test_real_document(path: Path) -> None:
    """Year and organ of a real document are right, or None where its text is silent."""
    expected = json.loads(next((path.parent / "expected").glob(f"{path.name[:3]}*")).read_text())
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        text = re.sub("<[^>]+>", "\n", text)
    identity = identify(Document(text))
    agency = (
        None if path.name[:3] in ONLY_IN_THE_ADDRESS else expected.get("agency", identity.agency)
    )

    assert str(identity.year) == str(expected["year"])
    assert identity.agency == agency
