"""The examples in the documentation run: Python line by line, commands with what they print."""

from __future__ import annotations

import ast
import doctest
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.docs.pages import PAGES, ROOT, commands, fences, name

from govreport.cli.app import govreport

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


WITH_PYTHON = [page for page in PAGES if ">>> " in _text(page)]
WITH_COMMANDS = [page for page in PAGES if list(commands(_text(page)))]


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the bundled examples, as a checkout has them."""
    shutil.copytree(
        ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns(".venv", "build")
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")


def _needs(page: Path) -> None:
    for package in re.findall(r"<!-- needs: ([\w, ]+) -->", _text(page)):
        for one in package.split(", "):
            pytest.importorskip(one, reason=f"the page shows {one}, which is not installed")


@pytest.mark.parametrize("page", WITH_PYTHON, ids=name)
def test_python(page: Path) -> None:
    """Each line of Python gives the answer that stands below it."""
    _needs(page)
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8", optionflags=FLAGS)

    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=name)
def test_commands(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command of a console runs, one after the other, and prints what stands below it."""
    _needs(page)
    monkeypatch.setenv("GOVREPORT_LANG", page.relative_to(ROOT / "docs").parts[0])
    checker = doctest.OutputChecker()
    for command in commands(_text(page)):
        program, *arguments = shlex.split(command.line)
        assert program == "govreport", f"{command.line}: a block that is not run is no console"
        result = CliRunner().invoke(govreport, arguments)

        assert result.exit_code in (0, 1), f"{command.line}\n{result.output}"
        printed = "\n".join(line.rstrip() for line in result.output.splitlines()) + "\n"
        shown = command.output.rstrip() + "\n"
        assert not command.output.strip() or checker.check_output(shown, printed, FLAGS), (
            f"{command.line}\n{printed}"
        )


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_that_are_not_run(page: Path) -> None:
    """Of a command that is only shown, the command and its options exist."""
    for block in fences(_text(page), "text"):
        for line in re.findall(r"^\$ govreport ([^#|\n]*)", block, re.M):
            words = shlex.split(line)
            text = CliRunner().invoke(govreport, [words[0], "--help"], color=False).output
            options = [word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)]

            assert "Usage" in text, line
            assert [option for option in options if option not in text] == [], line


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_python_that_is_not_run(page: Path) -> None:
    """A block without prompts is Python, and what it imports of govreport exists."""
    for block in fences(_text(page), "python"):
        if ">>> " in block:
            continue
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("govreport."):
                module = __import__(node.module or "", fromlist=["*"])
                assert [one.name for one in node.names if not hasattr(module, one.name)] == []
