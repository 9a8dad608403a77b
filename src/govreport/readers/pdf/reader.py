"""The PDF reader: pages to lines and tables, tables over several pages made whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from govreport.document import Document, Metadata, Source
from govreport.errors import UnreadableSource
from govreport.language import phrase
from govreport.plugins.registry import INTERFACE_VERSION, Evidence
from govreport.readers import isolation
from govreport.readers.builder import DocumentBuilder, join_lines, squeeze
from govreport.readers.extras import demand, require
from govreport.readers.grid import Origin, SourceCell, Table, place, stack
from govreport.readers.limits import Limits
from govreport.readers.pdf.joining import (
    Item,
    Part,
    Parts,
    common_edges,
    join_pages,
    mend_row,
    without_running_heads,
)
from govreport.readers.pdf.layers import compare, is_picture, note_pictures
from govreport.readers.pdf.lines import drop_page_number, make_lines
from govreport.readers.pdf.page import Page, read_page
from govreport.readers.pdf.positions import AlignedTable, find_aligned
from govreport.readers.pdf.ruling import RuledTable, find_tables
from govreport.readers.picture.recognition import attach, is_installed, recognise_pdf

if TYPE_CHECKING:
    from govreport.readers.picture.reading import PicturePage

_PASSWORD_ERROR = 4


class PdfReader:
    """Opens PDF; pages that are pictures are recognised, where the extra ``ocr`` is installed."""

    name = "pdf"
    description = "PDF with ruled or aligned tables, born digital or scanned"
    extra = "pdf"
    packages = ("pypdfium2",)
    interface = INTERFACE_VERSION

    def detect(self, data: bytes, name: str | None) -> Evidence:
        """Look for the PDF header, which may follow up to 1024 bytes of anything."""
        position = data.find(b"%PDF-", 0, 1024)
        if position == 0:
            return Evidence(1.0, found=("%PDF- at the beginning",))
        if position > 0 and not data.startswith((b"PK", b"WARC/", b"<")):
            return Evidence(0.7, found=("%PDF- near the beginning",))
        return Evidence(0.0, missing=("PDF: no %PDF- header",))

    def read(self, data: bytes, name: str | None, limits: Limits) -> Document:
        """Open the file."""
        limits.check("max_bytes", len(data), f"the file has {len(data)} bytes")
        demand("pypdfium2", "pdf", "PDF")
        found = isolation.run(f"{__name__}:read_pdf", (data, name, limits), limits)
        if not isinstance(found, Document):  # the numbers of pages that are pictures
            pictures = recognise_pdf(data, found, limits) if is_installed() else {}
            arguments = (data, name, limits, pictures)
            found = isolation.run(f"{__name__}:read_pdf", arguments, limits)
        document: Document = found
        return document


def read_pdf(
    data: bytes,
    name: str | None,
    limits: Limits,
    pictures: Mapping[int, PicturePage] | None = None,
) -> Document | tuple[int, ...]:
    """Open the file in this process; PDFium can end it (see `govreport.readers.isolation`).

    Without ``pictures``, a file with pages that are pictures yields the numbers of these pages;
    with them (or as many as could be read), the document.
    """
    pdfium = require("pypdfium2", "pdf", "PDF")
    pages, metadata = _load(pdfium, data, limits)
    numbers = tuple(page.number for page in pages if is_picture(page))
    if numbers and pictures is None:
        return numbers
    builder = DocumentBuilder()
    recognised = pictures or {}
    for page in pages:
        if page.number in recognised:
            compare(recognised[page.number], page)
    pages = [recognised.get(page.number, page) for page in pages]
    note_pictures(pages, builder)
    PageWriter(builder, limits).write(pages)
    document = builder.document(Source(name, "pdf", reader=PdfReader.name), metadata)
    return attach(document, recognised.values()) if recognised else document


def _load(pdfium: Any, data: bytes, limits: Limits) -> tuple[list[Page], Metadata]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower():
            raise UnreadableSource(
                "the PDF is protected by a password: save a copy without one"
            ) from error
        raise UnreadableSource(f"the PDF is broken: {error}") from error
    try:
        count = len(document)
        limits.check("max_pages", count, f"the PDF has {count} pages")
        pages = []
        for number in range(count):
            try:
                page = document[number]
            except pdfium.PdfiumError as error:
                raise UnreadableSource(f"page {number + 1} of the PDF is broken") from error
            try:
                pages.append(read_page(pdfium.raw, page, number + 1, limits))
            finally:
                page.close()
        title = squeeze(document.get_metadata_value("Title") or "")
        return pages, Metadata(title=title or None)
    finally:
        document.close()


class PageWriter:
    """Writes pages into a builder: prose, ruled tables, aligned tables, in reading order."""

    def __init__(self, builder: DocumentBuilder, limits: Limits) -> None:
        self.builder = builder
        self.limits = limits
        self.used = 0

    def write(self, pages: Sequence[Page]) -> None:
        """Write all pages; a table over several of them becomes one."""
        for item in join_pages(without_running_heads([self._items(page) for page in pages])):
            if isinstance(item, Parts):
                self._table(item)
            else:
                page, line = item
                if isinstance(line, AlignedTable):
                    self._aligned(page, line)
                    continue
                self.builder.line(line.text, Origin(page.number, page.original(line.box)))

    def _items(self, page: Page) -> list[Item]:
        drop_page_number(page)
        for code, message in page.remarks:
            self.builder.note(code, message)
        tables = find_tables(page.horizontal, page.vertical)
        if tables is None:
            self.builder.note(
                "page-is-drawing",
                phrase(
                    "page {number} has too many lines for a table; only its text was read",
                    number=page.number,
                ),
            )
            tables = []
        outside = []
        for character in page.characters:
            for table in tables:
                if table.take(character):
                    break
            else:
                outside.append(character)
        tables = [table for table in tables if any(table.contents)]
        lines = make_lines(outside)
        lines, aligned = find_aligned(lines)
        placed: list[tuple[float, Item]] = [(line.box[3], (page, line)) for line in lines]
        placed.extend((table.top, (page, table)) for table in aligned)
        for table in tables:
            placed.append((table.ys[0], Parts([Part(page, table)])))
        return [item for _, item in sorted(placed, key=lambda pair: -pair[0])]

    def _aligned(self, page: Page, table: AlignedTable) -> None:
        rows = [
            [
                SourceCell(
                    cell.text,
                    column=cell.column,
                    origin=Origin(page.number, page.original(cell.box)),
                )
                for cell in row
            ]
            for row in table.rows
        ]
        placed = place([rows], self.limits, self.used)
        self.used += len(placed.cells)
        self.builder.table(placed)

    def _table(self, joined: Parts) -> None:
        edges = common_edges(joined.parts)
        whole: Table | None = None
        start = self.builder.length
        for part in joined.parts:
            placed = place([_rows(part, edges)], self.limits, self.used)
            self.used += placed.rows * placed.columns
            if whole is None:
                whole = placed
                continue
            whole, placed, mended = mend_row(whole, placed)
            if mended is not None:
                self.builder.note(
                    "row-joined",
                    phrase(
                        "page {number}: the row {mended} was cut by the page break and "
                        "put together again",
                        number=part.page.number,
                        mended=f"{mended!r}",
                    ),
                    start,
                    start,
                )
            whole = stack(whole, placed)
        if whole is None:
            return
        self.builder.table(whole)
        end = self.builder.length
        for part in joined.parts:
            if part.table.irregular:
                self.builder.note(
                    "table-irregular",
                    phrase(
                        "page {number}: the lines of a table leave a cell that is no "
                        "rectangle; it was cut into rectangles",
                        number=part.page.number,
                    ),
                    start,
                    end,
                )
            for number in part.table.crossed:
                text = _cell_text(part.table, number)
                self.builder.note(
                    "text-crosses-line",
                    phrase(
                        "page {number}: the text {text} runs over the border of its cell",
                        number=part.page.number,
                        text=f"{text!r}",
                    ),
                    start,
                    end,
                )


def _cell_text(table: RuledTable, number: int) -> str:
    return join_lines([line.text for line in make_lines(table.contents[number])])


def _rows(part: Part, edges: list[float]) -> list[list[SourceCell]]:
    table = part.table
    columns = [min(range(len(edges)), key=lambda i, x=x: abs(edges[i] - x)) for x in table.xs]  # type: ignore[misc]
    rows: list[list[SourceCell]] = [[] for _ in table.ys[1:]]
    for number, region in enumerate(table.regions):
        origin = Origin(part.page.number, part.page.original(table.box(region)))
        column = columns[region.left]
        rows[region.top].append(
            SourceCell(
                _cell_text(table, number),
                region.bottom - region.top,
                max(1, columns[region.right] - column),
                column,
                origin,
            )
        )
    return rows
