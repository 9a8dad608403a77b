"""Many reports at a glance: one line each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, TYPE_CHECKING

from govreport.language import say
from govreport.model import AnnualReport
from govreport.views.findings import printable
from govreport.views.summary import cell_counts, followed_forms, severity_counts

if TYPE_CHECKING:
    from rich.text import Text

_COUNTS = ("read", "inferred", "blank", "unplaced")
_WIDE = 110  # agency and forms are shown from this width on
_PIPE_WIDTH = 160


def print_overview(
    reports: Iterable[tuple[str, AnnualReport]], stream: IO[str], *, width: int | None = None
) -> None:
    """Print file, agency, year, forms and how much was read of each report.

    >>> import io
    >>> stream = io.StringIO()
    >>> print_overview([("a.txt", AnnualReport(year=2020))], stream, width=80)
    >>> "a.txt" in stream.getvalue()
    True
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False, width=width)
    if width is None and not console.is_terminal:
        console.width = _PIPE_WIDTH
    wide = console.width >= _WIDE
    table = Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        header_style="dim",
        padding=(0, 1, 0, 0),
    )
    table.add_column(say("file"), overflow="fold", min_width=10)
    if wide:
        table.add_column(say("agency"), overflow="fold")
    table.add_column(say("year"), width=4)
    if wide:
        table.add_column(say("forms"), overflow="fold")
    for name in map(say, (*_COUNTS, "errors", "warnings")):
        table.add_column(Text(name, justify="right"), justify="right", min_width=len(name))
    for file, report in reports:
        cells, severities = cell_counts(report), severity_counts(report)
        table.add_row(
            printable(file),
            *((printable(report.agency or "?"),) if wide else ()),
            str(report.year or "?"),
            *((" ".join(followed_forms(report)) or "-",) if wide else ()),
            str(cells["read"]),
            _marked(cells["inferred"], "yellow"),
            str(cells["blank"]),
            _marked(cells["unplaced"], "bold red"),
            _marked(severities["error"], "bold red"),
            _marked(severities["warning"], "yellow"),
        )
    console.print(table)


def _marked(number: int, style: str) -> Text:
    from rich.text import Text

    return Text(str(number), style if number else "dim")
