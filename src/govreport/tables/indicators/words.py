"""The words of indicator tables: headers, units, and the labels that their grammars name."""

from __future__ import annotations

import re
from functools import lru_cache

from govreport.grammars import TableGrammar, builtin_grammar
from govreport.text import numbers
from govreport.text.cells import Reading
from govreport.text.labels import Match, Vocabulary, flatten, vocabulary

UNITS = "|".join(
    sorted({*numbers.UNITS.split("|"), "篇次", "场次", "分", "%"}, key=lambda unit: -len(unit))
)
"""What a column of units holds, as alternatives of a pattern."""
_UNIT = re.compile(rf"[(]?(?P<unit>{UNITS})(?:[/／、](?:{UNITS}))*[)]?")
YEAR = r"(?:\d{4}|[一二三四五六七八九〇○零]{4})"
_YEAR_BEFORE = re.compile(rf"{YEAR}年度?")
_SPACE = re.compile(r"\s+")

INDICATOR, SUBJECT, UNIT, CODE, COLUMN, REMARK = (
    "INDICATOR",
    "SUBJECT",
    "UNIT",
    "CODE",
    "COLUMN",
    "REMARK",
)
"""What a header cell heads. A ``SUBJECT`` (项目, 类别) heads labels only beside another header."""

_ROLES = (INDICATOR, SUBJECT, UNIT, CODE, REMARK)


def grammars() -> tuple[TableGrammar, TableGrammar]:
    """The national table and the local tables."""
    return builtin_grammar("statistics"), builtin_grammar("local_table")


@lru_cache(maxsize=2)
def labels_of(name: str) -> Vocabulary:
    """The labels of rows and groups of one grammar; headers and units are not among them."""
    return labels_in(builtin_grammar(name))


@lru_cache(maxsize=16)
def labels_in(grammar: TableGrammar) -> Vocabulary:
    """As `labels_of`, for any grammar."""
    name = grammar.path.stem
    others = {row.unit for row in grammar.rows} | {*_ROLES, "NUMBER"}
    others |= grammar.columns
    return vocabulary(
        (name, terminal, label)
        for terminal, labels in grammar.labels.items()
        if terminal not in others
        for label in labels
    )


def known(key: str, full: str) -> tuple[Match, ...] | None:
    """What a label may stand for in the national table or a local one."""
    return labels_of("statistics").exact(key, full) or labels_of("local_table").exact(key, full)


def ends_known(key: str) -> bool:
    """Whether a known label stands at the end of a longer one.

    >>> ends_known("市本级县区主动公开信息数"), ends_known("主动公开信息数")
    (True, False)
    """
    return any(known(key[cut:], "") for cut in range(1, len(key) - _LONG_ENOUGH))


_LONG_ENOUGH = 4


def is_unit(flat: str) -> bool:
    """Whether a cell is a unit and nothing else.

    >>> is_unit("人次"), is_unit("(件)"), is_unit("行政复议数")
    (True, True, False)
    """
    return _UNIT.fullmatch(flat) is not None


@lru_cache(maxsize=1)
def headers() -> dict[str, str]:
    """Header cell -> its role."""
    found: dict[str, str] = {}
    for grammar in grammars():
        for terminal, labels in grammar.labels.items():
            role = COLUMN if terminal in grammar.columns else terminal
            role = CODE if terminal == "NUMBER" else role
            if role == COLUMN or role in _ROLES:
                found.update((label, role) for label in labels)
    return found


def squeezed(text: str) -> str:
    """Half-width, Simplified, without white space."""
    return _SPACE.sub("", flatten(text))


def header_role(cell: str) -> str | None:
    """Which column a header cell heads, None when it is no header that the grammars name.

    >>> header_role("计量 单位"), header_role("2011 年度"), header_role("申请总数")
    ('UNIT', 'COLUMN', None)
    """
    return _role_of(cell) if len(cell) <= _LONGEST_CELL else None


_LONGEST_CELL = 40


@lru_cache(maxsize=4096)
def _role_of(cell: str) -> str | None:
    text = squeezed(cell).strip("*:").partition("(")[0]
    role = headers().get(text)
    if role is None and (year := _YEAR_BEFORE.match(text)) is not None:
        rest = text[year.end() :]
        role = COLUMN if not rest or headers().get(rest) == COLUMN else None
    return role


def cumulative_labels() -> tuple[str, ...]:
    """Headers of a column that counts all years together."""
    return grammars()[1].labels["CUMULATIVE"]


@lru_cache(maxsize=1)
def official_keys() -> frozenset[str]:
    """The labels of the official forms since 2019."""
    names = ("disclosure_2019", "disclosure_2021", "requests", "review_and_litigation")
    keys = (keys for name in names for keys in builtin_grammar(name).keys.values())
    return frozenset(key for found in keys for key in found)


@lru_cache(maxsize=1)
def _telling_keys() -> frozenset[str]:
    """Those that are long, and in no list of indicators."""
    own = {key for name in ("statistics", "local_table") for key in labels_of(name).entries}
    return frozenset(key for key in official_keys() - own if len(key) >= _LONG)


_LONG = 7


def is_official(reading: Reading | None) -> bool:
    """Whether a label is one of the forms since 2019 alone: a list of indicators ends there."""
    return reading is not None and reading.key in _telling_keys()
