"""A report on the terminal: heading, tables with marks, then the diagnostics with their source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from govreport.document import Document
from govreport.language import phrase, say
from govreport.model import AnnualReport, Status, corrected_figures
from govreport.views.findings import place, printable
from govreport.views.forms import tables
from govreport.views.summary import cell_counts
from govreport.views.table import ABSENT, Cell, Table, digits
from govreport.views.terminal_table import FINDING, MARKS, TableView, cell_text

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from rich.text import Text

_SHORTEST_SENTENCE = 16


def render_terminal(
    report: AnnualReport, document: Document | None = None, *, narrative: bool = True
) -> Iterator[RenderableType]:
    """The parts of the view, to be printed one after the other by a rich console.

    Args:
        report: what was read.
        document: its source; with it, diagnostics show their source lines.
        narrative: whether the figures in prose are listed.
    """
    from govreport.views.terminal_diagnostics import diagnostics

    yield from _heading(report)
    found = tables(report)
    for table in found:
        yield from _table(table, report)
    if narrative and report.narrative:
        yield _Narrative(report)
    legend = _legend(cell for table in found for cell in table.cells)
    if legend is not None:
        yield legend
    yield from diagnostics(report, document)


def print_report(
    report: AnnualReport, document: Document | None = None, *, console: Console | None = None
) -> None:
    """Print the view; without colour where the terminal or ``NO_COLOR`` says so.

    >>> print_report(AnnualReport(agency="示例镇", year=2020))
    示例镇 · 2020
    <BLANKLINE>
      source  unknown
      cells   none
    <BLANKLINE>
    No diagnostics.
    """
    from rich.console import Console

    # Words of a report are data: no markup, no emoji codes, no highlighting of digits.
    console = console or Console(highlight=False, markup=False, emoji=False)
    for part in render_terminal(report, document):
        console.print(part, highlight=False)


def _heading(report: AnnualReport) -> Iterator[RenderableType]:
    from rich.text import Text

    agency = printable(report.agency or say("agency not stated"))
    year = str(report.year) if report.year is not None else say("year not stated")
    yield Text(f"{agency} · {year}", style="bold")
    if report.title:
        yield Text(printable(report.title))
    yield Text()
    source = report.provenance.source
    facts = [source.name or say("unknown")]
    if source.name:
        facts += [source.format, source.encoding or ""]
    choice = next((c for c in report.provenance.choices if c.task == "layout"), None)
    if choice is not None:
        facts.append(say(phrase("layout {name}", name=choice.name)))
    yield _fact(say("source"), " · ".join(fact for fact in facts if fact))
    forms = [
        f"{name} {form}"
        for name, form in (
            ("主动公开", report.forms.proactive_disclosure),
            ("申请", report.forms.requests),
            ("复议诉讼", report.forms.review_and_litigation),
            ("统计表", report.forms.statistics),
            *report.forms.tables.items(),
        )
        if form
    ]
    if forms:
        yield _fact(say("forms"), " · ".join(forms))
    counts = [
        (f"{number} {say(status.replace('_', ' '))}", MARKS[status][0])
        for status, number in cell_counts(report).items()
        if number
    ]
    line = Text("" if counts else say("none"))
    for index, (text, style) in enumerate(counts):
        line.append(" · " if index else "").append(text, style)
    yield _fact(say("cells"), line)
    if report.document is not None:
        from govreport.accounting import account

        yield _fact(say("numbers"), say(account(report).sentence))
    yield Text()


def _fact(name: str, value: str | Text) -> RenderableType:
    """A name and a value that wraps below itself."""
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=9)
    grid.add_column(overflow="fold")
    shown = Text(printable(value)) if isinstance(value, str) else value
    grid.add_row(Text(f"  {name}", "dim"), shown)
    return grid


def _table(table: Table, report: AnnualReport) -> Iterator[RenderableType]:
    from rich.text import Text

    title = Text(printable(table.title), style="bold")
    if table.form is not None:
        title.append("  " + say(phrase("form {name}", name=table.form)), "dim")
    yield title
    yield TableView(table, report)
    missing = [row.label for row in table.rows if not row.printed]
    if missing:
        yield _missing(missing)
    if table.unplaced:
        yield from _unplaced(table.unplaced)
    yield Text()


def _missing(labels: list[str]) -> Text:
    from rich.text import Text

    shown = "、".join(labels[:3])
    if len(labels) > 3:
        shown = phrase("{rows} … ({count} rows)", rows=shown, count=len(labels))
    return Text("  " + say(phrase("not printed: {rows}", rows=shown)), "dim")


def _unplaced(cells: tuple[Cell, ...]) -> Iterator[Text]:
    """The numbers without a place, those printed after the same label together."""
    from rich.text import Text

    yield Text(f"  {say('unplaced:')}", MARKS[Status.UNPLACED][0])
    for near, group in groupby(cells, key=lambda cell: cell.column):
        line = Text("    ")
        for cell in group:
            line.append_text(cell_text(cell)).append(" ")
            if cell.span is not None:
                line.append(f"{place(cell.span)}  ", "dim")
        if near:
            line.append(say(phrase("after {label}", label=printable(near))), "dim")
        yield line


class _Narrative:
    """The figures in prose; the sentence gives way first, the number never."""

    def __init__(self, report: AnnualReport) -> None:
        self.rows = []
        corrected = corrected_figures(report.corrections)
        for fact in report.narrative:
            value = digits(fact.value)
            if fact.approximate:
                value = say(phrase("about {number}", number=value))
            if fact.status == Status.CORRECTED and fact.span is not None:
                item = corrected.get((fact.identifier, fact.span.start, fact.span.end))
                value += f"({digits(item.value_read)})" if item is not None else ""
            organ = f"({fact.organ}) " if fact.organ else ""
            over = f" ({say('cumulative')})" if fact.cumulative else ""
            self.rows.append(
                (
                    printable(fact.identifier),
                    printable(f"{value} {fact.unit or ''}".strip()) + over,
                    " ".join(printable(organ + fact.sentence).split()),
                )
            )

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.cells import cell_len
        from rich.table import Table as Grid
        from rich.text import Text

        yield Text(say("Figures in prose"), style="bold")
        width = options.max_width
        names, values = (max(cell_len(row[i]) for row in self.rows) for i in (0, 1))
        if names + values + 4 > width:
            for name, value, _ in self.rows:
                yield Text(f"{name}: {value}")
        else:
            rest = width - names - values - 4
            grid = Grid.grid(padding=(0, 2, 0, 0))
            grid.add_column(width=names)
            grid.add_column(width=values, justify="right")
            if rest >= _SHORTEST_SENTENCE:
                grid.add_column(width=rest, no_wrap=True, overflow="ellipsis", style="dim")
            for name, value, sentence in self.rows:
                grid.add_row(*map(Text, (name, value, sentence)[: len(grid.columns)]))
            yield grid
        yield Text()


def _legend(cells: Iterable[Cell]) -> Text | None:
    """What the marks mean that occur."""
    from rich.text import Text

    seen = set()
    marked = False
    for cell in cells:
        seen.add(cell.status)
        marked = marked or bool(cell.findings)
    entries = [
        mark
        for status, mark in MARKS.items()
        if status in seen and status not in (Status.READ, ABSENT)
    ]
    if marked:
        entries.append(FINDING)
    if not entries:
        return None
    lines = [
        Text.assemble("  ", (f"{example:<4}", style), (f" {say(meaning)}", "dim"))
        for style, example, meaning in entries
    ]
    return Text("\n").join([*lines, Text()])
