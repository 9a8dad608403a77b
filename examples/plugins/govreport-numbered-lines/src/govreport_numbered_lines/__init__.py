"""A layout: text with a number before each line, as editors and diff tools print it."""

from __future__ import annotations

import re
from itertools import pairwise

from govreport.plugin import (
    BLANK,
    ROW_END,
    Cell,
    Document,
    Evidence,
    Layout,
    Page,
    PrintedLine,
    Vocabulary,
)

_NUMBERED = re.compile(r"[0-9]{4,7}: ")


class NumberedLines(Layout):
    """Each line begins with its number and a colon; cells are separated by pipes behind it."""

    name = "numbered-lines"
    description = "a row per line behind the number of the line, cells separated by pipes"
    states_rows = True

    def detect(self, document: Document) -> Evidence:
        """Nearly all lines begin with a number, which rises by one."""
        lines = [line for line in document.text.split("\n") if line]
        numbers = [int(line.partition(":")[0]) for line in lines if _NUMBERED.match(line)]
        rising = sum(b == a + 1 for a, b in pairwise(numbers))
        if rising < 3:
            return Evidence(0.0, missing=("numbers before the lines",))
        return Evidence(0.99 * rising / len(lines), found=(f"{rising} lines are numbered",))

    def cells(self, document: Document, vocabulary: Vocabulary) -> list[Cell]:
        """The fields behind each line's number; the number itself is no cell."""
        found: list[Cell] = []
        offset = 0
        for line in document.text.split("\n"):
            number = _NUMBERED.match(line)
            start = offset + (number.end() if number else 0)
            fields = line[number.end() if number else 0 :].split("|")
            for index, field in enumerate(fields):
                text = field.strip()
                first = start + (field.index(text[0]) if text else 0)
                if text or index + 1 < len(fields):
                    found.append((text or BLANK, first, first + len(text)))
                start += len(field) + 1
            offset += len(line) + 1
            found.append((ROW_END, offset - 1, offset - 1))
        return found

    def print(self, page: Page) -> str:
        """The inverse of `cells`, for the conformance suite."""
        lines: list[str] = []
        for part in page:
            if isinstance(part, PrintedLine):
                lines.append(part.text)
            else:
                lines += ["".join(f"{cell.text} | " for cell in row).rstrip() for row in part.rows]
        return "".join(f"{number:04}: {line}\n" for number, line in enumerate(lines, 1))
