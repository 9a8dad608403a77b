"""Excel workbooks: cells, merged cells, hidden sheets, and what is broken."""

from __future__ import annotations

import io
from types import ModuleType
from typing import Any

import pytest
from tests.readers.make_fixtures import FIXTURES, markdown_2021

from govreport import AnnualReport, parse, read, records
from govreport.errors import UnreadableSource
from govreport.readers import Limits, open_document


@pytest.fixture
def openpyxl() -> Any:
    pytest.importorskip("python_calamine")
    return pytest.importorskip("openpyxl")


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_cells_and_merged_cells(openpyxl: ModuleType) -> None:
    """Numbers come as they count; a merged cell is one cell; a blank stays blank."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["第二十条第(一)项", None, None], ["规章", 12, 0.5], ["其他", None, 3]):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    document = open_document(saved(book), limits=Limits())

    assert document.text == "第二十条第(一)项\n规章 | 12 | 0.5\n其他 |  | 3\n"
    assert (document.source.reader, document.grids[0].columns) == ("spreadsheet", 3)
    assert document.grids[0].cells[0].column_span == 3
    assert document.span(15, 17).cell == 1


def test_hidden_sheet_is_named(openpyxl: ModuleType) -> None:
    """What nobody sees is left out, and said."""
    book = openpyxl.Workbook()
    book.active.append(["规章", 1])
    book.create_sheet("旧").append(["规章", 2])
    book["旧"].sheet_state = "hidden"
    document = open_document(saved(book))

    assert document.text == "规章 | 1\n"
    assert [(code, "旧" in text) for code, text, _, _ in document.notes] == [("text-hidden", True)]


def test_broken_workbook(openpyxl: ModuleType) -> None:
    """A clear error, and no crash."""
    data = saved(openpyxl.Workbook())
    with pytest.raises(UnreadableSource):
        open_document(data.replace(b"xl/worksheets", b"xl/worksheetz"), reader="spreadsheet")


def test_workbook_of_before_2007() -> None:
    """A real .xls file: the same values in the same places as the page that it was made from."""
    pytest.importorskip("python_calamine")
    text = markdown_2021()
    report = read(FIXTURES / "xlwt_2021.xls")

    def values(found: AnnualReport) -> dict[str, object]:
        return {r.path: r.value for r in records(found) if not r.path.startswith("narrative")}

    assert (report.provenance.source.format, report.provenance.source.reader) == (
        "xls",
        "spreadsheet",
    )
    assert len(values(report)) == 200
    assert values(report) == values(parse(text))


def test_damaged_workbook_of_before_2007() -> None:
    """Bytes lost or changed anywhere: a document or a clear error."""
    data = (FIXTURES / "xlwt_2021.xls").read_bytes()
    refused = 0
    for at in range(512, len(data), 401):
        for damaged in (data[:at], data[:at] + b"\xff" * 16 + data[at + 16 :]):
            try:
                open_document(damaged, reader="spreadsheet")
            except UnreadableSource:
                refused += 1

    assert refused > 10
