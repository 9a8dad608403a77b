"""Twice the input takes twice the time: whole texts and files of every kind."""

from __future__ import annotations

import contextlib
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.readers import tiny
from tests.scaling.growth import exponent

from govreport import GovReportError, parse, read, read_all, records
from govreport.document import Document
from govreport.plugins.registry import registry
from govreport.readers import Limits
from govreport.readers.pdf.reader import read_pdf
from govreport.tables.selection import label_vocabulary, usable_templates

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports"
DEEP = os.environ.get("GOVREPORT_SCALING") == "deep"
SIZES = [10_000 * 2**step for step in (range(10) if DEEP else range(3))]
PATIENCE = 60.0 if DEEP else 2.0
MOST = 1.5
WIDE = Limits(max_bytes=2**28, max_cells=10**8)

TITLE = "某局2021年政府信息公开工作年度报告\n"
NEAR_MISS = "1.属于国家秘蜜 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
UNITS = {
    "digits with commas": "1,",
    "numbers": "12 ",
    "zeros": "0 ",
    "numbers on lines": "12\n",
    "numbers with a unit": "20",
    "the beginning of a word": "各类",
    "the beginning of another": "省",
    "the beginning of a topic": "涉",
    "the beginning of a topic within a sentence": "全年发布涉",
    "pipes": "|",
    "empty cells": "| ",
    "rows": "规章 | 0 | 0 | 0 | |\n",
    "rows of a label that nearly fits": NEAR_MISS,
    "labels": "结果维持 ",
    "labels on lines": "其他\n\n",
    "headings": "一、总体情况\n",
    "glued": "规章007",
    "header": "第二十条第(一)项 | ||||\n",
    "blank lines": "\n",
    "blanks": " ",
    "wide blanks": "\u3000",
    "brackets": "(",
    "closed brackets": "（1）",
    "dashes": "- ",
    "rules of Markdown": "|---|",
    "sentences": "全年主动公开政府信息12条，其中规范性文件3件。",
    "years": "2021年",
    "dates": "2021年1月2日 ",
    "titles": "某局2021年政府信息公开工作年度报告\n",
    "organs": "某市某局",
    "connectives": "共的则",
    "numerals": "一二",
    "letters": "a",
    "one long word": "政",
    "indicators": "主动公开政府信息数 条 12\n",
    "units": "万元",
    "page marks": "- 1 -\n",
    "a row that can be cut in many ways": "12345678901234567890\n",
    "digits without end": "9" * 400 + "\n",
    "words and a number": "附件 12\n",
    "words, a number and a dash": "附件 1\n-\n",
    "numbers behind words in a row": "a | b 3 | c\n",
    "labels and numbers in one": "规章1\n",
}
PIPED = (
    "第二十条第(六)项 | |\n信息内容 | 本年处理决定数量 | |\n行政处罚 | 12 | |\n行政强制 | 3 | |\n"
)
OUTCOMES = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉\n"
BEGINNINGS = {
    "": "",
    "piped ": PIPED,
    "bare ": PIPED.replace(" | |", "").replace(" | ", "\n"),
    "cases ": f"四、行政复议、行政诉讼情况\n行政复议 | 行政诉讼\n{OUTCOMES}",
}
"""What stands before: the layout of a document is decided by its first tables."""
AFTER = {
    "piped ": ("words and a number", "words, a number and a dash", "numbers behind words in a row"),
    "bare ": (
        *("words and a number", "words, a number and a dash", "labels on lines"),
        "labels and numbers in one",
    ),
    "cases ": ("a row that can be cut in many ways", "digits without end"),
}
CASES = [*UNITS, *(head + name for head, names in AFTER.items() for name in names)]


def _parse(text: str) -> None:
    with contextlib.suppress(GovReportError):
        list(records(parse(text, max_characters=10**8)))


