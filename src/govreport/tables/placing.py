"""Fit the cells of identified rows into their columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from govreport.diagnostics import Severity
from govreport.tables.headers import Header
from govreport.tables.labelled_rows import Strip
from govreport.tables.outcome import PlacedRow, TableReading
from govreport.tables.placement.rows import Fit, fit_row, is_filled
from govreport.text.cells import PAD

_Concluded: TypeAlias = dict[str, list[tuple[str, int, int]]]
"""Reason -> label and offsets of the rows that were placed for it."""

_ENOUGH_ROWS = 2
_CONSTANT = 0.8


def place_rows(
    strips: Sequence[Strip],
    result: TableReading,
    header: Header,
    *,
    glued: bool,
    thinned: bool = False,
) -> None:
    """Add every row of ``strips`` to the result: placed, open, or without a place.

    ``thinned`` says that repeated lines were removed from the text (D9).
    """
    rows = [strip for strip in strips if strip.path and strip.slots]
    if thinned:
        _keep_first(rows, result, header)
        rows = [strip for strip in rows if strip.slots]
    usual = UsualLength(rows)
    _unsettle_padding(rows)
    concluded: _Concluded = {}
    kept = any(_keeps_blanks(strip) for strip in rows)
    for strip in rows:
        if not strip.columns:
            result.unplace(strip.slots, strip.text, strip.how)
            continue
        _drop_stray(strip, result)
        expected = usual.of(strip)
        if strip is rows[-1] and expected is not None and len(strip.slots) < expected:
            # The last row of a table is often printed without its padding.
            expected = expected if any(slot[0] == PAD for slot in strip.slots) else None
        fit = fit_row(
            strip.slots,
            (len(strip.columns),),
            rule=result.form.rule,
            expected=expected,
            kept=kept,
            glued=glued,
            signed=frozenset(i for i, c in enumerate(strip.columns) if c.signed),
        )
        _doubt_neighbours(strip, expected)
        fit = _doubt_blanks(strip, fit, expected, kept=kept)
        _accept(strip, fit, result, header, concluded)
    _note_concluded(concluded, result)


def _accept(
    strip: Strip, fit: Fit, result: TableReading, header: Header, concluded: _Concluded
) -> None:
    assert strip.path is not None
    label = strip.text or header.form_of(strip.path, strip.columns).grammar.row_labels[strip.path]
    if fit.slots is None:
        if strip.filled():
            result.open_rows.append((strip, fit))
        else:
            result.note(
                "row-empty",
                Severity.WARNING,
                f"{label}: the cells of this row are missing",
                strip.start,
                strip.end,
            )
        return
    if not fit.certain:
        concluded.setdefault(fit.how, []).append((label, fit.slots[0][1], fit.slots[-1][2]))
    if strip.doubt:
        result.note(
            "columns-assumed", Severity.WARNING, f"{label}: {strip.doubt}", strip.start, strip.end
        )
    result.rows.append(
        PlacedRow(
            strip.path,
            strip.columns,
            fit.slots,
            strip.certain and fit.certain and not strip.doubt,
            header.form_of(strip.path, strip.columns),
        )
    )


def _note_concluded(concluded: _Concluded, result: TableReading) -> None:
    """One finding a reason: a table without separators would otherwise have one a row."""
    for how, rows in concluded.items():
        label, start, end = rows[0]
        if len(rows) > 1:
            label = f"{label} and {len(rows) - 1} more rows"
            end = max(last for _, _, last in rows)
        result.note("cells-placed", Severity.WARNING, f"{label}: placed as {how}", start, end)


def _keep_first(rows: Sequence[Strip], result: TableReading, header: Header) -> None:
    """Without its repeated lines a table keeps each number once, where it was first printed.

    So the first number of the table stands in its row's first column; of the others only the
    row can be told, at best.
    """
    for number, strip in enumerate(rows):
        strip.certain = False
        if number or not strip.columns or strip.filled() in (0, len(strip.columns)):
            continue
        assert strip.path is not None
        first, *rest = [slot for slot in strip.slots if is_filled(slot)]
        columns = strip.columns[:1]
        result.rows.append(
            PlacedRow(
                strip.path, columns, (first,), False, header.form_of(strip.path, strip.columns)
            )
        )
        strip.slots = []
        result.unplace(rest, strip.text, "repeated lines were removed from this text")


def _unsettle_padding(rows: Sequence[Strip]) -> None:
    """Empty cells at the end of short rows, in a table whose complete rows are padded there.

    Cells that were merged or dropped were made up for on the right (D7, D8): how many of them
    are blank columns cannot be told from their number.
    """
    complete = [row for row in rows if row.closed and _is_complete(row)]
    padded = sum(len(row.slots) > len(row.columns) for row in complete)
    if padded * 2 <= len(complete):
        return
    for row in rows:
        if not row.closed or _is_complete(row) or not row.filled():
            continue
        end = len(row.slots)
        while not is_filled(row.slots[end - 1]):
            end -= 1
        row.slots[end:] = [(PAD, *slot[1:]) for slot in row.slots[end:]]


class UsualLength:
    """How many cells follow a label in this table, blanks and padding counted.

    Two things may be constant: the cells of a row with all its labels (padding fills the grid,
    D7), or the cells after the values (a phantom column, a row end). Whichever holds for the
    complete rows tells where a cell of another row is missing.
    """

    def __init__(self, rows: Sequence[Strip]) -> None:
        """Learn from the complete rows."""
        complete = [row for row in rows if _is_complete(row)]
        totals = Counter(len(row.slots) + row.led for row in complete)
        tails = Counter(len(row.slots) - len(row.columns) for row in complete)
        self.total: int | None = None
        self.tail: int | None = None
        if len(complete) < _ENOUGH_ROWS:
            return
        (total, padded), (tail, tailed) = totals.most_common(1)[0], tails.most_common(1)[0]
        if max(padded, tailed) < _CONSTANT * len(complete):
            return
        # Rows of one width say nothing between the two: padding fills a grid, blanks end a row.
        fills = any(slot[0] == PAD for row in complete for slot in row.slots)
        if tailed > padded or (tailed == padded and not fills):
            self.tail = tail
        else:
            self.total = total

    def of(self, row: Strip) -> int | None:
        """The usual number of cells after the label of this row, None when not known."""
        if self.tail is not None:
            return len(row.columns) + self.tail
        return None if self.total is None else self.total - row.led


def _is_complete(strip: Strip) -> bool:
    """A number for each column, and no blank cell before or between them."""
    width = len(strip.columns)
    return strip.filled() == width > 0 and all(is_filled(slot) for slot in strip.slots[:width])


def _doubt_neighbours(strip: Strip, expected: int | None) -> None:
    """More cells than in the other rows: one of them may be another row's."""
    if strip.several:
        strip.doubt = strip.doubt or "several numbers stand in one cell"
    if expected is None or strip.closed:
        return
    if len(strip.slots) > expected:
        strip.doubt = strip.doubt or "it has more cells than the other rows"


