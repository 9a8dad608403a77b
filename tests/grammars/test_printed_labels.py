"""Each label that a grammar file holds is read as its row, in every style of print."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from lark import Token
from tests.typed import some

from govreport.api import parse
from govreport.grammars import VALUES
from govreport.model import AnnualReport
from govreport.tables.forms import TableForm
from govreport.templates.official import FORM_2019, FORM_2021
from govreport.testing.filling import Filling, fill
from govreport.testing.strategies import labels
from govreport.views.text import PrintedTable, compose, print_page
from govreport.views.text.page import LABEL, Page

_FORMS = [(template.name, form) for template in (FORM_2019, FORM_2021) for form in template.tables]


def _report(name: str, form: TableForm, seed: int) -> AnnualReport:
    variant = name if form.exclusive else None
    return AnnualReport(**{form.table: fill(form, Filling(seed=seed, zeros=20), variant=variant)})


def _relabelled(page: Page, form: TableForm, data: st.DataObject) -> Page:
    """Each row's label replaced by one that the grammar holds for it, printed in some style."""
    terminals = {f"{form.table}.{row.path}": row.terminal for row in form.grammar.rows}

    def printed(path: str) -> str:
        known = data.draw(st.sampled_from(form.grammar.labels[terminals[path]]))
        return data.draw(labels(known))

    return tuple(
        evolve(
            part,
            rows=tuple(
                tuple(
                    evolve(cell, text=printed(some(cell.path))) if cell.kind == LABEL else cell
                    for cell in row
                )
                for row in part.rows
            ),
        )
        if isinstance(part, PrintedTable)
        else part
        for part in page
    )


@pytest.mark.parametrize(("name", "form"), _FORMS, ids=lambda value: getattr(value, "table", value))
@given(seed=st.integers(0, 500), data=st.data())
def test_every_label_of_the_grammar_keeps_its_row(
    name: str, form: TableForm, seed: int, data: st.DataObject
) -> None:
    """Labels drawn from the .lark file come back as the rows that they were drawn for."""
    report = _report(name, form, seed)
    text = print_page(_relabelled(compose(report), form, data), "piped_rows")
    assert getattr(report, form.table) == getattr(parse(text), form.table), text


@pytest.mark.parametrize(("name", "form"), _FORMS, ids=lambda value: getattr(value, "table", value))
def test_a_grammar_accepts_its_rows_in_the_order_of_the_form(name: str, form: TableForm) -> None:
    """The terminals of the rows, in order, are a sentence of the grammar."""
    excluded = {p for other, paths in form.exclusive for p in paths if other != name}
    parser = form.grammar.lark.parse_interactive()
    for row in form.grammar.rows:
        if row.path not in excluded:
            parser.feed_token(Token(row.terminal, row.path))
            parser.feed_token(Token(VALUES, "0"))
    assert "$END" in parser.accepts()  # type: ignore[no-untyped-call]
