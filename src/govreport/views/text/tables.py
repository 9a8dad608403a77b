"""The official tables as rows of cells, header rows and merged cells as the forms print them.

Source: the forms of 国办公开办函〔2019〕60号 and 〔2021〕30号. Merged cells are printed once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from govreport.model import AnnualReport, ExtraRow
from govreport.model.tables import OFFICIAL
from govreport.tables.forms import Column, TableForm
from govreport.views.outline import corner_of, groups_of, header_lines
from govreport.views.text.forms import FormRow, form_rows
from govreport.views.text.page import (
    CAPTION,
    GROUP,
    HEADING,
    LABEL,
    VALUE,
    PrintedCell,
    PrintedRow,
    PrintedTable,
)
from govreport.views.text.values import kept_raws, printed_value

_WIDTHS = {"requests": 10, "review_and_litigation": 15}
_DISCLOSURE_WIDTHS = {"2019": 5, "2021": 4}
_CONTENT = "CONTENT"
_REQUESTS_HEADER = (
    ("NOTE", "APPLICANTS"),
    ("NATURAL_PERSON", "ORGANISATIONS", "TOTAL"),
    (
        "COMMERCIAL_ENTERPRISE",
        "RESEARCH_INSTITUTION",
        "PUBLIC_WELFARE_ORGANISATION",
        "LEGAL_SERVICE_ORGANISATION",
        "OTHER",
    ),
)


def printed_table(report: AnnualReport, table: str) -> PrintedTable | None:
    """One table of the report as its form prints it; None when the report has none.

    >>> from govreport.model import DocumentCounts, ProactiveDisclosure
    >>> rules = DocumentCounts(newly_made=0, newly_disclosed=0, total_disclosed=7)
    >>> report = AnnualReport(proactive_disclosure=ProactiveDisclosure(rules=rules))
    >>> for row in printed_table(report, "proactive_disclosure").rows:
    ...     print(*(cell.text for cell in row))
    第二十条第(一)项
    信息内容 本年新制作数量 本年新公开数量 对外公开总数量
    规章 0 0 7
    """
    rows = list(form_rows(report, table))
    if not rows:
        return None
    raws = kept_raws(report)
    extra = _extra_rows(report, table)
    if table == "requests":
        printed = [*_requests(rows, raws), *extra]
    elif table == "review_and_litigation":
        printed = [*_cases(rows, raws), *extra]
    elif table in OFFICIAL:
        printed = list(_blocks(rows, raws, extra))
    else:
        printed = [*_outlined(rows, raws), *extra]
    return PrintedTable(table, _width(table, rows[0].form, printed), tuple(printed))


def _width(table: str, form: TableForm, rows: Sequence[PrintedRow]) -> int:
    fixed = _WIDTHS.get(table) or _DISCLOSURE_WIDTHS.get(form.form, 0)
    return max(fixed, max(map(len, rows)))


def _values(row: FormRow, raws: dict[str, str]) -> list[PrintedCell]:
    cells = []
    for column in row.columns:
        path = f"{row.form.prefix}.{row.path}.{column.identifier}"
        text = printed_value(row.value(column), column) or raws.get(path, "")
        cells.append(PrintedCell(text, VALUE, path))
    return cells


def _label(row: FormRow) -> PrintedCell:
    return PrintedCell(row.label, LABEL, f"{row.form.prefix}.{row.path}")


def _extra_rows(report: AnnualReport, table: str) -> list[PrintedRow]:
    found: Sequence[ExtraRow] = report.extra.get(table, ())
    rows = []
    for number, row in enumerate(found):
        path = f"extra.{table}[{number}].values"
        values = (
            PrintedCell("" if value is None else str(value), VALUE, f"{path}[{index}]")
            for index, value in enumerate(row.values)
        )
        rows.append((PrintedCell(row.label, LABEL, path), *values))
    return rows


# -- table 二: captioned blocks, one above the other ----------------------------------------------


def _blocks(
    rows: Sequence[FormRow], raws: dict[str, str], extra: list[PrintedRow]
) -> Iterator[PrintedRow]:
    """Caption, header and rows of each block; added rows stand at the end of the first block
    that has as many columns."""
    waiting = list(extra)
    for caption, block in groupby(rows, key=_caption):
        found = list(block)
        first = found[0]
        if caption:
            yield (PrintedCell(caption, CAPTION),)
        headings = [first.column_label(column) for column in first.columns]
        content = first.form.grammar.official.get(_CONTENT, "")
        yield tuple(PrintedCell(text, HEADING) for text in (content, *headings))
        for row in found:
            yield (_label(row), *_values(row, raws))
        fitting = [row for row in waiting if len(row) - 1 == len(first.columns)]
        yield from fitting
        waiting = [row for row in waiting if row not in fitting]
    yield from waiting


def _caption(row: FormRow) -> str:
    grammar = row.form.grammar
    rank = next(rule.rank for rule in grammar.rows if rule.path == row.path)
    for terminal, (first, last) in grammar.captions.items():
        if first <= rank <= last:
            return grammar.official[terminal]
    return ""


# -- tables of plugins: groups before the first of their rows, header lines as the form has them ---


def _outlined(rows: Sequence[FormRow], raws: dict[str, str]) -> Iterator[PrintedRow]:
    """A header for each set of columns; a form with several sets prints it below each group."""
    several = len(rows[0].form.columns) > 1
    columns: tuple[Column, ...] = ()
    opened: tuple[str, ...] = ()
    for row in rows:
        groups = groups_of(row.form, row.path)
        shared = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(groups, opened))))  # noqa: B905
        new = [PrintedCell(label, CAPTION if several else GROUP) for label in groups[shared:]]
        if several:
            yield from ((caption,) for caption in new)
        if row.columns != columns or (several and new):
            yield from _header(row)
        yield (*([] if several else new), _label(row), *_values(row, raws))
        columns, opened = row.columns, groups


def _header(row: FormRow) -> Iterator[PrintedRow]:
    for level, line in enumerate(header_lines(row.form, row.columns)):
        corner = [corner_of(row.form)] if level == 0 else []
        yield tuple(PrintedCell(text) for text in (*corner, *(cell.text for cell in line)))


# -- table 三: grouped rows by seven applicant columns --------------------------------------------


def _requests(rows: Sequence[FormRow], raws: dict[str, str]) -> Iterator[PrintedRow]:
    official = rows[0].form.grammar.official
    for names in _REQUESTS_HEADER:
        yield tuple(PrintedCell(official[name], HEADING) for name in names)
    printed: set[str] = set()
    for row in rows:
        groups = []
        steps = row.path.split(".")[:-1]
        if steps and steps[-1] == "other_handling" and row.path.endswith(".combined"):
            steps.pop()  # one row in the 2019 form: its label is the group's
        for step in steps:
            if step not in printed:
                printed.add(step)
                groups.append(PrintedCell(official[step.upper()], GROUP))
        yield (*groups, _label(row), *_values(row, raws))


# -- table 四: three kinds of case side by side ---------------------------------------------------


def _cases(rows: Sequence[FormRow], raws: dict[str, str]) -> Iterator[PrintedRow]:
    official = rows[0].form.grammar.official
    outcomes = [PrintedCell(rows[0].column_label(c), HEADING) for c in rows[0].columns]
    if len(rows) < len(rows[0].form.grammar.rows):
        for row in rows:
            yield (_label(row),)
            yield tuple(outcomes)
            yield tuple(_values(row, raws))
        return
    review, *litigation = rows
    yield (_label(review), PrintedCell(official["LITIGATION"], HEADING))
    yield (*outcomes, *(_label(row) for row in litigation))
    yield tuple(cell for _ in litigation for cell in outcomes)
    yield tuple(cell for row in rows for cell in _values(row, raws))
