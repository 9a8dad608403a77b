"""A batch with bad files of every kind: the good ones are read as if the others were not there."""

from __future__ import annotations

import csv
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.readers import bombs, tiny

from govreport import parse, records

DEEP = os.environ.get("GOVREPORT_SCALING") == "deep"
GOOD, EACH = (300, 30) if DEEP else (20, 2)
FORM = (
    "某局2021年政府信息公开工作年度报告\n第二十条第(六)项 | |\n"
    "信息内容 | 本年处理决定数量 | |\n行政处罚 | {} | |\n行政强制 | 3 | |\n"
)
BLOCK = (
    "某局2021年政府信息公开工作年度报告\n第二十条第(一)项\n信息内容{0}本年制发件数{0}本年废止件数{0}"
    "现行有效件数\n规章{0}12{0}3{0}40\n行政规范性文件{0}1{0}2{0}5\n第二十条第(六)项\n"
    "信息内容{0}本年处理决定数量\n行政处罚{0}7\n行政强制{0}8\n"
)
LAYOUTS = {
    "piped_rows": FORM.format(12),
    "rows of three": BLOCK.format(" | "),
    "markdown": "\n".join(
        f"| {line} |" if " | " in line else line for line in BLOCK.format(" | ").split("\n")
    ),
    "tabs": BLOCK.format("\t"),
    "labelled_lines": BLOCK.format(" "),
    "bare_cells": BLOCK.format("\n"),
    "one line": BLOCK.format(" ").replace("\n", " "),
    "glued": BLOCK.format("").replace("12340", "000").replace("125", "001").replace("7", "12"),
}
ENTITY = '<!DOCTYPE d [<!ENTITY x "12">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _nested(depth: int) -> bytes:
    """Zip files in zip files."""
    return tiny.packed({"a.zip": _nested(depth - 1)}) if depth else tiny.packed({"a.txt": b"12"})


KINDS: dict[str, Callable[[int], bytes]] = {
    "no-report.txt": lambda n: f"no report {n}".encode(),
    "empty.txt": lambda n: b"",
    "broken.pdf": lambda n: b"%%PDF-1.4 broken %d" % n,
    "broken.docx": lambda n: b"PK\x03\x04word/document%d" % n,
    "empty.zip": lambda n: tiny.packed({}),
    "deep.html": lambda n: b"<html>" + b"<div>" * 60_000,
    "tag.html": lambda n: b"<html><p " + b"a " * 9_000 + b">1",
    "binary.txt": lambda n: bytes(range(32)) * 40,
    "no-report.pdf": lambda n: tiny.pdf(tiny.text(9, 9, str(n))),
    "entity.docx": lambda n: tiny.docx(tiny.paragraph("&x;"), None, ENTITY),
    "deep.docx": lambda n: tiny.docx("<w:sdt>" * 2000 + "</w:sdt>" * 2000),
    "packed.docx": lambda n: tiny.packed({"word/document.xml": b" " * 4_000_000}),
    "broken.xlsx": lambda n: tiny.packed({"xl/workbook.xml": b"<%d" % n}),
    "broken.xls": lambda n: OLE + "Workbook".encode("utf-16-le") + bytes(600),
    "picture.txt": lambda n: b"\x89PNG\r\n\x1a\n%d" % n,
    "empty.mhtml": lambda n: (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n"
    ),
    "packed.zip": lambda n: tiny.packed({"a.txt": bytes(4_000_000)}),
    "nested.zip": lambda n: tiny.packed({"a.zip": _nested(4)}),
    "cut.zip": lambda n: tiny.packed({"a.txt": b"12" * 99})[:60],
    "cut.warc": lambda n: b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 99\r\n\r\n12",
    "line.jsonl": lambda n: b'{"text": ',
    "no-text.jsonl": lambda n: b'{"number": %d}' % n,
    "broken.parquet": lambda n: b"PAR1" + bytes(40) + b"PAR1",
    "cut.gz": lambda n: gzip.compress(b"12" * 999)[:20],
}
KILLERS = {
    "self.pdf": bombs.self_drawing_form(),
    "nest.pdf": bombs.nested_forms(),
    "flate.pdf": bombs.double_flate(),
}


