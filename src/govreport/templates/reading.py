"""Read one table: which row each strip is, and which cell each number belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from govreport.cells import unit_in
from govreport.diagnostics import Severity
from govreport.grammars import VALUES, RowRule
from govreport.placement.rows import Fit, fit_row, is_filled
from govreport.templates.base import Column, TableForm
from govreport.templates.outcome import PlacedRow, TableReading
from govreport.templates.similar import most_similar
from govreport.templates.strips import Strip


class _Token:
    __slots__ = ("path", "type")

    def __init__(self, type_: str) -> None:
        self.type = type_
        self.path: str | None = None


_VALUES = _Token(VALUES)
_END = _Token("$END")


class TableReader:
    """Reads the strips of one table with one form's grammar.

    Args:
        form: the form chosen for this table.
        siblings: the other forms of the same table, whose columns a hybrid may borrow.
        glued: the layout may print cells without a separator.
    """

    def __init__(self, form: TableForm, siblings: Sequence[TableForm], *, glued: bool) -> None:
        """Prepare an empty reading."""
        self.form = form
        self.siblings = tuple(siblings)
        self.glued = glued
        self.grammar = form.grammar
        self.result = TableReading(form)
        self._parser = form.grammar.parser()
        self._header: list[str] = []
        self._header_open = False
        self._rank = -1
        self._pending: list[Strip] = []
        self._rows: dict[str, Strip] = {}
        self._seen: dict[str, Strip] = {}
        self._labelled: list[Strip] = []
        self._unit: str | None = None
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
        self._feed(_END)
        for strip in self._labelled:
            if strip.path is not None and strip.path not in self._rows:
                self._rows[strip.path] = strip
        self._place_all()
        return self.result

    def _read_strip(self, strip: Strip) -> None:
        terminal = self._terminal_of(strip) if strip.matches is not None else None
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
        accepted = self._parser.choices()
        able = [name for name in known if name in accepted] or known
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
        return any(self.grammar.row_of[terminal].path in paths for _, paths in self.form.exclusive)

    def _read_row(self, strip: Strip, terminal: str) -> None:
        rule = self.grammar.row_of[terminal]
        self._header_open = False
        if rule.path in self._seen and (strip.filled() or not strip.slots):
            earlier = self._seen[rule.path]
            if earlier.slots:
                if strip.filled():
                    self._repeat(strip, rule)
                return
        strip.columns = self._columns(rule.path, strip)
        earlier = self._seen.get(rule.path)
        if earlier is not None and not earlier.slots and rule.rank >= self._rank and strip.slots:
            # The label stood alone before (a heading above its own small table).
            self._settle(rule.rank)
            strip.path = rule.path
            self._rank = rule.rank
        elif terminal in self._parser.choices():
            self._settle(rule.rank)
            strip.type = terminal
            self._feed(strip)
            if strip.slots:
                self._feed(_VALUES)
                self._rank = rule.rank
        elif strip.slots:
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
        if strip.slots or rule.path not in self._seen:
            self._seen[rule.path] = strip
        self._labelled.append(strip)

    def _read_foreign(self, strip: Strip, rule: RowRule, sibling: TableForm) -> None:
        """A row that only another form of this table has: a hybrid."""
        self._header_open = False
        if rule.path in self._seen and self._seen[rule.path].slots:
            self._repeat(strip, rule)
            return
        strip.path = rule.path
        strip.columns = self._columns(rule.path, strip)
        self._seen[rule.path] = strip
        self._labelled.append(strip)

    def _read_heading(self, strip: Strip, terminal: str) -> None:
        caption = self.grammar.captions.get(terminal)
        if caption is not None and caption[0] > self._rank:
            self._settle(caption[0])
            self._rank = max(self._rank, caption[0] - 1)
        if caption is not None:
            self._header, self._header_open = [], True
            self._unit = None
        elif terminal in self._column_terminals():
            if not self._header_open:
                self._header, self._header_open = [], True
            self._header.append(terminal)
            self._unit = unit_in(strip.text) or self._unit
        if terminal in self._parser.choices():
            strip.type = terminal
            self._feed(strip)
        if strip.filled():
            self._wait(strip)

    def _column_terminals(self) -> frozenset[str]:
        return self.grammar.columns.union(*(form.grammar.columns for form in self.siblings))

    def _read_unknown(self, strip: Strip) -> None:
        if not strip.filled():
            if self._header_open and strip.text:
                self._header.append(self._cut_column(strip))
            return
        if strip.reading is None or strip.matches is not None:
            self._wait(strip)
            return
        if self._completes_row(strip):
            return
        if self._header_open and self._cut_column(strip):
            self._header.append(self._cut_column(strip))
            self._wait(strip)
            return
        open_rows = {
            row.terminal: self.grammar.keys[row.terminal]
            for row in self.grammar.rows
            if row.path not in self._seen or not self._seen[row.path].slots
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

    def _cut_column(self, strip: Strip) -> str:
        """The column whose label was cut after its first characters (D2, D3), or nothing."""
        key = strip.reading.key if strip.reading is not None else ""
        found = {
            terminal
            for form in (self.form, *self.siblings)
            for terminal in form.grammar.columns
            for known in form.grammar.keys[terminal]
            if len(key) >= 2 and known.startswith(key)
        }
        return found.pop() if len(found) == 1 else ""

    def _completes_row(self, strip: Strip) -> bool:
        """Words among the values of the row before (见附件): a cell of that row, not a label."""
        if not self._labelled or self._pending:
            return False
        before = self._labelled[-1]
        width = sum(self._blocks(before))
        have = len(before.slots)
        if have and have < width and have + 1 + len(strip.slots) == width:
            before.slots.append((strip.text, strip.start, strip.end, strip.reading))
            before.slots.extend(strip.slots)
            return True
        return False

    def _cut_long(self, strip: Strip) -> list[Strip]:
        """Several rows in one strip: the labels of all but the first were lost."""
        if self.form.table == "requests":
            width = len(self.form.columns_of(""))
        elif strip.matches is not None and len(strip.slots) > 3:
            width = 3
        else:
            return [strip]
        count = len(strip.slots)
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
        strip.columns = self._columns(row.path, strip)
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

    # -- columns ------------------------------------------------------------------------------

    def _columns(self, path: str, strip: Strip) -> tuple[Column, ...]:
        """The columns of a row: those of the header above it, by any form of this table."""
        default = self._default_columns(path)
        if self._unit is not None:
            self.result.units[path] = self._unit
        if not self.siblings:
            return default
        header = [name.lower() for name in self._header if name and name != "CONTENT"]
        count = strip.filled()
        options = [default]
        for form in self.siblings:
            if path in form.columns and form.columns[path] not in options:
                options.append(form.columns[path])
        identifiers = [[column.identifier for column in option] for option in options]
        for option, names in zip(options, identifiers, strict=True):
            if header == names:
                return option
        for option, names in zip(options, identifiers, strict=True):
            if sorted(header) == sorted(names):
                order = {name: index for index, name in enumerate(header)}
                return tuple(sorted(option, key=lambda column: order[column.identifier]))
        touched = [
            option
            for option, names in zip(options, identifiers, strict=True)
            if header and set(header) <= set(names)
        ]
        if touched:
            fitting = [option for option in touched if len(option) == count] or touched
            return fitting[0]
        fitting = [option for option in options if len(option) == count]
        if len(fitting) == 1 and fitting[0] is not default:
            strip.certain = False
            strip.how = "its columns are known by their number only"
            return fitting[0]
        if header and not touched:
            strip.certain = False
            strip.how = "its header names other columns"
        return default

    def _default_columns(self, path: str) -> tuple[Column, ...]:
        for form in (self.form, *self.siblings):
            if path in form.grammar.row_labels:
                return form.columns_of(path)
        raise KeyError(path)

    def _form_of(self, path: str, columns: tuple[Column, ...]) -> TableForm:
        """The form whose columns a row has."""
        forms = [f for f in (self.form, *self.siblings) if path in f.grammar.row_labels]
        identifiers = {column.identifier for column in columns}
        for form in forms:
            if {column.identifier for column in form.columns_of(path)} == identifiers:
                return form
        return forms[0]

    def _blocks(self, strip: Strip) -> tuple[int, ...]:
        return (len(strip.columns),)

    # -- placement ----------------------------------------------------------------------------

    def _place_all(self) -> None:
        rows = [strip for strip in self._labelled if strip.path and strip.slots]
        tail = self._usual_tail(rows)
        kept = any(self._keeps_blanks(strip) for strip in rows)
        for strip in rows:
            fit = fit_row(
                strip.slots,
                self._blocks(strip),
                rule=self.form.rule,
                tail=tail,
                kept=kept,
                glued=self.glued,
                signed=frozenset(i for i, c in enumerate(strip.columns) if c.signed),
            )
            self._accept(strip, fit)

    @staticmethod
    def _usual_tail(rows: Sequence[Strip]) -> int | None:
        """How many blanks follow a complete row, where the table always prints as many."""
        tails: Counter[int] = Counter()
        for strip in rows:
            if strip.filled() == len(strip.columns):
                blanks = 0
                for slot in reversed(strip.slots):
                    if is_filled(slot):
                        break
                    blanks += slot[0] == ""
                tails[blanks] += 1
        return tails.most_common(1)[0][0] if tails else None

    @staticmethod
    def _keeps_blanks(strip: Strip) -> bool:
        """A blank between two values shows that this table keeps its blank cells in place."""
        filled = [index for index, slot in enumerate(strip.slots) if is_filled(slot)]
        if not filled:
            return False
        return any(slot[0] == "" for slot in strip.slots[: filled[-1]])

    def _accept(self, strip: Strip, fit: Fit) -> None:
        assert strip.path is not None
        if fit.slots is None:
            if not strip.filled():
                self.result.note(
                    "row-empty",
                    Severity.WARNING,
                    f"{strip.text or strip.path}: the cells of this row are missing",
                    strip.start,
                    strip.end,
                )
                return
            self.result.open_rows.append((strip, fit))
            return
        certain = strip.certain and fit.certain
        if not fit.certain:
            self.result.note(
                "cells-placed",
                Severity.WARNING,
                f"{self._name(strip)}: placed by {fit.how}",
                fit.slots[0][1],
                fit.slots[-1][2],
            )
        elif not strip.certain and strip.how.startswith("its columns"):
            self.result.note(
                "columns-assumed",
                Severity.WARNING,
                f"{self._name(strip)}: {strip.how}",
                strip.start,
                strip.end,
            )
        self.result.rows.append(
            PlacedRow(
                strip.path,
                strip.columns,
                fit.slots,
                certain,
                self._form_of(strip.path, strip.columns),
            )
        )

    def _name(self, strip: Strip) -> str:
        return strip.text or self.grammar.row_labels.get(strip.path or "", "")

    # -- what has no place --------------------------------------------------------------------

    def _repeat(self, strip: Strip, rule: RowRule) -> None:
        self._unplace(strip, f"{strip.text} is printed a second time")

    def _extra(self, strip: Strip) -> None:
        self.result.extra.append(strip)

    def _unplace(self, strip: Strip, why: str) -> None:
        self.result.unplace(strip.slots, strip.text, why)

    def _feed(self, token: object) -> None:
        if getattr(token, "type") in self._parser.choices():  # noqa: B009
            self._parser.feed_token(token)  # type: ignore[arg-type]
