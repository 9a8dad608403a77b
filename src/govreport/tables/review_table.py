"""The table of reviews and lawsuits: labels repeat three times, position decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govreport.diagnostics import Severity
from govreport.tables.forms import TableForm
from govreport.tables.labelled_rows import Strip
from govreport.tables.outcome import PlacedRow, TableReading
from govreport.tables.placement.rows import Fit, fit_row
from govreport.text.cells import PAD


class CasesReader:
    """Reads one row of 15 numbers, or three rows of five below their own headers.

    Args:
        form: the form of the table.
        glued: the layout may print cells without a separator.
    """

    def __init__(self, form: TableForm, *, glued: bool) -> None:
        """Prepare an empty reading."""
        self.form = form
        self.glued = glued
        self.result = TableReading(form)
        self.paths = [row.path for row in form.grammar.rows]
        self.columns = form.columns_of("")
        self._parser = form.grammar.parser()
        self._named: list[str] = []
        self._done: set[str] = set()

    def read(self, strips: Iterable[Strip]) -> TableReading:
        """Read all strips of the table, in reading order."""
        runs = []
        for strip in strips:
            terminal = self._terminal(strip)
            if terminal is not None:
                strip.type = terminal
                self._parser.feed(strip)
            if terminal in self.form.grammar.row_of:
                self._named.append(self.form.grammar.row_of[terminal].path)
            elif terminal == "LITIGATION":
                self._named.append(terminal)
            blank_row = strip.reading is None and len(strip.slots) >= len(self.columns)
            if strip.filled() or blank_row:
                runs.append((strip, tuple(self._named)))
                self._named = []
        for strip, named in self._joined(runs):
            self._read_run(strip, named)
        return self.result

    def _terminal(self, strip: Strip) -> str | None:
        for match in strip.matches or ():
            if match.table == self.form.table:
                return match.terminal
        return None

    def _joined(
        self, runs: Sequence[tuple[Strip, tuple[str, ...]]]
    ) -> list[tuple[Strip, tuple[str, ...]]]:
        """Drop runs that are only blanks when another run holds numbers."""
        printed = [run for run in runs if run[0].filled()]
        return printed or list(runs[:1])

    def _read_run(self, strip: Strip, named: tuple[str, ...]) -> None:
        open_paths = [path for path in self.paths if path not in self._done]
        for paths, certain, how in self._readings(strip, named, open_paths):
            fit = self._fit(strip, len(paths))
            if fit.slots is not None:
                self._accept(strip, paths, fit, certain, how)
                return
        if not self._done:
            self.result.open_rows.append((strip, self._fit(strip, len(self.paths))))
            return
        why = "not the width of a row of this table"
        self.result.unplace(strip.slots, strip.text if strip.matches else "", why)

    def _readings(
        self, strip: Strip, named: tuple[str, ...], open_paths: list[str]
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

    def _fit(self, strip: Strip, blocks: int) -> Fit:
        fit = fit_row(
            strip.slots,
            (len(self.columns),) * blocks,
            rule=self.form.rule,
            glued=self.glued,
            kept=True,
        )
        width = len(self.columns) * blocks
        stated = strip.closed and [slot[0] for slot in strip.slots].count(PAD) == 0
        if (
            fit.slots is None
            or strip.filled() in (0, width)
            or (stated and len(strip.slots) == width)
        ):
            return fit
        # The table has one row: no other shows how many cells a row has in this text.
        how = fit.how or "as many cells as the form has, blank ones counted"
        return Fit(fit.slots, False, how, fit.options)

    def _accept(self, strip: Strip, paths: list[str], fit: Fit, certain: bool, how: str) -> None:
        assert fit.slots is not None
        if not fit.certain or not certain:
            self.result.note(
                "cells-placed",
                Severity.WARNING,
                f"reviews and lawsuits: placed by {fit.how or how}",
                fit.slots[0][1],
                fit.slots[-1][2],
            )
        width = len(self.columns)
        for index, path in enumerate(paths):
            slots = fit.slots[index * width : (index + 1) * width]
            self.result.rows.append(PlacedRow(path, self.columns, slots, certain and fit.certain))
            self._done.add(path)


def read_cases(
    form: TableForm, siblings: Sequence[TableForm], strips: Iterable[Strip], glued: bool
) -> TableReading:
    """Read the table of reviews and lawsuits; see `CasesReader`."""
    return CasesReader(form, glued=glued).read(strips)
