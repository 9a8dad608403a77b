"""Grammars that extend a built-in one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from govreport.cli.app import govreport as command
from govreport.grammars import TableGrammar, builtin_grammar
from govreport.grammars.faults import GrammarFault

EXTENSION = """
%import disclosure_2019 (start)
%override _documents: rules normative_documents? other? | normative_documents other? | other
other: OTHER VALUES?
OTHER: "其他主动公开文件"
%extend DECISIONS: "处理决定数量(指办件量)"
"""


def grammar(folder: Path, text: str, name: str = "extension") -> TableGrammar:
    """A grammar from its text."""
    path = folder / f"{name}.lark"
    path.write_text(text, encoding="utf-8")
    return TableGrammar(path)


def test_an_extension_has_all_rows_of_the_form_and_its_own(tmp_path: Path) -> None:
    """Rules keep their names and so their paths; the new row stands at its place."""
    official = builtin_grammar("disclosure_2019")
    extended = grammar(tmp_path, EXTENSION)

    assert [row.path for row in extended.rows] == [
        *(row.path for row in official.rows[:2]),
        "other",
        *(row.path for row in official.rows[2:]),
    ]
    assert extended.columns == official.columns
    assert extended.captions.keys() == official.captions.keys()


def test_the_official_label_stays_the_first(tmp_path: Path) -> None:
    """A variant that an extension adds comes after the official text."""
    extended = grammar(tmp_path, EXTENSION)

    assert extended.labels["DECISIONS"] == ("处理决定数量", "处理决定数量(指办件量)")
    assert extended.official["RULES"] == "规章"
    assert builtin_grammar("disclosure_2019").labels["DECISIONS"] == ("处理决定数量",)


def test_an_extension_parses(tmp_path: Path) -> None:
    """Lark builds the extended grammar; the new row is accepted with its values, at its place."""
    parser = grammar(tmp_path, EXTENSION).parser()

    class Token:
        def __init__(self, name: str) -> None:
            self.type = name

    steps = ("ITEM_1", "RULES", "VALUES", "OTHER", "VALUES", "ITEM_5")

    assert [parser.feed(Token(name)) for name in steps] == [True] * len(steps)
    assert not parser.accepts("OTHER_NOT_KNOWN")
    assert not parser.accepts("VALUES")


def test_nested_imports_keep_their_names(tmp_path: Path) -> None:
    """An extension of an extension sees every name, however deep."""
    grammar(tmp_path, EXTENSION, "first")
    second = grammar(tmp_path, '%import .first (start)\n%extend RULES: "规定"\n', "second")

    assert second.labels["RULES"] == ("规章", "规定")
    assert "other" in second.row_labels


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("%import nowhere (start)", "no grammar nowhere to import"),
        ("%import disclosure_2019 (NOTHING)", "has no NOTHING"),
        ("%import .extension (start)", "imports itself"),
        (
            "%import disclosure_2019 (start)\n%import disclosure_2021.DECISIONS",
            "DECISIONS is imported from disclosure_2021.lark and from another grammar",
        ),
    ],
)
def test_errors(tmp_path: Path, text: str, message: str) -> None:
    """What cannot be imported is said with the name of the file."""
    with pytest.raises(GrammarFault, match=message):
        assert grammar(tmp_path, text).labels


def test_what_the_command_prints_can_be_imported(tmp_path: Path) -> None:
    """``govreport grammars`` lists names; each prints whole and can be imported and extended."""
    names = [line.split()[0] for line in _printed([]).splitlines()]

    assert {"disclosure_2019", "disclosure_2021", "requests", "statistics"} <= set(names)
    for name in names:
        shown = _printed([name])
        assert f"%import {name} (start)" in shown.splitlines()[0]
        assert all(row in shown for row in re.findall(r"^(\w+): \w+ VALUES", shown, re.M))
        imported = grammar(tmp_path, f"%import {name} (start)")
        assert imported.rows == builtin_grammar(name).rows
        assert {f"{terminal}:" for terminal in imported.labels} <= set(shown.split())
    assert CliRunner().invoke(command, ["grammars", "nothing"]).exit_code == 2


def _printed(arguments: list[str]) -> str:
    return CliRunner().invoke(command, ["grammars", *arguments]).output
