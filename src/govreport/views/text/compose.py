"""From a report to its printed page: title, date, sections with their tables, agency."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from govreport.model import AnnualReport, Section
from govreport.views.text.forms import table_names, title_of
from govreport.views.text.page import (
    HEADING,
    LABEL,
    VALUE,
    Page,
    PrintedCell,
    PrintedLine,
    PrintedRow,
    PrintedTable,
)
from govreport.views.text.tables import printed_table

SECTION_TITLES = {
    "overview": "一、总体情况",
    "proactive_disclosure": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "review_and_litigation": "四、政府信息公开行政复议、行政诉讼情况",
    "problems_and_improvements": "五、存在的主要问题及改进情况",
    "other_matters": "六、其他需要报告的事项",
}
"""Identifier of each official section -> its heading in the forms of 2019 and 2021."""


def compose(report: AnnualReport) -> Page:
    """The report as a page: lines of prose and tables, in the official order.

    A table stands below the heading of its section, before the section's text; a table whose
    section the report does not list gets the official heading. Home-made tables come last.

    >>> [line.text for line in compose(AnnualReport(title="某局2020年度报告"))]
    ['某局2020年度报告']
    """
    return tuple(_lines(report))


def _lines(report: AnnualReport) -> Iterator[PrintedLine | PrintedTable]:
    if report.title:
        yield PrintedLine(report.title, "title")
    if report.published is not None:
        yield PrintedLine(f"发布日期:{report.published.isoformat()}", "date")
    tables = {name: printed_table(report, name) for name in table_names()}
    waiting = {name: table for name, table in tables.items() if table is not None}
    order = list(SECTION_TITLES)
    for section in report.sections:
        place = order.index(section.identifier) if section.identifier in order else 0
        for name in order[:place]:
            if name in waiting:
                yield PrintedLine(SECTION_TITLES[name], "heading")
                yield waiting.pop(name)
        if section.heading:
            yield PrintedLine(section.heading, "heading")
        here = _table_of(report, section, waiting)
        if here is not None:
            yield waiting.pop(here)
        for line in section.text.split("\n"):
            if line.strip():
                yield PrintedLine(line)
    for name, table in waiting.items():
        heading = SECTION_TITLES.get(name) or title_of(report, name)
        if heading:
            yield PrintedLine(heading, "heading")
        yield table
    yield from _other_tables(report)
    if report.agency and report.agency not in (report.title or ""):
        yield PrintedLine(report.agency, "organ")


def _table_of(report: AnnualReport, section: Section, waiting: Collection[str]) -> str | None:
    """The table that stands in a section: by its identifier, or by the title above it."""
    if section.identifier in waiting:
        return section.identifier
    named = (name for name in waiting if name not in SECTION_TITLES)
    return next((n for n in named if section.heading == title_of(report, n) != ""), None)


def _other_tables(report: AnnualReport) -> Iterator[PrintedLine | PrintedTable]:
    """Home-made tables: caption, header, then label, unit where there is one, values."""
    for number, table in enumerate(report.supplementary):
        units = any(row.unit for row in table.rows)
        header = ["项目", *(["单位"] if units else []), *table.columns]
        rows: list[PrintedRow] = [tuple(PrintedCell(text, HEADING) for text in header)]
        for index, row in enumerate(table.rows):
            path = f"supplementary[{number}].rows[{index}].values"
            cells = [PrintedCell(row.label, LABEL, path)]
            if units:
                cells.append(PrintedCell(row.unit or "", HEADING))
            cells += [
                PrintedCell("" if value is None else str(value), VALUE, f"{path}[{place}]")
                for place, value in enumerate(row.values)
            ]
            rows.append(tuple(cells))
        if table.caption:
            yield PrintedLine(table.caption, "heading")
        yield PrintedTable(f"supplementary[{number}]", max(map(len, rows)), tuple(rows))
