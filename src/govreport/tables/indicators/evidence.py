"""How well a grammar explains a list of indicators."""

from __future__ import annotations

from collections import Counter

from govreport.grammars import TableGrammar
from govreport.tables.indicators.printed import IndicatorTable
from govreport.tables.indicators.words import labels_in

_LEAST = 4
_COVERED = 0.004


def evidence_of(table: IndicatorTable, grammar: TableGrammar) -> float:
    """The share of a table's labels that are the grammar's, from 0 to 1; 0 for fewer than four.

    Of two grammars that explain the same rows the one with fewer rows that are not printed has
    the greater evidence: a list that extends the national one does not take every national
    table.
    """
    labels = labels_in(grammar)
    printed = [row for row in table.rows if row.key]
    counts = Counter(labels.exact(row.key, row.full) for row in printed)
    own = sum(min(count, len(matches)) for matches, count in counts.items() if matches is not None)
    if own < _LEAST:
        return 0.0
    missing = 1 - min(1.0, own / len(grammar.rows)) if grammar.rows else 0.0
    return own / len(printed) * (1 - _COVERED * missing)
