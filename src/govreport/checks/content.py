"""Checks on what the prose of the sections says: S4 to S9, S11, G2."""

from __future__ import annotations

import re

from govreport.checks.items import Broken, Items, NotConcerned, Unknown
from govreport.checks.parameters import Names
from govreport.checks.registry import CheckGroup
from govreport.checks.sections import TITLES, ends_in
from govreport.checks.subject import Subject
from govreport.diagnostics import Severity
from govreport.language import listing, phrase
from govreport.text.numbers import DIGITS

GROUP = CheckGroup("content", "what the sections say")

ASPECTS = {
    "主动公开": r"主动公开|公开[^。；]{0,40}信息|公开[^。；]{0,12}\d|发布|公示|向社会公开",
    "依申请公开": r"依申请|申请",
    "政府信息管理": (
        r"信息管理|文件管理|规范性文件|动态调整|信息.{0,4}审[核查批]|保密审查|公开目录|制度"
    ),
    "政府信息公开平台建设": r"平台|网站|新媒体|公众号|微信|微博|专栏",
    "监督保障": r"监督|保障|考核|培训|组织领导|责任",
}
_WHOLE = 100
"""Characters that section 一 has in any report whose text was not cut."""

_CUT = 40
"""Characters of section 五 that may be the beginning of a longer text."""

_DIGIT = re.compile(f"[{DIGITS}]")
_YEARS = re.compile(
    r"(?<!\d)(?:19|20)\d\d\s?年?|〔\d{1,6}〕\s?\d{1,6}\s?号|(?<!\d)\d{1,6}\s?号"
    r"|第[一二三四五六七八九十百\d]{1,8}条"
)
_VAGUE = re.compile(r"多数部门|部分地区|一些地区|有的地区|各地各部门")
_PROBLEM = re.compile(
    r"问题|差[距异]|[有尚]待|[仍还尚](?:需|须|要|有|存|未)|薄弱|短板|弱项|欠|滞后|单一|单调|偏|参差|难|压力|占用|缺|少|慢"
    r"|(?<!从)不(?!断|仅|但|光|只|懈|忘|负|少|折|误|遗)|未(?!来)"
)
_IMPROVEMENT = re.compile(
    r"改进|下一步|下步|今后|加强|进一步|措施|提升|完善|努力|推进|强化|规范|将"
)
_FEES = re.compile(r"信息处理费|处理费|收费|收取|费用")
_NO_FEES = re.compile(
    r"(?:无|未|没有|不存在|0元|零).{0,12}(?:收费|收取|处理费|缴费)|^无[。.]?$|收取.{0,14}(?<![\d.,])0(?:\.0+)?\s*元"
)


def _text(subject: Subject, name: str) -> str | Unknown:
    """The prose of a section, or why it cannot be judged."""
    text = subject.text(name)
    if text is None:
        return Unknown(phrase("section {section} was not found", section=TITLES[name]))
    if "……" in text:
        return Unknown(phrase("the text of {section} is an excerpt", section=TITLES[name]))
    if not text.strip():
        return Unknown(phrase("no text was found in {section}", section=TITLES[name]))
    if name == "overview" and len("".join(text.split())) < _WHOLE:
        return Unknown(phrase("the text may be incomplete"))
    return text


@GROUP.check(
    basis="law",
    severity=Severity.INFO,
    first_year=2020,
    example="section 一 says nothing of 监督保障",
)
def s4(subject: Subject) -> Items:
    """Section 一 speaks of the five aspects 主动公开, 依申请公开, 政府信息管理,
    政府信息公开平台建设 and 监督保障.

    国办公开办函〔2021〕30号, the guidance to section 一. Looked for by words, so that a report that
    words them otherwise may be named here.
    """
    text = _text(subject, "overview")
    printed = subject.text("overview") or ""
    missing = [name for name, words in ASPECTS.items() if not re.search(words, printed)]
    if missing and isinstance(text, Unknown):
        yield text
    elif missing:
        yield Broken(
            phrase("section 一 says nothing of {aspects}", aspects=listing(missing)),
            span=subject.place("overview"),
            expected="、".join(missing),
        )


_RESULTS = {"工作考核": r"考核", "社会评议": r"评议", "责任追究": r"责任追究|追责|问责|追究"}


@GROUP.check(basis="law", example="nothing is said of 社会评议, 责任追究")
def s5(subject: Subject) -> Items:
    """A government's report states the results of 工作考核, 社会评议 and 责任追究.

    条例 第五十条(四): reports that the competent office of a county's or higher government
    publishes. A department's need not; where the kind of agency is not certain it is not evaluated.
    """
    kind = subject.organ.kind
    if kind in ("department", "township"):
        yield NotConcerned("no government's report")
        return
    missing = [name for name, words in _RESULTS.items() if not re.search(words, subject.prose)]
    text = _text(subject, "overview")
    if missing and kind != "government":
        yield Unknown(phrase("it is not known whether this is a government's report"))
    elif missing and isinstance(text, Unknown):
        yield text
    elif missing and subject.is_excerpt:
        yield Unknown(phrase("the text may be incomplete"))
    elif missing:
        yield Broken(
            phrase("nothing is said of {results}", results=listing(missing)),
            span=subject.place("overview"),
            expected="、".join(missing),
        )


