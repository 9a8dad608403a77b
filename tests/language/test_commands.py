"""Every command speaks Chinese: nothing that it prints is left in English."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from tests.typed import some

import govreport as package
from govreport.checks import checks
from govreport.cli.app import govreport
from govreport.codes import codes
from govreport.corrections import content_hash
from govreport.corrections.lines import to_line

REPORTS = Path(__file__).resolve().parents[2] / "examples" / "reports"
BUREAU = REPORTS / "bureau_2019_piped_rows.txt"
TOWN = REPORTS / "township_2020_bare_cells.txt"
BROKEN = REPORTS / "bureau_2020_broken_cells.txt"
COUNTY = REPORTS / "district_2018_traditional.txt"

_NAMES = re.compile(
    r"`[^`]*`|'[^']*'|\"[^\"]*\"|\([^()]*PDFium[^()]*\)|Failed to load document"  # quoted, foreign
    r"|\S*[/\\]\S*|[\w.-]*[_.=\[\]-][\w.=\[\]-]*|--?\w[\w-]*"  # paths, names, options
    r"|\b[A-Z][A-Z]+\b|\bgovreport(?: \w+)?|JSON Lines|JSON Schema|Word|Excel|LibreOffice|Markdown"
    r"|sarif, github, junit|^ +[\d.-]+ +\w+"  # formats; the score of a plugin with its name
    r"|\w+Error: .*|division by zero"  # what Python says
)
_SENTENCE = re.compile(r"[A-Za-z]*[a-z]{2,}(?:,? +[a-z]{2,})+")
_SHELL = re.compile(r"^\s*(?:govreport|pip|curl|用法：)")
_COMMANDS: tuple[tuple[str, ...], ...] = (
    ("show", "{bureau}"),
    ("show", "{town}"),
    ("show", "{broken}"),
    ("show", "{county}"),
    ("show", "{bad}"),
    ("show", "{folder}/none.txt"),
    ("show", "{folder}/junk.pdf"),
    ("parse", "{bad}"),
    ("parse", "{bureau}", "-f", "x"),
    ("parse", "{bureau}", "-o", "{folder}/none/a.csv"),
    ("parse", "{bureau}", "-o", "{bureau}"),
    ("parse", "{bureau}", "-o", "{folder}/a.unknown"),
    ("parse", "{folder}/empty.zip"),
    ("parse", "{reports}", "-f", "table"),
    ("parse", "{bureau}", "--limit", "max_stars=1"),
    ("parse", "{town}", "--limit", "max_bytes=10"),
    ("account", "{bureau}"),
    ("account", "{reports}"),
    ("check", "{reports}"),
    ("check", "{reports}", "--format", "concise", "--statistics"),
    ("check", "{bureau}", "--select", "ZZ"),
    ("check", "{bureau}", "--profile", "none"),
    ("check", "{bureau}", "--severity", "bad"),
    ("check", "{bureau}", "--format", "xlsx"),
    ("check", "{bad}"),
    ("explain",),
    ("explain", "zz"),
    ("compare", "{bureau}", "{town}"),
    ("compare", "{reports}"),
    ("compare", "{bureau}", "{bureau}"),
    ("diff", "{folder}/a.jsonl", "{folder}/b.jsonl"),
    ("diff", "{folder}/a.jsonl", "{folder}/a.jsonl"),
    ("diff", "{folder}/a.jsonl", "{folder}/wrong.jsonl"),
    ("diff", "{folder}/a.jsonl", "{folder}/none.jsonl"),
    ("review", "{bureau}", "{town}", "-o", "{folder}/site"),
    ("review", "{bureau}"),
    ("review", "{bad}", "-o", "{folder}/site"),
    ("corrections", "{folder}/wrong.jsonl"),
    ("corrections", "{folder}/none.jsonl"),
    ("corrections", "{folder}/corrections.jsonl"),
    ("corrections", "{folder}/corrections.jsonl", "{reports}", "--check"),
    ("plugins",),
    ("debug", "{bureau}"),
    ("debug", "{town}"),
    ("debug", "{bad}"),
    ("new-template", "hunan"),
    ("new-template", "hunan"),
    ("new-check", "anhui"),
    ("new-check", "anhui"),
    ("new-check", "9"),
    ("batch", "{reports}", "--out", "{folder}/out", "--jobs", "1"),
    ("batch", "{reports}", "--out", "{folder}/out", "--jobs", "1"),
    ("batch", "{folder}/none", "--out", "{folder}/out2"),
    ("nothing",),
    ("show",),
    ("show", "{bureau}", "{town}"),
    ("show", "--nothing"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with outputs and damaged files, where the commands run."""
    place = tmp_path_factory.mktemp("commands")
    (place / "bad.txt").write_text("天气晴。\n", encoding="utf-8")
    (place / "junk.pdf").write_bytes(b"%PDF-1.4 junk")
    zipfile.ZipFile(place / "empty.zip", "w").close()
    (place / "wrong.jsonl").write_text('{"x": 1}\n', encoding="utf-8")
    for name, report in (("a", BUREAU), ("b", TOWN)):
        _run("parse", str(report), "-o", str(place / f"{name}.jsonl"))
    (place / "corrections.jsonl").write_text(_corrections(), encoding="utf-8")
    before = os.getcwd()
    os.chdir(place)
    yield place
    os.chdir(before)


