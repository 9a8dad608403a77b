"""Pictures of the terminal: the commands are run, and what they print becomes SVG."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parents[2]
WIDTH = 100

SHOWN = {
    "terminal-show": "show examples/reports/township_2020_bare_cells.txt",
    "terminal-check": "check examples/reports/bureau_2019_piped_rows.txt",
    "terminal-account": "account examples/reports/office_2021_piped_cells.txt",
}
"""Name of the picture -> what is run."""

THEME = TerminalTheme(
    (255, 255, 255),
    (36, 41, 47),
    [
        (36, 41, 47),
        (190, 30, 45),
        (17, 99, 41),
        (138, 84, 0),
        (9, 105, 218),
        (130, 80, 223),
        (27, 124, 131),
        (87, 96, 106),
    ],
)


def pictures(language: str) -> Iterator[tuple[str, str]]:
    """Name and SVG of each picture, in ``en`` or ``zh``."""
    for name, command in SHOWN.items():
        yield name, picture(command, language)


def picture(command: str, language: str) -> str:
    """What a command prints, as SVG."""
    console = Console(width=WIDTH, record=True, file=open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    console.print(Text.from_ansi(printed(command, language)))
    return console.export_svg(title=f"govreport {command}", theme=THEME, unique_id="govreport")


def printed(command: str, language: str) -> str:
    """What a command prints on a terminal with colours."""
    environment = {
        **os.environ,
        "FORCE_COLOR": "1",
        "COLUMNS": str(WIDTH),
        "GOVREPORT_LANG": language,
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "govreport.cli", *command.split()],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    if done.returncode not in (0, 1) or not done.stdout:
        raise RuntimeError(f"govreport {command}: {done.stderr}")
    return done.stdout
