"""A stretch of a document in Simplified characters that still knows where it came from."""

from __future__ import annotations

import re

from attrs import frozen

from govreport.chinese import strip_pinyin, to_simplified
from govreport.document import Document, Span

_LATIN_IN_BRACKETS = re.compile(r"[(（][a-z\u00e0-\u024f]")  # spares most texts the full search


@frozen
class Excerpt:
    """Cleaned text with the way back to the document's own offsets.

    ``offsets`` is None when cleaning removed no character: then ``origin`` is enough.
    """

    text: str
    origin: int = 0
    offsets: tuple[int, ...] | None = None

    def span(self, document: Document, start: int, end: int) -> Span:
        """The place in ``document`` of ``text[start:end]``."""
        return document.span(self.offset(start), self.offset(end))

    def original(self, document: Document, start: int, end: int) -> str:
        """The characters of the document behind ``text[start:end]``, as printed."""
        return document.text[self.offset(start) : self.offset(end)]

    def offset(self, position: int) -> int:
        """The offset in the document's text of one position in this excerpt."""
        return self.origin + (position if self.offsets is None else self.offsets[position])


def excerpt(document: Document, start: int, end: int) -> Excerpt:
    """Cut out ``document.text[start:end]``, without stray pinyin, in Simplified characters.

    >>> from govreport.document import Document
    >>> excerpt(Document("包河區2018年"), 0, 3).text
    '包河区'
    """
    raw = document.text[start:end]
    clean, offsets = strip_pinyin(raw) if _LATIN_IN_BRACKETS.search(raw) else (raw, None)
    return Excerpt(to_simplified(clean), start, None if offsets is None else tuple(offsets))
