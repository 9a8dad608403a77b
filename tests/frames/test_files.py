"""Every file format is opened again by a reader of its own, and says the same."""

from __future__ import annotations

import csv
import datetime
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pyarrow.feather
import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result

import govreport
from govreport.arrow import to_arrow
from govreport.cli.app import govreport as command
from govreport.errors import UnreadableSource
from govreport.export.files import FORMATS, UnknownFormat, form_of
from govreport.export.files import xlsx as xlsx_module
from govreport.export.files.saving import save
from govreport.export.files.sink import TooManyRows
from govreport.export.files.stata import variable
from govreport.export.frames import table
from govreport.export.frames.arrow import to_arrow as plain_tables
from govreport.export.writing import UnwritableOutput
from govreport.model import AnnualReport

from .conftest import REPORTS

NAMES = ("cells", "reports", "facts", "findings", "unplaced")


@pytest.fixture(scope="module")
def expected(bundled: list[AnnualReport]) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table."""
    return {name: found.to_pylist() for name, found in plain_tables(bundled).items()}


def texts(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Rows as CSV has them."""

    def text(value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, Decimal):
            return format(value.normalize(), "f")
        return " ".join(map(str, value)) if isinstance(value, list) else str(value)

    return [{name: text(value) for name, value in row.items()} for row in rows]


@pytest.mark.parametrize("name", NAMES)
def test_csv(name: str, bundled: list[AnnualReport], expected: Any, tmp_path: Path) -> None:
    """The csv module reads what the table holds; a formula keeps its apostrophe."""
    save(bundled, tmp_path / "a.csv", table=name)
    with open(tmp_path / "a.csv", encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))

    assert found == texts(expected[name])


@pytest.mark.parametrize("name", NAMES)
def test_json_lines(name: str, bundled: list[AnnualReport], expected: Any, tmp_path: Path) -> None:
    """The json module reads the same rows, null as null."""
    save(bundled, tmp_path / "a.jsonl", table=name)
    found = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]

    assert texts(found) == texts(expected[name])
    assert [[v is None for v in row.values()] for row in found] == [
        [v is None for v in row.values()] for row in expected[name]
    ]


@pytest.mark.parametrize("name", [*NAMES, "panel"])
@pytest.mark.parametrize(
    ("ending", "read"),
    [(".parquet", pyarrow.parquet.read_table), (".feather", pyarrow.feather.read_table)],
)
def test_columnar(
    name: str,
    ending: str,
    read: Callable[[Path], pyarrow.Table],
    bundled: list[AnnualReport],
    expected: Any,
    tmp_path: Path,
) -> None:
    """Arrow reads the same table, with the schema and its notes."""
    path = tmp_path / f"a{ending}"
    save(bundled, path, table=name)
    found = read(path)
    wanted = govreport.arrow.schema(name)

    assert found.schema.equals(wanted)
    assert found.schema.field("agency").metadata[b"label"].decode() == "行政机关"
    if name != "panel":
        assert found.to_pylist() == expected[name]


def test_excel(bundled: list[AnnualReport], expected: Any, tmp_path: Path) -> None:
    """openpyxl finds a sheet for each table, its header frozen, numbers as numbers."""
    save(bundled, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")

    assert set(book.sheetnames) == {*NAMES, "columns"}
    for name in NAMES:
        sheet = book[name]
        head, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())

        assert sheet.freeze_panes == "A2"
        assert head == list(table(name).names)
        assert [[_plain(v) for v in row] for row in rows] == [
            [_plain(v) for v in row.values()] for row in expected[name]
        ]
    cells = book["cells"]
    value = table("cells").names.index("value")
    formats = {row[value].number_format for row in cells.iter_rows(2) if row[value].value}
    assert formats == {"#,##0", "#,##0.00####"}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, Decimal | float):
        return float(value)
    if isinstance(value, list):
        return " ".join(map(str, value))
    return value or None if isinstance(value, str) else value


