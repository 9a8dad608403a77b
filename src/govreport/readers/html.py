"""Web pages as government sites publish them, Word and Excel exports, single-file pages (MHTML).

The innermost tables become grids; tables that only lay out the page are ordinary flow.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from govreport.document import Document, Metadata, Source
from govreport.language import phrase
from govreport.plugins.registry import INTERFACE_VERSION, Evidence
from govreport.readers import isolation
from govreport.readers.beside import folder, reading_in
from govreport.readers.builder import DocumentBuilder, holds_figures, join_lines, squeeze
from govreport.readers.encodings import BYTE_ORDER_MARKS, decode
from govreport.readers.extras import demand, require
from govreport.readers.grid import Origin, SourceCell, Table, place
from govreport.readers.html_flow import Lines, check_attributes, check_depth, flow, simple_text
from govreport.readers.html_hidden import Hidden
from govreport.readers.html_inside import page_inside
from govreport.readers.html_pictures import Shown, elsewhere, pictured
from govreport.readers.limits import Limits
from govreport.readers.mime import is_message, page_of_message, pictures_of_message
from govreport.readers.picture.embedded import EmbeddedPictures

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_ROOT = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_TABLE = re.compile(rb"<(?:table|tr|td)[\s>]", re.IGNORECASE)
_TAG = re.compile(rb"<(?:p|div|br|span|body|head|meta|h[1-6])[\s/>]", re.IGNORECASE)
_DECLARED = (
    re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE),
    re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE),
)
_BREAKS = re.compile(r"<(?:p|div|br|li|h[1-6])[\s/>]", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|\|[ \t]*:?-{3})", re.MULTILINE)
_RULE = re.compile(rb"^\|[ \t]*:?-{3}", re.MULTILINE)
_NAME = re.compile(rb"</?([a-zA-Z]+)[\s/>]")
_MARKDOWN_ROW = re.compile(r"^[ \t]*\|.*<br.*$", re.MULTILINE | re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_JSON = re.compile(rb"\s*(?:\{\s*[\"}]|\[\s*[\[\]{\"\dtfn-])")
_DIGITS = re.compile(r"\s*\+?(\d+)")
_PROSE_CELL = 1000
_HEAD = 65_536
LARGE = 1_000_000
"""Bytes of a page above which it is read in a child process."""


class HtmlReader:
    """Opens HTML; text and tables in the order of the page, boilerplate left out.

    >>> from govreport.readers.limits import DEFAULT
    >>> page = b"<p>\\xe8\\xa1\\xa8</p><table><tr><td rowspan=2>a<td>1<tr><td>2</table>"
    >>> document = HtmlReader().read(page, None, DEFAULT)
    >>> document.text
    '表\\na | 1\\n2\\n'
    >>> [(cell.row, cell.column, cell.row_span) for cell in document.grids[0].cells]
    [(0, 0, 2), (0, 1, 1), (1, 1, 1)]
    """

    name = "html"
    description = "web pages, HTML exported from Word or Excel, single-file pages (MHTML)"
    extra = "html"
    packages = ("selectolax",)
    interface = INTERFACE_VERSION

    def detect(self, data: bytes, name: str | None) -> Evidence:
        """Look for tags in the first bytes, whatever the name says."""
        head = _narrow(data[:_HEAD])
        if head.startswith((b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"WARC/")):
            return Evidence(0.0, missing=("HTML: the file is of another kind",))
        if is_message(head):
            return Evidence(0.9, found=("a web page saved as a MIME message",))
        if _JSON.match(head):
            return Evidence(0.0, missing=("HTML: the file begins as JSON",))
        if _ROOT.search(head[:4096]):
            return Evidence(0.95, found=("an <html> element",))
        if _TABLE.search(head):
            return Evidence(0.85, found=("a <table> element",))
        if len(_TAG.findall(head)) >= 2 and not _is_markdown(head):
            return Evidence(0.6, found=("HTML elements",))
        return Evidence(0.0, missing=("HTML: no element found",))

    def read(self, data: bytes, name: str | None, limits: Limits) -> Document:
        """Open the page; a truncated one is read as far as it goes.

        One above a megabyte is read in a child process: the tree of a smaller one has at most
        some 260 megabytes and takes seconds, whatever stands in it, and a usual page (50 kB) would
        take half as long again there.
        """
        limits.check("max_bytes", len(data), f"the file has {len(data)} bytes")
        demand("selectolax", "html", "HTML")
        if len(data) <= LARGE:
            return self.read_here(data, name, limits)
        arguments = (data, name, limits, folder())
        document: Document = isolation.run(f"{__name__}:read_page", arguments, limits)
        return document

    def read_here(self, data: bytes, name: str | None, limits: Limits) -> Document:
        """Open the page in this process."""
        declared = None
        parts: dict[str, bytes] = {}
        if is_message(data[:4096]):
            parts = pictures_of_message(data)
            data, declared = page_of_message(data)
        decoded = decode(data, declared or declared_charset(data))
        text = decoded.text
        breaks = _has_line_ends(text)
        if breaks:
            text = _MARKDOWN_ROW.sub(lambda row: _BREAK.sub(" ", row[0]), text)
        tree = _tree(text, limits)
        page = _Page.of(tree, limits, breaks, parts)
        page.write(tree.root)
        inside = None if page.figures else page_inside(tree, text)
        if inside is not None:
            page = _Page.of(tree, limits, breaks, parts)
            inner = _tree(inside.source, limits)
            if inside.within != "text":
                page.write(tree.root)
            start = page.builder.length
            page.write(inner.root)
            message = phrase("the tables stand as text within <{element}>", element=inside.within)
            page.builder.note("page-inside", message, start, page.builder.length)
        page.builder.notes.extend(
            (code, message, 0, 0)
            for code, message, _, _ in decoded.notes
            if code != "character-replaced"
        )
        source = Source(name, "html", decoded.encoding, decoded.certainty, self.name)
        return page.document(source, tree)


def _tree(text: str, limits: Limits) -> LexborHTMLParser:
    lexbor = require("selectolax.lexbor", "html", "HTML")
    check_depth(text, limits)
    check_attributes(text, limits)
    try:
        tree: LexborHTMLParser = lexbor.LexborHTMLParser(text)
    except lexbor.SelectolaxError as error:  # any text is HTML: it fails without memory only
        raise MemoryError from error
    return tree


def read_page(data: bytes, name: str | None, limits: Limits, beside: str | None) -> Document:
    """Open a page whose pictures may lie in the folder ``beside``: what a child process runs."""
    with reading_in(None if beside is None else os.path.join(beside, name or "page")):
        return HtmlReader().read_here(data, name, limits)


def _has_line_ends(text: str) -> bool:
    """Whether a line end of the source is one of the text: in what is no page but Markdown with
    elements of HTML in it, and where no element says where a line ends.

    >>> _has_line_ends("<div>\\n\\n| 规章 | 3 |\\n|---|---|\\n"), _has_line_ends("<p>规\\n章</p>")
    (True, False)
    """
    if not _BREAKS.search(text):
        return True
    return _MARKDOWN.search(text) is not None and not _ROOT.search(text[:4096].encode())


def _is_markdown(head: bytes) -> bool:
    """Whether a text is Markdown whose only elements are line breaks: those within its cells."""
    return _RULE.search(head) is not None and not any(
        tag.lower() != b"br" for tag in _NAME.findall(head)
    )


def _narrow(head: bytes) -> bytes:
    """UTF-16 as bytes in which tags can be looked for."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "ignore").encode("utf-8", "ignore")
    return head


