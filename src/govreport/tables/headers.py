"""Which columns a row has: those of the header above it, in whichever form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from govreport.tables.forms import Column, TableForm
from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.printed_order import UNKNOWN, printed_order, sum_columns
from govreport.tables.statuses import NO_UNIT
from govreport.text.cells import unit_in

_LEAD = "CONTENT"
"""信息内容 heads the labels, not a value column."""

_SUM = "total"

_HEAD_OF_LABEL = 3
_MOST_LABELS = 200
"""Labels of one header that count; no form has as many, and a page may repeat one without end."""
_ORDER = "its header names the columns in another order"


def _without(order: Sequence[str], names: Sequence[str]) -> list[str]:
    return [name for name in order if name not in names]


def _lines_in_order(
    order: Sequence[str], identifiers: Sequence[str], groups: Mapping[str, tuple[str, ...]]
) -> bool:
    """Whether each line of a header keeps the form's order, whichever line comes first."""
    below = {name for members in groups.values() for name in members}
    lines = [[n for n in order if (n in below) is level] for level in (True, False)]
    return all(line == [name for name in identifiers if name in line] for line in lines)


def _without_last(order: Sequence[str], identifiers: Sequence[str]) -> bool:
    """Whether only the last column, which holds the sum, is printed earlier."""
    last = identifiers[-1]
    return _without(order, [last]) == list(identifiers[:-1]) and order[0] != last


@lru_cache(maxsize=1024)
def _form_of(forms: tuple[TableForm, ...], path: str, columns: tuple[Column, ...]) -> TableForm:
    """The first of the forms whose row at ``path`` has these columns, in whatever order."""
    known = [form for form in forms if path in form.grammar.row_labels]
    identifiers = {column.identifier for column in columns}
    for form in known:
        if {column.identifier for column in form.columns_of(path)} == identifiers:
            return form
    return known[0]


