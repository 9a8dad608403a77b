"""Fit the cells of identified rows into their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import add

from attrs import evolve

from govreport.diagnostics import Severity
from govreport.language import phrase
from govreport.tables.assignment import AssignedRow, KnownRow, RowAssignment
from govreport.tables.forms import TableContext, TableForm
from govreport.tables.headers import Header
from govreport.tables.label_fillers import without_fillers
from govreport.tables.outcome import PlacedRow, TableReading
from govreport.tables.placement.rows import Fit, Slot, fit_row, is_filled, values_of
from govreport.tables.printed_order import UNKNOWN
from govreport.text.cells import PAD

_ENOUGH_ROWS = 2
_CONSTANT = 0.8


def place_rows(
    assigned: Sequence[AssignedRow],
    result: TableReading,
    header: Header,
    context: TableContext,
) -> None:
    """Add every assigned row to the result: placed, open, or without a place."""
    rows = [f for f in assigned if isinstance(f, KnownRow) or (f.path and f.printed)]
    if context.deduplicated:
        rows = _keep_first(rows, result, header)
    rows = _doubt_cut_row(rows, result.form)
    known = [found for found in rows if isinstance(found, KnownRow)]
    usual = UsualLength(rows)
    if len(known) == len(rows) and not any(map(usual.is_exceeded, known)):
        result.rows.extend(known)
        return
    rows = without_fillers(_without_padding(rows), result.form.label_columns)
    kept = any(_keeps_blanks(found) for found in rows if not isinstance(found, KnownRow))
    last = len(rows) - 1
    for number, assigned_row in enumerate(rows):
        if isinstance(assigned_row, KnownRow) and not usual.is_exceeded(assigned_row):
            result.rows.append(assigned_row)
            continue
        found = assigned_row.opened()
        if not found.columns:
            result.unplace(found.slots, found.row.text, found.reason)
            continue
        found = _without_stray(found, result)
        expected = usual.of(found)
        if number == last and expected is not None and found.printed < expected:
            # The last row of a table is often printed without its padding.
            expected = expected if any(slot[0] == PAD for slot in found.slots) else None
        fit = fit_row(
            found.slots,
            (len(found.columns),),
            rule=None if _has_sums(found) else result.form.rule,
            expected=expected,
            kept=kept,
            glued=context.glued,
            running=context.running,
            signed=frozenset(i for i, c in enumerate(found.columns) if c.signed),
        )
        found = _doubt_neighbours(found, expected, apart=not (context.glued or context.running))
        fit = _doubt_fillers(found, fit, result.form)
        fit = _doubt_blanks(found, fit, expected, kept=kept)
        _accept(found, fit, result, header)


def _has_sums(found: RowAssignment) -> bool:
    return any(column.identifier[0] == UNKNOWN for column in found.columns)


def _accept(found: RowAssignment, fit: Fit, result: TableReading, header: Header) -> None:
    assert found.path is not None
    row = found.row
    form = header.form_of(found.path, found.columns)
    label = row.text or form.grammar.row_labels[found.path]
    if fit.slots is None:
        if found.filled():
            result.open_rows.append((found, fit))
        else:
            result.note(
                "row-empty",
                Severity.WARNING,
                phrase("{label}: the cells of this row are missing", label=label),
                row.start,
                row.end,
                row=found.path,
            )
        return
    if not fit.certain:
        result.note(
            "cells-placed",
            Severity.WARNING,
            phrase("{label}: columns concluded ({how})", label=label, how=fit.how),
            fit.slots[0][1],
            fit.slots[-1][2],
            row=found.path,
        )
    if found.doubt:
        result.note(
            "columns-assumed",
            Severity.WARNING,
            phrase("{label}: {doubt}", label=label, doubt=found.doubt),
            row.start,
            row.end,
            row=found.path,
        )
    certain = found.certain and fit.certain and not found.doubt
    result.rows.append(PlacedRow(found.path, found.columns, fit.slots, certain, form))


def _keep_first(
    rows: Sequence[AssignedRow], result: TableReading, header: Header
) -> list[AssignedRow]:
    """Without its repeated lines a table keeps each number once, where it was first printed.

    So the first number of the table stands in its row's first column; of the others only the
    row can be told, at best.
    """
    left: list[AssignedRow] = []
    for number, found in enumerate(rows):
        if number or not found.columns or found.filled() in (0, len(found.columns)):
            left.append(evolve(found.opened(), certain=False))
            continue
        assert found.path is not None
        first, *rest = [slot for slot in found.slots if is_filled(slot)]
        columns = found.columns[:1]
        form = header.form_of(found.path, found.columns)
        result.rows.append(PlacedRow(found.path, columns, (first,), False, form))
        result.unplace(rest, found.row.text, "repeated lines were removed from this text")
    return left


def _without_padding(rows: Sequence[AssignedRow]) -> list[AssignedRow]:
    """Empty cells at the end of short rows, in a table whose complete rows are padded there.

    Cells that were merged or dropped were made up for on the right (D7, D8): how many of them
    are blank columns cannot be told from their number.
    """
    if all(not found.source.closed or _is_complete(found) for found in rows):
        return list(rows)
    complete = [found for found in rows if found.source.closed and _is_complete(found)]
    padded = sum(found.printed > len(found.columns) for found in complete)
    if padded * 2 <= len(complete):
        return list(rows)
    left = []
    for found in rows:
        if found.source.closed and not _is_complete(found) and found.filled():
            slots = list(found.slots)
            end = len(slots)
            while not is_filled(slots[end - 1]):
                end -= 1
            slots[end:] = [(PAD, *slot[1:]) for slot in slots[end:]]
            found = evolve(found.opened(), cells=tuple(slots))
        left.append(found)
    return left


class UsualLength:
    """How many cells follow a label in this table, blanks and padding counted.

    Two things may be constant: the cells of a row with all its labels (padding fills the grid,
    D7), or the cells after the values (a phantom column, a row end). Whichever holds for the
    complete rows tells where a cell of another row is missing.
    """

    def __init__(self, rows: Sequence[AssignedRow]) -> None:
        """Learn from the complete rows."""
        complete = [found for found in rows if _is_complete(found)]
        self.total: int | None = None
        self.tail: int | None = None
        if len(complete) < _ENOUGH_ROWS:
            return
        tails = list(map(_tail, complete))
        widths = [len(found.columns) + found.lead for found in complete]
        tail, tailed = _most_common(tails)
        total, padded = _most_common(list(map(add, tails, widths)))
        if max(padded, tailed) < _CONSTANT * len(complete):
            return
        # Rows of one width say nothing between the two: padding fills a grid, blanks end a row.
        if tailed > padded or (tailed == padded and not any(map(_has_padding, complete))):
            self.tail = tail
        else:
            self.total = total

    def of(self, found: AssignedRow) -> int | None:
        """The usual number of cells after the label of this row, None when not known."""
        if self.tail is not None:
            return len(found.columns) + self.tail
        return None if self.total is None else self.total - found.lead

    def is_exceeded(self, found: KnownRow) -> bool:
        """Whether a row that is not closed has more cells than is usual here."""
        if found.source.closed or (self.tail is None and self.total is None):
            return False
        if self.tail is not None:
            return _tail(found) > self.tail
        assert self.total is not None
        return found.printed + found.lead > self.total


def _tail(found: AssignedRow) -> int:
    """How many cells follow the values of a complete row."""
    if isinstance(found, KnownRow):
        return len(found.source.tail)
    return found.printed - len(found.columns)


def _most_common(numbers: Sequence[int]) -> tuple[int, int]:
    """The most common number and how often it comes; of several, the first."""
    most = max(dict.fromkeys(numbers), key=numbers.count)
    return most, numbers.count(most)


def _has_padding(found: AssignedRow) -> bool:
    slots = found.source.tail if isinstance(found, KnownRow) else found.slots
    return any(slot[0] == PAD for slot in slots)


def _is_complete(found: AssignedRow) -> bool:
    """A number for each column, and no blank cell before or between them."""
    if isinstance(found, KnownRow):
        return True
    width = len(found.columns)
    return found.filled() == width > 0 and all(map(is_filled, found.slots[:width]))


_NUMERAL = re.compile(r"[1-9]")
_SEVERAL = re.compile(r"\d[^\d\s]{0,2}[\s¦][^\d]{0,3}\d")


def _holds_several(slot: Slot) -> bool:
    """Whether a cell that is no number holds two: a mark between cells is damaged."""
    reading = slot[3]
    return reading is not None and reading.kind == "odd" and bool(_SEVERAL.search(slot[0]))


def _doubt_neighbours(found: RowAssignment, expected: int | None, *, apart: bool) -> RowAssignment:
    """More cells than in the other rows: one of them may be another row's; where cells stand
    ``apart``, a number that does not may be a mark of its label."""
    if found.doubt:
        return found
    row, first = found.row, found.slots[0] if found.slots else None
    if apart and first and is_filled(first) and row.start < row.end == first[1]:
        return evolve(found, doubt="its first number stands in the cell of its label")
    if apart and row.text[-1:].isdigit():
        return evolve(found, doubt="its label ends with a number, which may be its first cell")
    if found.row.several or any(map(_holds_several, found.slots)):
        return evolve(found, doubt="several numbers stand in one cell")
    if expected is not None and not found.source.closed and found.printed > expected:
        return evolve(found, doubt="it has more cells than the other rows")
    return found


def _doubt_fillers(found: RowAssignment, fit: Fit, form: TableForm) -> Fit:
    """One or two empty cells before the values may fill the label, and a value be blank behind.

    Where the row is padded, both explain the same cells (D25); the row's sum decides, when it is
    not 0.
    """
    slots = found.slots
    leading = next((n for n, slot in enumerate(slots) if is_filled(slot)), 0)
    if fit.slots is None or not 0 < leading < form.label_columns or slots[-1][0] != PAD:
        return fit
    values = values_of(fit.slots)
    if form.rule is not None and values[-1] and form.rule(values):
        return fit
    how = "its first cell is blank, or fills the label and the last one is blank"
    return Fit(fit.slots, False, how, fit.options)


def _doubt_blanks(found: RowAssignment, fit: Fit, expected: int | None, *, kept: bool) -> Fit:
    """Blank cells count only where the layout states the row's end, or other rows its length."""
    if found.source.closed or fit.slots is None or not fit.certain:
        return fit
    if not found.filled() or _is_complete(found):
        return fit
    if expected == len(found.columns) and not kept and not is_filled(fit.slots[-1]):
        # A pipe alone on its line is a blank cell, or the padding after a cell that is missing.
        how = "as many cells as the form has, the last one blank"
        return Fit(fit.slots, False, how, fit.options)
    if expected is not None:
        return fit
    how = "as many cells as the form has, though nothing shows the length of a row in this table"
    return Fit(fit.slots, False, how, fit.options)


