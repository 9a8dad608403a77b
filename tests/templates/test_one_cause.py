"""Diagnostics of one cause are one; none that names a number is lost."""

from __future__ import annotations

from govreport.diagnostics import finding
from govreport.document import Span
from govreport.tables.one_cause import one_per_cause


def test_rows_placed_for_one_reason() -> None:
    """Rows of the same reason are joined with all places, those of another stay apart."""
    rows = [
        finding(
            "cells-placed", "{text}: placed by {how}", Span(number, number + 1), text=name, how=how
        )
        for number, (name, how) in enumerate((("甲", "x"), ("乙", "y"), ("丙", "x")))
    ]
    one, other = one_per_cause(rows)

    assert one.message == "甲: placed by x (also: 丙)"
    assert [span.start for span in one.spans] == [0, 2]
    assert other == rows[1]


def test_numbers_without_a_place_stay_apart() -> None:
    """Each names its numbers."""
    rows = [
        finding(
            "number-unplaced", "{label}: {shown} cannot be placed: {why}", label=n, shown=n, why="x"
        )
        for n in ("1", "2")
    ]

    assert one_per_cause(rows) == tuple(rows)


def test_no_title_beside_no_organ() -> None:
    """One of the two is said."""
    title = finding("title-missing", "the document prints no title")
    organ = finding("agency-unknown", "the document does not name its organ")

    assert one_per_cause([title, organ]) == (organ,)
    assert one_per_cause([title]) == (title,)
