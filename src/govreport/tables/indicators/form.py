"""Lists of indicators as templates: a grammar of labels is all that one needs.

An indicator table prints a label, perhaps a code and a unit, and one or more numbers a row. The
national table of 2014 is one; regions had lists of their own. `IndicatorTemplate` reads such a
list into ``report.statistics``, by the labels in its grammar.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from attrs import field, frozen

from govreport.document import Document
from govreport.grammars import TableGrammar
from govreport.tables.forms import FormTemplate, TableForm
from govreport.tables.indicators.evidence import evidence_of
from govreport.tables.indicators.national_table import StatisticsClaim
from govreport.tables.indicators.search import find_tables
from govreport.text.cells import Cell


@frozen(eq=False, kw_only=True)
class IndicatorTemplate(FormTemplate):
    """A template for a list of indicators.

    Attributes:
        grammar: rows and their labels; a rule's name is the indicator's identifier, two
            underscores for a dot.
        share: the share of a table's rows that must carry labels of the grammar.

    >>> from govreport.grammars import builtin_grammar
    >>> national = builtin_grammar("statistics")
    >>> template = IndicatorTemplate(
    ...     name="mine", description="", years="2008", grammar=national
    ... )
    >>> text = "指标 | 单位 | 数量 |\\n" + "".join(
    ...     f"{label} | 件 | {number} |\\n"
    ...     for number, label in enumerate(list(national.row_labels.values())[10:20])
    ... )
    >>> from govreport.text.cells import ROW_END
    >>> [claim.table for claim in template.claim(Document(text), [], True)]
    ['statistics']
    """

    grammar: TableGrammar
    share: float = 0.6
    tables: tuple[TableForm, ...] = ()
    claim: Callable[..., Sequence[StatisticsClaim]] = field(init=False)

    @claim.default
    def _claim(self) -> Callable[..., Sequence[StatisticsClaim]]:
        return partial(_claims, self)


def _claims(
    template: IndicatorTemplate, document: Document, cells: Sequence[Cell], running: bool
) -> list[StatisticsClaim]:
    """The table of the document that carries most labels of the grammar; the first of equals."""
    found = [
        (evidence_of(table, template.grammar), table)
        for table in find_tables(document, cells, running=running)
    ]
    evidence, table = max(found, key=lambda pair: pair[0], default=(0.0, None))
    if table is None or evidence < template.share:
        return []
    return [
        StatisticsClaim(table, table.start, table.end, template.name, evidence, template.grammar)
    ]
