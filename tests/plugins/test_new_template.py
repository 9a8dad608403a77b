"""``govreport new-template`` and the pytest option, as far as no installation is needed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import govreport
from govreport.cli.app import govreport as command
from govreport.cli.scaffolds.templates import FILES
from govreport.cli.scaffolds.writing import write_files


@pytest.mark.parametrize("kind", ["template", "layout", "reader", "check"])
def test_it_says_what_it_wrote(tmp_path: Path, kind: str) -> None:
    """Every file is named, and nothing of the pattern is left in them."""
    options = [f"new-{kind}", "a-b-2022", "--directory", str(tmp_path)]
    result = CliRunner().invoke(command, options)
    files = [Path(line) for line in result.output.splitlines()]

    assert result.exit_code == 0
    assert all(file.is_file() for file in files)
    assert {file.name for file in files} >= {"pyproject.toml", "README.md", "py.typed"}
    for file in files:
        assert not re.search("@[A-Za-z]+@", file.read_text("utf-8"))
        assert file.suffix != ".py" or compile(file.read_text("utf-8"), file.name, "exec")


@pytest.mark.parametrize("name", ["", "Hunan", "2022", "a b", "../x", "a-", "湖南"])
def test_a_name_that_cannot_be_one(tmp_path: Path, name: str) -> None:
    """A name that makes no package is refused before anything is written."""
    with pytest.raises(govreport.GovReportError, match="cannot be the name"):
        write_files(name, tmp_path, FILES)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A folder that is there already is left alone."""
    write_files("made", tmp_path, FILES)
    (tmp_path / "govreport-made" / "README.md").write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(command, ["new-template", "made", "--directory", str(tmp_path)])

    assert result.exit_code == 2
    assert "is there already" in result.output
    assert (tmp_path / "govreport-made" / "README.md").read_text("utf-8") == "mine"


def test_other_users_of_pytest_pay_nothing(tmp_path: Path) -> None:
    """Our pytest plugin imports neither Hypothesis, nor Lark, nor anything but itself."""
    (tmp_path / "test_it.py").write_text(
        "import sys\n"
        "def test_it():\n"
        "    heavy = ('lark', 'cattrs', 'rich', 'govreport.templates', 'govreport.testing')\n"
        "    assert not [m for m in sys.modules if m.startswith(heavy)]\n",
        encoding="utf-8",
    )
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:hypothesispytest"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(tmp_path)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout


def test_an_unknown_plugin_is_an_error(tmp_path: Path) -> None:
    """``--govreport-plugin`` with a name that is not installed fails and lists the names."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--govreport-plugin", "nothing"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )

    assert done.returncode != 0
    assert "no plugin 'nothing' is installed" in done.stdout
