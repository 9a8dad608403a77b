"""Check on slips in the text: W1."""

from __future__ import annotations

import re

from govreport.checks.items import Broken, Items, Unknown
from govreport.checks.registry import CheckGroup
from govreport.checks.subject import Subject
from govreport.diagnostics import Severity
from govreport.language import phrase

GROUP = CheckGroup("wording", "slips in the text")

_DOUBLED = re.compile(
    r"(?:政府|信息|公开|工作|情况|单位|部门|进行|加强|我局|我镇|按照|根据|通过|以及)"
    r"(?=(政府|信息|公开|工作|情况|单位|部门|进行|加强|我局|我镇|按照|根据|通过|以及))"
)
_DOUBLED_CHARACTER = re.compile(
    r"的的|了了|和和|与与|在在(?!线)|是是(?!非)|及及|，，|。。(?!。)|、、"
)
_BEHEADED = re.compile(
    r"^[^\S\n]{0,20}[（(][一二三四五六七][）)]\s*(?:府信息|动公开|申请公开|息公开|督保障|台建设)",
    re.MULTILINE,
)
_CHINESE = r"[\u4e00-\u9fff]"
_HALF = re.compile(rf"(?<={_CHINESE}),(?={_CHINESE})")
_FULL = re.compile(rf"(?<={_CHINESE})，(?={_CHINESE})")
_SHOWN = 8


@GROUP.check(
    basis="own",
    severity=Severity.INFO,
    example="a heading without its first character: （四）府信息公开平台建设",
)
def w1(subject: Subject) -> Items:
    """The text has no doubled word, no half-width comma between Chinese characters, and no
    heading without its first character.

    Ours: half-width commas are only named where the report otherwise uses full-width ones.
    """
    text = subject.prose
    if not text.strip():
        yield Unknown(phrase("no text was found"))
        return
    for found in _DOUBLED.finditer(text):
        if found.group() == found.group(1):
            yield _slip(phrase("a doubled word"), text, found.start())
    for found in _DOUBLED_CHARACTER.finditer(text):
        yield _slip(phrase("a doubled character"), text, found.start())
    for found in _BEHEADED.finditer(text):
        yield _slip(phrase("a heading without its first character"), text, found.start())
    half, full = _HALF.findall(text), _FULL.findall(text)
    if half and len(full) > 9 * len(half):
        first = _HALF.search(text)
        yield _slip(phrase("a half-width comma"), text, first.start() if first else 0)


def _slip(what: str, text: str, start: int) -> Broken:
    begin = max(0, start - _SHOWN // 2)
    shown = " ".join(text[begin : start + 2 * _SHOWN].split())
    return Broken(phrase("{what}: {text}", what=what, text=shown), stated=shown, cause="slips")
