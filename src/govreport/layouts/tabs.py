"""A row per line, cells separated by tabs, as copied from a spreadsheet.

Two tabs in a row hold a blank cell between them. A spreadsheet drops no cell and fills what is
merged with blank ones: fields behind the last column that the header above names are that filling,
those before it are cells. A cell of several lines stands in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govreport.document import Document
from govreport.layouts.shape import SPACED_NUMBERS
from govreport.plugins.interfaces import Evidence, Layout
from govreport.text.cells import BLANK, ROW_END, Cell
from govreport.text.labels import Vocabulary

_QUOTED = re.compile(r'"((?:[^"\t]|""){1,200})"(?=[\t\n]|\Z)')
_VALUE = re.compile(r"[-+]?\d(?![.、)）][^\d])|[/—-]+$|无$")
_ROW_LABEL = re.compile(r"[(（]?[一二三四五六七八九十\d]+[)）、.．]")
_FIELD = re.compile(r"[^\t\n]*")


class TabbedRows(Layout):
    """A row per line, cells separated by tabs."""

    name = "tabs"
    description = "a row per line, cells separated by tabs"
    states_rows = True

    def detect(self, document: Document) -> Evidence:
        """Several lines hold tabs between words or numbers, few hold pipes or spaced numbers."""
        text = document.text
        rows = _rows(text) if "\t" in text else 0
        if rows < 2:
            return Evidence(0.0, missing=("lines with tabs between cells",))
        if document.grids:
            return Evidence(0.0, missing=("tabs that are not those of a table's own cells",))
        others = len(SPACED_NUMBERS.findall(text)) + sum("|" in line for line in text.split("\n"))
        return Evidence(0.97 * rows / (rows + others), found=(f"{rows} lines hold tabs",))

    def cells(self, document: Document, vocabulary: Vocabulary) -> list[Cell]:
        """The fields of each line, in order."""
        found: list[Cell] = []
        fields: list[Cell] = []
        width, in_header = 0, False  # columns that the header names; the last row was one of its
        for cell, ends in _fields(document.text):
            fields.append(cell)
            if not ends:
                continue
            last = max((n for n, one in enumerate(fields) if one[0] != BLANK), default=-1)
            if _is_header(fields, last):
                width = max(width, last + 1) if in_header else last + 1
                in_header = True
            elif last > 0:
                in_header = False
            found += _without_indent(fields[: max(last + 1, width)] if last >= 0 else [])
            found.append((ROW_END, cell[2], cell[2]))
            fields = []
        return found


def _rows(text: str) -> int:
    """How many lines hold a tab between two words or numbers."""
    return sum(
        "\t" in line and "\t" in line.strip() and "|" not in line for line in text.split("\n")
    )


def _is_header(fields: Sequence[Cell], last: int) -> bool:
    """Whether a row has names of columns: several words, no values, none numbered as a row."""
    if last < 1 or sum(cell[0] != BLANK for cell in fields) < 2:
        return False
    return _ROW_LABEL.match(fields[last][0]) is None and not any(
        _VALUE.match(text) for text, _, _ in fields
    )


def _without_indent(fields: list[Cell]) -> list[Cell]:
    """The cells of a line; tabs before its only words are no cells."""
    printed = [index for index, cell in enumerate(fields) if cell[0] != BLANK]
    if not printed:
        return []
    return fields[printed[0] :] if len(printed) == 1 else fields


def _fields(text: str) -> Iterator[tuple[Cell, bool]]:
    """Each field, and whether its line ends behind it."""
    position, size = 0, len(text)
    while position <= size:
        quoted = _QUOTED.match(text, position)
        if quoted is not None:
            start, end, behind = *quoted.span(1), quoted.end()
        else:
            plain = _FIELD.match(text, position)
            assert plain is not None  # a field may be empty
            start, end = plain.span()
            behind = end
        printed = text[start:end]
        cell = printed.strip()
        first = start + (printed.index(cell[0]) if cell else 0)
        yield (cell or BLANK, first, first + len(cell)), text[behind : behind + 1] != "\t"
        position = behind + 1
