"""Rows that were met before: what was learnt from earlier documents, and how it is used.

In a varied crawl most labels, headers and widths come again. Where nothing about a row is new but
its numbers, it goes to its columns by what was learnt, and the grammar's state moves on with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from govreport.grammars import RowParser, RowRule
from govreport.grammars.states import RowState
from govreport.tables.alignment import Alignment
from govreport.tables.assignment import AssignedRow, KnownRow, RowPlan, shape_of_row
from govreport.tables.forms import Column, TableContext, TableForm
from govreport.tables.headers import Header
from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.lost_labels import LostLabels
from govreport.tables.outcome import TableReading
from govreport.tables.passages import Passage, PassageRow
from govreport.tables.printed_order import UNKNOWN

RowKey: TypeAlias = tuple[RowState, tuple[str, ...], str, int, int]
Following: TypeAlias = dict[tuple[Passage, int], RowPlan]
"""The plans of the rows that may come next, by the passage before their numbers, and how many."""
PlaceKey: TypeAlias = tuple[RowState, tuple[str, ...], bool, str | None, int]
AfterHead: TypeAlias = tuple[PlaceKey, int]
"""Where the reading stands behind the labels of a header, and the rank of its last row."""

_REMEMBERED = 8192


class Plans:
    """The rows of a form that were met before.

    ``rows`` by the grammar's state, the header, the label and the number of cells; ``places`` by
    the state and all that the reading of a passage's labels depends on, what follows there;
    ``heads`` by the same and a passage, where its labels before the last one lead; ``columns`` by
    the header, the row and the number of its cells, what the header says of them.
    """

    __slots__ = ("_count", "columns", "heads", "places", "rows")

    def __init__(self) -> None:
        self.columns: dict[tuple[tuple[str, ...], str, int], tuple[tuple[Column, ...], str]] = {}
        self.heads: dict[tuple[PlaceKey, Passage], AfterHead] = {}
        self.rows: dict[RowKey, RowPlan] = {}
        self.places: dict[PlaceKey, Following] = {}
        self._count = 0

    def add_row(self, key: RowKey, plan: RowPlan) -> None:
        """Remember a row by its label."""
        if len(self.rows) >= _REMEMBERED:
            self.rows.clear()
        self.rows[key] = plan

    def add_head(self, place: PlaceKey, passage: Passage, after: AfterHead) -> None:
        """Remember where the labels of a passage lead before its last one."""
        if len(self.heads) >= _REMEMBERED:
            self.heads.clear()
        self.heads[place, passage] = after

    def following(self, key: PlaceKey) -> Following:
        """What was met at a place of the form."""
        found = self.places.get(key)
        if found is None:
            found = self.places[key] = {}
        return found

    def add_passage(self, place: PlaceKey, passage: tuple[Passage, int], plan: RowPlan) -> None:
        """Remember a row by its place and the whole passage before its numbers."""
        self._count += 1
        if self._count > _REMEMBERED:
            for found in self.places.values():
                found.clear()
            self.places.clear()
            self._count = 1
        plan.after = self.following((plan.state, plan.labels, False, plan.unit, 0))
        self.following(place)[passage] = plan


@lru_cache(maxsize=64)
def _plans(form: TableForm, siblings: tuple[TableForm, ...], evident: bool, running: bool) -> Plans:
    return Plans()


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
        self._seen: dict[str, AssignedRow] = {}
        self._assigned: list[AssignedRow] = []
        self._repeated: set[str] = set()
        self._numbered = False

    def _place(self) -> PlaceKey:
        """Where in the form the reading stands, with all that says how it goes on."""
        header = self._header
        return self._parser.state, header.labels, header.is_open, header.unit, self._lead

    def _read_known_passages(
        self, rows: Sequence[LabelledRow | PassageRow], first: int, place: PlaceKey
    ) -> int:
        """Take passages as they were taken before, while nothing about them is new but numbers.

        Returns:
            The number of the first row that is new.
        """
        if self._lost.waiting:
            return first
        seen, assigned, aligned = self._seen, self._assigned, not self.context.states_rows
        following: Following | None = self._plans.places.get(place)
        last: RowPlan | None = None
        number = first
        for number in range(first, len(rows)):
            row = rows[number]
            if not following or isinstance(row, LabelledRow):
                break
            run = row.run
            plan = following.get((row.passage, len(run.cells)))
            if plan is None or plan.path in seen:
                break
            shape = plan.shape
            values = shape.values_of(run)
            if values is None:
                break
            found = KnownRow(row, plan, shape, run, values)
            seen[plan.path] = found
            assigned.append(found)
            if aligned:
                self._alignment.row(row)
            last, following = plan, plan.after
        else:
            number = len(rows)
        if last is not None:
            self._go_on_after(last, last.labels, last.unit)
        return number

    def _go_on_after(self, plan: RowPlan, labels: tuple[str, ...], unit: str | None) -> None:
        """Stand where the grammar and the header stand after a known row."""
        header = self._header
        header.labels, header.unit, header.is_open = labels, unit, False
        self._lead = 0
        self._rank = plan.rule.rank
        self._parser.state = plan.state

    def _read_known(self, row: LabelledRow) -> bool:
        """Take a row as it was taken before, if nothing about it is new but its numbers."""
        run = row.run
        if run is None or row.matches is None or row.is_listed or self._lost.waiting:
            return False
        header = self._header
        key = self._parser.state, header.labels, row.text, len(run.cells), self._lead
        plan = self._plans.rows.get(key)
        if plan is None or plan.path in self._seen:
            return False
        shape = plan.shape
        if shape.money:
            shape = shape_of_row(shape.form, plan.path, shape.columns, header.unit)
        values = shape.values_of(run)
        if values is None:
            return False
        found = KnownRow(row, plan, shape, run, values)
        self._seen[plan.path] = found
        self._assigned.append(found)
        if not self.context.states_rows:
            self._alignment.row(row)
        self._go_on_after(plan, header.labels, header.unit)
        return True

    def _columns(self, path: str, count: int) -> tuple[tuple[Column, ...], str]:
        """What the header says about a row's columns, see `Header.columns`; found once."""
        key = self._header.labels, path, count
        found = self._plans.columns.get(key)
        if found is None:
            found = self._header.columns(path, count)
            if len(self._plans.columns) >= _REMEMBERED:
                self._plans.columns.clear()
            self._plans.columns[key] = found
        return found

    def _known_head(self, row: PassageRow, place: PlaceKey) -> bool:
        """Go over the labels before a passage's last one as they were read before."""
        if self._lost.waiting:
            return False
        found = self._plans.heads.get((place, row.passage))
        if found is None:
            return False
        header = self._header
        (state, header.labels, header.is_open, header.unit, self._lead), self._rank = found
        self._parser.state = state
        return True

    def _learn_head(self, row: PassageRow, place: PlaceKey, before: tuple[int, ...]) -> None:
        """Keep where the labels before a passage's last one lead, where they say nothing else."""
        if not self._lost.waiting and self._marks() == before:
            self._plans.add_head(place, row.passage, (self._place(), self._rank))

    def _marks(self) -> tuple[int, ...]:
        """How much was said and assigned so far; the last number is that of the rows."""
        result = self.result
        return (
            len(result.notes),
            len(result.extra),
            len(result.loose),
            len(result.units),
            len(self._seen),
            self._alignment.count,
            len(self._assigned),
        )

    def _learn(self, row: PassageRow, place: PlaceKey, before: tuple[int, ...]) -> None:
        """Keep how a passage was taken, where nothing had to be said about it."""
        now = self._marks()
        if self._lost.waiting or now[:3] != before[:3] or now[-1] != before[-1] + 1:
            return
        found = self._assigned[-1]
        if found.row is not row.row or not self._is_plain(found):
            return
        rule = self.grammar.row_of.get(found.terminal)
        if rule is None or rule.path != found.path or rule.rank != self._rank:
            return
        plan = self._plan(found, rule)
        self._plans.add_passage(place, (row.passage, len(row.run.cells)), plan)

    def _plan(self, found: AssignedRow, rule: RowRule) -> RowPlan:
        header = self._header
        form = header.form_of(rule.path, found.columns)
        # A known row has the unit that this header states already; nothing else keeps it.
        stated = self.result.units.get(rule.path)
        shape = (
            found.shape
            if isinstance(found, KnownRow)
            else shape_of_row(form, rule.path, found.columns, stated)
        )
        return RowPlan(rule, shape, self._parser.state, header.labels, header.unit, found.lead)

    @staticmethod
    def _is_plain(found: AssignedRow) -> bool:
        """Whether a row was taken without inference, and has a number for each column."""
        if isinstance(found, KnownRow):
            return True
        return (
            found.certain
            and not found.doubt
            and found.cells is None
            and found.row.run is not None
            and len(found.columns) == len(found.row.run.cells)
            and all(
                column.kind in ("count", "money") and column.identifier[0] != UNKNOWN
                for column in found.columns
            )
        )

    def _remember(self, key: RowKey, found: AssignedRow, rule: RowRule) -> None:
        """Keep how a complete row was taken, for the next document that prints it so."""
        if self._is_plain(found):
            self._plans.add_row(key, self._plan(found, rule))
