"""Hypothesis strategies for rows and whole tables of any registered form."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from govreport.tables.forms import TableForm
from govreport.tables.placement.sums import last_is_sum
from govreport.testing.filling import Filling, fill, row_object
from govreport.testing.sparse import MOST_CELLS, sparse
from govreport.testing.strategies.values import cells, counts


@st.composite
def rows(
    draw: st.DrawFn,
    form: TableForm,
    path: str,
    *,
    consistent: bool = True,
    blanks: bool = False,
) -> Any:
    """One row of a form as its model object, each cell drawn on its own.

    Args:
        form: the table's form.
        path: the row, e.g. ``"results.disclosed"``.
        consistent: whether a form's sum rule holds for the row (its last column).
        blanks: whether cells may be blank; a consistent row counts them as nothing.
    """
    columns = form.columns_of(path)
    values = [draw(cells(column, blanks=blanks)) for column in columns]
    if consistent and form.rule is last_is_sum and values[-1] is not None:
        values[-1] = sum(value for value in values[:-1] if isinstance(value, int))
    return row_object(form, path, values)


def fillings(
    *,
    consistent: bool | None = None,
    blanks: bool = False,
    missing: bool = False,
    dense: bool = False,
) -> st.SearchStrategy[Filling]:
    """Ways to fill tables: zeros with some numbers among them, to which failures shrink.

    Args:
        consistent: whether the sum rules hold; None draws it.
        blanks: whether cells and rows may be blank.
        missing: whether rows may be missing.
        dense: full tables too, each from one number: quicker to draw, and what fails stays full.
    """
    if dense:
        return _dense(consistent=consistent, blanks=blanks, missing=missing)
    place = st.integers(0, MOST_CELLS)
    holes = st.lists(place, max_size=12) if blanks or missing else st.just([])
    return st.builds(
        sparse,
        st.dictionaries(place, counts(largest=99_999), max_size=30),
        holes,
        blanks=st.just(int(blanks)),
        blank_rows=st.just(int(blanks)),
        missing=st.just(int(missing)),
        consistent=st.booleans() if consistent is None else st.just(consistent),
    )


def _dense(*, consistent: bool | None, blanks: bool, missing: bool) -> st.SearchStrategy[Filling]:
    some = st.sampled_from((0, 5, 20, 60))
    nothing = st.just(0)
    return st.builds(
        Filling,
        seed=st.integers(0, 10_000),
        zeros=st.sampled_from((95, 100, 60, 0)),
        largest=st.sampled_from((9, 99, 99_999)),
        blanks=some if blanks else nothing,
        blank_rows=some if blanks else nothing,
        missing=st.sampled_from((5, 20, 60, 90)) if missing else nothing,
        consistent=st.booleans() if consistent is None else st.just(consistent),
    )


def tables(
    form: TableForm,
    *,
    variant: str | None = None,
    consistent: bool | None = None,
    blanks: bool = False,
    missing: bool = False,
    dense: bool = False,
) -> st.SearchStrategy[Any]:
    """A whole table of a form as its model object.

    Args:
        form: the table's form.
        variant: for a table with rows that exclude one another, the set to print, by name.
        consistent: whether the sum rules hold (R1 to R3, R5); None draws it.
        blanks: whether cells and rows may be blank.
        missing: whether rows may be missing.
        dense: see `fillings`.
    """
    ways = fillings(consistent=consistent, blanks=blanks, missing=missing, dense=dense)
    return ways.map(lambda filling: fill(form, filling.fresh(), variant=variant))
