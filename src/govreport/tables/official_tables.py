"""Read one table: which row each strip is, and which cell each number belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govreport.diagnostics import Severity
from govreport.grammars import VALUES, RowRule
from govreport.tables.alignment import Steps
from govreport.tables.findings import (
    doubt_exclusive_rows,
    doubt_glued_rows,
    is_alternative,
    note_extra_rows,
    note_labels_without_cells,
    note_missing_rows,
)
from govreport.tables.forms import TableForm
from govreport.tables.headers import Header
from govreport.tables.labelled_rows import Strip
from govreport.tables.outcome import TableReading
from govreport.tables.placing import place_rows
from govreport.tables.similar import most_similar
from govreport.text.cells import PAD


class _Token:
    __slots__ = ("path", "type")

    def __init__(self, type_: str) -> None:
        self.type = type_
        self.path: str | None = None


_REMARK = 10
"""Characters of words in place of a number, at most: 见附件, 暂无数据 ..."""

_VALUES = _Token(VALUES)
_END = _Token("$END")


class TableReader:
    """Reads the strips of one table with one form's grammar.

    Args:
        form: the form chosen for this table.
        siblings: the other forms of the same table, whose columns a hybrid may borrow.
        glued: the layout may print cells without a separator.
        evident: some label of the table belongs to ``form`` alone.
        thinned: repeated lines were removed from the text (D9).
        stated: the layout states where a row ends, so that its label is its own.
    """

    def __init__(
        self,
        form: TableForm,
        siblings: Sequence[TableForm],
        *,
        glued: bool,
        evident: bool = True,
        thinned: bool = False,
        stated: bool = False,
    ) -> None:
        """Prepare an empty reading."""
        self.form = form
        self.siblings = tuple(siblings)
        self.glued = glued
        self.thinned = thinned
        self.stated = stated
        self._steps = Steps()
        self._led = 0
        self._extra_after: list[int] = []
        self.grammar = form.grammar
        self.result = TableReading(form)
        self._parser = form.grammar.parser()
        self._header = Header(form, siblings, evident=evident)
        self._rank = -1
        self._pending: list[Strip] = []
        self._seen: dict[str, Strip] = {}
        self._labelled: list[Strip] = []
        self._foreign = {
            row.terminal: (row, sibling)
            for sibling in reversed(self.siblings)
            for row in sibling.grammar.rows
            if row.path not in form.grammar.row_labels
        }

    # -- identity: which row is this strip? ---------------------------------------------------

    def read(self, strips: Iterable[Strip]) -> TableReading:
        """Read all strips of the table, in reading order."""
        for strip in strips:
            for part in self._cut_long(strip):
                self._read_strip(part)
        self._settle(len(self.grammar.rows))
        self._parser.feed(_END)
        note_extra_rows(self.form, self._seen, self._extra_after, self.result)
        doubt_exclusive_rows(self.form, self._labelled, self.result)
        if self.glued:
            doubt_glued_rows(self.form, self._seen, self._labelled)
        if not self.stated:
            self._drop_doubtful()
        if not self.thinned:
            note_labels_without_cells(self._seen, self.result)
            if self._labelled:
                note_missing_rows(self.form, self._seen, self._labelled[-1], self.result)
        place_rows(
            self._labelled, self.result, self._header, glued=self.glued, thinned=self.thinned
        )
        return self.result

    def _read_strip(self, strip: Strip) -> None:
        terminal = self._terminal_of(strip) if strip.matches is not None else None
        strip.led, self._led = self._led, 0
        if terminal is None:
            self._read_unknown(strip)
        elif terminal in self.grammar.row_of and not self._is_group_only(strip, terminal):
            self._read_row(strip, terminal)
        elif terminal in self._foreign:
            self._read_foreign(strip, *self._foreign[terminal])
        else:
            self._read_heading(strip, terminal)

    def _terminal_of(self, strip: Strip) -> str | None:
        """The terminal a label stands for in the parser's present state."""
        assert strip.matches is not None
        names = [match.terminal for match in strip.matches if match.table == self.form.table]
        if len(names) <= 1:
            return names[0] if names else None
        known = [n for n in names if n in self.grammar.labels] or names
        able = [name for name in known if self._parser.accepts(name)] or known
        if len(able) == 1:
            return able[0]
        numeral = strip.reading.numeral if strip.reading is not None else ""
        for name in able:
            if self.grammar.numerals.get(name, "") == numeral:
                return name
        return able[0]

    def _is_group_only(self, strip: Strip, terminal: str) -> bool:
        """其他处理 heads a group in one form and is a row in the other."""
        if strip.filled() or strip.slots:
            return False
        return is_alternative(self.form, self.grammar.row_of[terminal].path)

    def _read_row(self, strip: Strip, terminal: str) -> None:
        rule = self.grammar.row_of[terminal]
        self._header.close()
        strip.type = terminal
        earlier = self._seen.get(rule.path)
        if earlier is not None and earlier.slots:
            self._repeat(strip)
            return
        self._set_columns(strip, rule.path)
        if earlier is not None and rule.rank >= self._rank and strip.slots:
            # The label stood alone before (a heading above its own small table).
            self._settle(rule.rank)
            strip.path = rule.path
            self._rank = rule.rank
        elif not strip.slots:
            self._steps.deficit(strip)
            # A label without cells may be a heading or torn from its row: no step forward.
        elif self._parser.accepts(terminal):
            self._settle(rule.rank)
            self._parser.feed(strip)
            self._parser.feed(_VALUES)
            self._rank = rule.rank
        else:
            self._parser.refused(strip, terminal)
            strip.path = rule.path
            strip.certain = not self.glued
            strip.how = "its row stands out of the form's order"
            self.result.note(
                "row-out-of-order",
                Severity.WARNING,
                f"{strip.text} stands out of the form's order",
                strip.start,
                strip.end,
            )
        if strip.slots:
            self._steps.row(strip)
        if strip.slots or rule.path not in self._seen:
            self._seen[rule.path] = strip
        self._labelled.append(strip)

    def _read_foreign(self, strip: Strip, rule: RowRule, sibling: TableForm) -> None:
        """A row that only another form of this table has: a hybrid."""
        self._header.close()
        if rule.path in self._seen and self._seen[rule.path].slots:
            self._repeat(strip)
            return
        strip.path = rule.path
        self._set_columns(strip, rule.path)
        self._seen[rule.path] = strip
        self._labelled.append(strip)

    def _read_heading(self, strip: Strip, terminal: str) -> None:
        caption = self.grammar.captions.get(terminal)
        if caption is not None and caption[0] > self._rank:
            self._settle(caption[0])
            self._rank = max(self._rank, caption[0] - 1)
        if caption is not None:
            self._led = 1
            self._header.restart()
        elif self._header.knows(terminal):
            self._header.add(terminal, strip.text)
        else:
            self._led = 1
        strip.type = terminal
        self._parser.feed(strip)
        if strip.filled():
            self._wait(strip)

    def _read_unknown(self, strip: Strip) -> None:
        if strip.text and self._completes_row(strip):
            return
        if not strip.filled():
            if self._header.is_open and strip.text:
                self._header.add(self._header.cut_label(strip), strip.text)
            return
        if strip.reading is None or strip.matches is not None:
            self._wait(strip)
            return
        cut = self._header.cut_label(strip) if self._header.is_open else ""
        if cut:
            self._header.add(cut, strip.text)
        if cut or (self._header.is_open and self._header.resembles_label(strip)):
            self._wait(strip)
            return
        open_rows = {
            row.terminal: self.grammar.keys[row.terminal]
            for row in self.grammar.rows
            if self._parser.accepts(row.terminal)
            and (row.path not in self._seen or not self._seen[row.path].slots)
        }
        found = most_similar(strip.reading.key, open_rows, self._missing_here())
        if found is None:
            self._settle(self._rank + 1)
            self._extra(strip)
            return
        terminal, similarity = found
        official = self.grammar.official[terminal]
        strip.how = f"its label is read as {official} (similarity {similarity:.2f})"
        self.result.note(
            "label-similar",
            Severity.WARNING,
            f"{strip.text} is read as {official} (similarity {similarity:.2f})",
            strip.start,
            strip.end,
        )
        self._read_row(strip, terminal)
        strip.certain = False

    def _completes_row(self, strip: Strip) -> bool:
        """Words among the values of the row before (见附件): a cell of that row, not a label."""
        if not self._labelled or self._pending or self.glued:
            return False
        if strip.reading is None or strip.reading.numeral or len(strip.text) > _REMARK:
            return False
        before = self._labelled[-1]
        width = len(before.columns)
        have = len(before.slots)
        rest = list(strip.slots)
        while rest and rest[-1][0] == PAD:
            rest.pop()
        if before.closed or have >= width or have + 1 + len(rest) != width:
            return False
        before.slots.append((strip.text, strip.start, strip.end, strip.reading))
        before.slots.extend(rest)
        if before.path is None and before.type in self.grammar.row_of:
            before.path = self.grammar.row_of[before.type].path
        before.closed = strip.closed
        return True

    def _cut_long(self, strip: Strip) -> list[Strip]:
        """Several rows in one strip: the labels of all but the first were lost."""
        widths = {len(columns) for columns in self.form.columns.values()}
        width = max(widths)
        count = len(strip.slots)
        if len(widths) > 1 and strip.matches is None:
            return [strip]
        if count <= width or count % width or strip.filled() != count:
            return [strip]
        parts = [strip]
        slots = strip.slots
        strip.slots = slots[:width]
        for first in range(width, count, width):
            part = Strip("", slots[first][1], slots[first][1], None, None)
            part.slots = slots[first : first + width]
            parts.append(part)
        return parts

    # -- rows without a label -----------------------------------------------------------------

    def _wait(self, strip: Strip) -> None:
        """Keep a row without a label until the next label bounds its place."""
        lone = Strip("", strip.slots[0][1], strip.slots[0][1], None, None)
        lone.slots = strip.slots
        strip.slots = []
        self._pending.append(lone)
        self._steps.surplus(lone)

    def _missing_here(self, upper: int | None = None) -> list[str]:
        return [row.terminal for row in self._missing(upper)]

    def _missing(self, upper: int | None = None) -> list[RowRule]:
        high = len(self.grammar.rows) if upper is None else upper
        return [
            row
            for row in self.grammar.rows[self._rank + 1 : high]
            if row.path not in self._seen or not self._seen[row.path].slots
        ]

    def _settle(self, upper: int) -> None:
        """Give the waiting rows their place when the form leaves exactly one."""
        if not self._pending:
            return
        waiting, self._pending = self._pending, []
        fitting = [strip for strip in waiting if self._could_be_row(strip)]
        choices = [
            rows for rows in self._variants(self._missing(upper)) if len(rows) == len(fitting)
        ]
        if len(choices) != 1 or not fitting:
            for strip in waiting:
                self._unplace(strip, "no label, and more than one row of the form is missing here")
            return
        for strip in waiting:
            if strip not in fitting:
                self._unplace(strip, "no label, and not the width of a row")
        for strip, row in zip(fitting, choices[0], strict=True):
            self._infer(strip, row)

    def _variants(self, missing: Sequence[RowRule]) -> list[list[RowRule]]:
        """The rows that may be missing, for each of the sets that exclude one another."""
        if not self.form.exclusive:
            return [list(missing)]
        every = frozenset().union(*(paths for _, paths in self.form.exclusive))
        printed = [
            paths
            for _, paths in self.form.exclusive
            if any(path in self._seen and self._seen[path].slots for path in paths)
        ]
        variants: list[list[RowRule]] = []
        for paths in printed or [paths for _, paths in self.form.exclusive]:
            rows = [row for row in missing if row.path not in every or row.path in paths]
            if rows not in variants:
                variants.append(rows)
        return variants

    def _could_be_row(self, strip: Strip) -> bool:
        widths = {len(columns) for columns in self.form.columns.values()}
        return len(strip.slots) in widths or strip.filled() in widths or self.glued

    def _infer(self, strip: Strip, row: RowRule) -> None:
        official = self.grammar.official[row.terminal]
        self._set_columns(strip, row.path)
        strip.certain = False
        strip.how = f"no label is printed; {official} is the only row missing here"
        strip.path = row.path
        self._seen[row.path] = strip
        self._rank = row.rank
        self._labelled.append(strip)
        self.result.note(
            "label-lost",
            Severity.WARNING,
            f"a row without a label is read as {official}, the only row missing here",
            strip.slots[0][1],
            strip.slots[-1][2],
        )

    def _set_columns(self, strip: Strip, path: str) -> None:
        strip.columns, strip.doubt = self._header.columns(path, strip.filled())
        if not strip.columns:
            strip.how = strip.doubt
        count = strip.filled()
        printed = {slot[0] for slot in strip.slots}
        if len(strip.columns) == 1 and len(printed) == 1 and self._header.repeats(count):
            # A converter copied a merged cell into each column that it spans, header and all.
            strip.slots = strip.slots[:1]
        if self._header.unit is not None:
            self.result.units[path] = self._header.unit

    def _drop_doubtful(self) -> None:
        for strip in self._steps.doubtful():
            if strip in self._labelled:
                self._labelled.remove(strip)
                self._unplace(strip, "labels and values are out of step here")

    # -- what has no place --------------------------------------------------------------------

    def _repeat(self, strip: Strip) -> None:
        self._unplace(strip, f"{strip.text} is printed a second time")

    def _extra(self, strip: Strip) -> None:
        self.result.extra.append(strip)
        self._extra_after.append(self._rank)

    def _unplace(self, strip: Strip, why: str) -> None:
        self.result.unplace(strip.slots, strip.text, why)
