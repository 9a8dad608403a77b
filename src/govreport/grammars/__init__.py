"""Grammars of the official tables, and what can be read off them without parsing.

A ``.lark`` file is the only place where a label stands. `TableGrammar` takes from it the labels
(official text first, then variants), the rows in the form's order with their record paths, and
which labels head columns or groups. What Lark makes of a file is kept (`govreport.grammars.store`),
for the grammars of this package in the wheel, for those of plugins in the user's folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from attrs import evolve, frozen

from govreport.grammars.states import RowState
from govreport.grammars.store import compiled_once
from govreport.grammars.tables import Compiled
from govreport.text.labels import flatten, label_key
from govreport.trace import Step, tracing

if TYPE_CHECKING:
    from lark import Lark

VALUES = "VALUES"
"""The terminal that stands for a row's run of value cells."""

_COLUMN_RULE = "column"
_DOT = "__"


@frozen
class RowRule:
    """One row of a form: its record path below the table, its label terminal, its rank.

    ``rule`` is the grammar rule behind it and ``unit`` the terminal of the unit that the form
    prints beside the label, where it does.
    """

    path: str
    terminal: str
    rank: int
    rule: str = ""
    unit: str | None = None


class TableGrammar:
    """One ``.lark`` file of a table.

    The file may extend another one: ``%import disclosure_2019 (start)`` takes in a built-in
    grammar with all its rules and labels under their own names, ``%override`` replaces a rule
    and ``%extend`` adds variants to a label. ``%import .name`` means a file beside this one.

    Args:
        path: the grammar file.
        import_paths: where ``%import name`` looks before the built-in grammars.

    >>> grammar = builtin_grammar("requests")
    >>> grammar.official["DISCLOSED"], grammar.rows[2].path
    ('(一)予以公开', 'results.disclosed')
    """

    def __init__(self, path: Path, import_paths: Iterable[Path] = ()) -> None:
        """Remember the file; nothing is read before it is needed."""
        self.path = path
        self.import_paths = (*import_paths, _folder(), path.parent)

    @cached_property
    def compiled(self) -> Compiled:
        """Labels, rules and parse table: compiled ahead, or by Lark now."""
        return compiled_grammar(self.path, self.import_paths)

    @property
    def labels(self) -> dict[str, tuple[str, ...]]:
        """Terminal -> its labels, the official one first."""
        return self.compiled.labels

    @cached_property
    def official(self) -> dict[str, str]:
        """Terminal -> the official label."""
        return {terminal: texts[0] for terminal, texts in self.labels.items()}

    @cached_property
    def keys(self) -> dict[str, tuple[str, ...]]:
        """Terminal -> the keys of its labels, see `govreport.text.labels.label_key`."""
        return {
            name: tuple(label_key(flatten(text))[0] for text in texts)
            for name, texts in self.labels.items()
        }

    @cached_property
    def numerals(self) -> dict[str, str]:
        """Terminal -> the numeral that its official label begins with, or nothing."""
        return {name: label_key(flatten(text))[1] for name, text in self.official.items()}

    @cached_property
    def columns(self) -> frozenset[str]:
        """Terminals that head a column; the column's identifier is the name in lower case."""
        symbols = self.compiled.symbols.get(_COLUMN_RULE, ())
        return frozenset(name for name, is_term in symbols if is_term)

    @cached_property
    def rows(self) -> tuple[RowRule, ...]:
        """The rows in the form's order.

        A row's path is that of the rules it is nested in; two underscores in a rule's name stand
        for a dot, for identifiers that are both a row and the prefix of others:

        >>> [row.path for row in builtin_grammar("statistics").rows if row.terminal == "IN_PERSON"]
        ['requests.received.in_person']
        """
        found: dict[str, RowRule] = {}
        for row in self.row_rules:
            found.setdefault(row.path, row)
        return tuple(evolve(row, rank=rank) for rank, row in enumerate(found.values()))

    @cached_property
    def row_rules(self) -> tuple[RowRule, ...]:
        """As `rows`, with every rule that leads to a path: more than one is a fault."""
        found: list[RowRule] = []
        met: set[tuple[str, str]] = set()
        rules = self.compiled.symbols

        def visit(rule: str, prefix: tuple[str, ...], trail: frozenset[str]) -> None:
            if rule in trail or rule not in rules:
                return
            steps = prefix if rule == "start" or rule.startswith("_") else (*prefix, rule)
            symbols = rules[rule]
            if (VALUES, True) in symbols and not any(not is_term for _, is_term in symbols):
                terminals = [name for name, _ in symbols if name != VALUES]
                path = ".".join(steps).replace(_DOT, ".")
                unit = terminals[1] if len(terminals) > 1 else None
                if terminals and (path, rule) not in met:
                    met.add((path, rule))
                    found.append(RowRule(path, terminals[0], len(found), rule, unit))
                return
            for name, is_term in symbols:
                if not is_term:
                    visit(name, steps, trail | {rule})

        visit("start", (), frozenset())
        return tuple(found)

    @cached_property
    def row_labels(self) -> dict[str, str]:
        """Record path below the table -> the row's official label."""
        return {row.path: self.official[row.terminal] for row in self.rows}

    @cached_property
    def row_of(self) -> dict[str, RowRule]:
        """Label terminal -> its row. A terminal that can be a group or a row counts as a row."""
        return {row.terminal: row for row in self.rows}

    @cached_property
    def captions(self) -> dict[str, tuple[int, int]]:
        """Group terminal -> first and last rank of the rows below it."""
        found: dict[str, tuple[int, int]] = {}
        ranks = {row.rule: row.rank for row in self.rows}
        for rule in self.compiled.symbols:
            below = self._reachable(rule)
            inside = [ranks[name] for name in below if name in ranks]
            if not inside or rule == "start" or rule in ranks:
                continue
            span = (min(inside), max(inside))
            for terminal in self._labels_of_group(below | {rule}, ranks):
                known = found.get(terminal)
                if known is None or span[1] - span[0] < known[1] - known[0]:
                    found[terminal] = span
        return found

    def _labels_of_group(self, rules: set[str], ranks: dict[str, int]) -> set[str]:
        """Terminals of the rules that are neither a row's label nor a column's."""
        return {
            name
            for rule in rules
            if rule not in ranks and rule not in (_COLUMN_RULE, "heading")
            for name, is_term in self.compiled.symbols[rule]
            if is_term and name not in self.row_of and name not in self.columns
        }

    def _reachable(self, rule: str) -> set[str]:
        pending = [rule]
        seen: set[str] = set()
        while pending:
            for name, is_term in self.compiled.symbols[pending.pop()]:
                if not is_term and name in self.compiled.symbols and name not in seen:
                    seen.add(name)
                    pending.append(name)
        return seen

    @cached_property
    def lark(self) -> Lark:
        """Lark's own parser over row tokens, for those who want its tree."""
        from govreport.grammars.compiling import build

        return build(self.path, self.import_paths)

    @cached_property
    def first_state(self) -> RowState:
        """The state above the table's first row."""
        return RowState(self.compiled, (self.compiled.start,), {})

    def parser(self) -> RowParser:
        """A fresh parser at the top of the table."""
        trace = tracing()
        if trace is not None:
            trace.steps = []
            return WatchedParser(self.first_state, trace.steps)
        return RowParser(self.first_state)


