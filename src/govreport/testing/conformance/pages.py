"""Pages to test a template with: its own tables, filled from a seed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govreport.model import AnnualReport, Forms
from govreport.model.tables import OFFICIAL
from govreport.tables.forms import Column, FormTemplate
from govreport.tables.indicators.form import IndicatorTemplate
from govreport.testing.filling import Filling, fill, form_name
from govreport.views.text import Page, PrintedCell, PrintedLine, PrintedTable, compose
from govreport.views.text.page import LABEL, VALUE

TITLE = "某局2020年政府信息公开工作年度报告"
PROSE = "本机关依法公开信息,按时答复申请,没有其他情况需要说明。"


def example_pages(template: FormTemplate, *, count: int = 4, blanks: int = 0) -> Iterator[Page]:
    """Pages on which every table of a template is printed, each filled in another way.

    Args:
        template: a template that is installed (see `installed`).
        count: how many pages.
        blanks: percentage of blank cells.
    """
    for seed in range(count):
        filling = Filling(
            seed=seed,
            zeros=(50, 0, 95, 20)[seed % 4],
            largest=(99, 9_999, 9, 999)[seed % 4],
            blanks=blanks,
        )
        if isinstance(template, IndicatorTemplate):
            yield indicator_page(template, filling)
        elif template.tables:
            yield _page(template, filling, seed)


def _page(template: FormTemplate, filling: Filling, seed: int) -> Page:
    content: dict[str, Any] = {}
    forms: dict[str, str] = {}
    for form in template.tables:
        variants: list[str | None] = [name for name, _ in form.exclusive] or [None]
        variant = next((v for v in variants if v == template.name), variants[seed % len(variants)])
        content[form.table] = fill(form, filling, variant=variant)
        forms[form.table] = form_name(form, content[form.table])
    named = {table: content.pop(table) for table in list(content) if table not in OFFICIAL}
    by_table = Forms.by_table(forms)
    return compose(AnnualReport(title=TITLE, forms=by_table, tables=named, **content))


def indicator_page(template: IndicatorTemplate, filling: Filling) -> Page:
    """A list of indicators: label, unit, and as many numbers as the template has columns."""
    grammar = template.grammar
    columns = [grammar.official[name] for name in sorted(grammar.columns)] or ["数量"]
    header = tuple(PrintedCell(text) for text in ("指标名称", "计量单位", *columns))
    rows = []
    for row in grammar.rows:
        path = f"statistics.{row.path}"
        unit = grammar.official[row.unit] if row.unit is not None else "件"
        paths = [f"{path}[{index}]" for index in range(len(columns))]
        values = [filling.cell(Column(name)) for name in columns]
        cells = (
            PrintedCell("" if value is None else str(value), VALUE, cell)
            for value, cell in zip(values, paths if len(columns) > 1 else [path], strict=True)
        )
        rows.append((PrintedCell(grammar.official[row.terminal], LABEL), PrintedCell(unit), *cells))
    width = len(columns) + 2
    table = PrintedTable("statistics", width, (header, *rows))
    return (PrintedLine(TITLE, "title"), PrintedLine(PROSE), table)
