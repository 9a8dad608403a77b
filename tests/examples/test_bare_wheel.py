"""The wheel without any extra: reading works, and each missing extra is named with its remedy."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distribution, requires
from pathlib import Path

import pytest

from .conftest import ROOT, build_wheel

pytestmark = pytest.mark.packages

FIXTURES = ROOT / "tests" / "readers" / "fixtures"
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def _core(name: str = "govreport") -> Iterator[str]:
    """The distributions that the wheel itself asks for, and what those ask for."""
    for line in requires(name) or ():
        marker = line.partition(";")[2]
        if "extra" in marker or "python_version <" in marker or "python_full_version <" in marker:
            continue
        found = _NAME.match(line)
        assert found is not None
        yield found[0]
        yield from _core(found[0])


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with the wheel and what it depends on, and nothing else."""
    folder = tmp_path_factory.mktemp("bare")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    if not python.exists():
        python = folder / "Scripts" / "python.exe"
    shown = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    packages = Path(shown.stdout.strip())
    for name in set(_core()):
        for entry in {file.parts[0] for file in distribution(name).files or () if file.parts}:
            origin = Path(str(distribution(name).locate_file(entry))).resolve()
            if entry != ".." and origin.exists() and not (packages / entry).exists():
                (packages / entry).symlink_to(origin)
    wheel = build_wheel(ROOT, tmp_path_factory.mktemp("wheels"))
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    subprocess.run([*command, "--no-deps", "--no-index", str(wheel)], check=True)
    return python


def _run(bare: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(bare), "-I", "-m", "govreport.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


def test_text_is_read(bare: Path) -> None:
    """The core reads, checks and writes without an extra."""
    file = str(ROOT / "examples" / "reports" / "township_2020_bare_cells.txt")
    parsed = _run(bare, "parse", file, "-f", "json")
    checked = _run(bare, "check", file)

    assert parsed.returncode == 0, parsed.stderr
    assert json.loads(parsed.stdout)["year"] == 2020
    assert "R2" in checked.stdout or "F2" in checked.stdout, checked.stderr
    assert _run(bare, "parse", file, "-f", "csv").stdout.startswith("report,id,")


@pytest.mark.parametrize(
    ("arguments", "extra"),
    [
        (("show", str(FIXTURES / "page_2019.html")), "html"),
        (("show", str(FIXTURES / "chromium_2021.pdf")), "pdf"),
        (("show", "{text}", "--html", "{folder}/a.html"), "pages"),
        (("parse", "{text}", "-o", "{folder}/a.parquet"), "arrow"),
        (("parse", "{text}", "-o", "{folder}/a.xlsx"), "xlsx"),
        (("review", "{text}", "-o", "{folder}/site"), "pages"),
        (("review", "{text}", "--serve"), "review"),
        (("batch", "{text}", "--out", "{folder}/batch"), "batch"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_a_missing_extra_is_named(
    bare: Path, tmp_path: Path, arguments: tuple[str, ...], extra: str
) -> None:
    """Which command installs it stands in the message; there is no traceback."""
    text = str(ROOT / "examples" / "reports" / "township_2020_bare_cells.txt")
    given = [item.format(text=text, folder=tmp_path) for item in arguments]
    done = _run(bare, *given)

    assert done.returncode != 0
    assert f"govreport[{extra}]" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr


def test_plugins_say_what_they_need(bare: Path) -> None:
    """A reader whose package is missing is not listed as ok."""
    shown = _run(bare, "plugins", "--json")
    states = {plugin["name"]: plugin["state"] for plugin in json.loads(shown.stdout)}

    assert states["pdf"] == "needs govreport[pdf]"
    assert states["html"] == "needs govreport[html]"
    assert states["spreadsheet"] == "needs govreport[spreadsheet]"
    assert states["picture"] == "needs govreport[ocr]"
    assert states["warc"] == "needs govreport[archives]"
    assert states["parquet"] == "needs govreport[parquet]"
    assert states["text"] == "ok"
