"""Read one table: which row of the form each labelled row is, then the columns of its cells.

A row whose label and width are known, in the place where the form has it, is recognised by what
was learnt from earlier documents (`RowPlan`). Every other row takes the long way: the grammar's
states decide which label a text can be, similar labels are compared with the rows that are still
possible, rows without a label wait until the next label bounds their place.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from govreport.diagnostics import Severity
from govreport.grammars import VALUES, RowRule
from govreport.language import phrase
from govreport.tables.assignment import AssignedRow, RowAssignment
from govreport.tables.findings import (
    doubt_exclusive_rows,
    doubt_glued_rows,
    doubt_of_header,
    doubt_of_label,
    doubt_printing,
    is_alternative,
    note_extra_rows,
    note_labels_without_cells,
    note_missing_rows,
)
from govreport.tables.forms import foreign_rows
from govreport.tables.known_rows import KnownRows
from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.lost_labels import several_rows
from govreport.tables.outcome import TableReading
from govreport.tables.passages import PassageRow
from govreport.tables.placement.rows import is_filled
from govreport.tables.placing import place_rows
from govreport.tables.remarks import completes_row, is_rest_of
from govreport.tables.similar import most_similar


class _Token:
    __slots__ = ("start", "text", "type")

    def __init__(self, type_: str, row: LabelledRow | None = None) -> None:
        self.type = type_
        self.text = row.text if row is not None else ""
        self.start = row.start if row is not None else None


_VALUES = _Token(VALUES)
_END = _Token("$END")


class TableReader(KnownRows):
    """Reads the labelled rows of one table with one form's grammar.

    Args:
        form: the form chosen for this table.
        context: what else is known of the table and its text.
    """

    def read(self, rows: Sequence[LabelledRow | PassageRow]) -> TableReading:
        """Read all rows of the table, in reading order."""
        quick = not (self.context.glued or self.context.deduplicated)
        number, count = 0, len(rows)
        while number < count:
            row = rows[number]
            if isinstance(row, LabelledRow):
                self._read_any(row, quick=quick)
                number += 1
                continue
            place = self._place()
            if quick:
                known = self._read_known_passages(rows, number, place)
                if known > number:
                    number = known
                    continue
            before = self._marks()
            if not (quick and self._known_head(row, place)):
                for one in row.rows()[:-1]:
                    self._read_any(one, quick=quick)
                self._learn_head(row, place, before)
            self._read_any(row.row, quick=quick)
            self._learn(row, place, before)
            number += 1
        self._settle(len(self.grammar.rows))
        self._parser.feed(_END)
        self._finish()
        return self.result

    def _finish(self) -> None:
        """Doubts and findings about the table as a whole, then the cells' columns."""
        if self.result.extra:
            note_extra_rows(self.form, self._seen, self._extra_after, self.result)
        assigned = doubt_exclusive_rows(self.form, self._seen, self._assigned, self.result)
        assigned = doubt_printing(self._seen, assigned, self._repeated)
        if self.context.glued:
            assigned = doubt_glued_rows(self.form, self._seen, assigned, numbered=self._numbered)
        if not self.context.states_rows:
            assigned = self._without_misaligned(assigned)
        if not self.context.deduplicated:
            note_labels_without_cells(self._seen, self.result)
            if assigned:
                note_missing_rows(self.form, self._seen, assigned[-1], self.result)
        self.result.assigned = assigned
        place_rows(assigned, self.result, self._header, self.context)

    def _without_misaligned(self, assigned: list[AssignedRow]) -> list[AssignedRow]:
        doubtful = self._alignment.doubtful()
        if not doubtful:
            return assigned
        dropped = set(map(id, doubtful))
        for assignment in assigned:
            if id(assignment.source) in dropped:
                self._unplace(assignment.row, "labels and values are misaligned here")
        return [one for one in assigned if id(one.source) not in dropped]

    def _read_any(self, row: LabelledRow, *, quick: bool) -> None:
        if not (quick and self._read_known(row)):
            for part in several_rows(row, self.form.widths):
                self._read_row(part)

    def _read_row(self, row: LabelledRow) -> None:
        terminal = self._terminal_of(row) if row.matches is not None else None
        lead, self._lead = self._lead, 0
        if terminal is None:
            self._read_unknown(row, lead)
        elif terminal in self.grammar.row_of and not self._is_group_only(row, terminal):
            self._read_own(row, terminal, lead)
        elif terminal in foreign_rows(self.form, self.siblings):
            self._read_foreign(row, terminal, lead)
        else:
            self._read_heading(row, terminal)

    def _terminal_of(self, row: LabelledRow) -> str | None:
        """The terminal a label stands for in the parser's present state."""
        assert row.matches is not None
        names = [match.terminal for match in row.matches if match.table == self.form.table]
        if len(names) <= 1:
            return names[0] if names else None
        known = [n for n in names if n in self.grammar.labels] or names
        if row.is_bare and self._assigned and row.reading is not None and not row.reading.numeral:
            # The header, printed again on the next page: 其他 is the column.
            known = [name for name in known if self._header.knows(name)] or known
        able = [name for name in known if self._parser.accepts(name)] or known
        numeral = row.reading.numeral if row.reading is not None else ""
        if numeral and able[0] not in self.grammar.row_of and row.filled():
            # The row of this number, printed a second time, is no heading.
            able = [n for n in known if self.grammar.numerals.get(n) == numeral] or able
        if len(able) == 1:
            return able[0]
        for name in able:
            if self.grammar.numerals.get(name, "") == numeral:
                return name
        return able[0]

    def _is_group_only(self, row: LabelledRow, terminal: str) -> bool:
        """其他处理 heads a group in one form and is a row in the other."""
        if not row.is_bare:
            return False
        return is_alternative(self.form, self.grammar.row_of[terminal].path)

    def _read_own(self, row: LabelledRow, terminal: str, lead: int, *, reason: str = "") -> None:
        """A row of the form; ``reason`` says why its label was taken for one."""
        rule = self.grammar.row_of[terminal]
        self._header.is_open = False
        earlier = self._seen.get(rule.path)
        if earlier is not None and earlier.printed:
            self._repeat(row, rule.path)
            return
        key = (self._parser.state, self._header.labels, row.text, row.printed - len(row.tail), lead)
        found = self._with_columns(row, terminal, rule.path, lead)
        path: str | None = rule.path
        plain = False
        if earlier is not None and rule.rank >= self._rank and row.printed:
            # The label stood alone before (a heading above its own small table).
            self._settle(rule.rank)
            self._rank = rule.rank
        elif not row.printed:
            self._alignment.deficit(row)
            # A label without cells may be a heading or split from its row: no step forward.
            path = None
        elif self._parser.accepts(terminal):
            plain = not self._lost.waiting
            self._settle(rule.rank)
            self._parser.feed(_Token(terminal, row))
            self._parser.feed(_VALUES)
            self._rank = rule.rank
        else:
            self._parser.refused(_Token(terminal, row), terminal)
            found = evolve(
                found,
                certain=not self.context.glued,
                reason=found.reason or "its row stands out of the form's order",
            )
            self.result.note(
                "row-out-of-order",
                Severity.WARNING,
                phrase("{text} stands out of the form's order", text=row.text),
                row.start,
                row.end,
                row=path,
            )
        if reason:
            found = evolve(found, certain=False, reason=reason)
        found = evolve(found, path=path)
        if row.printed:
            self._alignment.row(row)
        if row.printed or rule.path not in self._seen:
            self._seen[rule.path] = found
        self._assigned.append(found)
        if plain and row.run is not None and not row.is_listed:
            self._remember(key, found, rule)

    def _read_foreign(self, row: LabelledRow, terminal: str, lead: int) -> None:
        """A row that only another form of this table has: a hybrid."""
        rule = foreign_rows(self.form, self.siblings)[terminal]
        self._header.is_open = False
        if rule.path in self._seen and self._seen[rule.path].printed:
            self._repeat(row, rule.path)
            return
        found = self._with_columns(row, terminal, rule.path, lead)
        self._seen[rule.path] = found
        self._assigned.append(found)

    def _read_heading(self, row: LabelledRow, terminal: str) -> None:
        caption = self.grammar.captions.get(terminal)
        if caption is not None and caption[0] > self._rank:
            self._settle(caption[0])
            self._rank = max(self._rank, caption[0] - 1)
        if caption is not None:
            self._lead = 1
            if len(self.form.columns) > 1:  # each block of the table has a header of its own
                self._header.restart()
        elif self._header.knows(terminal) or self._header.knows_group(terminal):
            self._header.add(terminal, row.text)
        else:
            self._lead = 1
        self._parser.feed(_Token(terminal, row))
        if row.filled():
            self._numbered = True  # with nothing between cells, the number of the first row
            self._wait(row)

    def _read_unknown(self, row: LabelledRow, lead: int) -> None:
        if row.text and self._completes_row(row):
            return
        if not row.filled():
            if self._header.is_open and row.text:
                self._header.add(self._header.cut_label(row), row.text)
            return
        if row.reading is None or row.matches is not None:
            self._wait(row)
            return
        cut = self._header.cut_label(row) if self._header.is_open else ""
        if cut:
            self._header.add(cut, row.text)
        if cut or (self._header.is_open and self._header.resembles_label(row)):
            self._wait(row)
            return
        self._read_similar(row, lead)

    def _read_similar(self, row: LabelledRow, lead: int) -> None:
        """A label that no form knows: a slip of a row that is still possible, or an extra row."""
        assert row.reading is not None
        possible = {
            rule.terminal: self.grammar.keys[rule.terminal]
            for rule in self.grammar.rows
            if self._parser.accepts(rule.terminal)
            and (rule.path not in self._seen or not self._seen[rule.path].printed)
        }
        found = most_similar(row.reading.key, possible, self._missing_here())
        if found is None:
            self._settle(self._rank + 1)
            if self._assigned and is_rest_of(self._assigned[-1], row):
                self._unplace(row, "its cells may be the rest of the row before")
                return
            self.result.extra.append(row)
            self._extra_after.append(self._rank)
            return
        terminal, similarity = found
        official = self.grammar.official[terminal]
        reason = f"its label is read as {official} (similarity {similarity:.2f})"
        self.result.note(
            "label-similar",
            Severity.WARNING,
            phrase(
                "{text} is read as {official} (similarity {similarity})",
                text=row.text,
                official=official,
                similarity=f"{similarity:.2f}",
            ),
            row.start,
            row.end,
            row=self.grammar.row_of[terminal].path,
        )
        self._read_own(row, terminal, lead, reason=reason)

    def _completes_row(self, row: LabelledRow) -> bool:
        """Words among the values of the row before (见附件): a cell of that row, not a label."""
        if not self._assigned or self._lost.waiting or self.context.glued:
            return False
        before = self._assigned[-1]
        completed = completes_row(before, row)
        if completed is None:
            return False
        path = before.path
        if path is None and before.terminal in self.grammar.row_of:
            path = self.grammar.row_of[before.terminal].path
        found = evolve(before.opened(), source=completed, path=path)
        self._assigned[-1] = found
        for seen, other in self._seen.items():
            if other is before:
                self._seen[seen] = found
        self._alignment.replace(before.source, completed)
        return True

    # -- rows without a label -----------------------------------------------------------------

    def _wait(self, row: LabelledRow) -> None:
        """Keep a row without a label until the next label bounds its place."""
        self._alignment.surplus(self._lost.wait(row))

    def _missing_here(self, upper: int | None = None) -> list[str]:
        return [row.terminal for row in self._missing(upper)]

    def _missing(self, upper: int | None = None) -> list[RowRule]:
        high = len(self.grammar.rows) if upper is None else upper
        return [
            row
            for row in self.grammar.rows[self._rank + 1 : high]
            if row.path not in self._seen or not self._seen[row.path].printed
        ]

    def _settle(self, upper: int) -> None:
        """Give the waiting rows their place when the form leaves exactly one."""
        if not self._lost.waiting:
            return
        printed = {path for path, found in self._seen.items() if found.printed}
        placed, outside = self._lost.settle(self._missing(upper), printed, glued=self.context.glued)
        for row, why in outside:
            self._unplace(row, why)
        for row, rule in placed:
            self._infer(row, rule)

    def _infer(self, row: LabelledRow, rule: RowRule) -> None:
        official = self.grammar.official[rule.terminal]
        found = evolve(
            self._with_columns(row, rule.terminal, rule.path, 0),
            certain=False,
            reason=f"no label is printed; {official} is the only row missing here",
        )
        self._seen[rule.path] = found
        self._rank = rule.rank
        self._assigned.append(found)
        self.result.note(
            "label-lost",
            Severity.WARNING,
            phrase(
                "a row without a label is read as {official}, the only row missing here",
                official=official,
            ),
            row.slots[0][1],
            row.slots[-1][2],
            row=rule.path,
        )

    def _with_columns(self, row: LabelledRow, terminal: str, path: str, lead: int) -> RowAssignment:
        """The row at its place in the form, with the columns that its header leaves it."""
        count = row.filled()
        columns, doubt = self._columns(path, count)
        cells = None
        if len(columns) == 1 and self._header.repeats(count):
            slots = row.slots
            if len({slot[0] for slot in slots}) == 1:
                # A converter copied a merged cell into each column that it spans, header and all.
                cells = tuple(slots[:1])
        if self._header.unit is not None:
            self.result.units[path] = self._header.unit
        reason = "" if columns else doubt
        doubt = doubt or doubt_of_label(row.text)
        if not doubt and self.context.glued:
            doubt = doubt_of_header(self._header.labels)
        return RowAssignment(row, terminal, path, columns, True, reason, doubt, lead, cells)

    # -- what has no place --------------------------------------------------------------------

    def _repeat(self, row: LabelledRow, path: str) -> None:
        """A row of the form for the second time: unless it says the same, one label is wrong."""
        self._unplace(row, f"{row.text} is printed a second time")
        if row.filled() and _printed(self._seen[path].row) != _printed(row):
            self._repeated.add(path)

    def _unplace(self, row: LabelledRow, why: str) -> None:
        self.result.unplace(row.numbers, row.text, why)


def _printed(row: LabelledRow) -> list[str]:
    """What stands in the cells of a row."""
    return [slot[0] for slot in row.slots if is_filled(slot)]
