"""The figures in the prose of the five samples, counted by hand.

Each entry: identifier, value, unit, approximate, organ, a few characters that end with the figure.
Everything else in that prose (dates, shares, document numbers, averages, tasks, items of other
registers, staff of the whole organ) is a decoy. Statements of none come last.
"""

from __future__ import annotations

from typing import TypeAlias

Counted: TypeAlias = tuple[str, str, str | None, bool, str | None, str]

FACTS: dict[str, tuple[Counted, ...]] = {
    "000": (
        ("disclosed.items", "69", "条", False, None, "各类信息69"),
        ("proactive.items", "68", "条", False, None, "主动公开68"),
        ("proactive.items.part", "1", "条", False, None, "机构概况1"),
        ("proactive.items.part", "1", "条", False, None, "一公开”1"),
        ("proactive.items.part", "23", "条", False, None, "资金信息23"),
        ("proactive.items.part", "28", "条", False, None, "救助信息28"),
        ("proactive.items.part", "2", "条", False, None, "补助信息2"),
        ("proactive.items.part", "14", "条", False, None, "部门动态14"),
        ("disclosed.on_request", "1", "条", False, None, "依申请公开1"),
    ),
    "001": (
        ("resources.staff", "2", "名", False, None, "公开配备2"),
        ("review", "0", None, False, None, "行政诉讼均为零"),
        ("litigation", "0", None, False, None, "行政诉讼均为零"),
        ("resources.staff.full_time", "0", None, False, None, "我镇无"),
    ),
    "002": (
        ("meetings_and_training.trainees", "200", "人次", True, None, "參加人數200餘"),
        ("proactive.items", "15654", "条", False, None, "政府信息15654"),
        ("proactive.channels.website", "26258", "条", False, None, "公開信息26258"),
        ("proactive.channels.weibo", "4046", "条", False, None, "發布信息4046"),
        ("proactive.channels.wechat", "9344", "条", False, None, "發布信息9344"),
        ("proactive.channels.weibo.part", "1095", "条", False, None, "發布信息1095"),
        ("audience.weibo.followers", "205000", "人", False, None, "關注量達20.5萬"),
        ("proactive.channels.wechat.part", "1248", "条", False, None, "發布信息1248"),
        ("audience.wechat.followers", "141000", "人", False, None, "關注人數14.1萬"),
        ("disclosed.on_request", "587", "条", False, None, "公開信息587"),
        ("requests.received", "85", "件", False, None, "公開申請85"),
        ("requests.received", "26", "件", False, "区政府", "受理26"),
        ("requests.received", "28", "件", False, "区直部门", "受理28"),
        ("requests.received", "31", "件", False, "街镇、大社区、经开区", "受理31"),
        ("review", "2", "件", False, None, "複議申請2"),
        ("review.accepted", "2", "件", False, None, "受理2"),
        ("review.completed", "2", "件", False, None, "辦結2"),
        ("review.terminated", "2", "件", False, None, "終止2"),
        ("litigation", "2", "件", False, None, "行政訴訟2"),
        ("fees_charged", "0", None, False, None, "信息時均未"),
        ("resources.staff.full_time", "38", "人", False, None, "專職人員38"),
        ("resources.staff.part_time", "45", "人", False, None, "兼職人員45"),
        ("resources.budget", "24.9", "万元", False, None, "工作經費24.9"),
    ),
    "003": (
        ("proactive.channels.website", "242", "条", False, None, "政府信息242"),
        ("proposals.disclosed", "30", "件", False, None, "委员提案30"),
        ("mailbox.replies", "24", "件", False, None, "区长信箱24"),
        ("requests.received", "0", None, False, None, "我办未收到"),
        ("review", "0", None, False, None, "无"),
        ("litigation", "0", None, False, None, "无"),
        ("supervision.accountability", "0", None, False, None, "未发生"),
        ("fees_charged", "0", None, False, None, "本机关无"),
    ),
    "004": (),
}

EXPECTED_RECALL = 1.0
EXPECTED_PRECISION = 1.0
