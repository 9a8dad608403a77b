"""What a form says of a table's outline: the groups that its rows stand in, the levels of its
header. Read off grammar and columns, for tables of plugins as for the official ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from attrs import frozen

from govreport.tables.forms import Column, TableForm

_CONTENT = "CONTENT"


@frozen
class Heading:
    """One cell of a header: its label, and how many columns and lines it covers."""

    text: str
    columns: int = 1
    lines: int = 1


@lru_cache(maxsize=1024)
def groups_of(form: TableForm, path: str) -> tuple[str, ...]:
    """The labels of the groups that a row stands in, the outermost first.

    >>> from govreport.templates.official import REQUESTS
    >>> groups_of(REQUESTS, "results.withheld.state_secret")
    ('三、本年度办理结果', '(三)不予公开')
    """
    grammar = form.grammar
    rank = next(row.rank for row in grammar.rows if row.path == path)
    around = [
        (last - first, grammar.official[terminal])
        for terminal, (first, last) in grammar.captions.items()
        if first <= rank <= last
    ]
    return tuple(label for _, label in sorted(around, key=lambda pair: -pair[0]))


def corner_of(form: TableForm) -> str:
    """What stands above the labels of the rows."""
    return form.grammar.official.get(_CONTENT, "")


def printed_label(form: TableForm, column: Column) -> str:
    """What a header prints above a column; its identifier where the form prints nothing."""
    return form.grammar.official.get(column.identifier.upper(), column.identifier)


def header_lines(form: TableForm, columns: Sequence[Column]) -> list[list[Heading]]:
    """The lines of a header above some columns, merged cells once.

    >>> from govreport.templates.official import REQUESTS
    >>> [[cell.text for cell in line] for line in header_lines(REQUESTS, REQUESTS.columns[""])]
    ... # doctest: +ELLIPSIS
    [['自然人', '法人或其他组织', '总计'], ['商业企业', '科研机构', ..., '其他']]
    """
    names = [column.identifier for column in columns]
    paths = [(*_groups_above(form, name, names), name) for name in names]
    depth = max(map(len, paths), default=1)
    labels = {column.identifier: printed_label(form, column) for column in columns}
    lines: list[list[Heading]] = []
    for level in range(depth):
        line: list[Heading] = []
        before: tuple[str, ...] | None = None
        for path in paths:
            if len(path) <= level:
                before = None
                continue
            here = path[: level + 1]
            if here == before:
                last = line[-1]
                line[-1] = Heading(last.text, last.columns + 1, last.lines)
                continue
            before = here
            own = len(path) == level + 1
            text = labels[path[-1]] if own else form.grammar.official[path[level]]
            line.append(Heading(text, 1, depth - level if own else 1))
        lines.append(line)
    return lines


def _groups_above(form: TableForm, name: str, names: Sequence[str]) -> tuple[str, ...]:
    """The terminals of the column groups above a column, the widest first."""
    above = [
        (len(members), terminal)
        for terminal, members in form.column_groups.items()
        if name in members and set(members) & set(names)
    ]
    return tuple(terminal for _, terminal in sorted(above, key=lambda pair: -pair[0]))
