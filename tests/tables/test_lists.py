"""Lists of indicators with numbers in the wrong place, as small as they get: none is silent."""

from __future__ import annotations

import pytest

import govreport
from govreport import Status

HEAD = "某局2016年政府信息公开工作年度报告\n政府信息公开情况统计表\n"
COLUMNS = ("指标名称", "计量单位", "统计数")
ROWS = (
    ("（一）主动公开政府信息数", "条", "640"),
    ("其中：主动公开规范性文件数", "条", "12"),
    ("制发规范性文件总数", "件", "11"),
    ("（二）收到申请数", "件", "85"),
    ("1.当面申请数", "件", "57"),
    ("2.传真申请数", "件", "28"),
)


def is_silent(report: govreport.AnnualReport, number: str) -> bool:
    """Whether a printed number is neither in doubt, nor without a place, nor in a finding."""
    doubted = {one.raw for one in govreport.records(report) if one.status is not Status.READ}
    text = report.document.text if report.document is not None else ""
    named = [
        (str(one.message), text[one.span.start : one.span.end] if one.span is not None else "")
        for one in report.diagnostics
    ]
    return number not in doubted and not any(number in part for pair in named for part in pair)


@pytest.mark.parametrize("separator", [" | ", "\n", "\t"])
def test_values_lost_and_two_labels_in_one_cell(separator: str) -> None:
    """The number belongs to the second label, and is no value of the first."""
    rows = [
        ("四、行政复议数量", "件", "89"),
        ("(一)维持具体行政行为数(二)被依法纠错数", "件", "71"),
        ("(三)其他情形数", "件", "18"),
    ]
    between = "" if separator == "\n" else separator
    lines = [f"{between}{separator.join(row)}{between}" for row in (COLUMNS, *ROWS, *rows)]
    report = govreport.parse(HEAD + "\n".join(lines))
    paths = [r.path for r in govreport.records(report) if r.value == 71 and r.status is Status.READ]
    assert paths == []
    assert not is_silent(report, "71")


def test_a_page_number_between_a_label_and_its_unit() -> None:
    """The number of the page is no value, and the value that follows is named."""
    lines = [cell for row in (COLUMNS, *ROWS) for cell in row]
    lines.insert(lines.index("（二）收到申请数") + 1, "6")
    report = govreport.parse(HEAD + "\n\n".join(lines))
    assert not [r for r in govreport.records(report) if r.value == 6 and r.status is Status.READ]
    assert not is_silent(report, "85")


@pytest.mark.parametrize("cell", ["689|", "|689"])
def test_a_lone_pipe_at_a_number_is_a_digit_misread(cell: str) -> None:
    lines = [cell for row in (COLUMNS, *ROWS) for cell in row]
    lines[lines.index("85")] = cell
    report = govreport.parse(HEAD + "\n\n".join(lines))
    assert not [r for r in govreport.records(report) if r.value == 689 and r.status is Status.READ]
    assert not is_silent(report, "689")


def test_a_percentage_that_joins_two_glued_rows_is_named() -> None:
    glued = "".join(f"{label}{unit}{value}" for label, unit, value in ROWS)
    report = govreport.parse(HEAD + "".join(COLUMNS) + glued.replace("57", "583%"))
    assert not is_silent(report, "583")


def test_a_full_stop_that_joins_two_lines_is_named() -> None:
    lines = [" ".join(row) for row in ROWS]
    text = HEAD + " ".join(COLUMNS) + "\n" + "\n".join(lines).replace("57", "57。")
    assert not is_silent(govreport.parse(text), "57")


def test_a_row_within_another_table_is_accounted_for_once() -> None:
    """A row of one table that stands in another has records: no finding says that it has none."""
    report = govreport.parse(
        "| 第二十条 第（六）项 |\n| 信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n"
        "| 1.信访举报投诉类申请 | 11 | 72 | 78 | 66 | 45 | 44 | 71 |\n"
        "| 行政处罚 | 21 | 31 | 41 |\n| 行政强制 | 22 | 32 | 42 |\n"
    )
    shown = {r.raw for r in govreport.records(report)}
    assert {"11", "72", "21", "42"} <= shown
    assert "number-unaccounted" not in {one.code for one in report.diagnostics}


