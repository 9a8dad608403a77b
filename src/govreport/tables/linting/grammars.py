"""Flaws of a grammar: rows that cannot be reached, labels that cannot be told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from govreport.grammars import VALUES, TableGrammar
from govreport.tables.linting.flaws import Flaw
from govreport.text.cells import read_cell
from govreport.text.labels import flatten, label_keys


class _Token:
    def __init__(self, name: str) -> None:
        self.type = name


def flaws_of_grammar(grammar: TableGrammar, *, in_sequence: bool = False) -> Iterator[Flaw]:
    """The flaws of one grammar file.

    Args:
        grammar: the grammar.
        in_sequence: rows of one label are told apart by their order, as in lists of indicators.

    Raises:
        GrammarFault: the file is no grammar.
    """
    name = grammar.path.name
    if not grammar.rows:
        yield Flaw(
            "grammar-without-rows",
            f"{name} has no row",
            "a rule that ends in VALUES is a row: rules: RULES VALUES?",
            unusable=True,
        )
        return
    yield from _paths(grammar, name)
    yield from _labels(grammar, name)
    if not in_sequence:
        yield from _collisions(grammar, name)
    yield from _alone(grammar, name)


def _paths(grammar: TableGrammar, name: str) -> Iterator[Flaw]:
    rules: dict[str, list[str]] = {}
    for row in grammar.row_rules:
        rules.setdefault(row.path, []).append(row.rule)
    for path, found in rules.items():
        if len(found) > 1:
            yield Flaw(
                "path-duplicate",
                f"{name}: rules {' and '.join(found)} both have the path {path}",
                "give one of them another name",
                unusable=True,
            )
    terminals = Counter(row.terminal for row in grammar.rows)
    for terminal, count in terminals.items():
        if count > 1:
            yield Flaw(
                "label-of-two-rows",
                f"{name}: {terminal} is the label of {count} rows",
                "give each row a terminal of its own, with the same text if need be",
                unusable=True,
            )


def _labels(grammar: TableGrammar, name: str) -> Iterator[Flaw]:
    for terminal, texts in grammar.labels.items():
        for text, key in zip(texts, grammar.keys[terminal], strict=True):
            if not key or read_cell(text).kind != "words":
                yield Flaw(
                    "label-without-words",
                    f"{name}: the label {text!r} of {terminal} would be read as a value",
                    "a label needs words; numbering and punctuation do not count",
                    unusable=True,
                )


def _collisions(grammar: TableGrammar, name: str) -> Iterator[Flaw]:
    """Labels that two rows share where both are allowed: only the first is ever taken."""
    twins = _twins(grammar)
    states = grammar.compiled.states
    for one, other in combinations(sorted(twins), 2):
        shared = twins[one] & twins[other]
        if not shared:
            continue
        numerals = grammar.numerals.get(one), grammar.numerals.get(other)
        if all(numerals) and numerals[0] != numerals[1]:
            continue
        if any(one in state and other in state for state in states):
            yield Flaw(
                "labels-collide",
                f"{name}: {one} and {other} have the same label {sorted(shared)[0]}, and both may "
                "stand at one place",
                "let the group's label come first, so that each has a place of its own, or give "
                "them one terminal",
                unusable=True,
            )


def _twins(grammar: TableGrammar) -> dict[str, set[str]]:
    """Labels of rows that share a key with another one -> their keys."""
    holders: dict[str, set[str]] = {}
    for terminal in grammar.row_of:
        for text in grammar.labels.get(terminal, ()):
            holders.setdefault(label_keys(flatten(text))[1], set()).add(terminal)
    found: dict[str, set[str]] = {}
    for key, terminals in holders.items():
        if len(terminals) > 1:
            for terminal in terminals:
                found.setdefault(terminal, set()).add(key)
    return found


def _alone(grammar: TableGrammar, name: str) -> Iterator[Flaw]:
    """A page break may cut off whatever stands above a row."""
    for row in grammar.rows:
        parser = grammar.parser()
        if not (parser.feed(_Token(row.terminal)) and parser.feed(_Token(VALUES))):
            yield Flaw(
                "row-not-alone",
                f"{name}: the row {row.path} is not accepted without what stands above it",
                "make its group's label optional (group: GROUP _row* | _row+) and end it in "
                "VALUES?, or its row is out of order wherever the label is cut off",
            )
