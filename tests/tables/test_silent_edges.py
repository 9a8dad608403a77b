"""Smallest documents of an attack: what sticks to a number, or stands in its way, is never lost."""

from __future__ import annotations

import pytest

import govreport
from govreport import AnnualReport

FEES = "第二十条第(八)项信息内容本年收费金额(单位:万元)行政事业性收费"
MEASURES = "第二十条第(六)项信息内容上一年项目数量本年增/减处理决定数量行政处罚{}行政强制513"
REQUESTS = (
    "三、收到和处理政府信息公开申请情况\n申请人情况 | 自然人 | 法人或其他组织 | 总计 |\n"
    "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
)
ROWS = (
    ("(一)主动公开政府信息数", "条", "7"),
    ("制发规范性文件总数", "件", "31"),
    ("1.政府公报公开政府信息数", "条", "12"),
    ("2.政府网站公开政府信息数", "条", "45"),
    ("3.政务微博公开政府信息数", "条", "0"),
)


def statuses(report: AnnualReport) -> dict[str, tuple[object, str]]:
    return {r.path: (r.value, r.status.value) for r in govreport.records(report)}


def said(report: AnnualReport, text: str, printed: str) -> bool:
    """Whether a number without a place, or a finding, stands over what is printed."""
    start = text.index(printed)
    spans = [item.span for item in report.unplaced]
    for finding in report.diagnostics:
        spans += [finding.span, *finding.spans]
    return any(
        span is not None and span.start < start + len(printed) and start < span.end
        for span in spans
    )


def lines(rows: tuple[tuple[str, ...], ...], separator: str = "\n") -> str:
    """A list of indicators with a cell on each line."""
    cells = ["青山区2016年政府信息公开工作年度报告", "指标名称", "计量单位", "统计数"]
    return separator.join([*cells, *(cell for row in rows for cell in row), ""])


@pytest.mark.parametrize("printed", ["50港元", "50美元", "12余", "34B6", "2~6", "(50)"])
def test_what_sticks_to_a_glued_number_belongs_to_it(printed: str) -> None:
    text = f"二、主动公开政府信息情况{FEES}{printed}"
    report = govreport.parse(text)
    found = statuses(report).get("proactive_disclosure.administrative_fees.amount")
    assert found is None or found[1] != "read"
    assert said(report, text, printed)


def test_a_glued_row_with_a_sign_apart_is_not_read() -> None:
    report = govreport.parse(MEASURES.format("3- 83"))
    found = statuses(report)
    assert all(
        status != "read"
        for path, (value, status) in found.items()
        if path.startswith("proactive_disclosure.penalties") and value is not None
    )


@pytest.mark.parametrize("mark", ["\u200b", "\u2060", "\ufeff"])
@pytest.mark.parametrize("separator", [" ", " | "])
def test_a_character_without_width_separates_nothing(mark: str, separator: str) -> None:
    cells = ["(一)予以公开", f"1{mark}2", f"{mark}1", f"2{mark}", "0", "0", "0", "15"]
    rows = [separator.join([*cells]), separator.join(["四、结转下年度继续办理", *"0000000"])]
    header = REQUESTS if separator != " " else REQUESTS.replace(" |", "")
    found = statuses(govreport.parse(header + "\n".join(rows) + "\n"))
    row = [found[f"requests.results.disclosed.{name}"] for name in ("natural_person", "total")]
    assert row == [(12, "read"), (15, "read")]


def test_the_unit_of_the_header_does_not_come_from_another_document() -> None:
    """元, no unit, 万元 and again: each document has the unit that it prints."""
    head = (
        "第二十条第(六)项 |\n| 信息内容 | 本年处理决定数量 |\n| 行政处罚 | 2 |\n| 行政强制 | 4 |\n"
        "| 第二十条第(八)项 |\n| 信息内容 | 本年收费金额{} |\n| 行政事业性收费 | 7 |\n"
    )
    units = {"(单位:元)": "元", "": None, "(单位:万元)": "万元"}
    for stated in ["(单位:元)", "", "(单位:万元)", "(单位:元)", "", ""]:
        report = govreport.parse("| " + head.format(stated))
        fees = [r for r in govreport.records(report) if r.path.endswith("fees.amount")]
        assert [fee.unit for fee in fees] == [units[stated]]


