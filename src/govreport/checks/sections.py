"""Checks on the six sections of the forms since 2019: S1, S2, S3, S10."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from govreport.checks.items import Broken, Items, Unknown
from govreport.checks.registry import CheckGroup
from govreport.checks.subject import SECTIONS, Subject
from govreport.document import Span
from govreport.language import listing, phrase
from govreport.text.chinese import to_simplified

GROUP = CheckGroup("sections", "the six sections of the form")

TITLES = {
    "overview": "一、总体情况",
    "proactive_disclosure": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "review_and_litigation": "四、政府信息公开行政复议、行政诉讼情况",
    "problems_and_improvements": "五、存在的主要问题及改进情况",
    "other_matters": "六、其他需要报告的事项",
}
"""Section -> its title in the form."""

_WITHIN_TEXT = {
    "overview": r"总体情况",
    "proactive_disclosure": r"主动公开(?:政府)?信息.{0,3}情况",
    "requests": r"收到和处理|申请.{0,4}情况",
    "review_and_litigation": r"行政复议.{0,8}行政诉讼.{0,4}情况",
    "problems_and_improvements": r"存在.{0,5}问题.{0,8}改进",
    "other_matters": r"其他.{0,3}(?:需要)?.{0,2}报告",
}
_LEAST = 4
_NUMERALS = "一二三四五六七八九十"
_TOP = re.compile(rf"^\s*([{_NUMERALS}])\s*[、.．]")
_PART = re.compile(r"主动公开(?:情况)?$|依申请公开(?:情况)?$|平台建设(?:情况)?$|监督保障(?:情况)?$")
TABLES = {
    "proactive_disclosure": "proactive_disclosure",
    "requests": "requests",
    "review_and_litigation": "review_and_litigation",
}


_HEADERS = {
    "proactive_disclosure": r"第二十条第|信息内容",
    "requests": r"申请人情况|本年新收",
    "review_and_litigation": r"结果维持|尚未审结",
}
"""Section -> words of the header of its table."""


def is_whole(subject: Subject) -> bool:
    """Whether enough sections are there that the document is no fragment of a report."""
    return len(subject.sections) >= _LEAST


def ends_in(subject: Subject) -> str | None:
    """The last section that is there."""
    return next((s.identifier for s in reversed(subject.report.sections) if s.identifier), None)


def begins_late(subject: Subject) -> bool:
    """Whether the text may begin behind the report's beginning: without title and section 一."""
    return subject.report.title is None and "overview" not in subject.sections


def _is_cut(subject: Subject, missing: Sequence[str]) -> bool:
    """Whether the text may lack its beginning, or its end: neither of the last sections."""
    if begins_late(subject):
        return True
    return ends_in(subject) in TABLES and SECTIONS[-2] in missing and SECTIONS[-1] in missing


@GROUP.check(basis="law", example="not printed: 六、其他需要报告的事项")
def s1(subject: Subject) -> Items:
    """All six sections are there, each once.

    国办公开办函〔2021〕30号: the contents of 条例 第五十条 are "不能遗漏".
    """
    counted = Counter(s.identifier for s in subject.report.sections if s.identifier)
    twice = [TITLES[name] for name, number in counted.items() if number > 1]
    if twice and _is_renumbered(subject):
        yield Unknown(
            phrase("the attached tables are numbered anew: {sections}", sections=listing(twice))
        )
    elif twice:
        yield Broken(
            phrase("printed more than once: {sections}", sections=listing(twice)),
            spans=tuple(_headings(subject, {name for name in counted if counted[name] > 1})),
        )
    missing = [name for name in SECTIONS if name not in counted]
    if not missing:
        return
    if not is_whole(subject) or subject.runs_on or subject.is_excerpt:
        named = listing([TITLES[name] for name in missing])
        yield Unknown(phrase("the text may be incomplete; not found: {sections}", sections=named))
        return
    hidden = [name for name in missing if re.search(_WITHIN_TEXT[name], subject.prose)]
    lost = [name for name in missing if name not in hidden]
    if _is_cut(subject, lost):
        named = listing([TITLES[name] for name in lost])
        yield Unknown(phrase("the text may be incomplete; not found: {sections}", sections=named))
        lost = []
    if hidden:
        yield Unknown(
            phrase(
                "not recognised as headings: {sections}",
                sections=listing([TITLES[name] for name in hidden]),
            )
        )
    if lost:
        yield Broken(
            phrase("not printed: {sections}", sections=listing([TITLES[name] for name in lost])),
            span=subject.place(ends_in(subject) or ""),
            expected="；".join(TITLES[name] for name in lost),
        )


