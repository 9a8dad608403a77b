"""The trace behind ``govreport debug``."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

import govreport
from govreport.cli.app import govreport as command
from govreport.debugging import debug
from govreport.trace import recording, tracing

TEXT = (
    "某局2020年政府信息公开工作年度报告\n第二十条第(一)项 | | | |\n"
    "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n"
    "规范性文件 | 4 | 5 | 6 |\n规章 | 1 | 2 | 3 |\n"
    "四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
    "一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
    "下面是正文,说明本机关在这一年里做了哪些工作,并且长到不会有人把它当作表格里的一个标签来读,"
    "所以这里就是表格结束的地方。\n"
)


def test_who_was_asked() -> None:
    """Every reader, layout and form is listed with its score and its signs, best first."""
    found = debug(TEXT.encode())

    assert found["reader"] == "text"
    assert found["layout"] == found["layouts"][0]["name"] == "piped_rows"
    assert {one["name"] for one in found["layouts"]} >= {"markdown", "glued", "grid"}
    assert all(one["found"] or one["missing"] for one in found["layouts"])
    forms = found["tables"][0]["forms"]
    assert [form["form"] for form in forms] == ["2019", "2021"]
    assert forms[0]["score"] > forms[1]["score"]


def test_where_the_grammar_started_stopped_and_refused() -> None:
    """The label that stands out of order is refused, with the labels expected there."""
    first, second = debug(TEXT.encode())["tables"]
    refused = [step for step in second["steps"] if not step["accepted"]]

    assert (first["started"]["line"], first["started"]["text"]) == (2, "第二十条第(一)项")
    assert first["stopped"]["text"] == "规章"
    assert first["stopped"]["why"] == "四、结转下年度继续办理 is a label of the table requests"
    assert second["stopped"]["why"].startswith("prose begins")
    assert [step for step in first["steps"] if not step["accepted"]] == []
    assert [(step["terminal"], step["line"]) for step in refused] == [("NEW_REQUESTS", 7)]
    assert refused[0]["expected"] == ["$END"]


def test_rows_and_cells() -> None:
    """Each row shows its path, each label the terminals that it may stand for."""
    found = debug(TEXT.encode())
    rows = {row["path"]: row["values"] for row in found["tables"][0]["rows"]}
    labels = {cell["text"]: cell["terminals"] for cell in found["cells"]}

    assert rows == {"rules": ["1", "2", "3"], "normative_documents": ["4", "5", "6"]}
    assert labels["规章"] == ["proactive_disclosure:RULES"]
    assert "licensing" in found["tables"][0]["rows_not_printed"]


def test_nothing_is_kept_without_a_recording() -> None:
    """Outside of a recording there is no trace, and one recording does not leak into another."""
    with recording() as trace:
        govreport.parse(TEXT)

    assert tracing() is None
    assert len(trace.tables) == 2
    govreport.parse(TEXT)
    assert len(trace.tables) == 2


def test_the_trace_changes_nothing() -> None:
    """A report that is read with a trace is the same."""
    plain = govreport.parse(TEXT)
    with recording():
        traced = govreport.parse(TEXT)

    assert plain == traced
    assert plain.diagnostics == traced.diagnostics


def test_command(tmp_path: Path) -> None:
    """The command prints text, or JSON that holds the same."""
    file = tmp_path / "report.txt"
    file.write_text(TEXT, encoding="utf-8")
    runner = CliRunner()
    text = runner.invoke(command, ["debug", str(file)])
    data = runner.invoke(command, ["debug", str(file), "--json"])

    assert text.exit_code == data.exit_code == 0
    assert "refused at line 7: 一、本年新收政府信息公开申请数量 (NEW_REQUESTS)" in text.output
    assert json.loads(data.output)["tables"][0]["form"] == "2019"


def test_a_text_without_a_table_says_who_was_asked(tmp_path: Path) -> None:
    """Where nothing is recognised the scores are still shown, and the exit status is 1."""
    file = tmp_path / "letter.txt"
    file.write_text("没有表格", encoding="utf-8")
    result = CliRunner().invoke(command, ["debug", str(file)])

    assert result.exit_code == 1
    assert "error:" in result.output
    assert "piped_rows" in result.output
