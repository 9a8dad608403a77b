"""No printed number is lost, and none is used twice."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.published import FOLDERS, Known, each, known
from tests.typed import some

from govreport.api import parse
from govreport.model import AnnualReport
from govreport.records import Record, records
from govreport.testing import damaged_page, damaged_text, printed_values
from govreport.testing.damage.cells import CELL_DAMAGES
from govreport.testing.damage.labels import LABEL_DAMAGES
from govreport.testing.strategies import damages, reports
from govreport.text.cells import read_cell
from govreport.views.text import LAYOUTS, compose, print_page, render

_KEEPING = tuple(
    damage for damage in (*LABEL_DAMAGES, *CELL_DAMAGES) if damage.name != "header-repeated"
)


def _table_records(report: AnnualReport) -> list[Record]:
    return [record for record in records(report) if not record.path.startswith("narrative.")]


def _digits(texts: list[str]) -> Counter[str]:
    """Digits alone: a glued run of cells is one record while it is unplaced."""
    return Counter("".join(re.sub(r"\D", "", text) for text in texts))


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "glued"])
@given(data=st.data())
def test_each_printed_number_is_in_exactly_one_record(layout: str, data: st.DataObject) -> None:
    """The multiset of numbers printed in the tables equals that of the records."""
    report = data.draw(reports(dense=True, extra=True))
    page = compose(report)
    found = parse(print_page(page, layout))
    printed = Counter(printed_values(page).values())
    assert printed == Counter(record.value for record in _table_records(found))


@given(report=reports(dense=True))
def test_glued_digits_are_conserved(report: AnnualReport) -> None:
    """Without separators each digit printed within the tables stays in some record."""
    page = compose(report)
    found = parse(render(report, "glued", strict=False))
    printed = [cell.text for part in page if hasattr(part, "values") for cell in part.values()]
    assert _digits(printed) == _digits([record.raw for record in _table_records(found)])


@pytest.mark.parametrize("layout", ["bare_cells", "markdown", "piped_cells", "piped_rows"])
@given(data=st.data())
def test_damage_loses_no_number(layout: str, data: st.DataObject) -> None:
    """A number still printed is in a record, or a diagnostic names it as in no known table."""
    report = data.draw(reports(dense=True))
    applied = data.draw(damages(most=2, among=_KEEPING))
    page = compose(report)
    text = damaged_text(page, layout, applied)
    found = parse(text)
    printed = Counter[object](
        value for value in printed_values(damaged_page(page, applied)).values() if value is not None
    )
    kept = Counter[object](record.value for record in _table_records(found))
    named = Counter[object]()
    for finding in found.diagnostics:
        if finding.code == "number-unaccounted" and finding.span is not None:
            run = text[finding.span.start : finding.span.end]
            named.update(read_cell(word).value for word in re.split(r"[\s|]+", run) if word)
    assert Counter[object]() == printed - kept - named


@pytest.mark.parametrize("layout", LAYOUTS)
@given(report=reports(dense=True))
def test_each_record_points_at_its_own_text(layout: str, report: AnnualReport) -> None:
    """The span of a record holds what is printed in its cell, and no two records share one."""
    text = render(report, layout, strict=False)
    spans = []
    for record in _table_records(parse(text)):
        assert record.span is not None
        assert text[record.span.start : record.span.end] == record.raw
        if record.raw:
            spans.append((record.span.start, record.span.end))
    assert len(spans) == len(set(spans))


TEXTS = [one for one in known(*FOLDERS) if one.file.suffix == ".txt"]


@each(TEXTS)
def test_no_number_of_a_known_document_is_used_twice(one: Known) -> None:
    """Records of a text do not overlap, and each shows what is printed there."""
    text = one.file.read_text(encoding="utf-8")
    last = -1
    cells = [r for r in _table_records(parse(text)) if r.span is not None and r.raw]
    for record in sorted(cells, key=lambda record: some(record.span).start):
        assert some(record.span).start >= last
        assert re.sub(r"\D", "", record.raw) in re.sub(
            r"\D", "", text[some(record.span).start : some(record.span).end]
        )
        last = some(record.span).end
