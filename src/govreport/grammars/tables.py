"""Grammars as parse tables, so that nobody waits for Lark a second time.

Lark builds the tables (`govreport.grammars.compiling`), which takes from 5 ms for a small table
to 200 ms for the phrases of prose, and as long again to be imported. What it made is kept
(`govreport.grammars.store`); the ``.lark`` files stay the only source.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import asdict, frozen

FORMAT = 2
"""Number of the layout of the compiled files; one of another layout is not used."""

END = "$END"
"""The terminal that ends every input."""


@frozen
class Production:
    """One expansion of a rule: the rule, how many symbols it has, and the name of its outcome.

    ``name`` is the alias or the rule's own name, and None where the outcome is that of its only
    symbol.
    """

    rule: str
    size: int
    name: str | None


@frozen
class Terminal:
    """A terminal: its expression, the characters it can begin with, its rank in the file."""

    name: str
    expression: str
    begins: str
    rank: int = 0


@frozen
class Compiled:
    """What is to be known of a grammar.

    Attributes:
        labels: terminal -> its labels, the official one first.
        symbols: rule -> the symbols in its text (name, whether it is a terminal), in order.
        productions: every expansion, as the automaton counts them.
        states: state -> symbol -> the next state, or ``~n`` to take production n back.
        start: the first state.
        end: the state in which a whole input was read.
        terminals: for a grammar over characters its terminals, the ones to be tried first first.
    """

    labels: dict[str, tuple[str, ...]]
    symbols: dict[str, tuple[tuple[str, bool], ...]]
    productions: tuple[Production, ...]
    states: tuple[dict[str, int], ...]
    start: int
    end: int
    terminals: tuple[Terminal, ...] = ()


class Automaton:
    """A run of the LALR automaton: symbols go in one by one.

    The outcome of a production is its name, or that of its first symbol where it has none;
    subclasses may do more.
    """

    __slots__ = ("compiled", "stack", "values")

    def __init__(self, compiled: Compiled) -> None:
        """Begin in the first state."""
        self.compiled = compiled
        self.stack = [compiled.start]
        self.values: list[Any] = []

    def accepts(self, terminal: str) -> bool:
        """Whether the present state has an action for this terminal."""
        return terminal in self.compiled.states[self.stack[-1]]

    def feed(self, terminal: str, value: Any = None) -> bool:
        """Take one step. False: not allowed here (LALR may have reduced before it finds out)."""
        states, stack, values = self.compiled.states, self.stack, self.values
        while True:
            action = states[stack[-1]].get(terminal)
            if action is None:
                return False
            if action >= 0:
                stack.append(action)
                values.append(value)
                return True
            production = self.compiled.productions[~action]
            size = production.size
            taken = values[-size:] if size else []
            if size:
                del stack[-size:], values[-size:]
            stack.append(states[stack[-1]][production.rule])
            values.append(self.outcome(production, taken))
            if terminal == END and stack[-1] == self.compiled.end:
                return True

    def outcome(self, production: Production, values: Sequence[Any]) -> Any:
        """What stands for a production when it is complete."""
        if production.name is None or production.rule == "start":
            return values[0] if values else None
        return production.name

    def copy(self) -> Automaton:
        """The same state again, to try something out."""
        other = Automaton(self.compiled)
        other.stack, other.values = self.stack.copy(), self.values.copy()
        return other


def digest(path: Path) -> str:
    """The digest of a source file, whatever its line ends.

    >>> len(digest(Path(__file__)))
    64
    """
    return sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def load(file: Path, key: str) -> Compiled | None:
    """A compiled grammar from its file, None where it is missing, damaged or of other sources."""
    try:
        total, _, body = file.read_text(encoding="utf-8").partition("\n")
        if total != sha256(body.encode()).hexdigest():
            return None
        data = json.loads(body)
        if data["format"] != FORMAT or data["key"] != key:
            return None
        return Compiled(
            labels={name: tuple(texts) for name, texts in data["labels"].items()},
            symbols={
                rule: tuple((name, is_terminal) for name, is_terminal in found)
                for rule, found in data["symbols"].items()
            },
            productions=tuple(Production(*values) for values in data["productions"]),
            states=tuple(
                {name: int(action) for action, names in row.items() for name in names.split()}
                for row in data["states"]
            ),
            start=data["start"],
            end=data["end"],
            terminals=tuple(Terminal(*values) for values in data["terminals"]),
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None  # a missing or damaged file costs time, never a result


def dump(compiled: Compiled, key: str) -> str:
    """The text of a compiled file: the digest of what follows, then all in one line of JSON.

    ``key`` is what it was made from, see `govreport.grammars.store.key_of`. A state's symbols
    stand grouped by what they do, which is short and quick to load.
    """
    states = []
    for row in compiled.states:
        grouped: dict[str, list[str]] = {}
        for name, action in row.items():
            grouped.setdefault(str(action), []).append(name)
        states.append({action: " ".join(names) for action, names in grouped.items()})
    data = {
        "format": FORMAT,
        "key": key,
        **asdict(compiled, recurse=False),
        "productions": [[one.rule, one.size, one.name] for one in compiled.productions],
        "states": states,
        "terminals": [
            [one.name, one.expression, one.begins, one.rank] for one in compiled.terminals
        ],
    }
    body = json.dumps(data, ensure_ascii=False, indent=None, separators=(",", ":")) + "\n"
    return f"{sha256(body.encode()).hexdigest()}\n{body}"
