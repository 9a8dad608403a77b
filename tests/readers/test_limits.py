"""Every limit: documented, settable, and kept exactly - at it, below it and above it."""

from __future__ import annotations

import ast
import io
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attrs import evolve, fields
from click.testing import CliRunner
from tests.readers import bombs, limit_cases

from govreport import readers
from govreport.cli.app import govreport
from govreport.errors import LimitExceeded
from govreport.readers import DEFAULT, Limits, isolation, open_documents, wire
from govreport.readers.grid import SourceCell, place
from govreport.readers.picture.frames import frames

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "docs" / lang / "how-to" / "untrusted-files.md" for lang in ("en", "zh")]
PAGE = PAGES[0]


CASES = limit_cases.NAMES
ANSWER = len(wire.dumps(("item", bytes(5000))))
SPAN = b"<table><tr><td colspan=7>1<td>2<tr><td>3</table>"


def _said(file: Path, limits: Limits) -> list[str]:
    """What is said of the breach of a limit; of an archive, for each member."""
    try:
        found = list(open_documents(file, limits=limits))
    except LimitExceeded as error:
        return [str(error)]
    return [str(item) for item in found if isinstance(item, Exception)]


@pytest.mark.parametrize("name", CASES)
def test_at_below_and_above(name: str, tmp_path: Path) -> None:
    """A file at a limit or below it is read; of one above, place, limit and remedy are said."""
    case = limit_cases.case(name)
    file = tmp_path / name
    file.write_bytes(case.data)
    at, roomy, tight = (
        _said(file, evolve(DEFAULT, **{case.limit: case.number + more})) for more in (0, 1, -1)
    )

    assert (at, roomy) == ([], [])
    assert f"the limit {case.limit} is {case.number - 1}: pass limits=" in tight[0]
    assert case.says in tight[0]
    assert re.match(r"(a|b|line|row|[a-z]+\.[a-z]+)\b.*: ", tight[0])
    assert _pattern_of(tight[0], case.limit), "the page does not list this message"


