"""The national table in every layout, with one and with several number columns."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawing import examples
from tests.statistics.tables import (
    FIGURES,
    LAYOUTS,
    Layout,
    bare_cells,
    full_rows,
    glued,
    grid,
    labelled_lines,
    markdown,
    piped_rows,
    rows_of,
)

from govreport.grammars import builtin_grammar
from govreport.model import Status
from govreport.pipeline import parse_document
from govreport.records import records

GROUPS = sorted({path.partition(".")[0] for path in FIGURES})
ONE = ("统计数",)


def test_grammar_has_every_row() -> None:
    """The form has 58 rows with a number; N04 is the heading of a group."""
    assert len(builtin_grammar("statistics").rows) == 58
    assert [row.path for row in builtin_grammar("statistics").rows] == list(FIGURES)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_whole_table(layout: Layout) -> None:
    """All rows, with label and unit as printed, and nothing to remark."""
    report = parse_document(layout(ONE, full_rows()))

    assert report.statistics is not None
    assert {row.identifier: row.value for row in report.statistics} == {
        path: Decimal(figure) for path, figure in FIGURES.items()
    }
    grammar = builtin_grammar("statistics")
    for row in grammar.rows:
        assert row.unit is not None
        assert report.statistics[row.path].unit == grammar.official[row.unit]
        assert report.statistics[row.path].label == grammar.official[row.terminal]
    assert report.forms.statistics == "2014"
    assert report.supplementary == ()
    assert report.unplaced == ()
    assert [d.code for d in report.diagnostics] == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("group", ["proactive", "response", "requests", "resources"])
def test_one_group_alone(group: str, layout: Layout) -> None:
    """A table of one group is known by its labels."""
    figures = {p: (f,) for p, f in FIGURES.items() if p.startswith(f"{group}.")}
    report = parse_document(layout(ONE, rows_of(figures)))

    assert report.statistics is not None
    assert {row.identifier: str(row.value) for row in report.statistics} == {
        path: figure[0] for path, figure in figures.items()
    }


def test_records_and_spans() -> None:
    """A record's path is the identifier, its span the number in the text."""
    document = bare_cells(ONE, full_rows())
    report = parse_document(document)
    found = {record.path: record for record in records(report)}

    record = found["statistics.requests.received"]
    assert (record.value, record.unit, record.label) == (85, "件", "(一)收到申请数")
    assert record.span is not None
    assert document.text[record.span.start : record.span.end] == "85"
    assert report.status("statistics.review.corrected") is Status.READ


@pytest.mark.parametrize("layout", [x for x in LAYOUTS if x is not glued])
@pytest.mark.parametrize(
    "columns", [("县级", "乡镇"), ("2015年", "2016年"), ("合计", "县直", "街道")]
)
def test_several_columns(layout: Layout, columns: tuple[str, ...]) -> None:
    """Columns by level or by year are kept apart, named by their header, never added."""
    figures = {
        path: (figure, *(str(index * 7 + 1) for _ in columns[1:]))
        for index, (path, figure) in enumerate(FIGURES.items())
    }
    report = parse_document(layout(columns, rows_of(figures)))

    assert report.statistics is not None
    assert report.statistics.columns == columns
    assert {row.identifier: row.values for row in report.statistics} == {
        path: tuple(Decimal(value) for value in values) for path, values in figures.items()
    }
    assert report.status("statistics.review[1]") is Status.READ
    assert report.status("statistics.review") == "absent"


def test_glued_columns_without_a_known_header() -> None:
    """Nobody can say how many columns 县级乡镇 are: all digits stay unplaced."""
    figures = {path: (figure, "7") for path, figure in FIGURES.items()}
    report = parse_document(glued(("县级", "乡镇"), rows_of(figures)))

    assert report.statistics is None or len(report.statistics) == 0
    assert len(report.unplaced) == len(FIGURES)


def test_glued_years_are_cut_only_where_one_way_is_left() -> None:
    """Each number of two glued columns is right and marked as inferred, or unplaced."""
    figures = {path: (figure, "7") for path, figure in FIGURES.items()}
    report = parse_document(glued(("2015年", "2016年"), rows_of(figures)))

    assert report.statistics is not None
    for row in report.statistics:
        assert row.values == tuple(Decimal(value) for value in figures[row.identifier])
        assert report.status(f"statistics.{row.identifier}[0]") is Status.INFERRED
    assert len(report.statistics) + len(report.unplaced) == len(FIGURES)


@pytest.mark.parametrize("layout", [bare_cells, piped_rows, markdown, grid, labelled_lines])
def test_rows_of_a_province(layout: Layout) -> None:
    """Rows that a province inserts are extra rows; the numbering after them does not matter."""
    rows = full_rows()
    at = [label for label, _, _ in rows].index("制发规范性文件总数") + 1
    rows[at:at] = [
        ("机构领导、机构设置及人事信息", "条", ("41",)),
        ("行政执法信息", "条", ("205",)),
    ]
    report = parse_document(layout(ONE, rows))

    assert [(row.label, row.values) for row in report.extra["statistics"]] == [
        ("机构领导、机构设置及人事信息", (41,)),
        ("行政执法信息", (205,)),
    ]
    assert report.status("extra.statistics[1].values[0]") is Status.READ
    assert report.statistics is not None
    assert len(report.statistics) == len(FIGURES)


def test_second_table_is_supplementary() -> None:
    """A second national table is kept beside the first, under its printed labels."""
    first = bare_cells(ONE, full_rows())
    second = bare_cells(ONE, full_rows())
    report = parse_document(type(first)(first.text + second.text))

    assert report.statistics is not None
    assert len(report.supplementary) == 1
    assert report.supplementary[0].rows[1].values == (2318,)


NUMBERS = st.integers(0, 99_999).map(str)


@given(
    values=st.dictionaries(st.sampled_from(sorted(FIGURES)), NUMBERS, min_size=12),
    layout=st.sampled_from(LAYOUTS),
)
@settings(max_examples=examples(80), deadline=None)
def test_any_figures(values: dict[str, str], layout: Layout) -> None:
    """Any rows with any numbers, in any layout: what is read is what was printed."""
    figures = {path: (values[path],) for path in FIGURES if path in values}
    report = parse_document(layout(ONE, rows_of(figures)))

    assert report.statistics is not None
    inferred = {r.path for r in records(report) if r.status is Status.INFERRED}
    for row in report.statistics:
        if f"statistics.{row.identifier}" not in inferred:
            assert str(row.value) == figures[row.identifier][0]
    assert len(report.statistics) + len(report.unplaced) >= len(figures)