def test_excel_takes_nothing_for_a_formula(tmp_path: Path) -> None:
    """A title that looks like a formula is a text."""
    save(AnnualReport(title="=1+1", agency="@x"), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["reports"]
    cell = sheet.cell(2, table("reports").names.index("title") + 1)

    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_excel_refuses_more_rows_than_a_sheet(
    monkeypatch: pytest.MonkeyPatch, bundled: list[AnnualReport], tmp_path: Path
) -> None:
    """One clear line names the table and another format; no half file is left."""
    monkeypatch.setattr(xlsx_module, "MAX_ROWS", 100)
    with pytest.raises(TooManyRows, match=r"cells has more rows .* \.sqlite"):
        save(bundled, tmp_path / "a.xlsx")

    assert os.listdir(tmp_path) == []


def test_sqlite(bundled: list[AnnualReport], expected: Any, tmp_path: Path) -> None:
    """sqlite3 reads the same rows; sums are numbers; the columns are described."""
    save(bundled, tmp_path / "a.sqlite")
    base = sqlite3.connect(tmp_path / "a.sqlite")
    for name in NAMES:
        names = [f'"{column}"' for column in table(name).names]
        found = base.execute(f'select {", ".join(names)} from "{name}"').fetchall()
        rows = [dict(zip(table(name).names, row, strict=True)) for row in found]

        assert [_exact(row) for row in rows] == [_exact(row) for row in expected[name]]
    total = sum(row["value"] for row in expected["cells"] if row["value"] is not None)
    assert base.execute("select sum(value) from cells").fetchone()[0] == float(total)
    described = base.execute("select count(*) from columns where label <> ''").fetchone()[0]
    assert described == sum(len(table(name).columns) for name in NAMES)


def _exact(row: dict[str, Any]) -> dict[str, Any]:
    def exact(value: Any) -> Any:
        if isinstance(value, datetime.date):
            return value.isoformat()
        if isinstance(value, list):
            return " ".join(map(str, value))
        if isinstance(value, bool):
            return Decimal(value)
        return Decimal(str(value)) if isinstance(value, int | float | Decimal) else value

    return {name: exact(value) for name, value in row.items()}


@pytest.mark.parametrize("name", [*NAMES, "panel"])
def test_stata(name: str, bundled: list[AnnualReport], expected: Any, tmp_path: Path) -> None:
    """pandas reads the same numbers and texts, and the labels of the variables."""
    save(bundled, tmp_path / "a.dta", table=name)
    with pandas.io.stata.StataReader(tmp_path / "a.dta") as reader:
        labels = reader.variable_labels()
        frame = reader.read()

    assert len(set(frame.columns)) == len(table(name).columns)
    assert labels["agency"] == "行政机关"
    assert all(labels[variable(column.name)] for column in table(name).columns)
    if name == "panel":
        return
    for column in table(name).columns:
        found = frame[variable(column.name)].tolist()
        wanted = [row[column.name] for row in expected[name]]
        if column.kind in ("number", "integer", "boolean"):
            assert [None if v != v else v for v in found] == [
                None if v is None else float(v) for v in wanted
            ], column.name
        elif column.kind == "string":
            assert found == ["" if v is None else v for v in wanted], column.name


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_reports_give_the_same_bytes(
    form: str, bundled: list[AnnualReport], tmp_path: Path
) -> None:
    """Two files of the same reports are equal, whatever the hour."""
    paths = [tmp_path / f"{number}{FORMATS[form].endings[0]}" for number in (1, 2)]
    for path in paths:
        save(bundled, path)

    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_no_reports_make_an_empty_table(form: str, tmp_path: Path) -> None:
    """A file without rows can be opened."""
    path = tmp_path / f"a{FORMATS[form].endings[0]}"
    save([], path)

    assert path.exists()


def test_a_number_that_a_double_would_change(tmp_path: Path) -> None:
    """Excel gets its digits as text, Stata none, SQLite the text; never another number."""
    report = govreport.parse(
        "某局2021年政府信息公开工作年度报告\n第二十条第(八)项\n"
        "信息内容 | 本年收费金额（单位：万元）\n"
        "行政事业性收费 | 1234567890123456.78\n"
    )
    for ending in ("xlsx", "sqlite", "dta"):
        save(report, tmp_path / f"a.{ending}")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["cells"]
    at = table("cells").names.index("value")
    base = sqlite3.connect(tmp_path / "a.sqlite")

    assert sheet.cell(2, at + 1).value == "1234567890123456.78"
    assert base.execute("select value from cells").fetchone()[0] == "1234567890123456.78"
    assert pandas.read_stata(tmp_path / "a.dta")["value"].isna().all()


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_ending_of_the_output_is_its_format(form: str, tmp_path: Path) -> None:
    """parse -o writes what save writes."""
    out = tmp_path / f"a{FORMATS[form].endings[-1]}"
    result = run("parse", *sorted(REPORTS.glob("*.txt")), "-o", out)

    assert result.exit_code in (0, 1), result.output
    assert out.stat().st_size > 100


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    """No JSON under the name of something else: one line lists what is known."""
    result = run("parse", *REPORTS.glob("*.txt"), "-o", tmp_path / "a.xls")

    assert result.exit_code == 2
    assert ".xlsx" in result.output
    assert ".dta" in result.output
    assert not (tmp_path / "a.xls").exists()
    with pytest.raises(UnknownFormat, match="a name without an ending"):
        form_of("cells")


def test_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    """Only --overwrite replaces it."""
    out = tmp_path / "a.csv"
    out.write_text("precious")
    report = next(iter(REPORTS.glob("office*.txt")))
    refused = run("parse", report, "-o", out)

    assert refused.exit_code == 2
    assert "--overwrite" in refused.output
    assert out.read_text() == "precious"
    assert run("parse", report, "-o", out, "--overwrite").exit_code == 0
    assert out.read_text("utf-8").startswith("report,")
    with pytest.raises(UnwritableOutput, match="overwrite=True"):
        save([], out)


def test_a_binary_table_is_not_for_the_screen() -> None:
    """Standard output gets no Parquet."""
    result = run("parse", *REPORTS.glob("office*.txt"), "--format", "parquet")

    assert result.exit_code == 2
    assert "-o" in result.output


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
@pytest.mark.parametrize("form", ["parquet", "xlsx", "sqlite", "feather", "csv"])
def test_a_full_disk_is_one_line(form: str) -> None:
    """Whatever the format, a full disk ends with one line and no traceback."""
    report = next(iter(REPORTS.glob("office*.txt")))
    done = subprocess.run(
        [sys.executable, "-m", "govreport.cli", "parse", report, "-o", "/dev/full", "-f", form],
        capture_output=True,
        text=True,
    )

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "/dev/full cannot be written: No space left on device" in done.stderr


@pytest.mark.parametrize(
    ("form", "module", "extra"),
    [("xlsx", "xlsxwriter", "xlsx"), ("parquet", "pyarrow", "arrow"), ("dta", "pandas", "stata")],
)
def test_a_missing_package_names_the_extra(
    form: str, module: str, extra: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The error says which command installs it, and nothing is left."""
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setitem(sys.modules, f"{module}.parquet", None)
    with pytest.raises(UnreadableSource, match=rf"govreport\[{extra}\]"):
        save([], tmp_path / f"a.{form}")

    assert os.listdir(tmp_path) == []


def test_rules_are_in_the_files_of_the_command(tmp_path: Path) -> None:
    """What parse writes has the broken rules among its findings, as to_arrow has."""
    report = REPORTS / "bureau_2019_piped_rows.txt"
    run("parse", report, "-o", tmp_path / "a.parquet", "--table", "findings")
    found = pyarrow.parquet.read_table(tmp_path / "a.parquet")

    assert found.column("code").to_pylist() == (
        to_arrow(govreport.read(report))["findings"].column("code").to_pylist()
    )
