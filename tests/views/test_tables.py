"""The tables behind every view."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest
from tests.typed import some

from govreport.document import Document
from govreport.model import (
    Amount,
    AnnualReport,
    DocumentCounts,
    ExtraRow,
    Forms,
    ProactiveDisclosure,
    ProcurementCounts,
    Requests,
)
from govreport.records import records
from govreport.views.forms import tables
from govreport.views.grid import grid

Made = tuple[AnnualReport, Document]


@pytest.mark.parametrize("fixture", ["made_2019", "made_2021"])
def test_each_record_stands_in_exactly_one_cell(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    """No view can lose or double a number: the cells of the tables are the records."""
    report, _ = request.getfixturevalue(fixture)
    cells = [cell for table in tables(report) for cell in table.cells]
    expected = [record for record in records(report) if not record.path.startswith("narrative.")]

    assert sorted((r.path, r.value, r.raw, r.status) for r in expected) == sorted(
        (c.path, c.value, c.raw, c.status) for c in cells
    )


def test_columns_of_the_other_form_are_not_lost(made_2021: Made) -> None:
    """A hybrid's numbers that its form has no column for are shown outside the form."""
    report = attrs.evolve(
        made_2021[0], forms=attrs.evolve(made_2021[0].forms, proactive_disclosure="2019")
    )
    shown = {cell.path: cell.number for table in tables(report) for cell in table.cells}

    assert shown["proactive_disclosure.normative_documents.in_force"] == "20"
    assert shown["proactive_disclosure.administrative_fees.amount"] == "7730.28"


def test_a_hybrid_shows_each_item_in_the_form_it_follows(made_2019: Made, made_2021: Made) -> None:
    """(一) in the columns of 2019 above (八) in those of 2021: no cell looks absent for it."""
    mixed = attrs.evolve(
        some(made_2021[0].proactive_disclosure),
        rules=DocumentCounts(newly_made=1, total_disclosed=2),
    )
    report = AnnualReport(forms=Forms(proactive_disclosure="hybrid"), proactive_disclosure=mixed)
    (table,) = tables(
        attrs.evolve(
            report, proactive_disclosure=attrs.evolve(some(mixed), normative_documents=None)
        )
    )

    assert table.blocks[0].columns == ("本年新制作数量", "本年新公开数量", "对外公开总数量")
    assert table.blocks[-1].columns == ("本年收费金额(单位:万元)",)
    assert "absent" not in {cell.status for cell in table.cells}


def test_extra_row_stands_where_it_was_printed(made_2019: Made) -> None:
    """A row that a printer added is shown below the row it was printed under, and marked."""
    block = tables(made_2019[0])[0].blocks[0]

    assert [row.label for row in block.rows] == ["规章", "规范性文件", "其他主动公开文件"]
    assert [row.extra for row in block.rows] == [False, False, True]


def test_absent_blank_placeholder_words_and_zero_stay_five_things(made_2019: Made) -> None:
    """0, blank, placeholder, words and absent reach the views as five different things."""
    report = _without_row(made_2019[0], "carried_over")
    shown = {cell.path: cell for table in tables(report) for cell in table.cells}
    rows = {row.path: row for table in tables(report) for row in table.rows}
    cells = [
        shown[f"proactive_disclosure.{path}"]
        for path in (
            "penalties.previous_year_items",
            "normative_documents.newly_disclosed",
            "coercive_measures.decisions",
            "other_external_services.decisions",
        )
    ]

    assert [(cell.number, cell.raw, cell.status) for cell in cells] == [
        ("0", "0", "read"),
        ("", "", "blank"),
        ("", "-", "not_applicable"),
        ("", "见附件", "not_a_number"),
    ]
    assert not rows["requests.carried_over"].printed


def _without_row(report: AnnualReport, name: str) -> AnnualReport:
    rows = tuple(row for row in report.provenance.rows if row.path != f"requests.{name}")
    return attrs.evolve(
        report,
        requests=attrs.evolve(some(report.requests), **{name: None}),  # type: ignore[arg-type]
        provenance=attrs.evolve(report.provenance, rows=rows),
    )


def test_diagnostics_reach_their_cells(made_2019: Made) -> None:
    """A finding marks the row or cell that its path names."""
    found = tables(made_2019[0])
    rows = {row.path: row for table in found for row in table.rows}
    cells = {cell.path: cell for table in found for cell in table.cells}

    assert rows["proactive_disclosure.rules"].findings == (0,)
    assert cells["requests.results.total.total"].findings == (2,)
    assert cells["requests.results.total.natural_person"].findings == ()


def test_a_diagnostic_without_a_path_marks_the_cells_under_its_span(made_2019: Made) -> None:
    """A finding that only names a place is shown on the cells of that one row."""
    report = attrs.evolve(
        made_2019[0],
        diagnostics=tuple(attrs.evolve(item, path=None) for item in made_2019[0].diagnostics),
    )
    marked = {c.path for table in tables(report) for c in table.cells if 0 in c.findings}

    assert {
        "proactive_disclosure.rules.newly_made",
        "proactive_disclosure.rules.newly_disclosed",
        "proactive_disclosure.rules.total_disclosed",
    } == marked


def test_model_without_provenance_is_shown() -> None:
    """A report built by hand has tables too; None in a printed row is a blank."""
    report = AnnualReport(
        proactive_disclosure=ProactiveDisclosure(rules=DocumentCounts(issued=1, in_force=3))
    )
    (table,) = tables(report)
    cells = table.rows[0].cells

    assert table.form == "2021"
    assert [(c.number, c.status) for c in cells] == [("1", "read"), ("", "blank"), ("3", "read")]


def test_extra_rows_without_an_official_row_make_a_table_of_their_own() -> None:
    """Where nothing of the form is printed, no empty form is shown around what is."""
    rows = (ExtraRow("答复数", (3, 0)), ExtraRow("其他类型答复数", (1, 2)))
    report = AnnualReport(requests=Requests(), extra={"requests": rows})
    (table,) = tables(report)

    assert [[row.label for row in block.rows] for block in table.blocks] == [
        ["答复数", "其他类型答复数"]
    ]
    assert len(grid(table, absent=True)) == 3


def test_money_shows_the_unit_that_was_stated_and_no_other(made_2021: Made) -> None:
    """元 beside a bare header, nothing beside 万元 in the header, nothing where none is stated."""
    row = ProcurementCounts(2, Amount(Decimal(251000), "元"))
    bare = attrs.evolve(row, amount=Amount(Decimal(8040)))
    fees = tables(made_2021[0])[0].blocks[-1].rows[0].cells[0]
    other = attrs.evolve(fees, unit="元")

    def figure(procurement: ProcurementCounts) -> str:
        model = ProactiveDisclosure(centralised_procurement=procurement)
        return tables(AnnualReport(proactive_disclosure=model))[0].rows[0].cells[1].figure

    assert (figure(row), figure(bare)) == ("251000元", "8040")
    assert (fees.figure, other.figure) == ("7730.28", "7730.28元")
