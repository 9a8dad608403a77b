"""Each format of ``govreport check`` is opened in its own reader."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from click.testing import CliRunner, Result
from selectolax.lexbor import LexborHTMLParser
from tests.typed import some

from govreport import AnnualReport, Diagnostic, Severity
from govreport.cli.app import govreport
from govreport.language import current_language
from govreport.views.reporting import Checked, workbook

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports"
BUREAU = EXAMPLES / "bureau_2019_piped_rows.txt"
TOWN = EXAMPLES / "township_2020_bare_cells.txt"


def official_schema() -> dict[str, Any]:
    """The JSON schema of SARIF 2.1.0, as OASIS publishes it, from a package of schemas."""
    name = "schemastore"
    folder = Path(str(pytest.importorskip(name, reason="no package of schemas").__file__)).parent
    caching = pytest.importorskip("requests_cache", reason="no reader of that package")
    wanted = "https://json.schemastore.org/sarif-2.1.0.json"
    stored = caching.CachedSession(folder / "cache").cache.responses.values()
    schema: dict[str, Any] = next(one.json() for one in stored if one.url == wanted)
    return schema


def run(*arguments: object) -> Result:
    return CliRunner().invoke(govreport, [str(argument) for argument in arguments])


def test_sarif() -> None:
    """Each result has its rule, its place, and all its cells."""
    log = json.loads(run("check", BUREAU, "--format", "sarif").stdout)
    (done,) = log["runs"]
    rules = done["tool"]["driver"]["rules"]
    found = {result["ruleId"]: result for result in done["results"]}

    assert found["R1"]["properties"] == {"also": ["R2"]}
    assert {rule["id"] for rule in rules} >= {"R1", "R2", "S1"}
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in done["results"])
    location = found["R1"]["locations"][0]
    assert location["physicalLocation"]["region"]["startLine"] == 51
    names = [place["fullyQualifiedName"] for place in location["logicalLocations"]]
    assert "requests.results.total.total" in names
    assert len(found["R1"]["relatedLocations"]) == len(names) - 1


def test_sarif_meets_the_schema_of_the_standard(tmp_path: Path) -> None:
    """In both languages, of files, of an archive with odd names, and of nothing at all."""
    schema = official_schema()
    archive = tmp_path / "年报 2023 #1.zip"
    with zipfile.ZipFile(archive, "w") as stream:
        for file in (BUREAU, TOWN):
            stream.write(file, f"甲 局/100%\\{file.name}")
    from jsonschema import Draft7Validator

    Draft7Validator.check_schema(schema)
    validator = Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)
    for asked in ((EXAMPLES,), (archive,), (BUREAU, "--select", "F5"), (EXAMPLES, "--strict")):
        for language in ("en", "zh"):
            log = json.loads(run("check", *asked, "-f", "sarif", "--lang", language).stdout)
            lines = run("check", *asked, "-f", "concise").stdout.splitlines()

            assert [error.message for error in validator.iter_errors(log)] == []
            assert len(log["runs"][0]["results"]) == len(lines)
    log["runs"][0]["results"] = [{"message": "no object"}]
    assert list(validator.iter_errors(log))  # the schema is not one that accepts everything


def test_junit() -> None:
    """Broken checks fail, what cannot be evaluated is skipped, and the counts are right."""
    root = ElementTree.fromstring(run("check", BUREAU, "--format", "junit").stdout.encode())
    suite = root[0]
    cases = {case.get("name"): case for case in suite}

    assert suite.get("name") == str(BUREAU)
    assert int(suite.get("tests", "")) == len(suite) == len(cases)
    assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure")) == 3
    assert cases["R1"].find("failure") is not None
    assert list(cases["R3"]) == []
    assert all(s.get("message") for s in suite.findall("testcase/skipped"))


def test_joined_checks() -> None:
    """One wrong cell breaks two sums: one line names both, two cases hold what each says."""
    (line,) = [x for x in run("check", BUREAU, "-f", "concise").stdout.splitlines() if "R1" in x]
    root = ElementTree.fromstring(run("check", BUREAU, "--format", "junit").stdout)
    said = {
        code: str(some(root.find(f"testsuite/testcase[@name='{code}']/failure")).text)
        for code in ("R1", "R2")
    }

    assert ": warning[R1, R2]: " in line
    assert "; R2: " in line
    assert all("; R2: " not in text for text in said.values())
    assert len({text.partition(": ")[2] for text in said.values()}) == 2


def test_github() -> None:
    """One command a line, with file, line and column."""
    lines = run("check", BUREAU, "--format", "github", "--select", "R").stdout.splitlines()

    assert [line.split("::")[1].partition(" ")[0] for line in lines] == ["warning"]
    assert f"title=R1 R2,file={BUREAU},line=51,col=9::" in lines[0]


def test_csv_in_chinese() -> None:
    """The columns are those of a feedback sheet."""
    text = run("check", BUREAU, "--format", "csv", "--lang", "zh").stdout
    header, *lines = csv.reader(io.StringIO(text))

    assert header[:7] == ["单位", "年度", "位置", "问题", "表述", "应为", "依据"]
    sums = next(line for line in lines if line[7] == "R1 R2")
    assert sums[:3] == [
        "示例区民政局",
        "2019",
        "(七)总计 自然人",
    ]
    assert "；R2：自然人、总计：(七)总计为 0，而各项之和为 1" in sums[3]
    assert sums[4:6] == ["0", "1"]
    assert "勾稽关系" in sums[6]  # of R1
    assert "只加最末一级的行" in sums[6]  # of R2


def test_workbook(tmp_path: Path) -> None:
    """Excel's reader finds the sheets, with as many findings as the other formats show."""
    target = tmp_path / "feedback.xlsx"
    done = run("check", EXAMPLES, "-o", target, "--lang", "zh")
    book = openpyxl.load_workbook(target)
    shown = run("check", EXAMPLES, "--format", "concise").stdout.splitlines()

    assert done.stdout == ""
    assert book.sheetnames == ["反馈单", "所载表格", "报告", "检查", "无法检查"]
    assert book["反馈单"].max_row - 1 == len(shown)
    assert book["报告"].max_row - 1 == len(list(EXAMPLES.glob("*.txt")))
    header = [cell.value for cell in book["检查"][1]]
    assert header[3:] == ["通过", "不符", "存疑", "已说明", "无法检查"]


