"""The words of indicator tables: headers, units, and the labels that their grammars name."""

from __future__ import annotations

import re
from functools import lru_cache

from govreport.grammars import TableGrammar, builtin_grammar
from govreport.text.labels import Match, Vocabulary, flatten, vocabulary

UNITS = "人次|万元|亿元|元|件|条|个|项|笔|次|人|篇|份|宗|起|例|部|家|张|批|场|期|处|册|名|%"
_UNIT = re.compile(rf"[(]?(?P<unit>{UNITS})(?:[/／、](?:{UNITS}))*[)]?")
_YEAR = r"(?:\d{4}|[一二三四五六七八九〇○零]{4})"
_SPACE = re.compile(r"\s+")

INDICATOR, UNIT, CODE, COLUMN = "INDICATOR", "UNIT", "CODE", "COLUMN"


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
    others = {row.unit for row in grammar.rows} | {INDICATOR, UNIT, CODE, "NUMBER"}
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


def is_unit(flat: str) -> bool:
    """Whether a cell is a unit and nothing else.

    >>> is_unit("人次"), is_unit("(件)"), is_unit("行政复议数")
    (True, True, False)
    """
    return _UNIT.fullmatch(flat) is not None


@lru_cache(maxsize=1)
def _headers() -> dict[str, str]:
    found: dict[str, str] = {}
    for grammar in grammars():
        for terminal, labels in grammar.labels.items():
            role = COLUMN if terminal in grammar.columns else terminal
            role = CODE if terminal == "NUMBER" else role
            if role in (INDICATOR, UNIT, CODE, COLUMN):
                found.update((label, role) for label in labels)
    return found


@lru_cache(maxsize=1)
def header_pattern() -> re.Pattern[str]:
    """One header cell at a place of a text, years included; the group's name is its role."""
    roles: dict[str, list[str]] = {}
    for label, role in sorted(_headers().items(), key=lambda item: -len(item[0])):
        if len(label) > 1 or role != COLUMN:
            roles.setdefault(role, []).append(re.escape(label))
    columns = "|".join(roles.pop(COLUMN))
    counts = "|".join(map(re.escape, grammars()[1].labels["COUNT"]))
    parts = [f"(?P<{role}>{'|'.join(labels)})" for role, labels in roles.items()]
    # Glued, 2011年度 历年累计 is two cells and 2011年 统计数 is one.
    year = rf"{_YEAR}年度?(?:{counts})?"
    return re.compile("|".join([*parts, rf"(?P<{COLUMN}>{year}|{columns})"]))


def header_role(flat: str) -> str | None:
    """Which column a header cell heads, None when it is no header that the grammars name.

    >>> header_role("计量单位"), header_role("2011年度"), header_role("申请总数")
    ('UNIT', 'COLUMN', None)
    """
    text = _SPACE.sub("", flat).partition("(")[0]
    role = _headers().get(text)
    if role is None and re.fullmatch(rf"{_YEAR}年度?(?P<rest>.*)", text):
        rest = re.sub(rf"^{_YEAR}年度?", "", text)
        role = COLUMN if not rest or _headers().get(rest) == COLUMN else None
    return role


@lru_cache(maxsize=1)
def opening_pattern() -> re.Pattern[str]:
    """The beginning of a header in running text: indicator, then unit, code or column."""
    names = "|".join(
        re.escape(label)
        for label, role in sorted(_headers().items(), key=lambda item: -len(item[0]))
        if role == INDICATOR
    )
    follow = header_pattern().pattern
    follow = re.sub(r"\?P<\w+>", "?:", follow)
    code = "|".join(re.escape(label) for label, role in _headers().items() if role == CODE)
    return re.compile(rf"(?:(?:{code})[\s|]*)?(?:{names})[\s|]*(?:{follow})")


_HINT = re.compile(
    # 指标 heads a column where another header follows, or the cell ends; else it is prose.
    r"指\s*[标標](?:\s*名\s*[称稱])?\s*(?:[|\n(（]|[单單][位]|[计計]量|[数數代编編序统統本]|\d)|[统統][计計][项項]目|[项項]目名[称稱]|[当當]面申|[答办辦][复復覆结結][数數]"
    r"|政府信息[数數]|被依法|查[阅閱][点點]"
)


def may_hold_table(text: str) -> bool:
    """A cheap look before the closer one."""
    return _HINT.search(text) is not None


def flat(text: str) -> str:
    """Flattened text without white space around it."""
    return flatten(text).strip()


def cumulative_labels() -> tuple[str, ...]:
    """Headers of a column that counts all years together."""
    return grammars()[1].labels["CUMULATIVE"]
