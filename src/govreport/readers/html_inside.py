"""Pages that carry the page of the report as text: in a field, a frame or a script, or escaped.

A site whose page is put together in the browser is crawled so.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_CELL = re.compile(r"<t[dr][\s>]", re.IGNORECASE)
_ESCAPED = re.compile(r"&(?:lt|#60|#x3c);t[dr](?:[\s>]|&(?:gt|#62|#x3e);|&nbsp;)", re.IGNORECASE)
_AS_TEXT = 'textarea, xmp, noscript, template, script[type^="text/"]'
_AS_VALUE = (("iframe[srcdoc]", "srcdoc"), ("input[value]", "value"))
_WRAPPER = re.compile(r"\A<(?:template|noscript)[^>]*+>|</(?:template|noscript)>\Z", re.IGNORECASE)


@frozen
class Inside:
    """A page inside of a page: its source, and in what it stands.

    Attributes:
        source: HTML.
        within: the element, or ``text`` where the whole page is escaped.
    """

    source: str
    within: str


def page_inside(tree: LexborHTMLParser, page: str) -> Inside | None:
    """The page that a page without a table of figures carries as text, if it has rows of a table.

    Its element is taken out of the tree.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> page = "<h1>规章</h1><textarea><table><tr><td>1</table></textarea>"
    >>> page_inside(LexborHTMLParser(page), page)
    Inside(source='<table><tr><td>1</table>', within='textarea')
    """
    found = max(_candidates(tree), key=lambda one: len(one[0].source), default=None)
    if found is not None:
        found[1].decompose()
        return found[0]
    return Inside(html.unescape(page), "text") if _ESCAPED.search(page) else None


def _candidates(tree: LexborHTMLParser) -> Iterator[tuple[Inside, LexborNode]]:
    for node in tree.css(_AS_TEXT):
        parsed = node.tag in ("template", "noscript")
        source = _WRAPPER.sub("", node.html or "") if parsed else node.text(deep=True)
        if (found := _as_page(source, node.tag or "")) is not None:
            yield found, node
    for selector, attribute in _AS_VALUE:
        for node in tree.css(selector):
            found = _as_page(node.attributes.get(attribute), node.tag or "")
            if found is not None:
                yield found, node


def _as_page(source: str | None, within: str) -> Inside | None:
    """The source as it is, or unescaped once more; None where it holds no row."""
    for text in (source or "", html.unescape(source or "")):
        if _CELL.search(text):
            return Inside(text, within)
    return None
