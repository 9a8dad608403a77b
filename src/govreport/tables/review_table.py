"""The table of reviews and lawsuits: labels repeat three times, position decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from govreport.diagnostics import Severity
from govreport.language import phrase
from govreport.tables.assignment import KnownRow, RowAssignment, RowPlan, shape_of_row
from govreport.tables.forms import Column, TableContext, TableForm
from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.outcome import PlacedRow, TableReading
from govreport.tables.passages import Passage, PassageRow, rows_of
from govreport.tables.placement.rows import Fit, fit_row
from govreport.text.cells import PAD
from govreport.text.runs import PlacedRun

_REVIEW = "review"

_HeadedRun: TypeAlias = tuple[LabelledRow, tuple[str, ...], tuple[str, ...]]
"""A row of numbers, and the kinds of case and the outcomes that are printed above it."""


class _Token:
    __slots__ = ("start", "text", "type")

    def __init__(self, type_: str, row: LabelledRow) -> None:
        self.type, self.text, self.start = type_, row.text, row.start


class CasesReader:
    """Reads one row of 15 numbers, or three rows of five below their own headers.

    Args:
        form: the form of the table.
        glued: the layout may print cells without a separator.
        running: the cells come from running text.
    """

    def __init__(self, form: TableForm, *, glued: bool, running: bool = False) -> None:
        """Prepare an empty reading."""
        self.form = form
        self.glued = glued
        self.running = running and not glued
        self.result = TableReading(form)
        self.paths = [row.path for row in form.grammar.rows]
        self.columns = form.columns_of("")
        self._parser = form.grammar.parser()
        self._named: list[str] = []
        self._outcomes: list[str] = []
        self._done: set[str] = set()
        self._is_doubled = self._is_broken = self._is_headless = False

    def read(self, rows: Iterable[LabelledRow]) -> TableReading:
        """Read all rows of the table, in reading order."""
        runs = []
        for row in rows:
            terminal = self._terminal(row)
            if terminal is not None:
                self._parser.feed(_Token(terminal, row))
            if terminal in self.form.grammar.row_of:
                self._named.append(self.form.grammar.row_of[terminal].path)
            elif terminal == "LITIGATION":
                self._named.append(terminal)
            elif terminal in self.form.grammar.columns:
                self._outcomes.append(terminal.lower())
            blank_row = row.reading is None and len(row.slots) >= len(self.columns)
            if row.filled() or blank_row:
                runs.append((row, tuple(self._named), tuple(self._outcomes)))
                self._named, self._outcomes = [], []
        if self.running and all(_digits(row) < len(self.columns) for row, _, _ in runs):
            return self.result  # a label, a number, a label: a sentence, and no row of this table
        joined = self._joined(runs)
        self._is_doubled = self._are_two_printings([row.filled() for row, _, _ in joined])
        self._is_headless = any(not (named or outcomes) for _, named, outcomes in joined[1:])
        for row, named, outcomes in joined:
            self._read_run(row, named, outcomes)
        return self.result

    def _are_two_printings(self, filled: Sequence[int]) -> bool:
        """Whether the row stands there as a whole, and a part of it once more."""
        block = len(self.columns)
        whole = block * len(self.paths)
        return whole in filled and any(count in range(block, whole, block) for count in filled)

    def _terminal(self, row: LabelledRow) -> str | None:
        for match in row.matches or ():
            if match.table == self.form.table:
                return match.terminal
        return None

    def _joined(self, runs: Sequence[_HeadedRun]) -> list[_HeadedRun]:
        """Drop runs that are only blanks when another run holds numbers; a row that goes on in
        the next line is one."""
        printed = [run for run in runs if run[0].filled()]
        if len(printed) > 1 and not any(named or outcomes for _, named, outcomes in printed[1:]):
            first, named, outcomes = printed[0]
            slots = [slot for row, _, _ in printed for slot in row.slots if slot[0] != PAD]
            if len(slots) == len(self.columns) * len(self.paths):
                self._is_broken = True
                return [(first.with_slots(slots), named, outcomes)]
        return printed or list(runs[:1])

    def _read_run(
        self, row: LabelledRow, named: tuple[str, ...], outcomes: tuple[str, ...]
    ) -> None:
        open_paths = [path for path in self._printed(named) if path not in self._done]
        for paths, certain, how in self._readings(row, named, open_paths):
            fit = self._fit(row, len(paths))
            if fit.slots is not None:
                columns = self._columns(outcomes, len(paths))
                if columns is None:
                    why = "its header names the outcomes in another order, and not all of them"
                    self.result.unplace(row.slots, row.text if row.matches else "", why)
                    return
                moved = paths != [p for p in self.paths if p in paths] or any(
                    block != self.columns for block in columns
                )
                if moved:
                    certain, how = False, "the order in which its header names the columns"
                self._accept(row, paths, columns, fit, certain, how)
                return
        if not self._done:
            fit = self._fit(row, len(self.paths))
            self.result.open_rows.append((RowAssignment(row), fit))
            return
        why = "not the width of a row of this table"
        self.result.unplace(row.slots, row.text if row.matches else "", why)

    def _printed(self, named: Sequence[str]) -> list[str]:
        """The kinds of case in the order in which the header prints them.

        行政诉讼 stands above the two kinds of lawsuit, which are printed in the line below.
        """
        last = {name: index for index, name in enumerate(named)}
        if any(path not in last for path in self.paths):
            return self.paths
        lawsuits = sorted((path for path in self.paths if path != _REVIEW), key=last.__getitem__)
        # The section's heading has the same words: what is printed last is the table's header.
        above = last.get("LITIGATION", last[lawsuits[0]])
        first = above < last[_REVIEW]
        return [*lawsuits, _REVIEW] if first else [_REVIEW, *lawsuits]

    def _columns(self, outcomes: Sequence[str], blocks: int) -> list[tuple[Column, ...]] | None:
        """The columns of each block in the order in which the header prints them; None where it
        prints them in an order that nobody can tell.

        In running text the lines of a header may be printed in any order (D12).
        """
        width = len(self.columns)
        place = {column.identifier: column for column in self.columns}
        parts = [outcomes[first : first + width] for first in range(0, len(outcomes), width)]
        if parts and all(set(part) == set(place) for part in parts):
            if len(parts) != blocks and len(set(map(tuple, parts))) == 1:
                parts = parts[:1] * blocks
            if len(parts) == blocks:
                return [tuple(place[name] for name in part) for part in parts]
        in_order = iter(tuple(place) * blocks)
        if self.running or self.glued or all(name in in_order for name in outcomes):
            return [self.columns] * blocks
        return None

    def _readings(
        self, row: LabelledRow, named: tuple[str, ...], open_paths: list[str]
    ) -> Iterable[tuple[list[str], bool, str]]:
        """Which kinds of case the run may hold, the best first."""
        if len(open_paths) == len(self.paths):
            yield open_paths, True, ""
        kinds = [name for name in named if name in self.paths and name not in self._done]
        kinds = list(dict.fromkeys(kinds))
        if len(kinds) == 1:
            yield kinds, True, ""
        if len(kinds) == 2:
            yield kinds, True, ""
        if "LITIGATION" in named and not kinds and len(open_paths) == 2:
            yield open_paths, False, "the header says only 行政诉讼"
        if not kinds and open_paths:
            yield open_paths[:1], False, "its header does not say which kind of case it is"

    def _fit(self, row: LabelledRow, blocks: int) -> Fit:
        if row.filled() == len(row.slots) == len(self.columns) * blocks and not self.glued:
            return Fit(tuple(row.slots))
        fit = fit_row(
            row.slots,
            (len(self.columns),) * blocks,
            rule=self.form.rule,
            glued=self.glued,
            kept=True,
        )
        width = len(self.columns) * blocks
        stated = row.closed and [slot[0] for slot in row.slots].count(PAD) == 0
        if fit.slots is None or row.filled() in (0, width) or (stated and len(row.slots) == width):
            return fit
        # The table has one row: no other shows how many cells a row has in this text.
        how = fit.how or "as many cells as the form has, blank ones counted"
        return Fit(fit.slots, False, how, fit.options)

    def _accept(
        self,
        row: LabelledRow,
        paths: list[str],
        columns: Sequence[tuple[Column, ...]],
        fit: Fit,
        certain: bool,
        how: str,
    ) -> None:
        assert fit.slots is not None
        if self._is_doubled and certain:
            certain, how = False, "a part of the row is printed a second time, with other numbers"
        elif self._is_broken and certain:
            certain, how = False, "the row is printed in several lines"
        elif self._is_headless and certain:
            certain, how = False, "a row of it has no header"
        if not fit.certain or not certain:
            self.result.note(
                "cells-placed",
                Severity.WARNING,
                phrase(
                    "{label}: columns concluded ({how})",
                    label=phrase("reviews and lawsuits"),
                    how=fit.how or how,
                ),
                fit.slots[0][1],
                fit.slots[-1][2],
                row=paths[0] if len(paths) == 1 else "",
            )
        width = len(self.columns)
        for index, path in enumerate(paths):
            slots = fit.slots[index * width : (index + 1) * width]
            self.result.rows.append(PlacedRow(path, columns[index], slots, certain and fit.certain))
            self._done.add(path)


def _digits(row: LabelledRow) -> int:
    """How many digits stand in a row: glued cells are one."""
    return sum(len(slot[0]) for slot in row.slots if slot[3] is not None)


_REMEMBERED = 1024

_KnownKey: TypeAlias = tuple[TableForm, Passage, int, bool, bool]

_known: dict[_KnownKey, tuple[RowPlan, ...]] = {}
"""Header and number of cells -> the blocks that were read there before, without a doubt."""


def read_cases(
    form: TableForm, rows: Sequence[LabelledRow | PassageRow], context: TableContext
) -> TableReading:
    """Read the table of reviews and lawsuits as it was read before, if only its numbers are new.

    Every other table is read by `CasesReader`.
    """
    row = rows[0] if len(rows) == 1 else None
    if not isinstance(row, PassageRow):
        return _read(form, rows_of(rows), context)
    key = (form, row.passage, len(row.run.cells), context.glued, context.running)
    plans = _known.get(key)
    reading = TableReading(form)
    if plans is not None and _take(row, plans, reading):
        return reading
    reading = _read(form, rows_of(rows), context)
    if plans is None and not context.glued and _is_plain(row, reading):
        if len(_known) >= _REMEMBERED:
            _known.clear()
        _known[key] = _plans(form, reading)
    return reading


def _take(row: PassageRow, plans: Sequence[RowPlan], reading: TableReading) -> bool:
    """The blocks of a row side by side; False where a cell is more than a plain number."""
    placed = list(row.run.places())
    first = 0
    found: list[PlacedRow | KnownRow] = []
    for plan in plans:
        last = first + len(plan.shape.columns)
        run = PlacedRun(placed[first:last])
        values = plan.shape.values_of(run)
        if values is None:
            return False
        found.append(KnownRow(row, plan, plan.shape, run, values))
        first = last
    reading.rows.extend(found)
    return True


def _is_plain(row: PassageRow, reading: TableReading) -> bool:
    """Whether every number of the row has its known place, one after the other."""
    slots = [slot for found in reading.rows for slot in found.slots]
    return (
        not (reading.notes or reading.extra or reading.loose or reading.open_rows)
        and all(found.certain for found in reading.rows)
        and [slot[:3] for slot in slots] == list(row.run.places())
    )


def _plans(form: TableForm, reading: TableReading) -> tuple[RowPlan, ...]:
    rules = {rule.path: rule for rule in form.grammar.rows}
    state = form.grammar.parser().state
    return tuple(
        RowPlan(rules[found.path], shape_of_row(form, found.path, found.columns), state)
        for found in reading.rows
    )


def _read(form: TableForm, rows: Iterable[LabelledRow], context: TableContext) -> TableReading:
    return CasesReader(form, glued=context.glued, running=context.running).read(rows)
