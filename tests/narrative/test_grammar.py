"""The grammar itself: no conflicts, every phrase can be spoken, every identifier is documented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from lark import Lark
from lark.lexer import Lexer
from tests.drawing import examples

from govreport.grammars.beginnings import first_characters
from govreport.prose.narrative.words import FIGURES, MARKS, engine

GRAMMAR = files("govreport").joinpath("grammars", "narrative.lark").read_text("utf-8")
DOCS = Path(__file__).resolve().parents[2] / "docs" / "en" / "reference" / "narrative.md"
RULES = GRAMMAR.partition("// ======")[0]
PHRASES = sorted(set(re.findall(r"-> (\w+)", RULES)))


class _Given(Lexer):
    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Any]:
        return iter(lexer_state)


def _strategy() -> st.SearchStrategy[str]:
    """Phrases drawn from the rules: each terminal stands for itself, by its name."""
    names = sorted(set(re.findall(r"\b[A-Z][A-Z_]+\b", re.sub(r"//.*", "", RULES))))
    declared = RULES + "\n".join(f'{name}: "{name};"' for name in names)
    return from_lark(Lark(declared, parser="lalr"))


def test_no_conflicts() -> None:
    """The rules are LALR(1) without any conflict that the parser generator settles itself."""
    assert Lark(GRAMMAR, parser="lalr", lexer=_Given, strict=True).rules


@given(st.deferred(_strategy).map(lambda drawn: drawn.strip(";").split(";")))
@settings(max_examples=examples(150))
def test_drawn_phrases_parse(kinds: list[str]) -> None:
    """Whatever sequence the rules can produce is a phrase with a name of theirs."""
    name = engine().phrase(kinds)

    assert name in PHRASES


def test_every_phrase_is_an_identifier_or_relative() -> None:
    """A phrase's name is its identifier, or is resolved by the sentence."""
    resolved = {"channel", "channel_issues", "dispute", "dispute_zero", "request_by_way"}
    resolved |= {"followers", "visits"}
    documented = set(re.findall(r"`([a-z_.]+)`", DOCS.read_text(encoding="utf-8")))

    for name in PHRASES:
        if not name.endswith("_") and name not in resolved:
            assert name.replace("__", ".") in documented, name


@pytest.mark.parametrize("kind", sorted(FIGURES | MARKS))
def test_terminals_named_in_code_exist(kind: str) -> None:
    """The kinds that the reader treats apart are terminals of the grammar."""
    assert kind in {terminal.name for terminal in engine().grammar.terminals}


def test_dispatch_loses_no_word() -> None:
    """Patterns chosen by first character find what one pattern of all terminals finds."""
    terminals = engine().grammar.terminals
    whole = re.compile("|".join(f"(?P<{one.name}>{one.expression})" for one in terminals))
    sentence = "2018年,区政府共受理政府信息公开申请约1.2万件(其中网上8件),比上年增加10%。无复议；"

    found = [m.span() for m in whole.finditer(sentence)]
    words = [(w.start, w.end) for w in engine().words(sentence) if w.type != "UNKNOWN"]
    assert set(words) <= set(found)
    assert len(words) >= 12


def test_a_terminal_may_not_be_empty() -> None:
    """An expression that matches nothing at all would never move on, so it is refused."""
    with pytest.raises(ValueError, match="empty"):
        first_characters("(?:公开)?")


def test_the_same_words_with_other_figures() -> None:
    """An outline that is kept for its words gives each sentence its own figures."""
    from govreport.document import Document
    from govreport.prose.narrative import find_facts

    wording = "{}年收到政府信息公开申请{}件，其中网络申请{}件，答复率{}%，拨打12345热线{}次。"
    for values in ((2020, 85, 12, 98, 41), (2021, 97, 34, 76, 55), (2021, 101, 100, 100, 9)):
        year, received, online = values[:3]
        facts = find_facts(Document(wording.format(*values)))

        assert [(fact.identifier, fact.value) for fact in facts] == [
            ("requests.received", received),
            ("requests.received.online", online),
        ], year
