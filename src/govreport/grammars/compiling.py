"""Compile grammar files with Lark: labels, rules and LALR tables."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lark import Lark
from lark.lexer import Lexer
from lark.load_grammar import Grammar

from govreport.grammars.beginnings import first_characters
from govreport.grammars.faults import GrammarFault, explained
from govreport.grammars.loading import load, parse_table
from govreport.grammars.store import key_of, packaged
from govreport.grammars.tables import Compiled, Production, Terminal, dump

OVER_CHARACTERS = ("narrative",)
"""The grammars whose terminals are searched in text; those of the others are labels of cells."""


class _NoLexer(Lexer):
    """The symbols are found elsewhere; there is no text to scan."""

    def __init__(self, lexer_conf: Any) -> None:
        """Nothing to prepare."""

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Any]:
        """The symbols as they are."""
        return iter(lexer_state)


def build(path: Path, folders: Sequence[Path]) -> Lark:
    """Lark's own parser of a grammar file; ``folders`` as in `govreport.grammars.loading.load`.

    Raises:
        GrammarFault: the file is no grammar.
    """
    with explained(path):
        return _lark(load(path, folders))


def _lark(definitions: Grammar) -> Lark:
    return Lark(definitions, parser="lalr", lexer=_NoLexer, keep_all_tokens=True)


def compile_grammar(path: Path, folders: Sequence[Path], *, terminals: bool = False) -> Compiled:
    """Compile one grammar file.

    Args:
        path: the file.
        folders: where its imports are looked for.
        terminals: keep the regular expressions of the terminals.

    Raises:
        GrammarFault: the file is no grammar, or a label is a regular expression.
    """
    with explained(path):
        return _compile(path, folders, terminals=terminals)


def _compile(path: Path, folders: Sequence[Path], *, terminals: bool) -> Compiled:
    definitions = load(path, folders)
    labels = {}
    for name, (tree, _priority) in definitions.term_defs:
        if not terminals and tree is not None and _has_expression(tree):
            raise GrammarFault(
                path,
                f"terminal {name} is a regular expression",
                'a label is text: write each variant in quotes ("规章" | "规 章")',
                str(name),
            )
        texts = () if tree is None else tuple(_strings(tree))
        if texts:
            labels[str(name)] = texts
    symbols = {str(name): tuple(_symbols(tree)) for name, _, tree, *_ in definitions.rule_defs}
    parser = _lark(definitions)
    table = parse_table(parser)
    order, rules, states = _in_order(table.states, table.start_states["start"])
    return Compiled(
        labels if not terminals else {},
        symbols if not terminals else {},
        tuple(Production(str(r.origin.name), len(r.expansion), _name(r)) for r in rules),
        tuple(states),
        0,
        order[table.end_states["start"]],
        tuple(_terminals(parser, definitions)) if terminals else (),
    )


def _in_order(
    table: dict[int, dict[str, tuple[Any, Any]]], start: int
) -> tuple[dict[int, int], list[Any], list[dict[str, int]]]:
    """Number states and rules as they are met from the start, so that the same file comes out."""
    order = {start: 0}
    rules: dict[Any, int] = {}
    states: list[dict[str, int]] = []
    pending = [start]
    for state in pending:
        row = {}
        for name, (action, argument) in sorted(table[state].items()):
            if action.name == "Shift":
                if argument not in order:
                    order[argument] = len(order)
                    pending.append(argument)
                row[str(name)] = order[argument]
            else:
                row[str(name)] = ~rules.setdefault(argument, len(rules))
        states.append(row)
    return order, list(rules), states


def _name(rule: Any) -> str | None:
    if rule.options.expand1 and not rule.alias and len(rule.expansion) == 1:
        return None
    return str(rule.alias or rule.options.template_source or rule.origin.name)


def _has_expression(tree: Any) -> bool:
    return any(True for _ in tree.scan_values(lambda value: getattr(value, "type", "") == "REGEXP"))


def _strings(tree: Any) -> Iterator[str]:
    for token in tree.scan_values(lambda value: getattr(value, "type", "") == "STRING"):
        yield str(ast.literal_eval(str(token)))


def _symbols(tree: Any) -> Iterator[tuple[str, bool]]:
    """Names of a rule's symbols in the order of the file, and whether each is a terminal."""
    for value in tree.scan_values(lambda value: hasattr(value, "is_term")):
        yield str(value.name), bool(value.is_term)


def _terminals(parser: Lark, definitions: Grammar) -> Iterator[Terminal]:
    """Those that can stand in a text, in Lark's own order of preference."""
    ranks = {str(name): rank for rank, (name, _) in enumerate(definitions.term_defs)}
    for one in sorted(
        (one for one in parser.terminals if one.name != "UNKNOWN"),
        key=lambda one: (-one.priority, -one.pattern.max_width, one.name),
    ):
        expression = one.pattern.to_regexp()
        yield Terminal(
            one.name, expression, "".join(sorted(first_characters(expression))), ranks[one.name]
        )


def compiled_files(folder: Path) -> dict[str, str]:
    """The compiled files of a folder of grammars: name -> text, for the wheel."""
    found = {}
    for path in sorted(folder.glob("*.lark")):
        if "start:" not in path.read_text(encoding="utf-8"):
            continue  # only imported by others
        over = path.stem in OVER_CHARACTERS
        key = key_of(path, (folder,), terminals=over)
        assert key is not None, f"{path.name} imports what is not there"
        found[packaged(path).name] = dump(compile_grammar(path, (folder,), terminals=over), key)
    return found
