"""Every limit: documented, settable, and kept exactly - at it, below it and above it."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, fields
from click.testing import CliRunner
from tests.readers import tiny

from govreport.cli.app import govreport
from govreport.errors import LimitExceeded
from govreport.readers import DEFAULT, Limits, isolation, open_documents, wire
from govreport.readers.grid import SourceCell, place
from govreport.readers.package import read_bounded
from govreport.readers.picture.frames import frames

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "en" / "how-to" / "untrusted-files.md"
Use = Callable[[Limits], list[Any]]


def _open(data: bytes) -> Use:
    return lambda limits: list(open_documents(data, limits=limits))


def _zipped(data: bytes, name: str = "a.txt") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(name, data)
    return out.getvalue()


def _unpacked(limits: Limits) -> list[Any]:
    data = bytes(2_000_000)
    return [read_bounded(io.BytesIO(data), limits, 20_000, "the part")]


def _frames(limits: Limits) -> list[Any]:
    image = pytest.importorskip("PIL.Image")
    out = io.BytesIO()
    image.new("L", (10, 10)).save(out, "png")
    return [picture.size for picture in frames(out.getvalue(), limits)]


TWO_PAGES = tiny.pdf(tiny.text(10, 10, "one"), tiny.text(10, 10, "two"))
TWO_MEMBERS = tiny.packed({"a.txt": b"12345", "b.txt": b"12345"})
LINES = b"\n".join(json.dumps({"text": str(n)}).encode() for n in range(3))
ANSWER = len(wire.dumps(("item", bytes(5000))))
EXACT: dict[str, tuple[int, Use]] = {
    "max_bytes": (12, _open("规章 12 件".encode()[:12])),
    "max_pages": (2, _open(TWO_PAGES)),
    "max_cells": (4, _open(b"<table><tr><td>1<td>2<tr><td>3<td>4</table>")),
    "max_nesting": (10, _open(tiny.docx("<w:ins>" * 8 + "<w:p/>" + "</w:ins>" * 8))),
    "max_attributes": (9, _open(b"<html><p " + (b"a" * 300 + b" ") * 8 + b">1</p></html>")),
    "max_archives": (1, _open(_zipped(_zipped(b"1"), "b.zip"))),
    "max_entries": (3, _open(LINES)),
    "max_total": (10, _open(TWO_MEMBERS)),
    "max_characters": (5, _open(b"12345")),
    "max_expansion": (100, _unpacked),
    "max_pixels": (100, _frames),
    "max_output": (ANSWER, lambda limits: [isolation.run("builtins:bytes", (5000,), limits)]),
}
"""Limit -> the lowest value that its example is read with, and the example."""


@pytest.mark.parametrize("name", EXACT)
def test_at_below_and_above(name: str) -> None:
    """The example is read at the limit and above it; below, the error names the limit."""
    number, use = EXACT[name]
    use(evolve(DEFAULT, **{name: number}))
    use(evolve(DEFAULT, **{name: number + 1}))

    try:
        found = use(evolve(DEFAULT, **{name: number - 1}))
        said = [str(item) for item in found if isinstance(item, Exception)]  # members of archives
    except LimitExceeded as error:
        said = [str(error)]

    assert len(said) == 1
    assert f"the limit {name} is {number - 1}: pass limits" in said[0]


def test_span_is_cut() -> None:
    """Of a cell that covers more columns than it may, the rest is cut and nothing raised."""
    rows = [[[SourceCell("a", column_span=7)]]]
    widths = [place(rows, Limits(max_span=number)).columns for number in (6, 7, 8)]

    assert widths == [6, 7, 7]


def test_seconds_and_memory_of_the_child() -> None:
    """Far below and far above: a clock and an allocator are not exact."""
    sleep = ("time:sleep", (1.0,))
    isolation.run(*sleep, Limits(max_seconds=30))
    with pytest.raises(LimitExceeded, match=r"max_seconds is 0\.2"):
        isolation.run(*sleep, Limits(max_seconds=0.2))
    hog = ("builtins:bytearray", (150_000_000,))
    roomy = Limits(max_memory=600_000_000, max_output=200_000_000)
    assert len(isolation.run(*hog, roomy)) == 150_000_000
    with pytest.raises(LimitExceeded, match="max_memory is 200000000"):
        isolation.run(*hog, evolve(roomy, max_memory=200_000_000))


def test_every_limit_is_tested_and_documented() -> None:
    """None is forgotten here or on the page; the page states the defaults as they are."""
    names = {limit.name: limit.default for limit in fields(Limits)}
    rows = re.findall(r"^\| `(max_\w+)` \| ([\d,.]+) \| [^|]+ \| [^|]+ \|$", PAGE.read_text(), re.M)

    assert set(EXACT) | {"max_span", "max_seconds", "max_memory"} == set(names)
    assert {name: float(number.replace(",", "")) for name, number in rows} == names


@pytest.mark.parametrize(
    "command",
    [("parse",), ("show",), ("check",), ("account",), ("compare",), ("debug",)],
)
def test_limits_of_every_command(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By option and by the folder's settings; the option counts more."""
    file = tmp_path / "a.txt"
    file.write_text("某局2021年政府信息公开工作年度报告\n", encoding="utf-8")
    (tmp_path / "govreport.toml").write_text("limits = {max_characters = 3}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def said(*options: str) -> str:
        return CliRunner().invoke(govreport, [*command, str(file), *options]).output

    assert "max_characters is 3" in said()
    assert "max_characters is 4" in said("--limit", "max_characters=4")
    assert "max_characters" not in said("--limit", "max_characters=400")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("limits = {max_pages = 'many'}", "limits.max_pages must be a number"),
        ("limits = {pages = 3}", "there is no limit 'pages'; there are max_bytes"),
        ("limits = {max_pages = 0}", "max_pages"),
    ],
)
def test_wrong_settings(
    settings: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong call, told with its remedy."""
    monkeypatch.chdir(tmp_path)
    Path("govreport.toml").write_text(settings + "\n", encoding="utf-8")
    Path("a.txt").write_text("x")
    done = CliRunner().invoke(govreport, ["parse", "a.txt"])

    assert (done.exit_code, said in done.output) == (2, True), done.output


def test_packed_text_counts_as_it_unpacks() -> None:
    """Of a gzip file the unpacked bytes count."""
    data = gzip.compress(b"1" * 100)
    list(open_documents(data, limits=Limits(max_bytes=100)))
    with pytest.raises(LimitExceeded, match="max_bytes is 99"):
        list(open_documents(data, limits=Limits(max_bytes=99)))
