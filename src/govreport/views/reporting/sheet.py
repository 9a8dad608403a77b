"""``html``: feedback sheets, one printable page for each report."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import IO

from attrs import evolve

from govreport.checks import summary
from govreport.diagnostics import Diagnostic
from govreport.language import current_language, say
from govreport.views.grid import Item, grid
from govreport.views.pages.environment import encodable
from govreport.views.reporting.entries import (
    Checked,
    Results,
    bases,
    marked_tables,
    position,
    unknown,
)
from govreport.views.table import Row, Table

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_WIDE = ("title", "file", "checks")
"""Facts that have a line of their own in print."""
_COLUMNS = ("no.", "place", "finding", "stated", "should be", "basis")


def write(results: Results, stream: IO[str]) -> None:
    """One document without scripts; a page break between reports."""
    style = files("govreport.views.reporting").joinpath("sheet.css").read_text(encoding="utf-8")
    language = "zh-CN" if current_language() == "zh" else "en"
    stream.write(
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(say('feedback on annual reports'))}</title>\n"
        f"<style>\n{style}</style>\n</head>\n<body>\n"
    )
    for result in results:
        for line in _page(result):
            stream.write(encodable(line) + "\n")
    stream.write("</body>\n</html>\n")


def _page(result: Checked) -> Iterator[str]:
    report = result.report
    yield "<article>"
    yield f"<h1>{escape(say('feedback on an annual report'))}</h1>"
    year = str(report.year) if report.year is not None else say("not stated")
    facts = {
        "agency": report.agency or say("not stated"),
        "year": year,
        "title": report.title or say("not stated"),
        "file": result.name,
        "checks": say(summary(report.verdicts)),
    }
    yield "<dl>"
    for name, value in facts.items():
        wide = ' class="wide"' if name in _WIDE else ""
        yield f"<div{wide}><dt>{escape(say(name))}</dt><dd>{escape(value)}</dd></div>"
    yield "</dl>"
    shown = [finding for finding in result.findings if finding.severity != "info"]
    hints = [finding for finding in result.findings if finding.severity == "info"]
    yield from _findings(result, shown, 1)
    if hints:
        yield f"<h2>{escape(say('worth knowing'))}</h2>"
        yield from _findings(result, hints, len(shown) + 1)
    yield from _unknown(result)
    yield from _tables(result, (*shown, *hints))
    yield "</article>"


def _findings(result: Checked, found: list[Diagnostic], first: int) -> Iterator[str]:
    if not found:
        yield f"<p>{escape(say('no violation was found'))}</p>"
        return
    yield '<table class="findings"><thead><tr>'
    yield "".join(f"<th>{escape(say(name))}</th>" for name in _COLUMNS)
    yield "</tr></thead><tbody>"
    for number, finding in enumerate(found, first):
        hint = f"<small>{escape(finding.hint_in() or '')}</small>" if finding.hint else ""
        codes = " ".join(finding.codes)
        cells = (
            str(number),
            escape(position(finding, result.report)),
            f"{escape(finding.message_in())}{hint}",
            escape(finding.stated or ""),
            escape(finding.expected or ""),
            f"{escape(bases(finding))} <small>{escape(codes)}</small>",
        )
        yield f'<tr class="{finding.severity.value}">' + "".join(f"<td>{c}</td>" for c in cells)
        yield "</tr>"
    yield "</tbody></table>"


def _unknown(result: Checked) -> Iterator[str]:
    """What could not be checked, one line a reason."""
    reasons = unknown(result.report)
    if reasons:
        yield f"<h2>{escape(say('not checkable'))}</h2><ul class='unknown'>"
        for reason, codes in reasons.items():
            yield f"<li><b>{escape(' '.join(codes))}</b> {escape(reason)}</li>"
        yield "</ul>"


_LINES = 56
"""Lines of tables that stand on one page beside no finding; a finding takes about three, what
could not be checked one a reason and two for its title."""


def _tables(result: Checked, found: tuple[Diagnostic, ...]) -> Iterator[str]:
    """The tables as printed, each cell of a finding with the finding's number.

    Where they would not fit on the page, rows without such a cell are left out.
    """
    shown = list(marked_tables(result, found))
    reasons = len(unknown(result.report))
    lines = sum(len(grid(table)) for table, _ in shown) + 3 * len(found)
    lines += reasons + 2 if reasons else 0
    for table, marks in shown:
        short = _marked_rows(table, marks) if lines > _LINES else table
        yield from _table(short, marks)
        if len(short.rows) < len(table.rows):
            yield f"<p class='left-out'>{escape(say('rows without a finding are left out'))}</p>"


def _marked_rows(table: Table, marks: dict[str, list[int]]) -> Table:
    """The table without the rows that no finding is about; that of cases is one line anyway."""
    if table.identifier == "review_and_litigation":
        return table
    blocks = tuple(
        evolve(block, rows=tuple(row for row in block.rows if _is_marked(row, marks)))
        for block in table.blocks
    )
    return evolve(table, blocks=blocks)


def _is_marked(row: Row, marks: dict[str, list[int]]) -> bool:
    return any(cell.path in marks for cell in row.cells)


def _table(table: Table, marks: dict[str, list[int]]) -> Iterator[str]:
    yield f"<h2>{escape(table.title)}</h2>"
    yield '<table class="printed">'
    for line in grid(table):
        yield "<tr>" + "".join(_item(item, marks) for item in line) + "</tr>"
    yield "</table>"


def _item(item: Item, marks: dict[str, list[int]]) -> str:
    spans = f' rowspan="{item.row_span}"' if item.row_span > 1 else ""
    spans += f' colspan="{item.column_span}"' if item.column_span > 1 else ""
    numbers = marks.get(item.cell.path, []) if item.cell is not None else []
    text = escape(item.text)
    if numbers:
        noted = ",".join(map(str, numbers))
        return f'<td class="marked"{spans}>{text}<sup>{noted}</sup></td>'
    kind = "td" if item.kind in ("value", "text", "absent") else "th"
    return f"<{kind}{spans}>{text}</{kind}>"
