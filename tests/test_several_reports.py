"""A file with several reports: `read_all` yields each, `parse` takes it as one and says so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import govreport
from govreport import AnnualReport, records
from govreport.document import Document
from govreport.pipeline import reports_in

TABLE = "第二十条第(六)项 | |\n信息内容 | 本年处理决定数量 |\n行政处罚 | {} |\n行政强制 | {} |\n"
FIRST_BLOCK = (
    "第二十条第(一)项 | | | |\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
    "规章 | {} | 0 | 0 |\n行政规范性文件 | 0 | 0 | 0 |\n"
)
CASES = (
    "四、政府信息公开行政复议、行政诉讼情况\n行政复议 | 行政诉讼 |\n"
    "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉 |\n"
    + "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | " * 2
    + "\n"
    + " | ".join("0" * 15)
    + " |\n"
)


def report_of(organ: str, year: int, penalties: int, requests: int = 3) -> str:
    """One report of our own with a table."""
    return (
        f"{organ}{year}年政府信息公开工作年度报告\n一、总体情况\n"
        f"{year}年，{organ}收到政府信息公开申请{requests}件。\n二、主动公开政府信息情况\n"
        + TABLE.format(penalties, 0)
        + CASES
        + "五、存在的主要问题及改进情况\n仍有不足。\n六、其他需要报告的事项\n无\n"
    )


def each(text: str) -> list[AnnualReport]:
    """The reports that `read_all` yields of a text."""
    found = list(govreport.read_all(text.encode()))
    assert all(isinstance(one, AnnualReport) for one in found)
    return [one for one in found if isinstance(one, AnnualReport)]


def said(report: AnnualReport) -> int:
    """How often a report says that it is several."""
    return sum(item.code == "several-reports" for item in report.diagnostics)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("甲县财政局", 2021, 12), ("甲县财政局", 2022, 7)),
        (("甲县财政局", 2022, 12), ("乙县水利局", 2022, 7)),
        (("甲县财政局", 2021, 0), ("甲县财政局", 2022, 0)),
    ],
    ids=["two years", "two agencies", "nothing but zeros"],
)
def test_each_report_is_read_alone(
    first: tuple[str, int, int], second: tuple[str, int, int]
) -> None:
    """Each has its own title, tables, prose, account and offsets, and says nothing of the other."""
    text = report_of(*first) + "首页 > 信息公开\n" + report_of(*second, requests=5)
    found = each(text)

    assert [(one.agency, one.year) for one in found] == [first[:2], second[:2]]
    for report, (_, _, penalties), requests in zip(found, (first, second), (3, 5), strict=True):
        assert report.document is not None
        values = {r.path: r.value for r in records(report)}
        assert values["proactive_disclosure.penalties.decisions"] == penalties
        for record in records(report):
            assert record.span is not None
            assert report.document.text[record.span.start : record.span.end] == record.raw
        assert [f.value for f in report.narrative if f.identifier == "requests.received"] == [
            requests
        ]
        assert said(report) == 0
        assert govreport.account(report).unaccounted == ()
    assert "".join(one.document.text for one in found if one.document) == text
    assert said(govreport.parse(text)) == 1


def test_reports_of_prose_alone() -> None:
    """Before 2019 there are no official headings and no tables."""
    one = (
        "丙镇{0}年政府信息公开年度报告\n一、概述\n{0}年主动公开信息{1}条。\n"
        "二、主动公开情况\n公开及时。\n三、存在问题\n有待改进。\n"
    )
    text = one.format(2012, 30) + one.format(2013, 44) + one.format(2014, 58)

    found = each(text)
    assert [one.year for one in found] == [2012, 2013, 2014]
    assert [[fact.value for fact in one.narrative] for one in found] == [[30], [44], [58]]
    assert said(govreport.parse(text)) == 1


def test_tables_of_two_years_without_a_second_title() -> None:
    """A comparison prints the tables of one year, then those of the next under a caption."""
    rows = "四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
    text = (
        "丁市政府信息公开工作年度报告对比\n2023年\n"
        + FIRST_BLOCK.format(4)
        + rows
        + "2024年\n"
        + FIRST_BLOCK.format(9)
        + rows
    )
    found = each(text)
    values = [
        {r.path: r.value for r in records(one)}["proactive_disclosure.rules.issued"]
        for one in found
    ]

    assert values == [4, 9]
    assert [said(one) for one in found] == [0, 0]


def test_two_reports_on_a_web_page() -> None:
    """Tables keep their number in the page; offsets count in the report's own text."""

    def page(year: int, penalties: int) -> Iterator[str]:
        yield f"<h1>戊县统计局{year}年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>平稳。</p>"
        yield "<p>二、主动公开政府信息情况</p><table><tr><td colspan=2>第二十条第(六)项</td></tr>"
        yield "<tr><td>信息内容</td><td>本年处理决定数量</td></tr>"
        yield f"<tr><td>行政处罚</td><td>{penalties}</td></tr><tr><td>行政强制</td><td>0</td></tr>"
        yield "</table><p>五、存在的主要问题及改进情况</p><p>尚可。</p>"

    html = f"<html><body>{''.join(page(2021, 31))}{''.join(page(2022, 57))}</body></html>"
    found = each(html)
    first = [
        next(r for r in records(one) if r.path.endswith("penalties.decisions")) for one in found
    ]

    assert [one.year for one in found] == [2021, 2022]
    assert [(r.value, r.span and r.span.table, r.span and r.span.row) for r in first] == [
        (31, 0, 2),
        (57, 1, 2),
    ]
    for one, record in zip(found, first, strict=True):
        assert one.document is not None
        assert record.span is not None
        assert one.document.text[record.span.start : record.span.end] == record.raw