@GROUP.check(basis="local", most=1000, example="section 一 has 1203 characters, more than 1000")
def s6(subject: Subject) -> Items:
    """Section 一 has at most a number of characters.

    武政办发〔2025〕54号: 1000 ("原则上"). Blanks are not counted.
    """
    text = _text(subject, "overview")
    if isinstance(text, Unknown):
        yield text
        return
    length, most = len("".join(text.split())), subject.parameters["most"]
    if length > most:
        yield Broken(
            phrase(
                "section 一 has {length} characters, more than {most}", length=length, most=most
            ),
            span=subject.place("overview"),
            stated=f"{length}",
            expected=f"≤{most}",
        )


@GROUP.check(basis="law", example="section 一 states no figure")
def s7(subject: Subject) -> Items:
    """Section 一 has figures of this agency, and does not speak of 多数部门 or 部分地区.

    国办公开办函〔2021〕30号: no report that is "敷衍塞责". Years, articles and document numbers are
    no figures.
    """
    text = _text(subject, "overview")
    if isinstance(text, Unknown):
        yield text
    elif not _DIGIT.search(_YEARS.sub("", text)) and not subject.report.narrative:
        yield Broken(phrase("section 一 states no figure"), span=subject.place("overview"))
    vague = _VAGUE.search(subject.text("overview") or "")
    if vague:
        yield Broken(
            phrase("section 一 speaks of {words}", words=vague.group()),
            span=subject.place("overview"),
            stated=vague.group(),
        )


@GROUP.check(basis="law", least=20, example="section 五 names no improvement")
def s8(subject: Subject) -> Items:
    """Section 五 names at least one problem and one improvement, in more than a few words.

    条例 第五十条(四).
    """
    text = _text(subject, "problems_and_improvements")
    if isinstance(text, Unknown):
        printed = subject.text("problems_and_improvements") or ""
        if not (_PROBLEM.search(printed) and _IMPROVEMENT.search(printed)):
            yield text  # else what was left out cannot take away what is named
        return
    place = subject.place("problems_and_improvements")
    length = len("".join(text.split()))
    if length < _CUT and (ends_in(subject) == "problems_and_improvements" or subject.runs_on):
        if not (_PROBLEM.search(text) and _IMPROVEMENT.search(text)):
            yield Unknown(phrase("the text may be incomplete"))
        return
    if length < subject.parameters["least"]:
        yield Broken(
            phrase("section 五 has only {length} characters", length=length),
            span=place,
            stated=" ".join(text.split()),
        )
        return
    if not _PROBLEM.search(text):
        yield Broken(phrase("section 五 names no problem"), span=place)
    if not _IMPROVEMENT.search(text):
        yield Broken(phrase("section 五 names no improvement"), span=place)


@GROUP.check(
    basis="practice", first_year=2021, example="section 六 does not say whether fees were charged"
)
def s9(subject: Subject) -> Items:
    """Section 六 says whether 信息处理费 were charged, and not that there were none where the
    table has requests whose fee was not paid.

    国办函〔2020〕109号; evaluators look for the sentence.
    """
    text = _text(subject, "other_matters")
    if isinstance(text, Unknown):
        if not _FEES.search(subject.prose):
            yield text
            return
        text = subject.text("other_matters") or ""
    place = subject.place("other_matters")
    if not _FEES.search(subject.prose):
        yield Broken(
            phrase("section 六 does not say whether fees were charged"),
            span=place,
            stated=text if len(text) < 60 else None,
            expected="信息处理费收取情况",
        )
    path = "requests.results.other_handling.fee_unpaid.total"
    unpaid = subject.cells.get(path).value
    if unpaid and _NO_FEES.search(text):
        yield Broken(
            phrase(
                "section 六 says that no fee was charged, but {count} requests ended because a "
                "fee was not paid",
                count=unpaid,
            ),
            (path,),
            span=place,
        )


_FIGURES = {
    "新收": "requests.received",
    "上年结转": "requests.carried_over",
    "结转下年度": "requests.carried_forward",
    "办结": "requests.completed",
}


@GROUP.check(basis="local", figures=Names(_FIGURES), example="section 一 does not state 上年结转")
def s11(subject: Subject) -> Items:
    """Section 一 states the figures that the profile names.

    武政办发〔2025〕54号 asks for the requests received, carried over, closed and carried forward.
    """
    text = _text(subject, "overview")
    if isinstance(text, Unknown):
        yield text
        return
    stated = {fact.identifier for fact in subject.report.narrative}
    missing = [
        name
        for name in subject.parameters["figures"]
        if _FIGURES[name] not in stated and name not in text
    ]
    if missing:
        yield Broken(
            phrase("section 一 does not state {figures}", figures=listing(missing)),
            span=subject.place("overview"),
            expected="、".join(missing),
        )


_SCOPE = re.compile(r"代表.{0,8}政府|全[市区县州旗省]|本机关|本办|我办|本单位|本部门")


@GROUP.check(
    basis="practice",
    severity=Severity.INFO,
    example="it is not said whether the figures are the government's or its office's",
)
def g2(subject: Subject) -> Items:
    """The report of a government's office says whether it speaks for the whole area.

    Evaluators add reports up, and count an area twice where this is not said.
    """
    if subject.organ.kind != "government_office":
        yield NotConcerned("no government's office")
        return
    if subject.is_excerpt or not subject.prose:
        yield Unknown(phrase("the text may be incomplete"))
    elif not _SCOPE.search(subject.prose):
        yield Broken(
            phrase("it is not said whether the figures are the government's or its office's"),
            span=subject.place("overview"),
        )
