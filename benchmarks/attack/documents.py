"""Where documents come from: generated reports in every layout, and folders with known values."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from attrs import evolve

from benchmarks.accuracy import value_of
from benchmarks.attack.sheets import ANY_UNIT, OFFICIAL, Piece, Sheet, plain
from govreport.api import parse
from govreport.errors import GovReportError
from govreport.model import AnnualReport, Forms, Value
from govreport.plugins.registry import registry
from govreport.records import records
from govreport.tables.indicators.form import IndicatorTemplate
from govreport.testing.conformance.pages import indicator_page
from govreport.testing.filling import Filling, fill, form_name
from govreport.views.text import LAYOUTS, Page, PrintedLine, PrintedTable, compose, print_page
from govreport.views.text.page import CAPTION, GROUP, HEADING, LABEL, VALUE

ALL_LAYOUTS = (*LAYOUTS, "html")

_OPEN = {VALUE: "\ue001", LABEL: "\ue002", HEADING: "\ue003", CAPTION: "\ue004", GROUP: "\ue005"}
_KINDS = {mark: kind for kind, mark in _OPEN.items()}
_CLOSE = "\ue000"
_MARKED = re.compile(f"([{''.join(_KINDS)}])([^{_CLOSE}]*){_CLOSE}")
_PROSE = "本机关依法公开信息,按时答复申请,没有其他情况需要说明。"


def generated_page(form: str, seed: int, *, blanks: int = 0) -> Page:
    """A whole report of one form, filled from a seed, with title and sections."""
    filling = Filling(
        seed=seed,
        zeros=(20, 50, 5, 85)[seed % 4],
        largest=(99, 999, 9, 9_999)[seed % 4],
        blanks=blanks,
    )
    template: Any = registry("templates").get(form)
    if isinstance(template, IndicatorTemplate):
        return _with_title(indicator_page(template, filling), f"青山区{2014 + seed % 5}年")
    content: dict[str, Any] = {}
    forms: dict[str, str] = {}
    for table in template.tables:
        names = [variant for variant, _ in table.exclusive]
        variant = (form if form in names else names[0]) if names else None
        content[table.table] = fill(table, filling, variant=variant)
        forms[table.table] = form_name(table, content[table.table])
    year = 2019 + seed % 2 if form == "2019" else 2021 + seed % 4
    title = f"青山区审计局{year}年政府信息公开工作年度报告"
    page = compose(AnnualReport(title=title, forms=Forms.by_table(forms), **content))
    overview = (PrintedLine("一、总体情况", "heading"), PrintedLine(_PROSE))
    ending = (PrintedLine("五、存在的主要问题及改进情况", "heading"), PrintedLine(_PROSE))
    return (page[0], *overview, *page[1:], *ending)


def _with_title(page: Page, start: str) -> Page:
    title = PrintedLine(f"{start}政府信息公开工作年度报告", "title")
    return (title, PrintedLine("一、总体情况", "heading"), *page[1:])


def printed(page: Page, layout: str, name: str, original: dict[str, Value]) -> Sheet:
    """A page as a sheet in a layout.

    Args:
        page: what is printed, possibly damaged.
        layout: one of `ALL_LAYOUTS`.
        name: of the sheet.
        original: what each cell of the undamaged page holds.
    """
    marked = tuple(_marked(part) if isinstance(part, PrintedTable) else part for part in page)
    cells = [
        cell
        for part in page
        if isinstance(part, PrintedTable)
        for row in part.rows
        for cell in row
        if cell.text and cell.kind != GROUP
    ]
    text = html_page(marked) if layout == "html" else print_page(marked, layout)
    # A layout may print group labels apart, so only the other cells keep the page's order.
    return Sheet(name, layout, tuple(_rows_numbered(_cut(text, cells, original))))


def _marked(part: PrintedTable) -> PrintedTable:
    rows = tuple(
        tuple(
            evolve(cell, text=f"{_OPEN[cell.kind]}{cell.text}{_CLOSE}") if cell.text else cell
            for cell in row
        )
        for row in part.rows
    )
    return evolve(part, rows=rows)


def _cut(text: str, cells: Sequence[Any], original: dict[str, Value]) -> Iterator[Piece]:
    waiting, end = iter(cells), 0
    for found in _MARKED.finditer(text):
        if found.start() > end:
            yield Piece(text[end : found.start()])
        end = found.end()
        kind = _KINDS[found[1]]
        if kind == GROUP:
            yield Piece(found[2], "group")
            continue
        cell = next(waiting)
        if kind != VALUE:
            # The blocks of table 4 are headings, though the form gives them paths.
            heading = kind == LABEL and (cell.path or "").startswith("review_and_litigation")
            yield Piece(found[2], HEADING if heading else kind, cell.path)
        elif cell.path is None:
            yield Piece(found[2], "value")
        else:
            value = original.get(cell.path, plain(cell.text))
            accepts = () if value is None else ((value, ANY_UNIT),)
            yield Piece(found[2], "value", cell.path, accepts, words=value is None)
    if end < len(text):
        yield Piece(text[end:])


_ROW_END = re.compile(r"[ |]*(?:\n[|\s]*)?")


def _rows_numbered(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Give each piece the number of its row: from its label to the end of its line."""
    row, inside, labelled = -1, False, False
    for piece in pieces:
        if piece.kind == "heading" and labelled:
            piece = evolve(piece, kind="unit")  # between the label and the value of an indicator
        labelled = piece.kind == "label" or (labelled and piece.kind == "gap")
        if piece.kind == "label":
            row, inside = row + 1, True
        elif piece.kind == "value":
            if not inside:  # a row without a label: the only row of a table
                row, inside = row + 1, True
        elif piece.kind in ("heading", "caption", "group"):
            inside = False
        elif inside and piece.kind != "unit":
            found = _ROW_END.match(piece.text)
            end = found.end() if found else 0
            if end < len(piece.text):
                if end:
                    yield evolve(piece, text=piece.text[:end], row=row)
                if not piece.text.startswith(("</t", "<t")):
                    inside = False
                yield evolve(piece, text=piece.text[end:], row=row if inside else -1)
                continue
        yield evolve(piece, row=row if inside else -1)


