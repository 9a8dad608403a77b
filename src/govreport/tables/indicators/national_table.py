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
from govreport.tables.indicators.national_rows import Named, name_rows
from govreport.tables.indicators.outcome import (
    account,
    remark,
    trace,
    units_of,
    unplace,
    values_of,
)
from govreport.tables.indicators.printed import IndicatorTable
from govreport.tables.indicators.supplementary import SupplementaryClaim
from govreport.tables.indicators.values import FittedRow, FittedTable, figures_outside, fit_table
from govreport.tables.outcome import Note

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
        here = [(self.start, self.end)]
        figures = figures_outside(document.text, here) if self.source.glued else ()
        fitted = fit_table(self.source, figures)
        account(self.source, fitted, parts)
        indicators = []
        for named in name_rows(fitted.rows, parts.notes, self.grammar):
            if named.rule is not None and named.fitted.slots:
                indicators.append(_indicator(named, named.rule, fitted, self.grammar, parts))
            elif named.fitted.slots:
                _extra(named.fitted, fitted, parts)
            unplace(named.fitted, _TABLE, document, parts)
            remark(named.fitted, parts, f"{_TABLE}.{named.rule.path}" if named.rule else None)
        parts.tables[_TABLE] = Statistics(tuple(indicators), fitted.columns)


def _indicator(
    named: Named, rule: RowRule, table: FittedTable, grammar: TableGrammar, parts: ReportParts
) -> Indicator:
    fitted = named.fitted
    official = grammar.official[rule.unit] if rule.unit is not None else None
    units = units_of(fitted, table, official)
    single = len(table.columns) == 1
    parts.traces.append(
        trace(
            f"{_TABLE}.{rule.path}",
            grammar.official[rule.terminal],
            _labels(table),
            units,
            fitted,
            certain=named.certain,
            single=single,
        )
    )
    return Indicator(rule.path, fitted.row.text, values_of(fitted), units[0])


def _labels(table: FittedTable) -> Sequence[str]:
    """The header of a single column says nothing that the row does not."""
    return ("",) if len(table.columns) == 1 else table.columns


def _extra(fitted: FittedRow, table: FittedTable, parts: ReportParts) -> None:
    """A row that a province added."""
    row = fitted.row
    rows = parts.extra.get(_TABLE, ())
    parts.extra[_TABLE] = (*rows, ExtraRow(row.text, values_of(fitted)))
    path = f"extra.{_TABLE}[{len(rows)}].values"
    parts.traces.append(trace(path, row.text, _labels(table), units_of(fitted, table), fitted))
    parts.notes.append(
        Note(
            "row-extra",
            Severity.INFO,
            phrase("{text} is not a row of the form; kept as an extra row", text=row.text),
            row.start,
            max([row.end, *(slot[2] for slot in fitted.slots)]),
        )
    )
