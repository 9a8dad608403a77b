"""Archives and folders made to hide, repeat or multiply reports: none is lost in silence."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, fields
from click.testing import CliRunner
from tests.readers import tiny

from govreport import LimitExceeded, UnreadableSource, read
from govreport.cli.app import govreport
from govreport.document import Document
from govreport.readers import Limits, open_document, open_documents

REPORT = (
    "某局2021年政府信息公开工作年度报告\n第二十条第(六)项 | |\n"
    "信息内容 | 本年处理决定数量 | |\n行政处罚 | 12 | |\n行政强制 | 3 | |\n"
)


def texts(data: bytes, limits: Limits | None = None) -> list[str]:
    """The text of each document, or the words of its error."""
    found = open_documents(data, limits=limits or Limits())
    return [item.text if isinstance(item, Document) else str(item) for item in found]


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members:
            package.writestr(name, data)
    return out.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name() -> None:
    """Both are read, each once."""
    assert texts(zipped(("a.txt", b"one"), ("a.txt", b"two"))) == ["one", "two"]


def test_overlapping_members() -> None:
    """A directory that names the same bytes twice is refused before anything is unpacked."""
    data = zipped(("a.txt", b"one"), ("b.txt", b"two"))
    directory = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", directory + 4)
    copied = bytearray(data)
    copied[second + 42 : second + 46] = data[directory + 42 : directory + 46]
    with pytest.raises(UnreadableSource, match="begins inside another one"):
        texts(bytes(copied))


def test_gzip_inside_and_outside() -> None:
    """Packed members are unpacked, and so is a packed archive."""
    inner = gzip.compress(b"one")

    assert texts(zipped(("a.txt.gz", inner))) == ["one"]
    assert texts(gzip.compress(zipped(("a.txt", b"two")))) == ["two"]
    assert texts(gzip.compress(b"PK no zip at all")) == ["PK no zip at all"]


def test_total_of_all_members() -> None:
    """Many members, each within its limit, are too much together."""
    data = zipped(*((f"{n}.txt", b"0123456789") for n in range(5)))

    assert len(texts(data, Limits(max_total=50))) == 5
    with pytest.raises(LimitExceeded, match="max_total"):
        texts(data, Limits(max_total=49))


def test_line_that_is_too_long_costs_that_line() -> None:
    """The JSON Lines before and behind it are read."""
    long = b'{"text": "' + b"x" * 5000 + b'"}'
    lines = [b'{"text": "one"}', long, b'{"text": "two"}', long]

    found = texts(b"\n".join(lines), Limits(max_bytes=1000))
    assert [found[0], found[2]] == ["one", "two"]
    assert all("max_bytes" in found[index] for index in (1, 3))


def test_broken_record_costs_that_record() -> None:
    """Of a web archive in which one record is damaged the others are read."""
    pytest.importorskip("fastwarc")
    record = (
        b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a/%d\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n"
    )
    pages = [record % (n, 4, b"tex%d" % n) for n in range(4)]
    pages[1] = pages[1].replace(b"Content-Length: 4", b"Content-Length: x")
    found = texts(b"".join(pages))

    assert {"tex0", "tex2", "tex3"} <= set(found)


@pytest.mark.parametrize("data", [zipped(), zipped(("__MACOSX/a", b"1"))])
def test_archive_without_a_report_is_an_error(data: bytes) -> None:
    """Nothing read is no success."""
    with pytest.raises(UnreadableSource, match="holds no report"):
        texts(data)


def test_read_honours_the_limit_of_characters() -> None:
    """A file whose text is too long is refused, at one character above the limit."""
    data = REPORT.encode()

    assert read(data, limits=Limits(max_characters=len(REPORT))).year == 2021
    with pytest.raises(LimitExceeded, match="max_characters"):
        read(data, limits=Limits(max_characters=len(REPORT) - 1))


TABLE = b"<table><tr><td>1<td>2<tr><td>3<td>4</table>"
BOUNDS: dict[str, tuple[Any, int]] = {
    "max_bytes": (b"0123456789", 10),
    "max_cells": (TABLE, 4),
    "max_pages": (tiny.pdf(*[tiny.text(9, 9, "7")] * 3), 3),
    "max_attributes": (b"<html><p " + b"abcdefgh " * 300 + b">1", 301),
    "max_entries": (zipped(("a.txt", b"1"), ("__MACOSX/b", b"")), 2),
    "max_characters": (b"0123456789", 10),
    "max_total": (zipped(("a.txt", b"0123456789")), 10),
    "max_archives": (zipped(("b.zip", zipped(("a.txt", b"1")))), 1),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_limit_at_below_and_above(name: str) -> None:
    """At the limit and below it a file is read; above it the error names the limit."""
    data, bound = BOUNDS[name]
    for allowed in (bound, bound + 1):
        open_document(data, limits=evolve(Limits(), **{name: allowed}))
    with pytest.raises(UnreadableSource, match=f"{name} is {bound - 1}"):
        open_document(data, limits=evolve(Limits(), **{name: bound - 1}))


def test_each_limit_is_documented() -> None:
    """The page on untrusted files has a row for each, with its default."""
    page = (Path(__file__).parents[2] / "docs" / "en" / "how-to" / "untrusted-files.md").read_text(
        "utf-8"
    )
    for limit in fields(Limits):
        assert f"| `{limit.name}` | {getattr(Limits(), limit.name):,} |" in page


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name")
def test_folder_with_what_is_no_file(tmp_path: Path) -> None:
    """A pipe, a link to a folder and a report: the report is read, the others are named."""
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "below").mkdir()
    (tmp_path / "linked").symlink_to(tmp_path / "below", target_is_directory=True)
    command = [sys.executable, "-m", "govreport.cli", "parse", str(tmp_path), "-f", "table"]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
    )

    assert done.returncode == 1
    assert "it is a pipe, not a file" in done.stderr
    assert "it is a link to a folder" in done.stderr
    assert "a.txt" in done.stdout


def test_limits_on_the_command_line(tmp_path: Path) -> None:
    """A limit is set by name; a wrong name or number is a wrong call."""
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")

    def run(limit: str) -> subprocess.CompletedProcess[str]:
        place = str(tmp_path / "a.txt")
        command = [sys.executable, "-m", "govreport.cli", "parse", place, "--limit", limit]
        return subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", check=False
        )

    low, wrong = run("max_bytes=10"), run("max_size=10")
    assert (low.returncode, "the limit max_bytes is 10" in low.stderr) == (1, True)
    assert (wrong.returncode, "there is no limit 'max_size'" in wrong.stderr) == (2, True)


def test_gzip_broken_behind_its_beginning() -> None:
    """A wrong checksum or a cut end, met only when the whole is read, is an unreadable source."""
    packed = gzip.compress(os.urandom(1 << 18).hex().encode())
    for data in (packed[:-8] + b"\0" * 8, packed[:-9]):
        with pytest.raises(UnreadableSource, match=r"broken|cannot be read"):
            texts(data)


def test_folder_and_pattern_that_yield_nothing_are_named(tmp_path: Path) -> None:
    """Beside sources that are read, they are errors with their names, not silence."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    sources = [str(tmp_path / name) for name in ("a.txt", "empty", "no-*.txt")]
    done = CliRunner().invoke(govreport, ["parse", *sources])

    assert done.exit_code == 1
    assert all(any(name in line for line in done.stderr.splitlines()) for name in sources[1:])
