"""A report as a web page in the official form: real merged cells, nothing but its own words."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from govreport.model import AnnualReport
from govreport.views._labels import TITLES
from govreport.views.forms import tables
from govreport.views.grid import Item, Line, grid
from govreport.views.table import Table

_NUMERALS = "一二三四五六"
_SECTIONS = (
    "overview",
    "proactive_disclosure",
    "requests",
    "review_and_litigation",
    "problems_and_improvements",
    "other_matters",
)
_STYLE = "table{border-collapse:collapse}td{border:1px solid;padding:2px 6px;text-align:center}"


def official_html(report: AnnualReport) -> str:
    """The report as an HTML document in its official form.

    The inverse of reading: tables stand in the section they belong to with the published
    ``rowspan`` and ``colspan``, blank cells are empty, placeholders and words are printed as
    they were, and rows that the report does not print are left out.

    >>> "<table>" in official_html(AnnualReport(year=2021))
    False
    """
    title = escape(report.title or "")
    body = "\n".join(_body(report))
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n"
        "</body>\n</html>\n"
    )


def _body(report: AnnualReport) -> Iterator[str]:
    if report.title:
        yield f"<h1>{escape(report.title)}</h1>"
    if report.published is not None:
        yield f"<p>发布时间:{report.published.isoformat()}</p>"
    waiting = {table.identifier: table for table in tables(report) if table.blocks}
    for section in report.sections:
        yield from _missing_before(section.identifier, waiting)
        if section.heading:
            yield f"<h2>{escape(section.heading)}</h2>"
        by_title = {table.title: name for name, table in waiting.items()}
        name = section.identifier or by_title.get(section.heading, "")
        table = waiting.pop(name, None)
        if table is not None:
            yield from _table(table)
        for line in section.text.split("\n"):
            if line.strip():
                yield f"<p>{escape(line)}</p>"
    yield from _missing_before(None, waiting)
    for table in waiting.values():
        yield f"<p>{escape(table.title)}</p>"
        yield from _table(table)


def _missing_before(identifier: str | None, waiting: dict[str, Table]) -> Iterator[str]:
    """Tables whose own section the report does not list, before the section that follows them."""
    last = _SECTIONS.index(identifier) if identifier in _SECTIONS else None
    if identifier is not None and last is None:
        return
    for number, name in enumerate(_SECTIONS[:last]):
        table = waiting.pop(name, None)
        if table is not None:
            yield f"<h2>{_NUMERALS[number]}、{TITLES[name]}</h2>"
            yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    yield "<table>"
    for line in grid(table):
        yield _line(line)
    yield "</table>"


def _line(line: Line) -> str:
    return "<tr>" + "".join(map(_item, line)) + "</tr>"


def _item(item: Item) -> str:
    spans = f' rowspan="{item.row_span}"' if item.row_span > 1 else ""
    spans += f' colspan="{item.column_span}"' if item.column_span > 1 else ""
    return f"<td{spans}>{escape(item.text)}</td>"