def test_the_printed_part_of_a_workbook(tmp_path: Path) -> None:
    """Files and paths are for programs: a page of paper ends with the severity."""
    file = tmp_path / "found.xlsx"
    run("check", EXAMPLES, "--format", "xlsx", "--output", file, "--lang", "en")
    sheet = openpyxl.load_workbook(file)["feedback"]
    *_, last = str(sheet.print_area).partition(":")

    column = last.replace("$", "").rstrip("0123456789")
    assert sheet[f"{column}1"].value == "severity"
    assert last.endswith(f"${sheet.max_row}")


def test_marked_tables_of_a_workbook(tmp_path: Path) -> None:
    """Cells of a finding are coloured in the table as printed, with a note; others are not."""
    target = tmp_path / "feedback.xlsx"
    run("check", BUREAU, TOWN, "-o", target, "--select", "R,F2")
    sheet = openpyxl.load_workbook(target)["tables as printed"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    marked = [cell for cell in cells if cell.fill.fgColor.rgb == "FFFDE2DF"]
    noted = [cell for cell in cells if cell.comment is not None]
    first = [row[0].value for row in sheet.iter_rows() if row[0].font.size == 13]

    assert [str(head).split("  ")[0] for head in first] == ["示例区民政局", "示例镇"]
    assert {cell.coordinate for cell in noted} <= {cell.coordinate for cell in marked}
    sums = [cell for cell in noted if "R1: " in str(cell.comment)]
    assert [cell.value for cell in sums] == [1, 1, 0, 0, 1, 1, 0, 0, 0, 0]
    columns = {cell.column for cell in sums}
    heads = [cell for cell in cells if cell.value in ("自然人", "总计")][:2]
    assert columns == {cell.column for cell in heads}
    blank = [cell for cell in noted if "F2: " in str(cell.comment)]
    assert len(blank) == 11
    assert {cell.value for cell in blank} == {None}


def test_a_workbook_needs_a_file() -> None:
    """A workbook is not written to the screen."""
    done = run("check", BUREAU, "--format", "xlsx")

    assert done.exit_code == 2
    assert "--output feedback.xlsx" in done.output


@pytest.mark.parametrize(("language", "title"), [("zh", "年度报告反馈单"), ("en", "feedback on")])
def test_feedback_sheet(tmp_path: Path, language: str, title: str) -> None:
    """One page a report; cells of a finding carry its number in the table as printed."""
    target = tmp_path / "sheet.html"
    run("check", BUREAU, TOWN, "-o", target, "--lang", language)
    page = LexborHTMLParser(target.read_text(encoding="utf-8"))
    marked = [cell.text() for cell in page.css("td.marked")]

    assert len(page.css("article")) == 2
    assert title in page.css("h1")[0].text()
    assert "01" in marked
    assert "R1 R2" in page.text()
    assert page.css("script") == []


def test_findings_of_an_archive_name_their_member(tmp_path: Path) -> None:
    """Each line begins with archive and member; findings without a place too."""
    archive = tmp_path / "z.zip"
    with zipfile.ZipFile(archive, "w") as stream:
        for file in (BUREAU, TOWN):
            stream.write(file, file.name)
    lines = run("check", archive, "--format", "concise").stdout.splitlines()

    heads = tuple(f"{archive}/{file.name}:" for file in (BUREAU, TOWN))
    assert lines
    assert all(line.startswith(heads) for line in lines)


def test_findings_without_a_place_name_their_file() -> None:
    """In the full form too, below each of them."""
    shown = run("check", BUREAU, "--select", "D2").stdout.splitlines()

    assert shown[0].startswith("info[D2]: ")
    assert shown[1].strip() == f"--> {BUREAU}"


def test_what_cannot_be_checked_is_named() -> None:
    """Below the counts, in both languages: which checks, and what they lack."""
    english = run("check", BUREAU).stdout.splitlines()
    chinese = run("check", BUREAU, "--lang", "zh").stdout.splitlines()

    assert english[-1] == "  not checkable: D1: the date of publication is not stated"
    assert chinese[-1] == "  无法检查：D1：没有写明发布日期"


def test_selection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Options choose findings; the settings of the folder do where no option is given."""

    def shown(*options: str) -> set[str]:
        lines = run("check", BUREAU, "--format", "json", *options).stdout.splitlines()
        found = map(json.loads, lines)
        return {code for one in found for code in (one["code"], *one["also"])}

    monkeypatch.chdir(tmp_path)
    assert shown("--select", "R") == {"R1", "R2"}
    assert shown("--select", "R", "--ignore", "R1") == {"R2"}
    assert shown("--ignore", "R", "--severity", "warning") == {"S1"}
    (tmp_path / "govreport.toml").write_text('select = ["S"]\nstrict = true\n', encoding="utf-8")
    assert shown() == {"S1"}
    assert run("check", BUREAU).exit_code == 1
    assert run("check", BUREAU, "--no-strict").exit_code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("selekt = []", "unknown setting 'selekt'"),
        ("select = 'R'", "select must be list"),
        ("select = [1]", "must be a list of texts"),
        ("select = ['R99']", "there is no code 'R99'"),
        ("profile = 'nowhere'", "there is no profile nowhere"),
        ("profile = ''", "there is no profile"),
        ("= 3", "cannot be read"),
        ("a = " + "9" * 5000, "cannot be read"),
    ],
)
def test_settings_that_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    """A wrong setting is a wrong call, told with its file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "govreport.toml").write_text(text, encoding="utf-8")
    done = run("check", BUREAU)

    assert done.exit_code == 2
    assert said in done.output