def _keeps_blanks(found: RowAssignment) -> bool:
    """A blank between two values shows that this table keeps its blank cells in place."""
    slots = found.slots
    filled = [index for index, slot in enumerate(slots) if is_filled(slot)]
    if not filled:
        return False
    return any(slot[0] == "" for slot in slots[: filled[-1]])


def _doubt_cut_row(rows: list[AssignedRow], form: TableForm) -> list[AssignedRow]:
    """Where the text ends within a table, the last number may be the numeral of the next label,
    and a value be missing before it: so it is where the row does not add up."""
    last = rows[-1] if rows else None
    if last is None or form.rule is None or not last.source.last or last.source.closed:
        return rows
    found = last.opened()
    if found.doubt or found.path == form.grammar.rows[-1].path or not _is_complete(found):
        return rows
    may_be_numeral = _NUMERAL.fullmatch(found.slots[-1][0]) is not None
    if not may_be_numeral or form.rule(values_of(found.slots)):
        return rows
    doubt = phrase("the text ends here, and its last number may begin the next label")
    return [*rows[:-1], evolve(found, doubt=doubt)]


def _without_stray(found: RowAssignment, result: TableReading) -> RowAssignment:
    """One number too many at the end of a row that is complete without it.

    Where the text ends in the middle of a table it may be a cut label (``2.…``); alone on a line
    below the row it may be the number of a page. Both stay outside the row, and said so.
    """
    width = len(found.columns)
    slots = found.slots
    if found.filled() != width + 1 or not all(map(is_filled, slots[:width])):
        return found
    *_, before, stray = slots
    if found.row.last and len(slots) == width + 1:
        why = "the text ends here, it may be part of a label"
    elif before[0] == PAD and is_filled(stray):
        why = "it stands alone below a complete row, it may be the number of a page"
    else:
        return found
    result.unplace([stray], found.row.text, why)
    return evolve(found, cells=slots[:width], certain=False)
