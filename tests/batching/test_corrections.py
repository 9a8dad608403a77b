"""What people corrected counts in a batch too, and costs the documents that it speaks of."""

from __future__ import annotations

import os
import signal
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import govreport
from govreport import Correction, CorrectionKind, InvalidCorrections
from govreport.batching import BatchResult, Settings, batch
from govreport.cli.app import govreport as command
from govreport.corrections import content_hash, to_line

from .conftest import written
from .test_survival import wait_for

SMALL = Settings(shard=8, chunk=3)
VALUE = 987654


def correction(path: Path, cell: int = 3, value: int = VALUE, **other: Any) -> Correction:
    """What somebody says of one cell of a document."""
    report = govreport.read(path)
    placed = (r for r in govreport.records(report) if not r.path.startswith(("narr", "unpl")))
    record = [record for record in placed if record.span is not None][cell]
    assert record.span is not None
    fields: dict[str, Any] = {
        "content_hash": content_hash(report),
        "path": record.path,
        "raw": record.raw,
        "start": record.span.start,
        "end": record.span.end,
        "value_read": record.value,
        "value": value,
        "kind": CorrectionKind.READING_ERROR,
        "who": "李",
        "when": "2026-01-31T09:00:00+08:00",
    }
    return Correction(**{**fields, **other})


def rows(result: BatchResult, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = result.table(name).to_table().to_pylist()
    return found


def values(result: BatchResult) -> dict[tuple[str, str], Any]:
    """File name and record path of each corrected cell -> its value."""
    return {
        (Path(row["source"]).name, row["path"]): row["value"]
        for row in rows(result, "cells")
        if row["status"] == "corrected"
    }


def save(path: Path, *items: Correction) -> Path:
    path.write_text("".join(f"{to_line(item)}\n" for item in items), encoding="utf-8")
    return path


def test_corrections_are_applied_and_stale_ones_are_findings(many: Path, tmp_path: Path) -> None:
    """The right value beside the one that was read; a line that no longer fits is not applied."""
    good = correction(many / "003.txt")
    stale = correction(many / "005.txt", raw="no such print")
    result = batch(
        [many],
        tmp_path / "out",
        jobs=2,
        settings=SMALL,
        corrections=save(tmp_path / "said.jsonl", good, stale),
    )
    found = [row for row in rows(result, "findings") if row["code"] == "correction-stale"]

    assert values(result) == {("003.txt", good.path): VALUE}
    assert [Path(row["source"]).name for row in found] == ["005.txt"]
    assert "no such print" in found[0]["message"]


def test_a_changed_file_costs_the_documents_that_it_speaks_of(many: Path, tmp_path: Path) -> None:
    """One line more, one changed, one taken away: as many documents are read again, and the
    tables are those of a new run."""
    said, out = tmp_path / "said.jsonl", tmp_path / "out"
    one, two, three = (correction(many / f"{number:03}.txt") for number in (3, 12, 30))
    changed = correction(many / "012.txt", value=5)

    def run(*items: Correction) -> BatchResult:
        save(said, *items)
        return batch([many], out, jobs=1, resume=out.exists(), settings=SMALL, corrections=said)

    first = run(one, two)
    again = [run(one, two).read, run(one, changed, three).read, run(changed, three).read]
    last = values(run(changed, three))
    batch([many], tmp_path / "new", jobs=2, settings=SMALL, corrections=[changed, three])

    assert first.read == 40
    assert again == [0, 2, 1]
    assert last == {("012.txt", two.path): 5, ("030.txt", three.path): VALUE}
    assert written(out) == written(tmp_path / "new")
    assert batch([many], out, jobs=1, resume=True, settings=SMALL).read == 2
    assert values(BatchResult(out, 40, 0, {})) == {}


def test_members_of_an_archive_are_corrected(many: Path, tmp_path: Path) -> None:
    """A member is known by the hash of its own bytes, wherever it lies."""
    archive, said = tmp_path / "a.zip", correction(many / "002.txt")
    with zipfile.ZipFile(archive, "w") as file:
        for name in ("001.txt", "002.txt"):
            file.write(many / name, name)
    result = batch([archive], tmp_path / "out", jobs=1, settings=SMALL, corrections=[said])

    assert list(values(result).values()) == [VALUE]
    again = batch([archive], tmp_path / "out", jobs=1, resume=True, settings=SMALL)
    assert (again.read, values(again)) == (1, {})


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_killed_and_resumed_with_corrections(
    many: Path, tmp_path: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    """kill -9 and --resume with corrections: what an undisturbed run writes, byte for byte."""
    said = save(
        tmp_path / "said.jsonl", *(correction(many / f"{number:03}.txt") for number in (1, 17, 33))
    )
    out = tmp_path / "out"
    arguments = (many, "--out", out, "--shard", 4, "--jobs", 2, "--corrections", said)
    process = start(*arguments)
    wait_for(out, 3, process)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    again = start(*arguments, "--resume")
    _, told = again.communicate(timeout=180)
    batch([many], tmp_path / "new", jobs=2, settings=Settings(shard=4), corrections=said)

    assert (process.returncode, again.returncode) == (-signal.SIGKILL, 1), told
    assert written(out) == written(tmp_path / "new")
    assert len(values(BatchResult(out, 40, 0, {}))) == 3


def test_a_broken_line_is_told_before_anything_is_read(many: Path, tmp_path: Path) -> None:
    """File, line and remedy; no folder is made."""
    broken = tmp_path / "said.jsonl"
    broken.write_text("\n{}\n", encoding="utf-8")
    out = tmp_path / "out"
    called = CliRunner().invoke(
        command, ["batch", str(many), "--out", str(out), "--corrections", str(broken)]
    )

    with pytest.raises(InvalidCorrections, match="line 2: missing key content_hash"):
        batch([many], out, jobs=1, corrections=broken)
    assert called.exit_code == 2
    assert "line 2" in called.stderr
    assert not out.exists()
