"""The lower half of the page: diagnostics with their source lines, and the marked source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TypeAlias

from govreport.diagnostics import Diagnostic
from govreport.document import Document
from govreport.model import AnnualReport, Status
from govreport.views.findings import Line, excerpt, place
from govreport.views.table import Table

_MAXIMUM_SOURCE = 400_000
"""Characters of source that the page carries; a longer one is left out, and said to be."""
_AROUND = 60

Anchor: TypeAlias = tuple[int, int, str, str]
"""Start, end, status and path of one cell."""


def diagnostics(report: AnnualReport, document: Document | None) -> Iterator[str]:
    """The section of the diagnostics, numbered from 1 in the report's order."""
    yield '<section id="diagnostics"><h2>Diagnostics</h2>'
    if not report.diagnostics:
        yield "<p>None.</p>"
    name = report.provenance.source.name
    for number, item in enumerate(report.diagnostics, start=1):
        yield from _diagnostic(item, number, document, name)
    yield "</section>"


def _diagnostic(
    item: Diagnostic, number: int, document: Document | None, name: str | None
) -> Iterator[str]:
    yield f'<div class="finding {item.severity.value}" id="d{number}">'
    yield (
        f'<p><span class="code">{number}. {item.severity.value}[{escape(item.code)}]</span> '
        f"{escape(item.message)}</p>"
    )
    where = [escape(place(item.span, name))] if item.span is not None else []
    if item.path is not None:
        where.append(f"<code>{escape(item.path)}</code>")
    if where:
        yield f'<p class="at">{" · ".join(where)}</p>'
    if item.span is not None and document is not None:
        found = excerpt(document, item.span)
        more = f"\n<i></i>… and {found.more} more" if found.more else ""
        yield f"<pre>{chr(10).join(map(_source_line, found.lines))}{more}</pre>"
    if item.hint:
        yield f'<p class="hint">{escape(item.hint)}</p>'
    yield "</div>"


def _source_line(line: Line) -> str:
    """One line with its marked stretch, cropped where it is long."""
    low, high = max(0, line.start - _AROUND), min(len(line.text), line.end + _AROUND)
    before = ("…" if low else "") + line.text[low : line.start]
    after = line.text[line.end : high] + ("…" if high < len(line.text) else "")
    marked = escape(line.text[line.start : line.end])
    return f"<i>{line.number}</i>{escape(before)}<mark>{marked or '&nbsp;'}</mark>{escape(after)}"


def source_text(document: Document, anchors: Sequence[Anchor]) -> Iterator[str]:
    """The whole source, each cell an anchor that the tables above point at."""
    text = document.text
    yield "<section><h2>Source</h2>"
    if len(text) > _MAXIMUM_SOURCE:
        yield f"<p>{len(text)} characters: too long to be shown here.</p></section>"
        return
    parts = []
    position = 0
    for start, end, status, path in anchors:
        kind = f' class="{status}"' if status in (Status.INFERRED, Status.UNPLACED) else ""
        parts.append(escape(text[position:start]))
        parts.append(f'<a id="s{start}"{kind} title="{escape(path)}">{escape(text[start:end])}</a>')
        position = end
    parts.append(escape(text[position:]))
    lines = "".join(parts).split("\n")
    numbered = (f"<i>{number}</i>{line}" for number, line in enumerate(lines, start=1))
    yield f'<pre class="source" tabindex="0">{chr(10).join(numbered)}</pre></section>'


def source_anchors(document: Document | None, tables: Sequence[Table]) -> list[Anchor]:
    """The places of cells that the source is marked at; of two that overlap, the first."""
    if document is None or len(document.text) > _MAXIMUM_SOURCE:
        return []
    found: dict[int, Anchor] = {}
    position = 0
    for start, end, status, path in sorted(
        (cell.span.start, cell.span.end, cell.status, cell.path)
        for table in tables
        for cell in table.cells
        if cell.span is not None
    ):
        if start >= position and start not in found and start <= end <= len(document.text):
            found[start] = (start, end, status, path)
            position = end
    return list(found.values())
