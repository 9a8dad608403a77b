"""What the name of an agency looks like."""

from __future__ import annotations

import re

NAME = r"[\u4e00-\u9fff()（）]"

SUFFIX = (
    r"(?:人民政府办公[室厅]|人民政府|政府办公[室厅]|政府办|管理委员会|管委会|委员会|街道办事处|办事处"
    r"|街道办|街道|办公[室厅]|分局|总局|支局|局|委|镇|乡|厅|中心|总队|支队|大队|研究院|法院|检察院|馆"
    r"|管理处|管理所|监测站|供销合作社|联合社|红十字会|残联|联合会|协会|集团|公司|大学|学院|医院)"
)
"""How the name of an agency ends in running text; in a title any name goes."""

_ENDING = re.compile(
    rf"(?:{SUFFIX}|[省市县区州盟旗场团所队站处院校府政办司署会室部行社库台园村])[)）]?$"
)
_NOT_AN_ORGAN = re.compile(
    r"^[我本各该其全在按据根为由对从以自将把经与和及等这]|^(?:根据|按照|上级|历年|最新|所属|有关)"
    r"|[省市县区州旗党镇乡]委[市县区州旗]?政?府?|党工委|党组|党委|国务院|领导|上级|同志|人员|各级|我[省市县区镇乡局]"
    r"|^[局镇乡委厅院办处所站](?:办公室|机关|属|内|信息|政)|^党政|小组|信息公开|政务公开|股室|科室"
)
_PLACE = re.compile(r"[省市县区镇乡州盟旗]|街道|国家|中国|开发|新区")
_BARE_GOVERNMENT = re.compile(r"^[省市县区州旗镇乡]?(?:人民)?政府$")
_NOISE_BEFORE = re.compile(
    r"^(?:(?:现将|将|关于|报送|上报|印发|发布|公布|公开|编制了?|\*\s+|形成|撰写|正文|标题|名称|特|制定|[)）》,，、])+)"
)
_NOISE_AFTER = re.compile(r"(?:关于|的|之|年度|本年度|发布|公布|编制了?|[(（《,，、])+$")
_MENU = re.compile(r"首页|栏目|更多|精选|推荐|最新|热门|范文|位置")
_WORDS_OF_MENUS = frozenset(
    (
        *("政府", "部门", "年度", "工作", "单位", "本级", "历年", "法定", "主动", "公开", "内容"),
        *("指南", "目录", "年报", "首页", "正文", "栏目", "政务", "人民", "基层", "年", "度"),
        *("政府部门", "部门单位", "市级", "区级", "县级", "乡镇", "街道", "乡镇街道", "镇街"),
        *("区县", "市直部门", "区直部门", "县直部门"),
    )
)


def clean_name(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow ``text[start:end]`` to the name: no verbs before it, no connectives behind it.

    >>> clean_name("关于某某局关于", 0, 7)
    (2, 5)
    """
    while start < end and text[start].isspace():
        start += 1
    if noise := _NOISE_BEFORE.match(text[start:end]):
        start += noise.end()
    if noise := _NOISE_AFTER.search(text[start:end]):
        end = start + noise.start()
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if end - start > 2 and text[start] in "(（" and text[end - 1] in ")）":
        inside = text[start + 1 : end - 1]
        if not any(bracket in inside for bracket in "()（）"):
            return start + 1, end - 1
    return start, end


def is_title_organ(name: str) -> bool:
    """True when a title may name this organ: nearly anything that is not a menu word or 我局."""
    return (
        2 <= len(name) <= 45
        and name not in _WORDS_OF_MENUS
        and _MENU.search(name) is None
        and not name.startswith(("我", "本", "各", "全区", "全市", "全县", "全省", "全镇", "全乡"))
    )


def is_organ(name: str) -> bool:
    """True when running text names an organ: it ends like one and is no party committee.

    >>> is_organ("区民政局"), is_organ("我局"), is_organ("区委区政府"), is_organ("县政府")
    (True, False, False, False)
    """
    return (
        3 <= len(name) <= 40
        and _ENDING.search(name) is not None
        and _NOT_AN_ORGAN.search(name) is None
        and _BARE_GOVERNMENT.match(name) is None
        and name not in _WORDS_OF_MENUS
    )


def names_place(name: str) -> bool:
    """True when the name says where the agency is, or at least at which level: 区民政局.

    >>> names_place("沛县教育局"), names_place("教育局")
    (True, False)
    """
    return _PLACE.search(name) is not None


def is_masked(name: str) -> bool:
    """True when the source hides the name behind asterisks or crosses (D17)."""
    return any(sign in name for sign in ("*", "＊", "×", "XX", "xx", "某某"))
