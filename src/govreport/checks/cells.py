"""The cells of a report by record path, with value, status and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

from attrs import define, fields_dict, frozen, has

from govreport.document import Span
from govreport.grammars import TableGrammar, builtin_grammar
from govreport.language import listing, phrase
from govreport.model import (
    Amount,
    AnnualReport,
    Count,
    GenericRow,
    GenericTable,
    RowTrace,
    Status,
    Value,
)
from govreport.model.provenance import cell_paths
from govreport.model.tables import prefix_of
from govreport.tables.columns import columns_of
from govreport.tables.forms import Column
from govreport.text.chinese import strip_pinyin, to_simplified

TABLES = ("proactive_disclosure", "requests", "review_and_litigation")


@frozen
class Cell:
    """One value cell; ``status`` is None where the report was not read from a document, and
    ``column`` where no installed form has it."""

    path: str
    value: Value
    status: Status | None = None
    label: str = ""
    money: bool = False
    unit: str | None = None
    column: Column | None = None


@define(slots=False)
class Cells:
    """The cells of one report; a path that is not printed has none."""

    report: AnnualReport

    @cached_property
    def _by_table(self) -> dict[str, dict[str, Value]]:
        report = self.report
        found: dict[str, dict[str, Value]] = {}
        for table in TABLES:
            holder = getattr(report, table)
            if holder is not None:
                self._flatten(holder, table, found.setdefault(table, {}))
        for name, table in report.tables.items():
            prefix = prefix_of(name)
            self._flatten(table, prefix, found.setdefault(prefix, {}))
        for indicator in report.statistics or ():
            several = len(indicator.values) > 1
            money = indicator.unit in ("元", "万元")
            for index, value in enumerate(indicator.values):
                path = f"statistics.{indicator.identifier}" + (f"[{index}]" if several else "")
                found.setdefault("statistics", {})[path] = value
                self._units[path] = (money, indicator.unit)
        return found

    def _flatten(self, holder: Any, path: str, found: dict[str, Value]) -> None:
        """Note every value below one object of the model."""
        for below, value in _parts(holder, path):
            if value is None or type(value) is int:
                if value is not None:
                    found[below] = value
            elif isinstance(value, Amount):
                found[below] = value.value
                self._units[below] = (True, value.unit)
            elif has(type(value)):
                self._flatten(value, below, found)
            else:
                found[below] = value

    @cached_property
    def _units(self) -> dict[str, tuple[bool, str | None]]:
        """Path -> whether it is money, and the unit; filled with the values."""
        return {}

    @cached_property
    def values(self) -> dict[str, Value]:
        """Path -> value of every cell of the tables, in the order of the model."""
        return {path: v for table in self._by_table.values() for path, v in table.items()}

    def values_of(self, table: str) -> dict[str, Value]:
        """Path -> value of the cells of one table."""
        return self._by_table.get(table, {})

    @cached_property
    def _columns(self) -> dict[str, Column]:
        return columns_of(self.report.forms)

    @cached_property
    def _traces(self) -> dict[str, tuple[RowTrace, int]]:
        return {
            path: (row, index)
            for row in self.report.provenance.rows
            for index, path in enumerate(cell_paths(row.path, row.columns))
        }

    def __iter__(self) -> Iterator[Cell]:
        """Every cell of the official tables, in the order of the model."""
        return map(self.get, self.values)

    def get(self, path: str) -> Cell:
        """The cell at a path; one without value where nothing is printed."""
        value = self.values.get(path)
        money, unit = self._units.get(path, (False, None))
        trace = self._traces.get(path)
        column = self._columns.get(path)
        if trace is None:
            return Cell(path, value, None, "", money, unit, column)
        row, index = trace
        label = f"{row.label} {row.column_labels[index]}".strip()
        return Cell(path, value, row.statuses[index], label, money, unit, column)

    def span(self, path: str) -> Span | None:
        """Where the cell was printed; None where it was not read from a document."""
        trace = self._traces.get(path)
        if trace is None:
            return None
        row, index = trace
        return self.report.provenance.span(row.starts[index], row.ends[index])

    def numbers(self, paths: Sequence[str]) -> list[Count] | None:
        """The values of several cells; None as soon as one has none."""
        values = list(map(self.values.get, paths))
        return None if None in values else values  # type: ignore[return-value]

    def why_missing(self, paths: Sequence[str]) -> tuple[str, tuple[str, ...], bool]:
        """Why several cells have no value: the parts of an `Unknown`.

        Returns:
            What is missing, as a phrase; the paths without a value; whether a number of one of
            them is printed and has no place.
        """
        missing = tuple(path for path in paths if self.values.get(path) is None)
        unplaced = [path for path in missing if self._state(path) == "unplaced"]
        if unplaced:
            named = listing(dict.fromkeys(map(row_label, unplaced)), most=3)
            return phrase("numbers of {section} have no place", section=named), missing, True
        named = listing([self.name(path) for path in missing], most=3)
        states = {self._state(path) for path in missing}
        if states == {"blank"}:
            return phrase("blank: {cells}", cells=named), missing, False
        if states == {"absent"}:
            return phrase("not printed: {cells}", cells=named), missing, False
        return phrase("no number: {cells}", cells=named), missing, False

    def name(self, path: str) -> str:
        """The printed labels of a cell, else those of the form."""
        return self.get(path).label or official_label(path)

    def _state(self, path: str) -> str:
        trace = self._traces.get(path)
        if trace is not None:
            return trace[0].statuses[trace[1]].value
        if path in self.values:
            return "blank"
        row = (path.partition(".")[0], _bare(row_label(path)))
        return "unplaced" if row in self._unplaced else "absent"

    @cached_property
    def _unplaced(self) -> set[tuple[str, str]]:
        """Table and label of the numbers without a place."""
        return {(one.table, _bare(one.label)) for one in self.report.unplaced if one.label}


def _parts(holder: Any, path: str) -> Iterable[tuple[str, Any]]:
    """What one object of the model holds, each part with its record path."""
    if isinstance(holder, GenericTable | GenericRow):
        parts: Mapping[str, Any] = (
            holder.rows if isinstance(holder, GenericTable) else holder.values
        )
        return ((f"{path}.{name}", part) for name, part in parts.items())
    kind: Any = type(holder)
    names = _names(kind)
    return zip(cell_paths(path, names), [getattr(holder, name) for name in names], strict=True)


@lru_cache(maxsize=256)
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(fields_dict(kind))


@lru_cache(maxsize=512)
def official_label(path: str) -> str:
    """The labels of the form for a record path; the path itself where no form has it.

    >>> official_label("requests.results.disclosed.total")
    '(一)予以公开 总计'
    """
    table, _, rest = path.partition(".")
    row, _, column = rest.rpartition(".")
    for grammar in _grammars(table):
        block = _row_of(grammar, row)
        heading = grammar.official.get(column.upper())
        if block and heading:
            return f"{block} {heading}"
    return path


@lru_cache(maxsize=512)
def row_label(path: str) -> str:
    """The label that the form prints for the row of a record path, empty where no form has it.

    >>> row_label("requests.results.disclosed.total")
    '(一)予以公开'
    """
    table, _, rest = path.partition(".")
    row = rest.rpartition(".")[0]
    return next(filter(None, (_row_of(grammar, row) for grammar in _grammars(table))), "")


def _grammars(table: str) -> Iterator[TableGrammar]:
    names = {"proactive_disclosure": ("disclosure_2021", "disclosure_2019")}
    yield from map(builtin_grammar, names.get(table, (table,)) if table in TABLES else ())


def _row_of(grammar: TableGrammar, row: str) -> str | None:
    terminal = next((known.terminal for known in grammar.rows if known.path == row), None)
    return grammar.official.get(terminal or row.upper())


def _bare(label: str) -> str:
    """A label without pinyin, blanks and the difference of characters."""
    return "".join(to_simplified(strip_pinyin(label)[0]).split())
