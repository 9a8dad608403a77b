"""Mutated files: each reader gives a document or an error of this library, nothing else."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawing import examples

from govreport.document import Document
from govreport.errors import GovReportError, LimitExceeded
from govreport.plugins.registry import registry
from govreport.readers import Limits, open_document, open_documents

LIMITS = Limits(max_bytes=4_000_000, max_seconds=5)
OFFICE = {"office"}  # a program of its own: its tests are in test_office.py
SEEDS = [
    "page_2019.html",
    "page_2021_gb2312.html",
    "libreoffice_2019.docx",
    "libreoffice_2019.pdf",
    "chromium_2019.pdf",
]
MUTATION = st.tuples(
    st.floats(0, 1, exclude_max=True),
    st.sampled_from(["cut", "flip", "zero", "double", "insert"]),
    st.binary(min_size=1, max_size=12),
)


def mutate(data: bytes, mutations: list[tuple[float, str, bytes]]) -> bytes:
    for where, how, junk in mutations:
        at = int(where * len(data))
        match how:
            case "cut":
                data = data[: max(at, 16)]
            case "flip":
                data = data[:at] + junk + data[at + len(junk) :]
            case "zero":
                data = data[:at] + bytes(len(junk)) + data[at + len(junk) :]
            case "double":
                data = data[:at] + data[at : at + 3000] + data[at:]
            case "insert":
                data = data[:at] + junk + data[at:]
    return data


def check(document: Document) -> None:
    """What holds for every document: offsets inside the text, cells inside the grid."""
    size = len(document.text)
    document.text.encode("utf-8")
    for grid in document.grids:
        for cell in grid.cells:
            assert 0 <= cell.start <= cell.end <= size
            assert cell.row + cell.row_span <= grid.rows
            assert cell.column + cell.column_span <= grid.columns
            document.span(cell.start, cell.end)
    assert [place.start for place in document.places] == sorted(p.start for p in document.places)
    for _, message, start, end in document.notes:
        assert message
        assert 0 <= start <= end <= size


def survive(data: bytes, reader: str | None = None) -> None:
    try:
        for item in open_documents(data, reader=reader, limits=LIMITS):
            if isinstance(item, Document):
                check(item)
    except GovReportError as error:
        told = str(error)
        assert told


@pytest.mark.parametrize("seed", SEEDS)
@settings(max_examples=examples(40))
@given(mutations=st.lists(MUTATION, min_size=1, max_size=4))
def test_mutated_files(
    seed: str, mutations: list[tuple[float, str, bytes]], fixtures: Path
) -> None:
    """Files of real programs with bytes cut, changed, doubled and put in."""
    survive(mutate((fixtures / seed).read_bytes(), mutations))


@settings(max_examples=examples(40))
@given(mutations=st.lists(MUTATION, min_size=1, max_size=4), level=st.booleans())
def test_mutated_word_xml(
    mutations: list[tuple[float, str, bytes]], level: bool, tiny: ModuleType, fixtures: Path
) -> None:
    """A whole package around damaged XML, so that the damage reaches the reader."""
    body = (
        "<w:tbl><w:tblGrid><w:gridCol w:w='1'/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan "
        "w:val='2'/><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"
        "</w:tr></w:tbl>" + tiny.paragraph("规章")
    )
    xml = f"<w:document {tiny.WORD}><w:body>{body * 3}</w:body></w:document>".encode()
    survive(tiny.packed({"word/document.xml": mutate(xml, mutations)}))


@settings(max_examples=examples(40))
@given(st.lists(MUTATION, min_size=1, max_size=4))
def test_mutated_archives(tiny: ModuleType, mutations: list[tuple[float, str, bytes]]) -> None:
    """Damaged zip, WARC and JSON Lines files."""
    archive = tiny.packed({"a.html": b"<html>1" * 50, "b.txt": b"text" * 50})
    record = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 4\r\n\r\ntext\r\n\r\n" * 5
    lines = b'{"text": "one", "n": [1, {"a": null}]}\n' * 5
    for data in (archive, record, lines):
        survive(mutate(data, mutations))


@pytest.mark.parametrize("reader", sorted(set(registry("readers").names()) - OFFICE))
@settings(max_examples=examples(40))
@given(data=st.binary(max_size=400))
def test_any_bytes(reader: str, data: bytes) -> None:
    """Each reader by name on arbitrary bytes."""
    survive(data, reader)


def test_mutated_parquet(tmp_path: Path) -> None:
    """A Parquet file with single bytes changed."""
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    parquet.write_table(arrow.table({"text": ["one", "two"] * 20}), path)
    data = path.read_bytes()
    for at in range(4, len(data), max(1, len(data) // 60)):
        survive(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])


@pytest.mark.parametrize("element", ["div", "b", "table><tr><td", "p><font"])
def test_deep_page(element: str) -> None:
    """Elements nested a hundred thousand deep are refused before they cost time."""
    page = b"<html>" + f"<{element}>".encode() * 100_000
    with pytest.raises(LimitExceeded, match="max_nesting"):
        open_document(page)


def test_deep_json() -> None:
    """JSON nested without end is an error of its line."""
    line = b'{"text": "a", "b": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"
    (item,) = open_documents(line)

    assert "no valid JSON" in str(item)


def test_memory_of_spans() -> None:
    """A page of a few kilobytes with absurd spans takes little memory before it is refused."""
    page = b"<html><table>" + b"<tr><td colspan=1000 rowspan=65534>1<td>2" * 300 + b"</table>"
    tracemalloc.start()
    with pytest.raises(LimitExceeded, match="max_cells"):
        open_document(page)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 20_000_000
