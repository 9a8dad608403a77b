"""What stands around a report is neither its title nor its organ."""

from __future__ import annotations

import pytest

from govreport.document import Document
from govreport.prose.identity import identify

BODY = "\n一、总体情况\n2021年，本机关认真落实条例。\n二、主动公开政府信息情况\n"


@pytest.mark.parametrize(
    "head",
    [
        "栏目: 政府信息公开年报",
        "所属栏目：政府信息公开年度报告",
        "当前位置：首页 > 政府信息公开 > 政府信息公开年报",
        "首页 政务公开 政府信息公开年报",
        "政府信息公开年报",
        "更多政府信息公开工作报告",
        "精选政府信息公开工作报告范文（共5篇）",
        "推荐阅读：政府信息公开工作年度报告",
    ],
)
def test_no_title(head: str) -> None:
    """The name of a column and the advertisement of a mirror are no titles."""
    identity = identify(Document(head + BODY))

    assert identity.title is None
    assert identity.agency is None


@pytest.mark.parametrize(
    "head",
    [
        "标题: 关于报送《安平县公安局 2021年政府信息公开年度报告》的函\n栏目: 政府信息公开年报",
        "关于报送《安平县公安局2021年政府信息公开年度报告》的函",
        "关于印发《安平县公安局2021年政府信息公开工作年度报告》的通知",
        "安平县公安局关于报送《安平县公安局2021年政府信息公开年度报告》的函",
    ],
)
def test_a_covering_letter_names_the_report(head: str) -> None:
    """The title is that of the report inside the letter's, not the letter's own."""
    identity = identify(Document(head + BODY))

    assert (identity.agency, identity.year) == ("安平县公安局", 2021)
    assert identity.title is not None
    assert identity.title.startswith("安平县公安局2021年")
    assert identity.title.endswith("报告")


@pytest.mark.parametrize(
    "field", ["发布机构：安平县人民政府", "来源：安平县政府网", "发布单位: 安平县融媒体中心"]
)
@pytest.mark.parametrize(
    ("title", "body", "agency"),
    [
        ("安平县水利局2021年政府信息公开工作年度报告", BODY, "安平县水利局"),
        ("2021年政府信息公开工作年度报告", BODY + "安平县水利局\n2022年1月20日\n", "安平县水利局"),
        (
            "2021年政府信息公开工作年度报告",
            "\n一、总体情况\n2021年，安平县水利局认真落实条例。\n",
            "安平县水利局",
        ),
        (
            "2021年政府信息公开工作年度报告",
            "\n一、总体情况\n今年，安平县水利局认真落实条例。\n",
            "安平县水利局",
        ),
        (
            "2021年政府信息公开工作年度报告",
            "\n由安平县水利局编制。\n一、总体情况\n",
            "安平县水利局",
        ),
    ],
)
def test_a_field_of_the_page_is_the_last_resort(
    field: str, title: str, body: str, agency: str
) -> None:
    """发布机构 and 来源 tell whose site it is; the report itself is heard first."""
    identity = identify(Document(f"{title}\n{field}{body}"))

    assert identity.agency == agency


def test_a_field_counts_where_nothing_else_speaks() -> None:
    """With no other word for the organ the field is taken."""
    text = "2021年政府信息公开工作年度报告\n发布机构：安平县水利局" + BODY

    assert identify(Document(text)).agency == "安平县水利局"


@pytest.mark.parametrize(
    "head",
    [
        "安政办〔2026〕3号\n安平县2025年政府信息公开工作的年度报告\n",
        "安政办函〔2026〕3号\n\n关于安平县2025年政府信息公开工作的年度报告\n",
        "安平县2025年政府信息公开工作的年度报告\n安政办〔2026〕3号\n",
    ],
)
def test_a_document_number_beside_the_title(head: str) -> None:
    """The year of the document number is that of its making, not of the data."""
    text = (
        head
        + "本年度报告包括五项内容。统计数据期限自2025年1月1日起至2025年12月31日止。\n一、总体情况\n"
    )
    identity = identify(Document(text))

    assert (identity.agency, identity.year) == ("安平县", 2025)
    assert identity.title is not None
    assert identity.title.endswith("安平县2025年政府信息公开工作的年度报告")
    assert "2026" not in identity.title
    assert [note.code for note in identity.diagnostics] == []


OPENING = "\n一、总体情况\n2021年，{}认真落实条例。\n"


@pytest.mark.parametrize(
    ("text", "title", "agency"),
    [
        (
            "金沙博彩官网2021年政府信息公开工作年度报告_最新版\n"
            "乙县水利局2021年政府信息公开工作年度报告" + OPENING.format("我局"),
            "乙县水利局2021年政府信息公开工作年度报告",
            "乙县水利局",
        ),
        (
            "来源：丙市人民政府办公室\n2021年政府信息公开工作年度报告"
            + OPENING.format("乙县水利局"),
            "2021年政府信息公开工作年度报告",
            "乙县水利局",
        ),
        (
            "丙市人民政府办公室\n2021年政府信息公开工作年度报告" + OPENING.format("我办"),
            "丙市人民政府办公室2021年政府信息公开工作年度报告",
            "丙市人民政府办公室",
        ),
    ],
    ids=["advertisement beside a title", "source above a title", "agency above a title"],
)
def test_what_stands_around_a_title(text: str, title: str, agency: str) -> None:
    """A mirror's own title gives way to the report's; a field above a title is no part of it."""
    identity = identify(Document(text))

    assert (identity.title, identity.agency) == (title, agency)