class Header:
    """The header labels seen since the last caption, and what they say about a row's columns.

    Args:
        form: the form chosen for the table.
        siblings: other forms of the same table, whose columns a hybrid may have.
        evident: some label of the table belongs to ``form`` alone.
        running: the lines of the header may be printed in any order (D12).
    """

    def __init__(
        self,
        form: TableForm,
        siblings: Sequence[TableForm],
        *,
        evident: bool,
        running: bool = False,
    ) -> None:
        """Start above the first caption."""
        self.forms = (form, *siblings)
        self.evident = evident or not siblings
        self.running = running
        self.is_open = False
        self.unit: str | None = None
        self.labels: tuple[str, ...] = ()

    def knows(self, terminal: str) -> bool:
        """Whether this label heads a column in any of the forms."""
        return any(terminal in form.grammar.columns for form in self.forms)

    def knows_group(self, terminal: str) -> bool:
        """Whether this label stands above several columns in any of the forms."""
        return any(terminal in form.column_groups for form in self.forms)

    @cached_property
    def _money(self) -> frozenset[str]:
        """The labels of columns that hold sums of money."""
        return frozenset(
            column.identifier.upper()
            for form in self.forms
            for columns in form.columns.values()
            for column in columns
            if column.kind == "money"
        )

    def restart(self) -> None:
        """A caption: a new header follows."""
        self.labels, self.is_open, self.unit = (), True, None

    def add(self, terminal: str, text: str) -> None:
        """A column label; the empty terminal stands for one that no form knows."""
        if not self.is_open:
            self.labels, self.is_open = (), True
        if len(self.labels) < _MOST_LABELS:
            terminal = self._next_twin(terminal)
            self.labels = (*self.labels, terminal or f"{UNKNOWN}{''.join(text.split())}")
        unit = unit_in(text)
        if unit is not None or terminal in self._money:
            self.unit = unit or NO_UNIT

    @cached_property
    def _twins(self) -> dict[str, tuple[str, ...]]:
        """The columns whose label is another column's too, below another group."""
        form = self.forms[0]
        order = [c.identifier.upper() for c in form.columns.get("", ())]
        keys = {name: form.grammar.keys.get(name, ())[:1] for name in order}
        found = {name: tuple(n for n in order if keys[n] == keys[name]) for name in order}
        return {name: twins for name, twins in found.items() if len(twins) > 1}

    def _next_twin(self, terminal: str) -> str:
        """Of columns with one label, the first that was not printed yet."""
        twins = self._twins.get(terminal)
        return next((n for n in twins or () if n not in self.labels), terminal)

    def cut_label(self, row: LabelledRow) -> str:
        """The column whose label was cut after its first characters (D2, D3), or nothing."""
        key = row.reading.key if row.reading is not None else ""
        if len(key) < 2:
            return ""
        found = {
            terminal
            for form in self.forms
            for terminal in form.grammar.columns
            if any(known.startswith(key) for known in form.grammar.keys[terminal])
        }
        return found.pop() if len(found) == 1 else ""

    def resembles_label(self, row: LabelledRow) -> bool:
        """Whether a text below an open header begins like a column label: pieces of a header."""
        key = row.reading.key if row.reading is not None else ""
        return any(
            len(key) >= _HEAD_OF_LABEL and known.startswith(key[:_HEAD_OF_LABEL])
            for form in self.forms
            for terminal in form.grammar.columns
            for known in form.grammar.keys[terminal]
        )

    def columns(self, path: str, count: int) -> tuple[tuple[Column, ...], str]:
        """The columns of the row at ``path`` that prints ``count`` values.

        Returns:
            The columns, empty when they cannot be told, and the doubt about them, if any.
        """
        options = self._options(path)
        names = [name.lower() for name in self.labels if name[0] != UNKNOWN and name != _LEAD]
        if len(options) == 1 and self._has_levels(options[0], path):
            return self._of_levels(options[0], path, names, count)
        for option in options:
            identifiers = [column.identifier for column in option]
            if names == identifiers:
                doubt = self._groups_doubt(path, option)
                return option, doubt or self._beginning_doubt(option, options)
            if sorted(names) == sorted(identifiers):
                place = {name: index for index, name in enumerate(names)}
                ordered = sorted(option, key=lambda column: place[column.identifier])
                return tuple(ordered), _ORDER
        if len(options) == 1:
            doubt = self._groups_doubt(path, options[0])
            return options[0], doubt or self._order_doubt(options[0], names)
        named = [o for o in options if names and set(names) <= {c.identifier for c in o}]
        if self.repeats(len(names)):
            named = [option for option in named if len(option) == 1] or named
        if named:
            option = next((o for o in named if len(o) == count), named[0])
            cut = "" if self._fills(option) else "its header names only some columns"
            return option, cut or self._order_doubt(option, names)
        fitting = [option for option in options if len(option) == count]
        if names and not fitting:
            return options[0], "its header names other columns"
        if self.evident and options[0] in (fitting or options):
            return options[0], "no header names its columns; they are those of the table's form"
        if len(fitting) == 1:
            return fitting[0], "no header names its columns; only their number is known"
        return (), "no header names its columns"

    def _of_levels(
        self, option: tuple[Column, ...], path: str, names: Sequence[str], count: int
    ) -> tuple[tuple[Column, ...], str]:
        """The columns below a header that may have several levels."""
        groups = self.form_of(path, option).column_groups
        order = printed_order(self.labels, option, groups)
        if order is None:
            first = option[:-1] if option[-1].identifier == _SUM else option
            return option, self._groups_doubt(path, option) or self._order_doubt(first, names)
        added = sum_columns(order) if count == len(option) + 1 else []
        order = [name for name in order if name[0] != UNKNOWN or name in added[:1]]
        identifiers = [column.identifier for column in option]
        if order == identifiers or (self.running and _lines_in_order(order, identifiers, groups)):
            return option, ""
        lost = option[-1].identifier == _SUM and not groups.keys() & set(self.labels)
        if lost and _without_last(order, identifiers):
            # 总计 is printed in the line above the others, and what heads them is lost.
            return option, ""
        place = {column.identifier: column for column in option}
        columns = tuple(place.get(name) or Column(name, "件") for name in order)
        doubt = "" if added and _without(order, added) == identifiers else _ORDER
        return columns, doubt

    def repeats(self, count: int) -> bool:
        """Whether the header prints one column label ``count`` times: a merged cell, copied."""
        names = [name for name in self.labels if name != _LEAD]
        return count > 1 and len(names) == count and len(set(names)) == 1 and names[0][0] != UNKNOWN

    def _beginning_doubt(
        self, option: Sequence[Column], options: Sequence[Sequence[Column]]
    ) -> str:
        """处理决定数量 alone heads one column, or the last of three whose header was cut."""
        names = {column.identifier for column in option}
        wider = any(names < {column.identifier for column in other} for other in options)
        if wider and _LEAD not in self.labels:
            return "its header has no beginning, and may have named more columns"
        return ""

    def _fills(self, option: Sequence[Column]) -> bool:
        """Whether the header has a label, known or not, for each column of a row."""
        labels = [name for name in self.labels if name != _LEAD]
        return len(labels) == len(option) or self.repeats(len(labels))

    def form_of(self, path: str, columns: Sequence[Column]) -> TableForm:
        """The form whose columns a row has."""
        return _form_of(self.forms, path, tuple(columns))

    def _options(self, path: str) -> list[tuple[Column, ...]]:
        options: list[tuple[Column, ...]] = []
        for form in self.forms:
            if path in form.grammar.row_labels and form.columns_of(path) not in options:
                options.append(form.columns_of(path))
        return options

    def _has_levels(self, option: Sequence[Column], path: str) -> bool:
        """A header of several levels prints 总计 early; only the other columns keep their order."""
        return option[-1].identifier == _SUM or bool(self.form_of(path, option).column_groups)

    def _groups_doubt(self, path: str, option: Sequence[Column]) -> str:
        """Whether groups of columns are printed in another order than the form's."""
        groups = self.form_of(path, option).column_groups
        order = {column.identifier: index for index, column in enumerate(option)}
        for size in {len(members) for members in groups.values()}:
            places = [
                min(order.get(name, len(order)) for name in groups[label])
                for label in dict.fromkeys(self.labels)
                if len(groups.get(label, ())) == size
            ]
            if places != sorted(places):
                return _ORDER
        return ""

    @staticmethod
    def _order_doubt(option: Sequence[Column], names: Sequence[str]) -> str:
        order = {column.identifier: index for index, column in enumerate(option)}
        places = [order[name] for name in dict.fromkeys(names) if name in order]
        return _ORDER if places != sorted(places) else ""
