"""The grammars: labels, rows and their paths, read off the files."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lark import Token

import govreport
from govreport.grammars import TableGrammar, builtin_grammar
from govreport.text.labels import flatten, label_keys, vocabulary

FOLDER = Path(govreport.__file__).parent / "grammars"
SOURCE = FOLDER.parent
TABLES = ("disclosure_2019", "disclosure_2021", "requests", "review_and_litigation")
FILES = sorted(FOLDER.glob("*.lark"))


CAPTION_MAY_BE_LOST = pytest.mark.xfail(
    strict=True,
    reason="a row below a caption may also begin a block that has lost its caption; "
    "LALR shifts, which keeps it in the block",
)


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(
            file,
            id=file.stem,
            marks=[CAPTION_MAY_BE_LOST]
            if file.stem in ("disclosure_2019", "disclosure_2021")
            else [],
        )
        for file in FILES
    ],
)
def test_strict(file: Path) -> None:
    """Each grammar is free of conflicts and of terminals that shadow each other."""
    pytest.importorskip("interegular", reason="strict mode compares terminals with interegular")
    from lark import Lark
    from lark.lexer import Lexer

    text = file.read_text(encoding="utf-8")
    if not any(line.startswith("start:") for line in text.splitlines()):
        pytest.skip("a file of terminals only, loaded by those that import it")

    class NoLexer(Lexer):
        def __init__(self, conf: object) -> None:
            """Tokens come from cells or words, never from the text itself."""

        def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Token]:
            return iter(())

    Lark(
        text,
        parser="lalr",
        lexer=NoLexer,
        strict=True,
        source_path=str(file),
        import_paths=[str(FOLDER)],
    )


@pytest.mark.parametrize("name", TABLES)
def test_official_label_comes_first(name: str) -> None:
    """The first label of a terminal is the one that the act prints; variants follow, each once."""
    grammar = builtin_grammar(name)

    assert grammar.labels
    for terminal, texts in grammar.labels.items():
        assert grammar.official[terminal] == texts[0]
        assert len(set(texts)) == len(texts)


def test_labels_of_the_acts() -> None:
    """Labels as 国办公开办函〔2019〕60号 and 〔2021〕30号 print them, and none of the variants."""
    old, new = builtin_grammar("disclosure_2019"), builtin_grammar("disclosure_2021")
    requests = builtin_grammar("requests")

    assert old.row_labels == {
        "rules": "规章",
        "normative_documents": "规范性文件",
        "licensing": "行政许可",
        "other_external_services": "其他对外管理服务事项",
        "penalties": "行政处罚",
        "coercive_measures": "行政强制",
        "administrative_fees": "行政事业性收费",
        "centralised_procurement": "政府集中采购",
    }
    assert new.row_labels == {
        "rules": "规章",
        "normative_documents": "行政规范性文件",
        "licensing": "行政许可",
        "penalties": "行政处罚",
        "coercive_measures": "行政强制",
        "administrative_fees": "行政事业性收费",
    }
    assert requests.official["PARTIALLY_DISCLOSED"].startswith("(二)部分公开(区分处理的")
    assert requests.official["CARRIED_FORWARD"] == "四、结转下年度继续办理"


def test_rows_of_requests() -> None:
    """26 rows: those of the 2021 form and the single (六) of 2019, in the form's order."""
    rows = builtin_grammar("requests").rows
    paths = [row.path for row in rows]

    assert [row.rank for row in rows] == list(range(26))
    assert paths[:3] == ["new_requests", "carried_over", "results.disclosed"]
    assert paths[4:12] == [f"results.withheld.{path.rpartition('.')[2]}" for path in paths[4:12]]
    assert paths[4] == "results.withheld.state_secret"
    assert paths[11] == "results.withheld.administrative_enquiry"
    assert [path for path in paths if path.startswith("results.other_handling.")] == [
        "results.other_handling.combined",
        "results.other_handling.correction_overdue",
        "results.other_handling.fee_unpaid",
        "results.other_handling.miscellaneous",
    ]
    assert paths[-2:] == ["results.total", "carried_forward"]
    assert len([path for path in paths if path != "results.other_handling.combined"]) == 25


