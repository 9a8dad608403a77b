"""Each kind of phrase, in short sentences of our own."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawing import examples

from govreport.document import Document
from govreport.prose.narrative import find_facts


def _read(sentence: str, heading: str = "政务公开工作\n") -> list[tuple[object, ...]]:
    facts = find_facts(Document(heading + sentence))
    return [
        (fact.identifier, fact.value, fact.unit)
        + (("约",) if fact.approximate else ())
        + ((fact.organ,) if fact.organ else ())
        + (("累计",) if fact.cumulative else ())
        for fact in facts
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("主动公开政府信息1,234条。", [("proactive.items", 1234, "条")]),
        ("主动公开政府信息３００条。", [("proactive.items", 300, "条")]),
        ("主动公开了15条政府信息。", [("proactive.items", 15, "条")]),
        ("公开各类信息69条。", [("disclosed.items", 69, "条")]),
        ("依申请公开信息7条。", [("disclosed.on_request", 7, "条")]),
        ("政府网站公开信息100条。", [("proactive.channels.website", 100, "条")]),
        (
            "政务微博发布信息50条、政务微信发布信息20条。",
            [("proactive.channels.weibo", 50, "条"), ("proactive.channels.wechat", 20, "条")],
        ),
        ("通过微博、微信发布信息70条。", [("proactive.channels.combined", 70, "条")]),
        ("政府公报公开信息30条。", [("proactive.channels.gazette", 30, "条")]),
        ("政府公报编发12期。", [("gazette.issues", 12, "期")]),
        ("制发规范性文件5件。", [("proactive.normative_documents_issued", 5, "件")]),
        ("公开规范性文件4件。", [("proactive.normative_documents_disclosed", 4, "件")]),
        ("发布政策解读稿件12篇。", [("response.policy_explanations", 12, "篇")]),
        ("举办新闻发布会两场。", [("response.press_conferences", 2, "场")]),
        (
            "主要负责同志参加新闻发布会1次。",
            [("response.press_conferences_by_head", 1, "次")],
        ),
        ("开展在线访谈3期。", [("response.online_interviews", 3, "期")]),
        ("回应社会热点6次。", [("response.hot_topics", 6, "次")]),
        ("收到政府信息公开申请34件。", [("requests.received", 34, "件")]),
        ("受理信息公开申请15宗。", [("requests.received", 15, "宗")]),
        ("办理依申请公开12件。", [("requests.handled", 12, "件")]),
        (
            "收到公开申请3件，其中1件予以公开，1件不予公开，1件结转下年办理。",
            [
                ("requests.received", 3, "件"),
                ("requests.replies.granted", 1, "件"),
                ("requests.replies.refused", 1, "件"),
                ("requests.carried_forward", 1, "件"),
            ],
        ),
        (
            "行政复议维持1件，纠正0件。",
            [("review.upheld", 1, "件"), ("review.corrected", 0, "件")],
        ),
        ("全年累计主动公开政府信息500条。", [("proactive.items", 500, "条")]),
        ("收到公民提出的政府信息公开申请6件。", [("requests.received", 6, "件")]),
        ("收到85件政府信息公开申请。", [("requests.received", 85, "件")]),
        ("通过网站、信函等渠道收到申请9件。", [("requests.received", 9, "件")]),
        (
            "收到政府信息公开申请12件，其中网络申请8件、信函申请3件、当面申请1件。",
            [
                ("requests.received", 12, "件"),
                ("requests.received.online", 8, "件"),
                ("requests.received.letter", 3, "件"),
                ("requests.received.in_person", 1, "件"),
            ],
        ),
        (
            "上年结转政府信息公开申请2件，结转下年度继续办理1件。",
            [("requests.carried_over", 2, "件"), ("requests.carried_forward", 1, "件")],
        ),
        (
            "受理公开申请15件，办结15件，答复15件。",
            [
                ("requests.received", 15, "件"),
                ("requests.completed", 15, "件"),
                ("requests.replies", 15, "件"),
            ],
        ),
        (
            "予以公开8件，部分公开3件，不予公开2件，无法提供1件，不予处理0件，其他处理4件。",
            [
                ("requests.replies.granted", 8, "件"),
                ("requests.replies.partially_granted", 3, "件"),
                ("requests.replies.refused", 2, "件"),
                ("requests.replies.unavailable", 1, "件"),
                ("requests.replies.not_processed", 0, "件"),
                ("requests.replies.other_handling", 4, "件"),
            ],
        ),
        (
            "信息不存在2件，不属于本机关公开1件。",
            [("requests.replies.nonexistent", 2, "件"), ("requests.replies.other_organ", 1, "件")],
        ),
        (
            "行政复议3件，其中维持2件，纠正1件；行政诉讼1件，驳回1件。",
            [
                ("review", 3, "件"),
                ("review.upheld", 2, "件"),
                ("review.corrected", 1, "件"),
                ("litigation", 1, "件"),
                ("litigation.upheld_or_dismissed", 1, "件"),
            ],
        ),
        ("行政复议、行政诉讼均为0件。", [("review", 0, "件"), ("litigation", 0, "件")]),
        ("复议、诉讼共3件。", [("disputes", 3, "件")]),
        ("收到举报投诉4件。", [("complaints", 4, "件")]),
        ("全年收取信息处理费100元。", [("fees_charged", 100, "元")]),
        (
            "政务公开专职人员2名、兼职人员十余名。",
            [
                ("resources.staff.full_time", 2, "名"),
                ("resources.staff.part_time", 10, "名", "约"),
            ],
        ),
        ("从事政府信息公开工作人员6人。", [("resources.staff", 6, "人")]),
        ("专项经费24.9万元。", [("resources.budget", Decimal("24.9"), "万元")]),
        ("专项经费五百元。", [("resources.budget", 500, "元")]),
        (
            "设立政府信息查阅点3个，专门机构1个。",
            [("resources.reading_points", 3, "个"), ("resources.dedicated_units", 1, "个")],
        ),
        (
            "举办培训班3期，培训人员150余人次，召开工作会议2次。",
            [
                ("meetings_and_training.courses", 3, "期"),
                ("meetings_and_training.trainees", 150, "人次", "约"),
                ("meetings_and_training.meetings", 2, "次"),
            ],
        ),
        ("网站访问量1.2万次。", [("audience.website.visits", 12000, "次")]),
        ("微信公众号粉丝三十多万人。", [("audience.wechat.followers", 300000, "人", "约")]),
        ("公开政协提案8件。", [("proposals.disclosed", 8, "件")]),
        ("办理人大代表建议12件。", [("proposals", 12, "件")]),
        ("回复网民留言5条。", [("mailbox.replies", 5, "条")]),
        ("受理群众咨询40人次。", [("consultations", 40, "人次")]),
        ("收到政府信息公开申请20件左右。", [("requests.received", 20, "件", "约")]),
        ("收到政府信息公开申请约一百零五件。", [("requests.received", 105, "件", "约")]),
    ],
)
def test_phrase(sentence: str, expected: list[tuple[object, ...]]) -> None:
    """The phrase yields exactly these facts, with their units and vagueness."""
    assert expected == _read(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("未收到政府信息公开申请。", [("requests.received", 0, None)]),
        ("未收到公民、法人要求公开政府信息的申请。", [("requests.received", 0, None)]),
        ("未收到依申请公开件。", [("requests.received", 0, None)]),
        ("没有收到政府信息公开申请。", [("requests.received", 0, None)]),
        (
            "未发生因政府信息公开引起的行政复议、行政诉讼案件。",
            [("review", 0, None), ("litigation", 0, None)],
        ),
        ("行政复议、行政诉讼均为零。", [("review", 0, None), ("litigation", 0, None)]),
        ("在提供信息时未收费。", [("fees_charged", 0, None)]),
        ("无专职人员。", [("resources.staff.full_time", 0, None)]),
        ("无申请超期答复的情况。", []),
        ("无政府信息公开申请逾期未答复的情况。", []),
        ("没有因答复不及时被提起行政诉讼且败诉的情况。", []),
        ("未收到补正材料的申请3件。", []),
        ("行政复议有无均须报告。", []),
    ],
)
def test_none_in_words(sentence: str, expected: list[tuple[object, ...]]) -> None:
    """A clear statement of none is a zero with the negating words; any doubt is no fact."""
    assert expected == _read(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "比上年下降11.5%。",
        "公开申请同比增加10件。",
        "较2017年增加政府信息公开申请20件。",
        "明年计划举办培训5次，主动公开政府信息200条。",
        "2030年将举办培训3次。",
        "平均每月主动公开政府信息30条。",
        "各单位主动公开政府信息不少于50条。",
        "要求各单位每年举办培训2次。",
        "主动公开政府信息3-5条。",
        "主动公开政府信息几十条。",
        "主动公开率100%，占85%。",
        "根据财税〔2017〕20号文件和第5条规定。",
        "受理行政许可申请500件。",
        "热线受理投诉举报200件。",
        "行政审批项目保留87项。",
        "干部职工10人，其中行政编制2人。",
        "通过微博和微信发布信息分别为30条和40条。",
        "受理不动产登记业务30件。",
        "未按时答复申请2件。",
        "未公开信息5条。",
        "收到不予受理的政府信息公开申请2件。",
        "民政事项3件予以公开。",
        "涉及征地的政府信息公开申请20件。",
        "在11个工作日内答复。",
        "公开栏等产生的政府信息公开费用1万元。",
        "明确23大项任务，覆盖8类要素。",
    ],
)
def test_no_fact(sentence: str) -> None:
    """Shares, averages, plans, comparisons, ranges and other counts are left alone."""
    assert _read(sentence, "2018年，2018年政务公开工作\n") == []


@pytest.mark.parametrize(
    ("sentence", "cumulative"),
    [
        ("自2008年以来累计主动公开政府信息5000条。", True),
        ("自网站开通以来，主动公开政府信息5000条。", True),
        ("累计主动公开政府信息5000条。", True),
        ("截至2018年底，累计主动公开政府信息5000条。", True),
        ("截止2015年12月31日累计主动公开政府信息5000条。", True),
        ("历年累计主动公开政府信息5000条。", True),
        ("2018年累计主动公开政府信息5000条。", False),
        ("全年累计主动公开政府信息5000条。", False),
        ("截至2018年12月31日，我局共主动公开政府信息5000条。", False),
    ],
)
def test_of_the_year_or_cumulative(sentence: str, cumulative: bool) -> None:
    """Since when a figure counts, whatever year the date has; 累计 of a year is the year's."""
    (fact,) = find_facts(Document("2018年，2018年政务公开工作\n" + sentence))

    assert (fact.identifier, fact.value) == ("proactive.items", 5000)
    assert fact.cumulative is cumulative


