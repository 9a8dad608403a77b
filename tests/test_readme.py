"""What the README files say is true."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from govreport.cli.app import govreport
from govreport.model import Status

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh-CN.md")


@pytest.mark.parametrize("name", READMES)
def test_the_quick_start_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line of Python gives the answer that stands below it."""
    monkeypatch.chdir(ROOT)
    result = doctest.testfile(
        str(ROOT / name), module_relative=False, encoding="utf-8", optionflags=doctest.ELLIPSIS
    )

    assert result.attempted > 3
    assert result.failed == 0


@pytest.mark.parametrize("name", READMES)
def test_commands_and_options_exist(name: str) -> None:
    """Each ``govreport`` line names a command and options that the command knows."""
    lines = re.findall(r"^\$ govreport (\w+)([^#\n]*)", (ROOT / name).read_text("utf-8"), re.M)

    assert {command for command, _ in lines} == {"show", "parse", "check", "account"}
    for command, rest in lines:
        text = CliRunner().invoke(govreport, [command, "--help"]).output
        assert all(option in text for option in re.findall(r"(?<=\s)--?[a-z]+", rest))


@pytest.mark.parametrize("name", READMES)
def test_every_status_is_explained(name: str) -> None:
    """The table of statuses is complete."""
    text = (ROOT / name).read_text("utf-8")

    assert all(f"| `{status.value}` |" in text for status in Status)


@pytest.mark.parametrize(("name", "language"), list(zip(READMES, ("en", "zh"), strict=True)))
def test_the_shown_output_is_real(
    name: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lines of the terminal in the README are those that the command prints."""
    monkeypatch.setenv("GOVREPORT_LANG", language)
    text = (ROOT / name).read_text("utf-8")
    shown = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    for block in shown:
        file = re.findall(r"--> ([\w.]+):", block)[0]
        report = str(ROOT / "examples/reports" / file)
        printed = CliRunner().invoke(govreport, ["show", report, "--width", "100"]).output
        lines = {line.rstrip() for line in printed.splitlines()}

        assert {line for line in block.splitlines() if not line.startswith("─")} - lines == set()

    assert len(shown) == 2


def _structure(name: str) -> list[str]:
    """Headings by level, items, rows of tables with their codes, kinds of blocks, and links."""
    found, block = [], False
    for line in (ROOT / name).read_text("utf-8").split("\n"):
        if line.startswith("```"):
            block = not block
            found.append(line)
        elif block:
            if line.startswith(("$ ", ">>> ")):
                found.append(re.split(r"\s{2,}#", line)[0].rstrip())
        else:
            found += re.findall(r"^(#+|- |\| `\w+`|\|)", line)
            targets = re.findall(r"\]\(([^)]+)\)", line)
            found += [target.replace("docs/zh", "docs/en") for target in targets]
    return [part for part in found if part not in READMES]


def test_both_say_the_same() -> None:
    """Headings, lists, tables, commands and links stand in the same order in both languages."""
    english, chinese = map(_structure, READMES)

    assert english == chinese
    assert len(english) > 60


def test_nothing_is_said_twice() -> None:
    """No sentence of ten words or more stands in the README a second time."""
    text = (ROOT / "README.md").read_text("utf-8")
    sentences = [part.strip() for part in re.split(r"(?<=[.:;])\s", text) if len(part.split()) > 9]

    assert len(sentences) == len(set(sentences))
