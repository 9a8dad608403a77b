"""The examples run as they stand, and the bundled reports are read as promised."""

from __future__ import annotations

import csv
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import govreport
from govreport.records import records

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
REPORTS = EXAMPLES / "reports"


def output(name: str, *arguments: str, cwd: Path) -> str:
    command = [sys.executable, str(EXAMPLES / name), *arguments]
    environment = {"PYTHONUTF8": "1", "PATH": "", "COLUMNS": "100"}
    result = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", env=environment
    )

    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    return result.stdout


def test_all_examples_are_run_here() -> None:
    """Whoever adds an example adds its test."""
    assert {path.name for path in EXAMPLES.glob("*.py")} == {
        "demo.py",
        "folder_to_csv.py",
        "parse_one_report.py",
        "values_with_provenance.py",
    }


def test_demo(tmp_path: Path) -> None:
    """The demo shows every report and writes a page for each, and a table."""
    text = output("demo.py", str(tmp_path), cwd=tmp_path)
    names = {path.stem for path in REPORTS.glob("*.txt")}

    assert all(f"{name}.txt" in text for name in names)
    assert {path.stem for path in tmp_path.glob("*.html")} == names
    assert "warning[label-lost]" in text


def test_parse_one_report(tmp_path: Path) -> None:
    """Numbers are reached as attributes with the official identifiers."""
    lines = output("parse_one_report.py", cwd=tmp_path).splitlines()

    assert lines[:3] == ["示例区民政局 2019", "new requests: 1", "disclosed: 1"]


def test_values_with_provenance(tmp_path: Path) -> None:
    """The row that lost its label is concluded and says so; the blank total is not zero."""
    lines = output("values_with_provenance.py", cwd=tmp_path).splitlines()

    assert "proactive_disclosure.rules.newly_made: 6, inferred, line 31" in lines
    assert any(line.startswith("requests.results.total.total: None, blank") for line in lines)
    assert lines[-3:] == ["read", "blank", "absent"]


def test_folder_to_csv(tmp_path: Path) -> None:
    """A folder with a bad file gives all cells of the others and one row of the error table."""
    folder = tmp_path / "in"
    folder.mkdir()
    for path in REPORTS.glob("*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    output("folder_to_csv.py", str(folder), str(tmp_path), cwd=tmp_path)
    cells = list(csv.DictReader((tmp_path / "cells.csv").read_text("utf-8").splitlines()))
    errors = list(csv.DictReader((tmp_path / "errors.csv").read_text("utf-8").splitlines()))
    found = [r for path in REPORTS.glob("*.txt") for r in records(govreport.read(path))]
    expected = sum(not record.path.startswith("narrative.") for record in found)

    assert len(cells) == expected
    assert [error["file"] for error in errors] == ["broken.pdf"]


@pytest.mark.parametrize(
    ("name", "year", "agency", "paths"),
    [
        (
            "bureau_2019_piped_rows",
            2019,
            "示例区民政局",
            {"requests.results.disclosed.total": 1, "requests.results.total.total": 0},
        ),
        (
            "township_2020_bare_cells",
            2020,
            "示例镇",
            {
                "proactive_disclosure.rules.total_disclosed": 6,
                "proactive_disclosure.other_external_services.decisions": 87,
                "requests.new_requests.total": None,
            },
        ),
        (
            "office_2021_piped_cells",
            2021,
            "示例区政府办公室",
            {"requests.results.other_handling.fee_unpaid.total": 0},
        ),
        (
            "bureau_2020_broken_cells",
            2020,
            "示例区行政审批局",
            {
                "proactive_disclosure.centralised_procurement.project_count": 12,
                "extra.proactive_disclosure[0].values[1]": 0,
                "requests.carried_forward.total": None,
            },
        ),
        (
            "district_2018_traditional",
            2018,
            "示例区",
            {"narrative.proactive.items[0]": 15654, "narrative.requests.received[0]": 85},
        ),
    ],
)
def test_bundled_reports(name: str, year: int, agency: str, paths: dict[str, int | None]) -> None:
    """Figures that a reader finds at a glance in the bundled reports are found by machine."""
    report = govreport.read(REPORTS / f"{name}.txt")
    found = {record.path: record.value for record in records(report)}

    assert (report.year, report.agency) == (year, agency)
    assert {path: found[path] for path in paths} == paths


def test_examples_do_nothing_when_imported() -> None:
    """The doctest run may collect them."""
    for path in EXAMPLES.glob("*.py"):
        assert "main" in runpy.run_path(str(path))