@pytest.mark.parametrize(
    "label",
    [
        "5.要求行政机关确认或重新出具已获取信息(六)其他处理",
        "1.本机关不掌握相关政府信息2.没有现成信息需要另行制作",
    ],
)
def test_a_label_that_holds_another_one_is_doubted(label: str) -> None:
    report = govreport.parse(f"{REQUESTS}{label} | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n")
    read = [r for r in govreport.records(report) if r.status.value == "read" and r.value]
    assert read == []


def test_a_point_between_thousands_is_no_decimal_point() -> None:
    text = f"{REQUESTS}(一)予以公开 | 1 | 0 | 0 | 0 | 0 | 0 | 2.594 |\n"
    report = govreport.parse(text)
    assert statuses(report)["requests.results.disclosed.total"][1] == "inferred"
    assert said(report, text, "2.594")


def test_numbered_rows_without_separators_are_doubted() -> None:
    """行政处罚 5, and 5 is the number of the next row: 55 is not sure."""
    text = (
        "第二十条第(六)项序号信息内容本年处理决定数量4行政处罚55行政强制4"
        "第二十条第(八)项序号信息内容本年收费金额(单位:万元)6行政事业性收费3"
    )
    found = statuses(govreport.parse(text))
    assert {status for _, status in found.values()} <= {"inferred", "unplaced"}


def test_a_doubled_heading_without_separators_is_doubted() -> None:
    text = "第二十条第(六)项信息内容本年处理决定数量本年处理决定数量行政处罚2121行政强制00"
    found = statuses(govreport.parse(text))
    assert "read" not in {status for _, status in found.values()}


@pytest.mark.parametrize("printed", ["o", "83%", "2021年我局未收取费用。", "660B"])
@pytest.mark.parametrize("separator", ["\n", "\n\n"])
def test_an_odd_cell_of_a_list_is_said_and_the_list_goes_on(printed: str, separator: str) -> None:
    rows = (ROWS[0], (*ROWS[1][:2], printed), *ROWS[2:])
    text = lines(rows, separator)
    report = govreport.parse(text)
    found = statuses(report)
    assert said(report, text, printed)
    assert found["statistics.proactive.channels.gazette"] == (12, "read")
    assert found["statistics.proactive.channels.website"] == (45, "read")


@pytest.mark.parametrize("alien", ["续表", "浏览次数: 1258 次", "扫一扫在手机打开当前页"])
def test_a_line_between_a_unit_and_its_value(alien: str) -> None:
    """The value behind an alien line is no value of a row of that name."""
    rows = (ROWS[0], (*ROWS[1][:2], alien, ROWS[1][2]), *ROWS[2:])
    text = lines(rows)
    report = govreport.parse(text)
    assert said(report, text, "\n31\n")
    assert not any(path.startswith("extra.") for path in statuses(report))


def test_two_rows_of_a_list_with_one_label() -> None:
    rows = (ROWS[0], ROWS[1], ROWS[2], ("1.政府公报公开政府信息数", "条", "45"), ROWS[4])
    text = lines(rows)
    report = govreport.parse(text)
    assert statuses(report)["statistics.proactive.channels.gazette"] == (12, "inferred")
    assert said(report, text, "\n45\n")


@pytest.mark.parametrize(
    "cell",
    [
        "<sup>7</sup>8",
        "8<span style='opacity:0'>7</span>",
        "<span style='font-size: 0px'>7</span>8",
        "8<sup>7</sup>",
    ],
)
def test_raised_and_invisible_digits_are_no_part_of_a_number(cell: str) -> None:
    pytest.importorskip("selectolax", reason="the extra html is not installed")
    row = f"<tr><td>(一)予以公开</td><td>{cell}</td>{'<td>0</td>' * 5}<td>8</td></tr>"
    head = (
        "<tr><td>申请人情况</td><td>自然人</td><td>法人或其他组织</td><td>总计</td></tr><tr>"
        "<td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>"
    )
    last = f"<tr><td>四、结转下年度继续办理</td>{'<td>0</td>' * 7}</tr>"
    page = f"<p>三、收到和处理政府信息公开申请情况</p><table>{head}{row}{last}</table>"
    found = statuses(govreport.read(page.encode()))
    value, status = found["requests.results.disclosed.natural_person"]
    assert value == 8 or status != "read"
