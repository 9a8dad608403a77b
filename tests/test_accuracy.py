"""Documents with known values: no cell is silently wrong or silently missing."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.published import FOLDERS

from govreport.testing import Outcome

_ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_known_cell_is_silently_wrong(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each expected cell is right, or something says that it is not."""
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


_TABLE = (
    "第二十条第(一)项 | ||||\n信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 | |\n"
    "规章 | 1 | 2 | 3 | |\n规范性文件 | 4 | 5 | 6 | |\n"
)
_RULES = "proactive_disclosure.rules"


def _measured(
    folder: Path, text: str, expected: Mapping[str, object], monkeypatch: pytest.MonkeyPatch
) -> tuple[dict[str, Outcome], int]:
    """The outcome of each cell of one document, and the status of the command."""
    monkeypatch.syspath_prepend(str(_ROOT))
    sys.modules.pop("benchmarks.accuracy", None)
    accuracy = importlib.import_module("benchmarks.accuracy")
    (folder / "expected").mkdir()
    (folder / "001_ours.txt").write_text(text, encoding="utf-8")
    (folder / "expected" / "001.json").write_text(json.dumps(expected), encoding="utf-8")
    (result,) = accuracy.measure(folder)
    outcomes = {verdict.path: verdict.outcome for verdict in result.verdicts}
    return outcomes, accuracy.main([str(folder)])


def test_a_wrong_cell_is_counted_as_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The measurement can fail: a value that differs from the expected one is found."""
    expected = {"records": {f"{_RULES}.newly_made": "9", f"{_RULES}.newly_disclosed": "2"}}
    outcomes, status = _measured(tmp_path, _TABLE, expected, monkeypatch)
    assert Outcome.WRONG_SILENTLY is outcomes[f"{_RULES}.newly_made"]
    assert Outcome.RIGHT is outcomes[f"{_RULES}.newly_disclosed"]
    assert status == 1


def test_a_finding_elsewhere_excuses_no_missing_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number that nothing names is silently missing, whatever else is reported."""
    text = _TABLE.replace("规章 | 1 |", "规章 | 8 | 8 | 1 |")  # one value too many: unplaced
    fees = "proactive_disclosure.administrative_fees"
    expected = {
        "records": {
            f"{_RULES}.newly_made": "8",
            f"{_RULES}.newly_disclosed": "8",
            f"{_RULES}.total_disclosed": "8",
            f"{fees}.change": "77",
            f"{fees}.previous_year_items": None,
        }
    }
    outcomes, status = _measured(tmp_path, text, expected, monkeypatch)
    rules = [outcomes[f"{_RULES}.{c}"] for c in ("newly_made", "newly_disclosed")]
    assert rules == [Outcome.MISSING_FLAGGED] * 2
    assert outcomes[f"{_RULES}.total_disclosed"] is Outcome.MISSING_SILENTLY  # two 8 excuse two
    assert outcomes[f"{fees}.change"] is Outcome.MISSING_SILENTLY
    assert outcomes[f"{fees}.previous_year_items"] is Outcome.MISSING_SILENTLY
    assert status == 1


@pytest.mark.parametrize("printed", ["/", None])
def test_a_cell_without_a_number_is_not_zero(
    printed: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A placeholder or a blank cell that was read as 0 is wrong."""
    expected = {"records": {f"{_RULES}.newly_made": printed}}
    text = _TABLE.replace("规章 | 1 |", "规章 | 0 |")
    outcomes, _ = _measured(tmp_path, text, expected, monkeypatch)
    assert outcomes[f"{_RULES}.newly_made"] is Outcome.WRONG_SILENTLY


def test_a_refused_document_counts_with_all_its_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document that raises is not left out: its cells are missing, the error names it."""
    expected = {
        "records": {f"{_RULES}.newly_made": "1", f"{_RULES}.newly_disclosed": "2"},
        "statistics": {"主动公开文件数": "3"},
    }
    outcomes, _ = _measured(tmp_path, "天气晴。\n", expected, monkeypatch)
    assert list(outcomes.values()) == [Outcome.MISSING_FLAGGED] * 3


_LOCAL = "附表\n\n指标 | 单位 | 数量\n主动公开信息数 | 条 | 20\n其中:网站公开数 | 条 | 7\n"


def test_a_local_table_is_scored_by_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where paths of a table before 2019 are expected, each must hold its own value."""
    text = f"某局2011年政府信息公开工作年度报告\n\n{_LOCAL}"
    rows = "supplementary[0].rows"
    expected = {"records": {f"{rows}[0].values[0]": "20", f"{rows}[1].values[0]": "8"}}
    outcomes, status = _measured(tmp_path, text, expected, monkeypatch)
    assert outcomes[f"{rows}[0].values[0]"] is Outcome.RIGHT
    assert outcomes[f"{rows}[1].values[0]"] is Outcome.WRONG_SILENTLY
    assert status == 1


def test_a_local_table_is_scored_by_label(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that is expected by its label and was not read is silently missing."""
    text = f"某局2011年政府信息公开工作年度报告\n\n{_LOCAL}"
    expected = {"statistics": {"主动公开信息数": "20", "其中:网站公开数": "8", "公报公开数": "5"}}
    outcomes, status = _measured(tmp_path, text, expected, monkeypatch)
    assert list(outcomes.values()) == [
        Outcome.RIGHT,
        Outcome.WRONG_SILENTLY,
        Outcome.MISSING_SILENTLY,
    ]
    assert status == 1
