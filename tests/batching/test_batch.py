"""A run: the same tables whatever the number of processes, and only what changed is read again."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from pathlib import Path
from typing import Any

import fsspec
import pyarrow
import pyarrow.parquet
import pytest
from attrs import evolve

import govreport
from govreport.arrow import Columns, Options
from govreport.arrow.outcomes import outcomes
from govreport.batching import BatchError, BatchResult, Settings, batch
from govreport.batching.items import Item
from govreport.batching.sources import expected, items
from govreport.batching.store import Store
from govreport.checks.applying import checked
from govreport.export.frames import Identity, rows_of, table
from govreport.readers import Limits

from .conftest import REPORTS, TABLES, written

SMALL = Settings(shard=8, chunk=3)


def rows(result: BatchResult, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = result.table(name).to_table().to_pylist()
    return found


@pytest.fixture(scope="module")
def undisturbed(many: Path, tmp_path_factory: pytest.TempPathFactory) -> BatchResult:
    """A run over all documents."""
    return batch([many], tmp_path_factory.mktemp("run") / "out", jobs=2, settings=SMALL)


def test_a_run_says_what_each_document_says(many: Path, undisturbed: BatchResult) -> None:
    """The tables are the rows of each report, in the order of the names, under its path."""
    wanted: list[tuple[Any, ...]] = []
    for path in sorted(many.iterdir()):
        try:
            report = checked(govreport.read(path))
        except govreport.UnrecognisedReport:
            continue
        wanted += rows_of(report, Identity(str(path)))["cells"]
    cells = rows(undisturbed, "cells")

    assert [tuple(row.values()) for row in cells] == [tuple(row) for row in wanted]
    assert undisturbed.documents == undisturbed.read == 40
    assert sum(undisturbed.outcomes.values()) == 40
    assert [(Path(r["source"]).name, r["code"]) for r in rows(undisturbed, "failures")] == [
        ("011.txt", "empty-file"),
        ("027.txt", "not-a-report"),
    ]


def test_bytes_do_not_depend_on_processes(
    many: Path, undisturbed: BatchResult, tmp_path: Path
) -> None:
    """One process with other chunks writes the same files as two."""
    batch([many], tmp_path / "out", jobs=1, settings=Settings(shard=8, chunk=5))

    assert written(tmp_path / "out") == written(undisturbed.folder)


def test_a_finished_run_is_left_as_it_is(many: Path, undisturbed: BatchResult) -> None:
    """Resumed, it reads nothing, and its files are the same."""
    before = written(undisturbed.folder)
    again = batch([many], undisturbed.folder, jobs=1, resume=True, settings=SMALL)

    assert again.read == 0
    assert again.outcomes == undisturbed.outcomes
    assert written(undisturbed.folder) == before


def test_only_what_changed_is_read_again(
    many: Path, undisturbed: BatchResult, tmp_path: Path
) -> None:
    """An edited document and a new one are read; the result is that of a new run."""
    folder, out = tmp_path / "in", tmp_path / "out"
    shutil.copytree(many, folder)
    batch([folder], out, jobs=2, settings=SMALL)
    (folder / "020.txt").write_bytes((folder / "021.txt").read_bytes())
    (folder / "999.txt").write_bytes((folder / "001.txt").read_bytes())
    again = batch([folder], out, jobs=1, resume=True, settings=SMALL)
    batch([folder], tmp_path / "new", jobs=2, settings=SMALL)

    assert again.read == 2
    assert again.documents == 41
    assert written(out) == written(tmp_path / "new")
    (folder / "999.txt").unlink()
    for number in range(30, 40):
        (folder / f"{number:03}.txt").unlink()
    assert batch([folder], out, jobs=1, resume=True, settings=SMALL).documents == 30
    assert len(list((out / "cells").iterdir())) == 4


def test_other_options_read_everything_again(many: Path, tmp_path: Path) -> None:
    """Another layout is another result; another limit concerns the documents that met it."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("000.txt", "001.txt", "011.txt"):
        shutil.copy(many / name, folder / name)
    out = tmp_path / "out"
    batch([folder], out, jobs=1, settings=SMALL)
    slower = batch([folder], out, jobs=1, timeout=90, resume=True, settings=SMALL)
    other = evolve(SMALL, options=Options(template="2019"))
    changed = batch([folder], out, jobs=1, resume=True, settings=other)

    assert slower.read == 0
    assert changed.read == 3


