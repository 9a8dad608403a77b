"""The usual way, to compare with: lines of text as they stand, ruling lines not looked at."""

from __future__ import annotations

import time
from typing import Any

from govreport.document import Document, Source
from govreport.readers.builder import DocumentBuilder
from govreport.readers.limits import DEFAULT
from govreport.readers.pdf.reader import PageWriter
from govreport.readers.picture import reading
from govreport.readers.picture.processing import pages_of_file
from govreport.readers.picture.recognition import attach

_spent = 0.0


def by_lines(data: bytes) -> Document:
    """A picture read with the same recogniser; tables come from the positions of their print."""
    global _spent
    began = time.process_time()
    grid: Any = reading._lines
    reading._lines = lambda sheet: ([], [])
    try:
        pages = list(pages_of_file(data, DEFAULT))
    finally:
        reading._lines = grid
    _spent += time.process_time() - began
    builder = DocumentBuilder()
    PageWriter(builder, DEFAULT).write(pages)
    return attach(builder.document(Source(None, "picture", reader="plain")), pages)


def seconds_in_this_process() -> float:
    """Processor time of all pages read so far."""
    return _spent
