"""Markdown tables, with or without header rows; text between them may hold split labels."""

from __future__ import annotations

from collections.abc import Hashable

from govreport.document import Document
from govreport.layouts.markdown_rows import markdown_cells
from govreport.layouts.separated import SeparatedLayout
from govreport.layouts.shape import shape_of
from govreport.plugins.interfaces import Evidence
from govreport.text.cells import Cell
from govreport.text.labels import Vocabulary


class Markdown(SeparatedLayout):
    """Markdown tables: every cell is explicit, blank ones too."""

    name = "markdown"
    description = "Markdown tables"
    separators = "|\n"
    states_rows = True

    def detect(self, document: Document) -> Evidence:
        """Rows begin and end with a pipe; separator lines."""
        shape = shape_of(document)
        rows = shape.opened - shape.separators
        if rows < 1 or shape.multiple < 1 or rows * 3 < shape.multiple * 2:
            return Evidence(0.0, missing=("rows that begin with a pipe",))
        score = 0.95 if shape.separators else 0.7 * shape.multiple / (shape.multiple + shape.single)
        return Evidence(score, found=(f"{rows} rows begin with a pipe",))

    def options(self, document: Document) -> bool:
        """Whether separator lines state the columns."""
        return shape_of(document).separators > 0

    def split(self, text: str, options: Hashable, vocabulary: Vocabulary) -> list[Cell]:
        """Cells of the tables; in the text between them only what stands whole on a line."""
        return markdown_cells(text, vocabulary, explicit=bool(options))

    def is_plain(self, run: str, count: int, options: Hashable) -> bool:
        """A pipe between each two numbers, on one line."""
        return run.count("|") == count - 1 and "\n" not in run

    def head(self, text: str) -> str:
        """A number within a row, with or without space around it as behind it."""
        return "| 0" if text[:1] == " " else "|0"
