"""The sentence with which a report itself explains why a figure does not fit."""

from __future__ import annotations

import re

from govreport.checks.subject import Subject, sentences

_OF_COUNTING = (
    r"统计口径|口径(?:调整|变化|不同)|更正|以本(?:年度)?报告为准|数据(?:调整|修正|有调整)"
    r"|(?:重新|复核)统计|核减|核增|(?:合并|一并|并案)(?:办理|处理|答[复覆]|统计)"
)
_OF_TIME = (
    r"清理(?:工作|后|结果|废止)?|机构改革|划转|划入|划出"
    r"|(?:数量|件数|事项|清单|目录)[^，。；]{0,8}调整"
)
_COUNTED = re.compile(_OF_COUNTING)
_CHANGED = re.compile(f"{_OF_COUNTING}|{_OF_TIME}")
_FIGURES = re.compile(
    r"\d|数量|件数|总数|数据|统计|结转|差异|不一致|不符|口径|更正|增加|减少|变化|废止|失效|为准|合并"
)
"""Words without which a sentence about a reform or a clean-up explains no figure."""


def explanation(subject: Subject, topic: tuple[str, ...], *, within: bool) -> str | None:
    """The first sentence that names the topic together with a reason, None for none.

    Args:
        subject: the report.
        topic: words of which one must stand in the sentence (规范性文件, 申请 ...); empty for
            findings that a report does not explain.
        within: the figures stand in one table, where only how they were counted is a reason; a
            reform or a clean-up changes figures from one year to the next.
    """
    reason = _COUNTED if within else _CHANGED
    if not topic or not reason.search(subject.prose):
        return None
    for sentence in sentences(subject.prose):
        explains = reason.search(sentence) and _FIGURES.search(sentence)
        if explains and any(word in sentence for word in topic):
            return sentence
    return None
