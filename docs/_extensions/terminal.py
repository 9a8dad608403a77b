"""Pictures of the terminal: the commands are run, and what they print becomes SVG."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html import escape, unescape
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parents[2]
WIDTH = 100

SHOWN = {
    "terminal-show": ("show examples/reports/township_2020_bare_cells.txt", 24),
    "terminal-check": ("check examples/drafts/bureau_2023.docx", 40),
    "terminal-account": ("account examples/reports/office_2021_piped_cells.txt", 10),
}
"""Name of the picture -> what is run, and how many lines of it are shown at most."""

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
    for name, (command, lines) in SHOWN.items():
        yield name, picture(command, lines, language)


def picture(command: str, most: int, language: str) -> str:
    """What a command prints, as SVG."""
    lines = printed(command, language).rstrip().split("\n")
    shown = lines if len(lines) <= most else [*lines[:most], "..."]
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        console = Console(width=WIDTH, record=True, file=nowhere)
        console.print(Text.from_ansi("\n".join(shown)))
        svg = console.export_svg(title=f"govreport {command}", theme=THEME, unique_id="govreport")
    return _TEXT.sub(_in_columns, svg)


_TEXT = re.compile(
    r'<text class="(?P<style>[^"]*)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" textLength="[\d.]+" '
    r'clip-path="(?P<clip>[^"]*)">(?P<text>[^<]*)</text>'
)
_CELL = 12.2
"""Width of a column in rich's pictures."""


def _in_columns(found: re.Match[str]) -> str:
    """A run of text in pieces of wide and of narrow characters, each as wide as its columns.

    The picture gives a wide character the place of a narrow one, so that they overlap.
    """
    x, parts = float(found["x"]), []
    for _, piece in groupby(unescape(found["text"]), key=lambda one: cell_len(one) > 1):
        text = "".join(piece)
        width = cell_len(text) * _CELL
        parts.append(
            f'<text class="{found["style"]}" x="{x:.1f}" y="{found["y"]}" '
            f'textLength="{width:.1f}" clip-path="{found["clip"]}">{escape(text)}</text>'
        )
        x += width
    return "".join(parts)


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
