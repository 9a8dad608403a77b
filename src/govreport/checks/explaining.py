"""The sentence with which a report itself explains why a figure does not fit."""

from __future__ import annotations

import re

from govreport.checks.subject import Subject, sentences

_REASON = re.compile(
    r"清理(?:工作|后|结果|废止)?|统计口径|口径(?:调整|变化|不同)|机构改革|划转|划入|划出|更正"
    r"|以本(?:年度)?报告为准|数据(?:调整|修正|有调整)|(?:重新|复核)统计|核减|核增"
)


def explanation(subject: Subject, topic: tuple[str, ...]) -> str | None:
    """The first sentence that names the topic together with a reason, None for none.

    Args:
        subject: the report.
        topic: words of which one must stand in the sentence (规范性文件, 申请 ...); empty for
            findings that a report does not explain.
    """
    if not topic or not _REASON.search(subject.prose):
        return None
    for sentence in sentences(subject.prose):
        found = _REASON.search(sentence)
        if found and any(word in sentence for word in topic):
            return sentence
    return None
