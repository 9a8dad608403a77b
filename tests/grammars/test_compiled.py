"""Grammars compiled ahead: they are what Lark makes of the sources, and never outlive them."""

from __future__ import annotations

import json
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

import govreport.grammars
from govreport.grammars import builtin_grammar
from govreport.grammars.compiling import build, compiled_files
from govreport.grammars.tables import Automaton, companion, load

FOLDER = Path(govreport.grammars.__file__).parent
TABLES = ("requests", "disclosure_2019", "disclosure_2021", "review_and_litigation", "statistics")


def test_compiled_files_are_up_to_date() -> None:
    """Each file is what its source compiles to; python -m govreport.grammars.compiling renews."""
    expected = compiled_files(FOLDER)

    assert sorted(expected) == sorted((FOLDER / "compiled").glob("*.json"))
    for path, text in expected.items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is out of date"


@pytest.mark.parametrize("changed", ["disclosure_2021.lark", "disclosure_terms.lark"])
def test_a_changed_source_makes_the_compiled_file_stale(tmp_path: Path, changed: str) -> None:
    """The digest of the grammar and of each file that it imports decides."""
    shutil.copytree(FOLDER, tmp_path / "grammars")
    path = tmp_path / "grammars" / "disclosure_2021.lark"
    assert load(path) is not None

    with (path.parent / changed).open("a", encoding="utf-8") as file:
        file.write("\n// changed\n")

    assert load(path) is None


@pytest.mark.parametrize("damage", ["", "{}", "[]", "null", '{"format": 1, "sources": {}}'])
def test_a_damaged_compiled_file_is_not_used(tmp_path: Path, damage: str) -> None:
    """It costs the time to compile the source, never a result or an error."""
    shutil.copytree(FOLDER, tmp_path / "grammars")
    path = tmp_path / "grammars" / "requests.lark"
    companion(path).write_text(damage, encoding="utf-8")

    assert load(path) is None


def test_a_file_of_another_format_is_not_used(tmp_path: Path) -> None:
    """A later layout of the compiled files is left alone."""
    shutil.copytree(FOLDER, tmp_path / "grammars")
    path = tmp_path / "grammars" / "requests.lark"
    data = json.loads(companion(path).read_bytes())
    companion(path).write_text(json.dumps({**data, "format": data["format"] + 1}), "utf-8")

    assert load(path) is None


@cache
def _lark(name: str) -> Lark:
    return build(FOLDER / f"{name}.lark", (FOLDER,))


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=40)
@given(data=st.data())
def test_the_automaton_takes_the_steps_of_larks_own_parser(name: str, data: st.DataObject) -> None:
    """Step by step, also after one that is refused: the same answer in the same states."""
    grammar = builtin_grammar(name)
    names = sorted({*grammar.labels, "VALUES"})
    known = _lark(name).parse_interactive()
    ours = Automaton(grammar.compiled)
    for _ in range(data.draw(st.integers(1, 40))):
        offered = sorted(set(names) & set(known.choices()))
        step = data.draw(st.sampled_from(offered or names) | st.sampled_from(names))
        try:
            known.feed_token(SimpleNamespace(type=step, value=step))  # type: ignore[arg-type]
            expected = True
        except UnexpectedInput:
            expected = False

        assert ours.feed(step) == expected
        assert set(grammar.compiled.states[ours.stack[-1]]) == set(known.choices())


def test_a_report_is_read_without_lark() -> None:
    """Neither tables nor prose of the built-in forms need it."""
    code = (
        "import sys, govreport;"
        "govreport.parse('某局2021年政府信息公开工作年度报告\\n一、总体情况\\n收到申请5件。\\n"
        "第二十条第(六)项 | |\\n信息内容 | 本年处理决定数量 |\\n"
        "行政处罚 | 12 |\\n行政强制 | 0 |\\n');"
        "sys.exit('lark' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
