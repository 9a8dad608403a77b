"""The national statistics table and other lists of indicators, read into `Statistics`."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field, frozen

from govreport.diagnostics import Severity
from govreport.document import Document
from govreport.grammars import RowRule, TableGrammar, builtin_grammar
from govreport.model import ExtraRow, Indicator, Statistics, Value
from govreport.tables.building import ReportParts
from govreport.tables.indicators.assembling import IndicatorRow, IndicatorTable, find_tables
from govreport.tables.indicators.national_rows import Named, name_rows
from govreport.tables.indicators.values import FittedRow, figures_outside, fit_table
from govreport.tables.indicators.words import labels_in
from govreport.tables.outcome import Note
from govreport.tables.table_finder import remark, trace, unplace
from govreport.text.cells import Cell

_SHARE = 0.6
_LEAST = 4


def share_of(table: IndicatorTable, grammar: TableGrammar) -> float:
    """Which share of a table's rows carry labels of a grammar; 0 for fewer than four."""
    labels = labels_in(grammar)
    printed = [row for row in table.rows if row.key]
    own = {
        match.terminal for row in printed for match in (labels.exact(row.key, row.full) or ())[:1]
    }
    return len(own) / len(printed) if len(own) >= _LEAST else 0.0


def is_national(table: IndicatorTable) -> bool:
    """Whether most rows of a table carry labels of the national one."""
    return share_of(table, builtin_grammar("statistics")) >= _SHARE


@frozen(eq=False)
class StatisticsClaim:
    """The national table of one document, or the table of another list of indicators."""

    source: IndicatorTable
    start: int
    end: int
    table: str = "statistics"
    form: str | None = "2014"
    evidence: float = 0.5
    grammar: TableGrammar = field(factory=lambda: builtin_grammar("statistics"))

    def add(self, document: Document, parts: ReportParts) -> None:
        """Read the table into ``report.statistics`` and ``report.extra["statistics"]``."""
        here = [(self.start, self.end)]
        figures = figures_outside(document.text, here) if self.source.glued else ()
        fitted = fit_table(self.source, figures)
        columns = tuple(self.source.columns)
        indicators = []
        for named in name_rows(fitted, parts.notes, self.grammar):
            if named.rule is not None and named.fitted.slots:
                indicators.append(_indicator(named, named.rule, columns, self.grammar, parts))
            elif named.fitted.slots:
                _extra(named.fitted, columns, parts)
            unplace(named.fitted, "statistics", document, parts)
            remark(named.fitted, parts)
        parts.tables["statistics"] = Statistics(tuple(indicators), columns)


def _indicator(
    named: Named,
    rule: RowRule,
    columns: Sequence[str],
    grammar: TableGrammar,
    parts: ReportParts,
) -> Indicator:
    fitted = named.fitted
    official = grammar.official[rule.unit] if rule.unit is not None else None
    unit = fitted.row.unit or official
    units = [_unit(fitted, index, unit) for index in range(len(fitted.slots))]
    single = len(columns) == 1
    parts.traces.append(
        trace(
            f"statistics.{rule.path}",
            grammar.official[rule.terminal],
            ("",) if single else columns,
            units,
            fitted.slots,
            certain=fitted.certain and named.certain,
            single=single,
        )
    )
    return Indicator(rule.path, fitted.row.text, _values(fitted), units[0])


def _unit(fitted: FittedRow, index: int, unit: str | None) -> str | None:
    reading = fitted.slots[index][3]
    return (reading.unit if reading is not None else None) or unit


def _values(fitted: FittedRow) -> tuple[Value, ...]:
    return tuple(slot[3].value if slot[3] is not None else None for slot in fitted.slots)


def _extra(fitted: FittedRow, columns: Sequence[str], parts: ReportParts) -> None:
    """A row that a province added."""
    row: IndicatorRow = fitted.row
    rows = parts.extra.get("statistics", ())
    parts.extra["statistics"] = (*rows, ExtraRow(row.text, _values(fitted)))
    units = [_unit(fitted, index, row.unit) for index in range(len(fitted.slots))]
    path = f"extra.statistics[{len(rows)}].values"
    labels = ("",) if len(columns) == 1 else columns
    parts.traces.append(trace(path, row.text, labels, units, fitted.slots, certain=fitted.certain))
    parts.notes.append(
        Note(
            "row-extra",
            Severity.INFO,
            f"{row.text} is not a row of the form; kept as an extra row",
            row.start,
            row.end,
        )
    )


def claim_statistics(
    document: Document, cells: Sequence[Cell], running: bool
) -> list[StatisticsClaim]:
    """The first national table of the document; a second one is kept as a supplementary table."""
    for table in find_tables(document, cells, running=running):
        if is_national(table):
            return [StatisticsClaim(table, table.start, table.end)]
    return []
