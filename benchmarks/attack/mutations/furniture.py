"""What pages carry besides the report: numbers, running heads, menus."""

from __future__ import annotations

from random import Random

from benchmarks.attack.mutations.base import insert, on_sheet, pick
from benchmarks.attack.sheets import Piece, Sheet

_LINES = ("bare_cells", "piped_rows", "piped_cells", "labelled_lines")


def _starts(sheet: Sheet) -> list[int]:
    """Indexes of the pieces before which a line of its own can stand."""
    found, text = [], "\n"
    for number, piece in enumerate(sheet.pieces):
        if text.endswith("\n"):
            found.append(number)
        text = piece.text or text
    return found


def _line_somewhere(sheet: Sheet, random: Random, line: str) -> Sheet | None:
    place = pick(_starts(sheet), random)
    if place is None:
        return None
    near = [piece.row for piece in sheet.pieces[max(0, place - 4) : place + 4]]
    ending = "\n\n" if sheet.layout == "bare_cells" else "\n"
    return insert(sheet.doubted(near), place, line + ending)


@on_sheet("furniture", *_LINES)
def page_number_line(sheet: Sheet, random: Random) -> Sheet | None:
    """A page number on a line of its own anywhere (D12)."""
    n = random.randrange(2, 9)
    forms = (f"- {n} -", f"第{n}页 共9页", f"—{n}—", f"{n}", f"P. {n}", f"{n} / 9", f"第 {n} 页")
    return _line_somewhere(sheet, random, forms[random.randrange(len(forms))])


@on_sheet("furniture", *_LINES)
def running_head(sheet: Sheet, random: Random) -> Sheet | None:
    """A running head anywhere (D14)."""
    heads = (
        "青山区审计局2021年政府信息公开工作年度报告",
        "政府信息公开工作年度报告",
        "2022年1月12日 13:05",
        "http://www.example.gov.cn/art/2022/1/12/art_165_9795188.html",
    )
    return _line_somewhere(sheet, random, heads[random.randrange(len(heads))])


@on_sheet("furniture", *_LINES)
def site_menu(sheet: Sheet, random: Random) -> Sheet | None:
    """The menu of a site, with labels of the form in it, anywhere."""
    menus = (
        "首页 | 政务公开 | 规章 | 规范性文件 | 行政许可 | 行政处罚",
        "浏览次数: 1258 次 字体: 大 中 小",
        "索引号: 11330/2022-00012 发布时间: 2022-01-12",
        "扫一扫在手机打开当前页",
        "行政许可 | 3 |",
    )
    return _line_somewhere(sheet, random, menus[random.randrange(4)])


@on_sheet("furniture", *_LINES)
def note_line(sheet: Sheet, random: Random) -> Sheet | None:
    """A note or source below some row."""
    notes = (
        "注:1.本表数据截至2021年12月31日",
        "填表说明:本表单位为件",
        "单位:件",
        "续表",
        "(续上表)",
        "表3-2",
        "附件2",
    )
    return _line_somewhere(sheet, random, notes[random.randrange(len(notes))])


@on_sheet("furniture")
def page_metadata_first(sheet: Sheet, random: Random) -> Sheet | None:
    """Metadata of the page before the report: index number, dates, hits (D14)."""
    del random
    if sheet.layout == "html":
        return None
    head = "索引号:11330/2022-00012\n发布时间:2022-01-12\n浏览次数:1258\n主题分类:综合政务\n"
    return sheet.with_pieces(0, 0, [Piece(head)])


@on_sheet("furniture")
def related_links_last(sheet: Sheet, random: Random) -> Sheet | None:
    """Links to other reports, and the site's foot, behind the report."""
    del random
    if sheet.layout == "html":
        return None
    foot = (
        "\n相关链接\n2019年政府信息公开工作年度报告\n2018年政府信息公开工作年度报告\n"
        "上一篇:行政许可12件\n联系电话:0591-8765432 备案号:闽ICP备05012345号\n"
    )
    end = len(sheet.pieces)
    return sheet.with_pieces(end, end, [Piece(foot)])


@on_sheet("furniture", "labelled_lines", "piped_rows", "bare_cells")
def watermark(sheet: Sheet, random: Random) -> Sheet | None:
    """Words of a watermark between lines."""
    return _line_somewhere(
        sheet, random, ("样 本", "内部资料", "福建省人民政府")[random.randrange(3)]
    )
