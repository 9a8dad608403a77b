"""The tables of a report as data: what every view shows, in the order of the official form.

The terminal, the page for people and the official form are three faces of these objects, so that
a cell can never be shown by one and forgotten by another.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import attrs
from attrs import frozen

from govreport.document import Span
from govreport.model import Amount, RowTrace, Status, Value, corrected_cells

ABSENT: Final = "absent"
"""Status of a cell that the form has and the document does not print."""


_MONEY = ("亿元", "万元", "元")  # the longest first: 元 is part of the others


@frozen
class Cell:
    """One value cell.

    Attributes:
        path: record path.
        column: label of its column.
        value: the number, None when the cell carries none.
        raw: as printed.
        status: a `govreport.model.Status`, or `ABSENT`.
        unit: unit that the report or its form states.
        span: where it was printed.
        findings: numbers (from 0) of the report's diagnostics about this cell.
        value_read: the value that the parser read, for a corrected cell.
    """

    path: str
    column: str
    value: Value = None
    raw: str = ""
    status: str = ABSENT
    unit: str | None = None
    span: Span | None = None
    findings: tuple[int, ...] = ()
    value_read: Value = None

    @property
    def number(self) -> str:
        """The value in digits, empty when there is none.

        >>> Cell("a", "数量", Decimal("0.50")).number
        '0.50'
        """
        return digits(self.value)

    @property
    def figure(self) -> str:
        """The number, with the unit of money that its column's label does not state.

        >>> Cell("a", "采购总金额", Decimal(8040), unit="元").figure
        '8040元'
        """
        stated = next((unit for unit in _MONEY if unit in self.column), None)
        money = self.value is not None and self.unit in _MONEY and self.unit != stated
        return f"{self.number}{self.unit}" if money else self.number


@frozen
class Row:
    """One row: its label below the labels of its groups; no cells when it is not printed."""

    path: str
    label: str
    cells: tuple[Cell, ...] = ()
    groups: tuple[str, ...] = ()
    extra: bool = False
    unit: str | None = None
    findings: tuple[int, ...] = ()

    @property
    def printed(self) -> bool:
        """Whether the document prints the row."""
        return bool(self.cells)


@frozen
class Block:
    """Rows under one header; ``caption`` stands above it where the form prints one."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    caption: str | None = None
    corner: str = ""


@frozen
class Table:
    """One table of the report.

    ``form`` is the form it follows: ``"2019"``, ``"2021"``, ``"hybrid"`` ... or None.
    """

    identifier: str
    title: str
    blocks: tuple[Block, ...]
    form: str | None = None
    unplaced: tuple[Cell, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all blocks."""
        return tuple(row for block in self.blocks for row in block.rows)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The value cells of all rows, then the numbers without a place."""
        return (*(cell for row in self.rows for cell in row.cells), *self.unplaced)


def digits(value: Value) -> str:
    """A number as digits, without exponent or grouping; empty for None.

    >>> digits(Decimal("116408.28")), digits(0), digits(None)
    ('116408.28', '0', '')
    """
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


class CellMaker:
    """Makes cells from the model and the provenance, and remembers which traces it used."""

    def __init__(self, report: Any, findings: dict[str, tuple[int, ...]]) -> None:
        """Index the provenance once; ``findings`` maps a path to numbers of diagnostics."""
        self._findings = findings
        self._locate = report.provenance.span
        self._traces: dict[tuple[str, str], tuple[RowTrace, int]] = {}
        for trace in report.provenance.rows:
            for index, column in enumerate(trace.columns):
                self._traces.setdefault((trace.path, column or "[0]"), (trace, index))
        self._rows = {trace.path for trace in report.provenance.rows}
        self._used: set[tuple[str, str]] = set()
        self._corrected = corrected_cells(report.corrections)

    def used(self, row: str, column: str) -> bool:
        """Whether a cell was made of this trace."""
        return (row, column or "[0]") in self._used

    def printed(self, row: str, column: str) -> bool:
        """Whether the document prints this cell."""
        return (row, column) in self._traces

    def row(
        self,
        path: str,
        label: str,
        columns: tuple[tuple[str, str], ...],
        values: tuple[Any, ...] | None,
        *,
        groups: tuple[str, ...] = (),
        extra: bool = False,
        unit: str | None = None,
    ) -> Row:
        """One row; ``columns`` are pairs of record column and label, ``values`` None if absent."""
        cells: tuple[Cell, ...] = ()
        if values is not None:
            known = path in self._rows
            cells = tuple(
                self._cell(path, column, label_, value, known, unit)
                for (column, label_), value in zip(columns, values, strict=True)
            )
        return Row(path, label, cells, groups, extra, unit, self._findings.get(path, ()))

    def _cell(
        self, row: str, column: str, label: str, value: Any, known: bool, unit: str | None
    ) -> Cell:
        cell = self._as_read(row, column, label, value, known, unit)
        item = self._corrected.get(cell.path)
        if item is None:
            return cell
        span = cell.span
        if item.target is not None and item.start is not None and item.end is not None:
            span = self._locate(item.start, item.end)
        return attrs.evolve(
            cell, status=Status.CORRECTED, raw=item.raw, value_read=item.value_read, span=span
        )

    def _as_read(
        self, row: str, column: str, label: str, value: Any, known: bool, unit: str | None
    ) -> Cell:
        path = row + column if column.startswith("[") else f"{row}.{column}"
        if isinstance(value, Amount):
            value, unit = value.value, value.unit
        key = (row, column or "[0]")
        found = self._traces.get(key)
        if found is None:
            status = Status.READ if value is not None else ABSENT if known else Status.BLANK
            findings = self._findings.get(path, ())
            return Cell(path, label, value, digits(value), status, unit, None, findings)
        self._used.add(key)
        trace, index = found
        path = trace.cell_path(index)
        findings = self._findings.get(path, ())
        span = self._locate(trace.starts[index], trace.ends[index])
        return Cell(
            path,
            label,
            value,
            trace.raws[index],
            trace.statuses[index],
            unit or trace.units[index],
            span,
            findings,
        )
