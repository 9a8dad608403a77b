"""Sentences offices write, and the facts each of them must become: no more, no fewer."""

from __future__ import annotations

import pytest
from tests.typed import some

import govreport

# Each fact: what it counts, the figure, and whether it is a part or counted over several years.
YEAR, PART, SINCE = "of the year", "a part", "over several years"
PROACTIVE = "proactive.normative_documents"


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "本年共收到和办理依申请公开9件。",
            [("requests.received", 9, YEAR), ("requests.completed", 9, YEAR)],
        ),
        (
            "行政规范性文件发布3条，废止数量1条，现行有效数量12条。",
            [
                (f"{PROACTIVE}_issued", 3, YEAR),
                (f"{PROACTIVE}_abolished", 1, YEAR),
                (f"{PROACTIVE}_in_force", 12, YEAR),
            ],
        ),
        ("设有政务公开专区1处。", [("resources.service_zones", 1, YEAR)]),
        ("视频号发布视频32条。", [("proactive.channels.video", 32, YEAR)]),
        ("抖音发布视频15条。", [("proactive.channels.video", 15, YEAR)]),
        ("今年收到1项政府信息公开申请。", [("requests.received", 1, YEAR)]),
        (
            "公开信息数共90条，其中财政资金52条；其他应主动公开的政府信息25条。",
            [
                ("disclosed.items", 90, YEAR),
                ("disclosed.items.part", 52, PART),
                ("disclosed.items.part", 25, PART),
            ],
        ),
        ("自2008年以来累计公开1224条。", [("disclosed.items", 1224, SINCE)]),
        ("全年受理行政审批171件。", []),  # no request for information
    ],
)
def test_facts_of_a_sentence(sentence: str, facts: list[tuple[str, int, str]]) -> None:
    title = "临江市民政局2023年政府信息公开工作年度报告"
    report = govreport.parse(f"{title}\n一、总体情况\n{sentence}\n二、主动公开政府信息情况\n")
    found = [
        (one.identifier, one.value, PART if one.part else SINCE if one.cumulative else YEAR)
        for one in report.narrative
    ]
    assert found == facts
    assert all(one.sentence == sentence and some(one.span).line == 3 for one in report.narrative)