def declared_charset(data: bytes) -> str | None:
    """The charset that the page declares in its first 4096 bytes.

    >>> declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">')
    'gb2312'
    """
    for pattern in _DECLARED:
        match = pattern.search(data[:4096])
        if match:
            label = match.group(1).decode("ascii", "ignore")
            # A meta element that can be read byte by byte is not in UTF-16, whatever it says.
            return None if label.lower().startswith(("utf-16", "unicode")) else label
    return None


class _Page:
    """Writes one page into a builder."""

    def __init__(
        self, limits: Limits, breaks: bool, hidden: Hidden, pictures: EmbeddedPictures, shown: Shown
    ) -> None:
        self.builder = pictures.builder
        self.limits = limits
        self.breaks = breaks
        self.hidden = hidden
        self.embedded = pictures
        self.shown = shown
        self.pictures: list[tuple[int, str]] = []  # where each stands, and its address
        self.tables = 0
        self.positions = 0
        self.figures = False  # whether a table of figures was met

    @classmethod
    def of(
        cls, tree: LexborHTMLParser, limits: Limits, breaks: bool, parts: Mapping[str, bytes]
    ) -> _Page:
        """A writer for a page; the pictures of one without figures are read."""
        cells = tree.root.css("td, th") if tree.root is not None else []
        wanted = tree.root is not None and not holds_figures(cell.text(deep=True) for cell in cells)
        pictures = EmbeddedPictures(DocumentBuilder(), limits, wanted)
        return cls(limits, breaks, Hidden.of(tree), pictures, Shown(pictures, parts))

    def document(self, source: Source, tree: LexborHTMLParser) -> Document:
        """The finished document."""
        document = self.embedded.attach(self.builder.document(source, _metadata(tree)))
        document.elsewhere = tuple(elsewhere(tree.root, document.text, self.pictures))
        return document

    def write(self, root: LexborNode | None) -> None:
        """Write everything below ``root``."""
        if root is None:
            return
        lines = flow(root, self.limits, self.breaks, self._is_grid, self.hidden, pictures=True)
        for item in lines:
            if not isinstance(item, str) and item.tag == "img":
                source = item.attributes.get("src") or ""
                self.pictures.append((self.builder.length, source))
                self.shown.add(source)
                continue
            self.shown.pictures.flush()
            if isinstance(item, str):
                self.builder.line(item)
            else:
                self._table(item)
        self.shown.pictures.flush()

    def _is_grid(self, node: LexborNode) -> bool:
        """Whether a table holds data; counts every table in the order of the page."""
        self.tables += 1
        nested = any(inner.mem_id != node.mem_id for inner in node.css("table"))
        cells = list(_own_cells(node)) if nested else node.css("td, th")
        if len(cells) < 2:
            return False
        framing = nested or node.css_first("h1, h2, article") or any(map(_holds_prose, cells))
        # What holds figures is read as a table, whatever else it holds: none may be lost.
        return not framing or holds_figures(cell.text(deep=True) for cell in cells)

    def _table(self, node: LexborNode) -> None:
        for caption in node.css("caption"):
            for line in self._lines(caption):
                self.builder.line(line)
        self.hidden.found.clear()  # what stood outside tables is often a menu
        table = self._place(node)
        self.figures = self.figures or holds_figures(cell.text for cell in table.cells)
        self.positions += sum(cell.row_span * cell.column_span for cell in table.cells)
        self.builder.table(table, self.hidden.found)
        self.hidden.found.clear()
        self.tables += sum(inner.mem_id != node.mem_id for inner in node.css("table"))

    def _place(self, node: LexborNode) -> Table:
        groups: list[list[list[SourceCell]]] = []
        number = 0
        for group in _groups(node):
            rows = []
            for row in group:
                number += 1
                if self.hidden.hides(row):
                    continue
                cells = []
                for index, cell in enumerate(_children(row, "td", "th")):
                    if self.hidden.hides(cell):
                        continue
                    attributes = cell.attributes
                    origin = Origin(table=self.tables - 1, row=number - 1, cell=index)
                    cells.append(
                        SourceCell(
                            self._text(cell),
                            span(attributes.get("rowspan"), 65_534, zero=True),
                            span(attributes.get("colspan"), self.limits.max_span),
                            origin=origin,
                        )
                    )
                rows.append(cells)
            groups.append(rows)
        return place(groups, self.limits, self.positions)

    def _text(self, cell: LexborNode) -> str:
        text = None if self.breaks else simple_text(cell, self.hidden)
        return (join_lines(list(self._lines(cell))) or pictured(cell)) if text is None else text

    def _lines(self, node: LexborNode) -> Lines:
        for item in flow(node, self.limits, self.breaks, None, self.hidden):
            if isinstance(item, str):
                yield item


