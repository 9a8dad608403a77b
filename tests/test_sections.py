"""Sections: official headings and their variants, decoys, free headings, damage."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.diagnostics import Diagnostic
from govreport.document import Document
from govreport.model import Section
from govreport.prose.sections import OFFICIAL_TITLES, find_headings

OFFICIAL = [
    f"{n}、{titles[0]}" for n, titles in zip("一二三四五六", OFFICIAL_TITLES.values(), strict=True)
]


def find_sections(
    document: Document, tables: Sequence[tuple[int, int]] = ()
) -> tuple[tuple[Section, ...], tuple[Diagnostic, ...]]:
    found = find_headings(document, tables)
    return found.sections(), found.diagnostics()


def found(text: str, tables: tuple[tuple[int, int], ...] = ()) -> list[tuple[str | None, str]]:
    sections, _ = find_sections(Document(text), tables)
    return [(section.identifier, section.heading) for section in sections]


VARIANTS = [
    ("、存在问题及改进情况\u2002  ", "problems_and_improvements"),
    ("一、 总体情况", "overview"),
    ("一、总体概述", "overview"),
    ("一、概述", "overview"),
    ("一、2019年政府信息公开工作的总体情况", "overview"),
    ("## 一、总体情况", "overview"),
    ("二、行政机关主动公开政府信息情况", "proactive_disclosure"),
    ("二、主动公开政府信息的情况", "proactive_disclosure"),
    ("二、主動公開政府信息情況", "proactive_disclosure"),
    ("三、行政机关收到和处理政府信息公开申请情况", "requests"),
    ("三、收到和处理政府信息公开申请制度", "requests"),
    ("三、依申请公开政府信息情况", "requests"),
    ("四、政府信息公开行政复议和行政诉讼情况", "review_and_litigation"),
    (f"四、{OFFICIAL_TITLES['review_and_litigation'][1]}", "review_and_litigation"),
    (
        f"四、{OFFICIAL_TITLES['review_and_litigation'][1].replace('、', '')}",
        "review_and_litigation",
    ),
    ("五、存在问题及改进情况", "problems_and_improvements"),
    ("、存在问题及改进情况", "problems_and_improvements"),
    ("五、政府信息公开工作存在的问题及改进情况", "problems_and_improvements"),
    ("七、存在的主要问题和改进措施", "problems_and_improvements"),
    ("六、其他需要报告的事项", "other_matters"),
    ("六 其他需要报告的事项", "other_matters"),
]


@pytest.mark.parametrize(("line", "identifier"), VARIANTS)
def test_variant(line: str, identifier: str) -> None:
    """Each attested variant of a heading is known, and needs no diagnostic."""
    sections, diagnostics = find_sections(Document(f"前言。\n{line}\n有序。\n"))

    assert [section.identifier for section in sections] == [identifier]
    assert sections[0].text == "有序。"
    assert diagnostics == ()


def test_typo_is_named() -> None:
    """A heading with a typo is recognised by resemblance, and a diagnostic says so."""
    sections, diagnostics = find_sections(Document("三、收到和处里政府信息公开申请情况\n无。"))

    assert [section.identifier for section in sections] == ["requests"]
    assert [finding.code for finding in diagnostics] == ["heading-fuzzy"]
    assert "收到和处里" in diagnostics[0].message


def test_unlike_heading_has_no_identifier() -> None:
    """A free title is a section of its own, not the official one that it resembles least badly."""
    assert found("一、概述\n好。\n二、收费及减免情况\n无。\n三、工作机构和人员\n三人。") == [
        ("overview", "一、概述"),
        (None, "二、收费及减免情况"),
        (None, "三、工作机构和人员"),
    ]


def test_second_numbering_inside_section_one() -> None:
    """一、..五、 inside section 一 and the row labels of the table are no headings."""
    inner = "一、主动公开情况\n好。\n二、依申请公开情况\n好。\n三、政府信息管理情况\n好。\n"
    rows = (
        "一、本年新收政府信息公开申请数量\n二、上年结转政府信息公开申请数量\n"
        "三、本年度办理结果\n四、结转下年度继续办理\n"
    )
    text = f"{OFFICIAL[0]}\n{inner}" + "".join(
        f"{line}\n好。\n{rows if number == 1 else ''}" for number, line in enumerate(OFFICIAL[1:])
    )

    assert [heading for _, heading in found(text)] == OFFICIAL


def test_heading_inside_a_table_is_none() -> None:
    """A line inside a table never starts a section, and the table is not in the prose."""
    text = "一、总体情况\n好。\n二、主动公开政府信息情况\n规章 | 0 |\n三、其他事项\n后记。\n"
    table = (text.index("规章"), text.index("后记"))
    sections, _ = find_sections(Document(text), [table])

    assert [section.text for section in sections] == ["好。", "后记。"]


def test_one_line_document() -> None:
    """Headings in a document without line breaks are found by official number and title."""
    text = "".join(f"{line}第一、有序；统一、规范。00" for line in OFFICIAL)

    assert [heading for _, heading in found(text)] == OFFICIAL


def test_cut_off_heading() -> None:
    """A document that ends inside a heading still has that section, with a diagnostic."""
    sections, diagnostics = find_sections(Document("一、总体情况\n好。\n五、存在的主"))

    assert [section.identifier for section in sections][-1] == "problems_and_improvements"
    assert [finding.code for finding in diagnostics] == ["heading-fuzzy"]


def test_furniture_is_not_prose() -> None:
    """Page numbers, sharing links and the site's footer are not text of the report."""
    text = (
        "六、其他需要报告的事项\n无。\n- 3 -\n扫一扫打开当前页\n主办单位:某机关 ICP备1号\n![]() |\n"
    )

    assert find_sections(Document(text))[0][0].text == "无。"