class Token(Protocol):
    """What the parser is fed: anything with the name of a terminal as ``type``."""

    type: str


class RowParser:
    """The LALR automaton over row tokens: one bad row costs no other row.

    >>> parser = builtin_grammar("review_and_litigation").parser()
    >>> parser.accepts("REVIEW"), parser.accepts("VALUES")
    (True, False)
    """

    def __init__(self, state: RowState) -> None:
        """Begin in this state."""
        self.state = state

    def accepts(self, terminal: str) -> bool:
        """Whether the form allows this label (or ``VALUES``) here."""
        return self.state.accepts(terminal)

    def feed(self, token: Token) -> bool:
        """Take one step, if the form allows it; says whether it did."""
        accepted, self.state = self.state.after(token.type)
        return accepted

    def refused(self, token: Token, terminal: str) -> None:
        """Say that a label was not offered because it is not accepted here; for traces."""


class WatchedParser(RowParser):
    """A parser that notes what it is offered, and what it would have taken instead."""

    def __init__(self, state: RowState, steps: list[Step]) -> None:
        """Note the steps in this list."""
        super().__init__(state)
        self._steps = steps

    def feed(self, token: Token) -> bool:
        """Take one step and note it."""
        before = self.state
        accepted = super().feed(token)
        self._note(token, token.type, accepted, before)
        return accepted

    def refused(self, token: Token, terminal: str) -> None:
        """Note a label that is not accepted here."""
        self._note(token, terminal, False, self.state)

    def _note(self, token: Token, terminal: str, accepted: bool, state: RowState) -> None:
        text, start = getattr(token, "text", ""), getattr(token, "start", None)
        expected = () if accepted else state.expected()
        self._steps.append(Step(terminal, text, start, accepted, expected))


def compiled_grammar(
    path: Path, folders: Sequence[Path] = (), *, terminals: bool = False
) -> Compiled:
    """A grammar file in compiled form: kept from an earlier time, or made by Lark now.

    Raises:
        GrammarFault: the file is no grammar.
    """

    def make() -> Compiled:
        from govreport.grammars.compiling import compile_grammar

        return compile_grammar(path, folders, terminals=terminals)

    return compiled_once(path, folders or (path.parent,), make, terminals=terminals)


@cache
def _folder() -> Path:
    return Path(str(files(__name__)))


@cache
def narrative_grammar() -> Compiled:
    """The grammar of the phrases of prose, with its terminals.

    >>> len(narrative_grammar().terminals) > 10
    True
    """
    return compiled_grammar(_folder() / "narrative.lark", terminals=True)


@cache
def builtin_grammar(name: str) -> TableGrammar:
    """The grammar that ships with the library under this name.

    >>> [row.path for row in builtin_grammar("disclosure_2021").rows][:2]
    ['rules', 'normative_documents']
    """
    return TableGrammar(_folder() / f"{name}.lark")
