"""Files that real programs wrote: each cell of the official tables in its row and column."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import ModuleType

import pytest

from govreport.document import Document
from govreport.readers import open_document

FILES = {
    "page_2019.html": "html",
    "page_2021_gb2312.html": "html",
    "python_docx_2019.docx": "docx",
    "python_docx_2021.docx": "docx",
    "libreoffice_2019.docx": "docx",
    "libreoffice_2021.docx": "docx",
    "libreoffice_2019.pdf": "pdf",
    "libreoffice_2021.pdf": "pdf",
    "chromium_2019.pdf": "pdf",
    "chromium_2021.pdf": "pdf",
    "libreoffice_2019.doc": "office",
    "libreoffice_2021.rtf": "office",
}


def _open(fixtures: Path, name: str) -> Document:
    if FILES[name] == "office" and shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    return open_document(fixtures / name)


@pytest.mark.parametrize("name", FILES)
def test_tables(name: str, fixtures: Path, forms: ModuleType, tiny: ModuleType) -> None:
    """All three tables come back cell by cell, merged cells over all their rows."""
    year = 2019 if "2019" in name else 2021
    document = _open(fixtures, name)

    expected = [forms.lines_of(table) for table in forms.tables(year)]
    actual = [tiny.rows_of(document, grid) for grid in document.grids]
    assert expected == actual
    assert FILES[name] == document.source.reader


@pytest.mark.parametrize("name", FILES)
def test_prose(name: str, fixtures: Path, forms: ModuleType) -> None:
    """The prose comes in order, once, without menus, scripts, running heads or page numbers."""
    year = 2019 if "2019" in name else 2021
    document = _open(fixtures, name)
    inside = {
        number
        for grid in document.grids
        for cell in grid.cells
        for number in (document.span(cell.start, cell.end).line,)
    }
    lines = document.text.splitlines()
    prose = ["".join(line.split()) for number, line in enumerate(lines, 1) if number not in inside]

    wanted = [line.format(year=year) for line in (*forms.OPENING, *forms.HEADINGS, *forms.CLOSING)]
    assert wanted == [line for line in prose if line and not line.startswith("附注")]


@pytest.mark.parametrize("name", FILES)
def test_places(name: str, fixtures: Path) -> None:
    """Each cell says where it stands in the original."""
    document = _open(fixtures, name)
    seen: set[tuple[object, ...]] = set()
    for grid in document.grids:
        for cell in grid.cells:
            span = document.span(cell.start, cell.end)
            if FILES[name] == "pdf":
                assert span.page is not None
                assert span.box is not None
                assert span.box[0] < span.box[2]
                assert span.box[1] < span.box[3]
                seen.add((span.page, span.box))
            else:
                seen.add((span.table, span.row, span.cell))

    assert sum(len(grid.cells) for grid in document.grids) == len(seen)
    assert not any(None in place for place in seen)


def test_cut_table_is_one(fixtures: Path) -> None:
    """A Word table that was cut in two is one grid, and its text box is read once."""
    document = open_document(fixtures / "python_docx_2021.docx")

    assert len(document.grids) == 3
    assert document.text.count("附注：数字已核对。") == 1


def test_page_says_who_and_when(fixtures: Path) -> None:
    """Title, organ and date come from the meta tags of the government-site standard."""
    metadata = open_document(fixtures / "page_2019.html").metadata

    assert (
        metadata.title,
        metadata.agency,
        metadata.published,
    ) == ("河口镇2019年报", "河口镇党政办", "2020-01-20 10:00")


def test_unruled_tables(fixtures: Path, forms: ModuleType, tiny: ModuleType) -> None:
    """Without ruling lines, each value and each blank of a row of figures is in its column."""
    document = open_document(fixtures / "unruled_2021.pdf")
    rows = [row for grid in document.grids for row in tiny.rows_of(document, grid)]
    _, requests, review = forms.tables(2021)

    expected = [row[-7:] for row in forms.lines_of(requests)[3:]] + [forms.lines_of(review)[-1]]
    assert expected == [
        row[-15:] if len(row) > 9 else row[-7:] for row in rows if _figures(row) > 3 or _lone(row)
    ]


def _figures(row: list[str]) -> int:
    return sum(text.isdigit() for text in row)


def _lone(row: list[str]) -> bool:
    """A row of blanks with its total."""
    return len(row) == 8 and row[-1].isdigit()


def test_cut_row_is_named(fixtures: Path) -> None:
    """A row that a page break has cut is put together, and a note says so."""
    codes = [note[0] for note in open_document(fixtures / "libreoffice_2021.pdf").notes]

    assert codes == ["row-joined"]