def test_the_growth_of_a_cumulative_figure_is_the_years() -> None:
    """新增 behind a cumulative figure counts the same thing, in the year."""
    sentence = "截至2018年底累计公开信息5000条，其中2018年新增300条。"

    assert _read(sentence, "2018年，2018年政务公开工作\n") == [
        ("disclosed.items", 5000, "条", "累计"),
        ("disclosed.items", 300, "条"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "其中，财政资金52条；其他应主动公开的政府信息25条",
        "其中财政资金52条。其他信息25条",
        "其中财政资金52条，占58%。其他类25条",
        "按类别划分，财政资金52条；其他类信息25条",
        "涉及财政资金52条、其他25条",
        "财政资金52条，其他25条",
    ],
)
def test_a_part_is_never_the_whole(sentence: str) -> None:
    """A list of parts goes on over every mark, and a residual category is one of them."""
    facts = find_facts(Document(f"政务公开工作\n主动公开政府信息数共90条，{sentence}。"))

    assert [(fact.value, fact.part) for fact in facts] == [(90, False), (52, True), (25, True)]


def test_one_category_alone_is_a_part() -> None:
    """Without its whole beside it the figure of one category is still no whole."""
    assert _read("公开行政处罚信息30条，“双公示”信息20条。") == [
        ("disclosed.items.part", 30, "条"),
        ("disclosed.items.part", 20, "条"),
    ]


