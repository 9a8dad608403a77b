"""The account of numbers: what became of every number that a document prints."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import govreport
from govreport.accounting import NumberKind, account_of_tables
from govreport.cli.app import govreport as command
from govreport.document import Document

TEXT = (
    "某局2021年政府信息公开工作年度报告\n文号：某政办〔2022〕7号\n"
    "一、总体情况\n全年举办培训3期。\n"
    "第二十条第(六)项 | |\n信息内容 | 本年处理决定数量 |\n行政处罚 | 12 |\n行政强制 | 0 |\n"
    "行政检查 | 2O |\n"
)


def kinds(text: str) -> list[tuple[str, NumberKind]]:
    return [(n.text, n.kind) for n in govreport.account(govreport.parse(text)).numbers]


def test_every_number_is_one_of_the_kinds() -> None:
    """Values, dates, references and numbers in prose are told apart, each with its place."""
    found = kinds(TEXT)

    assert ("2021", NumberKind.DATE) in found
    assert ("7", NumberKind.REFERENCE) in found
    assert ("12", NumberKind.VALUE) in found
    assert ("0", NumberKind.VALUE) in found
    for number in govreport.account(govreport.parse(TEXT)).numbers:
        assert TEXT[number.span.start : number.span.end] == number.text


def test_numbers_of_no_table_are_unaccounted() -> None:
    """What stands in a row of an unknown table is said to be nowhere, and is an error."""
    text = "某局2021年政府信息公开工作年度报告\n甲 | 1 | 2 | 3 |\n乙 | 4 | 5 | 6 |\n"
    report = govreport.parse(text)
    found = govreport.account(report)

    assert [n.text for n in found.unaccounted] == ["1", "2", "3", "4", "5", "6"]
    assert {d.code for d in report.diagnostics if d.severity == "error"} == {"number-unaccounted"}


def test_a_place_used_twice() -> None:
    """Two records that show one place are named: the same number would count twice."""
    notes = account_of_tables(Document("规章 12"), [(3, 5), (3, 5)], [(0, 5)])

    assert [note.code for note in notes] == ["number-used-twice"]


def test_words_and_dates_are_no_values() -> None:
    """数据1 heads a column, 2011 年度 is a year: neither is a number without a record."""
    text = "| 类别 | 数据1 | 数据2 | 数据3 | 2011 年度 |\n"

    assert account_of_tables(Document(text), [], [(0, len(text))]) == []


@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_command(tmp_path: Path, form: str) -> None:
    """``govreport account`` writes every number with its kind and place."""
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    done = CliRunner().invoke(command, ["account", str(path), "-f", form])
    numbers = (
        json.loads(done.stdout)["numbers"]
        if form == "json"
        else list(csv.DictReader(io.StringIO(done.stdout)))
    )

    assert len(numbers) == len(kinds(TEXT))
    assert {"text", "kind", "start", "end", "line", "column", "page"} == set(numbers[0])


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("6. Web专栏", NumberKind.LABEL),
        ("·6. Web专栏", NumberKind.LABEL),
        ("如下6. Web专栏", NumberKind.PROSE),
        ("如下6、专栏", NumberKind.LABEL),
        ("共6页", NumberKind.REFERENCE),
        ("6日", NumberKind.DATE),
    ],
)
def test_what_a_number_in_prose_is(line: str, kind: NumberKind) -> None:
    """The ordinal of a line, the place of a page, a day, or a plain number."""
    text = f"某局二〇二一年政府信息公开工作年度报告\n一、总体情况\n{line}\n"

    assert kinds(text) == [("6", kind)]
    if kind is NumberKind.LABEL:
        assert kinds(f"{line}\n{text.replace(line, '')}")[0] == ("6", kind)
