"""Diagnostics on the terminal: message, place, the source line with carets, hint."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Document, Span
from govreport.language import listing, phrase, say
from govreport.model import AnnualReport
from govreport.views.findings import Line, excerpt, place, printable

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from rich.text import Text

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_ORDER = tuple(_STYLES)
_PARTS = re.compile(r"\s+|[^\s\u2e80-\uffff]+|[\u2e80-\uffff]|.", re.DOTALL)
_LINES_NAMED = 8
_LEAD = 12  # cells kept before a marked stretch when a line is cropped


def diagnostics(report: AnnualReport, document: Document | None) -> Iterator[RenderableType]:
    """Each diagnostic, the gravest first, then one line that counts them."""
    ordered = sorted(report.diagnostics, key=lambda item: _ORDER.index(item.severity))
    yield from findings(ordered, document, report.provenance.source.name)


def findings(
    found: Sequence[Diagnostic], document: Document | None, name: str | None
) -> Iterator[RenderableType]:
    """Each of several findings of one report, then one line that counts them."""
    from rich.text import Text

    for finding in found:
        yield DiagnosticView(finding, document, name)
    counts = [
        (_counted(sum(item.severity is severity for item in found), severity), _STYLES[severity])
        for severity in Severity
        if any(item.severity is severity for item in found)
    ]
    if not counts:
        yield Text(say("No diagnostics."), "dim")
        return
    line, between = Text(), say(phrase("{first}, {next}", first="", next=""))
    for index, (text, style) in enumerate(counts):
        line.append(between if index else "").append(text, style)
    yield line


def _counted(number: int, severity: Severity) -> str:
    """A number of findings in words.

    >>> _counted(2, Severity.ERROR), _counted(2, Severity.INFO)
    ('2 errors', '2 info')
    """
    if severity is Severity.INFO:
        return say(phrase("{count} info", count=number))
    if number == 1:
        return say(phrase("1 error") if severity is Severity.ERROR else phrase("1 warning"))
    if severity is Severity.ERROR:
        return say(phrase("{count} errors", count=number))
    return say(phrase("{count} warnings", count=number))


class DiagnosticView:
    """One diagnostic as rich prints it; it needs the width to crop source lines."""

    def __init__(self, diagnostic: Diagnostic, document: Document | None, name: str | None) -> None:
        """Keep what is shown; ``name`` is the file's."""
        self.diagnostic = diagnostic
        self.document = document
        self.name = name

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines of the diagnostic."""
        from rich.text import Text

        item = self.diagnostic
        style = _STYLES[item.severity]
        head = f"{say(item.severity.value)}[{printable(', '.join(item.codes))}]"
        text = Text("\n".join(wrap(f"{head}: {printable(item.message_in())}", options.max_width)))
        text.stylize("bold")
        text.stylize(style, 0, len(head))
        yield text
        gutter = 1
        if item.span is not None:
            found = excerpt(self.document, item.span) if self.document is not None else None
            lines = found.lines if found is not None else ()
            gutter = len(str(lines[-1].number)) if lines else 1
            yield _rail(gutter, "--> ", printable(_where(item.span, self.name)))
            for number, line in enumerate(lines):
                if number == 0:
                    yield _rail(gutter, " |")
                yield from _source(line, gutter, options.max_width, style)
            if found is not None and found.more:
                yield _rail(gutter, " | ", _more_lines(found.more))
            others = _other_lines(item)
            if others:
                said = phrase("also in lines {lines}", lines=listing(others, most=_LINES_NAMED))
                yield _rail(gutter, " = ", say(said))
        elif self.name:
            yield _rail(gutter, "--> ", printable(self.name))
        if item.path is not None:
            yield _rail(gutter, " = ", f"{say('cell')}: {printable(item.path)}")
        if item.hint:
            yield _rail(gutter, " = ", f"{say('hint')}: {printable(item.hint_in() or '')}")
        yield Text()


def _other_lines(item: Diagnostic) -> list[str]:
    """The lines of the other places of a finding."""
    first = item.span.line if item.span is not None else None
    lines = {span.line for span in item.spans if span.line is not None}
    return [str(line) for line in sorted(lines - {first})]


def _more_lines(count: int) -> str:
    if count == 1:
        return say("… and 1 more line")
    return say(phrase("… and {count} more lines", count=count))


def _where(span: Span, name: str | None) -> str:
    return place(span, name or "report")


def _rail(gutter: int, rail: str, text: str = "") -> Text:
    from rich.text import Text

    return Text.assemble((" " * gutter + rail, "blue"), text)


def _note(gutter: int, text: str, width: int) -> Iterator[Text]:
    rail = " = "
    for line in wrap(printable(text), max(20, width - gutter - 3)):
        yield _rail(gutter, rail, line)
        rail = "   "


def wrap(text: str, width: int) -> list[str]:
    """Text in lines of at most ``width`` cells, broken at spaces and between Chinese characters.

    >>> wrap("规章 is read as 规范性文件", 12)
    ['规章 is read', 'as 规范性文', '件']
    """
    from rich.cells import cell_len

    lines = [""]
    for part in _PARTS.findall(text):
        if cell_len(lines[-1]) + cell_len(part.rstrip()) > width and lines[-1]:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += part if lines[-1] or part.strip() else ""
    return [line.rstrip() for line in lines]


def _source(line: Line, gutter: int, width: int, style: str) -> Iterator[Text]:
    """The line with its number, cropped around the marked stretch, and the carets under it."""
    from rich.text import Text

    room = max(20, width - gutter - 4)
    text, before, marked = crop(printable(line.text), line.start, line.end, room)
    yield Text.assemble(
        (f"{line.number:>{gutter}} | ", "blue"), text, overflow="ignore", no_wrap=True
    )
    carets = Text.assemble((" " * gutter + " | ", "blue"), " " * before, ("^" * marked, style))
    carets.no_wrap = True
    yield carets


def crop(text: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """A line cut to ``room`` terminal cells around ``text[start:end]``.

    Returns the text, the cells before the stretch and the cells of the stretch (at least one).
    Chinese characters take two cells.

    >>> crop("规章 | 7 | 0", 5, 6, 40)
    ('规章 | 7 | 0', 7, 1)
    """
    from rich.cells import cell_len, set_cell_size

    lead = ""
    if cell_len(text) > room:
        first = start
        budget = min(_LEAD, room // 3)
        while first > 0 and budget >= cell_len(text[first - 1]):
            first -= 1
            budget -= cell_len(text[first])
        lead = "…" if first > 0 else ""
        text, start, end = text[first:], start - first, end - first
    before = cell_len(lead) + cell_len(text[:start])
    marked = max(1, cell_len(text[start:end]))
    shown = lead + text
    if cell_len(shown) > room:
        shown = set_cell_size(shown, room - 1).rstrip() + "…"
    return shown, before, max(1, min(marked, room - before))
