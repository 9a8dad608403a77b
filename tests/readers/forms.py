"""The official tables of 2019 and 2021 as data: cells with spans, and the rows they make.

Every figure differs from every other one in its table, so that a value in a wrong place shows.
"""

from __future__ import annotations

from html import escape
from typing import NamedTuple


class Cell(NamedTuple):
    text: str
    columns: int = 1
    rows: int = 1


Rows = list[list[Cell]]

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
WITHHELD = (
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
)
UNAVAILABLE = (
    "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
)
NOT_PROCESSED = (
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
)
OTHER_2021 = (
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
)
BLANK_ROWS = ("2.重复申请",)
"""Rows whose values are blank but for the total, as some organs print a zero row."""


def _values(label: str, number: int) -> list[str]:
    if label in BLANK_ROWS:
        return ["", "", "", "", "", "", str(100 + number)]
    return [str(number * 10 + column) for column in range(7)]


def disclosure_2019() -> Rows:
    """Table 2 of 2019: header spans differ from data spans, as one publisher prints them."""
    head = [Cell("信息内容"), Cell("上一年项目数量"), Cell("本年增/减", 2), Cell("处理决定数量")]

    def data(label: str, *values: str) -> list[Cell]:
        return [Cell(label), Cell(values[0], 2), Cell(values[1]), Cell(values[2])]

    return [
        [Cell("第二十条第（一）项", 5)],
        [
            Cell("信息内容"),
            Cell("本年新制作数量"),
            Cell("本年新公开数量", 2),
            Cell("对外公开总数量"),
        ],
        [Cell("规章"), Cell("11"), Cell("12", 2), Cell("13")],
        [Cell("规范性文件"), Cell("21"), Cell("22", 2), Cell("23")],
        [Cell("第二十条第（五）项", 5)],
        head,
        data("行政许可", "31", "+32", "33"),
        data("其他对外管理服务事项", "41", "-42", "43"),
        [Cell("第二十条第（六）项", 5)],
        head,
        data("行政处罚", "51", "", "53"),
        data("行政强制", "61", "/", "63"),
        [Cell("第二十条第（八）项", 5)],
        [Cell("信息内容"), Cell("上一年项目数量", 2), Cell("本年增/减", 2)],
        [Cell("行政事业性收费"), Cell("71", 2), Cell("72", 2)],
        [Cell("第二十条第（九）项", 5)],
        [Cell("信息内容"), Cell("采购项目数量", 2), Cell("采购总金额", 2)],
        [Cell("政府集中采购"), Cell("81", 2), Cell("8282.5元", 2)],
    ]


def disclosure_2021() -> Rows:
    """Table 2 of 2021."""
    head = [Cell("信息内容"), Cell("本年处理决定数量", 3)]
    return [
        [Cell("第二十条第（一）项", 4)],
        [Cell("信息内容"), Cell("本年制发件数"), Cell("本年废止件数"), Cell("现行有效件数")],
        [Cell("规章"), Cell("11"), Cell("12"), Cell("13")],
        [Cell("行政规范性文件"), Cell("21"), Cell("22"), Cell("23")],
        [Cell("第二十条第（五）项", 4)],
        head,
        [Cell("行政许可"), Cell("31", 3)],
        [Cell("第二十条第（六）项", 4)],
        head,
        [Cell("行政处罚"), Cell("51", 3)],
        [Cell("行政强制"), Cell("", 3)],
        [Cell("第二十条第（八）项", 4)],
        [Cell("信息内容"), Cell("本年收费金额（单位：万元）", 3)],
        [Cell("行政事业性收费"), Cell("7171.05", 3)],
    ]


