"""The cells of the official forms, each a column of the wide table: read off the forms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from attrs import frozen

from govreport.grammars import TableGrammar, builtin_grammar

ACT_2014 = "国办发〔2014〕32号"
ACT_2019 = "国办公开办函〔2019〕60号"
ACT_2021 = "国办公开办函〔2021〕30号"


@frozen
class Figure:
    """One cell of an official form: record path, official labels, unit, and the acts it is in."""

    path: str
    label: str
    unit: str | None
    origin: str


@cache
def figures() -> tuple[Figure, ...]:
    """Every cell of the forms of 2019 and 2021 and of the national table, each path once.

    >>> figures()[0].path, figures()[0].label, figures()[0].unit
    ('proactive_disclosure.rules.newly_made', '规章 / 本年新制作数量', '件')
    """
    from govreport.templates.official import FORM_2019, FORM_2021

    found: dict[str, Figure] = {}
    for act, template in ((ACT_2019, FORM_2019), (ACT_2021, FORM_2021)):
        for form in template.tables:
            for row in form.grammar.rows:
                if _is_of_another(form.exclusive, row.path, template.name):
                    continue
                for column in form.columns_of(row.path):
                    path = f"{form.table}.{row.path}.{column.identifier}"
                    label = _label(form.grammar, row.terminal, column.identifier)
                    known = found.get(path)
                    origin = f"{known.origin}; {act}" if known else act
                    found[path] = Figure(path, known.label if known else label, column.unit, origin)
    for figure in _national():
        found[figure.path] = figure
    return tuple(found.values())


def _is_of_another(exclusive: tuple[tuple[str, frozenset[str]], ...], path: str, form: str) -> bool:
    return any(path in rows and name != form for name, rows in exclusive)


def _label(grammar: TableGrammar, terminal: str, column: str) -> str:
    return f"{grammar.official[terminal]} / {grammar.official[column.upper()]}"


def _national() -> Iterator[Figure]:
    grammar = builtin_grammar("statistics")
    for row in grammar.rows:
        unit = grammar.official[row.unit] if row.unit else None
        label = grammar.official[row.terminal]
        yield Figure(f"statistics.{row.path}", label, unit, ACT_2014)
