"""Tables without ruling lines, found by the positions of their text."""

from __future__ import annotations

from govreport.readers.pdf.lines import Line
from govreport.readers.pdf.ruling import RuledTable


def find_aligned(lines: list[Line]) -> tuple[list[Line], list[RuledTable]]:
    """Split lines into prose and tables whose text stands in clean columns."""
    return lines, []
