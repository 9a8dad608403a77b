"""Word files (.docx): paragraphs, text boxes and tables in the order of the document.

Page headers and footers, deleted text and field codes are left out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TypeAlias
from xml.etree.ElementTree import Element

from attrs import define, field

from govreport.document import Document, Metadata, Source
from govreport.plugins.registry import INTERFACE_VERSION, Evidence
from govreport.readers import isolation
from govreport.readers.builder import DocumentBuilder, holds_figures, squeeze
from govreport.readers.docx_pictures import Pictures
from govreport.readers.docx_table import table_of
from govreport.readers.docx_text import DELETED, MAIN, Numbering, paragraph_lines, text_boxes
from govreport.readers.grid import Table, stack
from govreport.readers.limits import Limits
from govreport.readers.package import open_zip, parse_xml, read_member
from govreport.readers.picture.embedded import EmbeddedPictures

_P, _TBL = MAIN + "p", MAIN + "tbl"
_WRAPPERS = {MAIN + tag for tag in ("sdt", "sdtContent", "ins", "smartTag", "customXml", "moveTo")}
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = MAIN[1:-1].encode()

LARGE = 4_000_000
"""Bytes of XML, as the package states them, above which a file is read in a child process."""

_Block: TypeAlias = str | Element


class DocxReader:
    """Opens .docx by its XML; merged cells come whole, tables cut in two are joined."""

    name = "docx"
    description = "Word 2007 and later, WPS and LibreOffice (.docx)"
    interface = INTERFACE_VERSION

    def detect(self, data: bytes, name: str | None) -> Evidence:
        """Look for a zip file with a Word document part in it."""
        if not data.startswith(b"PK\x03\x04"):
            return Evidence(0.0, missing=("DOCX: no zip file",))
        if b"word/document" in data:
            return Evidence(0.98, found=("a part word/document.xml",))
        return Evidence(0.0, missing=("DOCX: no part word/document.xml",))

    def read(self, data: bytes, name: str | None, limits: Limits) -> Document:
        """Open the file.

        What reads it is Python and the XML parser of its library, so nothing can crash; above
        four megabytes of XML (141 MB and seconds in memory) it is done in a child process, where
        memory and time are limited. A usual file would take 1.4 times as long there.
        """
        limits.check("max_bytes", len(data), f"the file has {len(data)} bytes")
        with open_zip(io.BytesIO(data), limits) as package:
            size = sum(i.file_size for i in package.infolist() if i.filename.endswith(".xml"))
        if size <= LARGE:
            return self.read_here(data, name, limits)
        function = f"{__name__}:read_document"
        document: Document = isolation.run(function, (data, name, limits), limits)
        return document

    def read_here(self, data: bytes, name: str | None, limits: Limits) -> Document:
        """Open the file in this process."""
        with open_zip(io.BytesIO(data), limits) as package:
            names = set(package.namelist())
            part = next(
                (n for n in ("word/document.xml", "word/document2.xml") if n in names),
                "word/document.xml",
            )
            body = parse_xml(read_member(package, part, limits).replace(_STRICT, _TRANSITIONAL))
            numbering = Numbering()
            if "word/numbering.xml" in names:
                numbering = Numbering.of(
                    parse_xml(read_member(package, "word/numbering.xml", limits))
                )
            metadata = Metadata()
            if "docProps/core.xml" in names:
                metadata = _metadata(parse_xml(read_member(package, "docProps/core.xml", limits)))
            builder = DocumentBuilder()
            pictures = EmbeddedPictures(builder, limits, wanted=not _has_figures(body))
            shown = Pictures.of(package, part, limits)
            _Body(builder, limits, numbering, shown, pictures).write(body)
        document = builder.document(Source(name, "docx", reader=self.name), metadata)
        return pictures.attach(document)


def read_document(data: bytes, name: str | None, limits: Limits) -> Document:
    """Open a file: what a child process runs."""
    return DocxReader().read_here(data, name, limits)


def _has_figures(body: Element) -> bool:
    """Whether some table of the document holds figures."""
    return any(
        holds_figures("".join(cell.itertext()) for cell in table.iter(f"{MAIN}tc"))
        for table in body.iter(_TBL)
    )


def _metadata(core: Element) -> Metadata:
    title = squeeze(core.findtext(_DUBLIN + "title") or "")
    return Metadata(title=title or None)


@define
class _Body:
    """Writes the body of a document, holding back a table that the next one may continue."""

    builder: DocumentBuilder
    limits: Limits
    numbering: Numbering
    shown: Pictures
    pictures: EmbeddedPictures
    tables: int = 0
    used: int = 0
    held: Table | None = None
    held_columns: tuple[str, ...] = field(default=())
    left_out: list[str] = field(factory=list)

    def write(self, root: Element) -> None:
        """Write everything below ``root``."""
        for block in blocks(root, self.limits):
            if block.tag == _TBL:
                self._table(block)
            else:
                self._paragraph(block)
        self._release()
        self.pictures.flush()

    def _paragraph(self, paragraph: Element) -> None:
        lines = [line for line in map(squeeze, paragraph_lines(paragraph, self.numbering)) if line]
        if lines:
            self._release()
            self.pictures.flush()
        for line in lines:
            self.builder.line(line)
        for data in self.shown.in_paragraph(paragraph):
            self._release()
            self.pictures.add(data)
        for box in text_boxes(paragraph):
            self.write(box)

    def _table(self, element: Element) -> None:
        self.pictures.flush()
        left_out: list[str] = []
        table, columns = table_of(
            element, self.tables, self.used, self.limits, self.numbering, left_out
        )
        left_out = [text for text in left_out if any(map(str.isdigit, text))]
        self.tables += 1
        self.used += sum(cell.row_span * cell.column_span for cell in table.cells)
        if self.held is not None and columns and columns == self.held_columns:
            self.held = stack(self.held, table)
            self.left_out += left_out
            return
        self._release()
        if _frames(element, table):
            for cell in element.findall(f"{MAIN}tr/{MAIN}tc"):
                self.write(cell)
            return
        self.held, self.held_columns, self.left_out = table, columns, left_out

    def _release(self) -> None:
        if self.held is not None:
            table, self.held = self.held, None
            self.builder.table(table, self.left_out)


def _frames(element: Element, table: Table) -> bool:
    """Whether a table only frames text, or other tables, and holds no figures of its own."""
    if len(table.cells) == 1:
        return True
    nested = element.find(f"{MAIN}tr/{MAIN}tc//{_TBL}") is not None
    return nested and not holds_figures(cell.text for cell in table.cells)


def blocks(root: Element, limits: Limits) -> Iterator[Element]:
    """The paragraphs and tables directly in ``root``, looking through wrappers."""
    stack: list[tuple[Element, int]] = [(child, 1) for child in reversed(root)]
    while stack:
        element, depth = stack.pop()
        limits.check("max_nesting", depth, f"elements are nested {depth} deep")
        if element.tag in (_P, _TBL):
            yield element
        elif element.tag in _WRAPPERS or element.tag == MAIN + "body":
            stack.extend((child, depth + 1) for child in reversed(element))
        elif element.tag in DELETED:
            continue
