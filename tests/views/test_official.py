"""The official form as HTML, judged by an independent reading of its spans."""

from __future__ import annotations

from decimal import Decimal
from html.parser import HTMLParser

import attrs
import pytest

from govreport.document import Document
from govreport.model import Amount, AnnualReport, ProactiveDisclosure, ProcurementCounts
from govreport.views.official import official_html

Made = tuple[AnnualReport, Document]


class Tables(HTMLParser):
    """Rows of (text, row span, column span) for each table."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[list[object]]]] = []
        self.tags: list[str] = []
        self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag == "td":
            known = dict(attrs)
            spans = int(known.get("rowspan") or 1), int(known.get("colspan") or 1)
            self.tables[-1][-1].append(["", *spans])
            self.open = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "td":
            self.open = False

    def handle_data(self, data: str) -> None:
        if self.open:
            self.tables[-1][-1][-1][0] += data  # type: ignore[operator]


def read(report: AnnualReport) -> list[list[list[list[object]]]]:
    parser = Tables()
    parser.feed(official_html(report))
    return parser.tables


def widths(table: list[list[list[object]]]) -> set[int]:
    """Occupied width of each row, spans from above included; overlaps would show."""
    hanging: dict[int, int] = {}
    found = set()
    for index, row in enumerate(table):
        width = hanging.get(index, 0) + sum(int(str(cell[2])) for cell in row)
        for cell in row:
            for below in range(index + 1, index + int(str(cell[1]))):
                hanging[below] = hanging.get(below, 0) + int(str(cell[2]))
        found.add(width)
    assert all(index < len(table) for index in hanging)
    return found


@pytest.mark.parametrize(
    ("fixture", "expected"),
    [("made_2019", [{5}, {10}, {15}]), ("made_2021", [{4}, {10}, {15}, {3}])],
)
def test_every_row_fills_the_official_grid(
    fixture: str, expected: list[set[int]], request: pytest.FixtureRequest
) -> None:
    """Tables 二, 三, 四 have 5 or 4, 10 and 15 columns in each row, merged cells included."""
    report, _ = request.getfixturevalue(fixture)

    assert [widths(table) for table in read(report)] == expected


def test_spans_of_table_two_are_the_published_ones(made_2019: Made) -> None:
    """The 2019 form merges other columns in the rows of (五) and (六) than in their header."""
    rows = {str(row[0][0]): [cell[2] for cell in row] for row in read(made_2019[0])[0]}

    assert rows["规章"] == [1, 1, 2, 1]
    assert rows["行政许可"] == [1, 2, 1, 1]
    assert rows["行政事业性收费"] == [1, 2, 2]
    assert rows["第二十条第(九)项"] == [5]


def test_row_spans_of_table_three(made_2019: Made, made_2021: Made) -> None:
    """三 spans 20 rows in the 2019 form and 22 in the 2021 form, its groups 8, 3, 5 (and 3)."""

    def spans(report: AnnualReport) -> list[tuple[object, object]]:
        cells = [cell for row in read(report)[1][3:] for cell in row]
        return [(text, down) for text, down, _ in cells if down != 1]

    shared = [("(三)不予公开", 8), ("(四)无法提供", 3), ("(五)不予处理", 5)]
    assert spans(made_2019[0]) == [("三、本年度办理结果", 20), *shared]
    assert spans(made_2021[0]) == [("三、本年度办理结果", 22), *shared, ("(六)其他处理", 3)]


def test_cells_are_printed_as_they_were(made_2019: Made) -> None:
    """Blank stays empty, placeholders and words stay, numbers are digits, extra rows remain."""
    first, second, third = read(made_2019[0])
    rows = {str(row[0][0]): [cell[0] for cell in row[1:]] for row in first}

    assert rows["规范性文件"] == ["0", "", "0"]
    assert rows["其他主动公开文件"] == ["0", "12", "/"]
    assert rows["其他对外管理服务事项"] == ["87", "0", "见附件"]
    assert rows["行政许可"] == ["10", "-3", "251"]
    assert rows["政府集中采购"] == ["12", "116408.28"]
    assert [cell[0] for cell in second[-1]] == ["四、结转下年度继续办理", *[""] * 7]
    assert [cell[0] for cell in third[-1]] == [
        "10",
        "1",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "5",
        "0",
        "0",
        "0",
        "0",
    ]


@pytest.mark.parametrize(("unit", "expected"), [("元", "251000元"), (None, "251000")])
def test_a_unit_that_no_header_states_stands_in_the_cell(unit: str, expected: str) -> None:
    """Money keeps its unit through the form, and gets none that the report did not state."""
    row = ProcurementCounts(2, Amount(Decimal(251000), unit))
    report = AnnualReport(proactive_disclosure=ProactiveDisclosure(centralised_procurement=row))

    assert read(report)[0][-1][-1][0] == expected


def test_words_of_the_report_cannot_become_markup(made_2019: Made) -> None:
    """Titles, headings, prose and cells are escaped."""
    hostile = "<script>alert(1)</script>&\"'"
    section = attrs.evolve(made_2019[0].sections[0], heading=hostile, text=hostile)
    parser = Tables()
    parser.feed(official_html(attrs.evolve(made_2019[0], title=hostile, sections=(section,))))

    assert "script" not in parser.tags