def _doubt_blanks(strip: Strip, fit: Fit, expected: int | None, *, kept: bool) -> Fit:
    """Blank cells count only where the layout states the row's end, or other rows its length."""
    if strip.closed or fit.slots is None or not fit.certain:
        return fit
    if not strip.filled() or _is_complete(strip):
        return fit
    if expected == len(strip.columns) and not kept and not is_filled(fit.slots[-1]):
        # A pipe alone on its line is a blank cell, or the padding after a cell that is missing.
        how = "as many cells as the form has, the last one blank"
        return Fit(fit.slots, False, how, fit.options)
    if expected is not None:
        return fit
    how = "as many cells as the form has, though nothing shows the length of a row in this table"
    return Fit(fit.slots, False, how, fit.options)


def _keeps_blanks(strip: Strip) -> bool:
    """A blank between two values shows that this table keeps its blank cells in place."""
    filled = [index for index, slot in enumerate(strip.slots) if is_filled(slot)]
    if not filled:
        return False
    return any(slot[0] == "" for slot in strip.slots[: filled[-1]])


def _drop_stray(strip: Strip, result: TableReading) -> None:
    """One number too many at the end of a row that is complete without it.

    Where the text ends in the middle of a table it may be a cut label (``2.…``); alone on a line
    below the row it may be the number of a page. Both stay outside the row, and said so.
    """
    width = len(strip.columns)
    if strip.filled() != width + 1 or not all(is_filled(slot) for slot in strip.slots[:width]):
        return
    *_, before, stray = strip.slots
    if strip.last and len(strip.slots) == width + 1:
        why = "the text ends here, it may be part of a label"
    elif before[0] == PAD and is_filled(stray):
        why = "it stands alone below a complete row, it may be the number of a page"
    else:
        return
    result.unplace([stray], strip.text, why)
    strip.slots = strip.slots[:width]
    strip.certain = False