def _parse(folder: Path, errors: Path) -> tuple[int, list[dict[str, Any]]]:
    command = [sys.executable, "-m", "govreport.cli", "parse", str(folder), "-f", "jsonl"]
    command += ["--errors", str(errors), "--limit", "max_memory=300000000"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.skipif(os.name != "posix", reason="needs limits of memory")
def test_bad_files_cost_no_good_one(tmp_path: Path) -> None:
    """Records equal those of a run without the bad files; each bad file is a row; status 1."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(GOOD):
        (folder / f"{number:03}-good.txt").write_text(FORM.format(number), encoding="utf-8")
    status, alone = _parse(folder, tmp_path / "none.csv")
    assert (status, len({line["source"] for line in alone})) == (0, GOOD)
    for number in range(EACH):
        for name, make in KINDS.items():
            (folder / f"{number:03}-{name}").write_bytes(make(number))
    for name, data in KILLERS.items():
        (folder / f"001-{name}").write_bytes(data)
    os.mkfifo(folder / "001-pipe.txt")
    (folder / "001-folder.txt").symlink_to(tmp_path, target_is_directory=True)
    (folder / "001-nowhere.txt").symlink_to("nowhere")
    status, together = _parse(folder, tmp_path / "errors.csv")
    with (tmp_path / "errors.csv").open(encoding="utf-8", newline="") as stream:
        failed = [Path(row["file"]).name for row in csv.DictReader(stream)]
    bad = sorted(file.name for file in folder.iterdir() if "good" not in file.name)

    assert (status, together) == (1, alone)
    assert sorted(failed) == bad


def _batch(folder: Path, out: Path) -> tuple[int, list[dict[str, Any]], list[str]]:
    """Status, cells, and the names of the files that failed."""
    from pyarrow import dataset

    command = [sys.executable, "-m", "govreport.cli", "batch", str(folder), "--out", str(out)]
    command += ["--limit", "max_memory=300000000"]
    done = subprocess.run(command, capture_output=True, check=False)
    rows = {
        name: dataset.dataset(out / name, format="parquet").to_table().to_pylist()
        for name in ("cells", "failures")
    }
    failed = [Path(row["source"]).name for row in rows["failures"]]
    return (
        done.returncode,
        sorted(rows["cells"], key=lambda row: (row["source"], row["path"])),
        failed,
    )


@pytest.mark.skipif(os.name != "posix", reason="needs limits of memory")
def test_bad_files_cost_no_good_one_in_the_command_batch(tmp_path: Path) -> None:
    """As before, through worker processes; an archive without a member has its row too."""
    pytest.importorskip("pyarrow")
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(GOOD):
        (folder / f"{number:03}-good.txt").write_text(FORM.format(number), encoding="utf-8")
    alone = _batch(folder, tmp_path / "alone")
    for number in range(EACH):
        for name, make in KINDS.items():
            (folder / f"{number:03}-{name}").write_bytes(make(number))
    for name, data in KILLERS.items():
        (folder / f"001-{name}").write_bytes(data)
    os.mkfifo(folder / "001-pipe.txt")
    (folder / "001-folder.txt").symlink_to(tmp_path, target_is_directory=True)
    (folder / "001-nowhere.txt").symlink_to("nowhere")
    status, cells, failed = _batch(folder, tmp_path / "together")
    bad = sorted(file.name for file in folder.iterdir() if "good" not in file.name)

    assert (alone[0], alone[2], len(alone[1]) >= GOOD) == (0, [], True)
    assert (status, cells) == (1, alone[1])
    assert sorted(failed) == bad


PROSE = "全年工作有序开展，成效明显，各项任务按期完成。"


@pytest.mark.parametrize("end", ["", "\n"], ids=["one line", "short lines"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_table_after_very_long_prose(layout: str, end: str) -> None:
    """What stands behind more than 400,000 characters of prose is found all the same."""
    text = LAYOUTS[layout]
    first, _, rest = text.partition("\n")
    long = parse(f"{first}\n{(PROSE + end) * 20_000}\n{rest}")
    found = {record.path: record.value for record in records(long)}

    assert found == {record.path: record.value for record in records(parse(text))}
    assert 12 in found.values()
