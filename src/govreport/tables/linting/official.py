"""Flaws against the official forms: labels, paths, columns and units that mean something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from govreport.grammars import TableGrammar, builtin_grammar
from govreport.tables.forms import Column, TableForm
from govreport.tables.linting.flaws import Flaw
from govreport.text.labels import flatten, label_keys

_GRAMMARS = {
    "proactive_disclosure": ("disclosure_2019", "disclosure_2021"),
    "requests": ("requests",),
    "review_and_litigation": ("review_and_litigation",),
    "statistics": ("statistics",),
}
_ALIKE = 0.85
_SLIP = 2


def flaws_against_official(grammar: TableGrammar, table: str) -> Iterator[Flaw]:
    """Rows and columns of an official table whose label is that of another row or column."""
    for official in _GRAMMARS.get(table, ()):
        known = builtin_grammar(official)
        if grammar.path != known.path:
            yield from _rows(grammar, known)
            yield from _columns(grammar, known)
    if table in _GRAMMARS:
        yield from _spelling(grammar, table)


def _rows(grammar: TableGrammar, known: TableGrammar) -> Iterator[Flaw]:
    meant = _paths_by_label(known)
    paths = set(known.row_labels)
    for row in grammar.rows:
        if row.path not in paths:
            continue
        for text in grammar.labels.get(row.terminal, ()):
            own = meant.get(label_keys(flatten(text))[1])
            if own is not None and row.path not in own:
                yield Flaw(
                    "row-swapped",
                    f"{grammar.path.name}: the row {row.path} has the label {text}, which in "
                    f"{known.path.name} is that of {' or '.join(sorted(own))}",
                    "give the row its own label, or the rule the name of the row that it reads",
                    unusable=True,
                )


def _columns(grammar: TableGrammar, known: TableGrammar) -> Iterator[Flaw]:
    meant = {
        label_keys(flatten(text))[1]: name for name in known.columns for text in known.labels[name]
    }
    for name in sorted(grammar.columns & known.columns):
        for text in grammar.labels.get(name, ()):
            other = meant.get(label_keys(flatten(text))[1], name)
            if other != name and not _shares(known, name, other):
                yield Flaw(
                    "column-swapped",
                    f"{grammar.path.name}: the column {name} has the label {text}, which in "
                    f"{known.path.name} is that of {other}",
                    "give the column its own label",
                    unusable=True,
                )


def _shares(known: TableGrammar, name: str, other: str) -> bool:
    return bool(set(known.keys[name]) & set(known.keys[other]))


def _spelling(grammar: TableGrammar, table: str) -> Iterator[Flaw]:
    """Paths of the plugin's own that look like an official one for the same label."""
    official = {path for name in _GRAMMARS[table] for path in builtin_grammar(name).row_labels}
    meant: dict[str, set[str]] = {}
    for name in _GRAMMARS[table]:
        for key, paths in _paths_by_label(builtin_grammar(name)).items():
            meant.setdefault(key, set()).update(paths)
    for row in grammar.rows:
        if row.path in official:
            continue
        near = get_close_matches(row.path, official, 1, _ALIKE)
        if not near or near[0] in grammar.row_labels:
            continue
        keys = {label_keys(flatten(text))[1] for text in grammar.labels.get(row.terminal, ())}
        same = set().union(*(meant.get(key, set()) for key in keys))
        if near[0] in same or Levenshtein.distance(row.path, near[0]) <= _SLIP:
            yield Flaw(
                "path-misspelt",
                f"{grammar.path.name}: the path {row.path} is nearly {near[0]}",
                "use the official identifier where the row counts the same, or one that differs "
                "clearly",
            )


@lru_cache(maxsize=8)
def _paths_by_label(grammar: TableGrammar) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in grammar.rows:
        for text in grammar.labels.get(row.terminal, ()):
            found.setdefault(label_keys(flatten(text))[1], set()).add(row.path)
    return {key: frozenset(paths) for key, paths in found.items()}


def flaws_of_units(form: TableForm, official: tuple[TableForm, ...]) -> Iterator[Flaw]:
    """Columns that an official form has too, with another unit, kind or order."""
    for other in official:
        if other.table != form.table or other is form:
            continue
        for row in form.grammar.rows:
            if row.path in other.grammar.row_labels:
                yield from _row(form, other, row.path)


def _row(form: TableForm, other: TableForm, path: str) -> Iterator[Flaw]:
    mine, theirs = form.columns_of(path), other.columns_of(path)
    if mine is theirs:
        return
    by_name: dict[str, Column] = {column.identifier: column for column in theirs}
    for column in mine:
        known = by_name.get(column.identifier)
        if known is not None and (known.unit, known.kind) != (column.unit, column.kind):
            yield Flaw(
                "unit-differs",
                f"the column {path}.{column.identifier} is {column.kind} in {column.unit}, in the "
                f"form {other.form} {known.kind} in {known.unit}",
                "take the official form's Column, or give yours an identifier of its own",
            )
    order, official = ([c.identifier for c in columns] for columns in (mine, theirs))
    if order != official and sorted(order) == sorted(official):
        yield Flaw(
            "columns-swapped",
            f"the columns of {path} stand in another order than in the form {other.form}",
            "take the official form's columns; a printed header in another order is read anyway",
        )


def flaws_of_list_units(grammar: TableGrammar) -> Iterator[Flaw]:
    """Indicators that the national list has too, with another unit."""
    known = builtin_grammar("statistics")
    units = {row.path: _unit(known, row.unit) for row in known.rows}
    for row in grammar.rows:
        own, theirs = _unit(grammar, row.unit), units.get(row.path)
        if own is not None and theirs is not None and own != theirs:
            yield Flaw(
                "unit-differs",
                f"{grammar.path.name}: {row.path} is counted in {own}, in the national list in "
                f"{theirs}",
                "correct the unit, or give the indicator an identifier of its own",
            )


def _unit(grammar: TableGrammar, terminal: str | None) -> str | None:
    return grammar.official[terminal] if terminal is not None else None
