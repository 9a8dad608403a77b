"""Taiwan vocabulary that a conversion put into mainland labels, and its way back."""

from __future__ import annotations

import re

VOCABULARY: dict[str, str] = {
    "附属档案": "附件",
    "入口网站": "门户网站",
    "网际网路": "互联网",
    "网际网络": "互联网",
    "民众": "群众",
    "最佳化": "优化",
    "视窗": "窗口",
    "许可权": "权限",
    "巨观": "宏观",
    "微观": "微观",
    "资讯": "信息",
    "程式": "程序",
    "网路": "网络",
    "软体": "软件",
    "硬体": "硬件",
    "行动电话": "移动电话",
    "简讯": "短信",
    "电子邮箱": "电子邮箱",
    "伺服器": "服务器",
    "资料库": "数据库",
    "档案": "文件",
}
"""Simplified form of the Taiwan word -> the mainland word."""

# 执法案卷 and a real archive are the mainland's own words.
_KEPT = r"档案(?=[馆室局科处员管])|(?<=电子)档案(?=归档)"
_PATTERN = re.compile(f"(?P<kept>{_KEPT})|" + "|".join(sorted(VOCABULARY, key=len, reverse=True)))


def restore_vocabulary(label: str) -> str:
    """Give a label or title, already in Simplified characters, its mainland words back.

    Only for known labels and titles: in free prose 档案 may be a real archive, and the writer's
    own word must stand. An archive's name (档案馆, 档案局) is kept. The length may change.

    >>> restore_vocabulary("规范性档案")
    '规范性文件'
    >>> restore_vocabulary("省档案馆附属档案")
    '省档案馆附件'
    """
    return _PATTERN.sub(
        lambda found: found.group() if found.group("kept") else VOCABULARY[found.group()], label
    )
