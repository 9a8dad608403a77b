"""Published reports, when they are beside the project: every expected value at its place."""

from __future__ import annotations

import json
from itertools import groupby
from types import ModuleType

import pytest
from tests.published import CORPUS, published_only

from govreport.readers import open_document

published_only()

REPORTS = {"001": "001_2023_hongze-district.pdf", "014": "014_2019_shanghai-general-office.html"}


def _expected(number: str) -> dict[str, list[list[str]]]:
    records = json.loads((CORPUS / "expected" / f"{number}.json").read_text("utf-8"))["records"]
    sections: dict[str, list[list[str]]] = {}
    for row, items in groupby(records.items(), key=lambda item: item[0].rpartition(".")[0]):
        values = ["" if value is None else str(value) for _, value in items]
        sections.setdefault(row.partition(".")[0], []).append(values)
    return sections


@pytest.mark.parametrize("number", REPORTS)
def test_requests(number: str, tiny: ModuleType) -> None:
    """Table 3: each row ends in exactly the seven values that are printed there."""
    document = open_document(CORPUS / REPORTS[number])
    rows = tiny.rows_of(document, document.grids[1])[3:]

    assert _expected(number)["requests"] == [row[-7:] for row in rows]
    assert all(row[-8] and not row[-8].isdigit() for row in rows)


@pytest.mark.parametrize("number", REPORTS)
def test_disclosure(number: str, tiny: ModuleType) -> None:
    """Table 2: the values behind each label."""
    document = open_document(CORPUS / REPORTS[number])
    rows = tiny.rows_of(document, document.grids[0])
    data = [row[1:] for row in rows if len(row) > 1 and row[0] != "信息内容"]

    assert _expected(number)["proactive_disclosure"] == data


@pytest.mark.parametrize("number", REPORTS)
def test_review(number: str, tiny: ModuleType) -> None:
    """Table 4: fifteen values in one row."""
    document = open_document(CORPUS / REPORTS[number])
    rows = tiny.rows_of(document, document.grids[2])
    blocks = _expected(number)["review_and_litigation"]

    assert [value for block in blocks for value in block] == rows[-1]
    assert len(rows[-1]) == 15


def test_page_numbers_left_out() -> None:
    """No page number of the PDF is in the text."""
    text = open_document(CORPUS / REPORTS["001"]).text

    assert not any(f"- {number} -" in text for number in range(1, 6))
