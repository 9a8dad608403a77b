"""The measurement of the checks over folders of documents."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "reports"


def test_outcomes_and_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each check with its outcomes, each code with its number, and every finding with its line."""
    monkeypatch.syspath_prepend(str(ROOT))
    measure = importlib.import_module("benchmarks.checks")
    for file in EXAMPLES.glob("*.txt"):
        shutil.copy(file, tmp_path)
    (tmp_path / "none.txt").write_text("天气晴。\n", encoding="utf-8")

    assert measure.main([str(tmp_path), "--findings"]) == 0
    printed = capsys.readouterr().out
    rows = {line.split()[0]: line.split()[1:] for line in printed.splitlines() if line.strip()}

    assert rows["R1"][1] == "1"  # broken once, in the report of the bureau
    assert sum(map(int, rows["R11"])) == 5
    assert "warning  R1" in printed
    assert "## none.txt: this is no annual report" in printed
    assert "5 documents, " in printed


def test_the_page_shows_what_was_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In both languages the same figures; a finding that nobody has judged is a question mark."""
    monkeypatch.syspath_prepend(str(ROOT))
    measure = importlib.import_module("benchmarks.checks")
    for language in ("en", "zh"):
        (tmp_path / language / "explanation").mkdir(parents=True)

    assert measure.main([str(EXAMPLES), "--page", str(tmp_path)]) == 0
    english, chinese = (
        (tmp_path / language / "explanation" / "checks-measured.md").read_text(encoding="utf-8")
        for language in ("en", "zh")
    )
    rows = [line for line in english.splitlines() if line.startswith("| R")]
    assert rows == [line for line in chinese.splitlines() if line.startswith("| R")]
    assert "| R1 | 1 | 1 | 0 | 0 |" in english
    assert next(row for row in english.splitlines() if row.startswith("| S8")).endswith("| 2 | ? |")
    assert "on 5 published reports" in english
