"""One row: printed cells into the columns of the form, or nowhere."""

from __future__ import annotations

from govreport.tables.placement import Fit, fit_row, last_is_sum
from govreport.tables.placement.rows import Slot
from govreport.text.cells import BLANK, PAD, read_cell


def slots(*texts: str) -> list[Slot]:
    """Slots at ascending offsets; ``""`` is a blank cell, ``"|"`` padding."""
    return [
        (text, at, at + len(text), None if text in (BLANK, PAD) else read_cell(text))
        for at, text in enumerate(texts)
    ]


def texts(fit: Fit) -> list[str] | None:
    return None if fit.slots is None else [slot[0] for slot in fit.slots]


def test_complete_row() -> None:
    """As many values as columns, with or without padding behind them, are beyond doubt."""
    for tail in ((), (PAD, PAD), (BLANK,)):
        fit = fit_row(slots("1", "2", "3", *tail), (3,))

        assert (texts(fit), fit.certain) == (["1", "2", "3"], True)


def test_blanks_keep_their_place() -> None:
    """A blank cell between values is a column."""
    fit = fit_row(slots("1", "", "3"), (3,))

    assert (texts(fit), fit.certain) == (["1", "", "3"], True)
    assert fit_row(slots("", "2", "3"), (3,)).certain


def test_blanks_at_the_end() -> None:
    """Blank cells at the end are columns when there are as many as the form has."""
    fit = fit_row(slots("1", "", ""), (3,))

    assert (texts(fit), fit.certain) == (["1", "", ""], True)


def test_padding_is_no_column() -> None:
    """Two values and padding may be any two columns."""
    fit = fit_row(slots("3", "3", *[PAD] * 7), (7,), rule=last_is_sum)

    assert fit.slots is None
    assert len(fit.options) > 1


def test_padding_in_a_table_that_keeps_its_blanks() -> None:
    """Where blanks keep their place padding at the end is blank cells, and this is said."""
    fit = fit_row(slots("1", "2", PAD), (3,), kept=True)

    assert (texts(fit), fit.certain) == (["1", "2", ""], False)
    assert fit.how


def test_collapsed_blanks_with_one_placement() -> None:
    """A rule may choose between placements, never certain and always with a reason."""
    fit = fit_row(slots("1", "2", PAD, PAD), (2, 2), rule=lambda values: values[0] is None)

    assert (texts(fit), fit.certain) == (["", "1", "", "2"], False)
    assert fit.how


def test_too_many_values() -> None:
    """More values than columns have no place, not even the first ones."""
    assert fit_row(slots("1", "2", "3", "4"), (3,)).slots is None


def test_too_few_values() -> None:
    """Fewer values than columns without a sign of blank cells have no place."""
    fit = fit_row(slots("1", "2"), (3,))

    assert fit.slots is None
    assert "2 values for 3 columns" in fit.how


def test_blanks_among_too_many_cells() -> None:
    """As many values as columns but blanks between them: placed, never certain."""
    fit = fit_row(slots("1", "", "2", "3"), (3,))

    assert not fit.certain


def test_empty_row() -> None:
    """A row of blanks is blank in each column; without cells there is nothing."""
    assert texts(fit_row(slots(*[""] * 7), (7,))) == [""] * 7
    assert fit_row([], (7,)).slots is None


def test_lost_cells() -> None:
    """Fewer cells than this table prints in a row: one is lost, so none has a sure place."""
    assert fit_row(slots("1", "", "3", PAD), (4,), expected=6).slots is None


def test_glued_row() -> None:
    """Glued digits with one way to cut them are placed with their own offsets, never certain."""
    fit = fit_row([("1001002", 10, 17, read_cell("1001002"))], (7,), rule=last_is_sum, glued=True)

    assert (texts(fit), fit.certain) == (list("1001002"), False)
    assert fit.slots is not None
    assert [slot[1:3] for slot in fit.slots] == [(at, at + 1) for at in range(10, 17)]


def test_glued_row_with_two_ways() -> None:
    """Glued digits with more than one way stay outside, with the candidates counted."""
    fit = fit_row(slots("1234"), (3,), glued=True)

    assert fit.slots is None
    assert "more than one way" in fit.how


def test_half_glued_row() -> None:
    """A leading zero shows that cells are glued, even when the count happens to fit."""
    fit = fit_row(slots("1", "0", "01"), (4,), glued=True)

    assert (texts(fit), fit.certain) == (["1", "0", "0", "1"], False)


def test_words_and_placeholders_fill_their_column() -> None:
    """见附件 and / take a column like a number."""
    assert texts(fit_row(slots("见附件", "/", "3"), (3,))) == ["见附件", "/", "3"]


def test_a_broken_sum_is_not_repaired() -> None:
    """A complete row is placed as printed whether or not it adds up."""
    fit = fit_row(slots("1", "1", "5"), (3,), rule=last_is_sum)

    assert (texts(fit), fit.certain) == (["1", "1", "5"], True)


def test_glued_numbers_that_do_not_add_up() -> None:
    """As many numbers as columns are sure only where they add up, if they may be glued."""
    right = fit_row(slots("1", "2", "3"), (3,), rule=last_is_sum, glued=True)
    wrong = fit_row(slots("1", "2", "4"), (3,), rule=last_is_sum, glued=True)

    assert (right.certain, right.how) == (True, "")
    assert (texts(wrong), wrong.certain) == (["1", "2", "4"], False)
    assert "do not add up" in wrong.how
    assert fit_row(slots("1", "2", "4"), (3,), rule=last_is_sum).certain


def test_lost_blanks_without_a_rule() -> None:
    """Without a rule, or with too many placements, collapsed blanks have no place, and this is
    said."""
    lost = slots("3", "3", PAD)
    for fit in (fit_row(lost, (4,)), fit_row(lost, (13,), rule=last_is_sum)):
        assert (texts(fit), fit.options) == (None, ())
        assert "the blank cells have lost their place" in fit.how
    assert fit_row(lost, (11,), rule=last_is_sum).options
    assert "lost their place" not in fit_row(slots("3", "3"), (4,), rule=last_is_sum).how


def test_the_only_cut_is_taken_whatever_it_adds_up_to() -> None:
    """Digits that can be cut in one way are cut so; the sum is a check's concern."""
    fit = fit_row(slots("124"), (3,), rule=last_is_sum)

    assert (texts(fit), fit.certain) == (["1", "2", "4"], False)
    assert fit.how == "the only way to cut the digits into the form's columns"