def html_page(page: Page) -> str:
    """A page as HTML: paragraphs, and tables with merged cells where the form has them."""
    parts = ["<html><head><meta charset='utf-8'></head><body>\n"]
    for part in page:
        if isinstance(part, PrintedLine):
            parts.append(f"<p>{escape(part.text)}</p>\n")
        else:
            parts += ["<table border='1'>\n", *_html_rows(part), "</table>\n"]
    return "".join([*parts, "</body></html>\n"])


def _html_rows(table: PrintedTable) -> Iterator[str]:
    """Rows with the column spans of the forms: the last label or heading fills the grid."""
    for row in table.rows:
        span = table.width - len(row) + 1
        cells = []
        for number, cell in enumerate(row):
            wide = span > 1 and number == (0 if cell.kind in (CAPTION, LABEL, GROUP) else -1)
            cells.append(
                f"<td colspan='{span}'>{cell.text}</td>" if wide else f"<td>{cell.text}</td>"
            )
        yield f"<tr>{''.join(cells)}</tr>\n"


def generated(form: str, layout: str, seed: int, *, blanks: int = 0) -> Sheet:
    """A generated report as a sheet."""
    page = generated_page(form, seed, blanks=blanks)
    return printed(page, layout, f"{form}-{layout}-{seed}", page_values(page))


def page_values(page: Page) -> dict[str, Value]:
    """What each cell of a page holds."""
    return {
        cell.path: plain(cell.text)
        for part in page
        if isinstance(part, PrintedTable)
        for cell in part.values()
        if cell.path is not None
    }


# -- folders ---------------------------------------------------------------------------------------


def published(folder: Path) -> Iterator[Sheet]:
    """The text documents of a folder with expected values, as far as they are read rightly."""
    for path in sorted((folder / "expected").glob("*.json")):
        expected = json.loads(path.read_text(encoding="utf-8")).get("records", {})
        for document in sorted(folder.glob(f"{path.stem.split('_')[0]}_*.*")):
            if expected and document.suffix in (".txt", ".md"):
                sheet = _known(document, {key: value_of(text) for key, text in expected.items()})
                if sheet is not None:
                    yield sheet


def _known(path: Path, expected: dict[str, Value]) -> Sheet | None:
    """Cells are found where the undamaged document was read rightly, and only there."""
    text = path.read_text(encoding="utf-8")
    try:
        report = parse(text)
    except GovReportError:
        return None
    known: dict[str, Value] = {}
    spans: list[tuple[int, int, str]] = []
    for record in records(report):
        value = expected.get(record.path)
        if not record.path.startswith(OFFICIAL) and record.path not in expected:
            continue
        if value is not None and value == record.value and record.span is not None:
            spans.append((record.span.start, record.span.end, record.path))
        else:
            known[record.path] = record.value
    spans.sort()
    if not spans or any(a[1] > b[0] for a, b in itertools.pairwise(spans)):
        return None
    layout = next((c.name for c in report.provenance.choices if c.task == "layout"), "none")
    pieces = tuple(_known_pieces(text, spans, expected))
    return Sheet(path.stem[:40], layout, pieces, known)


_LAST_PART = re.compile(r"[^|\n]*[^|\n\s][^|\n]*[|\s]*\Z")
_LONGEST_LABEL = 60


def _known_pieces(
    text: str, spans: Sequence[tuple[int, int, str]], expected: dict[str, Value]
) -> Iterator[Piece]:
    end, row, holder = 0, -1, ""
    for start, stop, path in spans:
        gap, mine = text[end:start], path.rpartition(".")[0]
        if mine != holder:
            holder, row = mine, row + 1
            yield from _gap_with_label(gap, mine, row)
        elif gap:
            yield Piece(gap, row=row)
        accepts = ((expected[path], ANY_UNIT),)
        yield Piece(text[start:stop], "value", path, accepts, row=row)
        end = stop
    yield Piece(text[end:])


def _gap_with_label(gap: str, path: str, row: int) -> Iterator[Piece]:
    """Between two rows: the rest of the one, headings, and the label of the next."""
    found = _LAST_PART.search(gap)
    # Where all stands on one line, prose and header run into the first label.
    if found is None or len(found[0].strip("| \t\r\n")) > _LONGEST_LABEL:
        yield Piece(gap)
        return
    label = found[0].rstrip("| \t\r\n")
    before = gap[: found.start()]
    rest = _ROW_END.match(before)
    cut = rest.end() if rest and row > 0 else 0
    if before[:cut]:
        yield Piece(before[:cut], row=row - 1)
    if before[cut:]:
        yield Piece(before[cut:])
    yield Piece(label, "label", path, row=row)
    if found[0][len(label) :]:
        yield Piece(found[0][len(label) :], row=row)
