"""What cannot be seen in a source is no part of any output: it could steer a terminal or a page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from govreport import from_json, parse, to_json
from govreport.cli.app import govreport

UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
TEXT = (
    "某局\u202e2016年\x9b政府信息公开年度报告\n本局工作\x1b[31m平稳。\n"
    "统计指标 | 单位 | 统计数\n甲\u202e类\x1b[0m\x9b事项 | 件 | 3\n乙类\x07事项 | 件\x9b | 4\n"
)
COMMANDS = [
    ("show", "{file}"),
    ("account", "{file}", "--format", "json"),
    ("account", "{file}", "--format", "csv"),
    ("debug", "{file}"),
    ("debug", "{file}", "--json"),
    *(("parse", "{file}", "--format", form) for form in ("json", "jsonl", "csv")),
    *(
        ("check", "{file}", "--format", form)
        for form in ("full", "concise", "json", "sarif", "github", "junit", "csv", "html")
    ),
    ("review", "{file}", "-o", "{site}"),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A report with controls of C0 and C1 and marks of direction in title, labels and prose."""
    made = tmp_path / "a.txt"
    made.write_text(TEXT, encoding="utf-8")
    return made


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_outputs(command: tuple[str, ...], file: Path, tmp_path: Path) -> None:
    """Every format of every command that shows what a source says."""
    site = tmp_path / "site"
    words = [word.format(file=file, site=site) for word in command]
    result = CliRunner().invoke(govreport, words)
    pages = [page.read_text("utf-8") for page in site.rglob("*.html")]

    assert isinstance(result.exception, SystemExit | None)
    assert command[0] == "account" or "事项" in result.output + "".join(pages)
    assert len(result.output) > 20
    assert UNSEEN.findall(result.output + "".join(pages)) == []


def test_json_is_the_same_again() -> None:
    """The escapes of JSON stand for the characters."""
    report = parse(TEXT)
    text = to_json(report)

    assert UNSEEN.findall(text) == []
    assert UNSEEN.findall(json.dumps(json.loads(text), ensure_ascii=False))
    assert to_json(from_json(text)) == text