def _corrections() -> str:
    """Two people contradict each other, and one line speaks of no document."""
    report = package.read(BUREAU)
    cell = next(r for r in package.records(report) if r.path == "requests.new_requests.total")
    assert cell.span is not None
    known, nowhere = some(content_hash(report)), f"sha256:{'0' * 64}"
    lines = [
        to_line(
            package.Correction(
                document,
                cell.path,
                cell.raw,
                cell.span.start,
                cell.span.end,
                cell.value,
                value,
                package.CorrectionKind.READING_ERROR,
                who,
                "2026-01-31T09:00:00+08:00",
            )
        )
        for document, value, who in ((known, 5, "李"), (known, 6, "王"), (nowhere, 5, "李"))
    ]
    return "".join(f"{line}\n" for line in lines)


def _run(*arguments: str) -> str:
    done = CliRunner().invoke(govreport, [*arguments, "--lang", "zh"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.output + ("" if done.stderr in done.output else done.stderr)


def english(printed: str, allowed: Sequence[str] = ()) -> list[str]:
    """The lines in which two English words follow one another, names and commands aside."""
    left = []
    for line in printed.splitlines():
        if _SHELL.match(line):
            continue
        if _SENTENCE.search(_NAMES.sub(" ", line)) and not any(a in line for a in allowed):
            left.append(line.strip())
    return left


def test_the_measure_finds_english() -> None:
    """A sentence that was not translated is seen; names, codes and paths are none."""
    assert english("错误：the file is broken") == ["错误：the file is broken"]
    assert english("  layout grid: no tables with known geometry") != []
    assert english("见 `report.unplaced` 和 --profile none 以及 docs/rules.md a_b") == []


@pytest.mark.parametrize("arguments", _COMMANDS, ids=" ".join)
def test_what_a_command_prints(arguments: tuple[str, ...], folder: Path) -> None:
    """Outputs, errors and notes."""
    names = {
        "bureau": BUREAU,
        "town": TOWN,
        "broken": BROKEN,
        "county": COUNTY,
        "reports": REPORTS,
        "folder": folder,
        "bad": folder / "bad.txt",
    }
    printed = _run(*(argument.format(**names) for argument in arguments))

    assert printed
    assert english(printed) == []


def _commands() -> Iterator[tuple[str, ...]]:
    yield ()
    for name, command in govreport.commands.items():
        yield (name,)
        if isinstance(command, click.Group):
            yield from ((name, below) for below in command.commands)


@pytest.mark.parametrize("command", list(_commands()), ids=" ".join)
def test_help(command: tuple[str, ...]) -> None:
    """The help of each command."""
    assert english(_run(*command, "--help"), allowed=("INTEGER RANGE", "FLOAT RANGE")) == []


def test_explanations() -> None:
    """Each code of the reading and each check is explained, but for the example's words."""
    named = [*codes(), *(one.identifier for one in checks())]
    printed = _run("explain", *named)

    assert len(printed.splitlines()) > 4 * len(named)
    assert english(printed) == []
