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

    assert {command for command, _ in lines} == {"show", "parse", "check", "plugins"}
    for command, rest in lines:
        text = CliRunner().invoke(govreport, [command, "--help"]).output
        assert all(option in text for option in re.findall(r"(?<=\s)--?[a-z]+", rest))


@pytest.mark.parametrize("name", READMES)
def test_every_status_is_explained(name: str) -> None:
    """The table of statuses is complete."""
    text = (ROOT / name).read_text("utf-8")

    assert all(f"| `{status.value}` |" in text for status in Status)


def test_the_shown_output_is_real() -> None:
    """The lines of the terminal in the README are those that the command prints."""
    text = (ROOT / "README.md").read_text("utf-8")
    shown = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    for block in shown:
        name = re.findall(r"--> ([\w.]+):", block)[0]
        report = str(ROOT / "examples/reports" / name)
        printed = CliRunner().invoke(govreport, ["show", report, "--width", "100"]).output
        lines = {line.rstrip() for line in printed.splitlines()}

        assert {line for line in block.splitlines() if not line.startswith("─")} - lines == set()

    assert len(shown) == 2