def test_columns() -> None:
    """The header's terminals name the model's attributes in lower case."""
    from govreport.model import ApplicantCounts, CaseCounts

    def names(cls: type[object]) -> set[str]:
        return {field.name for field in cls.__attrs_attrs__}  # type: ignore[attr-defined]

    requests = {name.lower() for name in builtin_grammar("requests").columns}
    cases = {name.lower() for name in builtin_grammar("review_and_litigation").columns}

    assert requests == names(ApplicantCounts)
    assert cases == names(CaseCounts)


def test_captions() -> None:
    """A group's caption knows the ranks of the rows below it."""
    grammar = builtin_grammar("requests")
    rank = {row.path: row.rank for row in grammar.rows}

    assert grammar.captions["WITHHELD"] == (
        rank["results.withheld.state_secret"],
        rank["results.withheld.administrative_enquiry"],
    )
    assert grammar.captions["UNAVAILABLE"] == (
        rank["results.unavailable.not_held"],
        rank["results.unavailable.still_unclear"],
    )


@pytest.mark.parametrize("name", TABLES)
def test_every_official_label_is_found(name: str) -> None:
    """The vocabulary of all forms finds each label of each form, as its own terminal."""
    words = vocabulary(
        (table, terminal, label)
        for table in TABLES
        for terminal, labels in builtin_grammar(table).labels.items()
        for label in labels
    )
    for terminal, texts in builtin_grammar(name).labels.items():
        for text in texts:
            key, full, _ = label_keys(flatten(text))
            found = words.find(key, full)
            assert found is not None, text
            assert (name, terminal) in {(match.table, match.terminal) for match in found}, text


class Label:
    """A token of a grammar."""

    def __init__(self, terminal: str) -> None:
        self.type = terminal


@pytest.mark.parametrize("name", TABLES)
def test_parser_takes_the_form(name: str) -> None:
    """All rows of a form in its order are accepted, one label and one run of values each."""
    grammar: TableGrammar = builtin_grammar(name)
    parser = grammar.parser()
    skipped = {"results.other_handling.combined"}
    for row in grammar.rows:
        if row.path in skipped:
            continue
        assert parser.feed(Label(row.terminal)), row.path
        assert parser.feed(Label("VALUES")), row.path


def test_parser_refuses_a_step_back() -> None:
    """A row that stands before the last one is refused, and the parser goes on."""
    parser = builtin_grammar("requests").parser()
    for name in ("CARRIED_OVER", "VALUES"):
        assert parser.feed(Label(name))

    assert not parser.accepts("NEW_REQUESTS")
    assert parser.accepts("DISCLOSED")


def _strings(file: Path) -> set[str]:
    """String literals of a module, without its docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    documentation = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            documentation.add(id(node.value))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documentation
    }


def _labels_in(files: Iterable[Path]) -> set[tuple[str, str]]:
    """Labels of the forms that stand in the code; words of everyday language do not count."""
    ordinary = {"其他", "其它", "总计", "合计", "规章", "信息内容", "行政复议", "行政诉讼"}
    labels = {
        text
        for name in TABLES
        for texts in builtin_grammar(name).labels.values()
        for text in texts
        if text not in ordinary
    }
    keys = {label_keys(flatten(label))[0] for label in labels} - ordinary
    return {
        (str(file.relative_to(SOURCE)), text)
        for file in files
        for text in _strings(file)
        if text in labels or label_keys(flatten(text))[0] in keys
    }


SECOND_LISTS = [*(SOURCE / "checks").glob("*.py"), *SOURCE.glob("export/panel/*.py")]


def test_no_label_in_python() -> None:
    """An official label stands in its grammar and nowhere in the code that reads and prints."""
    files = set(SOURCE.rglob("*.py")) - set(SECOND_LISTS)

    assert len(files) > 100
    assert _labels_in(files) == set()


@pytest.mark.xfail(strict=True, reason="messages of the checks and the panel name rows themselves")
def test_no_second_list_of_labels() -> None:
    """The checks and the panel take the names of rows and columns from the grammars."""
    assert _labels_in(SECOND_LISTS) == set()
