"""Tables as programs write them: exported, drawn with characters, or as Markdown with mark-up."""

from __future__ import annotations

import csv
import io
import re
import textwrap
from collections.abc import Callable, Iterator

import pytest
from tests.stand_ins.make import expected, official

import govreport
from govreport.document import Document
from govreport.layouts.delimited import DelimitedRows
from govreport.layouts.ruled import RuledText
from govreport.layouts.shape import lines_are_unique
from govreport.model import AnnualReport, Status
from govreport.text.folding import folded
from govreport.views.text import Page, PrintedLine, compose, print_page

REPORTS = [official("2019", 4), official("2021", 9)]


def written(report: AnnualReport, write: Callable[[Page], str]) -> AnnualReport:
    """What is read of a report that was written in one way."""
    return govreport.parse(write(compose(report)))


def assert_all(found: AnnualReport, report: AnnualReport) -> None:
    """Every figure is in its place and sure, and no finding is an error."""
    values = {r.path: str(r.value) for r in govreport.records(found) if r.status is Status.READ}
    want = {path: value for path, value in expected(report)["records"].items() if value}
    assert {path: values.get(path) for path in want} == {
        path: value.rstrip("万元") for path, value in want.items()
    }


def _rows(page: Page) -> Iterator[list[str] | str]:
    for part in page:
        if isinstance(part, PrintedLine):
            yield part.text
        else:
            yield from ([cell.text for cell in row] for row in part.rows)


def separated(mark: str) -> Callable[[Page], str]:
    """A row per line, cells separated by a mark."""

    def write(page: Page) -> str:
        return "\n".join(row if isinstance(row, str) else mark.join(row) for row in _rows(page))

    return write