def _text(name: str, size: int) -> str:
    head = max((one for one in BEGINNINGS if name.startswith(one)), key=len)
    unit = UNITS[name.removeprefix(head)]
    return TITLE + BEGINNINGS[head] + unit * (size // len(unit))


@pytest.mark.parametrize("name", CASES)
def test_text(name: str) -> None:
    """A text that repeats one thing, from detection to records."""
    _parse(_text(name, 1000))
    texts = [_text(name, size) for size in SIZES]

    assert exponent(_parse, texts, patience=PATIENCE, most=MOST) < MOST


def test_column_labels_below_a_whole_form() -> None:
    """A header that goes on without end; what was met of it is not copied for each label."""
    form = next(iter(sorted(EXAMPLES.glob("*.txt")))).read_text(encoding="utf-8")
    texts = [form + "其他\n\n" * (size // 4) for size in (60_000, 120_000, 240_000)]
    _parse(form)

    assert exponent(_parse, texts, patience=10, most=MOST) < MOST


def _page(body: str) -> bytes:
    return f"<html><body>{body}</body></html>".encode()


def _zip(members: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for index in range(members):
            package.writestr(f"{index}.txt", "1")
    return out.getvalue()


def _parquet(rows: int) -> bytes:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(arrow.table({"text": ["1"] * rows}), out)
    return out.getvalue()


def _workbook(rows: int) -> bytes:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for row in range(rows):
        sheet.write_row(row, 0, ["1", 2])
    book.close()
    return out.getvalue()


_WARC_RECORD = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 1\r\n\r\n1\r\n\r\n"
WORD_CELL = f"<w:tc>{tiny.paragraph('1')}</w:tc>"
FILES: dict[str, Callable[[int], bytes]] = {
    "attributes on one tag": lambda n: _page(
        "<p " + " ".join(f"a{i}" for i in range(n // 6)) + ">"
    ),
    "the same attribute": lambda n: _page("<p " + 'a="" ' * (n // 5) + ">"),
    "open tags": lambda n: _page("<p>1" * (n // 4)),
    "open formatting": lambda n: _page("<b><p>" * min(n // 6, 240) + "1" * n),
    "cells": lambda n: _page("<table><tr>" + "<td>1" * (n // 5) + "</table>"),
    "rows": lambda n: _page("<table>" + "<tr><td>1<td>2" * (n // 14) + "</table>"),
    "tables": lambda n: _page("<table><tr><td>1<td>2</table>" * (n // 30)),
    "comments": lambda n: _page("<!--" * (n // 4)),
    "entities": lambda n: _page("&amp" * (n // 4)),
    "less-than signs": lambda n: _page("<" * n),
    "meta": lambda n: b"<meta " * (n // 6),
    "struck": lambda n: _page("<table><tr>" + "<td><s>1</s>" * (n // 12) + "</table>"),
    "styles": lambda n: _page("<style>" + ".a{display:none}" * (n // 16) + "</style><p>1"),
    "MIME": lambda n: (
        b"MIME-Version: 1.0\nContent-Type: text/html\n" + b"A: b\n" * (n // 5) + b"\n<p>"
    ),
    "Word paragraphs": lambda n: tiny.docx(tiny.paragraph("1") * (n // 40)),
    "Word rows": lambda n: tiny.docx(
        "<w:tbl>"
        + ("<w:tr>" + f"<w:tc>{tiny.paragraph('1')}</w:tc>" * 2 + "</w:tr>") * (n // 120)
        + "</w:tbl>"
    ),
    "Word runs": lambda n: tiny.docx("<w:p>" + "<w:r><w:t>1</w:t></w:r>" * (n // 24) + "</w:p>"),
    "members": lambda n: _zip(n // 100),
    "JSON Lines": lambda n: json.dumps({"text": "1"}).encode().join([b"\n"] * (n // 14)),
    "WARC records": lambda n: _WARC_RECORD * (n // len(_WARC_RECORD)),
    "Parquet rows": lambda n: _parquet(n // 2),
    "workbook rows": lambda n: _workbook(n // 20),
    "UTF-16": lambda n: ("\ufeff" + "1 " * (n // 2)).encode("utf-16-le"),
    "bytes of no encoding": lambda n: b"\x81\xff" * (n // 2),
}


def _read(data: bytes) -> None:
    with contextlib.suppress(GovReportError):
        for _ in read_all(data, limits=WIDE):
            pass


@pytest.mark.parametrize("name", FILES)
def test_file(name: str) -> None:
    """A file that repeats one thing, from its bytes to the report."""
    _read(FILES[name](1000))
    files = [FILES[name](size) for size in SIZES]

    assert exponent(_read, files, patience=PATIENCE, most=MOST) < MOST


PAGES: dict[str, Callable[[int], str]] = {
    "one line": lambda n: tiny.text(9, 9, "12 " * (n // 3), size=1),
    "lines": lambda n: "".join(tiny.text(9, i % 390, "12 13") for i in range(n // 40)),
    "rules": lambda n: "".join(tiny.line(1, i % 390, 90, i % 390) for i in range(n // 20)),
    "grid": lambda n: tiny.ruled(
        [i * 300 / (n // 2000) for i in range(n // 2000)], [i * 3 for i in range(90)]
    ),
}


def _read_pdf(data: bytes) -> None:
    with contextlib.suppress(GovReportError):
        read_pdf(data, None, WIDE)


@pytest.mark.parametrize("name", PAGES)
def test_pdf(name: str) -> None:
    """A page that repeats one thing; read in this process, so that its time is seen."""
    _read_pdf(tiny.pdf(PAGES[name](1000 * 4)))
    files = [tiny.pdf(PAGES[name](size)) for size in SIZES]

    assert exponent(_read_pdf, files, patience=PATIENCE, most=MOST) < MOST
    with contextlib.suppress(GovReportError):
        read(files[0])


UNMEASURED = {
    "office": "LibreOffice reads, within max_seconds",
    "picture": "pixels are bounded by max_pixels",
}


@pytest.mark.parametrize("name", registry("readers").names())
def test_each_reader_is_measured(name: str) -> None:
    """A new reader needs a file above."""
    files = [make(2000) for make in FILES.values()] + [tiny.pdf(PAGES["lines"](2000))]
    chosen = {best_reader(data) for data in [*files, b"12"]}

    assert (name in chosen) is not (name in UNMEASURED)


def best_reader(data: bytes) -> str:
    """The reader that is surest of some bytes."""
    return str(max(registry("readers").all(), key=lambda one: one.detect(data, None).score).name)


LAID_OUT = [
    *("rows", "rows of a label that nearly fits", "numbers on lines", "labels on lines", "pipes"),
    *("glued", "one long word", "header", "indicators", "rules of Markdown", "labels"),
]


@pytest.mark.parametrize("name", LAID_OUT)
@pytest.mark.parametrize("layout", registry("layouts").names())
def test_layout(layout: str, name: str) -> None:
    """Each layout by itself, also where another one would be chosen."""
    plugin = registry("layouts").get(layout)
    words = label_vocabulary(usable_templates(None)[0])

    def find(text: str) -> None:
        document = Document(text)
        plugin.detect(document)
        list(plugin.cells(document, words))

    find(_text(name, 1000))
    texts = [_text(name, size) for size in SIZES]
    assert exponent(find, texts, patience=PATIENCE, most=MOST) < MOST
