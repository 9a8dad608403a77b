"""Time per document of each reader, beside the library that one would otherwise use, in one run.

    python benchmarks/readers.py [FILE ...]

Without arguments it takes the files of the readers' tests. pandas with lxml, python-docx and
pdfplumber are measured where they are installed. For the test files it also counts the right
cells: those that stand in the right row at the right place of the official form.
"""

from __future__ import annotations

import gzip
import importlib.util
import io
import json
import logging
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from govreport.document import Document
from govreport.readers import open_document, open_documents

TESTS = Path(__file__).resolve().parents[1] / "tests" / "readers"
Rows = list[list[str]]


def best_of(action: Callable[[], Any], seconds: float = 1.0) -> float:
    """The shortest of several runs, in milliseconds."""
    action()
    shortest, end = float("inf"), time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        action()
        shortest = min(shortest, time.perf_counter() - start)
    return shortest * 1000


def by_pandas(file: Path) -> list[Rows]:
    import pandas

    frames = pandas.read_html(io.BytesIO(file.read_bytes()), flavor="lxml", header=None)
    return [frame.fillna("").astype(str).values.tolist() for frame in frames]


def by_pdfplumber(file: Path) -> list[Rows]:
    import pdfplumber

    tables = []
    with pdfplumber.open(file) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables():
                tables.append([[cell or "" for cell in row] for row in table])
    return tables


def by_python_docx(file: Path) -> list[Rows]:
    import docx

    tables = docx.Document(str(file)).tables
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


RIVALS: dict[str, tuple[str, Callable[[Path], list[Rows]]]] = {
    ".html": ("pandas", by_pandas),
    ".pdf": ("pdfplumber", by_pdfplumber),
    ".docx": ("docx", by_python_docx),
}


def our_rows(document: Document) -> list[Rows]:
    """Each row as the texts of the cells that reach into it."""
    tables = []
    for grid in document.grids:
        rows: Rows = [[] for _ in range(grid.rows)]
        for cell in sorted(grid.cells, key=lambda cell: cell.column):
            for row in range(cell.row, cell.row + cell.row_span):
                rows[row].append(document.text[cell.start : cell.end])
        tables.append(rows)
    return tables


def _count(data: bytes) -> int:
    return sum(1 for _ in open_documents(data))


def right_cells(found: Sequence[Rows], expected: Sequence[Rows]) -> int:
    """Values of table 3 that follow their label in their order, and its label's row only once."""
    rows: dict[str, Sequence[str]] = {}
    for table in found:
        for row in table:
            texts = ["".join(text.split()) for text in row]
            for position, text in enumerate(texts[:-7]):
                rows.setdefault(text, texts[position:][-7:])
    count = 0
    for row in expected[1][3:]:
        count += sum(a == b for a, b in zip(rows.get(row[-8], []), row[-7:], strict=False))
    return count


def forms() -> ModuleType:
    spec = importlib.util.spec_from_file_location("forms", TESTS / "forms.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def show(name: str, ours: float, other: str = "", theirs: float = 0.0, right: str = "") -> None:
    ratio = f"{theirs / ours:6.1f}" if theirs else ""
    beside = f"{theirs:9.2f}" if theirs else ""
    print(f"{name:34} {ours:9.2f}  {other:11} {beside:>9} {ratio:>6}  {right}")


def measure(file: Path, expected: Sequence[Rows] | None) -> None:
    ours = best_of(lambda: open_document(file))
    other, rival = RIVALS.get(file.suffix, ("", None))
    if rival is None or importlib.util.find_spec(other) is None:
        show(file.name, ours)
        return
    try:
        theirs = best_of(lambda: rival(file))
    except Exception as error:
        show(file.name, ours, other, right=f"{other} fails: {type(error).__name__}")
        return
    right = ""
    if expected is not None:
        mine, yours = right_cells(our_rows(open_document(file)), expected), 0
        yours = right_cells(rival(file), expected)
        right = f"{mine} | {yours}"
    show(file.name, ours, other, theirs, right)


def peers() -> str:
    """The files of the readers' tests as a Markdown table: this library, and what one would use."""
    from govreport import read

    logging.disable(logging.CRITICAL)
    module = forms()
    lines = ["| file | open | read, a report | beside | time | its right cells | ours |"]
    lines.append("|---|---|---|---|---|---|---|")
    for file in sorted((TESTS / "fixtures").iterdir()):
        opening = best_of(partial(open_document, file), 0.5)
        reading = best_of(partial(read, file), 0.5)
        beside = _beside(file, module)
        lines.append(f"| {file.name} | {opening:.2f} | {reading:.2f} | {beside} |")
    return "\n".join(lines)


def _beside(file: Path, module: ModuleType) -> str:
    """The other library's name, time and right cells, and ours, as the cells of a row."""
    other, rival = RIVALS.get(file.suffix, ("", None))
    if rival is None:
        return " | | |"
    if importlib.util.find_spec(other) is None:
        return f"{other} | not installed | |"
    expected = [module.lines_of(t) for t in module.tables(2019 if "2019" in file.name else 2021)]
    mine = right_cells(our_rows(open_document(file)), expected)
    try:
        theirs = best_of(lambda: rival(file), 0.5)
    except Exception as error:
        return f"{other} | fails: {type(error).__name__} | 0 | {mine}"
    return f"{other} | {theirs:.2f} | {right_cells(rival(file), expected)} | {mine}"


def measure_archives(page: bytes, count: int = 200) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(count):
            archive.writestr(f"{number}.html", page)
    lines = (json.dumps({"html": page.decode()}) + "\n").encode() * count
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n"
    )
    for name, data in (
        ("zip of pages", packed.getvalue()),
        ("JSON Lines of pages", lines),
        ("WARC.gz of pages", gzip.compress(record * count)),
    ):
        total = best_of(partial(_count, data), 0.1)
        show(f"{name}, per page", total / count)


def main(files: Sequence[str]) -> None:
    logging.disable(logging.CRITICAL)
    print(f"{'file':34} {'ms':>9}  {'beside':11} {'ms':>9} {'ratio':>6}  right cells")
    if files:
        for file in map(Path, files):
            measure(file, None)
        return
    module = forms()
    for file in sorted((TESTS / "fixtures").iterdir()):
        year = 2019 if "2019" in file.name else 2021
        measure(file, [module.lines_of(table) for table in module.tables(year)])
    page = (TESTS / "fixtures" / "page_2019.html").read_bytes()
    text = ("规章 | 1 | 2 | 3\n" * 400).encode("gb18030")
    show("text in GB18030, 400 lines", best_of(lambda: open_document(text), 0.3))
    measure_archives(page)


if __name__ == "__main__":
    main(sys.argv[1:])
