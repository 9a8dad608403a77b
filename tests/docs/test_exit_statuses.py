"""Every exit status that the page claims is given by the command, and no other."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.docs.pages import DOCS, LANGUAGES, ROOT

from govreport.cli.app import govreport

GOOD, ODD = "office_2021_piped_cells.txt", "bureau_2019_piped_rows.txt"

GIVEN = """
0 parse GOOD
1 parse GOOD none.txt
1 parse unplaced.txt
2 parse GOOD -o nowhere/out.csv
2 parse --no-such-option
0 show GOOD
1 show notes.txt
1 show unplaced.txt
2 show
0 account GOOD
1 account unplaced.txt
2 account
0 check ODD
0 check ODD --strict --ignore R,S
0 check ODD --strict --severity error
0 check unplaced.txt --select R
1 check ODD --strict
1 check unplaced.txt
1 check GOOD notes.txt
2 check GOOD --profile nowhere
2 check GOOD -f xlsx
0 compare 2020.txt 2021.txt
1 compare 2020.txt 2021.txt --strict
1 compare 2020.txt 2021.txt notes.txt
2 compare 2020.txt ODD
2 compare 2021.txt 2020.txt
0 diff old.json new.json
0 diff old.json old.json --fail-on-change
1 diff old.json new.json --fail-on-change
2 diff old.json notes.txt
0 batch GOOD --out one --jobs 1
1 batch GOOD notes.txt --out two --jobs 1
2 batch GOOD --out full
0 corrections good.jsonl
1 corrections notes.txt
1 corrections none.jsonl
2 corrections
0 review GOOD -o site
1 review GOOD notes.txt -o site2
2 review GOOD -o site3 --serve
0 debug GOOD
0 debug unplaced.txt
1 debug notes.txt
2 debug
0 plugins
2 plugins --check none
0 explain R1
2 explain no-such-code
0 grammars requests
2 grammars no-such-grammar
0 schema
2 schema --no-such-option
"""
"""Status, command, arguments: a broken check is a warning, and what is not shown never counts."""

CASES = [
    (command, arguments.replace("GOOD", GOOD).replace("ODD", ODD), int(status))
    for status, command, arguments in (
        f"{line} ".split(" ", 2) for line in GIVEN.strip().splitlines()
    )
]
for kind in ("check", "layout", "reader", "template"):
    CASES += [(f"new-{kind}", f"my-{kind}", 0), (f"new-{kind}", "taken", 2)]
"""Command, arguments, status."""

UNPLACED = (
    "示例局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
    "一、本年新收政府信息公开申请数量 | 3 | 3 |\n二、上年结转政府信息公开申请数量 | 0 | 0 |\n"
    "(一)予以公开 | 3 | 3 |\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with readable and unreadable files."""
    for name in (GOOD, ODD):
        shutil.copy(ROOT / "examples" / "reports" / name, tmp_path)
    text = (ROOT / "examples/reports/township_2020_bare_cells.txt").read_text("utf-8")
    (tmp_path / "2020.txt").write_text(text, "utf-8")
    (tmp_path / "2021.txt").write_text(text.replace("2020", "2021"), "utf-8")
    (tmp_path / "notes.txt").write_text("买菜：鸡蛋12个\n", "utf-8")
    (tmp_path / "unplaced.txt").write_text(UNPLACED, "utf-8")
    (tmp_path / "good.jsonl").write_text("", "utf-8")
    (tmp_path / "govreport-taken").mkdir()
    (tmp_path / "govreport-taken" / "README.md").write_text("", "utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "kept").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    for name, source in (("old.json", ODD), ("new.json", GOOD)):
        CliRunner().invoke(govreport, ["parse", source, "-o", name])
    return tmp_path


@pytest.mark.parametrize(("command", "arguments", "status"), CASES)
@pytest.mark.usefixtures("folder")
def test_status(command: str, arguments: str, status: int) -> None:
    """The status; a failure says why."""
    done = CliRunner().invoke(govreport, [command, *arguments.split()])

    assert done.exit_code == status, done.output
    assert done.output or not status


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_claims_what_is_given(language: str) -> None:
    """Every command has its row; a status is claimed where it was given above."""
    page = (DOCS / language / "reference" / "exit-statuses.md").read_text("utf-8")
    given = defaultdict(set)
    for command, _, status in CASES:
        given[command].add(status)
    claimed = {}
    for line in re.findall(r"^\| (`.*) \|$", page, re.M):
        names, *cells = line.split(" | ")
        for name in re.findall(r"`([\w-]+)`", names):
            claimed[name] = {status for status, cell in enumerate(cells) if cell != "–"}

    assert set(claimed) == set(govreport.commands)
    assert given.keys() == claimed.keys()
    given["plugins"].add(1)  # given by a plugin with a flaw: tests/plugins/test_linter.py
    assert given == claimed
