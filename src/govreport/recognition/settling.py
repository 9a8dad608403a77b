"""Choose between the readings of a cell by the sums of its form, where these leave exactly one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from attrs import frozen

from govreport.model.rules import Equation
from govreport.recognition.equations import Number


@frozen
class Settled:
    """The one reading that the rules leave, and the rules that spoke for it."""

    value: Number
    rules: tuple[str, ...]


def settle(
    known: Mapping[str, Number],
    doubted: Mapping[str, Collection[Number]],
    equations: Sequence[Equation],
    misplaced: Collection[str] = (),
) -> dict[str, Settled]:
    """The doubted cells of which exactly one reading satisfies every sum that it takes part in.

    Args:
        known: values of the cells that are sure, by record path.
        doubted: the readings of the others.
        equations: the sums; one with another open cell says nothing yet.
        misplaced: the doubted cells whose value may belong to another cell. A sum over a row is
            the same wherever in the row a value stands, as is one over a column: they need both.

    >>> sums = [Equation("R3", ("total",), ("a", "b"))]
    >>> settle({"total": 9, "b": 2}, {"a": (7, 1)}, sums)["a"]
    Settled(value=7, rules=('R3',))
    >>> settle({"total": 9}, {"a": (7, 1), "b": (2, 8)}, sums)
    {}
    """
    settled = _in_place(known, doubted, equations, misplaced)
    values = {**known, **{path: found.value for path, found in settled.items()}}
    moving = True
    while moving:
        moving = False
        for path in doubted:
            if path in settled:
                continue
            found = _choice(path, doubted[path], values, equations)
            if found is not None and (path not in misplaced or _places(found.rules)):
                settled[path] = found
                values[path] = found.value
                moving = True
    return settled


def _in_place(
    known: Mapping[str, Number],
    doubted: Mapping[str, Collection[Number]],
    equations: Sequence[Equation],
    misplaced: Collection[str],
) -> dict[str, Settled]:
    """The cells that have one reading and stand where they stood, by rows and columns together.

    All are supposed to be in their places at once: most would have no sum without open cells.
    """
    single = {path: set(doubted[path]) for path in misplaced if len(set(doubted[path])) == 1}
    supposed = dict(known) | {path: min(values) for path, values in single.items()}
    chosen = {path: _choice(path, single[path], supposed, equations) for path in sorted(single)}
    return {path: found for path, found in chosen.items() if found and _places(found.rules)}


def _places(rules: Collection[str]) -> bool:
    """Whether rules prove row and column of a value."""
    return "R3" in rules and bool({"R1", "R2"}.intersection(rules))


def _choice(
    path: str,
    readings: Collection[Number],
    values: Mapping[str, Number],
    equations: Sequence[Equation],
) -> Settled | None:
    fitting: list[Settled] = []
    for reading in set(readings):
        tried = {**values, path: reading}
        held = [(e.rule, e.holds(tried)) for e in equations if path in e.paths]
        decided = [(rule, truth) for rule, truth in held if truth is not None]
        if decided and all(truth for _, truth in decided):
            fitting.append(Settled(reading, tuple(dict.fromkeys(rule for rule, _ in decided))))
    return fitting[0] if len(fitting) == 1 else None
