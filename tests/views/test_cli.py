"""The command line: what it prints, where, and its exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

from govreport.cli import inputs
from govreport.cli.app import govreport
from govreport.document import Document
from govreport.errors import GovReportError, UnreadableSource, UnrecognisedReport
from govreport.model import AnnualReport
from govreport.records import records

Made = tuple[AnnualReport, Document]


@pytest.fixture(autouse=True)
def _readings(made_2019: Made, made_2021: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the parser: the commands are the subject here, not the reading."""

    def load(file: str, plugins: inputs.Plugins) -> Iterator[Made | GovReportError]:
        name = Path(file).name
        if name.startswith("broken"):
            raise UnreadableSource(f"{file}: not a PDF\nremedy: save it again")
        if name.startswith("foreign"):
            raise UnrecognisedReport("no table found", declined=("2019: no label",))
        if name.startswith("crash"):
            raise ZeroDivisionError("oops")
        if not file.startswith("-") and not Path(file).exists():
            raise FileNotFoundError(2, "No such file or directory", file)
        if name.endswith(".zip"):
            yield made_2021
            yield UnreadableSource("second.txt: broken")
        yield made_2019 if "2019" in name else made_2021

    monkeypatch.setattr(inputs, "load", load)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("2019.txt", "2021.html", "broken.pdf", "data.bin", ".hidden.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(govreport, [str(argument) for argument in arguments])


@pytest.mark.parametrize("name", [None, *govreport.commands])
def test_every_command_has_help_with_an_example(name: str | None) -> None:
    """Help says what a command does and shows it at work; the group states the exit status."""
    result = run(*([name] if name else []), "--help")

    assert result.exit_code == 0
    assert "Example:" in result.output
    assert name is not None or "Exit status:" in result.output


def test_no_arguments_is_a_usage_error() -> None:
    """Exit status 2 is kept for calls that are wrong in themselves."""
    assert run("parse").exit_code == 2
    assert run("parse", "x", "--format", "xml").exit_code == 2


def test_an_empty_folder_is_a_usage_error(tmp_path: Path) -> None:
    """Nothing to read is said, not answered with an empty table."""
    result = run("parse", tmp_path)

    assert result.exit_code == 2
    assert "no file to read" in result.stderr


def test_one_bad_file_does_not_stop_the_others(folder: Path) -> None:
    """The bad file is a row of the error table and a line on stderr; all others are written."""
    out, errors = folder / "cells.csv", folder / "errors.csv"
    result = run("parse", folder, "-o", out, "--errors", errors)
    lines = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    failed = list(csv.DictReader(io.StringIO(errors.read_text("utf-8"))))

    assert result.exit_code == 1
    assert {Path(line["source"]).name for line in lines} == {"2019.txt", "2021.html"}
    assert [(Path(f["file"]).name, f["error"]) for f in failed] == [
        ("broken.pdf", "UnreadableSource")
    ]
    assert "broken.pdf" in result.stderr
    assert "left out 1 file" in result.stderr


def test_csv_has_every_record(folder: Path, made_2019: Made) -> None:
    """No record is lost on the way to CSV, and blank, zero and placeholder stay apart."""
    result = run("parse", folder / "2019.txt", "--format", "csv")
    lines = list(csv.DictReader(io.StringIO(result.stdout)))
    expected = [r for r in records(made_2019[0]) if not r.path.startswith("narrative.")]

    assert [(line["path"], line["raw"], line["status"]) for line in lines] == [
        (r.path, r.raw, r.status) for r in expected
    ]
    assert [line["value"] for line in lines] == [
        "" if r.value is None or r.status == "unplaced" else str(r.value) for r in expected
    ]


def test_json_lines_keep_types(folder: Path, made_2019: Made) -> None:
    """Counts are numbers, fractions exact strings, no number is null."""
    result = run("parse", folder / "2019.txt", "--format", "jsonl")
    lines = {line["path"]: line for line in map(json.loads, result.stdout.splitlines())}

    assert lines["proactive_disclosure.rules.newly_made"]["value"] == 6
    assert lines["proactive_disclosure.centralised_procurement.amount"]["value"] == "116408.28"
    assert lines["requests.carried_forward.total"]["value"] is None
    assert lines["requests.carried_forward.total"]["status"] == "blank"
    assert lines["unplaced.requests[0]"]["line"] == 14


def test_unplaced_numbers_are_exit_status_1(folder: Path) -> None:
    """A report whose numbers are not all in the model cannot pass for a whole one."""
    assert run("parse", folder / "2019.txt", "--format", "csv").exit_code == 1
    assert run("parse", folder / "2021.html", "--format", "csv").exit_code == 0
    assert run("show", folder / "2019.txt").exit_code == 1
    assert run("show", folder / "2021.html").exit_code == 0


def test_an_unexpected_error_is_named_and_costs_one_file_only(folder: Path) -> None:
    """Even a fault of the library itself does not lose the other files."""
    crash, good = folder / "crash.txt", folder / "2021.html"
    result = run("parse", crash, good, "--format", "csv")

    assert result.exit_code == 1
    assert "unexpected ZeroDivisionError: oops" in result.stderr
    assert "7730.28" in result.stdout


def test_reasons_of_an_unrecognised_report_are_listed(folder: Path) -> None:
    """The user learns what was tried."""
    result = run("show", folder / "foreign.txt")

    assert result.exit_code == 1
    assert "2019: no label" in result.stderr


def test_a_missing_file_is_an_error_row() -> None:
    """A path that does not exist is reported like any file that cannot be read."""
    result = run("parse", "missing.txt", "--format", "jsonl")

    assert result.exit_code == 1
    assert "missing.txt" in result.stderr


def test_patterns_are_expanded(folder: Path) -> None:
    """A pattern that the shell left alone finds its files."""
    result = run("parse", folder / "*.html", "--format", "table")

    assert result.exit_code == 0
    assert "示例区政府办公室" in result.stdout.replace("\n", "")


def test_one_file_is_an_object_and_an_archive_an_array(folder: Path) -> None:
    """JSON of one report is that report; several, or an archive, make an array."""
    (folder / "two.zip").write_bytes(b"")
    one = run("parse", folder / "2021.html")
    two = run("parse", folder / "two.zip")

    assert json.loads(one.stdout)["agency"] == "示例区政府办公室"
    assert [report["year"] for report in json.loads(two.stdout)] == [2021, 2021]
    assert "second.txt: broken" in two.stderr
    assert two.exit_code == 1


def test_standard_input(folder: Path) -> None:
    """A dash reads standard input, once."""
    result = run("parse", "-", "--format", "jsonl")

    assert json.loads(result.stdout.splitlines()[0])["source"] == "-"


def test_html_page_is_written_whole_or_not_at_all(folder: Path) -> None:
    """The page appears under its name only when it is complete."""
    page = folder / "page.html"
    run("show", folder / "2021.html", "--html", page)

    assert page.read_text("utf-8").endswith("</html>\n")
    assert not list(folder.glob("*.part"))


def test_check_lists_findings_one_a_line(folder: Path) -> None:
    """The concise form is file:line:column: severity[code]: message."""
    result = run("check", folder / "2019.txt", "--format", "concise")
    first, *others = result.stdout.splitlines()

    assert result.exit_code == 1
    assert first.startswith(f"{folder / '2019.txt'}:3:4: warning[label-lost]: ")
    assert any("14:1: error[unplaced-value]: " in line for line in others)
    assert any("warning[R5]: 行政复议: " in line for line in others)


def test_check_strict_counts_warnings(
    folder: Path, made_2019: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--strict turns a broken rule into exit status 1."""
    report = attrs.evolve(made_2019[0], diagnostics=made_2019[0].diagnostics[2:])
    monkeypatch.setattr(inputs, "load", lambda *_: iter([(report, made_2019[1])]))

    assert run("check", folder / "2019.txt").exit_code == 0
    assert run("check", folder / "2019.txt", "--strict").exit_code == 1


def test_excel_can_open_the_table(folder: Path) -> None:
    """--excel writes the byte order mark without which Excel garbles Chinese."""
    result = run("parse", folder / "2021.html", "--format", "csv", "--excel")

    assert result.stdout_bytes.startswith(b"\xef\xbb\xbfreport,")


def test_help_is_light() -> None:
    """Asking for help loads neither the grammars nor the terminal library."""
    code = (
        "import sys; from govreport.cli.app import govreport\n"
        "heavy = {'lark', 'rich', 'rapidfuzz', 'cattrs', 'selectolax', 'pypdfium2'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"


def test_a_closed_pipe_is_no_traceback() -> None:
    """Piping into head ends quietly, in the middle of the output."""
    report = Path(__file__).resolve().parents[2] / "examples/reports/bureau_2019_piped_rows.txt"
    many = " ".join([str(report)] * 8)
    for rest in ("parse --format jsonl", "parse --format csv", "check --format full", "show"):
        files = str(report) if rest == "show" else many
        command = f"{sys.executable} -m govreport.cli {rest} {files} | head -c 10"
        result = subprocess.run(["bash", "-c", command], capture_output=True, check=True)

        assert result.stdout
        assert result.stderr == b""


def test_a_terminal_without_chinese_gets_escapes(tmp_path: Path) -> None:
    """An ASCII terminal shows what it can instead of a traceback; a file is UTF-8 all the same."""
    report = Path(__file__).resolve().parents[2] / "examples/reports/office_2021_piped_cells.txt"
    command = [sys.executable, "-m", "govreport.cli", "show", str(report)]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    result = subprocess.run(command, capture_output=True, env=environment, check=True)

    assert result.stdout.isascii()
    assert result.stderr == b""