def test_statistics() -> None:
    """How often each code was found, and how each check ended."""
    done = run("check", BUREAU, "--format", "concise", "--statistics")

    assert "     1  R1\n" in done.stderr
    header, row = (line for line in done.stderr.splitlines() if line[:5] in ("check", "R3   "))
    assert row == "R3          1       0         0          0              0"
    assert len(row) == len(header)


def test_explain() -> None:
    """Every code can be explained, in both languages; an unknown one is told with the nearest."""
    english, chinese = run("explain", "S5", "--lang", "en"), run("explain", "S5", "--lang", "zh")

    assert "Basis: the act and its guidance" in english.output
    assert "依据: 条例及其说明" in chinese.output
    assert run("explain", "nothing-like-it-at-all").exit_code == 2
    assert "did you mean label-lost" in run("explain", "label-lots").output
    assert "R1" in run("explain").output


def test_compare(tmp_path: Path) -> None:
    """Two years of one organ, as files and as a folder; other pairs are told apart."""
    text = TOWN.read_text(encoding="utf-8")
    later = tmp_path / "2021.txt"
    later.write_text(text.replace("2020", "2021"), encoding="utf-8")
    (tmp_path / "2020.txt").write_text(text, encoding="utf-8")
    one = run("compare", tmp_path / "2020.txt", later)
    folder = run("compare", tmp_path)

    assert one.exit_code == 0, one.output
    assert "Y1" in one.stdout
    assert folder.stdout == one.stdout
    assert run("compare", BUREAU, TOWN).exit_code == 2
    assert "no two reports" in run("compare", BUREAU).output


