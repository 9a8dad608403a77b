"""Year and organ of real documents, against what a careful reader wrote down."""

from __future__ import annotations

import re

from tests.published import FOLDERS, Known, each, known

from govreport.document import Document
from govreport.prose.identity import identify

ONLY_IN_THE_ADDRESS = {"corpus-018", "corpus-037"}  # in the page's address, not in its text
TEXTS = [one for one in known(*FOLDERS) if one.file.suffix in (".txt", ".html")]


@each(TEXTS)
def test_known_document(one: Known) -> None:
    """Year and agency of a document are right, or None where its text is silent."""
    text = one.file.read_text(encoding="utf-8")
    if one.file.suffix == ".html":
        text = re.sub("<[^>]+>", "\n", text)
    identity = identify(Document(text))
    named = one.expected.get("agency", identity.agency)

    assert str(identity.year) == str(one.expected["year"])
    assert identity.agency == (None if one.name in ONLY_IN_THE_ADDRESS else named)