def _pattern_of(said: str, limit: str) -> list[str]:
    """The messages on the page that fit what was said."""
    said = said.partition("; the limit ")[0]
    patterns = {
        message: re.escape(message).replace(HOLE, ".+") for message in documented(PAGE)[limit]
    }
    return [message for message, pattern in patterns.items() if re.search(f"{pattern}$", said)]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize(
    "way",
    [
        "option",
        pytest.param("govreport.toml", marks=pytest.mark.slow),
        pytest.param("pyproject.toml", marks=pytest.mark.slow),
    ],
)
def test_settable(way: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each limit can be lowered on the command line and in the settings of a folder."""
    case = limit_cases.case(name)
    found = _command(way, name, case.data, {case.limit: case.number - 1}, tmp_path, monkeypatch)

    assert f"{case.limit} is {case.number - 1}" in found


def _command(
    way: str,
    name: str,
    data: bytes,
    limits: dict[str, float],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    (folder / name).write_bytes(data)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GOVREPORT_LANG", "en")
    options = [f"--limit={limit}={number}" for limit, number in limits.items()]
    if way != "option":
        head = "[limits]" if way == "govreport.toml" else "[tool.govreport.limits]"
        lines = [f"{limit} = {number}\n" for limit, number in limits.items()]
        (folder / way).write_text(f"{head}\n{''.join(lines)}", encoding="utf-8")
        options = []
    said = CliRunner().invoke(govreport, ["parse", name, *options]).output
    return " ".join(said.split())


@pytest.mark.parametrize("way", ["option", "govreport.toml"])
@pytest.mark.parametrize(
    ("data", "limits", "said"),
    [
        (bombs.nested_forms, {"max_memory": 200_000_000}, "max_memory is 200000000"),
        (bombs.nested_forms, {"max_seconds": 0.2}, "max_seconds is 0.2"),
        (lambda: limit_cases.TWO_PAGES, {"max_output": 99}, "max_output is 99"),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="needs limits of memory")
def test_limits_of_the_child_are_settable(
    data: Callable[[], bytes],
    limits: dict[str, float],
    said: str,
    way: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also those that another process keeps."""
    assert said in _command(way, "a.pdf", data(), limits, tmp_path, monkeypatch)


@pytest.mark.parametrize("way", ["option", "govreport.toml"])
def test_span_is_settable(way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine positions, where eight are allowed, fit when the cell of seven is cut to six."""
    said = [
        _command(way, "a.html", SPAN, {"max_cells": 8, "max_span": n}, tmp_path, monkeypatch)
        for n in (7, 6)
    ]

    assert ["max_cells is 8" in text for text in said] == [True, False]


def _picture(kind: str, pages: int = 1) -> bytes:
    image = pytest.importorskip("PIL.Image")
    out = io.BytesIO()
    page = image.new("L", (10, 10))
    page.save(out, kind, save_all=True, append_images=[page] * (pages - 1))
    return out.getvalue()


@pytest.mark.parametrize(
    ("limit", "number", "data", "said"),
    [
        ("max_pixels", 100, lambda: _picture("png"), "page 1 of the picture has 100 pixels"),
        ("max_pages", 2, lambda: _picture("tiff", 2), "the picture has 2 pages"),
    ],
)
def test_pictures(limit: str, number: int, data: Callable[[], bytes], said: str) -> None:
    """The size of a picture is checked before it is unpacked."""
    picture = data()
    for more in (0, 1):
        assert list(frames(picture, evolve(DEFAULT, **{limit: number + more})))
    with pytest.raises(LimitExceeded, match=f"{said}; the limit {limit} is {number - 1}: "):
        list(frames(picture, evolve(DEFAULT, **{limit: number - 1})))


def test_output_of_the_child() -> None:
    """The bytes of an answer, to the byte."""
    for more in (0, 1):
        assert isolation.run("builtins:bytes", (5000,), Limits(max_output=ANSWER + more))
    with pytest.raises(LimitExceeded, match=f"has {ANSWER} bytes; the limit max_output is"):
        isolation.run("builtins:bytes", (5000,), Limits(max_output=ANSWER - 1))


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


OTHERWISE_TESTED = {"max_span", "max_seconds", "max_memory", "max_pixels", "max_output"}
"""Limits that have tests of their own above."""


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_every_limit_is_tested_and_documented(page: Path) -> None:
    """None is forgotten here or on the page; the page states the defaults as they are."""
    names = {limit.name: limit.default for limit in fields(Limits)}
    rows = re.findall(r"^\| `(max_\w+)` \| ([\d,.]+) \| [^|]+ \| [^|]+ \|$", page.read_text(), re.M)

    assert {limit_cases.LIMITS[name] for name in CASES} | OTHERWISE_TESTED == set(names)
    assert {name: float(number.replace(",", "")) for name, number in rows} == names


HOLE = "0"
"""Stands in a message for what differs."""


def documented(page: Path) -> dict[str, set[str]]:
    """The messages of each limit on the page."""
    rows = re.findall(r"^\| `(max_\w+)` \|.*\| ([^|]+) \|$", page.read_text("utf-8"), re.M)
    return {
        limit: {re.sub(r"\b(N|NAME)\b", HOLE, message) for message in messages.split("; ")}
        for limit, messages in rows
    }


def _in_the_source() -> dict[str, set[str]]:
    """The messages of each limit as the readers build them: each call that names a limit."""
    found: dict[str, set[str]] = {"max_span": {"none"}}
    for path in Path(readers.__file__).parents[1].rglob("*.py"):
        if "scaffolds" not in path.parts:
            for function in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(function, ast.FunctionDef):
                    for limit, message in _breaches(function):
                        found.setdefault(limit, set()).add(message)
    return found


def _breaches(function: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    steps = list(ast.walk(function))
    known = {
        step.targets[0].id: step.value
        for step in steps
        if isinstance(step, ast.Assign) and isinstance(step.targets[0], ast.Name)
    }
    for call in steps:
        if not isinstance(call, ast.Call) or len(call.args) != 3:
            continue
        limit, _, said = call.args
        if isinstance(limit, ast.Constant) and str(limit.value).startswith("max_"):
            words = known[said.id] if isinstance(said, ast.Name) else said
            parts = words.values if isinstance(words, ast.JoinedStr) else [words]
            text = "".join(
                str(part.value) if isinstance(part, ast.Constant) else HOLE for part in parts
            )
            yield str(limit.value), text.removeprefix(f"{HOLE}: ")


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_every_message_is_documented(page: Path) -> None:
    """The page lists what the source says of each limit, and nothing else."""
    listed = documented(page) | {"max_span": {"none"}}

    assert _in_the_source() == listed


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