ONE = report_of("甲县财政局", 2021, 12)
HEAD = "甲县财政局2021年政府信息公开工作年度报告\n"


@pytest.mark.parametrize(
    "text",
    [
        ONE
        + "相关链接\n甲县财政局2020年政府信息公开工作年度报告\n"
        + "乙县水利局2021年政府信息公开工作年度报告\n",
        "甲县财政局2020年政府信息公开工作年度报告\n" + ONE,
        HEAD + "首页\n" + ONE,
        ONE.replace("二、主动公开", HEAD + "一、机构职能\n二、主动公开"),
        ONE.replace("收到政府", "一、抓学习\n二、抓落实\n收到政府"),
        ONE.replace("收到政府", "按照《乙县水利局2020年政府信息公开工作年度报告》的样式，收到政府"),
        ONE.replace("收到政府", "上年情况如下\n2020年\n" + FIRST_BLOCK.format(3) + "收到政府"),
        ONE.replace("\n", " "),
    ],
    ids=[
        "links below",
        "link above",
        "page title",
        "running head",
        "second numbering",
        "cited",
        "last year quoted",
        "on one line",
    ],
)
def test_one_report_stays_one(text: str) -> None:
    """Titles that no report of its own stands behind begin nothing."""
    assert len(reports_in(Document(text))) == 1


def test_a_part_that_fails_costs_only_itself() -> None:
    """The parts of a file are read one by one, with corrections known by their own text."""
    found = each(ONE + report_of("乙县水利局", 2021, 7))
    hashes = {one.provenance.source.content_hash for one in found}

    assert len(hashes) == 2
    assert [one.provenance.source.position for one in found] == [1, 2]


def test_two_lists_without_separators_in_one_file() -> None:
    """A report of 2014 to 2018 may be one section and its list."""
    head = "{}区2016年政府信息公开工作年度报告  一、总体情况  依法公开。 指标名称计量单位统计数"
    rows = "".join(
        f"{label}{{0}}"
        for label in (
            "(一)主动公开政府信息数条",
            "其中:主动公开规范性文件数条",
            "制发规范性文件总数件",
            "(一)收到申请数件",
        )
    )
    text = head.format("东") + rows.format(17) + "\n\n" + head.format("西") + rows.format(23)
    report = govreport.parse(text)
    assert "several-reports" in {one.code for one in report.diagnostics}
