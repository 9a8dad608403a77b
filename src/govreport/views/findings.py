"""Which cells a diagnostic speaks of, and the source lines it points at."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attrs import frozen

from govreport.document import Document, Span
from govreport.language import phrase, say
from govreport.model import AnnualReport

_MAXIMUM_LINES = 4


def findings_by_path(report: AnnualReport) -> dict[str, tuple[int, ...]]:
    """Numbers (from 0) of the diagnostics about each record path or row path.

    A diagnostic without a path belongs to the cells under its span, if they are of one row.
    """
    found: dict[str, list[int]] = {}
    places = _places(report)
    starts = [place[0] for place in places]
    for number, diagnostic in enumerate(report.diagnostics):
        paths = dict.fromkeys((diagnostic.path, *diagnostic.paths))
        paths.pop(None, None)
        if paths:
            for path in paths:
                found.setdefault(str(path), []).append(number)
        elif diagnostic.span is not None:
            for path in _under(diagnostic.span, places, starts):
                found.setdefault(path, []).append(number)
    return {path: tuple(numbers) for path, numbers in found.items()}


def _places(report: AnnualReport) -> list[tuple[int, int, str, str]]:
    """Start, end, row path and cell path of each cell that covers some text."""
    return sorted(
        (start, end, row.path, row.cell_path(index))
        for row in report.provenance.rows
        for index, (start, end) in enumerate(zip(row.starts, row.ends, strict=True))
        if start < end
    )


def _under(
    span: Span, places: Sequence[tuple[int, int, str, str]], starts: Sequence[int]
) -> list[str]:
    # A span as wide as a table says nothing about one cell: stop at the second row.
    first = max(0, bisect_right(starts, span.start) - 1)
    last = bisect_left(starts, max(span.end, span.start + 1))
    paths: list[str] = []
    row: str | None = None
    for _start, end, row_path, path in places[first:last]:
        if end <= span.start:
            continue
        if row is not None and row_path != row:
            return []
        row = row_path
        paths.append(path)
    return paths


@frozen
class Line:
    """One source line with the stretch ``[start, end)`` of its characters that is meant."""

    number: int
    text: str
    start: int
    end: int


@frozen
class Excerpt:
    """The source lines under a span, at most four of them; ``more`` counts those left out."""

    lines: tuple[Line, ...]
    more: int = 0


def excerpt(document: Document, span: Span) -> Excerpt:
    """The lines of ``document`` that ``span`` covers; blank lines are left out.

    >>> line = excerpt(Document("规章\\n7 | 0"), Span(3, 4)).lines[0]
    >>> line.number, line.text, line.text[line.start:line.end]
    (2, '7 | 0', '7')
    """
    text = document.text
    starts = document.line_starts
    begin = min(max(span.start, 0), len(text))
    end = min(max(span.end, begin), len(text))
    first = bisect_right(starts, begin) - 1
    last = first if end <= begin else bisect_right(starts, end - 1) - 1
    lines: list[Line] = []
    more = 0
    for index in range(first, last + 1):
        start = starts[index]
        stop = starts[index + 1] - 1 if index + 1 < len(starts) else len(text)
        content = text[start:stop]
        if not content.strip() and last > first:
            continue
        if len(lines) == _MAXIMUM_LINES:
            more += 1
            continue
        low, high = max(begin - start, 0), min(end - start, len(content))
        if last > first:  # mark words, not the blanks around them
            covered = content[low:high]
            low += len(covered) - len(covered.lstrip())
            high -= len(covered) - len(covered.rstrip())
        lines.append(Line(index + 1, content, low, max(low, high)))
    return Excerpt(tuple(lines), more)


def place(span: Span | None, name: str | None = None, language: str | None = None) -> str:
    """A place in words: ``file:line:column``, with page or table cell where there is one.

    ``language`` is that of the words; None for the current one.

    >>> place(Span(3, 4, 2, 1, page=7), "报告.pdf")
    '报告.pdf:2:1 (page 7)'
    """
    if span is None:
        return name or ""
    parts = [name] if name else []
    if span.line is not None:
        parts += [str(span.line), str(span.column)]
    where = ":".join(parts)
    if span.page is not None:
        return f"{where} {say(phrase('(page {page})', page=span.page), language)}"
    if span.table is not None and span.row is not None and span.cell is not None:
        table, row, cell = span.table + 1, span.row + 1, span.cell + 1
        said = phrase("(table {table}, row {row}, cell {cell})", table=table, row=row, cell=cell)
        return f"{where} {say(said, language)}"
    return where


def printable(text: str) -> str:
    """Text that cannot steer a terminal: each control or bidi character becomes one visible one.

    The number of characters stays the same, so offsets into the text stay right.

    >>> printable("规章\\t\\x1b[31m")
    '规章 �[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character in "\t\n\r\x0b\x0c\x85\u2028\u2029":
        return " "
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"}:
        return "\ufffd"
    return character
