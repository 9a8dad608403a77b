"""Which row of the national table each printed row is: by label inside its group."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve

from govreport.diagnostics import Severity
from govreport.grammars import RowRule, TableGrammar, builtin_grammar
from govreport.language import phrase
from govreport.tables.findings import REPEATED, doubt_of_label
from govreport.tables.indicators.values import FittedRow
from govreport.tables.indicators.words import labels_in
from govreport.tables.outcome import Note
from govreport.tables.placement.rows import values_of
from govreport.tables.similar import most_similar

_REPEATED = "the label is printed in two groups, and the heading of the other one is missing"


@define(eq=False)
class Named:
    """A printed row and the row of the form that it is, None for a heading or an extra row.

    It is also the token that the grammar's parser is fed: ``type`` is the label's terminal.
    """

    fitted: FittedRow
    rule: RowRule | None = None
    certain: bool = True
    type: str = ""
    path: str | None = None

    @property
    def text(self) -> str:
        """The label as printed."""
        return self.fitted.row.text

    @property
    def start(self) -> int:
        """Where the label stands."""
        return self.fitted.row.start

    @property
    def printed(self) -> bool:
        """Whether cells stand beside the label."""
        return bool(self.fitted.slots or self.fitted.loose)


@define
class _Value:
    type: str = "VALUES"
    path: str | None = None


def name_rows(
    fitted: Sequence[FittedRow], notes: list[Note], grammar: TableGrammar | None = None
) -> list[Named]:
    """Give each row its identifier; rows that no label names stay without one.

    ``grammar`` is that of the table, None for the national one.

    Numbering is never looked at: provinces insert rows and renumber. A repeated label
    (被依法纠错数, 其他情形数) is known by the group that the grammar's parser is in.
    """
    grammar = grammar or builtin_grammar("statistics")
    namer = _Namer([Named(row) for row in fitted], notes, grammar)
    namer.by_label()
    namer.by_similarity()
    namer.by_gap()
    return namer.rows


class _Namer:
    def __init__(self, rows: list[Named], notes: list[Note], grammar: TableGrammar) -> None:
        self.rows = rows
        self.notes = notes
        self.grammar = grammar
        self._parser = self.grammar.parser()
        self._taken: dict[str, Named] = {}
        self._last: RowRule | None = None

    # -- exact labels -------------------------------------------------------------------------

    def by_label(self) -> None:
        """Labels that are the form's, in the order of print."""
        labels = labels_in(self.grammar)
        for named in self.rows:
            row = named.fitted.row
            matches = labels.exact(row.key, row.full) if row.key else None
            names = [match.terminal for match in matches or ()]
            if not names:
                continue
            if doubt := doubt_of_label(row.text):
                self._lose(named, doubt)
                continue
            terminal = names[0] if len(names) == 1 else self._of_group(named, names)
            if terminal is None:
                for rule in map(self.grammar.row_of.__getitem__, names):
                    if (
                        rule.path in self._taken
                        and self._last
                        and _group(rule) == _group(self._last)
                    ):
                        self._doubt(self._taken[rule.path], named)
                self._lose(named, "the label is printed in two groups, and both are possible")
            else:
                self._feed(named, terminal)

    def _of_group(self, named: Named, names: list[str]) -> str | None:
        """The one of two groups that a repeated label belongs to."""
        rules = [self.grammar.row_of[name] for name in names]
        free = [
            rule
            for rule in rules
            if rule.path not in self._taken
            and (_group(rule) in self._taken or not self._has_heading(_group(rule)))
        ]
        able = [rule for rule in free if self._parser.accepts(rule.terminal)]
        own = [rule for rule in free if self._last and _group(rule) == _group(self._last)]
        chosen = own[0] if own else able[0] if len(able) == 1 else None
        if chosen is None:
            return None
        named.certain = named.certain and chosen in able  # the groups stand in another order
        others = {_group(rule) for rule in rules} - {_group(chosen)}
        if not (own and all(self._has_heading(name) for name in others)) and not (
            own and self._adds_up(named, chosen)
        ):
            named.certain = False
            self._note(
                "label-repeated",
                phrase(
                    "{text} is read as a row of {group}: {why}",
                    text=named.fitted.row.text,
                    group=self.grammar.row_labels.get(_group(chosen), _group(chosen)),
                    why=_REPEATED,
                ),
                named,
            )
        return chosen.terminal

    def _has_heading(self, group: str) -> bool:
        """Whether the row that heads a group is printed anywhere in the table."""
        heading = next((row.terminal for row in self.grammar.rows if row.path == group), None)
        keys = self.grammar.keys[heading] if heading is not None else ()
        return any(row.fitted.row.key in keys for row in self.rows)

    def _adds_up(self, named: Named, rule: RowRule) -> bool:
        """Whether the group is complete with this row: its heading is the sum of its rows (P5)."""
        heading = self._taken.get(_group(rule))
        if heading is None or not heading.fitted.slots:
            return False
        first = self.rows.index(heading)
        items = []
        for other in self.rows[first + 1 :]:
            if other.fitted.row.key not in self._keys_below(_group(rule)):
                break
            items.append(values_of(other.fitted.slots))
        total = values_of(heading.fitted.slots)
        if len(items) < 3 or any(len(item) != len(total) or None in item for item in items):
            return False
        return all(
            whole is not None and whole > 0 and sum(item[index] or 0 for item in items) == whole
            for index, whole in enumerate(total)
        )

    def _keys_below(self, group: str) -> set[str]:
        return {
            key
            for row in self.grammar.rows
            if row.path.startswith(f"{group}.")
            for key in self.grammar.keys[row.terminal]
        }

    def _feed(self, named: Named, terminal: str) -> None:
        rule = self.grammar.row_of.get(terminal)
        if rule is None:
            named.type = terminal
            self._parser.feed(named)
            return
        if rule.path in self._taken:
            if named.printed:
                self._doubt(self._taken[rule.path], named)
                self._lose(named, "the row is printed a second time")
            return
        named.type = terminal
        if self._parser.feed(named):
            self._parser.feed(_Value())
            named.rule = rule
        else:
            named.rule = rule
            self._note(
                "row-out-of-order",
                phrase("{text} stands out of the form's order", text=named.fitted.row.text),
                named,
            )
        self._taken[rule.path] = named
        self._last = rule

    def _doubt(self, first: Named, second: Named) -> None:
        """Two rows with one label and other values: one label is wrong, and nobody knows which."""
        shown = [[slot[0] for slot in named.fitted.slots] for named in (first, second)]
        if first.certain and shown[0] != shown[1]:
            first.certain = False
            self._note(
                "label-repeated",
                phrase("{label}: {doubt}", label=first.text, doubt=REPEATED),
                first,
            )

    # -- damaged and lost labels --------------------------------------------------------------

    def by_similarity(self) -> None:
        """Typing slips, among the rows that are missing between the rows around."""
        for index, named in enumerate(self.rows):
            row = named.fitted.row
            if named.type or named.rule or not row.key or not named.fitted.slots:
                continue
            missing = {
                rule.terminal: self.grammar.keys[rule.terminal] for rule in self._missing(index)
            }
            found = most_similar(row.key, missing, ())
            if found is None:
                continue
            terminal, similarity = found
            named.certain = False
            named.rule = self.grammar.row_of[terminal]
            self._taken[named.rule.path] = named
            self._note(
                "label-similar",
                phrase(
                    "{text} is read as {official} (similarity {similarity})",
                    text=row.text,
                    official=self.grammar.official[terminal],
                    similarity=f"{similarity:.2f}",
                ),
                named,
            )

    def by_gap(self) -> None:
        """Rows without a label: placed where exactly one row of the form is missing."""
        for index, named in enumerate(self.rows):
            if named.fitted.row.text or not named.fitted.slots:
                continue
            missing = self._missing(index)
            alone = self._alone(index)
            if len(missing) != 1 or not alone or not self._same_unit(named, missing[0]):
                self._lose(named, "no label, and more than one row of the form is missing here")
                continue
            named.rule, named.certain = missing[0], False
            self._taken[missing[0].path] = named
            self._note(
                "label-lost",
                phrase(
                    "a row without a label is read as {official}, the only row missing here",
                    official=self.grammar.official[missing[0].terminal],
                ),
                named,
            )

    def _same_unit(self, named: Named, rule: RowRule) -> bool:
        unit = named.fitted.row.unit
        return unit is None or rule.unit is None or unit in self.grammar.labels[rule.unit]

    def _alone(self, index: int) -> bool:
        """Whether the rows just above and below have their labels."""
        around = [self.rows[i] for i in (index - 1, index + 1) if 0 <= i < len(self.rows)]
        return len(around) == 2 and all(row.rule is not None for row in around)

    def _missing(self, index: int) -> list[RowRule]:
        """Rows of the form that are not printed, between the named rows around a place."""
        ranks = [row.rule.rank if row.rule else None for row in self.rows]
        low = next((rank for rank in reversed(ranks[:index]) if rank is not None), -1)
        high = next(
            (rank for rank in ranks[index + 1 :] if rank is not None), len(self.grammar.rows)
        )
        return [rule for rule in self.grammar.rows[low + 1 : high] if rule.path not in self._taken]

    # -- findings -----------------------------------------------------------------------------

    def _lose(self, named: Named, why: str) -> None:
        cells = tuple(slot for slot in named.fitted.slots if slot[3] is not None)
        named.fitted = evolve(named.fitted, slots=(), loose=cells or named.fitted.loose, why=why)
        named.rule = None

    def _note(self, code: str, message: str, named: Named) -> None:
        row = named.fitted.row
        path = f"statistics.{named.rule.path}" if named.rule is not None else None
        self.notes.append(Note(code, Severity.WARNING, message, row.start, row.end, path=path))


def _group(rule: RowRule) -> str:
    return rule.path.partition(".")[0]