def test_diff(tmp_path: Path) -> None:
    """Cells that changed, appeared and vanished between two outputs, as JSON and as CSV."""
    old, new, table = tmp_path / "old.json", tmp_path / "new.json", tmp_path / "cells.csv"
    run("parse", BUREAU, "-o", old)
    run("parse", BUREAU, "-o", table)
    data = json.loads(old.read_text(encoding="utf-8"))
    data["requests"]["new_requests"]["total"] = 7
    new.write_text(json.dumps(data), encoding="utf-8")
    changed = run("diff", old, new, "--fail-on-change")

    assert changed.exit_code == 1
    assert "requests.new_requests.total: 1 (read) -> 7 (read)" in changed.output
    assert "cells: 1 with another value" in changed.output
    assert run("diff", old, old, "--fail-on-change").exit_code == 0
    assert run("diff", table, table).output == "no cell differs\n"
    assert "is no output of govreport parse" in run("diff", old, BUREAU).output


def test_help_in_chinese() -> None:
    """Help and its headings are in the language of --lang, wherever that stands."""
    for arguments in (("check", "--help", "--lang", "zh"), ("--lang=zh", "check", "--help")):
        output = run(*arguments).output

        assert "用法：" in output
        assert "只显示这些代码或类别（R、S）。" in output
    assert current_language() == "en"


def test_parse_writes_findings_too() -> None:
    """With --check the JSON of a report has what the checks found, without it not."""
    plain = json.loads(run("parse", BUREAU).stdout)
    checked = json.loads(run("parse", BUREAU, "--check").stdout)

    assert plain["findings"] == plain["verdicts"] == []
    found = {code for one in checked["findings"] for code in (one["code"], *one["also"])}
    assert found >= {"R1", "R2", "S1"}
    assert {verdict["outcome"] for verdict in checked["verdicts"]} >= {"passed", "broken"}


def test_workbook_holds_any_text() -> None:
    """A lone surrogate and a mark of direction are escapes; a very long text says it was cut."""
    report = AnnualReport(agency="某\ud800局\u202e", title="题" * 40_000)
    findings = (Diagnostic("R1", Severity.ERROR, "长" * 40_000),)
    stream = io.BytesIO()
    workbook.write([Checked("a.txt", report, None, findings)], stream)
    book = openpyxl.load_workbook(stream)
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]

    assert "某\\ud800局\\u202e" in cells
    assert any(len(cell) == 32_767 and cell.endswith("32,767 characters)") for cell in cells)
