"""Reports as tables: nothing lost, nothing guessed, taken by other libraries as they are."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb
import pandas
import polars
import pyarrow
import pytest
from attrs import evolve
from tests.published import CORPUS, PUBLISHED
from tests.typed import some

import govreport
from govreport.arrow import to_arrow
from govreport.checks import check
from govreport.export.frames.arrow import record_batch
from govreport.export.frames.identity import Identity
from govreport.export.frames.rows import rows_of
from govreport.export.frames.values import TOO_LONG
from govreport.model import AnnualReport, Outcome, Status
from govreport.records import records

GLUED = """某局2021年政府信息公开工作年度报告
一、本年新收政府信息公开申请数量 | 3 | 3 | | | | | | | | |
二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
（一）予以公开 | 2 | 1 | 0 | 0 | 0 | 0 | 3 |
"""
LONG = """某局2021年政府信息公开工作年度报告
第二十条第(八)项
信息内容 | 本年收费金额（单位：万元）
行政事业性收费 | {number}
"""


def test_cells_say_what_the_records_say(bundled: list[AnnualReport]) -> None:
    """Every record of a table is a row with the same path, printed text, status and number."""
    cells = to_arrow(bundled)["cells"].to_pylist()
    found = [
        record
        for report in bundled
        for record in records(report)
        if not record.path.startswith("narrative.")
    ]

    assert [(c["path"], c["raw"], c["status"], c["unit"]) for c in cells] == [
        (r.path, r.raw, r.status.value, r.unit) for r in found
    ]
    assert [c["value"] for c in cells] == [
        r.value if r.status in (Status.READ, Status.INFERRED) else None for r in found
    ]
    assert [(c["line"], c["start"]) for c in cells] == [
        (r.span.line, r.span.start) for r in found if r.span
    ]


def test_numbers_without_a_place_are_in_no_sum() -> None:
    """An unplaced run of digits is a row with its print and without a value."""
    report = govreport.parse(GLUED)
    tables = to_arrow(report)
    unplaced = [c for c in tables["cells"].to_pylist() if c["status"] == "unplaced"]

    assert report.unplaced
    assert [cell["value"] for cell in unplaced] == [None] * len(report.unplaced)
    assert [cell["raw"] for cell in unplaced] == [item.raw for item in report.unplaced]
    assert tables["unplaced"].column("raw").to_pylist() == [item.raw for item in report.unplaced]


def test_blank_is_null_and_zero_is_zero(bundled: list[AnnualReport]) -> None:
    """The four kinds of cells without a number are null, each with its status."""
    cells = to_arrow(bundled)["cells"].to_pylist()
    by_status: dict[str, list[Any]] = {
        status: [c["value"] for c in cells if c["status"] == status] for status in Status
    }

    assert set(by_status["blank"]) == {None}
    assert Decimal(0) in by_status["read"]
    assert None not in by_status["read"]


def test_wide_figures_are_the_cells(bundled: list[AnnualReport]) -> None:
    """The columns of `reports` hold what the cells hold, and null for what is not printed."""
    tables = to_arrow(bundled)
    cells = {(c["report"], c["path"]): c["value"] for c in tables["cells"].to_pylist()}
    for report in tables["reports"].to_pylist():
        for name, value in report.items():
            if "." in name:
                assert value == cells.get((report["report"], name)), name


def test_inferred_cells_say_why() -> None:
    """The row that lost its label has the code of the diagnostic that says so."""
    report = govreport.parse(
        "某镇2020年政府信息公开工作年度报告\n第二十条第（一）项\n信息内容\n本年新制作数量\n"
        "本年新公开数量\n对外公开总数量\n6\n6\n6\n规范性文件\n0\n0\n0\n"
    )
    cells = to_arrow(report)["cells"].to_pylist()

    assert {c["reason"] for c in cells if c["status"] == "inferred"} == {"label-lost"}
    assert {c["reason"] for c in cells if c["status"] != "inferred"} == {None}


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("0.000001", Decimal("0.000001")),
        ("116408.28", Decimal("116408.28")),
        ("0.0000001", None),
    ],
)
def test_a_number_that_does_not_fit_is_null_and_named(number: str, value: Decimal | None) -> None:
    """No digit is rounded away: the print stays, and the reason says that it is too long."""
    [cell] = to_arrow(govreport.parse(LONG.format(number=number)))["cells"].to_pylist()

    assert cell["raw"] == number
    assert cell["value"] == value
    assert cell["reason"] == (None if value is not None else TOO_LONG)


def test_rules_and_counts_are_in_the_reports() -> None:
    """A broken sum is a finding, and its rule is named in the row of the report."""
    tables = to_arrow(govreport.parse(GLUED.replace("| 2 | 1 |", "| 2 | 2 |")))
    [report] = tables["reports"].to_pylist()
    codes = tables["findings"].column("code").to_pylist()

    assert report["rules_broken"] == "R3"
    assert "R3" in codes
    severities = tables["findings"].column("severity").to_pylist()
    assert report["errors"] == severities.count("error") > 0
    assert report["cells_unplaced"] == 2
    assert report["cells_read"] == 14


def test_reports_of_one_origin_have_keys_of_their_own() -> None:
    """Two texts without a name are two reports, with the same keys in every call."""
    two = [govreport.parse(GLUED), govreport.parse(GLUED)]
    first, again = (to_arrow(two)["reports"].column("report").to_pylist() for _ in range(2))

    assert len(set(first)) == 2
    assert first == again


def test_identity_is_in_every_table() -> None:
    """Source, entry, position, id and address stand in each row of each table."""
    report = govreport.parse(GLUED)
    identity = Identity("a.parquet", "row 7", 7, "k", "https://example.org/7")
    for name, rows in rows_of(report, identity).items():
        for row in record_batch(name, rows).to_pylist():
            assert [row[key] for key in ("id", "source", "entry", "position", "url")] == [
                "k", "a.parquet", "row 7", 7, "https://example.org/7",
            ]  # fmt: skip
            assert (row["agency"], row["year"]) == ("某局", 2021)


def test_a_lone_surrogate_is_escaped() -> None:
    """Text that no UTF-8 can hold does not stop the table."""
    report = evolve(govreport.parse(GLUED), agency="某\ud800局")

    assert to_arrow(report)["cells"].column("agency").to_pylist()[0] == "某\\ud800局"


def test_doors_of_a_report(bundled: list[AnnualReport]) -> None:
    """A report is taken by Polars, DuckDB and pandas as it is, and by its own two methods."""
    report = bundled[0]
    expected = to_arrow(report)["cells"]

    assert polars.DataFrame(report).equals(polars.DataFrame(expected))
    assert some(duckdb.sql("select count(*), sum(value) from report")).fetchall() == (
        some(duckdb.sql("select count(*), sum(value) from expected")).fetchall()
    )
    # Before version 3, pandas takes what follows Arrow's protocol by way of pyarrow.
    take = getattr(pandas.DataFrame, "from_arrow", lambda one: pyarrow.table(one).to_pandas())
    assert len(take(report)) == expected.num_rows
    assert report.to_polars("findings").columns == to_arrow(report)["findings"].column_names
    frame = report.to_pandas()
    assert frame["value"].sum() == sum(v for v in expected["value"].to_pylist() if v is not None)
    assert str(frame.dtypes["line"]) == "int64[pyarrow]"


def _concatenate(reports: list[AnnualReport]) -> None:
    whole = to_arrow(reports)
    for name in ("cells", "reports", "facts", "findings", "unplaced"):
        expected = whole[name].num_rows
        in_pandas = pandas.concat([report.to_pandas(name) for report in reports])
        in_polars = polars.concat([report.to_polars(name) for report in reports])
        parts = [to_arrow(report)[name] for report in reports]
        union = " union all ".join(f"from parts_{n}" for n in range(len(parts)))
        connection = duckdb.connect()
        for number, part in enumerate(parts):
            connection.register(f"parts_{number}", part)
        in_duckdb = connection.sql(union)

        assert len(in_pandas) == len(in_polars) == in_duckdb.shape[0] == expected
        assert list(in_pandas.dtypes) == list(reports[0].to_pandas(name).dtypes)
        assert in_polars.schema == reports[0].to_polars(name).schema
        assert in_duckdb.types == connection.sql("from parts_0").types


def test_bundled_reports_concatenate_without_a_cast(bundled: list[AnnualReport]) -> None:
    """Frames of reports of different forms have the same types in all three libraries."""
    _concatenate(bundled)


def test_documents_of_every_layout_concatenate_without_a_cast(own: list[AnnualReport]) -> None:
    """So have frames of documents of every era and layout."""
    assert len(own) == 31
    _concatenate(own)


@pytest.mark.skipif(not PUBLISHED, reason="the published reports are not beside the project")
def test_every_published_document_concatenates_without_a_cast() -> None:
    """So have frames of all documents of the corpus, whether their figures are known or not."""
    files = [path for path in sorted(CORPUS.iterdir()) if path.name[:3].isdigit()]
    found = [report for path in files for report in govreport.read_all(path)]
    reports = [report for report in found if isinstance(report, AnnualReport)]

    assert len(files) == 36
    assert len(reports) == len(found) >= 36
    _concatenate(reports)


def test_every_inferred_cell_says_why(own: list[AnnualReport]) -> None:
    """The column has a code of the diagnostics in every row whose place was concluded."""
    assert len(_inferred(own)) == 28


def test_every_inferred_cell_of_the_corpus_says_why(corpus: list[AnnualReport]) -> None:
    """So has it in published reports, where it matters most."""
    assert len(_inferred(corpus)) > 500


def _inferred(reports: list[AnnualReport]) -> list[dict[str, Any]]:
    rows = [row for one in reports for row in to_arrow(one)["cells"].to_pylist()]
    inferred = [row for row in rows if row["status"] == "inferred"]

    assert [row["path"] for row in inferred if not row["reason"]] == []
    assert {row["reason"] for row in rows if row["status"] in ("read", "blank")} == {None}
    return inferred


def test_outcomes_of_the_checks_are_columns(bundled: list[AnnualReport]) -> None:
    """Each check that is about the report stands in one of five columns."""
    for report in bundled:
        [row] = to_arrow(report)["reports"].to_pylist()
        found = check(report).verdicts
        for outcome in Outcome:
            codes = [verdict.check for verdict in found if verdict.outcome is outcome]
            assert (row[f"checks_{outcome.value}"] or "").split() == codes
        assert row["checks_passed"]
