"""Tables that no form prescribes: local tables before 2014, and agency-designed ones."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from govreport.diagnostics import Severity
from govreport.document import Document
from govreport.grammars import builtin_grammar
from govreport.language import phrase
from govreport.model import SupplementaryRow, SupplementaryTable
from govreport.tables.building import ReportParts
from govreport.tables.indicators.outcome import (
    account,
    cells_of,
    remark,
    row_unit,
    trace,
    unplace,
    values_of,
)
from govreport.tables.indicators.printed import IndicatorRow, IndicatorTable
from govreport.tables.indicators.search import find_tables
from govreport.tables.indicators.values import FittedRow, FittedTable, fit_in
from govreport.tables.indicators.words import labels_of
from govreport.tables.outcome import Note
from govreport.tables.placement.rows import Slot
from govreport.text.cells import Cell

_TABLE = "supplementary"


@frozen(eq=False)
class SupplementaryClaim:
    """One table that no form prescribes; kept as printed, known indicators named."""

    source: IndicatorTable
    start: int
    end: int
    table: str = _TABLE
    form: str | None = None
    evidence: float = 0.0

    def add(self, document: Document, parts: ReportParts) -> None:
        """Append the table to the report's supplementary tables."""
        tables: tuple[SupplementaryTable, ...] = parts.tables.get(_TABLE, ())
        fitted = fit_in(document, self.source)
        account(self.source, fitted, document, parts)
        rows: list[SupplementaryRow] = []
        for row in fitted.rows:
            if row.slots and not row.row.text:
                row = FittedRow(row.row, loose=_printed(row), why="no label is printed beside it")
            unplace(row, _TABLE, document, parts)
            if row.row.text:
                path = f"{_TABLE}[{len(tables)}].rows[{len(rows)}].values"
                rows.append(self._row(row, path, fitted, parts))
        table = SupplementaryTable(
            self.source.caption, fitted.columns, tuple(rows), document.span(self.start, self.end)
        )
        parts.tables[_TABLE] = (*tables, table)
        self._note(len(rows), parts)

    def _row(
        self, row: FittedRow, path: str, table: FittedTable, parts: ReportParts
    ) -> SupplementaryRow:
        cells = cells_of(row, table)
        remark(row, cells, parts, path)
        if cells:
            label = " / ".join(filter(None, (self.source.caption, row.row.text)))
            parts.traces.append(trace(path, label, table.columns, cells, row))
        unit = row_unit(row, cells)
        return SupplementaryRow(row.row.text, values_of(cells), unit, indicator_of(row.row))

    def _note(self, rows: int, parts: ReportParts) -> None:
        if self.source.more:
            parts.notes.append(
                Note(
                    "tables-left-out",
                    Severity.ERROR,
                    phrase("{more} more tables of this kind are not read", more=self.source.more),
                    self.end,
                    self.end,
                    hint="split the document: no report has so many tables",
                )
            )
        parts.notes.append(
            Note(
                "table-supplementary",
                Severity.INFO,
                phrase(
                    "{caption} follows no official form; its {rows} rows are kept "
                    "under their printed labels",
                    caption=self.source.caption or "a table",
                    rows=rows,
                ),
                self.start,
                self.end,
            )
        )


def _printed(row: FittedRow) -> tuple[Slot, ...]:
    return tuple(slot for slot in row.slots if slot[3] is not None)


def indicator_of(row: IndicatorRow) -> str | None:
    """The national indicator that a row of a local table counts, None for its own rows.

    >>> indicator_of(IndicatorRow("行政复议数", 0, 5, "行政复议数", "行政复议数"))
    'review'
    """
    matches = labels_of("local_table").exact(row.key, row.full)
    if not matches or len(matches) > 1:
        return None
    rule = builtin_grammar("local_table").row_of.get(matches[0].terminal)
    return rule.path if rule is not None else None


def claim_supplementary(
    document: Document, cells: Sequence[Cell], running: bool
) -> list[SupplementaryClaim]:
    """All indicator tables; those that another template claimed before are left to it."""
    found = find_tables(document, cells, running=running)
    return [SupplementaryClaim(table, table.start, table.end) for table in found]
