"""A stretch of a document in Simplified characters that still knows where it came from."""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import frozen

from govreport.document import Document, Span
from govreport.text.chinese import strip_pinyin, to_simplified
from govreport.text.chinese.traditional import CHARACTERS

_LATIN = r"[a-z\u00e0-\u024f]"
_LATIN_IN_BRACKETS = re.compile(rf"[(（]{_LATIN}")  # spares most texts the full search
# One set of characters comes first, so that the search skips the rest at full speed.
_UNCLEAN = re.compile(rf"[(（{CHARACTERS}](?:(?<![(（])|(?={_LATIN}))")


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


@lru_cache(maxsize=1)  # each step of one document asks
def is_clean(text: str) -> bool:
    """Whether every stretch of ``text`` is its own excerpt, as in nearly all reports.

    >>> is_clean("国务院(办公厅)"), is_clean("國務院"), is_clean("国(guó)务院")
    (True, False, False)
    """
    return _UNCLEAN.search(text) is None


def excerpt(document: Document, start: int, end: int) -> Excerpt:
    """Cut out ``document.text[start:end]``, without stray pinyin, in Simplified characters.

    >>> from govreport.document import Document
    >>> excerpt(Document("包河區2018年"), 0, 3).text
    '包河区'
    """
    raw = document.text[start:end]
    if is_clean(document.text):
        return Excerpt(raw, start)
    clean, offsets = strip_pinyin(raw) if _LATIN_IN_BRACKETS.search(raw) else (raw, None)
    return Excerpt(to_simplified(clean), start, None if offsets is None else tuple(offsets))