def requests(year: int) -> Rows:
    """Table 3."""
    rows: Rows = [
        [Cell(NOTE, 3, 3), Cell("申请人情况", 7)],
        [Cell("自然人", 1, 2), Cell("法人或其他组织", 5), Cell("总计", 1, 2)],
        [Cell(label) for label in APPLICANTS[1:-1]],
    ]
    number = 10

    def add(before: list[Cell], label: str, columns: int) -> None:
        nonlocal number
        number += 1
        rows.append([*before, Cell(label, columns), *map(Cell, _values(label, number))])

    def group(label: str, members: tuple[str, ...]) -> None:
        for index, member in enumerate(members):
            add([Cell(label, 1, len(members))] if index == 0 else [], member, 1)

    add([], "一、本年新收政府信息公开申请数量", 3)
    add([], "二、上年结转政府信息公开申请数量", 3)
    add([Cell("三、本年度办理结果", 1, 20 if year < 2021 else 22)], "（一）予以公开", 2)
    add([], "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 2)
    group("（三）不予公开", WITHHELD)
    group("（四）无法提供", UNAVAILABLE)
    group("（五）不予处理", NOT_PROCESSED)
    if year < 2021:
        add([], "（六）其他处理", 2)
    else:
        group("（六）其他处理", OTHER_2021)
    add([], "（七）总计", 2)
    add([], "四、结转下年度继续办理", 3)
    return rows


def review() -> Rows:
    """Table 4."""
    return [
        [Cell("行政复议", 5), Cell("行政诉讼", 10)],
        [
            *(Cell(label, 1, 2) for label in OUTCOMES),
            Cell("未经复议直接起诉", 5),
            Cell("复议后起诉", 5),
        ],
        [Cell(label) for label in OUTCOMES * 2],
        [Cell("" if number == 3 else str(10 + number)) for number in range(15)],
    ]


def tables(year: int) -> list[Rows]:
    first = disclosure_2019() if year < 2021 else disclosure_2021()
    return [first, requests(year), review()]


def lines_of(table: Rows) -> list[list[str]]:
    """Each row as the texts of all cells that reach into it, from left to right."""
    result = []
    open_cells: dict[int, tuple[Cell, int]] = {}
    for row in table:
        found: dict[int, str] = {}
        still: dict[int, tuple[Cell, int]] = {}
        taken: set[int] = set()
        for column, (cell, left) in open_cells.items():
            found[column] = cell.text
            taken.update(range(column, column + cell.columns))
            if left > 1:
                still[column] = (cell, left - 1)
        column = 0
        for cell in row:
            while column in taken:
                column += 1
            found[column] = cell.text
            if cell.rows > 1:
                still[column] = (cell, cell.rows - 1)
            column += cell.columns
        open_cells = still
        result.append([found[column] for column in sorted(found)])
    return result


HEADINGS = (
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
)
OPENING = ("青川县河口镇{year}年政府信息公开工作年度报告", "一、总体情况", "本镇当年共发文三份。")
CLOSING = ("五、存在的主要问题及改进情况", "人手偏少。", "六、其他需要报告的事项", "没有。")


def table_html(table: Rows, inner: str = "{}") -> str:
    rows = []
    for row in table:
        cells = "".join(
            "<td"
            + (f' colspan="{cell.columns}"' if cell.columns > 1 else "")
            + (f' rowspan="{cell.rows}"' if cell.rows > 1 else "")
            + ">"
            + inner.format(escape(cell.text) or "&nbsp;")
            + "</td>"
            for cell in row
        )
        rows.append(f"<tr>{cells}</tr>")
    return '<table border="1" cellspacing="0">' + "\n".join(rows) + "</table>"


def body_html(year: int, inner: str = "{}") -> str:
    parts = [f"<p>{line.format(year=year)}</p>" for line in OPENING]
    for heading, table in zip(HEADINGS, tables(year), strict=True):
        parts += [f"<p>{heading}</p>", table_html(table, inner)]
    parts += [f"<p>{line}</p>" for line in CLOSING]
    return "\n".join(parts)


def page_html(year: int, charset: str = "utf-8") -> str:
    """A page as a content management system publishes it, with layout tables around it."""
    return f"""<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<meta name="SiteName" content="青川县河口镇人民政府"><meta name="ArticleTitle"
content="河口镇{year}年报"><meta name="PubDate" content="{year + 1}-01-20 10:00">
<meta name="ContentSource" content="河口镇党政办"><title>首页</title>
<style>td {{ font-size: 9pt; border: 0.5pt solid black }}</style>
<script>var n = "<table><tr><td>99</td></tr></table>";</script></head>
<body><nav><a href="/">首页</a> 规章</nav>
<table width="100%"><tr><td>
{body_html(year, '<p align="center"><span>{}</span></p>')}
</td></tr></table>
<footer>版权所有 2099</footer></body></html>
"""


def plain_html(year: int, font: str = "Noto Sans CJK SC", running: bool = False) -> str:
    """The same report for conversion by other programs."""
    head = '@top-left { content: "河口镇年报" }'
    margins = head + ' @bottom-center { content: "- " counter(page) " -" }'
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><style>
@page {{ size: A4; margin: 20mm; {margins if running else ""} }}
body {{ font-family: "{font}"; font-size: 10pt }}
td {{ border: 0.6pt solid black; padding: 1mm; font-size: 8pt }}
table {{ border-collapse: collapse; width: 100% }}</style></head>
<body>{body_html(year)}</body></html>
"""
