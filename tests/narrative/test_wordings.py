"""Wordings that were once taken for something else, the smallest sentence of each."""

from __future__ import annotations

import pytest

from govreport.document import Document
from govreport.prose.narrative import find_facts


def _read(sentence: str) -> list[tuple[object, ...]]:
    """Identifier, value and agency of each fact; ``约`` where it is approximate."""
    return [
        (fact.identifier, fact.value)
        + ((fact.organ,) if fact.organ else ())
        + (("约",) if fact.approximate else ())
        for fact in find_facts(Document("政务公开工作\n" + sentence))
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("医院官方网站发布院务信息31条。", [("proactive.channels.website", 31)]),
        ("校园网主动公开信息25条。", [("proactive.channels.website", 25)]),
        ("医院官网、官微发布信息46条。", [("proactive.channels.combined", 46)]),
        ("“两微”平台发布信息69条。", [("proactive.channels.combined", 69)]),
        ("通过公开栏、大喇叭等途径公开信息52条。", [("proactive.channels.combined", 52)]),
        ("张贴公开事项20余条。", [("proactive.channels.notice_boards", 20, "约")]),
        ("门户网站登载61条。", [("proactive.channels.website", 61)]),
        ("“两微一抖”账号推出内容1,045条。", [("proactive.channels.combined", 1045)]),
        ("通过林业信息网发布信息14条。", [("proactive.channels.website", 14)]),
        ("通过信息公开网发布信息14条。", [("disclosed.items", 14)]),
        ("微信工作群转发35条。", []),
        ("发布统计公报1期。", []),
        ("发布《市政府公报》6期。", [("gazette.issues", 6)]),
    ],
)
def test_channels(sentence: str, expected: list[tuple[object, ...]]) -> None:
    """Channels of schools and hospitals; several channels; what only looks like the gazette."""
    assert _read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "微博发布20条，微信发布30条，粉丝总量达到4.5万。",
            [
                ("proactive.channels.weibo", 20),
                ("proactive.channels.wechat", 30),
                ("audience.followers", 45000),
            ],
        ),
        ("微信公众号粉丝由上年的26万增至44万。", [("audience.wechat.followers", 440000)]),
        ("政务服务网注册用户412万。", []),
        ("微信公众号用户达5,120人。", [("audience.wechat.followers", 5120)]),
        ("微信公众号阅读量超过23万次。", [("audience.wechat.visits", 230000, "约")]),
        (
            "微信公众号粉丝1.8万人，年内发文61篇。",
            [("audience.wechat.followers", 18000), ("proactive.channels.wechat", 61)],
        ),
    ],
)
def test_audience(sentence: str, expected: list[tuple[object, ...]]) -> None:
    """Followers of all accounts, growth from one number to another, users who follow nothing."""
    assert _read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "公开信息50条，行政检查公示10条。",
            [("disclosed.items", 50), ("disclosed.items.part", 10)],
        ),
        (
            "公开信息50条，包括办事指南5条、收费信息4条。",
            [("disclosed.items", 50), ("disclosed.items.part", 5), ("disclosed.items.part", 4)],
        ),
        (
            "产生政府信息48件，其中属于主动公开范围的40件。",
            [("produced.items", 48), ("proactive.items", 40)],
        ),
        (
            "公开行政执法信息58条，其中行政许可决定42条、行政处罚决定16条。",
            [
                ("disclosed.items.part", 58),
                ("disclosed.items.part", 42),
                ("disclosed.items.part", 16),
            ],
        ),
        ("公开政务、村务事项226条。", [("disclosed.items", 226)]),
        (
            "门户网站公开审批公示21条、监测信息9条。",
            [("proactive.channels.website.part", 21), ("proactive.channels.website.part", 9)],
        ),
        (
            "公开招生政策36条、教育收费8条。",
            [("disclosed.items.part", 36), ("disclosed.items.part", 8)],
        ),
        ("公开行政审批结果37项。", [("disclosed.items.part", 37)]),
        ("收集政府公开信息纸质文件20份。", []),
        ("梳理现行规范性文件13件，建议废止2件。", [("proactive.normative_documents_in_force", 13)]),
        (
            "规范性文件制发31件，年末有效数204件。",
            [
                ("proactive.normative_documents_issued", 31),
                ("proactive.normative_documents_in_force", 204),
            ],
        ),
        (
            "人大代表建议3件，已在网站公开3件。",
            [("proposals", 3), ("proposals.disclosed", 3)],
        ),
        ("开放数据集120个，公布数据集130个。", []),
        (
            "接待咨询76人次，其中现场53人次，电话23人次。",
            [("consultations", 76), ("consultations.part", 53), ("consultations.part", 23)],
        ),
        (
            "开展规范性文件清理，废止12件，现行有效85件。",
            [
                ("proactive.normative_documents_abolished", 12),
                ("proactive.normative_documents_in_force", 85),
            ],
        ),
        ("现行有效行政规章2部。", [("proactive.rules_in_force", 2)]),
    ],
)
def test_parts_and_documents(sentence: str, expected: list[tuple[object, ...]]) -> None:
    """Categories whose name is another figure's; documents that an earlier clause names."""
    assert _read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("收到申请公开42件。", [("requests.received", 42)]),
        (
            "收到依申请公开6件，连同2021年转入的2件，实际办结7件。",
            [
                ("requests.received", 6),
                ("requests.carried_over", 2),
                ("requests.completed", 7),
            ],
        ),
        (
            "收到公开申请9件，受理答复8件，1件尚在办理、结转下年。",
            [
                ("requests.received", 9),
                ("requests.replies", 8),
                ("requests.carried_forward", 1),
            ],
        ),
        (
            "收到公开申请9件，尚有2件结转至明年。",
            [("requests.received", 9), ("requests.carried_forward", 2)],
        ),
        (
            "收到公开申请6件，不予处理5件，其中信访投诉类3件、重复申请2件。",
            [
                ("requests.received", 6),
                ("requests.replies.not_processed", 5),
                ("requests.replies.not_processed.petition_or_complaint", 3),
                ("requests.replies.not_processed.duplicate", 2),
            ],
        ),
        (
            "办结公开申请9件，其中，区政府办理5件。",
            [("requests.completed", 9), ("requests.handled", 5, "区政府")],
        ),
        (
            "收到公开申请14件，其中网上9件、信函5件，14件均在15个工作日内答复。",
            [
                ("requests.received", 14),
                ("requests.received.online", 9),
                ("requests.received.letter", 5),
            ],
        ),
        (
            "收到公开申请44件，其中个人30件，年度内答复办结40件，不公开6件。",
            [
                ("requests.received", 44),
                ("requests.received.natural_person", 30),
                ("requests.completed", 40),
                ("requests.replies.refused", 6),
            ],
        ),
        (
            "收到公开申请31件，已办理30件。",
            [("requests.received", 31), ("requests.handled", 30)],
        ),
        (
            "答复公开申请9件，公开6件、部分公开3件。",
            [
                ("requests.replies", 9),
                ("requests.replies.granted", 6),
                ("requests.replies.partially_granted", 3),
            ],
        ),
        ("没有收到要求公开征地信息的申请。", [("requests.received", 0)]),
        (
            "依申请公开收件5件，4件按信访投诉举报类不予处理。",
            [
                ("requests.received", 5),
                ("requests.replies.not_processed.petition_or_complaint", 4),
            ],
        ),
        ("市政府本级受理信息公开申请21件。", [("requests.received", 21, "市政府本级")]),
    ],
)
def test_requests(sentence: str, expected: list[tuple[object, ...]]) -> None:
    """Requests that an earlier year left, that are left to the next, or that are one agency's."""
    assert _read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "行政复议64件，其中涉及政府信息公开3件，参加行政应诉21件。",
            [("review", 3)],
        ),
        (
            "行政复议64件，其中涉及政府信息公开3件；行政应诉21件，其中政府信息公开类2件。",
            [("review", 3), ("litigation", 2)],
        ),
        (
            "信息公开行政复议5件，复议机关予以维持3件，责令重新答复2件。",
            [("review", 5), ("review.upheld", 3), ("review.corrected", 2)],
        ),
        (
            "信息公开行政诉讼5件，法院判决维持的4件。",
            [("litigation", 5), ("litigation.upheld_or_dismissed", 4)],
        ),
        ("政府信息公开复议：3件，诉讼：0件。", [("review", 3), ("litigation", 0)]),
        ("因信息公开被诉4件。", [("litigation", 4)]),
        ("未出现针对公开工作的复议、诉讼案件。", [("review", 0), ("litigation", 0)]),
    ],
)
def test_disputes(sentence: str, expected: list[tuple[object, ...]]) -> None:
    """All reviews and lawsuits of an agency are not those about disclosure."""
    assert _read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("学习《条例》2次。", [("meetings_and_training.courses", 2)]),
        ("发放惠农政策明白卡2,700张。", [("outreach.leaflets", 2700)]),
        ("收取信息处理费1笔、金额340元。", [("requests.charged", 1), ("fees_charged", 340)]),
        ("举办信息员业务培训班2期。", [("meetings_and_training.courses", 2)]),
        (
            "举办培训班2期，290人次参训。",
            [("meetings_and_training.courses", 2), ("meetings_and_training.trainees", 290)],
        ),
        ("印制《办事指南》1.5万册。", [("outreach.leaflets", 15000)]),
        (
            "日常检查12轮次，监督检查4次。",
            [("supervision.inspections", 12), ("supervision.inspections", 4)],
        ),
        ("举办政策新闻通报会3次。", [("response.press_conferences.part", 3)]),
        ("县政府先后3次召开政务公开推进会。", [("meetings_and_training.meetings", 3)]),
        ("党工委会研究政务公开1次。", [("participation.executive_meetings", 1)]),
        ("“局长谈文物”在线访谈1期。", [("response.online_interviews", 1)]),
        ("接受电视访谈41次。", []),
        ("发督办单9份。", [("supervision.notices", 9)]),
        ("办理群众来信13件、来访4,120批次。", []),
        ("组织区长在线访谈1期。", [("response.online_interviews_by_head", 1)]),
        ("回应网民留言27条。", [("mailbox.replies", 27)]),
        ("网站意见征集7次。", [("participation.consultations", 7)]),
    ],
)
def test_further_figures(sentence: str, expected: list[tuple[object, ...]]) -> None:
    """Training, leaflets, inspections, interviews, messages."""
    assert _read(sentence) == expected


def test_the_year_of_a_paragraph() -> None:
    """A year that a sentence without figures names is that of the paragraph: 累计 is its sum."""
    text = "2017年，我县推进政务公开。\n2017年，我县推进政务公开工作。累计培训172人次。"
    (fact,) = find_facts(Document(text))

    assert fact.cumulative is False


def test_a_part_of_a_part() -> None:
    """A figure right before a second 其中 is the whole of what follows."""
    assert _read("公开信息90条，其中网站公开60条，其中公告30条。") == [
        ("disclosed.items", 90),
        ("proactive.channels.website", 60),
        ("proactive.channels.website.part", 30),
    ]
