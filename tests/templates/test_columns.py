"""Which columns a row has: by the header above it, or by nothing, and then it is said."""

from __future__ import annotations

import pytest

from govreport.tables.headers import Header
from govreport.tables.labelled_rows import LabelledRow
from govreport.templates.official import DISCLOSURE_2019, DISCLOSURE_2021, REQUESTS
from govreport.text.cells import read_cell

DOCUMENTS_2019 = ["newly_made", "newly_disclosed", "total_disclosed"]
DOCUMENTS_2021 = ["issued", "abolished", "in_force"]
SERVICES_2019 = ["previous_year_items", "change", "decisions"]


def header(*terminals: str, evident: bool = False) -> Header:
    """A header of the 2019 form with these labels below a caption."""
    found = Header(DISCLOSURE_2019, [DISCLOSURE_2021], evident=evident)
    found.restart()
    for terminal in terminals:
        found.add(terminal, terminal)
    found.is_open = False
    return found


def names(found: Header, path: str, count: int) -> tuple[list[str], bool]:
    columns, doubt = found.columns(path, count)
    return [column.identifier for column in columns], bool(doubt)


def test_header_of_2019() -> None:
    """The labels of the 2019 header give its three columns, without a doubt."""
    found = header("CONTENT", "NEWLY_MADE", "NEWLY_DISCLOSED", "TOTAL_DISCLOSED")

    assert names(found, "rules", 3) == (DOCUMENTS_2019, False)


def test_header_of_2021_in_a_table_of_2019() -> None:
    """A hybrid: the header decides for its own block, whatever the table's form."""
    found = header("CONTENT", "ISSUED", "ABOLISHED", "IN_FORCE", evident=True)

    assert names(found, "rules", 3) == (DOCUMENTS_2021, False)
    columns, _ = found.columns("rules", 3)
    assert found.form_of("rules", columns) is DISCLOSURE_2021


def test_single_column_of_2021() -> None:
    """处理决定数量 alone is one column, though the row has three in the other form."""
    assert names(header("CONTENT", "DECISIONS"), "licensing", 1) == (["decisions"], False)


def test_one_label_survives() -> None:
    """A cut header whose one known label belongs to one form decides for it."""
    assert names(header("CONTENT", "NEWLY_MADE", "", ""), "rules", 3) == (DOCUMENTS_2019, False)
    assert names(header("CONTENT", "", "", "IN_FORCE"), "rules", 3) == (DOCUMENTS_2021, False)


@pytest.mark.parametrize("path", ["licensing", "other_external_services"])
def test_reordered_header(path: str) -> None:
    """Columns in another order follow the header, with a doubt that is said."""
    found = header("CONTENT", "DECISIONS", "PREVIOUS_YEAR_ITEMS", "CHANGE")

    assert names(found, path, 3) == (["decisions", "previous_year_items", "change"], True)


@pytest.mark.parametrize("path", ["licensing", "other_external_services"])
def test_incomplete_reordered_header(path: str) -> None:
    """Part of a header in another order is never taken as the form's order without a doubt."""
    assert names(header("CONTENT", "DECISIONS", "CHANGE"), path, 3)[1]


def test_no_header() -> None:
    """Without a header three numbers behind 规章 may be those of either form."""
    assert names(header(), "rules", 3) == ([], True)


def test_no_header_but_an_evident_form() -> None:
    """Without a header the columns of an evident form are assumed, and it is said."""
    assert names(header(evident=True), "rules", 3) == (DOCUMENTS_2019, True)


def test_no_header_but_only_one_width() -> None:
    """The number of values alone decides only with a doubt."""
    assert names(header(), "licensing", 1) == (["decisions"], True)


def test_caption_forgets_the_header_before() -> None:
    """A header holds for its own block and not for the next."""
    found = header("CONTENT", "NEWLY_MADE", "NEWLY_DISCLOSED", "TOTAL_DISCLOSED")
    found.restart()

    assert names(found, "rules", 3) == ([], True)


def test_unit_of_the_header() -> None:
    """The unit in a header's bracket is kept until the next caption."""
    found = header()
    found.restart()
    found.add("AMOUNT", "采购总金额(万元)")

    assert found.unit == "万元"
    found.restart()
    assert found.unit is None


@pytest.mark.parametrize(
    ("printed", "terminal"),
    [
        ("本年增/", "CHANGE"),
        ("对外公开", "TOTAL_DISCLOSED"),
        ("上一年", "PREVIOUS_YEAR_ITEMS"),
        ("现行", "IN_FORCE"),
        ("本年", ""),
        ("本年新", ""),
        ("对", ""),
        ("备注", ""),
    ],
)
def test_cut_labels(printed: str, terminal: str) -> None:
    """A cut label is that of the only column that begins with it (D2, D3)."""
    strip = LabelledRow(printed, 0, len(printed), read_cell(printed), None)

    assert header().cut_label(strip) == terminal


def test_two_levels() -> None:
    """In a header of two levels 总计 comes early without a doubt; other columns may not move."""
    first = ("NATURAL_PERSON", "TOTAL", "COMMERCIAL_ENTERPRISE")
    rest = ("PUBLIC_WELFARE_ORGANISATION", "LEGAL_SERVICE_ORGANISATION", "OTHER")
    usual = Header(REQUESTS, [], evident=True)
    for terminal in (*first, "RESEARCH_INSTITUTION", *rest):
        usual.add(terminal, terminal)
    moved = Header(REQUESTS, [], evident=True)
    for terminal in (*first, *rest, "RESEARCH_INSTITUTION"):
        moved.add(terminal, terminal)

    columns, doubt = usual.columns("new_requests", 7)
    assert [column.identifier for column in columns][-1] == "total"
    assert not doubt
    assert moved.columns("new_requests", 7)[1]