def numbered(page: Page) -> str:
    """Rows as a data frame is exported: every row and every column has a number."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for part in page:
        if isinstance(part, PrintedLine):
            text.write(f"{part.text}\n")
            continue
        for number, row in enumerate(part.rows):
            writer.writerow([number, *(cell.text for cell in row)])
    return text.getvalue()


def on_one_line(page: Page) -> str:
    """Every cell behind a comma, as text is taken from the elements of a page."""
    return ",".join(
        cell for row in _rows(page) for cell in ([row] if isinstance(row, str) else row)
    )


def bold(page: Page) -> str:
    """Markdown with the labels of rows in bold letters and numbers too."""
    text = print_page(page, "markdown")
    return re.sub(r"(?<=\| )([^|\n]*[一-鿿\d][^|\n]*?)(?= \|)", r"**\1**", text)


def in_elements(page: Page) -> str:
    """Markdown between elements of HTML, as converters leave them."""
    return f'<div class="article">\n\n{print_page(page, "markdown")}\n\n</div>\n'


def wrapped(width: int, ending: str) -> Callable[[Page], str]:
    """Lines with pipes between the cells, none at the end, broken at a pipe where too long."""

    def write(page: Page) -> str:
        lines: list[str] = []
        for row in _rows(page):
            if isinstance(row, str):
                lines.append(row)
                continue
            line = ""
            for cell in row:
                piece = f"{cell}| " if cell is not row[-1] else cell
                if line and len(line) + len(piece) > width:
                    lines.append(line.rstrip())
                    line = ""
                line += piece
            lines.append(line + ending)
        return "\n".join(lines)

    return write


def boxed(width: int) -> Callable[[Page], str]:
    """Cells in boxes, their text broken at a width, every row between two lines of strokes."""

    def write(page: Page) -> str:
        lines: list[str] = []
        for part in page:
            if isinstance(part, PrintedLine):
                lines.append(part.text)
                continue
            columns = max(map(len, part.rows))
            rule = "+" + "+".join(["-" * width] * columns) + "+"
            lines.append(rule)
            for row in part.rows:
                cells = [textwrap.wrap(cell.text, width) for cell in row]
                for number in range(max(map(len, cells))):
                    pieces = (cell[number] if number < len(cell) else "" for cell in cells)
                    lines.append("|" + "|".join(f" {piece} " for piece in pieces) + "|")
                lines.append(rule)
        return "\n".join(lines)

    return write


WAYS: dict[str, Callable[[Page], str]] = {
    "commas": separated(","),
    "semicolons": separated("; "),
    "full-width commas": separated("，"),
    "numbered rows": numbered,
    "one line": on_one_line,
    "bold Markdown": bold,
    "Markdown in elements": in_elements,
    "wrapped at pipes": wrapped(60, "  "),
    "boxes": boxed(60),
    "boxes with broken cells": boxed(8),
}


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: str(report.year))
@pytest.mark.parametrize("way", WAYS)
def test_every_way_is_read(way: str, report: AnnualReport) -> None:
    """Each figure is read with certainty, however the program wrote the table."""
    found = written(report, WAYS[way])

    assert_all(found, report)
    if way != "numbered rows":  # no record has the number of a line
        assert [d for d in found.diagnostics if d.severity is govreport.Severity.ERROR] == []


def test_a_row_in_pieces_that_no_header_explains() -> None:
    """The row of cases broken in two is the whole row, and said to be concluded."""
    five = "结果维持| 结果纠正| 其他结果| 尚未审结| 总计"
    text = (
        f"行政复议| 行政诉讼\n{five}| 未经复议直接起诉| 复议后起诉\n{five}| {five}\n"
        "12| 0| 0| 0| 12| 9| 0| 2| 5| 16\n4| 0| 4| 0| 8\n"
    )
    cells = [r for r in govreport.records(govreport.parse(text)) if r.path.startswith("review_and")]

    assert [cell.value for cell in cells] == [12, 0, 0, 0, 12, 9, 0, 2, 5, 16, 4, 0, 4, 0, 8]
    assert {cell.status for cell in cells} == {Status.INFERRED}


def test_a_part_of_the_row_without_its_rest() -> None:
    """Ten numbers below a header, and below them four: nothing of it is sure."""
    text = (
        "结果维持| 结果纠正| 其他结果| 尚未审结| 总计| 未经复议直接起诉| 复议后起诉\n"
        "12| 0| 0| 0| 12| 9| 0| 2| 5| 16\n4| 4| 0| 8\n"
    )
    found = {record.status for record in govreport.records(govreport.parse(text))}

    assert found == {Status.INFERRED, Status.UNPLACED}


BOX = """\
├────┬─────┬───┤
│    │ 甲  │ 1 │
│    ├─────┼───┤
│组  │ 乙  │ 2 │
├────┴─────┼───┤
│ 丙       │   │
└──────────┴───┘
"""


def test_a_cell_beside_which_the_strokes_are_interrupted() -> None:
    """A cell of several rows stands in the first of them; a blank cell keeps its place."""
    cells = RuledText().cells(folded(Document(BOX)), None)  # type: ignore[arg-type]
    rows = "".join("\n" if text == "\n" else f"{text}|" for text, _, _ in cells)

    assert rows == "组|甲|1|\n乙|2|\n丙||\n"


def test_numbers_below_each_other_in_a_box() -> None:
    """Two numbers in one box are two cells, of which the row has no place for one."""
    text = "|规章|3|\n|    |7|\n"
    drawn = "+----+---+\n" + text + "+----+---+\n"
    cells = RuledText().cells(Document(drawn), None)  # type: ignore[arg-type]

    assert [cell for cell, _, _ in cells] == ["规章", "3", "7", "\n"]


def test_quotes_and_brackets_hold_separators() -> None:
    """A comma within a label or a number in quotes separates nothing."""
    text = '"部分公开(区分处理的,只计这一情形)",0,"1,234",,5\n规章,1,2\n文件,3,4\n'
    cells = DelimitedRows().cells(Document(text), None)  # type: ignore[arg-type]

    assert [cell for cell, _, _ in cells][:6] == [
        "部分公开(区分处理的,只计这一情形)",
        "0",
        "1,234",
        "",
        "5",
        "\n",
    ]
    assert all(text[start:end] == cell for cell, start, end in cells if cell.strip())


@pytest.mark.parametrize("mark", ["/", "、", "\\"])
def test_rows_that_no_layout_reads_are_named(mark: str) -> None:
    """Each number behind a mark that separates no cells is unaccounted for."""
    report = written(REPORTS[0], separated(mark))
    assert report.document is not None
    shown = " ".join(
        report.document.text[d.span.start : d.span.end]
        for d in report.diagnostics
        if d.code == "number-unaccounted" and d.span is not None
    )

    for path, value in expected(REPORTS[0])["records"].items():
        if path.startswith("requests") and value:
            assert re.search(rf"(?<!\d){value}(?!\d)", shown), path


def test_a_number_that_begins_with_zero_is_doubted() -> None:
    """08 may be a zero and the number of a page."""
    report = govreport.parse(
        "(一)予以公开 | 0 | 0 | 0 | 0 | 0 | 0 | 08 |\n1.属于国家秘密 | 0 |" + " 0 |" * 6
    )
    total = next(r for r in govreport.records(report) if r.path.endswith("disclosed.total"))

    assert (total.value, total.status) == (8, Status.INFERRED)
    assert any(d.code == "number-marked" for d in report.diagnostics)


CELLS = {
    "a cell a line": "行政许可\n\n35\n\n3\n\n0\n\n其他对外管理服务事项 0\n\n0\n\n969\n",
    "pipes": "行政许可 | 35 | 3 | 0 |\n其他对外管理服务事项0 |  | 0 | 969 |\n",
    "Markdown": "|行政许可|35|3|0|\n|---|---|---|---|\n|其他对外管理服务事项0||0|969|\n",
    "tabs": "行政许可\t35\t3\t0\n其他对外管理服务事项0\t\t0\t969\n",
    "breaks": "|行政<br>许可|35|3|0|\n|---|---|---|---|\n|其他对外<br>管理服务事项|0|0|969|\n",
}


@pytest.mark.parametrize("name", CELLS)
def test_a_number_that_ran_into_its_label(name: str) -> None:
    """A known label and digits in one cell are two: no number vanishes in a label."""
    head = "第二十条第（五）项\n信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n"
    if name == "a cell a line":
        head = "第二十条第（五）项\n\n信息内容\n\n上一年项目数量 本年增/减\n\n处理决定数量\n\n"
    elif name == "tabs":
        head = head.replace(" | ", "\t").replace(" |", "")
    report = govreport.parse(head + CELLS[name])
    items = report.proactive_disclosure

    assert items is not None
    assert items.licensing is not None
    assert items.other_external_services is not None
    found = [items.licensing, items.other_external_services]
    assert [(i.previous_year_items, i.change, i.decisions) for i in found] == [
        (35, 3, 0),
        (0, 0, 969),
    ]


def test_an_extra_row_names_its_values() -> None:
    """What a row holds that no form knows is said with it."""
    text = print_page(compose(REPORTS[1]), "piped_rows")
    text = text.replace("规章 |", "办理结 | 71 | 72 | 73 |\n规章 |", 1)
    said = [str(d) for d in govreport.parse(text).diagnostics if d.code == "row-extra"]

    assert said
    assert "办理结: 71 72 73" in said[0]


def test_a_wide_header_of_a_list() -> None:
    """A list of indicators whose columns are as wide as their widest cell is found."""
    rows = [("指标名称", "计量单位", "统计数"), ("主动公开政府信息数" + "。" * 0, "条", "7")]
    rows += [("制发规范性文件总数", "件", "3"), ("六、举报投诉数量", "件", "5")]
    text = "".join(f"| {a:<90} | {b:<8} | {c:<6} |\n" for a, b, c in rows)
    found = [r.value for r in govreport.records(govreport.parse(text))]

    assert found == [7, 3, 5]


PLUS = (
    "附件 公开情况统计数据 指标名称单位2015年度历年累计"
    "主动公开信息数条45受理申请数条12当面申请数条00网上申请数条0{}"
)


@pytest.mark.parametrize("odd", ["0+5", "B6"])
def test_odd_numbers_of_a_glued_list(odd: str) -> None:
    """A sum that is written out and a misread digit are no number of another value."""
    report = govreport.parse("政府信息公开年度报告 " + PLUS.format(odd))
    values = [r.value for r in govreport.records(report) if r.status is Status.READ]

    assert 5 not in values[-1:]
    assert 6 not in values


def test_a_chinese_numeral_in_a_cell() -> None:
    """三 in a cell of its own is a number that is printed, and not the start of a label."""
    text = "规章 |\n0 |\n0 |\n三 |\n行政规范性文件 |\n1 |\n2 |\n3 |\n"
    for part in (text, text[: text.index("行政")]):
        said = [str(d.message) for d in govreport.parse(part).diagnostics]
        assert any(message.startswith("三: ") for message in said)


def test_numbers_behind_a_sentence_in_a_row() -> None:
    """What follows a sentence that stands for a number is still the rest of the row."""
    five = "结果维持 结果纠正 其他结果 尚未审结 总计"
    text = (
        f"行政复议 行政诉讼\n{five} 未经复议直接起诉 复议后起诉\n{five} {five}\n"
        + "0 " * 12
        + "2021年我局未收取费用。 717 0"
    )
    said = " ".join(str(d.message) for d in govreport.parse(text).diagnostics)

    assert "717 0" in said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("|**规章**|__3__|", "|  规章  |  3  |"),
        ("|*其他*|12*|**|", "| 其他 |12*|**|"),
        ("'''规章''' | 3", "   规章    | 3"),
        ("李**、王**各1件", "李**、王**各1件"),
        ("收到**3**件", "收到  3  件"),
        ("|规章|1**09**|", "|规章|1**09**|"),
        ("|规章|**10**9|", "|规章|**10**9|"),
        ("|规章|7730\\.28|", "|规章|7730.28 |"),
        ("a_b_c 3", "a_b_c 3"),
        ("~~3~~", "~~3~~"),
    ],
)
def test_marks_of_bold_letters(text: str, shown: str) -> None:
    """Marks around whole words and numbers become space; others stay, and struck ones do."""
    assert folded(Document(text)).text == shown


def test_a_number_in_the_cell_of_its_label_is_said() -> None:
    """The digit at a label may be its footnote: what is read of it is no sure value."""
    text = "规章1 |  | 0 | 5 |\n规范性文件 | 2 | 3 | 4 |\n"
    head = "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n"
    report = govreport.parse(head + text)
    found = {r.path.partition(".")[2]: r.status for r in govreport.records(report)}

    assert found["rules.newly_made"] is Status.INFERRED
    assert found["normative_documents.newly_made"] is Status.READ
    assert any("cell of its label" in str(d.message) for d in report.diagnostics)


def test_numbers_between_semicolons_and_blanks() -> None:
    """A row of numbers and blank cells that no layout reads is named."""
    report = govreport.parse("政府信息公开工作年度报告\n0;;17;;0;;0;;8;;0\n")
    said = " ".join(str(d.message) for d in report.diagnostics)

    assert "17" in said


@pytest.mark.parametrize("cells", ["¦ 2 | 0 | 0 | 0 | 0 | 0", "| 2 | 0 | 0 | 0 ¦ 0 | 0"])
def test_a_mark_between_cells_that_is_damaged(cells: str) -> None:
    """Where the mark behind a label or number is damaged, cells may be shifted by one."""
    good = "| 一、本年新收政府信息公开申请数量 | 32 | 2 | 0 | 0 | 0 | 0 | 34 |  |\n"
    bad = f"| 二、上年结转政府信息公开申请数量 {cells} | 2 |  |\n"
    report = govreport.parse(good + "|---|---|---|---|---|---|---|---|---|\n" + bad)
    found = {r.path: r for r in govreport.records(report)}

    assert found["requests.new_requests.total"].status is Status.READ
    assert all(
        cell.status is not Status.READ
        for path, cell in found.items()
        if path.startswith("requests.carried_over")
    )


def test_a_markdown_row_that_is_cut_within_a_number() -> None:
    """101 in two lines is no 10."""
    row = "| (一)予以公开 | 10 | 0 | 0 | 0 | 0 | 0 | 10 |\n|---|---|---|---|---|---|---|---|\n"
    cut = (
        "| (二)部分公开(区分处理的,只计这一情形,不计其他情形) | 101 | 0 | 0 | 0 | 0 | 0 | 10\n1 |\n"
    )
    report = govreport.parse(row + cut)
    sure = [r.value for r in govreport.records(report) if r.status is Status.READ]

    assert sure.count(10) == 2
    assert 101 not in sure


def test_glued_rows_that_no_layout_reads_are_named() -> None:
    """Where another mark than a label's end stands before glued digits, all rows are named."""
    rows = ("予以公开;3000003", "属于国家秘密;0000000", "重复申请;0010001")
    report = govreport.parse("政府信息公开工作年度报告 电话:05534452000 " + "".join(rows))
    said = " ".join(str(d.message) for d in report.diagnostics)

    assert all(row[-7:] in said for row in rows)


def test_rows_that_differ_by_their_labels_were_not_deduplicated() -> None:
    """Whole rows are lines of their own: that none stands twice says nothing."""
    rows = [f"{number}.第{number}类申请,{number},0,0,0,0,0,{number}" for number in range(1, 40)]
    single = "\n".join(f"{number}.第{number}类申请\n{number}0" for number in range(1, 40))

    assert not lines_are_unique(Document("\n".join((*rows, "0,0,0,0,0,0,0,0,0,0,0,0,0,0,0"))))
    assert lines_are_unique(Document(single))
