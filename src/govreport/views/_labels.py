"""Official labels by identifier, looked up in the grammars, where they stand."""

from __future__ import annotations

from functools import lru_cache

from govreport.grammars import TableGrammar, builtin_grammar

TITLES = {
    "proactive_disclosure": "主动公开政府信息情况",
    "requests": "收到和处理政府信息公开申请情况",
    "review_and_litigation": "政府信息公开行政复议、行政诉讼情况",
    "statistics": "政府信息公开情况统计表",
}
"""Titles of the sections that hold the tables (国办公开办函〔2019〕60号)."""


@lru_cache(maxsize=512)
def label(identifier: str, form: str = "2019") -> str:
    """The official label of a row, group or column: its table, then its record path or name.

    >>> label("requests.results.total"), label("requests.total")
    ('(七)总计', '总计')
    >>> label("proactive_disclosure.decisions", "2021")
    '本年处理决定数量'
    """
    table, _, path = identifier.partition(".")
    grammar = _grammar(table, form)
    row = next((row for row in grammar.rows if row.path == path), None)
    terminal = row.terminal if row is not None else path.rpartition(".")[2].upper()
    return grammar.official[terminal]


def _grammar(table: str, form: str) -> TableGrammar:
    return builtin_grammar(f"disclosure_{form}" if table == "proactive_disclosure" else table)