def test_spans_tile_the_document() -> None:
    """Each section reaches from its heading to the next one; pinyin does not shift offsets."""
    text = "一、總體情況\n好(hǎo)事。\n\n二、主動公開政府信息情況\n更好。\n"
    first, second = find_sections(Document(text))[0]
    assert first.span is not None
    assert second.span is not None

    assert text[first.span.start : first.span.end] == "一、總體情況\n好(hǎo)事。"
    assert text[second.span.start : second.span.end] == "二、主動公開政府信息情況\n更好。"


@given(
    st.lists(
        st.sampled_from([*OFFICIAL, "一、", "二、 ", "概述", "\n", "情况", "0", "好", " "]),
        max_size=60,
    ).map("".join)
)
def test_any_text_has_sections(text: str) -> None:
    """Whatever the text, sections are in order, disjoint and inside it."""
    position = 0
    for section in find_sections(Document(text))[0]:
        assert section.span is not None
        assert position <= section.span.start <= section.span.end <= len(text)
        position = section.span.end


@pytest.mark.parametrize("unit", ["一、总体情况", "一、\n", "情况\n", "一 ", "\n", "十、a\n"])
def test_repetition_ends(unit: str) -> None:
    """Fifty thousand repetitions end (the suite would hang if they did not)."""
    assert len(find_sections(Document(unit * 50_000))[0]) <= 20


@pytest.mark.parametrize(
    "title",
    [
        "政府信息公开行政复议、行政诉讼情况",
        "政府信息公开行政复议行政诉讼情况",
        "政府信息公开行政复议及行政诉讼情况",
        "政府信息公开行政复议和提起行政诉讼情况",
        "因政府信息公开工作被申请行政复议及提起行政诉讼情况",
    ],
)
def test_reviews_and_lawsuits_joined_in_any_way(title: str) -> None:
    """、, 及, 和 or nothing between the two: the section is the same, and nothing is doubted."""
    sections, diagnostics = find_sections(Document(f"一、总体情况\n好。\n四、{title}\n无。\n"))

    assert [one.identifier for one in sections] == ["overview", "review_and_litigation"]
    assert diagnostics == ()