def test_approvals_are_no_requests() -> None:
    """What was received and completed of something else is none of the requests."""
    text = "未收到政府信息公开申请。\n今年受理审批事项117件，办结171件，其中减免税91件。"

    assert _read(text) == [("requests.received", 0, None)]


@pytest.mark.parametrize(
    ("text", "raw"),
    [("公开信息351\n件。", "351"), ("公开信息 1 3 4 条。", "1 3 4")],
)
def test_broken_figures(text: str, raw: str) -> None:
    """Line ends and spaces inside a figure or before its unit are none of it."""
    (fact,) = find_facts(Document("政务公开工作\n" + text))

    assert (fact.value, fact.raw) == (int("".join(raw.split())), raw)


def test_attributes_of_documents_are_no_requests() -> None:
    """依申请公开 and 不予公开 among documents produced are attributes."""
    sentence = (
        "制作、获取政府信息总数20条，其中主动公开12条，依申请公开信息数5条，不予公开信息数3。"
    )

    assert _read(sentence) == [
        ("produced.items", 20, "条"),
        ("proactive.items", 12, "条"),
        ("produced.on_request", 5, "条"),
        ("produced.not_disclosed", 3, None),
    ]


def test_figures_of_another_year() -> None:
    """Only the year that the report is about speaks for the report."""
    heading = "2018年度报告，2018年政府信息公开\n"
    sentence = "2017年收到政府信息公开申请20件，2018年收到政府信息公开申请30件。"

    assert _read(sentence, heading) == [("requests.received", 30, "件")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "受理政府信息公开申请85件，其中，区政府受理26件，街镇、社区受理59件。",
            [
                ("requests.received", 85, "件"),
                ("requests.received", 26, "件", "区政府"),
                ("requests.received", 59, "件", "街镇、社区"),
            ],
        ),
        (
            "区政府收到政府信息公开申请5件，区直部门收到政府信息公开申请6件。",
            [
                ("requests.received", 5, "件", "区政府"),
                ("requests.received", 6, "件", "区直部门"),
            ],
        ),
        (
            "受理公开申请5件，其中区政府2件、区直部门3件。",
            [
                ("requests.received", 5, "件"),
                ("requests.received", 2, "件", "区政府"),
                ("requests.received", 3, "件", "区直部门"),
            ],
        ),
        (
            "主动公开政府信息9条（民生类4条，动态类5条）。",
            [
                ("proactive.items", 9, "条"),
                ("proactive.items.part", 4, "条"),
                ("proactive.items.part", 5, "条"),
            ],
        ),
        (
            "政务微博发布信息50条，其中官方微博发布信息20条。",
            [("proactive.channels.weibo", 50, "条"), ("proactive.channels.weibo.part", 20, "条")],
        ),
        (
            "主动公开政府信息9条，其中规范性文件2件。",
            [
                ("proactive.items", 9, "条"),
                ("proactive.normative_documents_disclosed", 2, "件"),
            ],
        ),
    ],
)
def test_parts_are_not_wholes(sentence: str, expected: list[tuple[object, ...]]) -> None:
    """What stands after 其中 or in brackets carries its organ or an identifier of its own."""
    assert expected == _read(sentence)


