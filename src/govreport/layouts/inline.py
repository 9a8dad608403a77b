"""The layouts of running text: same scan for labels, different signs by which they are known."""

from __future__ import annotations

from govreport.document import Document
from govreport.layouts.scan import scan
from govreport.layouts.shape import shape_of
from govreport.plugins.interfaces import Evidence, Layout
from govreport.text.cells import Cell
from govreport.text.labels import Vocabulary


class _RunningText(Layout):
    """Words follow each other on a line: blank cells leave no trace."""

    interface = 1
    running = True
    keeps_blanks = False

    def cells(self, document: Document, vocabulary: Vocabulary) -> list[Cell]:
        """Labels by the closed list; values by spaces, or their digits as they are printed."""
        return scan(document.text, vocabulary, glued=self.glued)


class LabelledLines(_RunningText):
    """Label, then its values, on a line; or columns aligned by spaces (text of PDF pages)."""

    name = "labelled_lines"
    description = "label and values on a line, separated by spaces (text of PDF pages)"
    glued = False

    def detect(self, document: Document) -> Evidence:
        """Several lines hold three or more numbers."""
        shape = shape_of(document)
        if not shape.runs:
            return Evidence(0.0, missing=("lines with three or more numbers",))
        score = 0.75 * shape.runs / (shape.runs + shape.numbers / 4 + shape.piped)
        if shape.lines < 8:
            score /= 2
        return Evidence(score, found=(f"{shape.runs} lines hold three or more numbers",))


class Spaced(_RunningText):
    """Everything on one line, cells separated by spaces."""

    name = "spaced"
    description = "the whole page on one line, cells separated by spaces"
    glued = False

    def detect(self, document: Document) -> Evidence:
        """Headers and values stand side by side with spaces between them."""
        shape = shape_of(document)
        if not shape.spaced_headers:
            return Evidence(0.0, missing=("headers side by side with spaces",))
        score = 0.6 * shape.spaced_headers / (shape.spaced_headers + shape.glued_headers)
        return Evidence(score, found=("headers stand side by side with spaces",))


class Glued(_RunningText):
    """Cells without any separator: ``规章007``."""

    name = "glued"
    description = "cells without a separator"
    glued = True

    def detect(self, document: Document) -> Evidence:
        """Headers stand side by side with nothing between them."""
        shape = shape_of(document)
        if not shape.glued_headers:
            return Evidence(0.0, missing=("headers side by side with nothing between them",))
        score = 0.7 * shape.glued_headers / (shape.spaced_headers + shape.glued_headers)
        if shape.piped or shape.numbers > 10:
            score /= 2
        return Evidence(score, found=("headers stand side by side with nothing between them",))
