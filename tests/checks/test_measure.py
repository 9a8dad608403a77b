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
