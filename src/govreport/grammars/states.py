"""The states of a grammar's LALR automaton, as values: each step is computed once, then known.

A form has a few hundred states at most, and thousands of documents pass through the same ones.
"""

from __future__ import annotations

from typing import TypeAlias

from govreport.grammars.tables import END, Compiled

_Stack: TypeAlias = tuple[int, ...]

_MOST = 4096
"""Steps that one state remembers, and states that one grammar shares, at most."""


class RowState:
    """A place in a form: what may be printed next. Never changes.

    Args:
        compiled: the grammar.
        stack: the automaton's stack.
        known: the states of this grammar met so far, shared by all of them.
    """

    __slots__ = ("_after", "_compiled", "_known", "stack")

    def __init__(self, compiled: Compiled, stack: _Stack, known: dict[_Stack, RowState]) -> None:
        """No step from here is known yet."""
        self.stack = stack
        self._compiled = compiled
        self._known = known
        self._after: dict[str, tuple[bool, RowState]] = {}

    def accepts(self, terminal: str) -> bool:
        """Whether the automaton has an action for this terminal here."""
        return terminal in self._compiled.states[self.stack[-1]]

    def after(self, terminal: str) -> tuple[bool, RowState]:
        """Whether the terminal is allowed here, and the state after it.

        A terminal that is not allowed may complete what was open before it is refused, as LALR
        automata do: the state after it is then another one all the same.
        """
        step = self._after.get(terminal)
        if step is None:
            accepted, stack = self._step(terminal)
            state = self._known.get(stack)
            if state is None:
                state = RowState(self._compiled, stack, self._known)
                if len(self._known) < _MOST:
                    self._known[stack] = state
            step = accepted, state
            if len(self._after) < _MOST:
                self._after[terminal] = step
        return step

    def expected(self) -> tuple[str, ...]:
        """The terminals that are allowed here."""
        offered = (name for name in self._compiled.states[self.stack[-1]] if name.isupper())
        return tuple(sorted(name for name in offered if self.after(name)[0]))

    def _step(self, terminal: str) -> tuple[bool, _Stack]:
        states, stack = self._compiled.states, list(self.stack)
        while True:
            action = states[stack[-1]].get(terminal)
            if action is None:
                return False, tuple(stack)
            if action >= 0:
                stack.append(action)
                return True, tuple(stack)
            production = self._compiled.productions[~action]
            if production.size:
                del stack[-production.size :]
            stack.append(states[stack[-1]][production.rule])
            if terminal == END and stack[-1] == self._compiled.end:
                return True, tuple(stack)
