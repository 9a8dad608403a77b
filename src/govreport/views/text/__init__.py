"""A report as text in each built-in layout: the inverse of parsing.

What all layouts share is the printed page (`compose`): rows of cells as the official forms
print them. A layout is one function from that page to text (`print_page`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from govreport.errors import GovReportError
from govreport.model import AnnualReport
from govreport.views.text import bare, inline, markdown, piped, ruled
from govreport.views.text.compose import compose
from govreport.views.text.page import Page, PrintedCell, PrintedLine, PrintedTable

__all__ = [
    "LAYOUTS",
    "CannotExpress",
    "Page",
    "PrintedCell",
    "PrintedLine",
    "PrintedTable",
    "can_express",
    "compose",
    "print_page",
    "render",
]

_PRINTERS: dict[str, tuple[Callable[[Page], str], Callable[[Page], Iterator[str]]]] = {
    "piped_rows": (piped.piped_rows, piped.obstacles_in_rows),
    "piped_cells": (piped.piped_cells, piped.obstacles_in_cells),
    "tabs": (piped.tabs, piped.obstacles_in_tabs),
    "bare_cells": (bare.bare_cells, bare.obstacles),
    "markdown": (markdown.markdown, markdown.obstacles),
    "labelled_lines": (inline.labelled_lines, inline.obstacles),
    "spaced": (inline.spaced, inline.obstacles),
    "glued": (inline.glued, inline.obstacles_when_glued),
    "delimited": (piped.delimited, piped.obstacles_in_delimited),
    "ruled": (ruled.ruled, ruled.obstacles),
}

LAYOUTS: tuple[str, ...] = tuple(_PRINTERS)
"""The layouts that `render` knows; each has a layout plugin of the same name that reads it."""


class CannotExpress(GovReportError):
    """A layout has no way to print something that the report holds (blank cells, say).

    Attributes:
        layout: the layout.
        reasons: one sentence for each thing that it cannot print.
    """

    def __init__(self, layout: str, reasons: tuple[str, ...]) -> None:
        """Keep the reasons so that a caller can list them one by one."""
        self.layout = layout
        self.reasons = reasons
        message = f"the layout {layout} cannot express this report"
        super().__init__("\n  - ".join((message, *reasons)))


def render(report: AnnualReport, layout: str, *, strict: bool = True) -> str:
    """Print a report as text.

    Args:
        report: what to print; rows that are None are left out, values that are None are blank
            cells, and a placeholder stands as it was read.
        layout: one of `LAYOUTS`.
        strict: whether to refuse what the layout cannot express; otherwise it is printed as
            published reports do it, and the reader will say what is doubtful.

    Raises:
        CannotExpress: the text could not be read back to the same report.
        GovReportError: no such layout.

    >>> from govreport.model import DocumentCounts, ProactiveDisclosure
    >>> rules = DocumentCounts(issued=1, abolished=0, in_force=7)
    >>> report = AnnualReport(proactive_disclosure=ProactiveDisclosure(rules=rules))
    >>> print(render(report, "piped_rows"))
    二、主动公开政府信息情况
    第二十条第(一)项 | |||
    信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
    规章 | 1 | 0 | 7 |
    <BLANKLINE>
    """
    page = compose(report)
    if strict:
        reasons = _obstacles(page, layout)
        if reasons:
            raise CannotExpress(layout, reasons)
    return print_page(page, layout)


def print_page(page: Page, layout: str) -> str:
    """Print a page, whether or not it can be read back.

    >>> print_page((PrintedLine("一、总体情况", "heading"),), "markdown")
    '## 一、总体情况\\n'
    """
    return _printer(layout)[0](page)


def can_express(layout: str, report: AnnualReport) -> bool:
    """Whether the report can be printed in this layout and read back.

    >>> can_express("spaced", AnnualReport())
    True
    """
    return not _obstacles(compose(report), layout)


def _obstacles(page: Page, layout: str) -> tuple[str, ...]:
    return tuple(_printer(layout)[1](page))


def _printer(layout: str) -> tuple[Callable[[Page], str], Callable[[Page], Iterator[str]]]:
    if layout not in _PRINTERS:
        raise GovReportError(f"no layout {layout!r} to print; there are: {', '.join(LAYOUTS)}")
    return _PRINTERS[layout]
