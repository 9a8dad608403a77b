"""Checks on two years of one agency, and on two published versions: Y1 to Y4."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from govreport.checks.items import Broken, Items, Unknown
from govreport.checks.parameters import Share
from govreport.checks.registry import CheckGroup
from govreport.checks.sections import TITLES
from govreport.checks.subject import Subject
from govreport.diagnostics import Severity
from govreport.language import listing, phrase

GROUP = CheckGroup("years", "two years of one agency, and two versions of one report")

_YEAR = re.compile(r"(?:19|20)\d\d|二[〇○零0oO]\S\S(?=年)")
_SPACE = re.compile(r"\s+")
PROSE = ("overview", "problems_and_improvements")


def masked(subject: Subject, section: str) -> str:
    """The text of a section without years, the agency's name and blanks."""
    text = subject.text(section) or ""
    if subject.report.agency:
        text = text.replace(subject.report.agency, "")
    return _SPACE.sub("", _YEAR.sub("", text))


def likeness(one: Subject, other: Subject, section: str) -> tuple[float, int]:
    """How alike a section of two reports is, 0 to 1, and the length of the shorter text."""
    first, second = masked(one, section), masked(other, section)
    return fuzz.ratio(first, second) / 100, min(len(first), len(second))


@GROUP.check(
    basis="law",
    scope="years",
    least=Share(0.9),
    length=100,
    example="一、总体情况 is 97 % the text of the year before",
)
def y1(before: Subject, after: Subject) -> Items:
    """The text is not nearly that of the year before, and not all figures are the same.

    国办公开办函〔2021〕30号: no reports whose "内容雷同". Years and the agency's name are left out
    before texts are compared; the likeness is that of Levenshtein's insertions and deletions.
    """
    short = []
    for section in PROSE:
        alike, length = likeness(before, after, section)
        if length < after.parameters["length"]:
            short.append(TITLES[section])
        elif alike >= after.parameters["least"]:
            yield Broken(
                phrase(
                    "{section} is {percent} % the text of the year before",
                    section=TITLES[section],
                    percent=int(alike * 100),
                ),
                span=after.place(section),
                cause="text",
                stated=f"{int(alike * 100)} %",
            )
    if len(short) == len(PROSE):
        yield Unknown(phrase("too little text in {section}", section=listing(short)))
    now = {cell.path: cell.value for cell in after.cells if cell.value is not None}
    then = {cell.path: cell.value for cell in before.cells if cell.value is not None}
    if now and now == then and sum(map(bool, now.values())) > 2:
        yield Broken(phrase("all figures of the tables are those of the year before"))


@GROUP.check(
    basis="practice",
    scope="years",
    severity=Severity.INFO,
    factor=5,
    least=30,
    example="一、本年新收政府信息公开申请数量 总计: 3 the year before, 218 now",
)
def y2(before: Subject, after: Subject) -> Items:
    """No figure is more than five times, or less than a fifth, of that of the year before.

    Evaluators ask for the reason of a jump; small figures (below 30) are left out.
    """
    for now, then, path in _both(before, after):
        small, large = sorted((now, then))
        if large >= after.parameters["least"] and small * after.parameters["factor"] < large:
            yield Broken(
                phrase(
                    "{figure}: {then} the year before, {now} now",
                    figure=after.cells.name(path),
                    then=then,
                    now=now,
                ),
                (path,),
                cause="jump",
                stated=f"{now}",
                topic=("申请", "事项", "许可", "处罚", "文件", "复议", "诉讼"),
            )


def _both(before: Subject, after: Subject) -> Iterator[tuple[int, int, str]]:
    """Counts that both reports have, without the columns that ``total`` adds up."""
    for cell in after.cells:
        then = before.cells.get(cell.path).value
        counted = not cell.path.startswith("requests.") or cell.path.endswith(".total")
        if counted and isinstance(cell.value, int) and isinstance(then, int) and not cell.money:
            yield cell.value, then, cell.path


@GROUP.check(
    basis="own",
    scope="years",
    example="行政事业性收费: 20.3 the year before, 198000 now: 元 under 万元?",
)
def y3(before: Subject, after: Subject) -> Items:
    """The fee amount is not about 10,000 times, or a ten-thousandth of, last year's.

    Ours: such an amount is in 元 where the form prints 万元.
    """
    path = "proactive_disclosure.administrative_fees.amount"
    now, then = after.cells.get(path).value, before.cells.get(path).value
    if now is None or then is None:
        holder = after if now is None else before
        yield Unknown(*holder.cells.why_missing([path]))
        return
    small, large = sorted((now, then))
    if small > 0 and 3_000 <= large / small <= 30_000:
        yield Broken(
            phrase(
                "行政事业性收费: {then} the year before, {now} now: 元 under 万元?",
                then=then,
                now=now,
            ),
            (path,),
            stated=f"{now}",
        )


@GROUP.check(
    basis="practice",
    scope="versions",
    example="一、本年新收政府信息公开申请数量 总计: 3 in the first version, 4 in this one",
)
def y4(before: Subject, after: Subject) -> Items:
    """A report that is published again does not differ from the first version.

    Evaluators found such reports; a correction is stated in the report (更正).
    """
    paths = dict.fromkeys(cell.path for subject in (before, after) for cell in subject.cells)
    for path in paths:
        first, second = before.cells.get(path).value, after.cells.get(path).value
        if first != second:
            yield Broken(
                phrase(
                    "{cell}: {first} in the first version, {second} in this one",
                    cell=after.cells.name(path),
                    first="—" if first is None else first,
                    second="—" if second is None else second,
                ),
                (path,),
                cause="cells",
                topic=("更正", "以本"),
            )
    for section in PROSE:
        texts = [subject.text(section) or "" for subject in (before, after)]
        if any("……" in text for text in texts):
            yield Unknown(phrase("the text of {section} is an excerpt", section=TITLES[section]))
        elif masked(before, section) != masked(after, section):
            yield Broken(
                phrase("the text of {section} differs", section=TITLES[section]),
                span=after.place(section),
                cause="text",
                topic=("更正", "以本"),
            )
