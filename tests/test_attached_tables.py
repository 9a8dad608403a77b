"""Reports whose tables are only an attachment or only a picture say so (D27)."""

from __future__ import annotations

import pytest

import govreport
from govreport import AnnualReport

HEAD = "丁县某局2021年政府信息公开工作年度报告\n一、总体情况\n全年平稳。\n"
REQUESTS = "三、收到和处理政府信息公开申请情况\n"
CASES = "四、政府信息公开行政复议、行政诉讼情况\n"
END = "五、存在的主要问题及改进情况\n仍有不足。\n六、其他需要报告的事项\n无\n"
TABLE = (
    "二、主动公开政府信息情况\n第二十条第(六)项 | |\n信息内容 | 本年处理决定数量 |\n"
    "行政处罚 | 12 |\n行政强制 | 0 |\n"
)


def said(report: AnnualReport) -> list[tuple[str, str]]:
    """Code of each finding about a table elsewhere, and what it points at."""
    assert report.document is not None
    return [
        (d.code, report.document.text[d.span.start : d.span.end])
        for d in report.diagnostics
        if d.code in ("table-attached", "table-is-picture") and d.span is not None
    ]


ATTACHED, PICTURE = "table-attached", "table-is-picture"


@pytest.mark.parametrize(
    ("words", "code", "shown"),
    [
        ("见附件\n", ATTACHED, "见附件"),
        ("详见附表2。\n", ATTACHED, "详见附表"),
        ("附件：申请情况统计表.xls\n", ATTACHED, "附件：申请情况统计表.xls"),
        ("申请情况表.xlsx\n", ATTACHED, "申请情况表.xlsx"),
        ("![](/upload/2022/a.png)\n", PICTURE, "![](/upload/2022/a.png)"),
        ("（图片）\n", PICTURE, "（图片）"),
        ("如下图所示：\n", PICTURE, "如下图"),
    ],
)
def test_one_table_is_elsewhere(words: str, code: str, shown: str) -> None:
    """The section without its table is named, once, with the words that say where it is."""
    report = govreport.parse(HEAD + TABLE + REQUESTS + words + END)

    assert said(report) == [(code, shown)]
    assert report.proactive_disclosure is not None


def test_tables_that_are_there_are_not_said_to_be_elsewhere() -> None:
    """An attachment beside a printed table is no finding, nor a section with neither."""
    beside = TABLE + "附件：主动公开情况表.xls\n" + REQUESTS + "本年未收到申请。\n"

    assert said(govreport.parse(HEAD + beside + END)) == []


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("附件：2016年政府信息公开情况统计表.xls\n", ATTACHED),
        ("附件1:政府信息公开情况统计表\n", ATTACHED),
        ("附件：政府信息公开指南.doc\n", None),
    ],
)
def test_a_report_of_prose_with_its_table_attached(end: str, code: str | None) -> None:
    """Before 2019 the statistics table is one for the whole report."""
    prose = "戊局2016年政府信息公开年度报告\n一、概述\n" + "工作扎实开展，公开及时准确。\n" * 60

    assert [found for found, _ in said(govreport.parse(prose + end))] == ([code] if code else [])


def test_a_page_that_only_carries_the_report() -> None:
    """A title and a file: nothing else is known."""
    report = govreport.parse("己局2020年政府信息公开工作年度报告\n附件下载：己局报告.pdf\n")

    assert [code for code, _ in said(report)] == [ATTACHED]


PAGE = (
    "<html><body><h1>丁县某局2021年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>好。</p>{}"
    "</body></html>"
)


@pytest.mark.parametrize(
    ("section", "code", "shown"),
    [
        ('<p><a href="/files/2022/t3.xlsx">申请情况</a></p>', ATTACHED, "申请情况"),
        ('<p><img src="http://a.example/t3.png"></p>', PICTURE, ""),
        ("<p>见附件</p>", ATTACHED, "见附件"),
        ('<p><a href="/info/1.html">申请指南</a></p>', None, ""),
    ],
)
def test_links_and_pictures_of_a_web_page(section: str, code: str | None, shown: str) -> None:
    """A link to a file or a picture where the table should be is said."""
    pytest.importorskip("selectolax")
    html = PAGE.format(
        "<p>三、收到和处理政府信息公开申请情况</p>"
        + section
        + "<p>六、其他需要报告的事项</p><p>无</p>"
    )
    report = govreport.read(html.encode())

    assert said(report) == ([(code, shown)] if code else [])


def test_icons_of_a_page_are_no_tables() -> None:
    """Pictures outside the sections of the tables say nothing."""
    pytest.importorskip("selectolax")
    html = PAGE.format('<img src="logo.png"><p>六、其他需要报告的事项</p><p>' + "无事项。" * 200)

    assert said(govreport.read(html.encode())) == []
