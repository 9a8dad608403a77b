"""Folders of reports, runs of the command, and the bytes of what a run has written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "examples" / "reports"
TABLES = ("cells", "reports", "facts", "findings", "unplaced", "failures")
COMMAND = (sys.executable, "-m", "govreport.cli", "batch")


def written(out: Path) -> dict[str, bytes]:
    """The files of all tables; the manifest has times in it and is left out."""
    return {
        f"{name}/{path.name}": path.read_bytes()
        for name in TABLES
        for path in sorted((out / name).iterdir())
    }


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty documents, each different, some of them bad."""
    folder = tmp_path_factory.mktemp("many")
    texts = [path.read_text("utf-8") for path in sorted(REPORTS.glob("*.txt"))]
    for number in range(40):
        text = texts[number % len(texts)]
        (folder / f"{number:03}.txt").write_text(f"{text}\n第{number}份\n", encoding="utf-8")
    (folder / "011.txt").write_bytes(b"")
    (folder / "027.txt").write_bytes("今天天气很好。".encode())
    return folder


@pytest.fixture
def start() -> Callable[..., subprocess.Popen[str]]:
    """Start the command in a process of its own."""

    def begin(*arguments: object, path: Path | None = None) -> subprocess.Popen[str]:
        extra = {"PYTHONPATH": str(path)} if path is not None else {}
        return subprocess.Popen(
            [*COMMAND, *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **extra},
            start_new_session=True,
        )

    return begin
