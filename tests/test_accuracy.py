"""Published reports with known values: no cell is silently wrong or silently missing."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from govreport.testing import Outcome

_ROOT = Path(__file__).resolve().parents[1]
_FOLDERS = [
    folder
    for folder in (_ROOT / ".." / "shared" / "samples", _ROOT / ".." / "shared" / "corpus")
    if folder.is_dir()
]


@pytest.mark.skipif(not _FOLDERS, reason="no published reports beside the project")
@pytest.mark.parametrize("folder", _FOLDERS, ids=lambda folder: folder.name)
def test_no_published_cell_is_silently_wrong(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each expected cell is right, or something says that it is not."""
    if folder.name == "corpus":
        pytest.xfail("local tables whose header words are separated by spaces are lost")
    monkeypatch.syspath_prepend(str(_ROOT))
    accuracy = importlib.import_module("benchmarks.accuracy")
    bad = (Outcome.WRONG_SILENTLY, Outcome.MISSING_SILENTLY)
    results = list(accuracy.measure(folder))
    assert results
    silent = [
        (result.name[:3], verdict.path, verdict.expected, verdict.found)
        for result in results
        for verdict in result.verdicts
        if verdict.outcome in bad
    ]
    assert silent == []


def test_a_wrong_cell_is_counted_as_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The measurement can fail: a value that differs from the expected one is found."""
    monkeypatch.syspath_prepend(str(_ROOT))
    sys.modules.pop("benchmarks.accuracy", None)
    accuracy = importlib.import_module("benchmarks.accuracy")
    (tmp_path / "expected").mkdir()
    (tmp_path / "001_ours.txt").write_text(
        "第二十条第(一)项 | ||||\n信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 | |\n"
        "规章 | 1 | 2 | 3 | |\n规范性文件 | 4 | 5 | 6 | |\n",
        encoding="utf-8",
    )
    (tmp_path / "expected" / "001.json").write_text(
        '{"records": {"proactive_disclosure.rules.newly_made": "9",'
        ' "proactive_disclosure.rules.newly_disclosed": "2"}}',
        encoding="utf-8",
    )
    (result,) = accuracy.measure(tmp_path)
    outcomes = {verdict.path: verdict.outcome for verdict in result.verdicts}
    rules = "proactive_disclosure.rules"
    assert Outcome.WRONG_SILENTLY is outcomes[f"{rules}.newly_made"]
    assert Outcome.RIGHT is outcomes[f"{rules}.newly_disclosed"]
    assert accuracy.main([str(tmp_path)]) == 1
