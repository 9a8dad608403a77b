"""Pictures inside other files: tables that a Word file or a web page shows as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve, field

from govreport.document import Document
from govreport.errors import UnreadableSource
from govreport.readers.builder import DocumentBuilder
from govreport.readers.limits import Limits
from govreport.readers.picture.kinds import kind_of
from govreport.readers.picture.recognition import attach, is_installed, recognise_file

if TYPE_CHECKING:
    from govreport.readers.picture.reading import PicturePage

_SMALL = 8_000
"""Bytes below which a picture is an icon or a rule."""
_MOST = 20
"""Pictures of one file that are looked at; a report shows its tables in a few."""
_FEWEST_FIGURES = 8


@define
class EmbeddedPictures:
    """Reads the pictures of one file, in their order, and writes those that hold tables.

    The pages of these pictures are counted together; the place of a value has this number as its
    page, and its box in the pixels of the picture. ``wanted`` says that the file shows no
    figures but in pictures: only then is it said that one could not be read.
    """

    builder: DocumentBuilder
    limits: Limits
    wanted: bool
    pages: list[PicturePage] = field(factory=list)
    waiting: list[PicturePage] = field(factory=list)
    met: int = 0

    def add(self, data: bytes) -> None:
        """Read one picture; it is written with those that follow it, see `flush`."""
        if len(data) < _SMALL or kind_of(data) is None or self.met >= _MOST:
            return
        self.met += 1
        if not is_installed():
            if self.wanted:
                self._note(f"picture {self.met} was not read: it needs the extra ocr")
            return
        try:
            pages = recognise_file(data, self.limits)
        except UnreadableSource as error:
            if self.wanted and "no page of print" not in str(error):
                self._note(f"picture {self.met} was not read: {error}")
            return
        if not any(map(_holds_table, pages)):
            return
        first = len(self.pages) + 1
        pages = [evolve(page, number=number) for number, page in enumerate(pages, first)]
        self.pages += pages
        self.waiting += pages

    def flush(self) -> None:
        """Write what is waiting: call it before other content, and at the end.

        Pictures that follow one another are pages of one report; a table runs over them.
        """
        if self.waiting:
            from govreport.readers.pdf.reader import PageWriter

            PageWriter(self.builder, self.limits).write(self.waiting)
            self.waiting = []

    def attach(self, document: Document) -> Document:
        """Tell the finished document what was recognised."""
        return attach(document, self.pages) if self.pages else document

    def _note(self, message: str) -> None:
        self.builder.note("picture-not-read", message, self.builder.length, self.builder.length)


def _holds_table(page: PicturePage) -> bool:
    """Whether a picture shows figures in ruled cells, as no photograph and few charts do."""
    figures = sum(seen.text.isdigit() for seen in page.seen)
    return figures >= _FEWEST_FIGURES and len(page.horizontal) >= 3 and len(page.vertical) >= 3
