"""One row: fit its printed cells into the columns of the form."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from math import comb
from typing import Final, TypeAlias

from attrs import frozen

from govreport.tables.placement.digits import split_runs
from govreport.tables.placement.sums import Rule
from govreport.text.cells import BLANK, PAD, Reading, read_cell
from govreport.text.labels import flatten

Slot: TypeAlias = tuple[str, int, int, Reading | None]
"""One printed cell: text, offsets, and what it says (None for a mark)."""

MANY = 64
"""More candidate placements than this are not worth telling apart by rules."""


@frozen
class Fit:
    """The outcome: the slots, one for each column, or None with the candidates that remained.

    ``certain`` is False when counting alone did not decide; ``how`` then says what did.
    """

    slots: tuple[Slot, ...] | None
    certain: bool = True
    how: str = ""
    options: tuple[tuple[Slot, ...], ...] = ()


EMPTY: Final = (BLANK, PAD)
"""What stands for a cell in which nothing is printed."""


def is_filled(slot: Slot) -> bool:
    """Whether something is printed in the cell."""
    return slot[0] not in EMPTY


def values_of(slots: Sequence[Slot]) -> list[int | Decimal | None]:
    """The numbers of a row of slots, None where there is none."""
    return [slot[3].value if slot[3] is not None else None for slot in slots]


def fit_row(
    slots: Sequence[Slot],
    blocks: Sequence[int],
    *,
    rule: Rule | None = None,
    expected: int | None = None,
    kept: bool = False,
    glued: bool = False,
    running: bool = False,
    signed: frozenset[int] = frozenset(),
) -> Fit:
    """Place the printed cells of one row.

    Args:
        slots: everything between the row's label and the next label.
        blocks: number of columns, block by block (a single block for most tables).
        rule: the sum rule of a block.
        expected: how many cells, with blanks and padding, this table usually prints after a
            label; None when not known.
        kept: this table keeps its blank cells in place, so padding at the end is blank cells.
        glued: cells may have been printed without a separator.
        running: the cells come from running text, where a few may be glued (D21).
        signed: columns in which a sign is possible.

    >>> slots = [(text, 0, 0, read_cell(text)) for text in ("1", "0", "0")]
    >>> fit_row(slots, (3,)).certain
    True
    >>> fit_row(slots[:2], (3,)).slots is None
    True
    """
    width = sum(blocks)
    filled = [slot for slot in slots if is_filled(slot)]
    count = len(filled)
    if glued and any(_has_leading_zero(slot) for slot in filled):
        return _split(filled, blocks, rule, signed)
    if count == width:
        core = _core(slots)
        if len(core) > width and any(not is_filled(slot) for slot in core[-width:]):
            return Fit(tuple(filled), False, "blank cells stand between the numbers")
        if glued and rule is not None and not _agrees(filled, blocks, rule):
            how = "as many numbers as columns, which do not add up and may be glued"
            return Fit(tuple(filled), False, how)
        return Fit(tuple(filled))
    lost = expected is not None and len(slots) < expected
    if count == 0:
        if len(slots) >= width and not lost:
            return Fit(tuple(_blank(slot) for slot in slots[:width]))
        return Fit(None, how="the row's cells are missing")
    if count > width:
        return Fit(None, how=f"{count} values for {width} columns")
    if running and len(slots) == count and any(map(_has_leading_zero, filled)):
        return _split(filled, blocks, rule, signed)
    if glued or (count == 1 and len(slots) == 1):
        return _split(filled, blocks, rule, signed)
    if lost:
        return Fit(
            None, how=f"{count} values for {width} columns, and a cell of the row is missing"
        )
    tail = 0 if expected is None else max(0, expected - width)
    placed = _by_position(slots, width, tail, kept=False)
    if placed is not None:
        return Fit(placed)
    placed = _by_position(slots, width, tail, kept=True) if kept else None
    if placed is not None:
        return Fit(placed, False, "blank cells at the end, as this table keeps its blank cells")
    if any(slot[0] == PAD for slot in slots) or len(slots) > count:
        return _by_rule(filled, width, blocks, rule)
    return Fit(None, how=f"{count} values for {width} columns")


def _core(slots: Sequence[Slot]) -> Sequence[Slot]:
    """Up to the last printed cell."""
    last = max(index for index, slot in enumerate(slots) if is_filled(slot))
    return slots[: last + 1]


def _blank(slot: Slot) -> Slot:
    return (BLANK, slot[1], slot[2], None)


def _by_position(
    slots: Sequence[Slot], width: int, tail: int, *, kept: bool
) -> tuple[Slot, ...] | None:
    """Blank cells stand where the form has them: count from the left.

    ``tail`` cells at the end of each row are not columns of the form; padding (unless ``kept``)
    is none either, and of the blanks at the end only those beyond the tail are.
    """
    core = _core(slots)
    rest = slots[len(core) :]
    if len(core) > width or any(slot[0] == PAD for slot in core):
        return None
    if len(core) == width:
        return tuple(core)
    blanks = 0
    while blanks < len(rest) and (kept or rest[blanks][0] == BLANK):
        blanks += 1
    if blanks == len(rest):
        blanks -= tail
    if len(core) + blanks == width:
        return (*core, *(_blank(slot) for slot in rest[: width - len(core)]))
    return None


def _by_rule(filled: Sequence[Slot], width: int, blocks: Sequence[int], rule: Rule | None) -> Fit:
    """Collapsed blanks: keep the placements that agree with the sum rule."""
    how = f"{len(filled)} values for {width} columns, and the blank cells have lost their place"
    if rule is None or comb(width, len(filled)) > MANY:
        return Fit(None, how=how)
    options = []
    anchor = filled[0]
    for columns in combinations(range(width), len(filled)):
        row = [_blank((BLANK, anchor[1], anchor[1], None))] * width
        for column, slot in zip(columns, filled, strict=True):
            row[column] = slot
        if _agrees(row, blocks, rule):
            options.append(tuple(row))
    if len(options) == 1:
        return Fit(options[0], False, "the only placement in which the row adds up to its total")
    return Fit(None, how=how, options=tuple(options))


def _agrees(row: Sequence[Slot], blocks: Sequence[int], rule: Rule) -> bool:
    position = 0
    values = values_of(row)
    for size in blocks:
        if not rule(values[position : position + size]):
            return False
        position += size
    return True


def _has_leading_zero(slot: Slot) -> bool:
    text = slot[0]
    return len(text) > 1 and text[0] == "0" and text[1].isdigit()


def _split(
    filled: Sequence[Slot], blocks: Sequence[int], rule: Rule | None, signed: frozenset[int]
) -> Fit:
    """Glued numbers: one way to cut them, or one that also adds up."""
    runs = [flatten(slot[0]) for slot in filled]
    width = sum(blocks)
    found = split_runs(runs, blocks, limit=2, signed=signed)
    how = "the only way to cut the digits into the form's columns"
    if len(found) != 1 and rule is not None:
        found = split_runs(runs, blocks, rule, limit=MANY, signed=signed)
        how = "the only way to cut the digits so that the row adds up to its total"
    options = tuple(
        tuple(
            (
                runs[run][start:end],
                filled[run][1] + start,
                filled[run][1] + end,
                read_cell(runs[run][start:end]),
            )
            for run, start, end in cut
        )
        for cut in found
    )
    if len(options) == 1:
        return Fit(options[0], False, how)
    text = " ".join(runs)
    why = "in no" if not options else "in more than one"
    return Fit(None, how=f"{text} can be cut {why} way into {width} columns", options=options)
