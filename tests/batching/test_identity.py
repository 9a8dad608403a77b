"""Where a document came from is in every table and every message, whatever held it."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from click.testing import CliRunner

from govreport.arrow import Columns
from govreport.batching import Settings, batch
from govreport.batching.store import Store
from govreport.cli.app import govreport

from .conftest import REPORTS, TABLES

TEXT = (REPORTS / "township_2020_bare_cells.txt").read_text("utf-8")
GOOD, BAD = "https://example.org/2020/年报.html", "https://example.org/404.html"
Told = tuple[str | None, int | None, str | None, str | None]
"""Member, its number, identifier and address."""


def rows_in_parquet(path: Path) -> None:
    columns = {"内容": [TEXT, None], "id": ["a", "b"], "url": [GOOD, BAD]}
    pyarrow.parquet.write_table(pyarrow.table(columns), path)


def lines(path: Path) -> bytes:
    items = [{"text": TEXT, "id": "a", "url": GOOD}, {"text": "", "id": "b", "url": BAD}]
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items).encode()


def json_lines(path: Path) -> None:
    path.write_bytes(lines(path))


def packed_json_lines(path: Path) -> None:
    path.write_bytes(gzip.compress(lines(path)))


def record(address: str, page: str) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + page.encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: {address}\r\nWARC-Record-ID: <urn:uuid:{len(address)}>\r\n"
        "WARC-Date: 2021-01-20T00:00:00Z\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def warc(path: Path) -> None:
    path.write_bytes(record(GOOD, TEXT) + record(BAD, "欢迎访问。"))


def packed_warc(path: Path) -> None:
    path.write_bytes(gzip.compress(record(GOOD, TEXT)) + gzip.compress(record(BAD, "欢迎访问。")))


def zip_file(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("2020/年报.txt", TEXT)
        package.writestr("404.txt", "")


KINDS: dict[str, tuple[Callable[[Path], None], Told, Told]] = {
    "a.parquet": (rows_in_parquet, ("row 1", 1, "a", GOOD), ("row 2", 2, "b", BAD)),
    "a.jsonl": (json_lines, ("line 1", 1, "a", GOOD), ("line 2", 2, "b", BAD)),
    "a.jsonl.gz": (packed_json_lines, ("line 1", 1, "a", GOOD), ("line 2", 2, "b", BAD)),
    "a.warc": (warc, (GOOD, 1, "<urn:uuid:32>", GOOD), (BAD, 2, "<urn:uuid:28>", BAD)),
    "a.warc.gz": (packed_warc, (GOOD, 1, "<urn:uuid:32>", GOOD), (BAD, 2, "<urn:uuid:28>", BAD)),
    "a.zip": (zip_file, ("2020/年报.txt", 1, None, None), ("404.txt", 2, None, None)),
}


def told(row: dict[str, Any]) -> Told:
    return row["entry"], row["position"], row["id"], row["url"]


@pytest.mark.parametrize("name", KINDS)
def test_identity_is_in_every_table(name: str, tmp_path: Path) -> None:
    """Each row of each table, failures and the manifest say which member of which file it is."""
    make, good, bad = KINDS[name]
    path = tmp_path / name
    make(path)

    result = batch([path], tmp_path / "out", jobs=1, settings=Settings(columns=Columns()))

    found = {t: result.table(t).to_table().to_pylist() for t in TABLES}
    assert [told(row) for row in found["reports"]] == [good]
    assert [told(row) for row in found["failures"]] == [bad]
    for table in ("cells", "facts", "findings", "unplaced"):
        assert {(*told(row), row["source"]) for row in found[table]} <= {(*good, str(path))}
    assert found["cells"]
    assert found["facts"]
    lines_told = Store(result.folder).manifest(0) or []
    assert [told(line) for line in lines_told] == [good, bad]
    assert len({row["report"] for rows in found.values() for row in rows}) == 2


@pytest.mark.parametrize("name", KINDS)
def test_identity_is_in_the_message(name: str, tmp_path: Path) -> None:
    """The member that could not be read is named once, by file and member."""
    make, _, bad = KINDS[name]
    path = tmp_path / name
    make(path)

    done = CliRunner().invoke(
        govreport, ["batch", str(path), "--out", str(tmp_path / "out"), "--jobs", "1"]
    )

    assert done.exit_code == 1
    assert done.stderr.count(f"{path}!{bad[0]}") == 1


def test_a_packed_file(tmp_path: Path) -> None:
    """A text packed by gzip keeps the name of its file, in tables and in messages."""
    for name, text in (("good.txt.gz", TEXT), ("bad.txt.gz", "")):
        (tmp_path / name).write_bytes(gzip.compress(text.encode()))

    sources = [str(tmp_path / name) for name in ("good.txt.gz", "bad.txt.gz")]
    result = batch(sources, tmp_path / "out", jobs=1)

    reports, failures = (result.table(t).to_table().to_pylist() for t in ("reports", "failures"))
    assert [(row["source"], *told(row)) for row in reports] == [(sources[0], *(None,) * 4)]
    assert [row["source"] for row in failures] == sources[1:]
