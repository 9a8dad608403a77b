"""Titles, organs and years in every pattern that section 11 of the field's table lists."""

from __future__ import annotations

import pytest

from govreport.document import Document, Metadata
from govreport.prose.identity import identify

BODY = "\n一、总体情况\n我局做好公开工作。\n二、主动公开政府信息情况\n"

TITLES = [
    ("桂花坪街道2020年政府信息公开工作年度报告", "桂花坪街道", 2020),
    ("2022年度螅镇政府信息公开工作年度报告", "螅镇", 2022),
    ("建平县卫生健康局\n2020年度政府信息公开工作报告", "建平县卫生健康局", 2020),
    ("2016年绍兴市越城区东浦镇政府信息公开年报", "绍兴市越城区东浦镇", 2016),
    ("上湾乡人民政府2019年度政府信息公开年度工作报告", "上湾乡人民政府", 2019),
    ("舒兰市市场监督管理局2016年政务信息公开年度报告", "舒兰市市场监督管理局", 2016),
    ("宿城区审计局2017年度信息公开报告", "宿城区审计局", 2017),
    ("黄冈市2018年度政务公开工作总结", "黄冈市", 2018),
    ("驼峰路街道办事处政府信息公开工作年度报告", "驼峰路街道办事处", None),
    ("二〇一六年度江阴市司法局政府信息公开工作年度报告", "江阴市司法局", 2016),
    ("江阴市司法局二0一七年政府信息公开年度报告", "江阴市司法局", 2017),
    ("江阴市司法局二○一七年政府信息公开年度报告(图片版)", "江阴市司法局", 2017),
    ("江阴市司法局二零一七年政府信息公开年度报告（超链版）", "江阴市司法局", 2017),
    ("# 沛县财政局 2021 年政府信息公开工作年度报告", "沛县财政局", 2021),
    ("**沛县财政局2021年政府信息公开工作年度报告**", "沛县财政局", 2021),
    ("标题: 沛县财政局2021年政府信息公开工作年度报告", "沛县财政局", 2021),
    ("首页 > 年报 > 沛县财政局2021年政府信息公开工作年度报告", "沛县财政局", 2021),
    ("Page 8 - 沛县财政局2021年政府信息公开工作年度报告", "沛县财政局", 2021),
    ("沛县财政局2021年度政府信息公开年报 - 沛县人民政府网", "沛县财政局", 2021),
    ("沛县财政局政府信息公开工作2021年度报告", "沛县财政局", 2021),
    ("沛县财政局政府信息公开工作年度报告(2021年度)", "沛县财政局", 2021),
    ("沛县财政局政府信息公开工作年度报告\n（2021年度）", "沛县财政局", 2021),
    ("沛县财政局关于2021年度政府信息公开工作情况的报告", "沛县财政局", 2021),
    ("沛县人民政府信息公开年度报告(2021年)", "沛县人民政府", 2021),
    ("沛县财政局2021政府信息公开工作年度报告", "沛县财政局", 2021),
    ("沛縣財政局2021年政府信息公開工作年度報告", "沛县财政局", 2021),
    ("沛縣(xiàn)財政局2021年政府信息公開(kāi)工作年度報(bào)告", "沛县财政局", 2021),
    ("沛县地震局(沛县应急局)2023年政府信息公开年度报告", "沛县地震局(沛县应急局)", 2023),
    ("沛县财政局2021年政府信息公开\n工作年度报告", "沛县财政局", 2021),
    ("龙潭区政府办公室\n\n2017年\n\n政府信息公开工作年度报告", "龙潭区政府办公室", 2017),
    ("2017年\n龙潭区政府办公室\n政府信息公开工作年度报告", "龙潭区政府办公室", 2017),
    ("关于印发《沛县教育局2021年政府信息公开工作年度报告》的通知", "沛县教育局", 2021),
    ("政府信息公开指南\n政府信息公开年报\n沛县教育局2021年政府信息公开年报", "沛县教育局", 2021),
    ("2021年度政府信息公开工作年度报告\n来源:沛县水利局 字体:大", "沛县水利局", 2021),
    ("发布机构:沛县教育局 名称:2021年度政府信息公开工作年度报告", "沛县教育局", 2021),
    ("2021年政府信息公开工作年度报告(沛县教育局)", "沛县教育局", 2021),
    ("2021年政府信息公开工作年度报告\n沛县教育局", "沛县教育局", 2021),
    ("**县财政局2021年政府信息公开工作年度报告", None, 2021),
    ("我局2021年政府信息公开工作年度报告", None, 2021),
]