@pytest.mark.parametrize("columns", [1, 2])
def test_a_fraction_of_a_document_is_no_sure_count(columns: int) -> None:
    """A point between thousands is one between a number and its fraction too."""
    head = ("指标名称", "单位", *("本年", "累计")[:columns])
    rows = [(f"{name}信息数", "条", *("7", "9")[:columns]) for name in "甲乙丙丁戊"]
    rows[2] = (*rows[2][:-1], "1.509")
    lines = ["| " + " | ".join(row) + " |" for row in (head, *rows)]
    report = govreport.parse("某局2012年政府信息公开工作年度报告\n附表\n" + "\n".join(lines))
    status = {r.raw: r.status for r in govreport.records(report)}
    assert status["1.509"] is Status.INFERRED
    assert "number-marked" in {one.code for one in report.diagnostics}


GLUED = "".join(f"{label}{unit}{value}" for label, unit, value in ROWS)


def test_a_line_broken_behind_the_numeral_of_a_glued_label() -> None:
    """The last digit of 83 is the numeral of the next label, on whatever line its point stands."""
    text = HEAD + "".join(COLUMNS) + GLUED.replace("852.传真", "852\n.传真").replace("57", "5")
    wrong = [r for r in govreport.records(govreport.parse(text)) if r.value in (852, 52)]
    assert [r for r in wrong if r.status is Status.READ] == []


def test_a_glued_row_without_its_label_leaves_its_value_to_nobody() -> None:
    """57件28: the first number is the value, and no end of the label above."""
    report = govreport.parse(HEAD + "".join(COLUMNS) + GLUED.replace("2.传真申请数", ""))
    values = {r.path: r.value for r in govreport.records(report) if r.status is Status.READ}
    assert values["statistics.requests.received.in_person"] == 57
    assert not is_silent(report, "28")


def test_a_date_stuck_to_a_value_is_no_part_of_it() -> None:
    lines = [" ".join(row) for row in (COLUMNS, *ROWS)]
    lines[4] += "2022年1月20日"
    report = govreport.parse(HEAD + " ".join(lines))
    assert not [r for r in govreport.records(report) if r.value == 852022]
    assert not is_silent(report, "852022")


@pytest.mark.parametrize("cell", ["Ⅴ", "③", "O", "l"])
def test_a_numeral_of_another_kind_is_a_cell_that_is_said(cell: str) -> None:
    text = (
        "第二十条第（六）项 |\n信息内容 |\n本年处理决定数量 |\n行政处罚 |\n{} |\n行政强制 |\n2 |\n"
    )
    found = {r.path: r for r in govreport.records(govreport.parse(text.format(cell)))}
    assert found["proactive_disclosure.penalties.decisions"].status is Status.NOT_A_NUMBER
    assert found["proactive_disclosure.coercive_measures.decisions"].value == 2


def test_a_number_with_words_below_the_last_row_is_named() -> None:
    text = "第二十条第（六）项 |\n信息内容 |\n本年处理决定数量 |\n行政处罚 |\n12 |\n行政强制 |\n"
    report = govreport.parse(text + "17制表人:张三 |\n")
    assert not is_silent(report, "17")


def test_a_chinese_numeral_in_a_row_that_is_cut_apart_is_named() -> None:
    cells = ["91", "57", "87", "43", "278", "79", "82", "94", "27", "282", "80", "0", "13"]
    head = "行政复议 |\n行政诉讼 |\n" + "".join(
        f"{name} |\n" for name in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    )
    text = "四、行政复议、行政诉讼情况\n" + head + "".join(f"{n} |\n" for n in [*cells, "四", "97"])
    report = govreport.parse(text, layout="piped_cells")
    assert {"四", "97", "13"} <= {one.raw for one in report.unplaced}


def test_a_list_without_its_repeated_lines_is_sure_of_nothing() -> None:
    """A value whose label is left may be that of a row that is not (D9)."""
    rows = [(f"{n}.第{n}类公开政府信息数量", "条", str(n)) for n in range(1, 16)]
    lines = dict.fromkeys(f"{cell} |" for row in (COLUMNS, *ROWS, *rows) for cell in row)
    report = govreport.parse(HEAD + "\n".join(lines))
    assert "lines-removed" in {one.code for one in report.diagnostics}
    assert not [one for one in govreport.records(report) if one.status is Status.READ]


@pytest.mark.parametrize("mark", ["﹣", " ?", "-"])
def test_digits_behind_the_last_one_of_a_glued_table_are_named(mark: str) -> None:
    outcomes = "结果维持结果纠正其他结果尚未审结总计"
    text = f"四、行政复议、行政诉讼情况 行政复议行政诉讼{outcomes}未经复议直接起诉复议后起诉"
    text += outcomes * 2
    report = govreport.parse(f"{text}21822170194927280{mark}302745101751119 五、存在的问题")
    assert not is_silent(report, "302745101751119")
