"""Damage to the national table: each number is right or named, never silently different."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawing import examples
from tests.statistics.tables import (
    FIGURES,
    LAYOUTS,
    Layout,
    Row,
    bare_cells,
    full_rows,
    glued,
    piped_rows,
    rows_of,
    spaced,
)

from govreport.document import Document
from govreport.model import AnnualReport, Status
from govreport.pipeline import parse_document
from govreport.records import Record, records

CELLS = tuple(layout for layout in LAYOUTS if layout is not glued)
ONE = ("统计数",)


def parsed(document: Document) -> tuple[AnnualReport, list[Record]]:
    report = parse_document(document)
    return report, [record for record in records(report) if "narrative" not in record.path]


def silent_errors(found: list[Record], figures: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Cells that are said to be read beyond doubt, and are not what was printed."""
    wrong = []
    for record in found:
        if not record.path.startswith("statistics.") or record.status is Status.INFERRED:
            continue
        path, _, column = record.path.removeprefix("statistics.").partition("[")
        printed = figures[path][int(column.rstrip("]")) if column else 0]
        if record.value != (Decimal(printed) if printed else None):
            wrong.append(f"{record.path}: {record.value} for {printed}")
    return wrong


def conserved(found: list[Record], rows: list[Row]) -> bool:
    """Whether the numbers of all records are those that were printed."""
    printed = Counter(Decimal(value) for _, _, values in rows for value in values if value)
    kept = Counter(Decimal(record.raw) for record in found if record.raw.replace(".", "").isdigit())
    return kept == printed


@given(lost=st.sets(st.integers(0, 67), max_size=40), layout=st.sampled_from(LAYOUTS))
@settings(max_examples=examples(60), deadline=None)
def test_lost_rows(lost: set[int], layout: Layout) -> None:
    """Whatever rows are missing, headings too: no number lands in another row unsaid."""
    rows = [row for index, row in enumerate(full_rows()) if index not in lost]
    report, found = parsed(layout(ONE, rows))
    figures = {path: (figure,) for path, figure in FIGURES.items()}

    assert silent_errors(found, figures) == []
    assert layout is glued or conserved(found, rows)
    assert report.statistics is not None


@given(lost=st.sets(st.integers(40, 52), max_size=12))
@settings(max_examples=examples(60), deadline=None)
def test_lost_rows_around_the_repeated_labels(lost: set[int]) -> None:
    """被依法纠错数 is never given to the other group without a diagnostic."""
    rows = [row for index, row in enumerate(full_rows()) if index not in lost]
    report, found = parsed(bare_cells(ONE, rows))
    figures = {path: (figure,) for path, figure in FIGURES.items()}
    codes = {diagnostic.code for diagnostic in report.diagnostics}
    inferred = any(record.status is Status.INFERRED for record in found)

    assert silent_errors(found, figures) == []
    assert not inferred or "label-repeated" in codes


@pytest.mark.parametrize("layout", CELLS)
def test_numbering_changed(layout: Layout) -> None:
    """Rows are known by label inside their group: other numerals change nothing."""
    rows = [
        (label.replace("1.", "3、").replace("四、", "六、").replace("(二)", "(五)"), unit, values)
        for label, unit, values in full_rows()
    ]
    report, found = parsed(layout(ONE, rows))

    assert report.statistics is not None
    assert {row.identifier: row.value for row in report.statistics} == {
        path: Decimal(figure) for path, figure in FIGURES.items()
    }
    assert {record.status for record in found} == {Status.READ}


@pytest.mark.parametrize("layout", [bare_cells, spaced, piped_rows])
def test_unit_column_lost(layout: Layout) -> None:
    """Without the units each number still finds its row, and the form states the unit."""
    rows = [(label, unit, values) for label, unit, values in full_rows() if values]
    document = layout(ONE, rows)
    text = document.text
    for unit in ("人次", "万元", "条", "件", "次", "篇", "个", "人"):
        for before, after in ((f"\n{unit}\n", "\n"), (f" {unit} ", " "), (f"| {unit} |", "|")):
            text = text.replace(before, after)
    report, found = parsed(Document(text))
    figures = {path: (figure,) for path, figure in FIGURES.items()}

    assert silent_errors(found, figures) == []
    assert report.statistics is not None
    assert len(report.statistics) == len(FIGURES)
    assert report.statistics["fees_charged"].unit == "万元"


@given(blank=st.sampled_from(sorted(FIGURES)), layout=st.sampled_from(CELLS))
@settings(max_examples=examples(60), deadline=None)
def test_one_blank(blank: str, layout: Layout) -> None:
    """A blank cell is None, never 0 and never its neighbour's number."""
    figures = {path: (figure,) for path, figure in FIGURES.items()} | {blank: ("",)}
    report, found = parsed(layout(ONE, rows_of(figures)))

    assert silent_errors(found, figures) == []
    assert report.statistics is not None
    assert report.statistics.value(blank) is None
    assert report.status(f"statistics.{blank}") is Status.BLANK


@given(
    row=st.sampled_from([path for path in FIGURES if path not in ("review", "litigation")]),
    position=st.integers(0, 30),
    layout=st.sampled_from(CELLS),
)
@settings(max_examples=examples(80), deadline=None)
def test_typo_in_a_label(row: str, position: int, layout: Layout) -> None:
    """A slip in a label is read with a diagnostic, or the row is kept as an extra row."""
    figures = {path: (figure,) for path, figure in FIGURES.items()}
    index = list(FIGURES).index(row)
    rows = rows_of(figures, headings=False)
    label, unit, values = rows[index]
    letters = [at for at, char in enumerate(label) if "一" <= char <= "鿿"]
    at = letters[position % len(letters)]
    rows[index] = (label[:at] + "佰" + label[at + 1 :], unit, values)
    report, found = parsed(layout(ONE, rows))
    codes = {diagnostic.code for diagnostic in report.diagnostics}
    record = {r.path: r for r in found}.get(f"statistics.{row}")

    assert silent_errors(found, figures) == []
    assert conserved(found, rows)
    assert (
        record is not None or "extra" in str([r.path for r in found]) or "number-unplaced" in codes
    )


@given(lost=st.sampled_from(sorted(FIGURES)), layout=st.sampled_from([piped_rows, bare_cells]))
@settings(max_examples=examples(40), deadline=None)
def test_label_lost(lost: str, layout: Layout) -> None:
    """A number without its label is inferred where one row is missing, and said so."""
    figures = {path: (figure,) for path, figure in FIGURES.items()}
    index = list(FIGURES).index(lost)
    rows = rows_of(figures, headings=False)
    text = layout(ONE, rows).text
    label = rows[index][0]
    head, _, tail = text.partition(f"\n{label}")
    if list(FIGURES.values()).count(FIGURES[lost]) and head.count(f"\n{label}"):
        return
    report, found = parsed(Document(head + "\n" + tail.removeprefix("\n")))
    codes = {diagnostic.code for diagnostic in report.diagnostics}

    assert silent_errors(found, figures) == []
    assert codes & {"label-lost", "number-unplaced", "label-repeated"}