def test_duplicates_are_a_column(many: Path, tmp_path: Path) -> None:
    """The same bytes, and the same report with another footer; nothing is dropped."""
    text = (REPORTS / "office_2021_piped_cells.txt").read_text("utf-8")
    for name, content in (
        ("a.txt", text),
        ("b.txt", text),
        ("c.txt", f"{text}\n上一篇：某某通知公告　浏览次数\n"),
        ("d.txt", (REPORTS / "bureau_2019_piped_rows.txt").read_text("utf-8")),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
    result = batch([tmp_path], tmp_path / "out", jobs=1, settings=SMALL)
    found = rows(result, "reports")
    first = found[0]["report"]

    assert [row["duplicate_of"] for row in found] == [None, first, None, None]
    assert [row["near_duplicate_of"] for row in found] == [None, None, first, None]
    assert 0.8 <= found[2]["similarity"] <= 1
    assert result.duplicates == 2
    assert len(found) == 4


def archives(folder: Path) -> list[str]:
    """One text in a Parquet file, a JSON Lines file and a zip file."""
    text = (REPORTS / "office_2021_piped_cells.txt").read_text("utf-8")
    columns = {"内容": [text, None], "编号": [7, 8], "地址": ["https://example.org/7", "x"]}
    pyarrow.parquet.write_table(pyarrow.table(columns), folder / "a.parquet")
    line = json.dumps({"body": text, "k": "j", "u": "https://example.org/j"}, ensure_ascii=False)
    (folder / "b.jsonl").write_text(f"{line}\n[]\n", encoding="utf-8")
    with zipfile.ZipFile(folder / "c.zip", "w") as package:
        package.writestr("x/report.txt", text)
        package.writestr("x/empty.txt", "")
    (folder / "d.zip").write_bytes(b"PK\x03\x04broken")
    return [str(folder / name) for name in ("a.parquet", "b.jsonl", "c.zip", "d.zip")]


def test_identity_of_members(tmp_path: Path) -> None:
    """File, member, identifier and address are in the rows of reports and of failures."""
    names = archives(tmp_path)
    settings = evolve(SMALL, columns=Columns(url="地址"))
    result = batch(names[:1], tmp_path / "one", jobs=1, settings=settings)
    rest = batch(names[1:], tmp_path / "two", jobs=1, settings=SMALL)

    def identity(row: dict[str, Any]) -> tuple[Any, ...]:
        return Path(row["source"]).name, row["entry"], row["position"], row["id"], row["url"]

    assert [identity(row) for row in rows(result, "reports")] == [
        ("a.parquet", "row 1", 1, "7", "https://example.org/7"),
    ]
    assert [(*identity(r), r["code"]) for r in rows(result, "failures")] == [
        ("a.parquet", "row 2", 2, "8", "x", "no-text"),
    ]
    assert [identity(row)[:3] for row in rows(rest, "reports")] == [
        ("b.jsonl", "line 1", 1),
        ("c.zip", "x/report.txt", 1),
    ]
    assert [(*identity(r)[:3], r["code"]) for r in rows(rest, "failures")] == [
        ("b.jsonl", "line 2", 2, "unreadable"),
        ("c.zip", "x/empty.txt", 2, "empty-file"),
        ("d.zip", None, 1, "damaged-file"),
    ]
    assert len({row["report"] for row in rows(rest, "cells")}) == 2


def test_addresses_are_opened_by_fsspec() -> None:
    """A pattern in a remote file system gives its files in order."""
    system = fsspec.filesystem("memory")
    for name in ("b.txt", "a.txt"):
        system.pipe(f"/reports/{name}", f"规章 {name}".encode())
    found = list(items(["memory://reports/*.txt"], Settings()))

    assert [item.identity.source for item in found] == [
        "memory:///reports/a.txt",
        "memory:///reports/b.txt",
    ]
    assert found[0].data == b"\xe8\xa7\x84\xe7\xab\xa0 a.txt"


def test_how_many_there_will_be(tmp_path: Path, many: Path) -> None:
    """Known for files and Parquet, unknown where an archive would have to be opened."""
    names = archives(tmp_path)

    assert expected([str(many), names[0]]) == 42
    assert expected([str(many), names[2]]) is None


@pytest.mark.parametrize("pattern", ["", "/**"])
def test_tables_among_the_sources_are_no_sources(tmp_path: Path, pattern: str) -> None:
    """A run into a folder below its sources reads none of its own tables, resumed neither."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"no report {number}", encoding="utf-8")
    first = batch([f"{folder}{pattern}"], folder / "out", jobs=1, settings=Settings(shard=1))
    second = batch(
        [f"{folder}{pattern}"], folder / "out", jobs=1, resume=True, settings=Settings(shard=1)
    )

    third = batch(
        sorted(folder.iterdir()), folder / "out", jobs=1, resume=True, settings=Settings(shard=1)
    )

    assert (first.documents, first.read) == (3, 3)
    assert (second.documents, second.read) == (3, 0)
    assert (third.documents, third.read) == (3, 0)
    with pytest.raises(BatchError, match="choose another folder"):
        batch([folder / "out"], folder / "out", jobs=1, resume=True)


def test_a_source_that_is_not_there(tmp_path: Path) -> None:
    """It is named before anything is read; an empty folder too."""
    for source in (tmp_path / "none", tmp_path):
        with pytest.raises(BatchError, match=str(source)):
            list(items([str(source)], Settings()))


def test_the_folder_of_another_run_is_kept(many: Path, tmp_path: Path) -> None:
    """Without resume a run is not overwritten, nor a folder with other files."""
    Store(tmp_path / "run").prepare(resume=False)
    Store(tmp_path / "run").note({"shard": 1024, "fingerprints": {}})
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").write_text("x")
    with pytest.raises(BatchError, match="--resume"):
        batch([many], tmp_path / "run")
    with pytest.raises(BatchError, match="choose another folder"):
        batch([many], tmp_path / "other", resume=True)
    with pytest.raises(BatchError, match="--shard 1024"):
        batch([many], tmp_path / "run", resume=True, settings=SMALL)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"\n", "empty-file"),
        ("a.html", b"<html><title>404 Not Found</title><h1>404 Not Found</h1>", "web-error-page"),
        ("a.html", "<title>页面不存在</title>您访问的页面不存在".encode(), "web-error-page"),
        ("a.docx", b"PK\x03\x04word/document.xml broken", "damaged-file"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(99), "damaged-file"),
        ("a.html", b"<html><title>x</title><img src=a.png></html>", "image-only"),
        ("a.txt", "今天天气很好。".encode(), "not-a-report"),
    ],
)
def test_causes_are_told_apart(name: str, data: bytes, code: str) -> None:
    """Empty, an error page, damaged, a picture, something else: each has its code."""
    [found] = outcomes(data, Identity(name))

    assert found.code == code
    assert found.report is None
    assert found.message
    assert "\n" not in found.message


def test_the_manifest_has_a_line_for_each_document(many: Path, undisturbed: BatchResult) -> None:
    """Hash, state, shard, time and fingerprint of every document, failures too."""
    store = Store(undisturbed.folder)
    lines = [line for shard in store.shards() for line in store.manifest(shard) or []]
    told = json.loads((undisturbed.folder / "run.json").read_text("utf-8"))

    assert [os.path.basename(line["source"]) for line in lines] == sorted(os.listdir(many))
    assert [line["content_hash"] for line in lines] == [
        Item(Identity(), path=line["source"]).digest() for line in lines
    ]
    assert [line["shard"] for line in lines] == [number // 8 for number in range(40)]
    assert {line["fingerprint"] for line in lines} <= set(told["fingerprints"])
    assert all(line["seconds"] >= 0 for line in lines)
    assert set(TABLES) < set(os.listdir(undisturbed.folder))
    assert table("failures").names[-1] == "content_hash"


def test_every_cause_is_documented() -> None:
    """The page lists the codes that there are."""
    import re

    from govreport.arrow.causes import CAUSES

    page = (REPORTS.parents[1] / "docs" / "en" / "how-to" / "batch.md").read_text("utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| ", page.partition("## Failures")[2], re.M)

    assert rows == list(CAUSES)


@pytest.mark.skipif(os.name != "posix", reason="pipes and links of POSIX")
def test_what_is_no_file_is_a_failure(tmp_path: Path) -> None:
    """A pipe, a linked folder, a folder that cannot be listed, a file without end: a row each."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes((REPORTS / "office_2021_piped_cells.txt").read_bytes())
    os.mkfifo(folder / "pipe.txt")
    (tmp_path / "other").mkdir()
    (folder / "link").symlink_to(tmp_path / "other")
    os.symlink("/dev/zero", folder / "zero.txt")
    options = Options(limits=Limits(max_bytes=20_000))
    (folder / "large.txt").write_bytes(b"1" * 30_000)
    result = batch([folder], tmp_path / "out", jobs=1, settings=Settings(options=options))
    rows = result.table("failures").to_table().to_pylist()

    assert result.outcomes["not-found"] == 3
    assert {Path(row["source"]).name: row["code"] for row in rows} == {
        "link": "not-found",
        "pipe.txt": "not-found",
        "zero.txt": "not-found",
        "large.txt": "over-limit",
    }
    assert result.table("reports").count_rows() == 1
