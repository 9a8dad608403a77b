"""The agency that reports, where the title does not name it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from attrs import frozen

from govreport.prose.identity.dates import (
    DATE,
    GLUED_DATE,
    YEAR,
    find_at_years,
    read_date,
    read_glued_date,
)
from govreport.prose.identity.organ import NAME, SUFFIX, clean_name, is_organ, names_place

_VERB = (
    r"(?:政府信息公开|政务信息公开|政务公开|信息公开|认真|严格|紧紧|紧扣|坚持|深入|全面|按照|高度|积极|切实|始终|持续"
    r"|在[^,，。]{2,40}(?:领导|指导|支持|关心)下|以|围绕|根据|贯彻|进一步|主动|依法|扎实|不断|牢牢|共[主公]|未|没有|深化"
    r"|加强|大力|聚焦|立足|着力|继续|牢固|充分|通过|结合|全力|落实|明确|组织|编制|学习|对照|收到|严守|秉持|强化|优化|推进)"
)
_ACTS = rf"(?:[(（][^()（）]{{2,12}}[)）])?(?={_VERB}|{YEAR}\s*年度?(?:政府信息|政务|信息)公开)"
_ANCHORED = re.compile(
    rf"(?:{YEAR}\s*年度?(?:以来)?[,，]?\s*|现将\s*)(?P<name>{NAME}{{2,30}}?{SUFFIX}){_ACTS}"
)
_ANCHOR = re.compile(r"[2２二现](?=[0０\s〇○零oO◯将])")
_ACTING = re.compile(rf"(?P<suffix>{SUFFIX}){_ACTS}")
_NAME_CHARACTER = re.compile(NAME)
_COMPILED = re.compile(
    rf"由(?P<name>{NAME}{{2,30}}?{SUFFIX})(?:负责)?(?:编制|根据|按照|依据|组织编制)"
)
_FIELD = re.compile(
    r"(?P<label>发布机构|发布单位|发文机关|发文单位|公开单位|公开机构|责任部门|责任单位|制作单位|发布部门"
    r"|信息来源|文章来源|来源|供稿单位|供稿|作者)[ \t]*[:：】\]]"
    r"[ \t]*(?P<name>[^\s|,，。;；:：【\[]{2,40})"
)
_DATE_AT_END = re.compile(rf"{DATE}|{GLUED_DATE}")
_NAME_BEFORE_DATE = re.compile(rf"(?:^|[\s。;；>|])(?P<name>{NAME}{{3,40}})\s*[(（]?\s*$")
_NEXT_LINE = re.compile(r"[^\n]{0,40}\n\s*(?P<line>[^\n]{1,60})")
_NAME_ALONE = re.compile(rf"[(（]?(?P<name>{NAME}{{3,40}}?)[)）]?\s*")
_PUBLISHERS = ("发布", "发文", "公开", "责任", "制作")


@frozen
class AgencyClaim:
    """One place that names the agency.

    ``source`` is, best first, ``"subtitle"`` (a line of its own under the title),
    ``"signature"``, ``"text"`` (beside the year or 现将), ``"compiler"``, ``"mention"`` (acts in
    some sentence of the first paragraphs) or ``"field"`` (of the page: whose site it is).
    """

    source: str
    name: str
    start: int
    end: int


@frozen
class Signature:
    """Organ and date at the end of the report; ``dates`` holds every reading of the date."""

    name: str
    start: int
    end: int
    dates: tuple[datetime.date, ...]
    date_start: int
    date_end: int


def find_signature(tail: str) -> Signature | None:
    """The last line pair of agency and date.

    >>> find_signature("盘州市乌蒙镇人民政府\\n  2021129").name
    '盘州市乌蒙镇人民政府'
    """
    last: Signature | None = None
    for found in find_at_years(_DATE_AT_END, tail):
        origin = max(0, found.start() - 80)
        named = _NAME_BEFORE_DATE.search(tail[origin : found.start()])
        if named is None or not is_organ(named["name"]):
            continue
        if found["glued"]:
            dates = read_glued_date(int(found["glued_year"]), found["glued"])
            place = found.start("glued_year"), found.end("glued")
        else:
            date = read_date(found)
            dates = (date,) if date else ()
            place = found.start("year"), found.end("day")
        start = origin + named.start("name")
        last = Signature(named["name"], start, start + len(named["name"]), dates, *place)
    return last


def find_in_text(head: str, start: int, end: int) -> Iterator[AgencyClaim]:
    """Organs that act in the first paragraphs: 2019年,区民政局紧紧围绕…, 现将区行政审批局….

    >>> [claim.name for claim in find_in_text("2019年,区民政局认真工作", 0, 12)]
    ['区民政局']
    """
    seen: set[tuple[int, int]] = set()
    for source, places in (
        ("text", (m.span("name") for m in find_at_years(_ANCHORED, head, start, end, _ANCHOR))),
        ("compiler", (m.span("name") for m in _COMPILED.finditer(head, start, end))),
        ("mention", _mentions(head, start, end)),
    ):
        for printed in places:
            place = clean_name(head, *printed)
            name = head[slice(*place)]
            if is_organ(name) and names_place(name) and place not in seen:
                seen.add(place)
                yield AgencyClaim(source, name, *place)


def _mentions(head: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Names between a mark of punctuation (or a line's start) and what an agency does.

    A name's ending is rarer than a mark of punctuation, so the search goes back from there.
    """
    position = bound = start
    while found := _ACTING.search(head, position, end):
        position = found.start() + 1
        first = found.start()
        while (
            first > bound and found.start() - first <= 30 and _NAME_CHARACTER.match(head[first - 1])
        ):
            first -= 1
        before = head[bound:first]
        mark = before.rstrip()
        if 2 <= found.start() - first <= 30 and (
            mark.endswith((",", "，", "。")) or "\n" in before[len(mark) :]
        ):
            yield first, found.end("suffix")
            position = bound = found.end()


def find_subtitle(head: str, start: int) -> AgencyClaim | None:
    """An agency alone on one of the first three lines under the title.

    >>> find_subtitle("年度报告\\n\\n沛县教育局\\n一、总体情况", 4).name
    '沛县教育局'
    """
    position = start
    for _ in range(3):
        line = _NEXT_LINE.match(head, position)
        if line is None:
            return None
        if (found := _NAME_ALONE.fullmatch(line["line"])) and is_organ(found["name"]):
            begin = line.start("line") + found.start("name")
            return AgencyClaim("subtitle", found["name"], begin, begin + len(found["name"]))
        position = line.end()
    return None


def find_in_fields(head: str) -> AgencyClaim | None:
    """The agency in a labelled field of the page; 发布机构 before 来源 and 作者.

    >>> find_in_fields("信息来源:正阳镇 作者:佚名").name
    '正阳镇'
    """
    best: AgencyClaim | None = None
    for found in _FIELD.finditer(head):
        if is_organ(found["name"]):
            claim = AgencyClaim("field", found["name"], *found.span("name"))
            if found["label"].startswith(_PUBLISHERS):
                return claim
            best = best or claim
    return best
