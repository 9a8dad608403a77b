"""Grammars compiled ahead: they are what Lark makes of the sources, and never outlive them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Lark
from lark.exceptions import UnexpectedInput
from tests.drawing import examples

import govreport.grammars
from govreport.grammars import TableGrammar, builtin_grammar, compiled_grammar
from govreport.grammars.compiling import build, compiled_files
from govreport.grammars.store import VARIABLE, compiled_once, key_of, save
from govreport.grammars.tables import Automaton, Compiled, dump, load

FOLDER = Path(govreport.grammars.__file__).parent
TABLES = ("requests", "disclosure_2019", "disclosure_2021", "review_and_litigation", "statistics")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of this test's own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache" / "grammars"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A grammar in a folder of its own, with those that it imports."""
    shutil.copytree(FOLDER, tmp_path / "grammars", ignore=shutil.ignore_patterns("compiled"))
    return tmp_path / "grammars" / "disclosure_2021.lark"


def test_a_grammar_is_compiled_once(home: Path, source: Path) -> None:
    """The second time it comes from the user's folder, without Lark, and is the same."""
    first = compiled_grammar(source)
    (kept,) = home.glob("*.json")
    again = compiled_once(source, (source.parent,), _never, terminals=False)

    assert again == first
    assert kept.name.startswith("disclosure_2021-")
    assert [file for file in home.iterdir() if file != kept] == []


def _never() -> Compiled:
    raise AssertionError("it was kept")


def test_a_plugins_grammar_is_kept_as_well(home: Path, tmp_path: Path) -> None:
    """Whoever wrote it, and with the built-in ones that it imports."""
    path = tmp_path / "mine.lark"
    path.write_text("%import disclosure_2019 (start)\n", encoding="utf-8")
    made = TableGrammar(path).compiled

    assert [file.name.partition("-")[0] for file in home.glob("*.json")] == ["mine"]
    assert compiled_once(path, (FOLDER, tmp_path), _never, terminals=False) == made


@pytest.mark.parametrize("changed", ["disclosure_2021.lark", "disclosure_terms.lark"])
def test_a_changed_source_is_compiled_anew(home: Path, source: Path, changed: str) -> None:
    """The digest of the grammar and of each file that it imports decides."""
    before = key_of(source, (source.parent,), terminals=False)
    compiled_grammar(source)
    with (source.parent / changed).open("a", encoding="utf-8") as file:
        file.write("\n// changed\n")

    assert key_of(source, (source.parent,), terminals=False) != before
    compiled_grammar(source)
    assert len(list(home.glob("*.json"))) == 2


@pytest.mark.parametrize("damage", ["", "{}", "0\n{}", "cut", "flip", "format"])
def test_a_damaged_file_is_not_used(home: Path, source: Path, damage: str) -> None:
    """It costs the time to compile the source, never a result or an error; it is written anew."""
    first = compiled_grammar(source)
    (file,) = home.glob("*.json")
    text = file.read_text(encoding="utf-8")
    key = key_of(source, (source.parent,), terminals=False)
    assert key is not None
    assert load(file, key) == first
    assert load(file, "0" * 64) is None
    made = {"cut": text[:-20], "flip": text.replace('"start":0', '"start":1')}
    made["format"] = dump(first, key).replace('"format":', '"format":9')
    file.write_text(made.get(damage, damage), encoding="utf-8")

    assert load(file, key) is None
    assert compiled_grammar(source) == first
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("where", ["", "/dev/null/nowhere", "file"])
def test_a_folder_that_cannot_be_written_is_fine(
    source: Path, tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is kept, and nothing is said."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file") if where == "file" else where)

    assert compiled_grammar(source).labels["RULES"][0] == "规章"


def test_the_wheels_files_are_found_first(home: Path, source: Path) -> None:
    """What the build hook makes is taken; nothing is written elsewhere."""
    files = compiled_files(source.parent)
    for name, text in files.items():
        save(source.parent / "compiled" / name, text)
    found = compiled_once(source, (source.parent,), _never, terminals=False)

    assert {"narrative.json", "statistics.json", "disclosure_2021.json"} <= set(files)
    assert found.labels["RULES"][0] == "规章"
    assert not home.exists()


def test_nothing_compiled_is_committed() -> None:
    """The compiled files are built, never kept in the repository."""
    root = Path(__file__).resolve().parents[2]
    ignored = (root / ".gitignore").read_text(encoding="utf-8").split()

    assert "src/govreport/grammars/compiled/" in ignored


def test_larks_private_names_stand_in_one_module() -> None:
    """Whatever Lark changes inside is mended there."""
    private = re.compile(r"\b_parse_table\b|GrammarBuilder|\._definitions|_remove_unused")
    users = {
        path.name
        for path in FOLDER.parent.rglob("*.py")
        if private.search(path.read_text(encoding="utf-8"))
    }

    assert users == {"loading.py"}


@cache
def _lark(name: str) -> Lark:
    return build(FOLDER / f"{name}.lark", (FOLDER,))


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=examples(40))
@given(data=st.data())
def test_the_automaton_takes_the_steps_of_larks_own_parser(name: str, data: st.DataObject) -> None:
    """Step by step, also after one that is refused: the same answer in the same states."""
    grammar = builtin_grammar(name)
    names = sorted({*grammar.labels, "VALUES"})
    known = _lark(name).parse_interactive()
    ours = Automaton(grammar.compiled)
    for _ in range(data.draw(st.integers(1, 40))):
        offered = sorted(set(names) & set(known.choices()))  # type: ignore[no-untyped-call]
        step = data.draw(st.sampled_from(offered or names) | st.sampled_from(names))
        try:
            known.feed_token(SimpleNamespace(type=step, value=step))  # type: ignore[arg-type]
            expected = True
        except UnexpectedInput:
            expected = False

        assert ours.feed(step) == expected
        assert set(grammar.compiled.states[ours.stack[-1]]) == set(known.choices())  # type: ignore[no-untyped-call]


def test_a_report_is_read_without_lark() -> None:
    """Once they are compiled, neither tables nor prose of the built-in forms need it."""
    code = (
        "import sys, govreport;"
        "govreport.parse('某局2021年政府信息公开工作年度报告\\n一、总体情况\\n收到申请5件。\\n"
        "第二十条第(六)项 | |\\n信息内容 | 本年处理决定数量 |\\n"
        "行政处罚 | 12 |\\n行政强制 | 0 |\\n');"
        "sys.exit('lark' in sys.modules)"
    )

    subprocess.run([sys.executable, "-c", code], check=False)  # perhaps the first of all

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
