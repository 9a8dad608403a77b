"""What is of one report says what to do with many; each file is in one of the two tables."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

import govreport
from govreport.cli.app import govreport as command

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports"
TITLE = "某局2021年政府信息公开工作年度报告\n一、总体情况\n本局按章办理公开事务。\n"


@pytest.mark.parametrize("kind", ["folder", "archive"])
def test_show_of_many_says_what_to_do(kind: str, tmp_path: Path) -> None:
    """Status 2, and the commands that read many."""
    source = EXAMPLES
    if kind == "archive":
        source = tmp_path / "reports.zip"
        with zipfile.ZipFile(source, "w") as package:
            for file in sorted(EXAMPLES.glob("*.txt"))[:2]:
                package.write(file, file.name)
    done = CliRunner().invoke(command, ["show", str(source)])

    assert done.exit_code == 2
    for words in ("show is of one", "parse SOURCE -f table", "review SOURCE", "batch SOURCE"):
        assert words in done.output


def test_each_file_is_in_exactly_one_table(tmp_path: Path) -> None:
    """A report without a cell is no row of the cells: it is one of the table of errors."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "title.txt").write_text(TITLE, encoding="utf-8")
    (folder / "no.txt").write_text("no report", encoding="utf-8")
    for file in EXAMPLES.glob("*.txt"):
        (folder / file.name).write_bytes(file.read_bytes())
    cells, errors = tmp_path / "cells.csv", tmp_path / "errors.csv"
    done = CliRunner().invoke(
        command, ["parse", str(folder), "-o", str(cells), "--errors", str(errors)]
    )
    with cells.open(encoding="utf-8", newline="") as stream:
        read = {Path(row["source"]).name for row in csv.DictReader(stream)}
    with errors.open(encoding="utf-8", newline="") as stream:
        failed = {Path(row["file"]).name: row["error"] for row in csv.DictReader(stream)}

    assert done.exit_code == 1
    assert failed == {"no.txt": "UnrecognisedReport", "title.txt": "NoCells"}
    assert read & set(failed) == set()
    assert read | set(failed) == {file.name for file in folder.iterdir()}


def test_report_without_a_cell_in_the_other_formats(tmp_path: Path) -> None:
    """Where whole reports are written, or one row for each, it is there and no error."""
    file = tmp_path / "title.txt"
    file.write_text(TITLE, encoding="utf-8")
    for form, words in (("json", '"year": 2021'), ("table", "title.txt")):
        done = CliRunner().invoke(command, ["parse", str(file), "-f", form])
        assert words in done.output
        assert "NoCells" not in done.output
    done = CliRunner().invoke(command, ["parse", str(file), "-f", "csv", "--table", "reports"])
    assert (done.output.count("title.txt"), done.exit_code) == (1, 0)


def test_names_at_the_top() -> None:
    """The frames and the batch are reached from the package, and loaded only then."""
    report = govreport.parse((EXAMPLES / "bureau_2019_piped_rows.txt").read_text("utf-8"))

    assert govreport.to_arrow(report)["reports"].num_rows == 1
    assert govreport.panel_frame([report]).num_rows > 50
    assert govreport.batch.__module__ == "govreport.batching.running"
    assert {"to_arrow", "panel_frame", "batch"} <= set(govreport.__all__)
    with pytest.raises(AttributeError, match="nothing_like_it"):
        _ = govreport.nothing_like_it


@pytest.mark.parametrize("value", [None, b"", Path("a.txt"), 7])
def test_parse_of_what_is_no_text(value: object) -> None:
    """A TypeError that names the function to use."""
    with pytest.raises(TypeError, match=r"not \w+: use govreport.read for a path"):
        govreport.parse(value)  # type: ignore[arg-type]
