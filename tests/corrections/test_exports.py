"""Every export shows what was printed beside what a person corrected."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner
from tests.corrections.test_corrections import ROW, TOTAL, _of, _record

import govreport
from govreport import AnnualReport
from govreport.cli.app import govreport as command
from govreport.corrections import apply, hash_text, to_line
from govreport.export.panel import panel

RECEIVED = "requests.results.disclosed.natural_person"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A document and the correction of one of its cells: 2 was read, 5 is right."""
    (tmp_path / "a.txt").write_text(ROW, encoding="utf-8", newline="")
    item = _of(_record(govreport.parse(ROW), RECEIVED), ROW, 5)
    digest = govreport.read(tmp_path / "a.txt").provenance.source.content_hash
    assert digest is not None
    line = to_line(attrs.evolve(item, content_hash=digest))
    (tmp_path / "corrections.jsonl").write_text(line + "\n", encoding="utf-8")
    return tmp_path


def _parsed(sources: Path, ending: str) -> Path:
    made = sources / f"made.{ending}"
    options = ["--corrections", str(sources / "corrections.jsonl"), "-o", str(made)]
    CliRunner().invoke(command, ["parse", str(sources / "a.txt"), *options])
    return made


def _frame(file: Path) -> Any:
    pandas = pytest.importorskip("pandas", reason="the extra frames is missing")
    if file.suffix == ".sqlite":
        return pandas.read_sql("select * from cells", sqlite3.connect(file))
    if file.suffix == ".xlsx":
        return pandas.read_excel(file, sheet_name="cells", engine="openpyxl")
    readers = {
        ".csv": pandas.read_csv,
        ".jsonl": lambda file: pandas.read_json(file, lines=True),
        ".parquet": pandas.read_parquet,
        ".feather": pandas.read_feather,
        ".dta": pandas.read_stata,
    }
    return readers[file.suffix](file)


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "feather", "dta", "xlsx", "sqlite"])
def test_tables_of_cells(sources: Path, ending: str) -> None:
    """Value, printed text, status and the value that was read, in every format."""
    rows = _frame(_parsed(sources, ending))
    (row,) = rows[rows["path"] == RECEIVED].to_dict("records")

    assert (int(row["value"]), str(row["raw"]).removesuffix(".0")) == (5, "2")
    assert (row["status"], int(row["value_read"])) == ("corrected", 2)


def test_json(sources: Path) -> None:
    """The model holds the corrected value, and every correction with what was read and printed."""
    data = json.loads(_parsed(sources, "json").read_text(encoding="utf-8"))
    (item,) = data["corrections"]

    assert data["requests"]["results"]["disclosed"]["natural_person"] == 5
    assert (item["path"], item["raw"], item["value_read"], item["value"]) == (RECEIVED, "2", 2, 5)


def test_page_and_terminal(sources: Path) -> None:
    """The page strikes out what was read, the terminal has it in brackets."""
    page = sources / "a.html"
    options = ["--corrections", str(sources / "corrections.jsonl")]
    run = CliRunner().invoke
    shown = run(command, ["show", str(sources / "a.txt"), *options]).output
    run(command, ["show", str(sources / "a.txt"), *options, "--html", str(page)])

    assert "5(2)" in shown
    assert "5<s>2</s>" in page.read_text(encoding="utf-8")


def test_one_number_a_column() -> None:
    """Where a table has only the value, a column of its own says what was corrected in it."""
    pytest.importorskip("pyarrow", reason="the extra frames is missing")
    from govreport.arrow import panel_frame, to_arrow

    report = govreport.parse(ROW)
    item = _of(_record(report, TOTAL), ROW, 4)
    corrected = apply(report, [item], hash_text(ROW))
    entry = panel(corrected)["requests_disclosed"]
    said = f"{TOTAL}: 3 -> 4"

    assert (entry.value, entry.source, entry.corrected) == (4, (TOTAL,), (said,))
    assert panel(report)["requests_disclosed"].corrected == ()
    assert _column(panel_frame(corrected), "corrected").count(said) >= 1
    wide = panel_frame(corrected, wide=True)
    assert _column(wide, "requests_disclosed__corrected") == [said]
    assert _column(to_arrow(corrected)["reports"], "corrections") == [said]
    assert _column(to_arrow(AnnualReport())["reports"], "corrections") == [None]


def _column(table: Any, name: str) -> list[object]:
    found: list[object] = table.column(name).to_pylist()
    return found