def test_traditional_text_keeps_its_own_characters() -> None:
    """Matching is on Simplified characters; raw and sentence stay as printed."""
    text = "全年共受理政府信息公開申請二十餘件。"
    (fact,) = find_facts(Document(text))

    assert (fact.identifier, fact.value, fact.approximate) == ("requests.received", 20, True)
    assert (fact.raw, fact.sentence, fact.unit) == ("二十餘", text, "件")


def test_wrapped_lines_are_one_sentence() -> None:
    """A figure parted from its unit by a wrapped line is read; its span is in the original."""
    text = "本机关在全年工作中一共收到公民提出的政府信息公开申请\n12\n件。"
    text = text.replace("\n12\n", " 12\n")
    (fact,) = find_facts(Document(text))

    assert (fact.identifier, fact.value) == ("requests.received", 12)
    assert fact.span is not None
    assert text[fact.span.start : fact.span.end] == "12"


def test_only_the_given_stretches_are_read() -> None:
    """Text outside the prose (tables) states no facts."""
    text = "收到政府信息公开申请1件。\n收到政府信息公开申请2件。\n"
    (fact,) = find_facts(Document(text), [(14, len(text))])

    assert fact.value == 2
    assert find_facts(Document(text), []) == ()


def test_conflicting_statements_both_stay() -> None:
    """Two different figures of one kind are both facts: nothing is chosen silently."""
    text = "收到政府信息公开申请1件。办理顺利。共收到政府信息公开申请2件。"

    assert [fact.value for fact in find_facts(Document(text))] == [1, 2]