@pytest.mark.parametrize(("title", "agency", "year"), TITLES, ids=[case[0] for case in TITLES])
def test_title(title: str, agency: str | None, year: int | None) -> None:
    """Organ and year of a title come out whatever its order, damage or decoration."""
    identity = identify(Document(title + BODY))

    assert (agency, year) == (identity.agency, identity.year)


TEXTS = [
    ("现将沛县水利局2020年度政府信息公开工作报告如下:" + BODY, "沛县水利局", 2020),
    ("现将我局2020年度政府信息公开工作报告如下:" + BODY, None, 2020),
    ("根据要求,沛县水利局编制了2020年度政府信息公开年度报告。" + BODY, "沛县水利局", 2020),
    ("2021年,在县委的领导下,沛县教育局认真落实条例。" + BODY, "沛县教育局", 2021),
    ("2021年,县委、县政府高度重视政务公开。" + BODY, None, 2021),
    ("一、总体情况\n有序。\n二、主动公开\n沛县水利局\n2021年1月12日", "沛县水利局", 2020),
    ("一、总体情况\n有序。\n二、主动公开\n沛县水利局\n2021年11月12日", "沛县水利局", None),
    ("一、总体情况\n有序。\n二、主动公开\n", None, None),
    ("现将《沛县教育局2021年政府信息公开年度报告》公布如下。" + BODY, "沛县教育局", 2021),
    ("一、概述\n按《沛县水利局2020年政府信息公开年度报告》,改进。\n二、主动公开\n", None, None),
    (BODY + "下一篇: 沛县水利局2020年政府信息公开工作年度报告\n", None, None),
    ("一、总体情况\n2021年,局办公室积极落实。\n二、主动公开\n", None, 2021),
    ("按〔2019〕60号和《2018年政务公开工作要点》办理。" + BODY, None, None),
]


@pytest.mark.parametrize(("text", "agency", "year"), TEXTS)
def test_without_title(text: str, agency: str | None, year: int | None) -> None:
    """Without a title the text decides, and what the text does not say stays None."""
    identity = identify(Document(text))

    assert (agency, year) == (identity.agency, identity.year)


def test_fuller_name_is_preferred() -> None:
    """区行政审批局 in the first sentence gives way to the full name of the next paragraph."""
    text = (
        "现将区行政审批局2020年度政府信息公开工作报告如下。\n一、总体情况\n"
        "2020年度华容区行政审批局政府信息公开工作有序。\n二、主动公开\n"
    )

    assert identify(Document(text)).agency == "华容区行政审批局"


def test_signature_does_not_replace_the_title() -> None:
    """The title's name of the organ stands, even when the signature adds the city."""
    text = "乌蒙镇2020年政府信息公开年度报告" + BODY + "\n盘州市乌蒙镇人民政府\n  2021129"

    assert identify(Document(text)).agency == "乌蒙镇"


def test_metadata_is_the_last_resort() -> None:
    """Properties of the file are used only where the text is silent."""
    metadata = Metadata(title="沛县教育局2021年政府信息公开工作年度报告", agency="沛县人民政府")
    silent = identify(Document(BODY, metadata=metadata))
    spoken = identify(Document("铜山区2020年政府信息公开年度报告" + BODY, metadata=metadata))

    assert (
        silent.agency,
        silent.year,
        silent.spans.year_authority,
    ) == ("沛县教育局", 2021, "metadata")
    assert (spoken.agency, spoken.year) == ("铜山区", 2020)


def test_two_organs_that_act_name_none() -> None:
    """When two organs merely act in some sentence, neither is taken and a warning names both."""
    text = "一、总体情况\n好,沛县教育局认真工作,铜山区水利局大力支持。\n二、主动公开\n"
    identity = identify(Document(text))
    conflict = next(item for item in identity.diagnostics if item.code == "agency-conflict")

    assert identity.agency is None
    assert "沛县教育局" in conflict.message
    assert "铜山区水利局" in conflict.message
