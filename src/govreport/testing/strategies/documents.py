"""Hypothesis strategies for documents that are drawn from a grammar itself."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from govreport.grammars import VALUES, TableGrammar
from govreport.tables.forms import Column, FormTemplate
from govreport.tables.indicators.form import IndicatorTemplate
from govreport.testing.strategies.reports import labels
from govreport.testing.strategies.values import cells
from govreport.views.text.values import printed_value

_MOST_STEPS = 120
_END = "$END"
_TITLE = "某局2020年政府信息公开工作年度报告\n"


@st.composite
def documents(draw: st.DrawFn, template: FormTemplate, *, variants: bool = True) -> str:
    """A text with the tables of a template, drawn from their grammars: any rows in any order
    that a grammar accepts, with any of their labels, a row a line between pipes.

    Args:
        template: the template; it need not be installed.
        variants: whether numbering, width, quotes and characters of the labels may vary.

    Rows have as many cells as the form says, each drawn by its kind. Grammars are walked by their
    own states, so nothing of the reading is used.
    """
    lines = [_TITLE]
    if isinstance(template, IndicatorTemplate):
        lines.append("指标名称 | 计量单位 | 数量 |\n")
        lines += draw(_table(template.grammar, None, variants=variants))
    for form in template.tables:
        lines += draw(_table(form.grammar, form, variants=variants))
    return "".join(lines)


@st.composite
def _table(draw: st.DrawFn, grammar: TableGrammar, form: Any, *, variants: bool) -> list[str]:
    state = grammar.first_state
    lines: list[str] = []
    row = None
    for _ in range(_MOST_STEPS):
        expected = [name for name in state.expected() if name != _END]
        if not expected or (not draw(st.booleans()) and state.after(_END)[0] and lines):
            break
        terminal = VALUES if VALUES in expected else draw(st.sampled_from(expected))
        state = state.after(terminal)[1]
        if terminal != VALUES:
            text = draw(st.sampled_from(grammar.labels.get(terminal, (terminal,))))
            lines.append(f"{draw(labels(text)) if variants else text} |\n")
            row = grammar.row_of.get(terminal, row)
        elif row is not None:
            lines[-1] = lines[-1].removesuffix("\n") + draw(_cells(form, row.path))
    return lines


@st.composite
def _cells(draw: st.DrawFn, form: Any, path: str) -> str:
    columns = form.columns_of(path) if form is not None else (Column("count"),)
    texts = [printed_value(draw(cells(column)), column) for column in columns]
    return "".join(f" {text} |" for text in texts) + "\n"
