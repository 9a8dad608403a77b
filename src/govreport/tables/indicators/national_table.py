"""A list of indicators with identifiers, read into `Statistics`: the national table and others."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from govreport.diagnostics import Severity
from govreport.document import Document
from govreport.grammars import RowRule, TableGrammar
from govreport.language import phrase
from govreport.model import ExtraRow, Indicator, Statistics
from govreport.tables.building import ReportParts
from govreport.tables.indicators.national_rows import name_rows
from govreport.tables.indicators.outcome import (
    account,
    cells_of,
    remark,
    trace,
    unplace,
    values_of,
)
from govreport.tables.indicators.printed import IndicatorTable
from govreport.tables.indicators.supplementary import SupplementaryClaim
from govreport.tables.indicators.values import FittedRow, FittedTable, fit_in
from govreport.tables.outcome import Note
from govreport.tables.statuses import CellValue

_TABLE = "statistics"


@frozen(eq=False)
class StatisticsClaim:
    """A list of indicators of one document, by the labels of one grammar.

    A report has one such table; a second one, of whatever template, becomes a supplementary
    table under its printed labels.
    """

    source: IndicatorTable
    start: int
    end: int
    form: str | None
    evidence: float
    grammar: TableGrammar
    table: str = _TABLE

    def as_supplementary(self) -> SupplementaryClaim:
        """The same table, kept as printed."""
        return SupplementaryClaim(self.source, self.start, self.end)

    def add(self, document: Document, parts: ReportParts) -> None:
        """Read the table into ``report.statistics`` and ``report.extra["statistics"]``."""
        fitted = fit_in(document, self.source)
        account(self.source, fitted, document, parts)
        indicators = []
        for named in name_rows(fitted.rows, parts.notes, self.grammar):
            official = _official_unit(named.rule, self.grammar)
            cells = cells_of(named.fitted, fitted, official, certain=named.certain)
            if named.rule is not None and cells:
                indicators.append(self._indicator(named.fitted, named.rule, fitted, cells, parts))
            elif cells:
                _extra(named.fitted, fitted, cells, parts)
            unplace(named.fitted, _TABLE, document, parts)
            path = f"{_TABLE}.{named.rule.path}" if named.rule else None
            remark(named.fitted, cells, parts, path)
        parts.tables[_TABLE] = Statistics(tuple(indicators), fitted.columns)

    def _indicator(
        self,
        fitted: FittedRow,
        rule: RowRule,
        table: FittedTable,
        cells: Sequence[CellValue],
        parts: ReportParts,
    ) -> Indicator:
        path, label = f"{_TABLE}.{rule.path}", self.grammar.official[rule.terminal]
        single = len(table.columns) == 1
        parts.traces.append(trace(path, label, _labels(table), cells, fitted, single=single))
        return Indicator(rule.path, fitted.row.text, values_of(cells), cells[0].unit)


def _official_unit(rule: RowRule | None, grammar: TableGrammar) -> str | None:
    return grammar.official[rule.unit] if rule is not None and rule.unit is not None else None


def _labels(table: FittedTable) -> Sequence[str]:
    """The header of a single column says nothing that the row does not."""
    return ("",) if len(table.columns) == 1 else table.columns


def _extra(
    fitted: FittedRow, table: FittedTable, cells: Sequence[CellValue], parts: ReportParts
) -> None:
    """A row that a province added."""
    row = fitted.row
    rows = parts.extra.setdefault(_TABLE, [])
    path = f"extra.{_TABLE}[{len(rows)}].values"
    rows.append(ExtraRow(row.text, values_of(cells)))
    parts.traces.append(trace(path, row.text, _labels(table), cells, fitted))
    parts.notes.append(
        Note(
            "row-extra",
            Severity.INFO,
            phrase(
                "{text} is not a row of the form; kept as an extra row",
                text=f"{row.text}: {' '.join(slot[0] for slot in fitted.slots if slot[0])}",
            ),
            row.start,
            max([row.end, *(slot[2] for slot in fitted.slots)]),
        )
    )
