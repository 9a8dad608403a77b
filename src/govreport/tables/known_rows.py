"""Rows that were met before: what was learnt from earlier documents, and how it is used.

In a varied crawl most labels, headers and widths come again. Where nothing about a row is new but
its numbers, it goes to its columns by what was learnt, and the grammar's state moves on with it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from govreport.grammars import RowParser, RowRule
from govreport.grammars.states import RowState
from govreport.tables.alignment import Alignment
from govreport.tables.assignment import RowAssignment, RowPlan, shape_of_row
from govreport.tables.forms import TableContext, TableForm
from govreport.tables.headers import Header
from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.lost_labels import LostLabels
from govreport.tables.outcome import TableReading
from govreport.tables.passages import Passage, PassageRow
from govreport.tables.printed_order import UNKNOWN
from govreport.text.runs import Run

RowKey: TypeAlias = tuple[RowState, tuple[str, ...], str, int]
PassageKey: TypeAlias = tuple[Passage, int, RowState, tuple[str, ...], bool, str | None, int]

_REMEMBERED = 8192


class Plans:
    """The rows of a form that were met before.

    ``rows`` by the grammar's state, the header, the label and the number of cells; ``passages``
    by the passage instead of the label, and by whatever the reading of its labels depends on.
    """

    __slots__ = ("passages", "rows")

    def __init__(self) -> None:
        self.rows: dict[RowKey, RowPlan] = {}
        self.passages: dict[PassageKey, RowPlan] = {}

    def add_row(self, key: RowKey, plan: RowPlan) -> None:
        """Remember a row by its label."""
        if len(self.rows) >= _REMEMBERED:
            self.rows.clear()
        self.rows[key] = plan

    def add_passage(self, key: PassageKey, plan: RowPlan) -> None:
        """Remember a row by the whole passage before its numbers."""
        if len(self.passages) >= _REMEMBERED:
            self.passages.clear()
        self.passages[key] = plan


@lru_cache(maxsize=64)
def _plans(form: TableForm, siblings: tuple[TableForm, ...], evident: bool, running: bool) -> Plans:
    return Plans()


def _plain_values(run: Run) -> list[int] | None:
    """The numbers of a run, None where a cell holds more than digits."""
    if "-" in run.text or "+" in run.text:
        return None
    try:
        return [*map(int, run.cells)]
    except ValueError:
        return None


class KnownRows:
    """The state of reading one table, and the rows that are taken without a second thought.

    Args:
        form: the form chosen for this table.
        context: what else is known of the table and its text.
    """

    def __init__(self, form: TableForm, context: TableContext) -> None:
        """Prepare an empty reading."""
        self.form = form
        self.context = context
        self.siblings = context.siblings
        self.grammar = form.grammar
        self.result = TableReading(form)
        self._parser: RowParser = form.grammar.parser()
        self._header = Header(form, self.siblings, evident=context.evident, running=context.running)
        self._plans = _plans(form, self.siblings, context.evident, context.running)
        self._alignment = Alignment()
        self._lost = LostLabels(form)
        self._lead = 0
        self._rank = -1
        self._extra_after: list[int] = []
        self._seen: dict[str, RowAssignment] = {}
        self._assigned: list[RowAssignment] = []
        self._repeated: set[str] = set()

    def _key(self, row: PassageRow) -> PassageKey:
        header = self._header
        state = self._parser.state, header.labels, header.is_open, header.unit, self._lead
        return row.passage, len(row.run.cells), *state

    def _read_passage(self, row: PassageRow) -> bool:
        """Take a passage as it was taken before, if nothing about it is new but its numbers."""
        plan = self._plans.passages.get(self._key(row))
        if plan is None or plan.rule.path in self._seen or self._lost.waiting:
            return False
        values = _plain_values(row.run)
        if values is None:
            return False
        self._header.labels, self._header.unit = plan.labels, plan.unit
        self._take(row, plan, values, plan.lead)
        return True

    def _read_known(self, row: LabelledRow) -> bool:
        """Take a row as it was taken before, if nothing about it is new but its numbers."""
        run = row.run
        if run is None or row.matches is None or row.is_listed or self._lost.waiting:
            return False
        key = self._parser.state, self._header.labels, row.text, len(run.cells)
        plan = self._plans.rows.get(key)
        if plan is None or plan.rule.path in self._seen:
            return False
        values = _plain_values(run)
        if values is None:
            return False
        self._take(row, plan, values, self._lead)
        return True

    def _take(
        self, row: LabelledRow | PassageRow, plan: RowPlan, values: list[int], lead: int
    ) -> None:
        rule, shape = plan.rule, plan.shape
        found = RowAssignment(
            row, rule.terminal, rule.path, shape.columns, True, "", "", lead, None, values, shape
        )
        self._lead = 0
        self._header.is_open = False
        self._rank = rule.rank
        self._parser.state = plan.state
        if not self.context.states_rows:
            self._alignment.row(row)
        self._seen[rule.path] = found
        self._assigned.append(found)

    def _marks(self) -> tuple[int, ...]:
        """How much was said and assigned so far."""
        result = self.result
        return len(result.notes), len(result.extra), len(result.loose), len(self._assigned)

    def _learn(self, row: PassageRow, key: PassageKey, before: tuple[int, ...]) -> None:
        """Keep how a passage was taken, where nothing had to be said about it."""
        *said, assigned = before
        if self._lost.waiting or self._marks() != (*said, assigned + 1):
            return
        found = self._assigned[-1]
        if found.row is not row.row or (found.shape is None and not self._is_plain(found)):
            return
        rule = self.grammar.row_of.get(found.terminal)
        if rule is None or rule.path != found.path or rule.rank != self._rank:
            return
        form = self._header.form_of(rule.path, found.columns)
        shape = shape_of_row(form, rule.path, found.columns)
        header = self._header
        plan = RowPlan(rule, shape, self._parser.state, header.labels, header.unit, found.lead)
        self._plans.add_passage(key, plan)

    @staticmethod
    def _is_plain(found: RowAssignment) -> bool:
        """Whether a row was taken without inference, and has a count for each column."""
        return (
            found.certain
            and not found.doubt
            and found.cells is None
            and found.row.run is not None
            and len(found.columns) == len(found.row.run.cells)
            and all(
                column.kind == "count" and column.identifier[0] != UNKNOWN
                for column in found.columns
            )
        )

    def _remember(self, key: RowKey, found: RowAssignment, rule: RowRule) -> None:
        """Keep how a complete row was taken, for the next document that prints it so."""
        if not self._is_plain(found):
            return
        form = self._header.form_of(rule.path, found.columns)
        shape = shape_of_row(form, rule.path, found.columns)
        self._plans.add_row(key, RowPlan(rule, shape, self._parser.state))
