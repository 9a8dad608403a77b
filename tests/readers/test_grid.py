"""The resolver of merged cells, by itself."""

from __future__ import annotations

from govreport.readers.grid import SourceCell, Table, narrow, place, stack


def _part(*rows: list[SourceCell]) -> Table:
    return place([list(rows)])


def test_cut_group_label_is_whole() -> None:
    """A group label over rows on both sides of a cut becomes one cell."""
    upper = _part(
        [SourceCell("三", 2, column=0), SourceCell("1", column=1)], [SourceCell("2", column=1)]
    )
    lower = _part([SourceCell("", column=0), SourceCell("3", column=1)])
    whole = narrow(stack(upper, lower))

    assert [(c.text, c.row, c.row_span) for c in whole.cells] == [
        ("三", 0, 3),
        ("1", 0, 1),
        ("2", 1, 1),
        ("3", 2, 1),
    ]


def test_blank_value_is_no_continuation() -> None:
    """A blank value below a cut stays a cell of its own: it does not inherit the one above."""
    upper = _part([SourceCell("甲", column=0), SourceCell("10", column=1)])
    lower = _part([SourceCell("乙", column=0), SourceCell("", column=1)])
    whole = stack(upper, lower)

    assert [(c.text, c.row, c.row_span) for c in whole.cells if c.column == 1] == [
        ("10", 0, 1),
        ("", 1, 1),
    ]


def test_two_labels_stay_two() -> None:
    """Two merged cells that both have text are two groups."""
    upper = _part([SourceCell("三", 2, column=0)], [])
    lower = _part([SourceCell("四", 2, column=0)], [])

    assert len(stack(upper, lower).cells) == 2
