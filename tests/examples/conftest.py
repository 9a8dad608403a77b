"""A fresh virtual environment with our wheel, for packages that stand beside ours."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLUGINS = ROOT / "examples" / "plugins"

Run = Callable[..., subprocess.CompletedProcess[str]]


def build_wheel(project: Path, folder: Path) -> Path:
    """The wheel of a project: with the build backend at hand, or one that pip fetches."""
    options = ["--no-build-isolation"] if importlib.util.find_spec("hatchling") else []
    before = set(folder.glob("*.whl"))
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", *options]
    subprocess.run(
        [*command, "--wheel-dir", str(folder), str(project)],
        check=True,
        capture_output=True,
        text=True,
    )
    (made,) = set(folder.glob("*.whl")) - before
    return made


class Environment:
    """A virtual environment; what is installed where the tests run can be imported in it too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
        self.python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
        shown = self.run("-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
        packages = Path(shown.stdout.strip())
        # A plain path: editable installs of the environment outside are not followed.
        outside = sysconfig.get_path("purelib")
        (packages / "outside.pth").write_text(outside, encoding="utf-8")

    def run(self, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run the environment's Python."""
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("GOVREPORT", "PYTHON"))}
        done = subprocess.run(
            [str(self.python), *arguments],
            cwd=cwd or self.folder,
            env={**clean, "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        if done.returncode:
            pytest.fail(f"{' '.join(arguments)}:\n{done.stdout}\n{done.stderr}")
        return done

    def install(self, wheel: Path) -> None:
        """Install a wheel, without looking for what it depends on."""
        command = [sys.executable, "-m", "pip", "--python", str(self.python), "install"]
        subprocess.run(
            [*command, "--quiet", "--no-deps", "--no-index", "--force-reinstall", str(wheel)],
            check=True,
            capture_output=True,
            text=True,
        )


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """Our wheel and those of the three examples, in a fresh environment."""
    wheels = tmp_path_factory.mktemp("wheels")
    made = Environment(tmp_path_factory.mktemp("environment") / "venv")
    made.install(build_wheel(ROOT, wheels))
    for project in sorted(PLUGINS.iterdir()):
        made.install(build_wheel(project, wheels))
    return made
