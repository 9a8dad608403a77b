"""The reporting year, by authority: period statement, title, opening words, publication date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import frozen

from govreport.document import Document, Span
from govreport.prose.identity.dates import YEAR, find_at_years, read_year
from govreport.prose.identity.excerpt import Excerpt
from govreport.text.chinese import to_simplified

_YEAR_END = re.compile(r"[1１][2２]\s?[月./-]?\s?[3３][1１]")
_YEAR_END_LENGTH = 5  # characters before the last two, at most
_GAP = r"\s*+(?:[年./-]\s*+)?"  # possessive: blanks are divided in one way only
_RANGE = re.compile(
    rf"(?P<first>(?<!\d){YEAR}){_GAP}0?\d{{1,2}}?\s*+(?:[月./-]\s*+)?0?[1１]\s*+(?:日\s*+)?"
    rf"(?:零时\s*+)?(?:(?:起|开始)\s*+)?(?:[,，]\s*+)?(?:至|到|—|–|-|－|~|～)++\s*+(?:(?P<last>{YEAR}){_GAP}|同年|当年)?$"
)
_UNTIL = re.compile(rf"(?:截至|截止到|截止至|截止|至)\s*(?P<last>{YEAR}){_GAP}$")
_STATISTICS = re.compile(r"统计|數據|数据|期限|时限|時限")
_OPENING_YEAR = re.compile(
    rf"(?<![\d〔\[(（﹝第号])(?P<year>{YEAR})\s*年度?(?!\s*(?:\d|[一二三四五六七八九十])+\s*月)(?!来)"
)
_SENTENCE_START = re.compile(
    r"(?:^|[\n。;；:：)）]|现将.{0,25}|[。\n].{0,20}(?:局|镇|乡|街道|政府|办|委|会|中心))\s*$"
)
_NOT_THIS_YEAR = tuple("自从于到至入转比较按照《〈<和与指")
_NOTE = re.compile(
    rf"(?P<which>上一年|本年|处理决定)[^\n|()（）]{{0,12}}[(（]指\s*(?P<year>{YEAR})\s*年"
)


@frozen
class YearClaim:
    """One authority's word on the reporting year.

    ``authority`` is ``"period"``, ``"title"``, ``"opening"``, ``"label"`` (a note in a table's
    heading), ``"metadata"`` or ``"publication"``; ``rank`` orders them, 1 first.
    """

    authority: str
    year: int
    rank: int
    span: Span | None = None


def find_period(document: Document) -> YearClaim | None:
    """The period statement: 自2020年1月1日至2020年12月31日, or 数据截至2020年12月31日.

    A range over two calendar years states no reporting year.

    >>> find_period(Document("统计期限自2020年1月1日起至2020年12月31日止")).year
    2020
    """
    text = document.text
    weak: YearClaim | None = None
    for end in _year_ends(text):
        origin = max(0, end.start() - 45)
        before = text[origin : end.start()]
        found = _RANGE.search(before)
        if found:
            year = read_year(found["first"])
            if found["last"] is None or read_year(found["last"]) == year:
                start = origin + found.start()
                return YearClaim("period", year, 1, document.span(start, end.end()))
            continue
        found = _UNTIL.search(before)
        if found and weak is None and _STATISTICS.search(before, 0, found.start()):
            start = origin + found.start("last")
            weak = YearClaim("period", read_year(found["last"]), 1, document.span(start, end.end()))
    return weak


def _year_ends(text: str) -> Iterator[re.Match[str]]:
    """Every 12月31日, found by its last figures, which few tables print."""
    if "３" in text or "１" in text:
        yield from _YEAR_END.finditer(text)
        return
    last = 0
    figures = text.find("31")
    while figures >= 0:
        found = _YEAR_END.search(text, max(last, figures - _YEAR_END_LENGTH), figures + 2)
        if found:
            yield found
            last = found.end()
        figures = text.find("31", figures + 1)


def find_opening(document: Document, head: Excerpt, start: int, end: int) -> YearClaim | None:
    """The year that the first paragraphs speak of; None when they name several alike.

    A year that opens a sentence decides; years of events (with a month), of document numbers
    and of titles in 《》 do not count.
    """
    counted: Counter[int] = Counter()
    places: dict[int, tuple[int, int]] = {}
    for found in find_at_years(_OPENING_YEAR, head.text, start, end):
        before = head.text[max(start, found.start() - 30) : found.start()]
        stripped = before.rstrip()
        if stripped.endswith(_NOT_THIS_YEAR) or before.rfind("《") > before.rfind("》"):
            continue
        year = read_year(found["year"])
        places.setdefault(year, found.span())
        if _SENTENCE_START.search(before):
            counted = Counter({year: 1})
            break
        counted[year] += 1
    ranking = counted.most_common(2)
    if not ranking or (len(ranking) == 2 and ranking[0][1] == ranking[1][1]):
        return None
    year = ranking[0][0]
    return YearClaim("opening", year, 3, head.span(document, *places[year]))


def find_note(document: Document) -> YearClaim | None:
    """The year in the notes that some prints add to a heading: 本年增/减(指2020年…).

    >>> find_note(Document("上一年项目数量(指2019年事项数)")).year
    2020
    """
    text = document.text
    if "指20" not in text:
        return None
    found = _NOTE.search(to_simplified(text))
    if found is None:
        return None
    year = read_year(found["year"]) + (found["which"] == "上一年")
    return YearClaim("label", year, 4, document.span(*found.span("year")))


def choose_year(claims: Sequence[YearClaim]) -> YearClaim | None:
    """The claim of the highest authority, unless two others agree against it.

    A period statement is often left over from an earlier year's report; when the title and
    the opening words (or the publication date) agree on another year, theirs is taken.

    >>> title, opening = YearClaim("title", 2012, 2), YearClaim("opening", 2012, 3)
    >>> choose_year((YearClaim("period", 2009, 1), title, opening)).year
    2012
    """
    ordered = sorted(claims, key=lambda claim: claim.rank)
    if not ordered:
        return None
    votes = Counter(claim.year for claim in ordered)
    best = ordered[0]
    for claim in ordered[1:]:
        if votes[claim.year] > 1 and votes[best.year] == 1:
            return claim
    return best