_PIECES = st.sampled_from(
    [
        *"收到申请件条人次，。；（）、\n其中主动公开政府信息未无均为零12〇十百余万亿.,复议诉讼比上年",
        "2018年",
        "10%",
    ]
)


@given(st.lists(_PIECES, max_size=60).map("".join) | st.text(max_size=80))
@settings(max_examples=examples(200))
def test_any_text(text: str) -> None:
    """Nothing is raised on any text, and each raw is what its span covers."""
    for fact in find_facts(Document(text)):
        assert fact.span is not None
        assert fact.raw == text[fact.span.start : fact.span.end]
        assert fact.sentence in text
        assert fact.value >= 0


@pytest.mark.parametrize(
    "text",
    [
        "1" * 50_000 + "件",
        "十" * 50_000 + "件",
        "收到1件，" * 5_000,
        "（" * 50_000 + "1条",
        "公开1" * 9_000,
    ],
)
def test_hostile_length(text: str) -> None:
    """Endless numbers, clauses and brackets are read to the end."""
    for fact in find_facts(Document(text)):
        assert fact.raw in text


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("未制发规范性文件。", [("proactive.normative_documents_issued", 0, None)]),
        ("未发布行政规范性文件。", [("proactive.normative_documents_issued", 0, None)]),
        ("未发布信息更正公告。", []),
        ("无规范性文件废止。", [("proactive.normative_documents_abolished", 0, None)]),
        ("没有制定规章。", [("proactive.rules_issued", 0, None)]),
        ("没有规章制度上的障碍。", []),
        ("无行政许可。", [("decisions.licensing", 0, None)]),
        ("无行政许可前置条件。", []),
        ("未作出行政处罚决定。", [("decisions.penalties", 0, None)]),
        (
            "无行政处罚和行政强制。",
            [("decisions.penalties", 0, None), ("decisions.coercive_measures", 0, None)],
        ),
        ("行政事业性收费为0。", [("administrative_fees", 0, None)]),
        ("未举行听证会。", [("participation.hearings", 0, None)]),
        ("公文均主动公开，无不予公开。", []),
    ],
)
def test_none_of_documents_and_decisions(sentence: str, expected: list[tuple[object, ...]]) -> None:
    """A statement of none is a fact where every word of it is known."""
    assert _read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("上年无结转。", [("requests.carried_over", 0, None)]),
        ("上年度没有结转的申请。", [("requests.carried_over", 0, None)]),
        ("无不予公开情况。", [("requests.replies.refused", 0, None)]),
        (
            "申请办理中无部分公开、不予公开情况。",
            [
                ("requests.replies.partially_granted", 0, None),
                ("requests.replies.refused", 0, None),
            ],
        ),
        ("不存在因信息公开引发的行政复议。", [("review", 0, None)]),
        ("申请的信息不存在。", []),
        ("没有未经复议直接起诉的案件。", [("litigation.direct", 0, None)]),
        (
            "2023年收到8件，2023年结转2件至2024年。",
            [("requests.received", 8, "件"), ("requests.carried_forward", 2, "件")],
        ),
        (
            "2023年收到8件，2023年办结6件，2023年结转2件。",
            [("requests.received", 8, "件"), ("requests.completed", 6, "件")],
        ),
        (
            "2022年度结转2件，2023年收到8件，2023年办结9件。",
            [
                ("requests.carried_over", 2, "件"),
                ("requests.received", 8, "件"),
                ("requests.completed", 9, "件"),
            ],
        ),
        ("受理信访事项30件。", []),
    ],
)
def test_what_became_of_requests(sentence: str, expected: list[tuple[object, ...]]) -> None:
    """None carried over, none refused; which year a figure is carried out of decides where to."""
    assert _read(sentence, "依申请公开情况\n") == expected


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("当面申请3件、网上申请7件、信函申请2件，共计12件。", ("requests.received", 12, "件")),
        ("自然人申请6件、法人申请1件，共7件。", ("requests.received", 7, "件")),
        ("网站公开210条，微信公众号公开95条，以上共计305条。", ("disclosed.items", 305, "条")),
        ("主动公开信息中，网站发布60条、微信发布20条，累计80条。", ("proactive.items", 80, "条")),
    ],
)
def test_a_sum_of_what_was_listed(sentence: str, whole: tuple[object, ...]) -> None:
    """It is the whole where the list adds up to it, and no fact where it does not."""
    *parts, last = _read(sentence)

    assert last == whole
    wrong = sentence.replace(f"{whole[1]}{whole[2]}。", f"999{whole[2]}。")
    assert _read(wrong) == parts


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("办理行政许可340件。", [("decisions.licensing", 340, "件")]),
        ("办理各类行政许可事项340件。", [("decisions.licensing", 340, "件")]),
        ("采取行政强制措施9件。", [("decisions.coercive_measures", 9, "件")]),
        (
            "行政许可340件、行政处罚21件。",
            [("decisions.licensing", 340, "件"), ("decisions.penalties", 21, "件")],
        ),
        ("现有行政许可事项45项。", []),
        ("受理行政许可340件。", []),
        ("办理行政处罚案件25件。", []),
    ],
)
def test_decisions(sentence: str, expected: list[tuple[object, ...]]) -> None:
    """What is done tells decisions from matters that an agency is in charge of."""
    assert _read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "2014年，我局主动公开信息520条，累计公开3,210条，收到申请5件。",
            [
                ("proactive.items", 520, "条"),
                ("proactive.items", 3210, "条", "累计"),
                ("requests.received", 5, "件"),
            ],
        ),
        (
            "主动公开信息260条、依申请公开信息3条、不予公开信息5条。",
            [
                ("proactive.items", 260, "条"),
                ("produced.on_request", 3, "条"),
                ("produced.not_disclosed", 5, "条"),
            ],
        ),
        (
            "主动公开文件35件、依申请公开文件6件、不予公开文件9件。",
            [("proactive.items.part", 35, "件")],
        ),
        ("开展意见征集17次，收到意见建议230条。", [("participation.consultations", 17, "次")]),
        ("行政诉讼案件15件，涉及政府信息公开的1件。", [("litigation", 1, "件")]),
        ("主要负责人出席新闻发布会3次。", [("response.press_conferences_by_head", 3, "次")]),
        (
            "公开的96条信息中，概况类4条，动态类75条。",
            [
                ("disclosed.items", 96, "条"),
                ("disclosed.items.part", 4, "条"),
                ("disclosed.items.part", 75, "条"),
            ],
        ),
    ],
)
def test_figures_that_look_like_others(sentence: str, expected: list[tuple[object, ...]]) -> None:
    """Cumulative, an attribute, opinions, all lawsuits: each keeps to what it counts."""
    assert _read(sentence) == expected
