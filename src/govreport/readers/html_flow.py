"""The visible lines of an HTML element, in order, without recursion."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from govreport.readers.builder import squeeze
from govreport.readers.html_hidden import Hidden, is_raised
from govreport.readers.limits import Limits

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

Lines: TypeAlias = Iterator[str]

BOILERPLATE = frozenset(
    {
        "script",
        "style",
        "nav",
        "footer",
        "aside",
        "noscript",
        "template",
        "iframe",
        "object",
        "button",
        "canvas",
        "annotation",
        "annotation-xml",
        "defs",
        "desc",
        "audio",
        "video",
        "map",
        "head",
        "title",
        "meta",
        "link",
    }
)
BLOCKS = frozenset(
    {
        "p",
        "div",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "hr",
        "section",
        "article",
        "main",
        "header",
        "form",
        "fieldset",
        "blockquote",
        "center",
        "address",
        "figure",
        "figcaption",
        "body",
        "html",
        "legend",
        "details",
        "summary",
    }
)
# A number of a formula is no part of the one that it stands beside: that may be above a bar.
APART = frozenset({"mn", "mi", "mtext"})
_CHOICES = frozenset({"select", "option"})
_PLAIN = frozenset({"p", "span", "div", "font", "b", "strong", "center", "a"})
_TAGS = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
# Elements without an end tag, or whose end tag may be left out.
_LOOSE = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr", "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead"),
        *("tfoot", "option", "optgroup", "colgroup", "caption", "rp", "rt", "html", "head", "body"),
    }
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{2000,}+")
_QUOTED = re.compile(r"\"[^\"]*+\"?+|'[^']*+'?+")


def flow(
    root: LexborNode,
    limits: Limits,
    breaks: bool,
    is_grid: Callable[[LexborNode], bool] | None,
    hidden: Hidden,
    pictures: bool = False,
) -> Iterator[str | LexborNode]:
    """Yield the visible lines of ``root`` and, in their place, the tables that are grids.

    With ``pictures``, the ``<img>`` elements come in their place too.

    ``breaks`` says that line ends of the source are line ends of the text, which holds for
    Markdown with tables in HTML and inside ``<pre>``.
    """
    pending: list[str] = []
    stack: list[tuple[LexborNode | None, int, bool]] = [(root, 0, breaks)]
    while stack:
        node, depth, breaks = stack.pop()
        if node is None:  # the end of a block
            yield from _flush(pending)
            continue
        tag = node.tag or ""
        if node.is_text_node:
            text = node.text_content or ""
            if breaks and "\n" in text:
                *lines, text = text.split("\n")
                for line in lines:
                    pending.append(line)
                    yield from _flush(pending)
            pending.append(text)
            continue
        if tag == "br":
            yield from _flush(pending)
            continue
        if tag == "img" and pictures and not hidden.hides(node):
            yield from _flush(pending)
            yield node
            continue
        own = _own(node, tag, hidden, is_grid is None) if depth else None
        if own is not None:
            pending.append(own)
            continue
        limits.check("max_nesting", depth, f"elements are nested {depth} deep")
        if tag == "table" and depth and is_grid is not None and is_grid(node):
            yield from _flush(pending)
            yield node
            continue
        if tag in BLOCKS:
            yield from _flush(pending)
            stack.append((None, depth, breaks))
        elif tag in APART or is_raised(node):
            pending.append(" ")
        children = []
        child = node.child
        while child is not None:
            children.append((child, depth + 1, breaks or tag == "pre"))
            child = child.next
        stack.extend(reversed(children))
    yield from _flush(pending)


def _own(node: LexborNode, tag: str, hidden: Hidden, in_cell: bool) -> str | None:
    """What an element says without its children; None where they say it."""
    if tag == "input":
        return _typed(node)
    if node.is_comment_node or tag in _CHOICES:
        hidden.leaves_out(_left_out(node))
        return ""
    if tag in BOILERPLATE or tag[:1] in ("-", "!", "#"):
        return ""
    if (tag == "svg" and not in_cell) or hidden.hides(node):
        return ""  # a drawing outside of a table is a chart or an emblem
    if tag != "sub" and is_raised(node):
        raised = (node.text(deep=True) or "").strip()
        if raised.isdecimal():
            return raised.translate(_RAISED)  # a footnote's number, or a power
    return None


def simple_text(cell: LexborNode, hidden: Hidden) -> str | None:
    """The text of a cell that is one text in at most a few elements; None for any other.

    Nearly all cells are so, and this takes a fifth of the time.
    """
    node = cell
    for _ in range(6):
        child = node.child
        if child is None:
            return ""
        if child.next is not None:
            return None
        if child.is_text_node:
            return squeeze(child.text_content or "")
        if child.tag not in _PLAIN:
            return None
        if hidden.hides(child):
            return ""
        node = child
    return None


def check_depth(page: str, limits: Limits) -> None:
    """Refuse absurd nesting before the parser sees it, whose time grows with depth squared.

    Only elements whose end tag is no option count; pages with few tags cannot be that deep.
    """
    allowed = 10 * limits.max_nesting
    if page.count("<") < allowed:
        return
    depth = 0
    for tag in _TAGS.finditer(page):
        if tag.group(2).lower() not in _LOOSE:
            depth = max(0, depth - 1) if tag.group(1) else depth + 1
            limits.check("max_nesting", depth // 10, f"elements are nested {depth} deep or more")


def check_attributes(page: str, limits: Limits) -> None:
    """Refuse a tag with absurdly many attributes, each of which is compared with all others."""
    for tag in _LONG_TAG.finditer(page):
        count = len(_QUOTED.sub("", tag[0]).split())
        limits.check("max_attributes", count, f"an element has {count} attributes")


def _flush(pending: list[str]) -> Lines:
    line = squeeze("".join(pending))
    pending.clear()
    if line:
        yield line


def _left_out(node: LexborNode) -> str:
    """The text of a comment that is none of a program's, or of a list to choose from."""
    if not node.is_comment_node:
        return node.text(deep=True) or ""
    said = node.comment_content or ""
    return "" if said.lstrip().startswith(("[", "<", "#")) else said


def _typed(node: LexborNode) -> str:
    """What a form field shows."""
    kind = (node.attributes.get("type") or "text").lower()
    value = node.attributes.get("value") or ""
    return f" {value} " if kind in ("text", "number") else ""