def _holds_prose(cell: LexborNode) -> bool:
    """Whether a cell is a page of text: long, and in several paragraphs."""
    paragraphs = cell.css("p, br, div")
    return len(paragraphs) > 3 and len(cell.text(deep=True)) > _PROSE_CELL


def _groups(table: LexborNode) -> list[list[LexborNode]]:
    """The row groups of a table; feet come last wherever they stand in the source."""
    groups: list[list[LexborNode]] = []
    feet: list[list[LexborNode]] = []
    for child in _children(table, "thead", "tbody", "tfoot"):
        (feet if child.tag == "tfoot" else groups).append(list(_children(child, "tr")))
    return groups + feet


def _own_cells(table: LexborNode) -> Iterator[LexborNode]:
    """The cells of a table without those of tables inside it."""
    for group in _groups(table):
        for row in group:
            yield from _children(row, "td", "th")


def _children(node: LexborNode, *tags: str) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        if child.tag in tags:
            yield child
        child = child.next


def span(value: str | None, most: int, *, zero: bool = False) -> int:
    """A span attribute by the HTML standard's rules for parsing integers.

    >>> span("2px", 1000), span("0", 1000), span("0", 1000, zero=True), span("99999", 1000)
    (2, 1, 0, 1000)
    """
    match = _DIGITS.match(value or "")
    if not match:
        return 1
    number = int(match.group(1)[:9])
    if number == 0:
        return 0 if zero else 1
    return min(number, most)


def _metadata(tree: LexborHTMLParser) -> Metadata:
    """What the page says about itself by the meta tags of the government-site standard."""
    found: dict[str, str] = {}
    for meta in tree.css("meta"):
        name = (meta.attributes.get("name") or "").lower()
        content = squeeze(meta.attributes.get("content") or "")
        if name and content:
            found.setdefault(name, content)
    title = tree.css_first("head title")
    printed = squeeze(title.text()) if title is not None else ""
    return Metadata(
        title=found.get("articletitle") or printed or None,
        agency=found.get("contentsource") or found.get("sitename"),
        published=found.get("pubdate"),
    )