def _is_renumbered(subject: Subject) -> bool:
    """Whether no section comes twice under one ordinal: attached tables begin with 一 again."""
    printed = [
        (section.identifier, match.group(1))
        for section in subject.report.sections
        if section.identifier and (match := _TOP.match(to_simplified(section.heading)))
    ]
    named = Counter(name for name, _ in printed)
    several = [pair for pair in printed if named[pair[0]] > 1]
    return bool(several) and len(set(several)) == len(several)


def _headings(subject: Subject, names: Collection[str]) -> Iterator[Span]:
    """The headings of all sections of these identifiers."""
    for section in subject.report.sections:
        if section.identifier in names and section.span is not None:
            start = section.span.start
            yield subject.report.provenance.span(start, start + len(section.heading))


@GROUP.check(basis="form", example="the ordinals of the sections are 一 三 三 四 五 六")
def s2(subject: Subject) -> Items:
    """The ordinals 一 to 六 are in order, and section 一 has no second numbering 一、二、….

    The form numbers its sections; parts of section 一 are numbered (一)、(二)….
    """
    sections = [s for s in subject.report.sections if s.identifier]
    ordinals = [(s, _TOP.match(s.heading)) for s in sections]
    printed = [match.group(1) for _, match in ordinals if match]
    ranks = [_NUMERALS.index(numeral) for numeral in printed]
    if not ranks:
        yield Unknown(phrase("no numbered section is printed"))
        return
    if len({section.identifier for section in sections}) < len(sections):
        yield Unknown(phrase("sections are printed more than once"))
    elif ranks != sorted(set(ranks)):
        yield Broken(
            phrase("the ordinals of the sections are {ordinals}", ordinals=" ".join(printed)),
            span=sections[0].span and subject.place(sections[0].identifier or ""),
            stated=" ".join(printed),
        )
    overview = subject.text("overview") or ""
    inner = [match.group(1) for match in map(_TOP.match, overview.splitlines()) if match]
    if len(inner) > 1 and inner[0] == "一":
        yield Broken(
            phrase(
                "section 一 has a second numbering {ordinals}",
                ordinals=" ".join(f"{numeral}、" for numeral in inner),
            ),
            span=subject.place("overview"),
            stated=" ".join(f"{numeral}、" for numeral in inner),
            expected="（一）（二）…",
        )


@GROUP.check(basis="law", first_year=2019, example="七、工作机构 is no section of the form")
def s3(subject: Subject) -> Items:
    """There is no seventh or foreign top section.

    国办公开办函〔2021〕30号: the contents "不宜泛化".
    """
    if not is_whole(subject):
        yield Unknown(phrase("the text may be incomplete"))
        return
    for section in subject.report.sections:
        heading = to_simplified(section.heading)
        if section.identifier is None and _TOP.match(heading):
            if _PART.search(heading):
                continue  # a part of section 一 under a top ordinal: S2
            start = section.span
            yield Broken(
                phrase("{heading} is no section of the form", heading=heading),
                span=start
                and subject.report.provenance.span(start.start, start.start + len(section.heading)),
                stated=heading,
                cause="foreign",
            )


@GROUP.check(basis="form", example="三、收到和处理政府信息公开申请情况 prints no table")
def s10(subject: Subject) -> Items:
    """Sections 二, 三 and 四 print their tables.

    The form: each of these sections consists of its table.
    """
    for name, table in TABLES.items():
        if getattr(subject.report, table) is not None:
            continue
        title = TITLES[name]
        if name not in subject.sections:
            yield Unknown(phrase("section {section} was not found", section=title))
        elif _may_be_lost(subject, name):
            yield Unknown(phrase("the table of {section} may have been lost", section=title))
        else:
            yield Broken(
                phrase("{section} prints no table", section=title), span=subject.place(name)
            )


def _may_be_lost(subject: Subject, name: str) -> bool:
    """Whether the table may be in the original, and only what was read lacks it."""
    if ends_in(subject) == name or subject.is_excerpt or not is_whole(subject):
        return True
    if re.search(_HEADERS[name], subject.text(name) or ""):
        return True  # its header is printed, and none of its cells was found
    lost = {
        "lines-removed",
        "number-unplaced",
        "number-unaccounted",
        "page-is-picture",
        "row-empty",
    }
    return bool(lost & {found.code for found in subject.report.diagnostics}) or bool(
        subject.report.unplaced
    )
